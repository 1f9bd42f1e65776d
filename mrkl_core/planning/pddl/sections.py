"""What the texts of domains and problems share: `(define (KIND name) sections…)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mrkl_core.errors import PddlInvalid, nearest
from mrkl_core.planning.pddl.beyond import beyond
from mrkl_core.planning.pddl.formula import FormulaReader
from mrkl_core.planning.pddl.read import Item, Word, describe, read
from mrkl_core.planning.pddl.source import Edit, Note, Source

# A variable without a blank before it; comments are passed over.
_GLUED = re.compile(r";[^\n]*|[^\s();?]\?")


class SectionParser:
    """What domains and problems share: `(define (KIND name) sections…)`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.read = FormulaReader(source)
        self.seen: dict[str, int] = {}
        self._glued()

    def notes(self) -> tuple[Note, ...]:
        """What was sloppy, in the order of the text."""
        return tuple(sorted(self.read.notes, key=lambda note: note.at))

    def _glued(self) -> None:
        if "?" in self.source.text:
            for match in _GLUED.finditer(self.source.text):
                if match.group()[0] != ";":
                    at = match.end() - 1
                    said = "a name cannot hold a '?': read as two words"
                    self.read.note("WORDS_GLUED", said, at, "put a blank", Edit(at, at, " "))

    def sections(self, kind: str) -> tuple[str, Sequence[Item]]:
        """The name that is defined, and the forms after it."""
        top = read(self.source)
        items = top.items
        first = items[0] if items else None
        if not isinstance(first, Word) or first.text != "define":
            raise self.read.expected("'define' after the first '('", first, top.at)
        head = self.read.group(items[1] if len(items) > 1 else None, f"'({kind} NAME)'", first.at)
        words = [self.read.word(item, f"'({kind} NAME)'", head.at) for item in head.items]
        if words and words[0].text != kind and words[0].text in ("domain", "problem"):
            raise self.read.expected(
                f"a {kind}", head, head.at, f"this text is a {words[0].text}: are the two swapped?"
            )
        if len(words) != 2 or words[0].text != kind:
            raise self.read.expected(f"'({kind} NAME)'", head, head.at)
        return words[1].text, items[2:]

    def once(self, key: Word) -> None:
        """Refuses a section that was there before."""
        if key.text in self.seen:
            first = self.source.location(self.seen[key.text])
            raise self.source.invalid(
                "SECTION_TWICE", f"{key.text!r} is given twice; first at {first}", key.at
            )
        self.seen[key.text] = key.at

    def head(self, item: Item, what: str) -> tuple[Word, tuple[Item, ...]]:
        """The first word of a form, and the rest."""
        group = self.read.group(item, what, item.at)
        if not group.items:
            raise self.read.expected(what, group, group.at)
        return self.read.word(group.items[0], what, group.at), group.items[1:]

    def unknown(self, key: Word, where: str, known: Sequence[str]) -> PddlInvalid:
        """The error for a section that there is not."""
        if beyond(key):
            return self.read.expected(f"a section of {where}", key, key.at)
        return self.source.invalid(
            "SECTION_UNKNOWN",
            f"expected a section of {where}, found {describe(key)}",
            key.at,
            nearest(key.text, known),
        )

    def requirements(self, items: Sequence[Item]) -> tuple[str, ...]:
        """The requirements, each with its colon."""
        words = [self.read.word(item, "a requirement", item.at) for item in items]
        for word in words:
            if not word.text.lstrip(":")[:1].isalpha():
                raise self.read.expected("a requirement", word, word.at)
            if not word.text.startswith(":"):
                said = f"{word.text!r} is read as ':{word.text}'"
                edit = Edit(word.at, word.at, ":")
                self.read.note("COLON_MISSING", said, word.at, f"write ':{word.text}'", edit)
        return tuple(":" + word.text.lstrip(":") for word in words)

    def one(self, items: Sequence[Item], key: Word, what: str) -> Item:
        """The one form that a section has."""
        if len(items) != 1:
            hint = f"{key.text} takes one; join them with (and …)" if len(items) > 1 else ""
            raise self.read.expected(
                f"{what} after {key.text!r}", items[1] if len(items) > 1 else None, key.at, hint
            )
        return items[0]
