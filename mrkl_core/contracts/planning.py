"""Planning as callers see it: what goes in, what comes out, and who may do the work.

Statuses never lie: UNSOLVABLE only where an engine proved it, SOLVED_* only where the plan
was executed by a validator that is not the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, field
from enum import StrEnum
from typing import Protocol

from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.pddl import Diagnostic
from mrkl_core.records import dataclass


class SolveStatus(StrEnum):
    """How a search ended."""

    SOLVED_OPTIMALLY = "SOLVED_OPTIMALLY"
    SOLVED_SATISFICING = "SOLVED_SATISFICING"
    UNSOLVABLE = "UNSOLVABLE"  # proved
    TIMEOUT = "TIMEOUT"
    MEMOUT = "MEMOUT"
    UNSUPPORTED = "UNSUPPORTED"  # no engine here can read what the problem needs
    NO_PLAN_FOUND = "NO_PLAN_FOUND"  # the search ended without a plan and without a proof

    @property
    def solved(self) -> bool:
        """Whether there is a plan."""
        return self in (SolveStatus.SOLVED_OPTIMALLY, SolveStatus.SOLVED_SATISFICING)


Step = tuple[str, ...]  # (action, argument, …), lower case


@dataclass(frozen=True)
class Plan:
    """A sequence of ground actions; for a temporal plan `times` holds (start, duration).

    `end` is the time at which the goal holds where that is later than the last step's end, as
    processes may go on until then.
    """

    steps: tuple[Step, ...]
    cost: float | None = None
    times: tuple[tuple[float, float], ...] = ()
    end: float | None = None


#: So many plans are given where all that are cheap enough are asked for.
MOST_PLANS = 1000


@dataclass(frozen=True)
class SolveOptions:
    """What a caller asks of a search; `engine` empty lets mrkl choose.

    `timeout_s` and `memory_mb` bound the whole of it: reading, grounding, search, checking.
    `anytime` goes on to ever better plans until a proof or the limit; without it, better plans
    are looked for while less than `improve_s` has passed. `top_k` asks for that many plans,
    the cheapest there are; `quality` for those only that cost at most so many times the
    cheapest, MOST_PLANS of them unless `top_k` says how many.
    """

    engine: str = ""
    optimal: bool = False
    timeout_s: float = 30.0
    memory_mb: int = 2048
    anytime: bool = False
    improve_s: float = 0.0
    top_k: int = 0
    quality: float = 0.0

    @property
    def plans_wanted(self) -> int:
        """How many plans are asked for; 0 where one will do."""
        return self.top_k or (MOST_PLANS if self.quality else 0)


@dataclass(frozen=True)
class RankedPlan:
    """One of several plans, executed to the goal by a validator like any other."""

    plan: tuple[Step, ...]
    cost: float | None


@dataclass(frozen=True)
class SolveResult:
    """What a search gave. `plan` is None unless `status.solved`.

    `validated` is True only if an independent validator executed the plan to the goal;
    `timings` are seconds by phase; `reasons` say why this engine was taken.
    """

    status: SolveStatus
    plan: tuple[Step, ...] | None
    cost: float | None
    engine: str
    validated: bool
    timings: dict[str, float]
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    times: tuple[tuple[float, float], ...] = ()
    statistics: JsonObject = field(default_factory=dict)
    plans: tuple[RankedPlan, ...] = ()  # the cheapest first, where several were asked for
    end: float | None = None  # of a plan that waits after its last step


@dataclass(frozen=True)
class Cause:
    """Why a literal does not hold: `since` is the step, from 0, that last changed what it
    speaks of, and `by` that step as text; -1 and empty: it is so since the initial state.
    """

    literal: str
    since: int
    by: str


@dataclass(frozen=True)
class Validation:
    """Whether a plan works: if not, `failed_step` (from 0; None: only the goal is unmet),
    the literals that do not hold there, the cause of each, and the state there: all facts and
    numbers that actions can change.
    """

    valid: bool
    cost: float | None
    failed_step: int | None
    unmet: tuple[str, ...]
    message: str
    validator: str
    evidence: tuple[Evidence, ...] = ()
    causes: tuple[Cause, ...] = ()
    state: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transition:
    """One executed step: the facts it added and removed, and the numbers it changed.

    In a plan in time a step that lasts is two of them: `phase` is "start" or "end", and `time`
    says when.
    """

    step: Step
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: dict[str, float] = field(default_factory=dict)
    time: float | None = None
    phase: str = ""


@dataclass(frozen=True)
class Simulation:
    """A plan executed from the initial state; stops before the first step that fails.

    `numbers` are the initial values.
    """

    initial: tuple[str, ...]
    transitions: tuple[Transition, ...]
    final: tuple[str, ...]
    validation: Validation
    numbers: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class StepReason:
    """Why one step is in a plan: what it gives to whom; `needed_by` counts steps from 0, and
    -1 stands for the goal.
    """

    step: Step
    sentence: str
    gives: tuple[str, ...]
    needed_by: tuple[int, ...]
    redundant: bool


@dataclass(frozen=True)
class CausalLink:
    """What one step gives to a later one, both counted from 0; -1 stands for the goal."""

    giver: int
    user: int
    gives: tuple[str, ...]


@dataclass(frozen=True)
class PlanLandmark:
    """A fact that every plan brings about, and the step, from 0, after which it first holds."""

    fact: str
    since: int


@dataclass(frozen=True)
class Explanation:
    """A plan told: one reason per step, a summary, who gives what to whom, and landmarks: facts,
    neither true at the start nor goals, that were proved to hold at some time in every plan.
    """

    summary: str
    steps: tuple[StepReason, ...]
    validation: Validation
    links: tuple[CausalLink, ...] = ()
    landmarks: tuple[PlanLandmark, ...] = ()


@dataclass(frozen=True)
class DomainCard:
    """A planning domain as callers see it; `language` says whether words can be read."""

    name: str
    title: str
    description: str
    requirements: tuple[str, ...]
    types: tuple[str, ...]
    predicates: tuple[str, ...]
    actions: tuple[str, ...]
    language: bool
    examples: tuple[str, ...] = ()
    pddl: str = ""


class FormalizeStatus(StrEnum):
    """How well words became a problem."""

    FORMALIZED = "FORMALIZED"
    NEEDS_INPUT = "NEEDS_INPUT"  # a question must be answered first
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"


class Faithfulness(StrEnum):
    """Whether a problem says what the words say."""

    PROVED = "PROVED"  # every word read exactly, nothing assumed, read back the same
    ASSUMED = "ASSUMED"  # the words, and what is listed as assumed
    UNSURE = "UNSURE"  # something in the words or in the problem has no counterpart


@dataclass(frozen=True)
class ReadFact:
    """One fact and the words it came from; `goal` tells initial facts from goals."""

    fact: str
    words: str
    goal: bool = False


@dataclass(frozen=True)
class Formalization:
    """Words as a PDDL problem; `problem` is empty where a question is open.

    Where NOT_UNDERSTOOD, it is what the words but `unmatched` state: nothing is dropped in
    silence. `assumptions` are facts that the words do not state, each with its reason. `by` names
    the formalizer: the grammar, or a model whose reply was repaired. `names` are the words' own
    names for symbols of the problem.
    """

    status: FormalizeStatus
    domain: str
    problem: str
    facts: tuple[ReadFact, ...] = ()
    assumptions: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    question: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    by: str = ""
    faithfulness: Faithfulness = Faithfulness.UNSURE
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StepChange:
    """What one step of a plan makes true and false, in words, and what it takes.

    `start` and `duration` are set in a plan in time; `cost` where each step has its own.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    cost: float | None = None
    start: float | None = None
    duration: float | None = None


