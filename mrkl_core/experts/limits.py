"""Limits that the kernel keeps: memory, CPU time, and the death of every descendant.

Linux has all of it. macOS has no prctl, no /proc and ignores RLIMIT_AS: there a call is
still bounded in time and its process group is killed, but its memory is not bounded and a
grandchild that left the group is not found.
"""

from __future__ import annotations

import contextlib
import math
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Collection, Iterator

from mrkl_core.contracts.context import Limits

_LINUX = sys.platform == "linux"

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
_PR_SET_CHILD_SUBREAPER = 36

#: Seconds of CPU beyond a call's time limit before the kernel steps in for a stuck parent.
_CPU_GRACE_S = 2

#: Seconds spent at most on killing what a call left behind.
_SWEEP_S = 2.0


def die_with_parent(parent: int) -> None:
    """Has the kernel kill this process when its parent goes; ends it if it has gone."""
    if _LINUX:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def outlive_parent() -> None:
    """Takes `die_with_parent` back."""
    if _LINUX:
        _prctl(_PR_SET_PDEATHSIG, 0)


def adopt_orphans() -> None:
    """Has the orphans among this process's descendants become its own children."""
    if _LINUX:
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def name_process(name: str) -> None:
    """Sets the name that ps and top show (15 bytes of it)."""
    if _LINUX:
        import ctypes

        buffer = ctypes.create_string_buffer(name.encode()[:15])
        _prctl(_PR_SET_NAME, ctypes.addressof(buffer))


def _prctl(option: int, value: int) -> None:
    import ctypes  # slow to import, and only children need it

    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option}) failed")


def first_to_go() -> None:
    """Has the kernel, short of memory, end this process before the server."""
    if _LINUX:
        with open("/proc/self/oom_score_adj", "wb") as score:
            score.write(b"500")


def no_core_dumps() -> None:
    """Keeps a crash from writing this process's memory to disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@contextlib.contextmanager
def kernel_limits(limits: Limits, seconds: float) -> Iterator[None]:
    """Bounds memory and CPU time of this process inside the block.

    Only the soft limits move, so that the next call can have its own. CPU time is a
    backstop: the parent keeps the clock.
    """
    memory = resource.getrlimit(resource.RLIMIT_AS)
    cpu = resource.getrlimit(resource.RLIMIT_CPU)
    if _LINUX:
        most = vm_bytes() + limits.memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (_under(most, memory[1]), memory[1]))
    # Threads add up: a call may use every processor for as long as it may run.
    allowed = (seconds + _CPU_GRACE_S) * (os.cpu_count() or 1)
    most = math.ceil(time.process_time() + allowed)
    resource.setrlimit(resource.RLIMIT_CPU, (_under(most, cpu[1]), cpu[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, memory)
        resource.setrlimit(resource.RLIMIT_CPU, cpu)


def _under(soft: int, hard: int) -> int:
    return soft if hard == resource.RLIM_INFINITY else min(soft, hard)


def vm_bytes() -> int:
    """The address space that this process takes; 0 where the system won't say."""
    if not _LINUX:
        return 0
    with open("/proc/self/statm", "rb") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


def oom_kills() -> int:
    """How many processes the kernel has killed for want of memory; 0 where it won't say."""
    try:
        with open("/proc/vmstat", "rb") as vmstat:
            for line in vmstat:
                if line.startswith(b"oom_kill "):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def kill_group(pid: int) -> None:
    """Kills a process and the process group it leads, if they are still there."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _childless() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return True
    return False


def sweep(keep: Collection[int] = ()) -> None:
    """Kills and reaps every descendant of this process but the children to keep.

    Descendants that left their group or daemonized are found too: `adopt_orphans` made them
    children of this process. Gives up after a moment; then something forks faster than it
    can be killed.
    """
    until = time.monotonic() + _SWEEP_S
    while _LINUX and not _childless() and time.monotonic() < until:
        tree = children_by_parent()
        found = [pid for pid in tree.get(os.getpid(), ()) if pid not in keep]
        if not found:
            return
        for pid in with_descendants(found, tree):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        for pid in found:
            reap(pid, until)


def children() -> list[int]:
    """The children of this process, living or dead."""
    if not _LINUX or _childless():
        return []
    return children_by_parent().get(os.getpid(), [])


def wait_for_end(pid: int, seconds: float) -> bool:
    """Waits until a child has ended or the time is up, and knows at once.

    False, without waiting, where the system has no way to do that: macOS, older kernels.
    """
    try:
        watched = os.pidfd_open(pid)
    except (AttributeError, OSError):
        return False
    try:
        select.select([watched], (), (), max(seconds, 0.0))
    finally:
        os.close(watched)
    return True


def reap(pid: int, until: float) -> int | None:
    """The wait status of a killed child; None if it did not end in time."""
    wait_for_end(pid, until - time.monotonic())
    pause = 0.0002
    while True:
        try:
            done, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return None
        if done:
            return status
        if time.monotonic() > until:
            return None
        time.sleep(pause)
        pause = min(pause * 2, 0.01)


def children_by_parent() -> dict[int, list[int]]:
    """The children of each process that has any."""
    # Not /proc/PID/task/TID/children: many kernels are built without it.
    tree: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as stat:
                # The command's name may hold spaces and brackets; it ends at the last ")".
                parent = int(stat.read().rpartition(b")")[2].split()[1])
                tree.setdefault(parent, []).append(int(name))
    return tree


def with_descendants(pids: list[int], tree: dict[int, list[int]]) -> list[int]:
    """These processes, and all that came from them."""
    found = list(pids)
    for pid in found:
        found.extend(tree.get(pid, ()))
    return found
