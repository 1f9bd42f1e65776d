"""Pages of lists. A token is opaque, and good only for the very list it was given out for."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from mrkl_core.errors import BadRequest, PageTokenInvalid, Violation

T = TypeVar("T")

DEFAULT_SIZE = 100
MAX_SIZE = 1000


class Page(NamedTuple, Generic[T]):
    """Some items, and the token that leads to those after them; empty at the end."""

    items: Sequence[T]
    next_page_token: str


class Window(NamedTuple):
    """Which items a request asks for."""

    what: str
    start: int
    size: int

    def page(self, items: Sequence[T]) -> Page[T]:
        """The page of a whole list (or of its beginning, to one item past the page)."""
        if self.start > len(items):
            raise _invalid()
        end = self.start + self.size
        return Page(items[self.start : end], _token(self.what, end) if end < len(items) else "")


def window(what: str, page_size: int, page_token: str) -> Window:
    """What a request for a page of `what` (the list's name and its filters) asks for.

    Raises PageTokenInvalid for a token that was not given out for this list.
    """
    if page_size < 0:
        message = f"page_size is {page_size}, expected 0 (the default) to {MAX_SIZE}"
        raise BadRequest(message, violations=[Violation("page_size", message)])
    size = min(page_size or DEFAULT_SIZE, MAX_SIZE)
    return Window(what, _start(what, page_token) if page_token else 0, size)


def _token(what: str, start: int) -> str:
    plain = f"{start}.{_seal(what, start)}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _start(what: str, token: str) -> int:
    try:
        plain = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        digits, _, seal = plain.decode("ascii").partition(".")
        start = int(digits)
    except (binascii.Error, ValueError) as error:
        raise _invalid() from error
    if seal != _seal(what, start) or _token(what, start) != token:
        raise _invalid()
    return start


def _seal(what: str, start: int) -> str:
    return hashlib.sha256(f"{what}\0{start}".encode()).hexdigest()[:12]


def _invalid() -> PageTokenInvalid:
    message = "page_token was not given out for this list"
    return PageTokenInvalid(
        message,
        hint="start again without a page_token",
        violations=[Violation("page_token", message)],
    )
