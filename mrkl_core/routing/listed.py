"""Takes a request with lists in it apart: a request for each item, or for each pairing of items.

Here the lists are found by what they list, wherever they stand; `parts` looks at joints alone.
"Winners of 2018 and 2020 in Rome and Oslo" asks for four, "5 and 7, for Ann and Bob respectively"
for two. Whether an item can stand alone is for the caller to say: some lists are one argument.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence

from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.parts import MAX_PARTS

#: More lists than this are not looked at.
MAX_LISTS = 3
_QUOTES = tuple("'\"“”‘’")
_PAIRED = re.compile(r"\brespectively\b", re.IGNORECASE)

_MIXED = re.compile(
    r" and (?:[0-9]+/[0-9]+|[a-z]+ (?:hal(?:f|ves)|(?:third|quarter|fourth|fifth|eighth)s?))$",
    re.IGNORECASE,
)

#: Where an item stands in the words.
_Span = tuple[int, int]


def listings(words: str) -> Iterator[tuple[str, ...]]:
    """Ways to take the lists of a request apart, all of them first; none if it has none."""
    lists = _lists(Reading(words))[:MAX_LISTS]
    if len(lists) > 1 and _PAIRED.search(words) and len({len(items) for items in lists}) == 1:
        yield _parts(words, lists, list(zip(*lists, strict=True)))
        return
    for some in [lists, *([items] for items in lists)] if len(lists) > 1 else [lists]:
        if some and math.prod(map(len, some)) <= MAX_PARTS:
            yield _parts(words, some, list(itertools.product(*some)))


def _lists(reading: Reading) -> list[list[_Span]]:
    """The items of each list that ends in `and`, in the order of the request; none overlap."""
    found: list[Mention] = []
    strung = [*reading.number_lists, *reading.text_lists]
    for one in sorted(strung, key=lambda m: (_loose(m), m.first - m.last)):
        if (
            _has_and(reading, one)
            and not _in_a_sum(reading, one)
            and not any(one.overlaps(other) for other in found)
        ):
            found.append(one)
    return [
        [_span(reading, item) for item in one.items] for one in sorted(found, key=lambda m: m.first)
    ]


def _span(reading: Reading, item: Mention) -> _Span:
    """The place of an item, with the quotes around it."""
    start, end = reading.tokens[item.first].start, reading.tokens[item.last].end
    if reading.words[start - 1 : start] in _QUOTES and reading.words[end : end + 1] in _QUOTES:
        return start - 1, end + 1
    return start, end


def _in_a_sum(reading: Reading, listed: Mention) -> bool:
    """Whether it is of arithmetic: its end is that of "2 and 1/2", or a sign touches it."""
    before, (start, end) = reading.tokens[listed.first].start - 1, _span(reading, listed)
    touched = any(reading.words[at : at + 1] in tuple("/*^×÷") for at in (before, end) if at >= 0)
    return touched or bool(_MIXED.search(reading.words[start:end]))


def _loose(listed: Mention) -> bool:
    return any(item.kind is Kind.PHRASE for item in listed.items)


def _has_and(reading: Reading, listed: Mention) -> bool:
    """Whether `and` stands before the last item, and before no other: else it is no one list."""
    ands = [
        any(t.low in ("and", "&") for t in reading.tokens[one.last + 1 : other.first])
        for one, other in itertools.pairwise(listed.items)
    ]
    return ands[-1] and not any(ands[:-1])


def _parts(
    words: str, lists: Sequence[Sequence[_Span]], way: Sequence[tuple[_Span, ...]]
) -> tuple[str, ...]:
    """The words of each way: of each list only its own item is left, in its place."""
    found: list[str] = []
    for kept in way:
        text = words
        for items, (start, end) in zip(lists, kept, strict=True):
            first, last = items[0][0], items[-1][1]
            text = (
                text[:first]
                + " " * (start - first)
                + words[start:end]
                + " " * (last - end)
                + text[last:]
            )
        found.append(text)
    return tuple(found)
