"""Engines through unified-planning's integrations, each search in an interpreter of its own.

Its import takes a second and its environment is one for all of a process, so nothing of it is
ever loaded where mrkl runs. `python -m` of this module is that interpreter.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from mrkl_core.contracts.planning import (
    EngineCard,
    EngineResult,
    Plan,
    SolveOptions,
    SolveStatus,
)
from mrkl_core.errors import EngineMissing, PddlInvalid
from mrkl_core.experts.scratch import scratch_folder
from mrkl_core.planning.engines.packages import distribution_version, package_folder
from mrkl_core.planning.engines.processes import ended_within, kill_tree
from mrkl_core.planning.plan_text import print_plan, read_plan

_CLASSICAL = frozenset(("typing", "negative-preconditions", "equality"))
_ADL = _CLASSICAL | {
    *("disjunctive-preconditions", "existential-preconditions", "universal-preconditions"),
    *("conditional-effects", "action-costs"),
}
_NUMERIC = _ADL | {"numeric-fluents"}
_TEMPORAL = _NUMERIC | {"durative-actions", "timed-initial-literals"}

# unified-planning's names for how a search ended.
_STATUS = {
    "UNSOLVABLE_PROVEN": SolveStatus.UNSOLVABLE,
    "TIMEOUT": SolveStatus.TIMEOUT,
    "MEMOUT": SolveStatus.MEMOUT,
    "UNSUPPORTED_PROBLEM": SolveStatus.UNSUPPORTED,
}


class Unified:
    """One engine of unified-planning's: `name` in lower case is its name there."""

    def __init__(
        self,
        name: str,
        package: str,
        abilities: tuple[str, ...],
        reads: frozenset[str],
        licence: str,
        needs: str = "",
    ) -> None:
        self.name = name
        self._package = package
        self._abilities = abilities
        self._reads = reads
        self._licence = licence
        self._install = f"pip install unified-planning {package.replace('_', '-')}{needs}"

    def missing(self) -> str:
        """Why it is not here; empty if it is."""
        for package in ("unified_planning", self._package):
            if package_folder(package) is None:
                return f"the package {package.replace('_', '-')} is not installed"
        return ""

    def card(self) -> EngineCard:
        """What it is, and whether it is here."""
        reason = self.missing()
        return EngineCard(
            name=self.name,
            installed=not reason,
            version=distribution_version(self._package.replace("_", "-")),
            abilities=self._abilities,
            install=self._install,
            licence=f"{self._licence} (runs as a process of its own)",
            reason=reason,
        )

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        """Empty if it can do this; else what it cannot."""
        if options.plans_wanted:
            return "it finds one plan, not several"
        if options.optimal and "optimal" not in self._abilities:
            return "it proves no plan optimal"
        beyond = sorted(features - self._reads)
        return f"it does not support {', '.join(beyond)}" if beyond else ""

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """Asks unified-planning's one-shot planner of this name."""
        if reason := self.missing():
            raise EngineMissing(
                f"the planning engine {self.name!r} is not installed: {reason}", hint=self._install
            )
        import subprocess  # another engine may be all that is asked for

        until = time.monotonic() + options.timeout_s
        with scratch_folder() as folder:
            (folder / "domain.pddl").write_text(domain, encoding="utf-8")
            (folder / "problem.pddl").write_text(problem, encoding="utf-8")
            asked = "optimal" if options.optimal else "any"
            with (folder / "log").open("wb") as log:
                process = subprocess.Popen(
                    self._command(asked, options.timeout_s),
                    cwd=folder,
                    env={**os.environ, "JAVA_TOOL_OPTIONS": _java(options.memory_mb)},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
                try:
                    if not ended_within(process, until - time.monotonic()):
                        message = f"{self.name} was stopped at its limit"
                        return EngineResult(SolveStatus.TIMEOUT, message=message)
                finally:
                    kill_tree(process.pid)
                    process.wait()
            return self._result(folder)

    def _command(self, asked: str, seconds: float) -> list[str]:
        told = [self.name, self._package, asked, str(seconds)]
        return [sys.executable, "-P", "-m", __name__, *told]

    def _result(self, folder: Path) -> EngineResult:
        ended = folder / "status"
        if not ended.is_file():
            lines = (folder / "log").read_text("utf-8", "replace").strip().splitlines()
            last = lines[-1][:300] if lines else "it said nothing"
            return EngineResult(SolveStatus.NO_PLAN_FOUND, message=f"{self.name} failed: {last}")
        status = ended.read_text(encoding="utf-8")
        if not (folder / "plan").is_file():
            known = _STATUS.get(status, SolveStatus.NO_PLAN_FOUND)
            return EngineResult(known, message=f"{self.name} ended with {status}")
        try:
            plan = read_plan((folder / "plan").read_text(encoding="utf-8")).plan
        except PddlInvalid as error:
            message = f"{self.name} gave a plan that cannot be read: {error}"
            return EngineResult(SolveStatus.NO_PLAN_FOUND, message=message)
        optimal = status == "SOLVED_OPTIMALLY"
        solved = SolveStatus.SOLVED_OPTIMALLY if optimal else SolveStatus.SOLVED_SATISFICING
        return EngineResult(solved, plan)


def _java(memory_mb: int) -> str:
    # By default a virtual machine reserves more address space than the limit leaves it.
    bounds = "-XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=48m -XX:+UseSerialGC"
    return f"-Xmx{max(memory_mb // 2, 64)}m {bounds}"


def unified_engines() -> tuple[Unified, ...]:
    """Those that are known, installed or not."""
    numeric = ("classical", "adl", "numeric")
    temporal = ("classical", "numeric", "temporal")
    return (
        Unified("enhsp", "up_enhsp", (*numeric, "optimal"), _NUMERIC, "GPL-3.0"),
        # It imports pkg_resources, which newer setuptools have no more.
        Unified("lpg", "up_lpg", (*numeric, "temporal"), _TEMPORAL, "GPL-2.0", " 'setuptools<81'"),
        Unified("tamer", "up_tamer", temporal, _TEMPORAL, "its own, for research"),
        Unified("aries", "up_aries", (*temporal, "optimal"), _TEMPORAL, "MIT"),
        Unified("pyperplan", "up_pyperplan", ("classical",), _CLASSICAL, "GPL-3.0"),
    )


def _main(name: str, package: str, asked: str, seconds: str) -> None:
    """Solves domain.pddl and problem.pddl here, and leaves `status` and perhaps `plan`."""
    import_module(package)  # unified-planning would keep to itself why it cannot be imported
    from unified_planning.environment import get_environment
    from unified_planning.io import PDDLReader
    from unified_planning.model.metrics import MinimizeSequentialPlanLength

    environment: Any = get_environment()
    environment.credits_stream = None
    try:
        problem = PDDLReader(environment).parse_problem("domain.pddl", "problem.pddl")
    except Exception as error:  # whatever its parsers raise: what it cannot read
        print(f"it cannot read it: {error}")
        Path("status").write_text("UNSUPPORTED_PROBLEM", encoding="utf-8")
        return
    if asked == "optimal" and not problem.quality_metrics:
        # Without one, any plan is as good as any other to these engines; here the shortest is best.
        problem.add_quality_metric(MinimizeSequentialPlanLength(environment=environment))
    names = [n for n in environment.factory.engines if n.lower().split("-")[0] == name]
    with environment.factory.OneshotPlanner(
        name=sorted(names, key=lambda n: ("opt" in n.lower()) != (asked == "optimal"))[0]
    ) as planner:
        result = planner.solve(problem, timeout=float(seconds))
    if result.plan is not None:
        Path("plan").write_text(_written(result.plan), encoding="utf-8")
    Path("status").write_text(result.status.name, encoding="utf-8")


def _written(plan: Any) -> str:
    timed = getattr(plan, "timed_actions", None)
    if timed is None:
        return print_plan([_step(action) for action in plan.actions])
    times = [(float(start), float(duration or 0)) for start, _, duration in timed]
    return print_plan([_step(action) for _, action, _ in timed], times=times)


def _step(action: Any) -> tuple[str, ...]:
    return (action.action.name.lower(), *(str(p).lower() for p in action.actual_parameters))


if __name__ == "__main__":
    _main(*sys.argv[1:])
