"""What runs in a child: one call after another, each inside its limits.

A worker is forked by its nursery and talks to the pool over one socket. Whatever a tool does
here (raise, exit, print, leak, return nonsense) becomes one reply frame; what cannot (a
crash, a hang) is the parent's business.
"""

from __future__ import annotations

import importlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Mapping
from typing import Any, NoReturn

from mrkl_core.contracts.context import Deadline, Limits, call_context
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.read import from_json
from mrkl_core.contracts.tool import Failure, Result, as_called
from mrkl_core.errors import (
    MemoryExceeded,
    MrklError,
    OutputTooLarge,
    ResultInvalid,
    ToolCrashed,
    ToolNotFound,
)
from mrkl_core.experts import faults, frames, limits
from mrkl_core.experts.bidding import ALL_BIDS, all_bids, bids_of
from mrkl_core.experts.reporting import Events, Printed

#: Characters kept of a traceback.
_TRACEBACK = 8000

#: Bytes of a reply that are not its value: the id, the kind, the punctuation.
_ENVELOPE = 64


class Worker:
    """Serves calls until the pool closes the socket."""

    def __init__(self, sock: socket.socket, key: str, experts: Mapping[str, Expert]) -> None:
        self._sock = sock
        self._key = key
        self._experts = experts
        self._pid = os.getpid()
        self._born_bytes = limits.vm_bytes()
        self._lock = threading.Lock()

    def serve(self) -> None:
        """Calls what is asked for, until nobody asks any more."""
        while (request := frames.receive(self._sock)) is not None:
            self._serve(request)

    def _serve(self, request: JsonObject) -> None:
        bounds = from_json(Limits, request["limits"])
        events = Events(self._send, self._pid, request["id"], bounds)
        out, err = Printed(1), Printed(2)
        sys.stdout, sys.stderr = out.text, err.text
        fault: MrklError | None = None
        log = ""
        frame = b""
        try:
            with (
                call_context(events.emit, Deadline.after(request["seconds"])),
                limits.kernel_limits(bounds, request["seconds"]),
            ):
                try:
                    frame = self._call(request, bounds)
                finally:
                    if os.getpid() != self._pid:
                        # The tool forked, and this is the copy: there is one worker, not two.
                        os._exit(0)
        except MrklError as error:
            fault = error
        except BaseException as error:  # the border: nothing of a tool's may pass it
            fault = _fault(request["what"], bounds, error)
            import traceback  # slow, and seldom needed

            log = "".join(traceback.format_exception(error))[-_TRACEBACK:]
        signal.setitimer(signal.ITIMER_REAL, 0)
        limits.sweep()
        if out.kept or err.kept:
            events.emit("output", {"stdout": out.read(), "stderr": err.read()})
        events.finish()
        retire = isinstance(fault, MemoryExceeded) or self._worn(bounds)
        if fault is not None:
            frame = _fault_frame(request, fault, log, retire)
        elif retire:
            self._send(frames.encode({"id": request["id"], "retire": True}))
        self._send(frame)

    def _worn(self, bounds: Limits) -> bool:
        # A thread left running would take part in the next call; so would leaked memory.
        grown = limits.vm_bytes() - self._born_bytes
        return threading.active_count() > 1 or grown > bounds.memory_mb * 1024 * 1024

    def _send(self, frame: bytes) -> None:
        with self._lock:
            self._sock.sendall(frame)

    def _call(self, request: JsonObject, bounds: Limits) -> bytes:
        kind, value = self._run(request["target"], request["arguments"])
        try:
            frame = frames.encode({"id": request["id"], "kind": kind, "value": to_json(value)})
        except (TypeError, ValueError, RecursionError) as error:
            raise _unfit(request["what"], "has no JSON form") from error
        if len(frame) > bounds.max_output_bytes + _ENVELOPE:
            raise _too_large(request["what"], bounds)
        return frame

    def _run(self, target: str, arguments: JsonObject) -> tuple[str, Any]:
        kind, _, name = target.partition(":")
        if kind == "tool":
            return _outcome(f"{self._key}.{name}", as_called(self._tool(name))(**arguments))
        if kind == "bid":
            if self._key == ALL_BIDS:
                return "all_bids", all_bids(self._experts.values(), **arguments)
            return "bids", bids_of(self._experts[self._key], arguments["words"])
        return "value", getattr(importlib.import_module(kind), name)(**arguments)

    def _tool(self, name: str) -> Any:
        expert = self._experts.get(self._key)
        for tool in expert.tools if expert else ():
            if tool.name == name:
                return tool.function
        full = f"{self._key}.{name}"
        raise ToolNotFound(f"no tool {full!r} in this process", metadata={"tool": full})


def _outcome(what: str, found: Any) -> tuple[str, Any]:
    if not isinstance(found, Result | Failure):
        return "result", Result(found)
    texts = [found.text] if isinstance(found, Result) else [found.code, found.message, found.hint]
    for evidence in found.evidence:
        texts += [evidence.check, evidence.method, evidence.detail, evidence.verdict]
    if not all(isinstance(text, str) for text in texts):
        raise _unfit(what, "has something else where a text belongs")
    return ("result" if isinstance(found, Result) else "failure"), found


def _fault(what: str, bounds: Limits, error: BaseException) -> MrklError:
    if isinstance(error, MemoryError):
        return MemoryExceeded(
            f"{what!r} went past its {bounds.memory_mb} MiB of memory",
            metadata={"tool": what, "limit_mb": str(bounds.memory_mb)},
        )
    if isinstance(error, SystemExit):
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
        return ToolCrashed(
            f"{what!r} ended its process with status {status}",
            metadata={"tool": what, "exit_status": str(status)},
        )
    name = type(error).__name__[:80]
    return ToolCrashed(f"{what!r} raised {name}", metadata={"tool": what, "exception": name})


def _unfit(what: str, why: str) -> ResultInvalid:
    return ResultInvalid(f"{what!r} returned what {why}", metadata={"tool": what})


def _too_large(what: str, bounds: Limits) -> OutputTooLarge:
    return OutputTooLarge(
        f"{what!r} returned more than {bounds.max_output_bytes} bytes",
        metadata={"tool": what, "limit_bytes": str(bounds.max_output_bytes)},
    )


def _fault_frame(request: JsonObject, fault: MrklError, log: str, retire: bool) -> bytes:
    reply = {"id": request["id"], "retire": retire, "log": log}
    try:
        frame = frames.encode({**reply, "fault": faults.dump(fault)})
    except (TypeError, ValueError, AttributeError):
        frame = b""  # a tool's own subclass of ours, with fields of its own making
    if frame and len(frame) <= frames.SLACK:
        return frame
    what = request["what"]
    plain = ToolCrashed(f"{what!r} raised an error that cannot be told", metadata={"tool": what})
    return frames.encode({**reply, "fault": faults.dump(plain)})


def become_worker(sock: socket.socket, key: str, experts: Mapping[str, Expert]) -> NoReturn:
    """Turns a process just forked into a worker; never returns."""
    status = 1
    try:
        os.setsid()
        limits.adopt_orphans()
        limits.first_to_go()
        limits.name_process(f"mrkl>{key}")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        os.close(null)
        if "logging" in sys.modules:
            # Without handlers, it writes warnings to whatever sys.stderr is then.
            sys.modules["logging"].getLogger().handlers.clear()
        Worker(sock, key, experts).serve()
        status = 0
    except BrokenPipeError:
        status = 0  # the pool has gone, and nobody is left to be told
    finally:
        os._exit(status)
