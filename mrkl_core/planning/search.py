"""One search over as many engines as it takes: what each claimed, and what was checked."""

from __future__ import annotations

import time
from dataclasses import replace

from mrkl_core.contracts.context import emit
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.planning import (
    Diagnostic,
    EngineResult,
    Plan,
    Planner,
    SolveOptions,
    SolveResult,
    SolveStatus,
    Validation,
)
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.validate import validate_plan
from mrkl_core.records import dataclass

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
    """The state of one search; engines are asked one after the other."""

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
        self._checks: dict[tuple[object, object], Validation] = {}
        self._best: _Checked | None = None
        self._optimal = False
        self._unsolvable = ""

    @property
    def left_s(self) -> float:
        """Seconds left of the whole."""
        return self.options.timeout_s - (time.perf_counter() - self._began)

    def out_of_time(self, planner: Planner) -> None:
        """Notes that an engine could not be asked any more."""
        self.ended.setdefault(SolveStatus.TIMEOUT, planner.name)
        self.reasons.append(f"{planner.name} was not asked: no time was left")

    def cut_short(self, planner: Planner) -> bool:
        """Whether this engine ran into its time limit."""
        return self.ended.get(SolveStatus.TIMEOUT) == planner.name

    def ask(self, planner: Planner, seconds: float) -> bool:
        """Has one engine search; whether that settled the matter."""
        emit("solving", engine=planner.name, seconds=round(seconds, 3))
        claimed = self._solve(planner, seconds, self._domain.source.text, self._problem.source.text)
        if claimed.status is SolveStatus.UNSUPPORTED and self.left_s > 0:
            # What we could read and the engine could not, it may read in our spelling.
            named = replace(self._problem, domain=self._domain.name)
            plain = print_domain(self._domain), print_problem(named)
            again = self._solve(planner, min(seconds, self.left_s), *plain)
            if again.status is not SolveStatus.UNSUPPORTED:
                self.reasons.append(f"{planner.name} was given the text as mrkl prints it")
                claimed = again
        self._statistics[planner.name] = claimed.statistics
        if claimed.plan is not None:
            return self._settled_by_plan(planner, claimed, claimed.plan)
        said = f": {claimed.message}" if claimed.message else ""
        self.reasons.append(f"{planner.name} ended with {claimed.status}{said}")
        if claimed.status is SolveStatus.UNSOLVABLE and self._best is None:
            self._unsolvable = planner.name
            return True
        # A plan that came on the way and then could not be improved is still a plan.
        self.ended.setdefault(claimed.status, planner.name)
        return self._best is not None and not self.options.optimal

    def result(self, diagnostics: tuple[Diagnostic, ...] = ()) -> SolveResult:
        """What came of it all."""
        status, engine = self._ending()
        best = self._best
        if best is not None:
            self._evidence.extend(best.validation.evidence)
            if self._optimal:
                self._evidence.append(
                    Evidence(
                        "no cheaper plan exists",
                        f"proved by {best.engine}'s search",
                        Verdict.UNCHECKED,
                        "an engine's own proof; mrkl does not repeat it",
                    )
                )
        elif self._unsolvable:
            self._evidence.append(
                Evidence(
                    "no plan exists",
                    f"proved by {self._unsolvable}'s search",
                    Verdict.UNCHECKED,
                    "an engine's own proof; mrkl does not repeat it",
                )
            )
        self.timings["total"] = time.perf_counter() - self._began
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
        )

    def _solve(self, planner: Planner, seconds: float, domain: str, problem: str) -> EngineResult:
        start = time.perf_counter()
        validating = self.timings["validate"]
        options = replace(self.options, engine=planner.name, timeout_s=seconds)

        def on_plan(plan: Plan) -> None:
            self._check(planner, plan)

        claimed = planner.solve(domain, problem, options, on_plan)
        checking = self.timings["validate"] - validating
        self.timings["solve"] += time.perf_counter() - start - checking
        return claimed

    def _settled_by_plan(self, planner: Planner, claimed: EngineResult, plan: Plan) -> bool:
        validation = self._check(planner, plan)
        if not validation.valid:
            self.ended.setdefault(SolveStatus.NO_PLAN_FOUND, planner.name)
            return False
        if not self.options.optimal:
            return True
        if claimed.status is not SolveStatus.SOLVED_OPTIMALLY:
            self.reasons.append(f"{planner.name} found a plan, and did not prove it optimal")
            self.ended.setdefault(SolveStatus.TIMEOUT, planner.name)
            return False
        if self._best is not None and self._better(self._best.validation, validation):
            self._evidence.append(
                Evidence(
                    "no cheaper plan exists",
                    f"claimed by {planner.name}",
                    Verdict.FAILED,
                    f"a plan of cost {self._best.validation.cost:g} is known",
                )
            )
            return False
        self._best = _Checked(planner.name, plan, validation)
        self._optimal = True
        return True

    def _check(self, planner: Planner, plan: Plan) -> Validation:
        """Validates a plan, once; the best valid one is kept."""
        key = (plan.steps, plan.times)
        known = self._checks.get(key)
        if known is not None:
            return known
        start = time.perf_counter()
        written = WrittenPlan(plan, (), bool(plan.times))
        validation = validate_plan(self._domain, self._problem, written, self.features)
        self._checks[key] = validation
        self.timings["validate"] += time.perf_counter() - start
        emit("plan_found", engine=planner.name, steps=len(plan.steps), cost=validation.cost)
        emit("validated", valid=validation.valid, by=validation.validator, cost=validation.cost)
        if not validation.valid:
            self._evidence.extend(validation.evidence)
            said = f"the plan of {planner.name} was thrown away: {validation.message}"
            self.reasons.append(said)
        elif self._best is None or self._better(validation, self._best.validation):
            self._best = _Checked(planner.name, plan, validation)
        return validation

    def _better(self, one: Validation, other: Validation) -> bool:
        if one.cost is None or other.cost is None:
            return False
        metric = self._problem.metric
        if metric is not None and metric.direction == "maximize":
            return one.cost > other.cost
        return one.cost < other.cost

    def _ending(self) -> tuple[SolveStatus, str]:
        if self._best is not None:
            done = SolveStatus.SOLVED_OPTIMALLY if self._optimal else SolveStatus.SOLVED_SATISFICING
            return done, self._best.engine
        if self._unsolvable:
            return SolveStatus.UNSOLVABLE, self._unsolvable
        for status in _TELLING:
            if status in self.ended:
                return status, self.ended[status]
        return SolveStatus.NO_PLAN_FOUND, ""
