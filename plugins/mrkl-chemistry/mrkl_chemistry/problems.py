"""What keeps a question from being answered in several places."""

from __future__ import annotations

from mrkl_core import Problem


def not_installed(what: str) -> Problem:
    """The problem of a library of the extra that is not there."""
    return Problem(
        "NOT_INSTALLED",
        f"{what} is not installed",
        "pip install 'mrkl-core[chemistry]'",
    )
