"""Names that may well mean one and the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mrkl_core.planning.language.thing import Thing


def similar(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs that may well be the same thing, named in two ways."""
    # Only a name without numbers can be short for another, so most things are no candidates.
    shorts = [
        t for t in things if not any(w.isdecimal() for w in t.name) or (t.noun and not t.name)
    ]
    fresh = [t for t in things if t.mods and not t.declared]
    for first in things:
        for second in fresh:
            anew = _comparable(first, second) and _described_anew(first, second)
            if anew or _interrupted(first, second):
                yield first, second
    yield from _turned(things)
    for first in shorts:
        for second in things:
            if _comparable(first, second) and _shortened(first, second):
                yield first, second


def _turned(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """ "the room living" beside "the living room": the same words."""
    known: dict[tuple[str, ...], Thing] = {}
    for thing in things:
        if thing.noun is None or any(part.isdecimal() for part in thing.name):
            continue
        words = tuple(sorted({*thing.mods, *thing.noun.name.split(), *thing.name}))
        first = known.setdefault(words, thing)
        if first is not thing and first.owner is thing.owner and first.noun != thing.noun:
            yield first, thing


def _comparable(first: Thing, second: Thing) -> bool:
    if first is second or (first.declared and second.declared):
        return False
    if first.owner is not second.owner:
        return False
    return first.noun == second.noun or not first.noun or not second.noun


def _described_anew(first: Thing, second: Thing) -> bool:
    """ "the big depot", never introduced, beside "the depot" or "depot 1"."""
    if first.noun is None and first.numbers:
        return False  # l1 is no hand, whatever it is
    return second.noun is not None and not (first.mods or (first.name and second.name))


def _interrupted(first: Thing, second: Thing) -> bool:
    """ "the living old room" beside "the living room": a name with a word too many."""
    if first.name != second.name or not first.noun or not second.noun:
        return False
    if first.noun == second.noun or first.noun.type != second.noun.type:
        return False
    short = (*first.mods, *first.noun.name.split())
    return len(short) > 1 and set(short) < {*second.mods, *second.noun.name.split()}


def _shortened(first: Thing, second: Thing) -> bool:
    """ "the red block" beside "the dark red block", "Berlin" beside "New Berlin"."""
    if bool(first.name) != bool(second.name):
        bare = not first.name and not first.mods and first.article
        return bare and first.noun is not None and first.noun == second.noun
    short, long = (first.name or first.mods), (second.name or second.mods)
    words = {word for word in long if not word.isdecimal()}
    return len(short) < len(long) and bool(short) and set(short) <= words
