"""A live line on stderr while something long runs; silent where nobody watches."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from types import FrameType, TracebackType
from typing import Self

from mrkl_core.contracts.events import Event
from mrkl_core.surfaces.cli.output import number
from mrkl_core.surfaces.cli.session import Session

#: Shorter waits show nothing: a line that flashes by only distracts.
_QUIET_S = 0.4
_EVERY_S = 0.1
_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_CLEAR = "\r\x1b[K"


class Progress:
    """Phase, elapsed time, best cost and states; gone from the screen when its block ends.

    A timer's signal draws it: that works with an event loop and without one, and is no
    thread, which would keep children from being forked.
    """

    def __init__(self, session: Session, phase: str) -> None:
        self._out = session.err
        self._phase = phase
        self._cost = ""
        self._states = ""
        self._frame = 0
        self._start = time.monotonic()
        self._logs = session.verbosity > 0
        self._live = sys.stderr.isatty() and not session.as_json and not self._logs

    def event(self, event: Event) -> None:
        """Takes the phase, the best cost and the number of states from an event; logs it."""
        if self._logs:
            import logging  # slow, and seldom wanted

            told = event.at_s, event.kind, event.data
            logging.getLogger("mrkl.cli").info("%7.3f s  %s %s", *told)
        cost, expanded = event.data.get("cost"), event.data.get("expanded")
        if isinstance(cost, int | float):
            self._cost = f"best cost {number(cost)}"
        if isinstance(expanded, int):
            self._states = f"{expanded:,} states expanded"
            return
        self._phase = event.kind.replace("_", " ")
        for key in ("engine", "tool", "phase"):
            name = event.data.get(key)
            if isinstance(name, str) and name:
                self._phase = f"{event.kind.replace('_', ' ')} {name}"

    def clear(self) -> None:
        """Takes the line away, so that something else can be written; it comes back."""
        if self._live and self._frame:
            _write(_CLEAR)

    def __enter__(self) -> Self:
        if self._live:
            signal.signal(signal.SIGALRM, self._draw)
            signal.setitimer(signal.ITIMER_REAL, _QUIET_S, _EVERY_S)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            self.clear()

    def _draw(self, _signal: int, _stack: FrameType | None) -> None:
        elapsed = f"{time.monotonic() - self._start:.1f} s"
        frames = _FRAMES if self._out.unicode else "-\\|/"
        parts = [p for p in (self._phase, elapsed, self._cost, self._states) if p]
        told = self._out.styled(" · ".join(parts), dim=True)
        _write(f"{_CLEAR}{frames[self._frame % len(frames)]} {told}")
        self._frame += 1


def _write(text: str) -> None:
    # Not through sys.stderr: the signal may have come while that was being written.
    with contextlib.suppress(OSError):
        os.write(2, text.encode(sys.stderr.encoding or "utf-8", "replace"))
