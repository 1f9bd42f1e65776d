"""Takes a request apart that tells of several things in turn: the first, the second, the last.

"The first circle has a radius of 5 m, the second one of 10 m" says of each what is its own; what
stands before and after belongs to all of them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mrkl_core.routing.parts import MAX_PARTS

_ORDER = "first second third fourth fifth sixth seventh eighth last".split()
_NUMBERED = re.compile(rf"\b(?:the|a)\s+({'|'.join(_ORDER)})\b", re.IGNORECASE)
_END = re.compile(r"[.?!](?=\s|\Z)")


def numbered(words: str) -> Iterator[tuple[str, ...]]:
    """The request for each thing it numbers, the others blanked out; none if it numbers none."""
    found = list(_NUMBERED.finditer(words))
    starts: list[int] = []
    reached = -1
    for match in found:
        place = _ORDER.index(match[1].lower())
        if not starts and place > 0:
            return
        if place > reached:
            starts.append(match.start())
            reached = place
    if not 1 < len(starts) <= MAX_PARTS:
        return
    ended = _END.search(words, found[-1].end())
    places = [*starts, ended.start() if ended else len(words)]
    yield tuple(
        words[: places[0]]
        + " " * (start - places[0])
        + words[start:end]
        + " " * (places[-1] - end)
        + words[places[-1] :]
        for start, end in itertools.pairwise(places)
    )
