"""More replies of models: right ones in other forms, and slips that are not left-out facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mrkl_core.planning.pddl.print import print_domain
from mrkl_core.planning.pddl.tree import And, Atom, Typed
from tests.planning.repair.flaws import Right, changes, facts, goals, static, text, with_line


def is_plain(truth: Right) -> bool:
    """Whether the goal is a list of facts."""
    goal = truth.problem.goal
    return all(isinstance(g, Atom) for g in (goal.parts if isinstance(goal, And) else (goal,)))


# -- right ones, in another form -------------------------------------------------------------


def doubled(truth: Right) -> Iterator[str]:
    """Facts and objects that are stated twice."""
    first = facts(truth.problem)[:3]
    yield text(replace(truth.problem, init=(*truth.problem.init, *first)))


def denied(truth: Right) -> Iterator[str]:
    """What is not so is said, though it goes without saying."""
    held = set(facts(truth.problem))
    asked = [g for g in goals(truth.problem) if g not in held]
    if asked:
        lines = [f"(not ({' '.join((g.name, *g.terms))}))" for g in asked]
        yield with_line(truth.problem, " ".join(lines))


def costed(truth: Right) -> Iterator[str]:
    """A cost and a metric, where the domain has one or not."""
    whole = text(replace(truth.problem, metric=None))
    yield whole.rstrip()[:-1] + "\n  (:metric minimize (total-cost)))"
    yield whole.replace("(:init", "(:init (= (total-cost) 0)", 1)


def required(truth: Right) -> Iterator[str]:
    yield text(truth.problem).replace(
        "(:objects", "(:requirements :strips :typing :adl :equality)\n  (:objects", 1
    )


def two_files(truth: Right) -> Iterator[str]:
    """The domain is written out too, before or behind the problem."""
    domain, problem = print_domain(truth.domain.tree), text(truth.problem)
    yield f"Domain file:\n```\n{domain}\n```\nProblem file:\n```\n{problem}\n```"
    yield f"{problem}\n\n{domain}"


def explained(truth: Right) -> Iterator[str]:
    yield (
        f"{text(truth.problem)}\n\nExplanation:\n- The objects (all of them) are declared first.\n"
        "- (:init ...) describes the rest of the initial state.\n"
    )


def conjoined(truth: Right) -> Iterator[str]:
    """(:init (and …)), and a goal of one list without `and`."""
    whole = text(truth.problem)
    head, rest = whole.split("(:init", 1)
    init, goal = rest.split("(:goal", 1)
    yield f"{head}(:init (and {init.rstrip()[:-1]}))\n  (:goal{goal}"


def untyped_goal(truth: Right) -> Iterator[str]:
    """Goal facts side by side, without `and`."""
    parts = goals(truth.problem)
    if len(parts) > 1 and is_plain(truth):
        whole = text(replace(truth.problem, goal=And(parts)))
        head, goal = whole.split("(:goal (and", 1)
        told = " ".join(f"({' '.join((g.name, *g.terms))})" for g in parts)
        tail = goal[goal.index("(:metric") :] if "(:metric" in goal else ")"
        yield f"{head}(:goal {told})\n{tail}"


def goal_explicit(truth: Right) -> Iterator[str]:
    """The goal repeats what never changes."""
    still = [a for a in facts(truth.problem) if not changes(truth.domain.tree, a.name)][:2]
    if still and is_plain(truth):
        yield text(replace(truth.problem, goal=And((*goals(truth.problem), *still))))


# -- slips -----------------------------------------------------------------------------------


def told_in_comments(truth: Right) -> Iterator[str]:
    """A range in a comment stands for the facts of a relation."""
    for name, rows in static(truth.domain.tree, truth.problem).items():
        first, last = rows[0], rows[-1]
        kept = tuple(f for f in truth.problem.init if f not in rows)
        line = f"; ({name} ..) from {first.terms[0]} to {last.terms[1]}"
        yield with_line(replace(truth.problem, init=kept), line)


def first_and_last(truth: Right) -> Iterator[str]:
    for rows in static(truth.domain.tree, truth.problem).values():
        gone = rows[1:-1]
        kept = tuple(f for f in truth.problem.init if f not in gone)
        yield with_line(replace(truth.problem, init=kept), "; ...", rows[0])


def turned(truth: Right) -> Iterator[str]:
    """The facts of a relation between things of one type, the wrong way round."""
    for rows in static(truth.domain.tree, truth.problem).values():
        pairs = {row.terms for row in rows}
        if any((b, a) not in pairs for a, b in pairs):
            new = {row: Atom(row.name, row.terms[::-1]) for row in rows}
            init = tuple(new.get(f, f) if isinstance(f, Atom) else f for f in truth.problem.init)
            yield text(replace(truth.problem, init=init))
            return


def goal_added(truth: Right) -> Iterator[str]:
    """The goal asks for something that nobody said."""
    wanted = set(goals(truth.problem))
    for fact in facts(truth.problem):
        moves = len(fact.terms) == 2 and changes(truth.domain.tree, fact.name)
        if moves and fact not in wanted and is_plain(truth):
            yield text(replace(truth.problem, goal=And((*goals(truth.problem), fact))))
            return


def typed_anyhow(truth: Right) -> Iterator[str]:
    """Types of the writer's own, in a domain that has others or none."""
    if all(o.types == ("object",) for o in truth.problem.objects):
        things = tuple(Typed(o.name, ("block",)) for o in truth.problem.objects)
        yield text(replace(truth.problem, objects=things))


