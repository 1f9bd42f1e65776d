"""What a request says and its calls leave out: figures, names, quotations, and whole clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Candidate
from mrkl_core.routing.parts import sentences, splits
from mrkl_core.routing.several import left_over, reads_whole
from mrkl_core.routing.turns import is_dialogue
from mrkl_core.routing.words import spaced, telling, terms

#: What begins a clause that tells something, or goes on about its neighbour.
_TELLS = frozenset(
    """
    a about according after all an and any as at based because before both but by each every
    for from given had has have he her here his i if in into is it its my no of on one or our
    over per she since so some than that the their them there these they this those to under
    until using via we when where which while who whose with within without you your
    """.split()
)
#: A clause of fewer words is the rest of another.
LEAST_WORDS = 2


def unused(
    words: str, calls: Sequence[Candidate], runs: Sequence[str], tools: Mapping[str, ToolCard]
) -> tuple[str, ...]:
    """What of the words goes into none of these calls, each read off a run of them.

    A clause counts where no call takes anything from it, and no card has a word of it; the turns
    of a dialogue before the last were answered, or only answer.
    """
    taken = {n for call in calls for s in call.sources for n in range(max(s.start, 0), s.end)}
    for call, run in zip(calls, runs, strict=True):
        if reads_whole(call):
            taken |= _places(run)
    known = {term for call in calls for term in _terms(tools[call.tool])}
    clauses = [
        text
        for places in (() if is_dialogue(words) else _clauses(words))
        if taken.isdisjoint(places)
        and _asks(text := _text(words, places))
        and known.isdisjoint(telling(text))
    ]
    values = left_over(words, calls)
    return (*(v for v in values if not any(v in clause for clause in clauses)), *clauses)


def _clauses(words: str) -> Iterator[set[int]]:
    """The places that each clause has for itself: an item of a list shares its others'."""
    parts = [part for told in sentences(words) for part in next(splits(told), (told,))]
    shared = Counter(place for part in parts for place in _places(part))
    for part in parts:
        yield {place for place in _places(part) if shared[place] == 1}


def _places(part: str) -> set[int]:
    return {n for n, character in enumerate(part) if not character.isspace()}


def _text(words: str, places: Collection[int]) -> str:
    if not places:
        return ""
    return " ".join(words[min(places) : max(places) + 1].split())


def _terms(tool: ToolCard) -> list[str]:
    return terms(f"{spaced(tool.name)} {tool.description} {' '.join(tool.synonyms)}")


def _asks(text: str) -> bool:
    low = text.lower().split()
    return len(low) >= LEAST_WORDS and low[0].isalpha() and low[0] not in _TELLS
