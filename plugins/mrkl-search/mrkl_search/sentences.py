"""The sentences of a passage, as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What can stand between two sentences, items or paragraphs.
_END = re.compile(
    r"(?<=[.!?])[\"'”’)\]*_`]*\s+(?=[\"'“‘(\[*_`]*[A-Z0-9])"  # the end of a sentence
    r"|\n\s*\n"  # of a paragraph
    r"|\n(?=\s*(?:[-*•+]|\d{1,3}[.)]|>|\|)\s)"  # before an item, a quotation, a row
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|fig|no|nr|dr|mr|mrs|ms|prof|st|vol|pp?)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, item or line of its own, without the space around it."""
    start = 0
    for gap in _END.finditer(text):
        closing = len(gap[0]) - len(gap[0].lstrip("\"'”’)]*_`"))
        if "\n" not in gap[0][:-1] and _ABBREVIATION.search(text[start : gap.start()]):
            continue
        yield from _trimmed(text, start, gap.start() + closing)
        start = gap.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
