"""Whether a request that was taken apart is several calls, or one that uses all its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mrkl_core.contracts.routing import Candidate, Source


def is_joint(single: Candidate, parts: Sequence[str]) -> bool:
    """Whether one argument of a call is spread over several parts, as a list is.

    A call that does not say where its arguments come from was read off the words as a whole.
    """
    own = _own(parts)
    spread = any(len(_touched(source, own)) > 1 for source in single.sources)
    return spread or bool(single.arguments and not single.sources)


def contradicts(single: Candidate, calls: Sequence[Candidate], parts: Sequence[str]) -> bool:
    """Whether one call for all the words reads a part's own words as another argument.

    Then what looks like two calls are two arguments of one.
    """
    own = _own(parts)
    for source in single.sources:
        for number in _touched(source, own):
            call = calls[number]
            places = {(s.argument, s.start) for s in call.sources}
            elsewhere = source.start in {start for _, start in places}
            if call.tool == single.tool and elsewhere and (
                (source.argument, source.start) not in places
            ):  # fmt: skip
                return True
    return False


def are_parallel(calls: Sequence[Candidate], parts: Sequence[str]) -> bool:
    """Whether each call asks for something of its own.

    No two are the same, and two of one tool take one argument at least each from its own
    part: parts that say different things about one call are no calls.
    """
    own = _own(parts)
    names = [
        {source.argument for source in call.sources if number in _touched(source, own)}
        for number, call in enumerate(calls)
    ]
    for number, call in enumerate(calls):
        for other in range(number):
            if call.tool != calls[other].tool:
                continue
            said = bool(call.sources and calls[other].sources)
            if call.arguments == calls[other].arguments or (
                said and not names[number] & names[other]
            ):
                return False
    return True


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
