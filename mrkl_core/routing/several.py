"""Whether a request that was taken apart is several calls, or one that uses all its parts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from mrkl_core.contracts.routing import Candidate, Source

#: Figures, what is in quotes, and names within a sentence: a call that asks for all takes each.
VALUE = re.compile(
    r"""\d[\d.,:/-]*(?<![.,:])|(?<!\w)["'“‘][^"'“”‘’]+["'”’](?!\w)|(?<=[a-z,] )[A-Z]\w+"""
)

#: A value is taken by an argument that is at least so sure; it may stand in what was guessed.
TAKEN = 0.6


def left_over(words: str, calls: Sequence[Candidate]) -> tuple[str, ...]:
    """The values in the words that no call takes; none if an expert read words as a whole."""
    if any(map(reads_whole, calls)):
        return ()
    taken = [(s.start, s.end) for call in calls for s in call.sources if s.sure >= TAKEN]
    return tuple(
        value[0]
        for value in VALUE.finditer(words)
        if not any(start < value.end() and value.start() < end for start, end in taken)
    )


def reads_whole(call: Candidate) -> bool:
    """Whether a call was read off its words as a whole: it does not say where each value stands."""
    return bool(call.arguments and not call.sources)


def is_joint(single: Candidate, parts: Sequence[str]) -> bool:
    """Whether one argument of a call is spread over several parts, as a list is."""
    spread = any(
        _touches(source, mine) and _touches(source, theirs)
        for mine, theirs in _apart(parts)
        for source in single.sources
    )
    return spread or reads_whole(single)


def contradicts(single: Candidate, calls: Sequence[Candidate], parts: Sequence[str]) -> bool:
    """Whether one call for all the words reads a part's own words as another argument.

    Then what looks like two calls are two arguments of one.
    """
    own = _own(parts)
    for source in single.sources:
        for number in _touched(source, own):
            call = calls[number]
            there = {s.argument for s in call.sources if _overlap(s, source)}
            if call.tool == single.tool and there and source.argument not in there:
                return True
    return False


def is_patched(call: Candidate, part: str) -> bool:
    """Whether a value of the call is put together over words that were blanked out."""
    return any("  " in part[max(s.start, 0) : max(s.end, 0)].strip() for s in call.sources)


def _overlap(one: Source, other: Source) -> bool:
    return 0 <= one.start < other.end and 0 <= other.start < one.end


def are_parallel(calls: Sequence[Candidate], parts: Sequence[str]) -> bool:
    """Whether each call asks for something of its own.

    No two are the same, and two of one tool take one argument at least each from what the other
    part does not say: parts that say different things about one call are no calls.
    """
    pairs = zip(itertools.combinations(calls, 2), _apart(parts), strict=True)
    for (one, other), (mine, theirs) in pairs:
        if one.tool != other.tool:
            continue
        shared = {s.argument for s in one.sources if _touches(s, mine)} & {
            s.argument for s in other.sources if _touches(s, theirs)
        }
        if one.arguments == other.arguments or (one.sources and other.sources and not shared):
            return False
    return True


def _apart(parts: Sequence[str]) -> list[tuple[set[int], set[int]]]:
    """For each two parts, the places that only the one and only the other has."""
    places = [{n for n, c in enumerate(part) if not c.isspace()} for part in parts]
    return [(one - other, other - one) for one, other in itertools.combinations(places, 2)]


def _touches(source: Source, places: set[int]) -> bool:
    return any(n in places for n in range(max(source.start, 0), max(source.end, 0)))


def _touched(source: Source, own: Mapping[int, int]) -> set[int]:
    return {own[n] for n in range(max(source.start, 0), max(source.end, 0)) if n in own}


def _own(parts: Sequence[str]) -> dict[int, int]:
    """The part that a character belongs to, by its place; of those that one part alone has."""
    owners: dict[int, list[int]] = {}
    for number, part in enumerate(parts):
        for place, character in enumerate(part):
            if not character.isspace():
                owners.setdefault(place, []).append(number)
    return {place: found[0] for place, found in owners.items() if len(found) == 1}
