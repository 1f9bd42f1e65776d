"""Replies of models, made: right problems broken in the ways that models break them.

Each kind is one function from a right problem to the replies it becomes; `KINDS` names those that
stand here, kinds.py all of them, and `right` says whether the problem is still the true one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mrkl_core.planning.domains import NamedDomain
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.print import print_problem
from mrkl_core.planning.pddl.tree import And, Atom, Domain, Init, Problem, Typed


@dataclass(frozen=True)
class Right:
    """A worked example: the words, and the problem they mean."""

    domain: NamedDomain
    words: str
    problem: Problem
    name: str


@dataclass(frozen=True)
class Reply:
    """A reply of some kind; `right` if its problem is the true one, as it stands."""

    kind: str
    truth: Right
    text: str
    right: bool


def examples(domain: NamedDomain) -> Iterator[Right]:
    """The worked examples of a domain."""
    for number, (words, problem) in enumerate(domain.examples, 1):
        yield Right(domain, words, parse_problem(problem), f"{domain.name}-{number}")


#: Smaller relations are not broken: whether they are regular cannot be told.
FEWEST = 4


# -- parts -----------------------------------------------------------------------------------


def text(problem: Problem) -> str:
    return print_problem(problem)


def without(problem: Problem, gone: Callable[[Atom], bool]) -> Problem:
    return replace(problem, init=tuple(f for f in problem.init if not (_atom(f) and gone(f))))  # type: ignore[arg-type]


def _atom(fact: Init) -> bool:
    return isinstance(fact, Atom)


def facts(problem: Problem) -> list[Atom]:
    return [f for f in problem.init if isinstance(f, Atom)]


def goals(problem: Problem) -> tuple[Atom, ...]:
    parts = problem.goal.parts if isinstance(problem.goal, And) else (problem.goal,)
    return tuple(p for p in parts if isinstance(p, Atom))


def changes(domain: Domain, name: str) -> bool:
    """Whether some action changes this."""
    return any(f"name='{name}'" in repr(action.effect) for action in domain.actions)


def static(domain: Domain, problem: Problem) -> dict[str, list[Atom]]:
    """The binary relations that no action changes, with their facts."""
    found: dict[str, list[Atom]] = {}
    for fact in facts(problem):
        if len(fact.terms) == 2 and not changes(domain, fact.name):
            found.setdefault(fact.name, []).append(fact)
    return {name: rows for name, rows in found.items() if len(rows) >= FEWEST}


def with_line(problem: Problem, line: str, after: Atom | None = None) -> str:
    """The problem's text with a line put behind a fact, or at the end of the initial facts."""
    lines = text(problem).splitlines()
    wanted = f"({' '.join((after.name, *after.terms))})" if after else ""
    goal = next(i for i, row in enumerate(lines) if row.lstrip().startswith("(:goal"))
    at = next((i for i, row in enumerate(lines[:goal]) if wanted and wanted in row), goal - 1)
    if lines[at].endswith("))"):  # the comment must not swallow the closing bracket
        lines[at] = lines[at][:-1]
        lines[at + 1 : at + 1] = [f"    {line}", "  )"]
    else:
        lines.insert(at + 1, f"    {line}")
    return "\n".join(lines)


# -- right replies ---------------------------------------------------------------------------


def plain(truth: Right) -> Iterator[str]:
    yield text(truth.problem)


def fenced(truth: Right) -> Iterator[str]:
    yield f"```pddl\n{text(truth.problem)}```"


def prose(truth: Right) -> Iterator[str]:
    yield (
        f"Sure! Here is the problem file in PDDL:\n\n```lisp\n{text(truth.problem)}```\n\n"
        "This problem file defines the objects (all of them), the initial state and the goal."
    )


def shouted(truth: Right) -> Iterator[str]:
    yield text(truth.problem).upper().replace("(DEFINE", "(define")


def headings(truth: Right) -> Iterator[str]:
    yield (
        text(truth.problem)
        .replace("(:init", "(:init ; the initial facts")
        .replace("(:goal", "; what is wanted\n  (:goal")
    )


def backwards(truth: Right) -> Iterator[str]:
    turned = tuple(reversed(truth.problem.init))
    yield text(replace(truth.problem, init=turned, objects=truth.problem.objects[::-1]))


# -- elision ---------------------------------------------------------------------------------


