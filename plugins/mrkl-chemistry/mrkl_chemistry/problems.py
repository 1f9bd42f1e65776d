"""What keeps a question from being answered, as an exception that becomes a Failure."""

from __future__ import annotations

from mrkl_core import Failure


class Problem(Exception):
    """A proper answer that is no result; `failure` is what the tool returns."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.failure = Failure(code, message, hint)


def not_installed(what: str) -> Problem:
    """The problem of a library of the extra that is not there."""
    return Problem(
        "NOT_INSTALLED",
        f"{what} is not installed",
        "pip install 'mrkl-core[chemistry]'",
    )
