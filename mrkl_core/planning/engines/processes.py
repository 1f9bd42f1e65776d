"""Processes of others: what they may take, and the end of them."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mrkl_core.experts import limits

if TYPE_CHECKING:
    import subprocess


def kill_tree(pid: int) -> None:
    """Kills a process with all its descendants; the caller waits for it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)  # it must not start others meanwhile
    for victim in _tree(pid):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(victim, signal.SIGKILL)


def ended_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether the process ends in this time, which is known as soon as it does.

    Popen.wait asks again and again where it has a timeout, in the end every 50 ms.
    """
    if limits.wait_for_end(process.pid, seconds):
        return process.poll() is not None
    import subprocess

    try:
        process.wait(max(seconds, 0.0))
    except subprocess.TimeoutExpired:
        return False
    return True


def limit_memory(pid: int, memory_mb: int) -> None:
    """Bounds the address space of a process and of what it will start; not on macOS."""
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = memory_mb * 2**20
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_AS, (most, most))


def memory_mb_of_tree(pid: int) -> float:
    """The largest address space among a process and its descendants; 0 where none tells."""
    sizes = [0.0]
    for one in _tree(pid):
        with contextlib.suppress(OSError):
            pages = int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[0])
            sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
    return max(sizes)


def private_mb_of_tree(pid: int) -> float:
    """The memory that a process and its descendants hold for themselves; 0 where none tells.

    What a forked process still shares with its parent is not its own.
    """
    kilobytes = 0
    for one in _tree(pid):
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            kilobytes += sum(
                int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_")
            )
    return kilobytes / 1024


def _tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    if sys.platform == "linux":
        return limits.with_descendants([pid], limits.children_by_parent())
    import subprocess

    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=False
    )
    children: dict[int, list[int]] = {}
    for line in listed.stdout.splitlines():
        child, parent = line.split()
        children.setdefault(int(parent), []).append(int(child))
    return limits.with_descendants([pid], children)
