"""What comes back from a worker, however its socket is read, and what a dead one means."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import MemoryExceeded, MrklError, TimedOut, ToolCrashed
from mrkl_core.experts import faults, frames
from mrkl_core.records import dataclass

#: Called with the kind and the data of each event of a call.
OnEvent = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True)
class Death:
    """How a worker ended: its wait status (None: unknown), and whether memory had run out."""

    status: int | None = None
    oom: bool = False


class Replies:
    """Takes the bytes of one call: tells its events, and gives its reply."""

    def __init__(self, number: int, bounds: Limits, on_event: OnEvent | None) -> None:
        self._number = number
        self._budget = frames.EVENT_BYTES + 2 * (bounds.max_output_bytes + frames.SLACK)
        self._buffer = frames.FrameBuffer(bounds.max_output_bytes + frames.SLACK)
        self._on_event = on_event
        self._retire = False

    def feed(self, data: bytes) -> JsonObject | None:
        """The reply, once it is there. Raises frames.FrameError for what is none."""
        self._budget -= len(data)
        if self._budget < 0:
            raise frames.FrameTooLarge("more events than a call may send")
        for message in self._buffer.feed(data):
            if message.get("id") != self._number:
                raise frames.FrameError("a reply to another call")
            if "event" in message:
                if self._on_event is not None:
                    self._on_event(message["event"], message["data"])
            elif "kind" in message or "fault" in message:
                return {"retire": self._retire, **message}
            else:
                self._retire = True
        return None


def read_reply(reply: JsonObject, what: str, on_event: OnEvent | None) -> Any:
    """What a reply holds; its error is raised."""
    try:
        if "fault" in reply:
            fault = faults.load(reply["fault"])
        else:
            return _value(reply["kind"], reply["value"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise frames.FrameError("a reply that cannot be read") from error
    log_traceback(what, reply.get("log", ""))
    if isinstance(fault, ToolCrashed) and on_event is not None:
        on_event("crashed", {})
    raise fault


def _value(kind: str, value: Any) -> Any:
    if kind == "value":
        return value
    from mrkl_core.contracts.routing import Bid  # a planning job needs neither
    from mrkl_core.contracts.tool import Failure, Result

    match kind:
        case "result":
            return from_json(Result, value)
        case "failure":
            return from_json(Failure, value)
        case "bids":
            return [from_json(Bid, bid) for bid in value]
        case "all_bids":
            return {
                expert: found.get("error") or [from_json(Bid, bid) for bid in found["bids"]]
                for expert, found in value.items()
            }
    return value


def log_traceback(what: str, text: str) -> None:
    """Logs the traceback of a stranger's code; it goes nowhere else."""
    if text:
        import logging  # rare, and slow to import

        ours = logging.getLogger("mrkl")
        if not ours.hasHandlers():  # where nobody set up logging it goes nowhere at all
            ours.addHandler(logging.NullHandler())
        logging.getLogger("mrkl.experts").error("%s raised:\n%s", what, text.rstrip())


def timed_out(what: str, how: str) -> TimedOut:
    """The error of a call that was stopped at its limit."""
    return TimedOut(f"{what!r} took too long: {how}", metadata={"tool": what})


def lost(what: str) -> ToolCrashed:
    """The error of a call whose process has gone, nobody knows how."""
    return ToolCrashed(f"{what!r} lost its process", metadata={"tool": what})


def died(what: str, death: Death, limits: Limits) -> MrklError:
    """The error of a call whose process died."""
    metadata = {"tool": what}
    if death.status is None:
        return lost(what)
    if os.WIFEXITED(death.status):
        status = os.WEXITSTATUS(death.status)
        return ToolCrashed(
            f"{what!r} ended its process with status {status}",
            metadata={**metadata, "exit_status": str(status)},
        )
    number = os.WTERMSIG(death.status)
    if number == signal.SIGKILL and death.oom:
        return MemoryExceeded(
            f"{what!r} was killed by the system, which had no memory left",
            metadata={**metadata, "limit_mb": str(limits.memory_mb)},
        )
    if number == signal.SIGXCPU:
        return timed_out(what, "it used up its processor time")
    name = signal.Signals(number).name if number in list(signal.Signals) else str(number)
    return ToolCrashed(
        f"{what!r} died of {name}", metadata={**metadata, "signal": str(number), "name": name}
    )
