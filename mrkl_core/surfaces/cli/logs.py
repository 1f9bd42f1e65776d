"""Where the command line sends logs."""

from __future__ import annotations

import sys

from mrkl_core.surfaces.cli.session import Session


def start_logging(session: Session, *, serving: bool = False) -> None:
    """Sends logs to stderr: with -v what is done, with -vv everything.

    Without -v a command is quiet: what went wrong is told as its error, not as a log.
    """
    import logging  # slow, and a quick command logs nothing

    quiet = logging.WARNING if serving else logging.CRITICAL
    level = {0: quiet, 1: logging.INFO}.get(session.verbosity, logging.DEBUG)
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(levelname).1s %(name)s: %(message)s"
    )
