"""One run: a request being served, and the events on its way."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import field
from datetime import UTC, datetime
from typing import Any

from mrkl_core.contracts.events import Event
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.records import dataclass


def new_run_id() -> str:
    """A fresh id; ids sort by time to the millisecond."""
    return f"{time.time_ns() // 1_000_000:012x}{os.urandom(4).hex()}"


@dataclass(frozen=True)
class RunRecord:
    """A finished run as it is kept; `kind` is call, answer, solve or plan."""

    id: str
    kind: str
    status: str
    request: JsonObject
    response: JsonObject
    started_at: datetime
    elapsed_s: float
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Run:
    """A request being served; its events are added. `listen` sees each event as it happens."""

    kind: str
    request: JsonObject
    listen: Callable[[Event], None] | None = None
    id: str = field(default_factory=new_run_id)
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    events: list[Event] = field(default_factory=list)
    _start: float = field(default_factory=time.monotonic)

    def emit(self, kind: str, **data: Any) -> None:
        """Adds an event."""
        self.on_event(kind, data)

    def on_event(self, kind: str, data: dict[str, Any]) -> None:
        """Adds an event given as kind and data, as the pool hands them over."""
        event = Event(kind, round(self.elapsed_s, 6), to_json(data))
        self.events.append(event)
        if self.listen is not None:
            self.listen(event)

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._start

    def finish(self, status: str, response: Any) -> RunRecord:
        """The record of this run, ended now."""
        return RunRecord(
            self.id,
            self.kind,
            status,
            self.request,
            to_json(response),
            self.started_at,
            round(self.elapsed_s, 6),
            tuple(self.events),
        )
