"""What exact reasoning about a planning problem finds, for those who plan step by step."""

from __future__ import annotations

from enum import StrEnum

from mrkl_core.contracts.planning import Step
from mrkl_core.records import dataclass


class Reach(StrEnum):
    """Whether something can ever be; UNDECIDED where neither was proved within the limits."""

    REACHABLE = "REACHABLE"
    UNREACHABLE = "UNREACHABLE"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True)
class Reached:
    """Whether one fact can hold, or one action be applied, in any state that can be reached.

    `proof` says how it is known; `steps` lead there where it is reachable.
    """

    what: str
    verdict: Reach
    proof: str
    steps: tuple[Step, ...] | None = None


@dataclass(frozen=True)
class NeverReached:
    """All that can never be, and what was left undecided.

    `count` is the number of the unreachable, of which `unreachable` lists the first.
    """

    unreachable: tuple[Reached, ...]
    undecided: tuple[Reached, ...]
    count: int


@dataclass(frozen=True)
class Landmarks:
    """Facts that hold at some time in every plan.

    `needed` are those that an action of every plan has as its condition; `passed` come about in
    every plan, but not every plan has a use for them. Both leave out what holds at the start or
    belongs to the goal, which is `trivial`. `relaxed` are those of both that every plan of the
    delete relaxation rests on, which is what is often called a landmark; they come first in
    both, those nearest the goal before others. `solvable` is False where it was proved that
    there is no plan; then nothing is listed.
    """

    needed: tuple[str, ...]
    passed: tuple[str, ...]
    trivial: tuple[str, ...]
    undecided: tuple[str, ...]
    solvable: bool = True
    relaxed: tuple[str, ...] = ()


@dataclass(frozen=True)
class NextStep:
    """An applicable step, the least cost of a plan that begins with it, and whether no plan is
    cheaper. `cost` is None where `dead_end` or undecided; `optimal` where undecided.
    """

    step: Step
    cost: float | None
    optimal: bool | None
    dead_end: bool = False


@dataclass(frozen=True)
class NextSteps:
    """What to do next: every applicable step, judged. `cost` is that of an optimal plan."""

    cost: float | None
    steps: tuple[NextStep, ...]
    solvable: bool | None = None


@dataclass(frozen=True)
class Simplification:
    """A plan with its needless steps left out, and what could be left out by itself.

    `removable` lists groups of steps, counted from 0, each of which can be left out alone:
    single steps and pairs of consecutive ones. `complete` is False if the time was up before
    all was tried. `times` are the start and duration of each step of a plan in time.
    """

    plan: tuple[Step, ...]
    removed: tuple[int, ...]
    removable: tuple[tuple[int, ...], ...]
    complete: bool
    times: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Diagnosis:
    """Whether a problem has a plan, and why not; `solvable` None means that nobody could say.

    `by` names who settled it. `unreachable` are goals that can never hold, `conflict` goals
    that can each be reached but not all of them together, as few as were found; `smallest` says
    that no fewer goals are in conflict. `missing` are facts each of which, true at the start,
    would give a plan. `landmarks` are what every plan rests on, where there is one.
    """

    solvable: bool | None
    by: str
    unreachable: tuple[Reached, ...] = ()
    conflict: tuple[str, ...] = ()
    smallest: bool = False
    missing: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
