"""Takes a request apart that tells of several things in turn: the first, the second, the last.

"The first circle has a radius of 5 m, the second one of 10 m" says of each what is its own, as does
"two circles, one with a radius of 5 m, the other with one of 10 m"; what stands before and after
belongs to all of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mrkl_core.routing.parts import MAX_PARTS

_ORDER = "first second third fourth fifth sixth seventh eighth last".split()
_NUMBERED = re.compile(rf"\b(?:the|a)\s+({'|'.join(_ORDER)})\b", re.IGNORECASE)
_ONE = re.compile(
    r"\b(one|(?:and )?another(?: one)?|(?:and )?the other(?: one)?|and one)\s+"
    r"(?:at|between|for|from|has|having|in|is|of|on|that|to|where|whose|with)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.?!](?=\s|\Z)")


def numbered(words: str) -> Iterator[tuple[str, ...]]:
    """The request for each thing it numbers, the others blanked out; none if it numbers none."""
    for starts, last in (_in_order(words), _one_by_one(words)):
        if 1 < len(starts) <= MAX_PARTS:
            yield _each(words, starts, last)


def _in_order(words: str) -> tuple[list[int], int]:
    """Where each thing that has a number begins, and the end of the last number's words."""
    found = list(_NUMBERED.finditer(words))
    starts: list[int] = []
    reached = -1
    for match in found:
        place = _ORDER.index(match[1].lower())
        if not starts and place > 0:
            return [], 0
        if place > reached:
            starts.append(match.start())
            reached = place
    return starts, found[-1].end() if found else 0


def _one_by_one(words: str) -> tuple[list[int], int]:
    """The same of things told of as one, another, the other."""
    found = list(_ONE.finditer(words))
    if not found or found[0][1].lower() != "one":
        return [], 0
    return [match.start() for match in found], found[-1].end()


def _each(words: str, starts: list[int], last: int) -> tuple[str, ...]:
    ended = _END.search(words, last)
    places = [*starts, ended.start() if ended else len(words)]
    return tuple(
        words[: places[0]]
        + " " * (start - places[0])
        + words[start:end]
        + " " * (places[-1] - end)
        + words[places[-1] :]
        for start, end in itertools.pairwise(places)
    )
