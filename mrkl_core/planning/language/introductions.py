"""Clauses that name things or say what they are, in any domain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind
from mrkl_core.planning.language.mentions import Chain, Mention
from mrkl_core.planning.language.paths import plainness
from mrkl_core.planning.language.scenes import Scenes
from mrkl_core.planning.language.situation import Situation
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.walk import Walker

_NEW = frozenset({"", "indef", "def"})
_APART = frozenset({",", ";"})
_LISTS = english.HEADINGS | {"given"}
_BREAKS = frozenset(";()") | {"with"}
_MOST_MODS = 3
_UNSAID = 0.5  # that there is what is listed


class Introductions:
    """Finds the clauses of one sentence that name things or classify them."""

    def __init__(self, sentence: Sentence, walker: Walker) -> None:
        self.sentence = sentence
        self.walker = walker
        self.tokens = walker.tokens
        self.size = walker.size
        self.phrases = walker.phrases
        self.lexicon = walker.phrases.lexicon
        self.scenes = Scenes(walker)
        self.exists = {  # where "… help out" starts and ends
            at: end
            for at in range(self.size)
            for end in walker.verbs.phrase_at(at, "exists")
            if walker.closes(end)
        }
        self.exists |= {at: end for at in range(self.size) if (end := self.scenes.in_world(at))}

    def at(self, at: int, before: Situation) -> Iterator[tuple[Clause, float]]:
        """The clauses that name or classify and start here, with their costs."""
        if self.lexicon.you is not None and self.walker.text(at) == "you":
            for start, wish, negated in self.walker.verbs.be_at(at + 1):
                for end, you in self.phrases.single[start] if start < self.size else ():
                    is_told = you[0].noun == self.lexicon.you and _told(you[0])
                    if self.walker.closes(end) and is_told and not (wish or negated):
                        yield self._declares(at, end, you), 0.9
        role = self.scenes.role(at) or self.scenes.entitled(at)
        if role and self.walker.closes(role) and self.walker.text(role) != ":":
            words = self.sentence.span(at, role)
            yield Clause(Kind.ADDS_NOTHING, words, start=at, end=role), 1.0
        if before.last and self.walker.text(at) in english.RELATIVES:
            for start, wish, negated in self.walker.verbs.be_at(at + 1):
                if not (wish or negated):  # "it is next to A, which is a room"
                    yield from self._classified(at, before.last, start)
        for start, end, mentions in self._declared(at, before):
            unsaid = 0.0 if start > at else _UNSAID
            unsaid += 0.01 * (end > mentions[-1].end)  # "in this order" may say more
            one = len(mentions) == 1 and bool(mentions[0].name) and mentions[0].noun is None
            first = mentions[0]
            if one or (first.det == "def" and not (first.plural or first.listed)):
                # "You have the wrench": rather what a pattern says of it
                unsaid += _UNSAID
            yield self._declares(at, end, mentions), 1.0 + plainness(mentions) + unsaid
        for start in self.starts(at, before) if self.lexicon.agents else ():
            if (end := self.scenes.agent(start)) and self.walker.closes(end):
                words = self.sentence.span(at, end)
                yield Clause(Kind.ADDS_NOTHING, words, start=at, end=end), 1.0
        for end in self.walker.verbs.phrase_at(at, "both ways"):
            if self.walker.text(at - 1) in _APART and end == self.size:
                words = self.sentence.span(at, end)
                yield Clause(Kind.TURNS_ROUND, words, start=at, end=end), 1.0
        for end, number, rules in self._tallied(at):
            words = self.sentence.span(at, end)
            kind = Kind.TELLS_HOW_MANY
            yield Clause(kind, words, start=at, end=end, number=number, rules=rules), 1.5
        for end, chain in self.phrases.lists[at]:
            hangs = self.walker.text(end) == "with" and len(chain.mentions()) == 1
            if hangs or self._is_topic(at, end, chain):
                words = self.sentence.span(at, end)
                topic = Clause(Kind.SPEAKS_OF, words, mentions=chain.mentions(), start=at, end=end)
                yield topic, 3.0
            if self.walker.text(end) == "(":
                yield from self._classified(at, chain.mentions(), end + 1, closed=")")
            for verb_end, wish, negated in self.walker.verbs.be_at(end):
                if wish or negated:
                    continue
                mentions = chain.mentions()
                if self.tokens[end].text != ":" or self._is_kind(chain.mentions(), end + 1):
                    yield from self._classified(at, mentions, verb_end)
                yield from self._called(at, mentions, verb_end)

    def _tallied(self, at: int) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Where "there are four roads" ends that starts here, how many there are, and the rules."""
        there = (
            self.walker.automaton.words.get("there") if self.walker.text(at) == "there" else None
        )
        if there is None or there.be is None or there.be.the is None:
            return
        for start, wish, negated in self.walker.verbs.be_at(at + 1):
            number = english.number(self.walker.text(start))
            if not number or wish or negated:
                continue
            for node, end in self.walker.counted(number, there.be.the, start + 1):
                if self.walker.closes(end) and self.walker.text(end - 1) not in (":", ","):
                    yield end, number, node.rules()

    def _is_topic(self, at: int, end: int, chain: Chain) -> bool:
        """Whether what follows says more of what was named: "the robot, which …", "Robot 1: …"."""
        mark, after = self.walker.text(end), end + 1
        if mark == "," and self.walker.text(after) in english.RELATIVES:
            return True
        if at > 0 and not self.tokens[at].line:
            return False
        first = chain.head[0]
        alone = chain.tail is None and len(chain.head) == 1
        told = bool(first.noun and first.det == "def" and not (first.plural or first.count))
        named = alone and (told or bool(first.name)) and not first.plain
        return (mark in (":", "(") and named) or (mark == "," and self._placed(after))

    def _placed(self, at: int) -> bool:
        """Whether words here say where what was named before is: "Truck 1, currently at …"."""
        at += self.walker.text(at) in english.EACH
        adverb = self.walker.verbs.adverb_at(at)
        return self.walker.text(adverb[0] if adverb else at) in english.AT

    def starts(self, at: int, before: Situation) -> list[int]:
        """Where the named things start in "there are …", "I have …", or go on."""
        found = [at] if before.naming else []
        opened = self.scenes.opens(at)
        return [s for s in (*found, *opened) if s < self.size]

    def _declares(self, at: int, end: int, mentions: tuple[Mention, ...]) -> Clause:
        words = self.sentence.span(at, end)
        return Clause(Kind.DECLARES, words, mentions=mentions, start=at, end=end)

    def _declared(
        self, at: int, before: Situation
    ) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
        for start in self.starts(at, before):
            for end, chain in self.phrases.lists[start]:
                if self.walker.text(end) == "each":
                    continue  # "two robots, two arms each": two for each of them
                if adverb := self.walker.verbs.adverb_at(end):
                    end = adverb[0]  # "three balls in total"
                elif self.walker.text(end) in english.PLACED and self.walker.closes(end + 1):
                    end += 1  # "three people waiting"
                if self.walker.closes(end):
                    mentions = chain.mentions()
                    if start == at and self._names_last(at, before, mentions[0]):
                        continue
                    if all(_told(m) if start == at else m.det in _NEW for m in mentions):
                        yield start, end, mentions
        for end, chain in self.phrases.lists[at] if self.exists else ():
            mentions = chain.mentions() if end in self.exists else ()
            if mentions and all((m.count or m.among) and not m.det for m in mentions):
                yield at, self.exists[end], mentions
        heading = self.walker.text(at - 1) == ":" and self.walker.text(at - 2) in _LISTS
        if at == 0 or self.tokens[at].line or self.walker.text(at - 1) == "(" or heading:
            for end, chain in self.phrases.lists[at]:
                # One word alone may be a slip of the pen, a list that breaks off the wrong one.
                if end == at + 1 or not self.walker.closes(end):
                    continue
                mentions = chain.mentions()
                if self.walker.text(at - 1) == "(" and self._names_last(at, before, mentions[0]):
                    continue
                counts = all(m.count and not m.det for m in mentions)
                if self._named_next(end, mentions[-1]):
                    continue
                if (counts or self._breaks(end)) and all(map(_told, mentions)):
                    yield at, end, mentions

    def _names_last(self, at: int, before: Situation, first: Mention) -> bool:
        """ "One odd depot, depot0": not two depots, whatever makes it odd."""
        return bool(before.last) and bool(self.phrases.renamed(at - 1, before.last[-1], first))

    def _named_next(self, end: int, last: Mention) -> bool:
        """ "Two odd depots, depot0 and depot1, are …": whatever makes them odd."""
        if not self.lexicon.strange(last.mods) or self.walker.text(end) != ",":
            return False
        after = self.phrases.single[end + 1] if end + 1 < self.size else []
        return any(m.name and m.noun == last.noun for _, named in after for m in named)

    def _ends(self, at: int, mark: str) -> bool:
        return not mark or self.walker.text(at) == mark

    def _breaks(self, at: int) -> bool:
        """Whether a list that lacks its verb may end here."""
        return at >= self.size or self.tokens[at].line or self.tokens[at].text in _BREAKS

    def _classified(
        self, at: int, mentions: tuple[Mention, ...], verb_end: int, closed: str = ""
    ) -> Iterator[tuple[Clause, float]]:
        """ "B is an airport", "s1 and s2 are shots", "s1, s2 (shots)"."""
        after = verb_end
        while self.walker.text(after) in ("all", "both", "a", "an"):
            after += 1
        if self.walker.text(after) == "the" and after < self.size:
            yield from self._parts_of(at, mentions, after)
        mods: list[str] = []  # "r1 is an intact wheel"
        named = all(m.name for m in mentions)
        while named and after > verb_end and self._describes(after) and len(mods) < _MOST_MODS:
            mods.append(self.tokens[after].text)
            after += 1
        noun = self.lexicon.noun_at(self.tokens, after) if after < self.size else None
        if noun is not None and noun[0].kind and after == verb_end and not mentions[-1].name:
            return  # "the container is boot": what it is called
        if noun is not None and self.walker.closes(noun[1]) and self._ends(noun[1], closed):
            kind = Mention(after, noun[1], mods=tuple(mods), noun=noun[0])
            words = self.sentence.span(at, noun[1])
            clause = Clause(
                Kind.CLASSIFIES, words, mentions=mentions, noun=kind, start=at, end=noun[1]
            )
            yield clause, 1.0

    def _is_kind(self, mentions: Sequence[Mention], at: int) -> bool:
        """Whether what follows a colon says what the things before it are: "r1: [a] wheel"."""
        if self.walker.text(at) in english.INDEFINITE:
            return True
        noun = self.lexicon.noun_at(self.tokens, at) if at < self.size else None
        return noun is not None and not (noun[0].kind or noun[2]) and all(m.name for m in mentions)

    def _describes(self, at: int) -> bool:
        """Whether an adjective of the domain stands before what it says something of."""
        return at + 1 < self.size and self.tokens[at].stem in self.lexicon.adjectives

    def _parts_of(
        self, at: int, mentions: tuple[Mention, ...], start: int
    ) -> Iterator[tuple[Clause, float]]:
        """ "s1 and s2 are the areas of the container"."""
        for end, whole in self.phrases.single[start]:
            base = whole[0]
            if base.owner is None or base.noun is None or base.name or not self.walker.closes(end):
                continue
            if all(m.name and self.lexicon.may_be(m.noun, base.noun) for m in mentions):
                named = tuple(
                    replace(m, noun=m.noun or base.noun, owner=base.owner) for m in mentions
                )
                yield self._declares(at, end, named), 1.0

    def _counted(self, at: int, base: Mention, start: int) -> Iterator[tuple[Clause, float]]:
        """ "Cells: 12", "Cells: 12 (c1 to c12)"."""
        count = english.number(self.walker.text(start))
        if not count:
            return
        if self.walker.closes(start + 1):
            yield self._declares(at, start + 1, (replace(base, count=count),)), 0.8
        if self.walker.text(start + 1) == "(":
            for end, names in self.phrases.name_list(start + 2):
                if len(names) == count and self.walker.text(end) == ")":
                    named = (self.phrases.join(replace(base, count=count), n) for n in names)
                    yield self._declares(at, end, tuple(named)), 0.7

    def _named_again(self, name: Mention) -> bool:
        """Whether a text speaks of what may be a name more than once."""
        return _word_counts(self.sentence.source)[name.shown.lower()] > 1

    def _called(
        self, at: int, kind: tuple[Mention, ...], verb_end: int
    ) -> Iterator[tuple[Clause, float]]:
        """ "the blocks are (called) A, B and C", "tools: wrench and jack"."""
        base = kind[0]
        told = {english.stem(mod) for mod in base.mods} <= self.lexicon.adjectives
        if len(kind) != 1 or base.name or base.noun is None or not told or base.det == "none":
            return
        start = verb_end
        if self.walker.text(start) in english.CALLED:
            start += 1
        if start >= self.size or (base.mods and self.walker.text(start) in self.lexicon.apart):
            return  # "free hands: left, right" says more
        loose = self.walker.text(verb_end - 1) == ":"
        if loose and base.plural and not (base.count or base.det):
            yield from self._counted(at, base, start)
        called = start > verb_end or loose
        for end, names in self.phrases.name_list(start, loose=loose):
            if names[0].plain and not (called or base.plural or self._named_again(names[0])):
                break  # "the left gripper is broken": no name
            fits = base.count in (0, len(names)) and (base.plural or len(names) == 1)
            if (
                fits
                and self.walker.closes(end)
                and all(self.lexicon.may_be(n.noun, base.noun) for n in names)
            ):
                joined = (self.phrases.join(base, name) for name in names)
                mentions = tuple(replace(m, owner=base.owner) for m in joined)
                # "Shaker: shaker1"
                named = loose and not base.det and all(n.noun == base.noun for n in names)
                yield (
                    self._declares(at, end, mentions),
                    0.9 if named else 1.0 if base.plural else 1.2,
                )
        for end, listed in self.phrases.single[at]:  # "Heights: 0-3"
            if end > start and len(listed) > 1 and listed[0].listed and self.walker.closes(end):
                yield self._declares(at, end, listed), 0.9
        for end, chain in self.phrases.lists[start]:
            mentions = chain.mentions()
            if base.plural:  # "the places are home, shop and yard"
                mentions = tuple(
                    self.phrases.join(base, m) if m.plain and not m.noun else m for m in mentions
                )
            kinds = all(
                m.listed
                or (
                    m.noun
                    and not m.name
                    and m.det != "none"
                    and (m.noun.kind or (loose and m.noun == base.noun))
                )
                for m in mentions
            )
            if (
                kinds
                and self.walker.closes(end)
                and all(self.lexicon.may_be(m.noun, base.noun) for m in mentions)
            ):
                known = tuple(m if m.listed else replace(m, det="def") for m in mentions)
                yield self._declares(at, end, known), 1.0


@lru_cache(maxsize=8)
def _word_counts(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"[\w-]+", text.lower()))


def _told(mention: Mention) -> bool:
    """Whether naming it alone can only say that it is there: "2 rooms, a jack, ball1"."""
    if mention.listed or (mention.count and mention.noun and not mention.det):
        return True
    if mention.noun is None or mention.plural:
        return False
    return mention.det == "indef" or (not mention.det and (mention.noun.kind or bool(mention.name)))
