"""Engines side by side inside one budget: each in a process of its own, losers killed at once."""

from __future__ import annotations

import os
import select
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any

from mrkl_core.contracts.context import call_context, emit
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import (
    EngineResult,
    Plan,
    Planner,
    SolveStatus,
)
from mrkl_core.contracts.read import from_json
from mrkl_core.experts import frames
from mrkl_core.experts.limits import die_with_parent
from mrkl_core.experts.scratch import remove_left
from mrkl_core.planning.engines.processes import (
    kill_tree,
    private_mb_of_tree,
)
from mrkl_core.planning.search import Search
from mrkl_core.records import dataclass

#: How many engines run at once.
AT_ONCE = 2

#: Seconds between two looks at the memory of all.
_LOOK_S = 0.2

#: Bytes that one message of an engine may have: a plan of a million steps.
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Entrant:
    """An engine in a race, and the seconds after which it may start."""

    planner: Planner
    after_s: float = 0.0


class Race:
    """One search by several engines: two at a time, the next as soon as there is room."""

    def __init__(self, search: Search, entrants: Sequence[Entrant]) -> None:
        self._search = search
        self._waiting = list(entrants)
        self._running: dict[int, _Runner] = {}
        self._looked = 0.0

    def run(self) -> None:
        """Runs until the search is settled or the time is up; leaves no process."""
        try:
            while (self._waiting or self._running) and not self._search.settled:
                if self._search.left_s <= 0:
                    self._time_is_up()
                    return
                self._start()
                self._listen()
                self._look_at_memory()
        finally:
            for runner in self._running.values():
                runner.kill()

    def _start(self) -> None:
        while self._waiting and len(self._running) < AT_ONCE:
            first = self._waiting[0]
            # Who waits for its time starts early if nobody is left to wait for.
            if self._running and first.after_s > self._search.elapsed_s:
                return
            runner = _Runner(self._waiting.pop(0).planner, self._search)
            self._running[runner.fileno()] = runner

    def _listen(self) -> None:
        wait = min(self._search.left_s, self._search.patience_s, _LOOK_S)
        if self._waiting and len(self._running) < AT_ONCE:
            wait = min(wait, self._waiting[0].after_s - self._search.elapsed_s)
        ready, _, _ = select.select(list(self._running), (), (), max(wait, 0.0))
        for number in ready:
            runner = self._running[number]
            for message in runner.read():
                if "plan" in message:
                    self._search.check(runner.name, from_json(Plan, message["plan"]))
                elif "event" in message:
                    emit(message["event"], **message["data"])
                else:
                    self._search.ended_with(runner.name, from_json(EngineResult, message["end"]))
            if runner.over:
                self._remove(runner)

    def _look_at_memory(self) -> None:
        if time.monotonic() - self._looked < _LOOK_S or not self._running:
            return
        self._looked = time.monotonic()
        sizes = {n: private_mb_of_tree(r.pid) for n, r in self._running.items()}
        if sum(sizes.values()) > self._search.options.memory_mb:
            largest = self._running[max(sizes, key=lambda n: sizes[n])]
            message = f"stopped at {max(sizes.values()):.0f} MiB: the limit is for all engines"
            self._search.ended_with(largest.name, EngineResult(SolveStatus.MEMOUT, message=message))
            self._remove(largest)

    def _remove(self, runner: _Runner) -> None:
        del self._running[runner.fileno()]
        runner.kill()

    def _time_is_up(self) -> None:
        for runner in self._running.values():
            self._search.ended_with(
                runner.name, EngineResult(SolveStatus.TIMEOUT, message="stopped at its limit")
            )
        for entrant in self._waiting:
            self._search.out_of_time(entrant.planner.name)


class _Runner:
    """One engine in a process of its own."""

    def __init__(self, planner: Planner, search: Search) -> None:
        self.name = planner.name
        self.over = False
        self._buffer = frames.FrameBuffer(_MOST_BYTES)
        self._done = False
        options = search.options_for(planner.name)
        emit("solving", engine=self.name, seconds=round(options.timeout_s, 3))
        self._socket, theirs = socket.socketpair()
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                self._socket.close()
                die_with_parent(parent)
                _run(theirs, lambda told: search.claim(planner, options, told))
            finally:
                os._exit(1)  # whatever happened: never back into the parent's code
        theirs.close()

    def fileno(self) -> int:
        """The descriptor to wait for."""
        return self._socket.fileno()

    def read(self) -> list[JsonObject]:
        """The messages that have come; that of its end is the last, told or not."""
        data = self._socket.recv(1 << 18)
        if not data:
            self.over = True
            if self._done:
                return []
            gone = EngineResult(SolveStatus.NO_PLAN_FOUND, message="its process died")
            return [{"end": to_json(gone)}]
        found = list(self._buffer.feed(data))
        self._done = self._done or any("end" in message for message in found)
        return found

    def kill(self) -> None:
        """Ends the process with all that came from it."""
        self._socket.close()
        if self._done:  # it has tidied up, and is ending
            os.waitpid(self.pid, 0)
            return
        kill_tree(self.pid)
        os.waitpid(self.pid, 0)
        remove_left()


def _run(sock: socket.socket, work: Callable[[Callable[[Plan], None]], EngineResult]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)  # an engine's chatter is nobody's

    def send(**message: Any) -> None:
        sock.sendall(frames.encode(message))

    with call_context(lambda kind, data: send(event=kind, data=to_json(data)), None):
        try:
            result = work(lambda plan: send(plan=to_json(plan)))
        except MemoryError:
            result = EngineResult(SolveStatus.MEMOUT, message="it went past its memory")
        except Exception as error:  # the border: an engine that fails must not end the others
            result = EngineResult(
                SolveStatus.NO_PLAN_FOUND, message=f"it raised {type(error).__name__}: {error}"
            )
    send(end=to_json(result))
    os._exit(0)
