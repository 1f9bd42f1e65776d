"""A program that answers line by line, shared by the processes forked after its start.

It names each line it answers ("ANSWER<tab>LINE"). One process at a time asks, under a file lock
that the kernel lifts if it dies; what its death left in the pipe is told from an answer by a
mark that is sent before each line.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence

#: Seconds between two tries to be the one that asks.
_PAUSE_S = 0.001


class Ended(Exception):
    """The program has ended."""


class Served:
    """A running program. Killed with `close`; it ends itself when nobody can ask any more."""

    def __init__(self, command: Sequence[str]) -> None:
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # what it says of a line stands before its answer
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._lock = tempfile.TemporaryFile()  # noqa: SIM115

    def ask(self, line: str, until: float) -> list[str]:
        """What it says to one line, its answer last. Raises TimeoutError, Ended."""
        self._take(until)
        try:
            return self._asked(line, until)
        finally:
            fcntl.lockf(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        """Kills it."""
        if self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        else:  # its number is kept by the process that started it, until that ends
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
            self._process.returncode = -signal.SIGKILL  # or it would be waited for here
        for file in (self._to, self._from, self._lock):
            file.close()

    def _take(self, until: float) -> None:
        while True:
            try:
                fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except OSError:
                if time.monotonic() > until:
                    raise TimeoutError from None
                time.sleep(_PAUSE_S)

    def _asked(self, line: str, until: float) -> list[str]:
        mark = secrets.token_hex(16)
        try:
            self._to.write(f"\n{mark}\n{line}\n".encode())
        except BrokenPipeError:
            raise Ended from None
        said = ""
        received = b""
        while not (said.count(f"\t{mark}\n") and said.endswith(f"\t{line}\n")):
            if not select.select([self._from], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            if not (part := self._from.read(1 << 16)):
                raise Ended
            received += part
            said = received.decode("utf-8", "replace")
        return said.partition(f"\t{mark}\n")[2].splitlines()