def half_typed(truth: Right) -> Iterator[str]:
    """The last objects have lost their type: (:objects a b - t c)."""
    if any(o.types != ("object",) for o in truth.problem.objects):
        *others, last = truth.problem.objects
        yield text(replace(truth.problem, objects=(*others, Typed(last.name))))


def mistyped(truth: Right) -> Iterator[str]:
    """One thing is declared as something else."""
    kinds = list(dict.fromkeys(o.types for o in truth.problem.objects))
    if len(kinds) > 1:
        first, *others = truth.problem.objects
        wrong = next(kind for kind in kinds if kind != first.types)
        yield text(replace(truth.problem, objects=(Typed(first.name, wrong), *others)))


def types_stated(truth: Right) -> Iterator[str]:
    """What type things are stands among the facts, and things are said to differ."""
    objects = truth.problem.objects
    typed = [f"({(o.types[0] if o.types != ('object',) else 'thing')} {o.name})" for o in objects]
    yield with_line(truth.problem, " ".join(typed[:6]))
    if len(objects) > 1:
        yield with_line(truth.problem, f"(different {objects[0].name} {objects[1].name})")


def another_dash(truth: Right) -> Iterator[str]:
    """A name with a dash that its declaration does not have."""
    head, rest = text(truth.problem).split("(:init", 1)
    for thing in truth.problem.objects:
        stem = thing.name.rstrip("0123456789")
        other = f"{stem.rstrip('_-')}-{thing.name[len(stem) :]}"
        if stem != thing.name and other != thing.name and f"{thing.name})" in rest:
            yield f"{head}(:init{rest.replace(thing.name + ')', other + ')')}"
            return


def last_bracket_of_init(truth: Right) -> Iterator[str]:
    whole = text(truth.problem)
    head, goal = whole.split("(:goal", 1)
    yield f"{head.rstrip()[:-1]}\n(:goal{goal}"


def row_missing(truth: Right) -> Iterator[str]:
    """The last thing of a regular relation, and all that is said of it, is left out."""
    for rows in static(truth.domain.tree, truth.problem).values():
        lost = rows[-1].terms[0]
        if not any(lost in g.terms for g in goals(truth.problem)):
            init = tuple(
                f for f in truth.problem.init if not (isinstance(f, Atom) and lost in f.terms)
            )
            objects = tuple(o for o in truth.problem.objects if o.name != lost)
            yield text(replace(truth.problem, init=init, objects=objects))
            return
