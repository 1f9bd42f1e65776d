"""Ends what takes too long while there is still time to do it another way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from mrkl_core import remaining


class Impatient(BaseException):
    """Raised in the block; no Exception, so that no library takes it for one of its own."""


@contextmanager
def patience(share: float) -> Iterator[None]:
    """Raises Impatient when this share of the call's time has gone; never outside a call."""
    left = remaining()
    if left is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, left * share)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _end(number: int, frame: object) -> NoReturn:
    raise Impatient
