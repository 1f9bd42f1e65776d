"""A PDDL text and the places in it: what an error message points at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property

from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.errors import Location, PddlInvalid
from mrkl_core.records import dataclass

#: A line is cut to this many characters around the caret.
EXCERPT_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Edit:
    """The text from `at` to `end` (its offset) replaced."""

    at: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something sloppy that was read all the same: what, where, and the edits that mend it."""

    code: str
    message: str
    at: int
    hint: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Source:
    """A text with its file name; offsets in it become lines and columns on demand."""

    text: str = field(repr=False)
    file: str

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def location(self, at: int) -> Location | None:
        """The place of an offset; None for a node that no text was read for."""
        if at < 0:
            return None
        line = bisect_right(self._line_starts, at)
        return Location(self.file, line, at - self._line_starts[line - 1] + 1)

    def offset(self, place: Location) -> int:
        """The offset of a place; the inverse of `location`."""
        return self._line_starts[place.line - 1] + place.column - 1

    def excerpt(self, at: int) -> str:
        """The line of an offset with a caret under it."""
        place = self.location(at)
        if place is None:
            return ""
        start = self._line_starts[place.line - 1]
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")
        first = max(0, place.column - 1 - EXCERPT_WIDTH // 2)
        shown = line[first : first + EXCERPT_WIDTH].replace("\t", " ")
        return f"{shown}\n{' ' * (place.column - 1 - first)}^"

    def diagnostic(
        self, code: str, message: str, at: int, hint: str = "", severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        """A diagnostic that points at an offset."""
        return Diagnostic(code, severity, message, self.location(at), hint)

    def invalid(
        self,
        code: str,
        message: str,
        at: int,
        hint: str = "",
        metadata: Mapping[str, str] | None = None,
    ) -> PddlInvalid:
        """The error that points at an offset; its `excerpt` shows the line with a caret."""
        return PddlInvalid(
            message,
            hint=hint,
            location=self.location(at),
            metadata={"code": code, "excerpt": self.excerpt(at), **(metadata or {})},
        )


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; of two that overlap, the first in the text counts."""
    parts, end = [], 0
    for edit in sorted(edits, key=lambda e: (e.at, e.end)):
        if edit.at >= end:
            parts += [text[end : edit.at], edit.text]
            end = edit.end
    return "".join([*parts, text[end:]])
