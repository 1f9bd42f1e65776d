"""How every part of the expert says no."""

from __future__ import annotations


class Refusal(Exception):
    """There is no right answer to give; becomes the Failure a caller sees.

    `at` is the place in the expression, counted from 0, where one can be named.
    """

    def __init__(self, code: str, message: str, *, hint: str = "", at: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.at = at

    def pointed(self, text: str) -> str:
        """The message with its column and a caret under the place in `text`."""
        if self.at is None:
            return self.message
        start = max(0, self.at - 40)
        line = text[start : start + 72].translate({ord(c): " " for c in "\n\r\t"})
        return f"{self.message} (column {self.at + 1})\n  {line}\n  {' ' * (self.at - start)}^"


def ambiguous(message: str, hint: str, at: int) -> Refusal:
    """The refusal of an expression that people read in two ways."""
    return Refusal("AMBIGUOUS", message, hint=hint, at=at)


def syntax(message: str, at: int, hint: str = "") -> Refusal:
    """The refusal of what cannot be read."""
    return Refusal("SYNTAX", message, hint=hint, at=at)
