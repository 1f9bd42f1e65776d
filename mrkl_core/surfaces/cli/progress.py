"""A live line on stderr while something long runs; silent where nobody watches."""

from __future__ import annotations

import asyncio
import sys
import time
from types import TracebackType
from typing import Self

from mrkl_core.contracts.events import Event
from mrkl_core.surfaces.cli.output import number
from mrkl_core.surfaces.cli.session import Session

#: Shorter waits show nothing: a line that flashes by only distracts.
_QUIET_S = 0.4
_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_CLEAR = "\r\x1b[K"


class Progress:
    """Phase, elapsed time and best cost; gone from the screen when its block ends."""

    def __init__(self, session: Session, phase: str) -> None:
        self._out = session.err
        self._phase = phase
        self._detail = ""
        self._start = time.monotonic()
        self._task: asyncio.Task[None] | None = None
        self._live = sys.stderr.isatty() and not session.as_json and session.verbosity == 0

    def event(self, event: Event) -> None:
        """Takes the phase and the best cost from an event."""
        self._phase = event.kind.replace("_", " ")
        for key in ("engine", "tool", "phase"):
            name = event.data.get(key)
            if isinstance(name, str) and name:
                self._phase = f"{event.kind.replace('_', ' ')} {name}"
        cost = event.data.get("cost")
        if isinstance(cost, int | float):
            self._detail = f"best cost {number(cost)}"

    async def __aenter__(self) -> Self:
        if self._live:
            self._task = asyncio.create_task(self._draw())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            self._write(_CLEAR)

    async def _draw(self) -> None:
        await asyncio.sleep(_QUIET_S)
        frame = 0
        while True:
            elapsed = f"{time.monotonic() - self._start:.1f} s"
            spinner = _FRAMES[frame % len(_FRAMES)] if self._out.unicode else "-\\|/"[frame % 4]
            parts = [p for p in (self._phase, elapsed, self._detail) if p]
            told = self._out.styled(" · ".join(parts), dim=True)
            self._write(f"{_CLEAR}{spinner} {told}")
            frame += 1
            await asyncio.sleep(0.1)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
