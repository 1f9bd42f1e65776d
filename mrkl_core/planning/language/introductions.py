"""Clauses that name things or say what they are, in any domain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind
from mrkl_core.planning.language.mentions import Chain, Mention
from mrkl_core.planning.language.situation import Situation
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.walk import Walker, plainness

_NEW = frozenset({"", "indef", "def"})
_THE_OR_A = english.DETERMINERS
_INSIDE = frozenset({"in", "inside"})
_APART = frozenset({",", ";"})
_TASKS = {(task, has) for task in ("problem", "task", "instance") for has in ("has", "contains")}
_LISTS = english.HEADINGS | {"given"}
_HAS = frozenset({"has", "contains", "includes"})
#: What only says that there is what follows.
_THERE = frozenset("there's here consider given imagine picture suppose exists exist".split())
_BREAKS = frozenset(";()") | {"with"}
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
        self.exists = {  # where "… help out" starts and ends
            at: end
            for at in range(self.size)
            for end in walker.verbs.phrase_at(at, "exists")
            if walker.closes(end)
        }
        self.exists |= {at: end for at in range(self.size) if (end := self._in_world(at))}

    def at(self, at: int, before: Situation) -> Iterator[tuple[Clause, float]]:
        """The clauses that name or classify and start here, with their costs."""
        if self.lexicon.you is not None and self.walker.text(at) == "you":
            for start, wish, negated in self.walker.verbs.be_at(at + 1):
                for end, you in self.phrases.single[start] if start < self.size else ():
                    is_told = you[0].noun == self.lexicon.you and _told(you[0])
                    if self.walker.closes(end) and is_told and not (wish or negated):
                        yield self._declares(at, end, you), 0.9
        role = self._role(at)
        if role and self.walker.closes(role):
            words = self.sentence.span(at, role)
            yield Clause(Kind.ADDS_NOTHING, words, start=at, end=role), 1.0
        for start, end, mentions in self._declared(at, before):
            unsaid = 0.0 if start > at else _UNSAID
            unsaid += 0.01 * (end > mentions[-1].end)  # "in this order" may say more
            yield self._declares(at, end, mentions), 1.0 + plainness(mentions) + unsaid
        for start in self.starts(at, before) if self.lexicon.agents else ():
            if (end := self._agent(start)) and self.walker.closes(end):
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
                if self.tokens[end].text != ":":
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
        if at > 0:
            return False
        first = chain.head[0]
        alone = chain.tail is None and len(chain.head) == 1
        named = alone and bool(first.name) and not first.plain
        return (mark in (":", "(") and named) or (mark == "," and self._placed(after))

    def _placed(self, at: int) -> bool:
        """Whether words here say where what was named before is: "Truck 1, currently at …"."""
        at += self.walker.text(at) in english.EACH
        adverb = self.walker.verbs.adverb_at(at)
        return self.walker.text(adverb[0] if adverb else at) in english.AT

    def starts(self, at: int, before: Situation) -> list[int]:
        """Where the named things start in "there are …", "I have …", or go on."""
        found = [at] if before.naming else []
        opened = self.opens(at)
        return [s for s in (*found, *opened) if s < self.size]

    def opens(self, at: int) -> list[int]:
        """Where things start that a clause says there are."""
        text = self.tokens[at].text
        after = self.walker.text(at + 1)
        if verb := self.lexicon.actor_at(self.tokens, at):
            owns = verb < self.size and self.tokens[verb].stem in english.OWNS
            works = self.walker.texts(verb, verb + 2) == ("works", "with")
            has = self.walker.equipped(verb)
            return [verb + 1] if owns else [verb + 2] if works else [verb + 3] if has else []
        if text in _THE_OR_A and after in english.WORLDS and self.walker.text(at + 2) in _HAS:
            return [] if self.lexicon.noun_at(self.tokens, at + 1) else [at + 3]
        if text in _THE_OR_A and self.walker.texts(at + 2, at + 4) in _TASKS and after.isalpha():
            return [at + 4]  # "this logistics problem has …"
        role = self._role(at)
        if role and self.walker.text(role) == "with":
            return [role + 1]  # "you are a robot barman with …"
        if text == "there" and english.stem(after) == "exist":
            return [at + 2 + (self.walker.text(at + 2) == "also")]
        if text == "there":
            be = self.walker.verbs.be_at(at + 1)
            starts = [end for end, wish, negated in be if not wish and not negated]
            scenes = (self._scene(start) for start in starts)
            return [*starts, *(scene for scene in scenes if scene is not None)]
        if text in english.PEOPLE:
            if (after, self.walker.text(at + 2)) in english.OWNS_PHRASES:
                return [at + 3]
            runs = after in english.OWNS | english.RUNS
            if runs and (scene := self._scene(at + 2)) is not None:
                return [scene]
            if after in english.OWNS:
                return [at + 2]
        if text in _THERE:
            scene = self._scene(at + 1)
            return [at + 2 if text == "here" else at + 1 if scene is None else scene]
        return []

    def _in_world(self, at: int) -> int:
        """Where "(two robots) work in a house" ends; 0 if it is not that."""
        verb, *place = self.walker.texts(at, at + 4)
        if english.stem(verb) not in english.LIVES or len(place) < 3 or place[0] not in _INSIDE:
            return 0
        inside = place[1] in _THE_OR_A and place[2] in english.WORLDS
        return at + 4 if inside and self.lexicon.noun_at(self.tokens, at + 3) is None else 0

    def _agent(self, at: int) -> int:
        """Where "one robot" ends that starts here, if it only says who acts; 0 if not."""
        one = self.walker.text(at) in _THE_OR_A or english.number(self.walker.text(at)) == 1
        at += one + (self.walker.text(at + 1) in english.NEUTRAL)
        worker = self.walker.text(at) in english.WORKERS and not self.lexicon.noun_at(
            self.tokens, at
        )
        at += worker and self.walker.text(at + 1) in self.lexicon.agents  # "a robot arm"
        return at + 1 if one and self.walker.text(at) in self.lexicon.agents else 0

    def _role(self, at: int) -> int:
        """Where "you are a robot barman" or "you control a barman" ends; 0 if it is not that."""
        text = self.walker.text
        if text(at) not in english.PEOPLE:
            return 0
        works = self.walker.texts(at + 1, at + 3) == ("work", "as")
        if not (works or text(at + 1) in english.BE or english.stem(text(at + 1)) in english.OWNS):
            return 0
        at += works
        if text(at + 2) not in _THE_OR_A:
            return 0
        at += 3 + (text(at + 3) in english.WORKERS)
        known = self.lexicon.noun_at(self.tokens, at - 1)
        return at + 1 if text(at) in self.lexicon.agents and known is None else 0

    def _scene(self, at: int) -> int | None:
        """Where things start in "a storage yard with …", a place that is none of them."""
        text = self.walker.text
        if text(at) not in ("a", "an", "this", "the"):
            return None
        place = at + 1
        while any(text(place) in noun for noun in self.lexicon.nouns):
            place += 1  # "a storage yard" where there are storage areas
        scenes = english.WORLDS | self.lexicon.agents
        if text(place) not in scenes or text(place + 1) not in ("with", "that", "which"):
            return None
        with_ = text(place + 1) == "with" or text(place + 2) == "has"
        nouns = (self.lexicon.noun_at(self.tokens, i) for i in range(at + 1, place + 1))
        return place + 2 + (text(place + 1) != "with") if with_ and not any(nouns) else None

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
                if (counts or self._breaks(end)) and all(map(_told, mentions)):
                    yield at, end, mentions

    def _names_last(self, at: int, before: Situation, first: Mention) -> bool:
        """ "One odd depot, depot0": not two depots, whatever makes it odd."""
        return bool(before.last) and bool(self.phrases.renamed(at - 1, before.last[-1], first))

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
        noun = self.lexicon.noun_at(self.tokens, after) if after < self.size else None
        if noun is not None and self.walker.closes(noun[1]) and self._ends(noun[1], closed):
            kind = Mention(after, noun[1], noun=noun[0])
            words = self.sentence.span(at, noun[1])
            clause = Clause(
                Kind.CLASSIFIES, words, mentions=mentions, noun=kind, start=at, end=noun[1]
            )
            yield clause, 1.0

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
        words = re.findall(r"[\w-]+", self.sentence.source.lower())
        return words.count(name.shown.lower()) > 1

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
        if start >= self.size:
            return
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


def _told(mention: Mention) -> bool:
    """Whether naming it alone can only say that it is there: "2 rooms, a jack, ball1"."""
    if mention.listed or (mention.count and mention.noun and not mention.det):
        return True
    if mention.noun is None or mention.plural:
        return False
    return mention.det == "indef" or (not mention.det and (mention.noun.kind or bool(mention.name)))