@dataclass(frozen=True)
class WhyNot:
    """Why there is no plan, in words: goals that can never be, goals that exclude each other,
    and the nearest fixes: each, true at the start, would give a plan.
    """

    unreachable: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanAnswer:
    """LLM+P from words to a validated plan in words; `steps` has one sentence an action.

    Where NOT_UNDERSTOOD, `problem` and `plan` are for the words but `unmatched`, or empty.
    `facts` are what was understood, each with the words it came from; `changes` has one item an
    action, as far as a plan can be executed here; `why_not` is told where there is no plan.
    `names` are the words' own names for symbols of the problem; `run` is where it is kept.
    """

    status: SolveStatus | FormalizeStatus
    domain: str
    problem: str
    plan: tuple[Step, ...] | None
    cost: float | None
    steps: tuple[str, ...]
    summary: str
    assumptions: tuple[str, ...]
    unmatched: tuple[str, ...]
    question: str
    engine: str
    validated: bool
    evidence: tuple[Evidence, ...]
    timings: dict[str, float]
    diagnostics: tuple[Diagnostic, ...] = ()
    faithfulness: Faithfulness = Faithfulness.UNSURE
    facts: tuple[ReadFact, ...] = ()
    changes: tuple[StepChange, ...] = ()
    why_not: WhyNot | None = None
    names: dict[str, str] = field(default_factory=dict)
    run: str = ""


@dataclass(frozen=True)
class EngineCard:
    """A planning engine: whether it is here, what it can do, how to get it."""

    name: str
    installed: bool
    version: str
    abilities: tuple[str, ...]
    install: str
    licence: str
    reason: str = ""


@dataclass(frozen=True)
class EngineResult:
    """What an engine claims; nobody believes it before a validator has looked."""

    status: SolveStatus
    plan: Plan | None = None
    message: str = ""
    statistics: JsonObject = field(default_factory=dict)


class Planner(Protocol):
    """A planning engine. Runs inside a worker process that may be killed at any moment."""

    name: str

    def card(self) -> EngineCard:
        """What it is and whether it is here; cheap, starts nothing."""

    def missing(self) -> str:
        """Why it is not here; empty if it is. Asked before every search."""

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        """Empty if it can do this; else the reason why not. Features are PDDL requirements
        without the colon ("numeric-fluents"), as found in the text, not as declared.
        """

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """Searches within the options' limits; tells of each better plan as it comes."""


#: The formalizers that are built in: by a domain's own language, and by the manifest's model.
GRAMMAR, BY_MODEL = "grammar", "by_model"


class Formalizer(Protocol):
    """Turns words into a PDDL problem. Runs in a worker process that may be killed."""

    name: str

    def formalize(self, words: str, domain: str) -> str:
        """The problem these words state, as PDDL, for a domain given as PDDL.

        Nobody believes it: it is mended, held against the words, and what they do not say is told.
        """


@dataclass(frozen=True)
class DomainFolder:
    """A folder laid out like pddl_domains/: one sub-folder a domain."""

    path: str
    _: KW_ONLY
    plugin: str = ""
