"""A draft beside the problem that the grammar read in all the words: the same, or what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mrkl_core.contracts.pddl import Severity
from mrkl_core.planning.pddl.check import check_problem
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.tree import Atom, Problem, Value
from mrkl_core.planning.repair.draft import Fact, Work, goal_facts, goals, told
from mrkl_core.planning.repair.rewrite import renamed

_COST = "total-cost"
_WHOSE = {"a": "in the reply", "b": "in the words"}


@dataclass(frozen=True)
class Compared:
    """`lost` says what differs, empty if nothing does; `names` are the draft's names for the
    grammar's symbols, completed where the words name nothing: "two hubs".
    """

    lost: str
    names: Mapping[str, str]


def compare(work: Work, truth: Problem, names: Mapping[str, str]) -> Compared:
    """Whether a draft says what the words say; `names` are those that its names tell."""
    complete = {t.name for t in truth.objects} <= names.keys() and set(work.objects) <= set(
        names.values()
    )
    lost, only_goal = _differences(work, truth, names) if complete else ("", False)
    if complete and not (lost and only_goal):
        return Compared(lost, names)
    mine = _plain(work.problem())
    errors = [d for d in check_problem(work.domain, mine) if d.severity is Severity.ERROR]
    if errors:
        return Compared(errors[0].message, names)
    back = {name: symbol for symbol, name in names.items()}
    clash = {name for name in work.objects if name not in back} & names.keys()
    if clash:
        return Compared(f"{min(clash)!r} is another thing in the words", names)
    found = equivalent(work.domain, renamed(mine, back), _plain(truth), kept=names.keys())
    if found.same:
        return Compared(
            "",
            {
                **names,
                **{b: a for a, b in found.renaming.items()},
                **_same(found.renaming, work, names),
            },
        )
    differences = [f"only {_WHOSE[d.only_in]}: {d.text}" for d in found.differences[:3]]
    return Compared(lost or "; ".join(differences) or "it is another problem", names)


def _same(renaming: Mapping[str, str], work: Work, names: Mapping[str, str]) -> dict[str, str]:
    """Things that both call the same, though nothing in the words does."""
    rest = set(work.objects) - set(names.values()) - renaming.keys()
    return {name: name for name in rest}


def _plain(problem: Problem) -> Problem:
    """The problem without what it costs: words say nothing of that."""
    init = [f for f in problem.init if not (isinstance(f, Value) and f.fluent.name == _COST)]
    return replace(problem, init=tuple(init), metric=None)


def _differences(work: Work, truth: Problem, names: Mapping[str, str]) -> tuple[str, bool]:
    """What differs, things being called alike; and whether it is only the goal."""
    for thing in truth.objects:
        if not work.fits(names[thing.name], thing.types):
            return f"{names[thing.name]!r} is {' or '.join(thing.types)}", False

    def named(atom: Atom) -> Fact:
        return (atom.name, *(names.get(t, t) for t in atom.terms))

    init = {named(a) for a in truth.init if isinstance(a, Atom)}
    goal = {named(g) for g in goals(truth.goal) if isinstance(g, Atom)}
    mine, asked = set(work.facts), set(goal_facts(work.goal))
    odd = [g for g in (*goals(work.goal), *goals(truth.goal)) if not isinstance(g, Atom)]
    now = [
        f"it lacks {told(sorted(init - mine))}" if init - mine else "",
        f"it adds {told(sorted(mine - init))}" if mine - init else "",
    ]
    wanted = [
        f"its goal lacks {told(sorted(goal - asked))}" if goal - asked else "",
        f"its goal adds {told(sorted(asked - goal))}" if asked - goal else "",
        "its goal is not a list of facts" if odd else "",
    ]
    return "; ".join(part for part in (*now, *wanted) if part), not any(now)
