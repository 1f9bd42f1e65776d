"""Scratch folders that go away with the process that made them, however that ended."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

_MARK = "mrkl-scratch-"


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that goes away with its block.

    A killed process cannot remove its own: whoever buries it does (`remove_left`), else the
    next one to come by.
    """
    import shutil  # loads every compressor there is, and most searches start no process

    remove_left()
    path = Path(_place(), f"{_MARK}{os.getpid()}-{time.monotonic_ns():x}")
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def remove_left() -> None:
    """Removes the scratch folders whose process has gone."""
    with contextlib.suppress(OSError), os.scandir(_place()) as entries:
        left = [e.path for e in entries if e.name.startswith(_MARK) and not _alive(e.name)]
        if left:
            import shutil

            for path in left:
                shutil.rmtree(path, ignore_errors=True)


def _place() -> str:
    # As tempfile has it, whose import takes longer than a small problem.
    return next((os.environ[n] for n in ("TMPDIR", "TEMP", "TMP") if os.environ.get(n)), "/tmp")


def _alive(name: str) -> bool:
    owner = name.removeprefix(_MARK).partition("-")[0]
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError, OverflowError):
        pass
    return True