def elided_after_some(truth: Right) -> Iterator[str]:
    for rows in static(truth.domain.tree, truth.problem).values():
        kept = rows[: max(2, len(rows) // 4)]
        gone = [row for row in rows if row not in kept]
        yield with_line(
            without(truth.problem, lambda a, g=gone: a in g),  # type: ignore[misc]
            "; define the other neighbours here",
            kept[-1],
        )


def elided_by_dots(truth: Right) -> Iterator[str]:
    for rows in static(truth.domain.tree, truth.problem).values():
        kept = rows[:2]
        broken = without(truth.problem, lambda a, r=rows, k=kept: a in r and a not in k)  # type: ignore[misc]
        yield with_line(broken, "...", kept[-1])
        yield with_line(broken, "; and so on", kept[-1])


def elided_whole(truth: Right) -> Iterator[str]:
    for name in static(truth.domain.tree, truth.problem):
        broken = without(truth.problem, lambda a, n=name: a.name == n)  # type: ignore[misc]
        yield with_line(broken, f"; add the rest of the {name} relations for all objects")


def relation_missing(truth: Right) -> Iterator[str]:
    for name in static(truth.domain.tree, truth.problem):
        yield text(without(truth.problem, lambda a, n=name: a.name == n))  # type: ignore[misc]


# -- one-sidedness ---------------------------------------------------------------------------


def one_sided(truth: Right) -> Iterator[str]:
    for rows in static(truth.domain.tree, truth.problem).values():
        pairs = {row.terms for row in rows}
        if all((b, a) in pairs for a, b in pairs):
            yield text(without(truth.problem, lambda a, r=rows: a in r and a.terms[0] > a.terms[1]))  # type: ignore[misc]


def no_inverse(truth: Right) -> Iterator[str]:
    rows = static(truth.domain.tree, truth.problem)
    for name, mine in rows.items():
        turned = {(b, a) for a, b in (row.terms for row in mine)}
        if any(turned == {r.terms for r in other} for n, other in rows.items() if n != name):
            yield text(without(truth.problem, lambda a, n=name: a.name == n))  # type: ignore[misc]


# -- contradictions and gaps -----------------------------------------------------------------


def two_places(truth: Right) -> Iterator[str]:
    """A thing that is in one place is said to be in another, too."""
    fluents = [a for a in facts(truth.problem) if len(a.terms) == 2]
    for fact in fluents[:6]:
        others = [a for a in fluents if a.name == fact.name and a.terms[1] != fact.terms[1]]
        if others and changes(truth.domain.tree, fact.name):
            second = Atom(fact.name, (fact.terms[0], others[-1].terms[1]))
            if second not in facts(truth.problem) and second.terms[0] != second.terms[1]:
                yield text(replace(truth.problem, init=(*truth.problem.init, second)))
                return


def predicate_missing(truth: Right) -> Iterator[str]:
    """No `clear` at all, no empty hand."""
    for name in dict.fromkeys(a.name for a in facts(truth.problem) if len(a.terms) < 2):
        yield text(without(truth.problem, lambda a, n=name: a.name == n))  # type: ignore[misc]


def fact_missing(truth: Right) -> Iterator[str]:
    short = [a for a in facts(truth.problem) if len(a.terms) < 2]
    for fact in short[:1]:
        yield text(without(truth.problem, lambda a, f=fact: a == f))  # type: ignore[misc]


def wrong_fact(truth: Right) -> Iterator[str]:
    """One thing is somewhere else than the words say."""
    tree = truth.domain.tree
    fluents = [a for a in facts(truth.problem) if len(a.terms) == 2 and changes(tree, a.name)]
    for fact in fluents:
        for other in fluents:
            moved = Atom(fact.name, (fact.terms[0], other.terms[1]))
            if (
                other.name == fact.name
                and moved not in fluents
                and moved.terms[0] != moved.terms[1]
            ):
                kept = without(truth.problem, lambda a, f=fact: a == f)  # type: ignore[misc]
                yield text(replace(kept, init=(*kept.init, moved)))
                return


def goal_missing(truth: Right) -> Iterator[str]:
    parts = goals(truth.problem)
    if len(parts) > 1:
        yield text(replace(truth.problem, goal=And(parts[:-1])))


# -- names -----------------------------------------------------------------------------------


def undeclared(truth: Right) -> Iterator[str]:
    for at in {0, len(truth.problem.objects) - 1}:
        kept = [o for i, o in enumerate(truth.problem.objects) if i != at]
        yield text(replace(truth.problem, objects=tuple(kept)))


def type_undeclared(truth: Right) -> Iterator[str]:
    """All the things of one type are left out: the tools, for instance."""
    kinds = dict.fromkeys(o.types for o in truth.problem.objects)
    for kind in list(kinds)[-1:] if len(kinds) > 1 else ():
        kept = tuple(o for o in truth.problem.objects if o.types != kind)
        yield text(replace(truth.problem, objects=kept))


def untyped(truth: Right) -> Iterator[str]:
    if any(o.types != ("object",) for o in truth.problem.objects):
        names = tuple(Typed(o.name) for o in truth.problem.objects)
        yield text(replace(truth.problem, objects=names))


def type_misspelt(truth: Right) -> Iterator[str]:
    kinds = [k for k in dict.fromkeys(o.types[0] for o in truth.problem.objects) if k != "object"]
    for kind in kinds[:1]:
        named = tuple(
            Typed(o.name, (f"{kind}s",)) if o.types == (kind,) else o for o in truth.problem.objects
        )
        yield text(replace(truth.problem, objects=named))


def predicate_renamed(truth: Right) -> Iterator[str]:
    for name in dict.fromkeys(a.name for a in facts(truth.problem)):
        if "-" in name:
            for other in (name.replace("-", ""), name.replace("-", "_")):
                yield text(truth.problem).replace(f"({name}", f"({other}")


def objects_renamed(truth: Right) -> Iterator[str]:
    """Dashes where the declaration has underscores."""
    head, init = text(truth.problem).split("(:init", 1)
    names = sorted((o.name for o in truth.problem.objects if "_" in o.name), key=len)
    for name in reversed(names):
        init = init.replace(name, name.replace("_", "-"))
    if names:
        yield f"{head}(:init{init}"


def wrong_domain(truth: Right) -> Iterator[str]:
    yield text(replace(truth.problem, domain="my-domain"))


def swapped(truth: Right) -> Iterator[str]:
    typed = {o.name: o.types for o in truth.problem.objects}
    for fact in facts(truth.problem):
        if len(fact.terms) == 2 and typed.get(fact.terms[0]) != typed.get(fact.terms[1]):
            mine = tuple(
                Atom(f.name, f.terms[::-1]) if isinstance(f, Atom) and f.name == fact.name else f
                for f in truth.problem.init
            )
            yield text(replace(truth.problem, init=mine))
            return


# -- form ------------------------------------------------------------------------------------


def brackets_missing(truth: Right) -> Iterator[str]:
    yield text(truth.problem).rstrip()[:-1]
    yield text(truth.problem).replace("  (:goal", "(:goal").replace(")\n(:goal", "\n(:goal")


def bracket_too_many(truth: Right) -> Iterator[str]:
    yield text(truth.problem).replace("\n  (:goal", ")\n  (:goal")


def cut_in_facts(truth: Right) -> Iterator[str]:
    whole = text(truth.problem)
    start = whole.index("(:init")
    yield whole[: start + (whole.index("(:goal") - start) * 2 // 3]


def cut_in_goal(truth: Right) -> Iterator[str]:
    whole = text(truth.problem)
    start = whole.index("(:goal")
    if len(goals(truth.problem)) > 2:
        yield whole[: start + (len(whole) - start) * 2 // 3]


KINDS: dict[str, tuple[Callable[[Right], Iterator[str]], bool]] = {
    "plain": (plain, True),
    "fenced": (fenced, True),
    "prose": (prose, True),
    "shouted": (shouted, True),
    "headings": (headings, True),
    "backwards": (backwards, True),
    "elided after some": (elided_after_some, False),
    "elided by dots": (elided_by_dots, False),
    "elided whole": (elided_whole, False),
    "relation missing": (relation_missing, False),
    "one-sided": (one_sided, False),
    "no inverse": (no_inverse, False),
    "two places": (two_places, False),
    "predicate missing": (predicate_missing, False),
    "fact missing": (fact_missing, False),
    "wrong fact": (wrong_fact, False),
    "goal missing": (goal_missing, False),
    "undeclared": (undeclared, False),
    "type undeclared": (type_undeclared, False),
    "untyped": (untyped, False),
    "type misspelt": (type_misspelt, False),
    "predicate renamed": (predicate_renamed, False),
    "objects renamed": (objects_renamed, False),
    "wrong domain": (wrong_domain, True),
    "swapped": (swapped, False),
    "brackets missing": (brackets_missing, False),
    "bracket too many": (bracket_too_many, False),
    "cut in the facts": (cut_in_facts, False),
    "cut in the goal": (cut_in_goal, False),
}
