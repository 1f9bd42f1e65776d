"""A nursery: a process that has imported what its key needs, and forks workers from itself.

It stays single-threaded and runs no tool, so forking is safe and takes a millisecond. The
pool talks to it over one socket:

    pool ► nursery   the boot frame; then {"op", "id"}: "fork" with a worker's socket, or "reap"
    nursery ► pool   {"ready"} or {"fault", "log"}; then {"id", "pid"} or {"id", "status", "oom"}

When the socket closes, however the pool's process ended, the nursery kills all that ever
came from it and ends. A worker is reaped only when the pool says so: until then its process
id cannot become somebody else's, and the pool may kill it without asking. What the nursery
cannot see to is its own violent death: then the kernel kills the workers, but a grandchild
that had left its worker's group lives on.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Mapping
from typing import NoReturn

from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.settings import Settings
from mrkl_core.errors import MrklError, PluginFailed
from mrkl_core.experts import faults, frames, limits
from mrkl_core.experts.scratch import remove_left
from mrkl_core.experts.worker import become_worker

#: Seconds a killed worker may take to be gone (the kernel frees its memory).
_REAP_S = 3.0

#: The control socket carries small frames only.
CONTROL_BYTES = 1 << 20

#: One thread a worker is the rule; a library that starts its own per core costs memory limit.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Nursery:
    """Forks workers, and reaps them with everything they left."""

    def __init__(self, control: socket.socket, key: str, experts: Mapping[str, Expert]) -> None:
        self._control = control
        self._key = key
        self._experts = experts
        self._workers: dict[int, int] = {}
        self._keep = limits.children()  # what a plugin started while being imported
        self._oom_kills = limits.oom_kills()
        self._sockets: deque[int] = deque()

    def serve(self) -> None:
        """Does what the pool says until it closes the socket; leaves no process."""
        buffer = frames.FrameBuffer(CONTROL_BYTES)
        try:
            while True:
                data, fds, _, _ = socket.recv_fds(self._control, 65536, 16)
                if not data:
                    break
                for fd in fds:
                    os.set_inheritable(fd, False)
                self._sockets.extend(fds)
                for message in buffer.feed(data):
                    self._obey(message)
        except ConnectionError:
            pass
        finally:
            for pid in self._workers.values():
                limits.kill_group(pid)
            for pid in self._workers.values():
                limits.reap(pid, time.monotonic() + _REAP_S)
            limits.sweep()  # quick where nothing is left
            remove_left()

    def _obey(self, message: JsonObject) -> None:
        number = message["id"]
        if message["op"] == "fork":
            reply = {"id": number, "pid": self._fork(number)}
        else:
            reply = {"id": number, **self._reap(number)}
        self._control.sendall(frames.encode(reply))

    def _fork(self, number: int) -> int:
        fd = self._sockets.popleft()
        nursery = os.getpid()
        pid = os.fork()
        if pid == 0:
            limits.die_with_parent(nursery)
            self._control.close()
            become_worker(socket.socket(fileno=fd), self._key, self._experts)
        os.close(fd)
        self._workers[number] = pid
        return pid

    def _reap(self, number: int) -> JsonObject:
        pid = self._workers.pop(number)
        limits.kill_group(pid)
        status = limits.reap(pid, time.monotonic() + _REAP_S)
        limits.sweep(keep={*self._workers.values(), *self._keep})
        remove_left()
        before, self._oom_kills = self._oom_kills, limits.oom_kills()
        return {"status": status, "oom": self._oom_kills > before}


def run_nursery(control: socket.socket, parent: int) -> NoReturn:
    """Makes this process a nursery; never returns."""
    status = 1
    try:
        # While plugins are imported nobody listens to the socket.
        limits.die_with_parent(parent)
        limits.adopt_orphans()
        limits.no_core_dumps()
        boot = frames.receive(control)
        if boot is not None:
            experts = _settle_in(control, boot)
            if experts is not None:
                limits.outlive_parent()
                gc.freeze()  # shared with every worker: looking for garbage would copy it
                control.sendall(frames.encode({"ready": True}))
                Nursery(control, boot["key"], experts).serve()
        status = 0
    except BrokenPipeError:
        status = 0
    finally:
        os._exit(status)


def _settle_in(control: socket.socket, boot: JsonObject) -> Mapping[str, Expert] | None:
    limits.name_process(f"mrkl:{boot['key']}")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # The pool decides when to stop: a signal to the whole group must not end running
        # calls. A handler, unlike SIG_IGN, does not reach the programs that tools start.
        signal.signal(number, lambda *_: None)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1):
        os.dup2(null, fd)
    os.close(null)
    sys.path[:] = boot["path"]
    os.environ.clear()  # a new interpreter was given a path that tools must not inherit
    os.environ.update(boot["environment"])
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    fault: MrklError
    try:
        experts = _experts(boot)
        target = boot["target"].partition(":")[0]
        if target not in ("tool", "bid"):
            importlib.import_module(target)
        return experts
    except MrklError as error:
        fault, log = error, ""
    except (Exception, SystemExit) as error:  # the border: plugin loading
        key, name = boot["key"], type(error).__name__[:80]
        fault = PluginFailed(
            f"what {key!r} needs could not be loaded: {name}",
            hint="see the log, or `mrkl plugins list`",
            metadata={"expert": key, "exception": name},
        )
        import traceback  # slow, and seldom needed

        log = "".join(traceback.format_exception(error))[-8000:]
    with contextlib.suppress(OSError):
        control.sendall(frames.encode({"fault": faults.dump(fault), "log": log}))
    return None


def _experts(boot: JsonObject) -> Mapping[str, Expert]:
    if not boot["plugins"]:
        return {}
    from mrkl_core.experts.loading import experts_for  # pluggy and the plugins' metadata

    settings = Settings(**boot["settings"])
    only = None if boot["preload"] else boot["target"].removeprefix("tool:")
    return experts_for(boot["key"], boot["plugins"], settings, only=only)


if __name__ == "__main__":
    run_nursery(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
