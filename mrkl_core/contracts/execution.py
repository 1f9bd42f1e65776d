"""Plans carried out: which tools do the steps, and what became of each."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.planning import Step
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Binding:
    """The tool that does an action; in a text of `arguments`, "{x}" stands for the action's ?x."""

    action: str
    tool: str
    arguments: JsonObject = field(default_factory=dict)


@dataclass(frozen=True)
class Bindings:
    """How the actions of a domain are done.

    A tool tells what is so by `observed` in its value: a list of facts as PDDL, or denied ones.
    `observe` is one that only looks: it is asked before the first step and after each. Of the
    predicates in `complete` it tells everything: what it does not list is not so.
    """

    actions: tuple[Binding, ...] = ()
    observe: Binding | None = None
    complete: tuple[str, ...] = ()


class ExecutionStatus(StrEnum):
    """How carrying out a plan ended."""

    DONE = "DONE"  # every step was taken, and the goal holds as far as it can be told
    NEEDS_APPROVAL = "NEEDS_APPROVAL"  # a step would change the outside world
    NEEDS_INPUT = "NEEDS_INPUT"  # what was observed leaves a question open
    STOPPED = "STOPPED"  # no way on: see the summary


class StepOutcome(StrEnum):
    """What became of one step."""

    OBSERVED = "OBSERVED"  # all that could be seen of its effects is so
    REPORTED = "REPORTED"  # its tool says that it is done; nobody looked
    DEVIATED = "DEVIATED"  # something else was observed than it should change
    FAILED = "FAILED"  # its tool says that it failed
    LOST = "LOST"  # its tool crashed or ran out of time: nobody knows what it did


@dataclass(frozen=True)
class ExecutedStep:
    """One step that was tried: the call, what came of it, and what is otherwise than planned."""

    step: Step
    sentence: str
    tool: str
    arguments: JsonObject
    outcome: StepOutcome
    text: str = ""
    differs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Executed:
    """A plan carried out, as far as that went.

    `left` are the steps still to do, in words, and `problem` is the problem from where things
    stand now. `replans` counts how often the rest was planned again.
    """

    status: ExecutionStatus
    summary: str
    steps: tuple[ExecutedStep, ...]
    left: tuple[str, ...]
    replans: int
    problem: str
    question: str = ""
    evidence: tuple[Evidence, ...] = ()
    run: str = ""
