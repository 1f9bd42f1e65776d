"""How the expert says no."""

from __future__ import annotations

from mrkl_core import Failure


class Problem(Exception):
    """A request without a right answer; becomes the Failure a caller sees."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.failure = Failure(code, message, hint)
