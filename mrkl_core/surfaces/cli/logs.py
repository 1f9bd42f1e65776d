"""Where the command line sends logs."""

from __future__ import annotations

import logging
import sys

from mrkl_core.surfaces.cli.session import Session


def start_logging(session: Session, quiet: int = logging.CRITICAL) -> None:
    """Sends logs to stderr: with -v what is done, with -vv everything.

    Without -v a command is quiet: what went wrong is told as its error, not as a log.
    """
    level = {0: quiet, 1: logging.INFO}.get(session.verbosity, logging.DEBUG)
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(levelname).1s %(name)s: %(message)s"
    )
