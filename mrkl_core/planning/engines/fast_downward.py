"""Fast Downward: classical planning with costs, in processes of its own.

Its driver gets the user's own PDDL text. It is under the GPL, and is never imported.
"""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mrkl_core.contracts.planning import (
    EngineCard,
    EngineResult,
    Plan,
    SolveOptions,
    SolveStatus,
)
from mrkl_core.errors import EngineMissing, PddlInvalid
from mrkl_core.planning.engines.packages import distribution_version, package_folder
from mrkl_core.planning.engines.processes import kill_tree, memory_mb_of_tree, scratch_folder
from mrkl_core.planning.plan_text import read_plan

INSTALL = "pip install up-fast-downward"

SUPPORTED = frozenset(
    (
        "action-costs",
        "conditional-effects",
        "derived-predicates",
        "disjunctive-preconditions",
        "equality",
        "existential-preconditions",
        "negative-preconditions",
        "typing",
        "universal-preconditions",
    )
)

# The driver's exit codes, in blocks: 0 plans, 10 none but no error, 20 limits, 30 errors.
_STATUS = {
    10: SolveStatus.UNSOLVABLE,
    11: SolveStatus.UNSOLVABLE,
    12: SolveStatus.NO_PLAN_FOUND,
    13: SolveStatus.NO_PLAN_FOUND,
    20: SolveStatus.MEMOUT,
    21: SolveStatus.TIMEOUT,
    22: SolveStatus.MEMOUT,
    23: SolveStatus.TIMEOUT,
    24: SolveStatus.TIMEOUT,
    31: SolveStatus.UNSUPPORTED,  # the translator cannot read it
    34: SolveStatus.UNSUPPORTED,
}
_UNSUPPORTED = 34
_OUT_OF_MEMORY = 20

#: Seconds between two looks at a running engine.
_LOOK_S = 1.0
#: The share of its memory at which a process is up against the limit.
_FULL = 0.98

_FIRST = ("--alias", "lama-first")
_OPTIMAL = ("--alias", "seq-opt-lmcut")
# For what LM-cut cannot do: conditional effects and axioms.
_BLIND = ("--search", "astar(blind())")


class FastDownward:
    """The engine in the up-fast-downward package."""

    name = "fast-downward"

    def card(self) -> EngineCard:
        """What it is, and whether it is here."""
        reason = ""
        if _driver() is None:
            reason = "the package up-fast-downward is not installed"
        elif package_folder("fast_downward") is None:
            reason = "the package fast-downward-translate is not installed"
        return EngineCard(
            name=self.name,
            installed=not reason,
            version=distribution_version("up-fast-downward"),
            abilities=("classical", "adl", "derived predicates", "action costs", "optimal"),
            install=INSTALL,
            licence="GPL-3.0 (runs as a process of its own)",
            reason=reason,
        )

    def supports(self, features: frozenset[str], *, optimal: bool) -> str:
        """Empty if it can do this; else what it cannot."""
        beyond = sorted(features - SUPPORTED)
        return f"it does not support {', '.join(beyond)}" if beyond else ""

    def solve(
        self, domain: str, problem: str, options: SolveOptions, on_plan: Callable[[Plan], None]
    ) -> EngineResult:
        """Runs LAMA's first iteration or, if `optimal`, A* with LM-cut."""
        driver = _driver()
        if driver is None:
            raise EngineMissing(
                "the planning engine 'fast-downward' is not installed", hint=INSTALL
            )
        until = time.monotonic() + options.timeout_s
        with scratch_folder("mrkl-fd") as folder:
            (folder / "domain.pddl").write_text(domain, encoding="utf-8")
            (folder / "problem.pddl").write_text(problem, encoding="utf-8")
            search = _OPTIMAL if options.optimal else _FIRST
            code = _run(driver, folder, search, until, options.memory_mb)
            if code == _UNSUPPORTED and options.optimal:
                search = _BLIND
                code = _run(driver, folder, search, until, options.memory_mb)
            result = _result(code, folder, optimal=options.optimal)
        if result.plan is not None:
            on_plan(result.plan)
        return result


def _driver() -> Path | None:
    folder = package_folder("up_fast_downward")
    driver = folder / "downward" / "fast-downward.py" if folder else None
    return driver if driver and driver.is_file() else None


def _run(
    driver: Path, folder: Path, search: tuple[str, str], until: float, memory_mb: int
) -> int | None:
    """The driver's exit code; None if it had to be killed when its time was up."""
    left = until - time.monotonic()
    if left <= 0:
        return None
    limits = [
        # Whole seconds of CPU time; the clock on the wall is kept below.
        *("--overall-time-limit", f"{max(1, math.ceil(left))}s"),
        *("--overall-memory-limit", f"{memory_mb}M"),
    ]
    how, what = search
    alias = [how, what] if how == "--alias" else []
    command = [sys.executable, str(driver), *limits, "--plan-file", "plan", *alias]
    command += ["domain.pddl", "problem.pddl", *([] if alias else [how, what])]
    with (folder / "log").open("wb") as log:
        # It stays in this process's group, so that killing the group reaches it.
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            return _wait(process, until, memory_mb)
        finally:
            if process.poll() is None:
                kill_tree(process.pid)
                process.wait()


def _wait(process: subprocess.Popen[bytes], until: float, memory_mb: int) -> int | None:
    """The exit code; None if the time was up first.

    The translator is Python: at its memory limit it can go on for minutes, asking the kernel
    in vain for each small object. Who is found there twice running is out of memory.
    """
    was_full = False
    while (left := until - time.monotonic()) > 0:
        try:
            return process.wait(min(left, _LOOK_S))
        except subprocess.TimeoutExpired:
            full = memory_mb_of_tree(process.pid) >= memory_mb * _FULL
            if full and was_full:
                return _OUT_OF_MEMORY
            was_full = full
    return None


def _result(code: int | None, folder: Path, *, optimal: bool) -> EngineResult:
    plan = folder / "plan"
    if code is not None and 0 <= code < 10 and plan.is_file():
        try:
            found = read_plan(plan.read_text(encoding="utf-8")).plan
        except PddlInvalid as error:
            message = f"Fast Downward wrote a plan that cannot be read: {error}"
            return EngineResult(SolveStatus.NO_PLAN_FOUND, message=message)
        done = SolveStatus.SOLVED_OPTIMALLY if optimal and code == 0 else None
        return EngineResult(done or SolveStatus.SOLVED_SATISFICING, found)
    if code is None:
        return EngineResult(SolveStatus.TIMEOUT, message="Fast Downward was stopped at its limit")
    status = _STATUS.get(code, SolveStatus.NO_PLAN_FOUND)
    return EngineResult(status, message=f"Fast Downward ended with {code}{_said(folder, code)}")


def _said(folder: Path, code: int) -> str:
    """What the log tells of an error, for exit codes that are errors."""
    if 0 <= code < 30:
        return ""
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    lines = [line.strip() for line in log.partition("exit code:")[0].splitlines()]
    # The last line names the component that the exit code is of.
    told = [line for line in lines if line and not line.startswith(("INFO", "Parsing"))][:-1]
    return f": {' '.join(told[-3:])[:300]}" if told else ""
