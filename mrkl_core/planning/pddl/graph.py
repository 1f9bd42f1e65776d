"""A problem as a picture: objects, and the facts of two objects between them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from mrkl_core.planning.pddl.tree import And, Atom, Formula, Problem
from mrkl_core.records import dataclass

#: More objects are not drawn: nobody could read it.
MAX_OBJECTS = 400

#: How much a wish pulls beside a fact, and how much all are pulled to the middle.
GOAL_PULL = 0.1
GRAVITY = 1.0

_COLOURS = ("#4c78a8", "#f58518", "#54a24b", "#b279a2", "#e45756", "#72b7b2", "#9d755d", "#bab0ac")


@dataclass(frozen=True)
class Graph:
    """Nodes with their type and what is said of them alone; arcs with their names."""

    nodes: dict[str, tuple[str, tuple[str, ...]]]
    arcs: dict[tuple[str, str, bool], tuple[str, ...]]  # from, to, only in the goal


def graph_of(problem: Problem) -> Graph:
    """The objects of a problem with its facts; constants appear where facts name them."""
    types = {o.name: " or ".join(o.types) for o in problem.objects}
    said: dict[str, list[str]] = {name: [] for name in types}
    arcs: dict[tuple[str, str, bool], list[str]] = {}
    facts = [fact for fact in problem.init if isinstance(fact, Atom)]
    known = {(fact.name, *fact.terms) for fact in facts}
    wanted = [a for a in _atoms(problem.goal) if (a.name, *a.terms) not in known]
    for goal, atoms in ((False, facts), (True, wanted)):
        for atom in atoms:
            for term in atom.terms:
                types.setdefault(term, "object")
                said.setdefault(term, [])
            if len(atom.terms) == 1:
                said[atom.terms[0]].append(f"goal: {atom.name}" if goal else atom.name)
            elif len(atom.terms) > 1:
                label = " ".join((atom.name, *atom.terms[1:-1]))
                arcs.setdefault((atom.terms[0], atom.terms[-1], goal), []).append(label)
    return Graph(
        {name: (types[name], tuple(said[name])) for name in types},
        {key: tuple(labels) for key, labels in arcs.items()},
    )


def dot(graph: Graph, name: str) -> str:
    """The graph for Graphviz."""
    lines = [f"digraph {_quoted(name)} {{", "  node [shape=box, style=rounded];"]
    for node, (type_, said) in graph.nodes.items():
        label = "\n".join((f"{node} ({type_})", *said))
        lines.append(f"  {_quoted(node)} [label={_quoted(label)}];")
    for (one, other, goal), labels in graph.arcs.items():
        style = ", style=dashed, color=firebrick" if goal else ""
        label = _quoted(", ".join(labels))
        lines.append(f"  {_quoted(one)} -> {_quoted(other)} [label={label}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def svg(graph: Graph, title: str) -> str:
    """The graph as a drawing; what only the goal wants is dashed and red."""
    places = _layout(graph)
    side = max(480, int(150 * math.sqrt(len(places) or 1)))
    # Names stand to the right of their objects.
    at = {n: (30 + x * (side - 150), 30 + y * (side - 70)) for n, (x, y) in places.items()}
    kinds = sorted({type_ for type_, _ in graph.nodes.values()})
    colour = {kind: _COLOURS[i % len(_COLOURS)] for i, kind in enumerate(kinds)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side + 24 * len(kinds)}" '
        'font-family="sans-serif" font-size="11">',
        "<style>text{paint-order:stroke;stroke:#fff;stroke-width:3px}</style>",
        f"<title>{escape(title)}</title>",
        '<defs><marker id="a" viewBox="0 0 8 8" refX="16" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#888"/></marker></defs>',
    ]
    for (one, other, goal), labels in graph.arcs.items():
        (x1, y1), (x2, y2) = at[one], at[other]
        style = 'stroke="#b22222" stroke-dasharray="4 3"' if goal else 'stroke="#888"'
        parts.append(
            f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" {style} '
            # Off the middle, where the name of an arc back would be.
            f'marker-end="url(#a)"/><text x="{0.6 * x1 + 0.4 * x2:.0f}" '
            f'y="{0.6 * y1 + 0.4 * y2:.0f}" text-anchor="middle" '
            f'fill="#666" font-size="9">{escape(", ".join(labels))}</text>'
        )
    for name, (x, y) in at.items():
        type_, said = graph.nodes[name]
        tip = escape(", ".join((type_, *said)))
        parts.append(
            f'<g><title>{tip}</title><circle cx="{x:.0f}" cy="{y:.0f}" r="8" '
            f'fill="{colour[type_]}"/>'
            f'<text x="{x + 10:.0f}" y="{y + 4:.0f}">{escape(name)}</text></g>'
        )
    for row, kind in enumerate(kinds):
        y = side + 24 * row
        parts.append(
            f'<circle cx="20" cy="{y}" r="6" fill="{colour[kind]}"/>'
            f'<text x="32" y="{y + 4}">{escape(kind)}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layout(graph: Graph) -> dict[str, tuple[float, float]]:
    """Places in the unit square: like springs, as Fruchterman and Reingold (1991) have it."""
    names = list(graph.nodes)
    count = len(names)
    index = {name: i for i, name in enumerate(names)}
    angle = 2 * math.pi / max(count, 1)
    xs = [math.cos(i * angle) for i in range(count)]
    ys = [math.sin(i * angle) for i in range(count)]
    springs = {
        (index[a], index[b]): GOAL_PULL if goal and (a, b, False) not in graph.arcs else 1.0
        for a, b, goal in graph.arcs
        if a != b
    }
    ideal = 2 / math.sqrt(max(count, 1))
    rounds = 0 if count > 150 else min(120, 600_000 // max(count * count, 1))
    for step in range(rounds):
        heat = 0.2 * (1 - step / rounds)
        dx, dy = [0.0] * count, [0.0] * count
        for i in range(count):
            for j in range(i):
                x, y = xs[i] - xs[j], ys[i] - ys[j]
                push = ideal * ideal / (x * x + y * y + 1e-6)
                dx[i] += x * push
                dy[i] += y * push
                dx[j] -= x * push
                dy[j] -= y * push
        for (i, j), strength in springs.items():
            x, y = xs[i] - xs[j], ys[i] - ys[j]
            pull = strength * math.hypot(x, y) / ideal
            dx[i] -= x * pull
            dy[i] -= y * pull
            dx[j] += x * pull
            dy[j] += y * pull
        for i in range(count):
            # What nothing ties together must not drift apart.
            dx[i] -= GRAVITY * xs[i]
            dy[i] -= GRAVITY * ys[i]
            length = math.hypot(dx[i], dy[i]) or 1.0
            xs[i] += dx[i] / length * min(length, heat)
            ys[i] += dy[i] / length * min(length, heat)
    low_x, low_y = min(xs, default=0.0), min(ys, default=0.0)
    wide, high = (max(xs, default=0.0) - low_x) or 1.0, (max(ys, default=0.0) - low_y) or 1.0
    return {n: ((xs[i] - low_x) / wide, (ys[i] - low_y) / high) for n, i in index.items()}


def _atoms(goal: Formula) -> Iterator[Atom]:
    match goal:
        case Atom():
            yield goal
        case And(parts):
            for part in parts:
                yield from _atoms(part)
        case _:
            pass


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
