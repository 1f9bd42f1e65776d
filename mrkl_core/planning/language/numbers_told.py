"""What a sentence tells of the numbers of things: "12 (named 1 to 12)", "numbered from 1"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind
from mrkl_core.planning.language.mentions import Mention, numbered
from mrkl_core.planning.language.names import RANGE
from mrkl_core.planning.language.situation import Situation
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.walk import Walker

#: "things of one kind": those of every kind.
_ALL_KINDS = tuple(
    tuple(words.split())
    for words in (
        "things of one kind|things of each kind|things of a kind|things of the same kind|"
        "objects of one kind|objects of each kind|all things|all objects|the things|the objects"
    ).split("|")
)
_NUMBERED = frozenset({"numbered", "named", "called", "labelled", "labeled", "counted"})
_FROM = (("from",), ("starting", "at"), ("starting", "from"), ("starting", "with"),
         ("beginning", "at"), ("beginning", "with"))  # fmt: skip
_STARTS = frozenset(words[0] for words in _FROM)


class NumbersTold:
    """Finds the clauses of one sentence that tell how many there are, or their numbers."""

    def __init__(self, sentence: Sentence, walker: Walker) -> None:
        self.sentence = sentence
        self.walker = walker
        self.phrases = walker.phrases

    def at(self, at: int, before: Situation) -> Iterator[tuple[Clause, float]]:
        """The clauses of these kinds that start here, with their costs."""
        yield from self._named_so(at, before)
        for end, chain in self.phrases.lists[at]:
            follows = self.walker.verbs.be_at(end) or self.walker.text(end) in _STARTS
            if not follows or not all(map(_is_kind, chain.head)):
                continue
            kinds = chain.mentions()
            if not all(map(_is_kind, kinds)):
                continue
            if len(kinds) == 1 and not kinds[0].mods:
                yield from self._counted(at, end, kinds[0])
            yield from self._numbered(at, end, kinds)
        for words in _ALL_KINDS:
            end = at + len(words)
            if self.walker.texts(at, end) == words:
                yield from self._numbered(at, end, ())

    def _counted(self, at: int, end: int, kind: Mention) -> Iterator[tuple[Clause, float]]:
        """ "Rooms: 5" are five rooms, not the room 5; so is "the number of rooms is 5"."""
        for start, wish, negated in self.walker.verbs.be_at(end):
            many = english.number(self.walker.text(start))
            if many and self.walker.closes(start + 1) and not (wish or negated):
                if len(self.phrases.name_list(start, loose=True)) > 1:
                    continue  # "Blocks: 1 2 3"
                yield self._declares(at, start + 1, (replace(kind, det="", count=many),)), 0.8

    def _named_so(self, at: int, before: Situation) -> Iterator[tuple[Clause, float]]:
        """ "12 blocks, … (named 1 to 12)": what those counted just before are called."""
        base = before.last[0] if len(before.last) == 1 else None
        if base is None or base.noun is None or not base.count or base.name:
            return
        start, relative = at, self.walker.text(at) in english.RELATIVES
        at += 2 * (relative and self.walker.text(at + 1) in english.BE)  # "…, which are called"
        if self.walker.text(at) not in english.CALLED or at + 1 >= self.walker.size:
            return
        for end, names in self.phrases.name_list(at + 1):
            if len(names) == base.count and self.walker.closes(end):
                named = tuple(self.phrases.join(base, name) for name in names)
                yield self._declares(start, end, named), 0.9

    def _numbered(
        self, at: int, end: int, kinds: tuple[Mention, ...]
    ) -> Iterator[tuple[Clause, float]]:
        """ "Rooms and balls are numbered from 1 [to 4]", and after it "levels from 0".

        No kinds are all of them: what is counted begins with 1 anyway.
        """
        text = self.walker.text
        starts = {stop for stop, wish, no in self.walker.verbs.be_at(end) if not (wish or no)}
        starts = {stop + 1 for stop in starts if text(stop) in _NUMBERED}
        if any(token.text in _NUMBERED for token in self.walker.tokens[:at]):
            starts.add(end)
        for start in starts:
            start += text(start) == "consecutively"
            for words in _FROM:
                first = start + len(words)
                low = english.number(text(first))
                if low is None or self.walker.texts(start, first) != words:
                    continue
                ranges = text(first + 1) in RANGE
                stop = first + 3 if ranges else first + 1
                high = english.number(text(first + 2)) if ranges else low
                if high is None or not self.walker.closes(stop):
                    continue
                named = [self.phrases.join(k, n) for k in kinds for n in numbered(k, low, high)]
                if named:
                    yield self._declares(at, stop, tuple(named)), 0.7
                elif not kinds and low == high == 1:
                    words_ = self.sentence.span(at, stop)
                    yield Clause(Kind.ADDS_NOTHING, words_, start=at, end=stop), 0.7

    def _declares(self, at: int, end: int, mentions: tuple[Mention, ...]) -> Clause:
        words = self.sentence.span(at, end)
        return Clause(Kind.DECLARES, words, mentions=mentions, start=at, end=end)


def _is_kind(mention: Mention) -> bool:
    """Whether it means all of a kind: "rooms", "the balls"."""
    return bool(mention.noun and mention.plural and not (mention.name or mention.count))
