"""The programs that Fast Downward and its descendants share: run, watched, ended.

They get the user's own PDDL text. They are under the GPL, and are never imported.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mrkl_core.contracts.context import emit
from mrkl_core.contracts.planning import EngineResult, Plan, SolveOptions, SolveStatus
from mrkl_core.errors import PddlInvalid
from mrkl_core.experts.scratch import scratch_folder
from mrkl_core.planning.engines.packages import package_folder
from mrkl_core.planning.engines.processes import (
    ended_within,
    kill_tree,
    limit_memory,
    memory_mb_of_tree,
)
from mrkl_core.planning.plan_text import read_plan
from mrkl_core.records import dataclass

if TYPE_CHECKING:
    import subprocess

#: What its translator reads of PDDL.
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

# Exit codes, in blocks: 0 plans, 10 none but no error, 20 limits, 30 errors.
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
#: The exit code of a search that cannot do what the task needs.
UNSUPPORTED = 34
_OUT_OF_MEMORY = 20

#: Seconds between two looks at what a running engine has written, and at its memory.
_LOOK_S = 0.03
_WEIGH_S = 0.5
#: Seconds after which a process that is at its memory limit is out of memory.
_FULL_S = 1.0
#: The share of its memory at which a process is up against the limit.
_FULL = 0.98

#: The translated task, and the plans, in the scratch folder.
_TASK, _PLAN = "output.sas", "plan"

_EXPANDED = re.compile(rb"(\d+) expanded")


@dataclass(frozen=True)
class Downward:
    """The programs of an installed package: `called` is the engine's name in messages.

    `translator` is a Python package in `home`. The driver that comes with them is not used: it
    is an interpreter more, which takes longer to start than most problems take to solve.
    """

    called: str
    home: Path
    translator: str
    binaries: tuple[Path, ...]

    @classmethod
    def of(
        cls, called: str, package: str, folder: str, translator: str, *binaries: str
    ) -> Downward | None:
        """The programs in a folder of a package, the search last; None if it is not installed."""
        home = package_folder(package)
        if home is None:
            return None
        bin_folder = home / folder / "builds" / "release" / "bin"
        paths = tuple(bin_folder / name for name in binaries)
        if not all(path.is_file() for path in paths):
            return None
        return cls(called, bin_folder, translator, paths)

    def run(
        self,
        domain: str,
        problem: str,
        options: SolveOptions,
        search: Sequence[str],
        on_plan: Callable[[Plan], None],
    ) -> tuple[int | None, EngineResult]:
        """The exit code (None if it was stopped at its limit) and what it stands for.

        `search` is what the search program is told. Each plan is told when its file is there;
        the last is the result's.
        """
        until = time.monotonic() + options.timeout_s
        with scratch_folder() as folder:
            (folder / "domain.pddl").write_text(domain, encoding="utf-8")
            (folder / "problem.pddl").write_text(problem, encoding="utf-8")
            watch = Watch(folder, self.called, options.memory_mb, on_plan)
            code: int | None = 0
            for command in self._commands(search):
                code = watch.run(command, {"PYTHONPATH": str(self.home)}, until)
                if code != 0:
                    break
            return code, self._result(code, watch.last, folder)

    def _commands(self, search: Sequence[str]) -> Iterator[list[str]]:
        # -S: it needs nothing that is installed.
        texts = ["domain.pddl", "problem.pddl", "--sas-file", _TASK]
        yield [sys.executable, "-S", "-P", "-m", self.translator, *texts]
        *others, last = map(str, self.binaries)
        for binary in others:
            yield [binary, "--sas-file", _TASK]
        yield [last, *search, "--internal-plan-file", _PLAN]

    def _result(self, code: int | None, plan: Plan | None, folder: Path) -> EngineResult:
        if plan is not None:
            return EngineResult(SolveStatus.SOLVED_SATISFICING, plan)
        if code is None:
            return EngineResult(
                SolveStatus.TIMEOUT, message=f"{self.called} was stopped at its limit"
            )
        status = _STATUS.get(code, SolveStatus.NO_PLAN_FOUND)
        return EngineResult(status, message=f"{self.called} ended with {code}{_said(folder, code)}")


class Watch:
    """Runs programs in a folder, one after the other, and looks at what they leave there."""

    def __init__(
        self, folder: Path, called: str, memory_mb: int, on_plan: Callable[[Plan], None]
    ) -> None:
        self.last: Plan | None = None
        self._folder = folder
        self._called = called
        self._memory_mb = memory_mb
        self._on_plan = on_plan
        self._plans = 0
        self._read = 0
        self._full_since: float | None = None

    def run(
        self, command: Sequence[str], environment: Mapping[str, str], until: float
    ) -> int | None:
        """The exit code of a program that reads the task; None if the time was up first."""
        import subprocess  # another engine may be all that is asked for

        task = self._folder / _TASK
        with (
            (self._folder / "log").open("ab") as log,
            open(task if task.is_file() else os.devnull, "rb") as told,
        ):
            # It stays in this process's group, so that killing the group reaches it.
            process = subprocess.Popen(
                command,
                cwd=self._folder,
                env={**os.environ, **environment},
                stdin=told,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            try:
                limit_memory(process.pid, self._memory_mb)
                return self._wait(process, until)
            finally:
                if process.poll() is None:
                    kill_tree(process.pid)
                    process.wait()
                self._look()

    def _wait(self, process: subprocess.Popen[bytes], until: float) -> int | None:
        """The exit code; None if the time was up first.

        The translator is Python: at its memory limit it can go on for minutes, asking the
        kernel in vain for each small object. Who stays there is out of memory.
        """
        weighed = time.monotonic()
        while (left := until - time.monotonic()) > 0:
            if ended_within(process, min(left, _LOOK_S)):
                return process.returncode
            self._look()
            if time.monotonic() - weighed > _WEIGH_S:
                weighed = time.monotonic()
                if self._stays_full(process.pid):
                    return _OUT_OF_MEMORY
        return None

    def _look(self) -> None:
        """Tells of each plan that is whole by now, and of how many states were expanded."""
        while (plan := self._next_plan()) is not None:
            self.last = plan
            self._on_plan(plan)
        with (self._folder / "log").open("rb") as log:
            log.seek(self._read)
            news = log.read()
        # A number cut in two would be told wrongly.
        whole = news[: news.rfind(b"\n") + 1]
        self._read += len(whole)
        counts = _EXPANDED.findall(whole)
        if counts:
            emit("searching", engine=self._called, expanded=int(counts[-1]))

    def _next_plan(self) -> Plan | None:
        """The next plan file; an iterated search numbers them from 1."""
        names = (_PLAN, f"{_PLAN}.1") if self._plans == 0 else (f"{_PLAN}.{self._plans + 1}",)
        for name in names:
            path = self._folder / name
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                if "; cost =" not in text:
                    return None  # it is still being written
                self._plans += 1
                try:
                    return read_plan(text).plan
                except PddlInvalid:
                    return None
        return None

    def _stays_full(self, pid: int) -> bool:
        if memory_mb_of_tree(pid) < self._memory_mb * _FULL:
            self._full_since = None
            return False
        now = time.monotonic()
        self._full_since = self._full_since or now
        return now - self._full_since > _FULL_S


def _said(folder: Path, code: int) -> str:
    """What the log tells of an error, for exit codes that are errors."""
    if 0 <= code < 30:
        return ""
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    lines = [line.strip() for line in log.partition("exit code:")[0].splitlines()]
    # The last line names the component that the exit code is of.
    told = [line for line in lines if line and not line.startswith(("INFO", "Parsing"))][:-1]
    return f": {' '.join(told[-3:])[:300]}" if told else ""
