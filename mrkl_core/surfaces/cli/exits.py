"""How the process ends. What errors and outcomes are worth stands in surfaces/status.py."""

from __future__ import annotations

import signal
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes that belong to the command line alone.

    The signals' codes are the shell's convention: 128 and the signal's number.
    """

    FINDINGS = 18  # a check ran, and found what it looks for
    UNWRITTEN = 37  # stdout cannot be written
    INTERRUPTED = 128 + signal.SIGINT
    PIPE_CLOSED = 128 + 13  # whoever read stdout went away
    TERMINATED = 128 + signal.SIGTERM
