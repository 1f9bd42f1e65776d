"""What any request in words must be."""

from __future__ import annotations

from datetime import date

from mrkl_core.errors import BadRequest, Violation

#: Longer requests are refused: nobody reads a book for a tool call.
MAX_WORDS_CHARS = 20_000


def check_words(words: str, such_as: str = "what is 17% of 340?") -> None:
    """Raises BadRequest for words that nobody can read: none, too many, or broken letters.

    `such_as` is a request that can be read.
    """
    try:
        words.encode()
    except UnicodeEncodeError:
        message = "the request has letters that are none: it is not UTF-8"
        raise BadRequest(message, violations=[Violation("words", message)]) from None
    if not words.strip():
        raise BadRequest("the request is empty", hint=f'say what you want: "{such_as}"')
    if len(words) > MAX_WORDS_CHARS:
        message = f"the request has {len(words)} characters; at most {MAX_WORDS_CHARS} are read"
        hint = "say only what matters; give long texts as files to the commands that read them"
        raise BadRequest(message, hint=hint, violations=[Violation("words", message)])


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
