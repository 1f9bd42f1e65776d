"""Words cut into sentences and tokens, each of which knows its place in the text."""

from __future__ import annotations

import re

from mrkl_core.planning.language.english import GOAL_HEADS, STOP, stem
from mrkl_core.records import dataclass

# Each alternative starts with a character the others cannot: no backtracking.
# "3x4" is three by four, "s0-s1" two names.
_SCAN = re.compile(
    r"(?<![\w-])[^\W\d]+\d+(?=-[^\W\d]+\d+(?![\w-]))|"
    r"\w+(?=-by-\w)|(?<=\w)-by-(?=\w)|\.\.+|<[-=]+>|[-=]+>|\d+(?=[x×]\d+\b)|(?<=\d)[x×](?=\d+\b)|['\u2019]s\b|\w+(?:-\w+)*(?:['\u2019](?!s\b)\w+|\(e?s\))*|[^\w\s]"
)
_QUOTES = frozenset("\"\u201c\u201d'\u2018\u2019`{}")
#: "the robots' grippers": an apostrophe after a plural, and something that is theirs.
_OF_MANY = re.compile(r"(?<=s)['\u2019](?=[ \t]+[^\W\d])")
#: "1 hoist(s)": one or more.
_PERHAPS_MANY = re.compile(r"\((e?s)\)$")
#: What a line begins with that is an item of a list.
BULLET = re.compile(r"[ \t]*(?:[-*\u2022\u2013]|\d{1,3}[.)]|\((?:\d{1,3}|[a-z])\)|[a-z]\))[ \t]+")
#: "Rooms: a, b": a line of its own below another such line; a size is told on two, "Columns: 4".
_LABEL = re.compile(r"[ \t]*[^\W\d_][\w-]*(?:,? [\w-]+){0,7} ?:[ \t]+(?!\d+\s*$)\S")
_ARROWS = frozenset({"->", "=>", "-->", "==>", "\u2192"})
_TWO_WAY = re.compile("<[-=]+>")
#: "a <-> b" as one mark.
BOTH_WAYS = "\u2194"
_CONTRACTED = re.compile(
    r"(i|we|you|they|should|must|is|are|was|were|does|do|did|has|have)('ve|'ll|'re|'m|n't)",
    re.IGNORECASE,
)
_IN_FULL = {"'ve": "have", "'ll": "will", "'re": "are", "'m": "am", "n't": "not"}
_EMPTY = re.compile(r"\n[ \t]*\n[ \t]*$")
_ENDS = frozenset(".!?")
_STARTS = frozenset({"start", "state", "situation"})
#: What stands in a text for a map that was taken out of it.
DRAWN = "\ufffc"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `text` in lower case, `stem` without plural, `raw` as written.

    `line` tells that it starts a new line, where a clause may end without a mark.
    """

    text: str
    stem: str
    raw: str
    start: int
    end: int
    line: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written like a proper name."""
        return self.raw[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word, not a mark."""
        return self.raw[0].isalnum() or self.raw[0] == "_"


@dataclass(frozen=True)
class Sentence:
    """One sentence: its words as written, its tokens, and whether it is an item of a list."""

    words: str
    tokens: tuple[Token, ...]
    source: str
    bullet: bool = False

    @property
    def paragraph(self) -> bool:
        """Whether it begins one: nothing, or an empty line, stands before it."""
        before = self.source[: self.tokens[0].start]
        return not before.strip() or _EMPTY.search(before) is not None

    @property
    def begins(self) -> bool:
        """Whether it begins a paragraph, or a line of a text whose lines all are paragraphs."""
        before = self.source[: self.tokens[0].start].rstrip(" \t")
        lines = [line.rstrip() for line in self.source.strip().split("\n")]
        told = all(line.endswith((".", "!", "?")) for line in lines)
        return self.paragraph or (told and before.endswith("\n"))

    def span(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`, as written."""
        if start >= end:
            return ""
        text = self.source[self.tokens[start].start : self.tokens[end - 1].end]
        return " ".join(text.split())


def _uncontracted(raw: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """ "I've" as "I have", each with its place."""
    match = _CONTRACTED.fullmatch(raw)
    if match is None:
        return [(raw, start, end)]
    cut = start + match.end(1)
    return [(match[1], start, cut), (_IN_FULL[match[2].lower()], cut, end)]


def _heads(token: Token, text: str) -> bool:
    """ "Goal. A is on B.": a heading of one word that runs into its paragraph."""
    line, _, rest = text[: token.start].rpartition("\n")
    begins = not rest.strip() and (not line.strip() or line.endswith("\n"))
    more = text[token.end + 1 :].partition("\n")[0].strip()
    return bool(begins and more and token.text in GOAL_HEADS | _STARTS)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text; a bullet, an empty line or a full stop ends one."""
    found: list[Sentence] = []
    tokens: list[Token] = []

    def close() -> None:
        if tokens and tokens[0].text == "(" and all(token.text != ")" for token in tokens[1:]):
            del tokens[0]  # "(Nothing else is there.)" is a sentence
        elif tokens and tokens[0].text == ")":
            del tokens[0]
        if tokens:
            words = " ".join(text[tokens[0].start : tokens[-1].end].split())
            found.append(Sentence(words, tuple(tokens), text, item))
            tokens.clear()

    at, item, labelled = 0, False, False
    for line in text.splitlines(keepends=True):
        bullet = BULLET.match(line)
        heading = (item or labelled) and line.rstrip().endswith(":")
        label = _LABEL.match(line) is not None
        after = item and not bullet and not line[:1].isspace() and tokens
        if after and tokens[-1].word and tokens[-1].text not in STOP:
            close()  # "- A\n- B\nC": the list has ended
            item = False
        if bullet or heading or not line.strip() or (label and (labelled or item)):
            close()
            item = bullet is not None
        if not tokens:
            labelled = label
        first, quoted = True, False
        for match in _SCAN.finditer(text, at + (bullet.end() if bullet else 0), at + len(line)):
            raw = match.group().replace("\u2019", "'")
            if raw in _QUOTES:
                if quoted or not _OF_MANY.match(text, match.start()):
                    quoted = raw == "'" and not quoted
                    continue
                raw = "'s"
            if raw in _ENDS and (match.end() == len(text) or text[match.end()].isspace()):
                if not (raw == "." and len(tokens) == 1 and _heads(tokens[0], text)):
                    close()
                    continue
                raw = ":"
            raw = raw.strip("-") if raw == "-by-" else raw
            raw = BOTH_WAYS if _TWO_WAY.fullmatch(raw) else raw
            raw = ":" if raw in _ARROWS else _PERHAPS_MANY.sub(r"\1", raw)
            start = first and bool(tokens)
            first = False
            for part, begin, end in _uncontracted(raw, match.start(), match.end()):
                low = part.lower()
                tokens.append(
                    Token(low, stem(low), part, begin, end, start and begin == match.start())
                )
            if raw == DRAWN:
                close()
        at += len(line)
    close()
    return found
