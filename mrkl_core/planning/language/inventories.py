"""What a line lists under a noun: "Trucks: t1 at the yard, t2 (empty) at the depot"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mrkl_core.planning.language.clause import Clause, Kind, Match
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.paths import plainness
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.walk import Walker

_HEADING = 1.5  # rather names alone: "Trucks: t1, t2"
_NAMED = 1.1
_STARTS = frozenset({":", ",", ";", ")", "and"})


class Inventories:
    """Finds what the lines of one sentence that begin with a noun and a colon list."""

    def __init__(self, sentence: Sentence, walker: Walker) -> None:
        self.sentence = sentence
        self.walker = walker
        self._heads: dict[int, Mention] = {}  # by the token of the colon
        self._first: set[int] = set()  # the first tokens of lists
        self._over: dict[int, Mention] = {}  # by each token of the list below it
        for at, token in enumerate(walker.tokens):
            if at == 0 or token.line:
                self._find(at)

    def _find(self, line: int) -> None:
        start = line + (self.walker.text(line) == "other")
        for end, mentions in self.walker.phrases.single[start]:
            noun = mentions[0]
            bare = noun.noun and not (noun.name or noun.det or noun.mods)
            marked = self.walker.text(end) == ":"
            if not bare or not noun.plural or not (marked or self._names(line, end)):
                continue
            self._heads[line] = replace(noun, end=end)
            at = end + marked
            self._first.add(at)
            while at < self.walker.size and not self.walker.tokens[at].line:
                self._over[at] = noun
                at += 1

    def _names(self, line: int, at: int) -> bool:
        """Whether a sentence's first noun is followed by names: "Trucks t1 at the yard, t2 …"."""
        names = self.walker.phrases.names[at] if line == 0 else []
        return any(not name.plain or self.walker.text(end) == "," for end, name in names)

    def at(self, at: int) -> Iterator[tuple[Clause, float]]:
        """The heading that starts here, or names of its list, with their costs."""
        if (head := self._heads.get(at)) is not None and not self._first.isdisjoint(
            (head.end, head.end + 1)
        ):
            words = self.sentence.span(at, head.end)
            yield Clause(Kind.ADDS_NOTHING, words, start=at, end=head.end), _HEADING
        if at not in self._over:
            return
        if at not in self._first and self.walker.text(at - 1) not in _STARTS:
            return
        for end, (one, *more) in self.walker.phrases.single[at]:
            common = one.noun is not None and one.noun.kind and not (one.det or one.plural or more)
            if common and self._fits(at, one) and self.walker.closes(end):
                yield self._declares(at, end, (one,)), _NAMED
        for end, names in self.walker.phrases.name_list(at):
            if self.walker.closes(end) and (told := self._joined(at, names)):
                yield self._declares(at, end, told), _NAMED

    def _declares(self, at: int, end: int, mentions: tuple[Mention, ...]) -> Clause:
        words = self.sentence.span(at, end)
        return Clause(Kind.DECLARES, words, mentions=mentions, start=at, end=end)

    def _fits(self, at: int, one: Mention) -> bool:
        """Whether a thing can be of the noun above it."""
        noun = self._over[at].noun
        return noun is not None and self.walker.phrases.lexicon.may_be(one.noun, noun)

    def told(self, at: int, match: Match) -> Match:
        """A match that begins with names of such a list, which are of its kind."""
        if at not in self._over or not match.bound or match.bound[0][0].start != at:
            return match
        joined = self._joined(at, match.bound[0])
        if not joined:
            return match
        cost = match.cost - plainness(match.bound[0])
        return replace(match, bound=(joined, *match.bound[1:]), cost=cost)

    def _joined(self, at: int, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The names as of the noun above them; none if one of them cannot be."""
        if not all(n.name and not (n.count or n.det) and self._fits(at, n) for n in names):
            return ()
        base = replace(self._over[at], plural=False, count=0)
        join = self.walker.phrases.join  # "areas a and b …, areas c and d": with their noun already
        return tuple(n if n.noun and n.listed else join(base, n) for n in names)
