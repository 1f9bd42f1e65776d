"""What surrounds a call: who asks, its limits, its deadline, and the way to report progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Limits:
    """How far one call may go.

    `memory_mb` counts address space taken by the call beyond what its worker already held.
    """

    timeout_s: float = 5.0
    memory_mb: int = 512
    max_output_bytes: int = 65536


@dataclass(frozen=True)
class Deadline:
    """A moment on the monotonic clock by which a call must have ended."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline this many seconds from now."""
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """Seconds left; never negative."""
        return max(0.0, self.at - time.monotonic())


Emit = Callable[[str, dict[str, Any]], None]

#: Who asks where no surface says otherwise: whoever sits at this machine.
LOCAL = "local"

_caller: ContextVar[str] = ContextVar("mrkl_caller", default=LOCAL)
_emit: ContextVar[Emit | None] = ContextVar("mrkl_emit", default=None)
_deadline: ContextVar[Deadline | None] = ContextVar("mrkl_deadline", default=None)


def caller() -> str:
    """Who asks. A surface says so, never the request itself; '' if the surface was not told."""
    return _caller.get()


@contextmanager
def called_by(name: str) -> Iterator[None]:
    """Has whatever is asked for inside the block be asked for by `name`."""
    token = _caller.set(name)
    try:
        yield
    finally:
        _caller.reset(token)


def emit(kind: str, **data: Any) -> None:
    """Reports progress of the running call as an event; does nothing outside a call."""
    send = _emit.get()
    if send is not None:
        send(kind, data)


def remaining() -> float | None:
    """Seconds the running call may still take; None outside a call."""
    deadline = _deadline.get()
    return None if deadline is None else deadline.remaining()


class call_context:
    """Makes `emit` and `remaining` work inside its block; used by the worker and tests."""

    def __init__(self, send: Emit | None, deadline: Deadline | None) -> None:
        self._new = (send, deadline)

    def __enter__(self) -> None:
        self._tokens = (_emit.set(self._new[0]), _deadline.set(self._new[1]))

    def __exit__(self, *exc: object) -> None:
        _emit.reset(self._tokens[0])
        _deadline.reset(self._tokens[1])
