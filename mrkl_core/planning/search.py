"""One search over as many engines as it takes: what each claimed, and what was checked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from mrkl_core.contracts.context import emit
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.pddl import Diagnostic
from mrkl_core.contracts.planning import (
    EngineResult,
    Plan,
    Planner,
    RankedPlan,
    SolveOptions,
    SolveResult,
    SolveStatus,
    Validation,
)
from mrkl_core.planning.disproof import Disproof
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.spelling import spelling
from mrkl_core.planning.validate import validate_plan
from mrkl_core.records import dataclass

#: How many times as long as the first plan took may be spent on better ones.
PATIENCE = 20

#: Said of an engine that could read a task only as we spell it.
_SPELLING = "it was given the text as mrkl prints it"

# When nobody found a plan, the first of these that an engine ended with is told.
_TELLING = (
    SolveStatus.TIMEOUT,
    SolveStatus.MEMOUT,
    SolveStatus.NO_PLAN_FOUND,
    SolveStatus.UNSUPPORTED,
)


@dataclass(frozen=True)
class _Checked:
    """A plan that a validator has executed to the goal."""

    engine: str
    plan: Plan
    validation: Validation


class Search:
    """What is known of one search: what was claimed, what was checked, and whether to go on."""

    def __init__(
        self,
        domain: Domain,
        problem: Problem,
        features: frozenset[str],
        options: SolveOptions,
        began: float,
    ) -> None:
        self.features = features
        self.options = options
        self.timings = {"read": 0.0, "solve": 0.0, "validate": 0.0}
        self.reasons: list[str] = []
        self.ended: dict[SolveStatus, str] = {}
        self._domain = domain
        self._problem = problem
        self._began = began
        self._evidence: list[Evidence] = []
        self._statistics: JsonObject = {}
        self._checks: dict[tuple[object, ...], Validation] = {}
        self._found: list[_Checked] = []
        self._best: _Checked | None = None
        self._first_s = 0.0
        self._optimal = False
        self._disproof = Disproof(domain, problem)

    @property
    def elapsed_s(self) -> float:
        """Seconds since it began."""
        return time.perf_counter() - self._began

    @property
    def left_s(self) -> float:
        """Seconds left of the whole."""
        return self.options.timeout_s - self.elapsed_s

    @property
    def patience_s(self) -> float:
        """Seconds for which better plans are still worth waiting for; not counting a first.

        Seconds that nobody notices buy much quality early on, and ever less later.
        """
        if self._best is None and self._disproof.claims:
            return self._disproof.until_s - self.elapsed_s
        if self._best is None or self.options.optimal or self.options.anytime:
            return self.left_s
        until = min(self.options.improve_s, self._first_s * PATIENCE)
        return until - self.elapsed_s

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be found out."""
        if self._best is None and self._disproof.claims:
            return self._disproof.sure or self.patience_s <= 0
        if self._optimal:
            return True
        if self.options.plans_wanted:
            return False  # the engine says when it has them all
        return self._best is not None and self.patience_s <= 0

    def out_of_time(self, engine: str) -> None:
        """Notes that an engine could not be asked any more."""
        self.ended.setdefault(SolveStatus.TIMEOUT, engine)
        self.reasons.append(f"{engine} was not asked: no time was left")

    def options_for(self, engine: str) -> SolveOptions:
        """What is asked of one engine."""
        # A search for better plans gives its first no later.
        anytime = self.options.anytime or self.options.improve_s > 0
        return replace(self.options, engine=engine, timeout_s=self.left_s, anytime=anytime)

    def claim(
        self, planner: Planner, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """What an engine says of the problem; nothing of it is checked here."""
        texts = self._domain.source.text, self._problem.source.text
        claimed = planner.solve(*texts, options, on_plan)
        if claimed.status is not SolveStatus.UNSUPPORTED or self.left_s <= 0:
            return claimed
        # What we could read and the engine could not, it may read in our spelling.
        plain = spelling(self._domain, self._problem)
        left = replace(options, timeout_s=min(options.timeout_s, self.left_s))
        again = planner.solve(plain.domain, plain.problem, left, lambda p: on_plan(plain.back(p)))
        if again.status is SolveStatus.UNSUPPORTED:
            return claimed
        message = "; ".join(filter(None, (_SPELLING, plain.told(again.message))))
        plan = again.plan and plain.back(again.plan)
        return replace(again, plan=plan, message=message)

    def ask(self, planner: Planner) -> None:
        """Has one engine search, inside this process."""
        options = self.options_for(planner.name)
        emit("solving", engine=planner.name, seconds=round(options.timeout_s, 3))
        claimed = self.claim(planner, options, lambda plan: self._heard(planner.name, plan))
        self.ended_with(planner.name, claimed)

    def check(self, engine: str, plan: Plan) -> Validation:
        """Validates a plan, once; the best valid one is kept."""
        key = (plan.steps, plan.times, plan.end)
        known = self._checks.get(key)
        if known is not None:
            return known
        start = time.perf_counter()
        written = WrittenPlan(plan, (), bool(plan.times))
        validation = validate_plan(self._domain, self._problem, written, self.features)
        self._checks[key] = validation
        self.timings["validate"] += time.perf_counter() - start
        emit("plan_found", engine=engine, steps=len(plan.steps), cost=validation.cost)
        emit("validated", valid=validation.valid, by=validation.validator, cost=validation.cost)
        if not validation.valid:
            self._evidence.extend(validation.evidence)
            self.reasons.append(f"the plan of {engine} was thrown away: {validation.message}")
            return validation
        checked = _Checked(engine, plan, validation)
        self._found.append(checked)
        if self._best is None or self._better(validation, self._best.validation):
            self._first_s = self._first_s or self.elapsed_s
            self._best = checked
            emit(
                "better_plan",
                engine=engine,
                cost=validation.cost,
                seconds=round(self.elapsed_s, 3),
                plan=[list(step) for step in plan.steps],
                times=[list(times) for times in plan.times],
                end=plan.end,
                by=validation.validator,
            )
        return validation

    def ended_with(self, engine: str, claimed: EngineResult) -> None:
        """Takes an engine's last word."""
        self._statistics[engine] = claimed.statistics
        status = claimed.status
        if claimed.plan is not None:
            if claimed.message.startswith(_SPELLING):
                self.reasons.append(f"{engine}: {_SPELLING}")
            validation = self.check(engine, claimed.plan)
            if not validation.valid:
                self.ended.setdefault(SolveStatus.NO_PLAN_FOUND, engine)
            elif claimed.statistics.get("ended"):
                self._take_ranking(engine)
            elif status is SolveStatus.SOLVED_OPTIMALLY:
                self._take_proof(engine, claimed.plan, validation)
            elif self.options.optimal:
                self.reasons.append(f"{engine} found a plan, and did not prove it optimal")
                self.ended.setdefault(SolveStatus.TIMEOUT, engine)
            return
        said = f": {claimed.message}" if claimed.message else ""
        self.reasons.append(f"{engine} ended with {status}{said}")
        if status is SolveStatus.UNSOLVABLE and self._best is None:
            self._hear_disproof(engine, searched=claimed.statistics.get("expanded") != 0)
        else:
            # A plan that came on the way and then could not be improved is still a plan.
            self.ended.setdefault(status, engine)

    def result(self, diagnostics: tuple[Diagnostic, ...] = ()) -> SolveResult:
        """What came of it all."""
        status, engine = self._ending()
        best = self._best
        if best is not None:
            self._evidence.extend(best.validation.evidence)
            if self._optimal:
                self._evidence.append(_own_proof("no cheaper plan exists", best.engine))
        elif self._disproof.claims:
            self._evidence.append(self._disproof.evidence())
        self.timings["total"] = self.elapsed_s
        self.timings["solve"] = (
            self.timings["total"] - self.timings["read"] - self.timings["validate"]
        )
        return SolveResult(
            status=status,
            plan=best.plan.steps if best else None,
            cost=best.validation.cost if best else None,
            engine=engine,
            validated=best is not None,
            timings={name: round(seconds, 6) for name, seconds in self.timings.items()},
            evidence=tuple(self._evidence),
            reasons=tuple(self.reasons),
            diagnostics=diagnostics,
            times=best.plan.times if best else (),
            statistics=self._statistics,
            plans=self._ranked(),
            end=best.plan.end if best else None,
        )

    def _heard(self, engine: str, plan: Plan) -> None:
        self.check(engine, plan)

    def _hear_disproof(self, engine: str, *, searched: bool) -> None:
        steps = self._disproof.hear(engine, self.elapsed_s, self.left_s, searched=searched)
        if steps is not None:
            self.reasons.append(f"{engine} is wrong: a walk through the states found a plan")
            self.check("mrkl", Plan(steps))
        if engine not in self._disproof.claims:
            if self._best is None:
                self.reasons.append(f"nothing confirms that: {engine} had not searched yet")
            self.ended.setdefault(SolveStatus.NO_PLAN_FOUND, engine)

    def _take_proof(self, engine: str, plan: Plan, validation: Validation) -> None:
        best = self._best
        if best is not None and self._better(best.validation, validation):
            self._evidence.append(
                Evidence(
                    "no cheaper plan exists",
                    f"claimed by {engine}",
                    Verdict.FAILED,
                    f"a plan of cost {best.validation.cost:g} is known",
                )
            )
            return
        self._best = _Checked(engine, plan, validation)
        self._optimal = True

    def _take_ranking(self, engine: str) -> None:
        """Takes an engine's word that it gave plans from the cheapest on, and left none out."""
        if not all(validation.valid for validation in self._checks.values()):
            return  # what was thrown away may have been the cheapest
        self._optimal = True
        check = "no plan without loops that was left out is cheaper"
        if len(self._found) < self.options.plans_wanted:
            check = "these are all plans without loops"
            check += " that are cheap enough" if self.options.quality else ""
        self._evidence.append(_own_proof(check, engine))

    def _better(self, one: Validation, other: Validation) -> bool:
        if one.cost is None or other.cost is None:
            return False
        metric = self._problem.metric
        if metric is not None and metric.direction == "maximize":
            return one.cost > other.cost
        return one.cost < other.cost

    def _ranked(self) -> tuple[RankedPlan, ...]:
        """The cheapest plans found, as many as were asked for; none unless more than one was."""
        maximize = self._problem.metric is not None and self._problem.metric.direction == "maximize"
        ranked = sorted(
            self._found, key=lambda c: (c.validation.cost or 0) * (-1 if maximize else 1)
        )
        return tuple(
            RankedPlan(checked.plan.steps, checked.validation.cost)
            for checked in ranked[: self.options.plans_wanted]
        )

    def _ending(self) -> tuple[SolveStatus, str]:
        if self._best is not None:
            done = SolveStatus.SOLVED_OPTIMALLY if self._optimal else SolveStatus.SOLVED_SATISFICING
            return done, self._best.engine
        if self._disproof.claims:
            return SolveStatus.UNSOLVABLE, self._disproof.claims[0]
        for status in _TELLING:
            if status in self.ended:
                return status, self.ended[status]
        return SolveStatus.NO_PLAN_FOUND, ""


def _own_proof(check: str, engine: str) -> Evidence:
    told = "an engine's own proof; mrkl does not repeat it"
    return Evidence(check, f"proved by {engine}'s search", Verdict.UNCHECKED, told)
