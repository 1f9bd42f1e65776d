"""Cuts a document into passages: what is found, and what answers are quoted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mrkl_search.reading.document import Document, Line

#: Characters at which a passage ends with its paragraph, and at which it ends anyhow.
ENOUGH, MOST = 500, 1000
#: Characters of the headings over a passage.
_MAX_HEADING = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that stand together under one heading; `heading` is the path of those above."""

    heading: str
    text: str
    page: int
    first: int
    last: int


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a document in order; every line that is no heading is in just one."""
    above: list[tuple[int, str]] = []
    held: list[Line] = []
    size = 0
    for line in document.lines:
        if line.level:
            yield from _passage(held, above)
            held, size = [], 0
            above = [(level, text) for level, text in above if level < line.level]
            above.append((line.level, line.text))
            continue
        turned = bool(held) and held[-1].page != line.page
        full = size >= ENOUGH and not line.text.strip()
        if turned or full or size + len(line.text) > MOST:
            rest = [] if turned or full else _unfinished(held)
            yield from _passage(held[: len(held) - len(rest)], above)
            held, size = rest, sum(len(x.text) + 1 for x in rest)
        held.append(line)
        size += len(line.text) + 1
    yield from _passage(held, above)


def _unfinished(held: Sequence[Line]) -> list[Line]:
    """The paragraph that is not yet at its end, if it is the smaller part."""
    for place in range(len(held) - 1, len(held) // 2, -1):
        if not held[place].text.strip():
            return list(held[place + 1 :])
    return []


def _passage(held: Sequence[Line], above: Sequence[tuple[int, str]]) -> Iterator[Passage]:
    start, end = 0, len(held)
    while start < end and not held[start].text.strip():
        start += 1
    while start < end and not held[end - 1].text.strip():
        end -= 1
    if start < end:
        text = "\n".join(line.text for line in held[start:end])
        heading = " › ".join(title for _, title in above)[-_MAX_HEADING:]
        yield Passage(heading, text, held[start].page, held[start].first, held[end - 1].last)
