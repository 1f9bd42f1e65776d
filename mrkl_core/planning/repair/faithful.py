"""Holds a problem against the words: what in either has no counterpart in the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import prod

from mrkl_core.planning.language.english import listing
from mrkl_core.planning.repair.draft import Fact, Work, goal_facts, told
from mrkl_core.planning.repair.regular import numbers, shape
from mrkl_core.planning.repair.sentence import Sentence
from mrkl_core.planning.repair.witness import Witness


@dataclass(frozen=True)
class Weighed:
    """`heard` tells how the model took sentences that the grammar did not read; `unmatched`
    are words that no fact states; `unsupported` are facts that no words support.
    """

    heard: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()


def weigh(
    work: Work,
    witness: Witness,
    unread: Sequence[str],
    whole: str,
    implied: Collection[Fact],
    lasting: Collection[str] = (),
) -> Weighed:
    """Compares a problem with words that no grammar read to the end.

    `unread` are the sentences to be matched; `implied` are facts at the start that follow from
    rules; `lasting` are predicates that nothing changes, which a goal asks for in vain.
    """
    asked = [
        f
        for f in goal_facts(work.goal)
        if f not in witness.goal and not (f in work.facts and f[0] in lasting)
    ]
    now = [f for f in work.facts if f not in witness.now]
    stated = [*now, *asked]
    everywhere = Sentence(whole)
    # Of what is never named, the only one of its type is meant without being named.
    things = {*work.objects, *work.constants}
    unnamed = {t for t in things if _only(work, t)} - everywhere.names(things)
    ranges = [Range(names) for names in _alike(work)]
    heard: list[str] = []
    unmatched: list[str] = []
    supported: set[Fact] = set(implied)
    times = Counter[Fact](witness.now.keys())
    texts = [Sentence(words) for words in unread]
    for sentence in texts:
        named = sentence.names(work.objects) | sentence.names(work.constants)
        mine = list(dict.fromkeys(f for f in stated if _may_say(f, named, named | unnamed)))
        times.update(mine)
        telling = [fact for fact in mine if fact not in implied] or [
            # What follows from a rule is said only by naming all that it relates.
            fact
            for fact in mine
            if len(fact) > 2 and named.issuperset(fact[1:])
        ]
        covered = {term for fact in telling for term in fact[1:]}
        if sentence.spans:
            covered |= {name for span in ranges if span.named(named) for name in span.ends}
        odd = [n for n in sentence.numbers() if not _counted(n, ranges, named, work)]
        if odd or named - covered or not (named or sentence.numbers()):
            unmatched.append(sentence.words)
            continue
        what = told(telling) if telling else "how many there are"
        heard.append(f"“{sentence.words}” is taken for {what}.")
        supported.update(mine)
    unsupported = []
    alone = [f for f in now if f not in supported] + [f for f in asked if not times[f]]
    alone += [f for f in asked if f not in alone and _is_stray(f, asked, texts, unnamed)]
    if alone:
        unsupported.append(f"nothing in the words says {told(alone)}")
    if strangers := _strangers(work, witness, everywhere, ranges):
        unsupported.append(f"nothing in the words speaks of {listing(strangers)}")
    # Words that tell of the start do not ask for it at the end as well.
    if unasked := [f for f in asked if f in work.facts and times[f] == 1]:
        unsupported.append(f"nothing in the words asks for {told(unasked)}, so at the start")
    return Weighed(tuple(heard), tuple(unmatched), tuple(unsupported))


class Range:
    """Things of one type that differ by their numbers only: a row, a grid."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = frozenset(names)
        axes = list(zip(*map(numbers, names), strict=True))
        spans = [max(axis) - min(axis) + 1 for axis in axes]
        whole = prod(spans) == len(names)  # no row has a gap
        self.sizes = [size for size in spans if size > 1] if whole else []
        corners = (tuple(map(min, axes)), tuple(map(max, axes)))
        ends = [name for name in names if whole and numbers(name) in corners]
        #: The first and the last: to name them names all between them.
        self.ends = frozenset(ends if len(ends) == 2 else ())

    def named(self, names: Collection[str]) -> bool:
        """Whether these names name all there are, by the first and the last."""
        return bool(self.ends) and self.ends.issubset(names)

    def counted(self, said: Collection[int]) -> bool:
        """Whether these numbers say how many there are, all in all or along each axis."""
        return len(self.names) in said or (bool(self.sizes) and set(self.sizes) <= set(said))


def _alike(work: Work) -> list[list[str]]:
    groups: dict[tuple[object, ...], list[str]] = {}
    for name, kinds in work.objects.items():
        groups.setdefault((kinds, shape(name)), []).append(name)
    return list(groups.values())


def _counted(number: int, ranges: Sequence[Range], named: set[str], work: Work) -> bool:
    """Whether a number is in a name beside it, or says how many of something there are."""
    if any(number in numbers(name) for name in named):
        return True
    kinds = list(work.objects.values())
    return any(number in (len(span.names), *span.sizes) for span in ranges) or any(
        kinds.count(kind) == number for kind in set(kinds)
    )


def _may_say(fact: Fact, named: set[str], meant: set[str]) -> bool:
    """Whether a sentence may say this: all its things are meant there, and one is named."""
    return not named.isdisjoint(fact[1:]) and meant.issuperset(fact[1:])


def _is_stray(
    fact: Fact, asked: Sequence[Fact], texts: Sequence[Sentence], unnamed: Collection[str]
) -> bool:
    """Whether a goal says of one thing, of which more is asked, what no sentence about it says.

    The words that ask for the other name the thing too, and would support it; so they would what
    it is to something that they do not name.
    """
    own = [term for term in fact[1:] if len(fact) == 2 or term not in unnamed]
    if len(own) != 1:
        return False
    more = any(own[0] in other[1:] for other in asked if len(other) > 2 and other != fact)
    return more and not any(t.speaks_of(fact[0]) for t in texts if t.names(own))


def _only(work: Work, name: str) -> bool:
    kinds = work.objects.get(name) or work.constants.get(name) or ()
    return sum(other == kinds for other in work.objects.values()) <= 1


def _strangers(work: Work, witness: Witness, whole: Sentence, ranges: Sequence[Range]) -> list[str]:
    """Things that the words neither name nor count."""
    named = whole.names(work.objects) | witness.things
    said = whole.numbers()
    kinds = list(work.objects.values())
    known = {name for s in ranges if s.named(named) or s.counted(said) for name in s.names}
    return [
        name
        for name, kind in work.objects.items()
        if name not in named | known and not _only(work, name) and kinds.count(kind) not in said
    ]
