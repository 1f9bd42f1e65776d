"""What any request in words must be."""

from __future__ import annotations

from datetime import date

from mrkl_core.errors import BadRequest, Violation

#: Longer requests are refused: nobody reads a book for a tool call.
MAX_WORDS_CHARS = 20_000


def check_words(words: str) -> None:
    """Raises BadRequest for words that are empty or too long."""
    if not words.strip():
        raise BadRequest("the request is empty", hint='say what you want: "what is 17% of 340?"')
    if len(words) > MAX_WORDS_CHARS:
        message = f"the request has {len(words)} characters; at most {MAX_WORDS_CHARS} are read"
        raise BadRequest(message, violations=[Violation("words", message)])


def check_today(today: str) -> None:
    """Raises BadRequest for a date of the request that is none; '' is the server's."""
    try:
        if today:
            date.fromisoformat(today)
    except ValueError:
        message = f"{today[:40]!r} is no date of a request"
        raise BadRequest(
            message, hint="write it as 2024-05-31", violations=[Violation("today", message)]
        ) from None
