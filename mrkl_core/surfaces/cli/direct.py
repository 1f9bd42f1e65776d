"""Runs a command's work without an event loop, for commands that must be quick."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType

from mrkl_core.service.direct import Stopped
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.logs import start_logging
from mrkl_core.surfaces.cli.session import Session


def run_directly(session: Session, work: Callable[[Runtime], int]) -> int:
    """The exit code of the work."""
    if session.verbosity:
        start_logging(session)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _terminate)
    try:
        code = work(Runtime.open(session.manifest, serving=False))
        sys.stdout.flush()
        return code
    except Stopped:
        return Exit.TERMINATED
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)


def _terminate(_signal: int, _stack: FrameType | None) -> None:
    raise Stopped
