"""Starts a nursery: by fork where that is safe, else as a new interpreter."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import mrkl_core
from mrkl_core.experts import limits
from mrkl_core.records import dataclass

if TYPE_CHECKING:
    import subprocess

#: The variable through which a new interpreter finds mrkl_core where the parent found it.
_PATH = "PYTHONPATH"


@dataclass(frozen=True)
class Spawned:
    """A nursery's process and the socket to it."""

    pid: int
    control: socket.socket
    process: subprocess.Popen[bytes] | None

    def wait(self, seconds: float) -> None:
        """Reaps the nursery; kills it if it does not end in time."""
        if self.process is None:
            if limits.reap(self.pid, time.monotonic() + seconds) is None:
                limits.kill_group(self.pid)
                limits.reap(self.pid, time.monotonic() + seconds)
            return
        import subprocess

        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            limits.kill_group(self.pid)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)


def spawn() -> Spawned:
    """A nursery that waits for its boot frame."""
    ours, theirs = socket.socketpair()
    with theirs:
        spawned = _fork(ours, theirs) if may_fork() else _execute(ours, theirs)
    ours.setblocking(False)
    return spawned


def may_fork() -> bool:
    """Whether a fork of this process, without exec, is a sound process.

    A thread's locks stay locked in the child, grpc's core does not survive a fork, and
    macOS's own libraries do not either. Where it is safe it saves an interpreter's start.
    """
    if sys.platform != "linux" or "grpc" in sys.modules or threading.active_count() > 1:
        return False
    return len(os.listdir("/proc/self/task")) == 1  # native threads count as well


def _execute(ours: socket.socket, theirs: socket.socket) -> Spawned:
    import subprocess  # a fork needs none of it

    home = str(Path(mrkl_core.__file__).resolve().parent.parent)
    inherited = os.environ.get(_PATH)
    process = subprocess.Popen(
        # -P: the current directory is nobody's plugin.
        [
            sys.executable,
            "-P",
            "-m",
            "mrkl_core.experts.nursery",
            str(theirs.fileno()),
            str(os.getpid()),
        ],
        env={**os.environ, _PATH: f"{home}{os.pathsep}{inherited}" if inherited else home},
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    return Spawned(process.pid, ours, process)


def _fork(ours: socket.socket, theirs: socket.socket) -> Spawned:
    parent = os.getpid()
    # No handler of the parent's may run in the child.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    pid = 0
    try:
        pid = os.fork()
        if pid == 0:
            _be_born(theirs, parent)
    finally:
        if pid == 0:
            os._exit(1)  # whatever happened: never back into the parent's loop
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return Spawned(pid, ours, None)


def _be_born(control: socket.socket, parent: int) -> None:
    from mrkl_core.experts.nursery import run_nursery

    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    _let_go(keep=control.fileno())
    run_nursery(control, parent)


def _let_go(keep: int) -> None:
    # The parent's files are not closed but replaced: its objects live on in this process,
    # and one that closes its number later must not close what is ours by then.
    null = os.open(os.devnull, os.O_RDWR)
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and int(name) not in (keep, null):
            with suppress(OSError):  # the listing's own descriptor is gone
                os.fstat(int(name))
                os.dup2(null, int(name), inheritable=False)
    os.close(null)
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
