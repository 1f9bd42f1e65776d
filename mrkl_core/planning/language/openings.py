"""Clauses that say of what the others speak, and those that add nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mrkl_core.planning.language import cues, english
from mrkl_core.planning.language.clause import Clause, Kind, Match
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.paths import Path
from mrkl_core.planning.language.patterns import Automaton, Node, read
from mrkl_core.planning.language.tokens import DRAWN, Sentence
from mrkl_core.planning.language.walk import Walker

_ADDRESSED = frozenset({"you", "we"})
_NOW, _GOAL, _COURTESY, _HEADING, _MAP, _OPEN = range(6)


@lru_cache(maxsize=1)
def _cues() -> Node:
    automaton = Automaton()
    groups = (cues.NOW, cues.GOAL, cues.COURTESIES, cues.HEADINGS, cues.MAPS, cues.OPEN)
    for label, patterns in enumerate(groups):
        for pattern in patterns:
            automaton.add(pattern, read(pattern, cues.PHRASES), label)
    return automaton.build()


class Openings:
    """Finds the openings, headings and courtesies of one sentence."""

    def __init__(self, sentence: Sentence, walker: Walker) -> None:
        self.sentence = sentence
        self.walker = walker
        self.tokens = walker.tokens
        self.size = walker.size
        self.drawn = [at for at, token in enumerate(self.tokens) if token.raw == DRAWN]

    def at(self, at: int) -> Iterator[tuple[Clause, float]]:
        """The clauses of these kinds that start here, with their costs."""
        if adverb := self.walker.verbs.adverb_at(at):
            end, goal = adverb
            words = self.sentence.span(at, end)
            if self.walker.text(end) in (",", ":"):
                end += 1
            heads = self.tokens[end - 1].text == ":"
            yield Clause(Kind.OPENS, words, goal=goal, heads=heads, start=at, end=end), 0.4
        if end := self._row(at):
            words = self.sentence.span(at, end)
            yield Clause(Kind.ADDS_NOTHING, words, start=at, end=end), 0.5
        if self.drawn and (drawn := self._map(at)):
            end, names = drawn
            words = self.sentence.span(at, end - 1)
            number = self.sentence.source.count(DRAWN, 0, self.tokens[end - 1].start)
            clause = Clause(Kind.DRAWS, words, mentions=names, start=at, end=end, drawing=number)
            yield clause, 1.0
        if letter := self._for_every(at):
            words = self.sentence.span(at, letter.end)
            named = (letter,)
            yield Clause(Kind.ADDS_NOTHING, words, mentions=named, start=at, end=letter.end), 0.9
        actor = self.walker.phrases.lexicon.actor_at(self.tokens, at)
        if actor:
            yield from self._must(at, actor)
        if actor or self.walker.text(at) in _ADDRESSED:
            yield from self._shall(at, actor or at + 1)
        seen: set[tuple[int, int]] = set()
        for match in self.walker.walk(_cues(), at, Path()):
            # "My goal is not that …" opens nothing.
            if match.end == at or match.negated:
                continue
            for label in {label for label, _ in match.rules}:
                if (match.end, label) not in seen:
                    seen.add((match.end, label))
                    yield from self._cue(at, match, label)

    def _must(self, at: int, actor: int) -> Iterator[tuple[Clause, float]]:
        """ "The barman has to", "the barman is asked to": what is said then is a goal."""
        cues_, who = _cues(), Mention(at, actor, "def")
        found = list(self.walker.walk(cues_.slot, actor, Path(((who,),)))) if cues_.slot else []
        for start in self.walker.verbs.phrase_at(actor, "modal"):
            found += self.walker.walk(cues_, start, Path())
        for match in found:
            goal = any(label == _GOAL for label, _ in match.rules)
            if goal and match.end > actor and not match.negated:
                yield from self._cue(at, match, _GOAL)

    def _shall(self, at: int, actor: int) -> Iterator[tuple[Clause, float]]:
        """ "The arm is expected to", "you must", before what is asked for: "… put A on B"."""
        for end in self.walker.verbs.phrase_at(actor, "modal"):
            asked = end < self.size and self.tokens[end].stem in self.walker.automaton.words
            if asked and self.tokens[end].text not in english.NEGATIONS:
                words = self.sentence.span(at, end)
                yield Clause(Kind.OPENS, words, goal=True, start=at, end=end), 0.5

    def _cue(self, at: int, match: Match, label: int) -> Iterator[tuple[Clause, float]]:
        words = self.sentence.span(at, match.end)
        if label in (_COURTESY, _HEADING, _MAP):
            told = [m for bound in match.bound for m in bound]
            empty = self._says_whose(told) if label == _MAP else all(map(_says_nothing, told))
            if match.rules and match.bound and self.tokens[match.end - 1].text == ":":
                # "Robots:", and below it what is said of them
                alone = match.end == self.size or self.tokens[match.end].line
                alone = (alone and all(m.plural for m in told)) or self._is_told(match.end)
                empty = empty and (label == _MAP or alone)
            if not empty or not (
                self.walker.closes(match.end) or self.walker.text(match.end - 1) in (":", "(")
            ):
                return
            said = {token.text for token in self.tokens[at : match.end]}
            wish = match.wish or not said.isdisjoint(english.WISHES)
            kind = Kind.OPENS if label == _HEADING and wish else Kind.ADDS_NOTHING
            end = match.end + (self.walker.text(match.end) == ":")
            whose = tuple(m for m in told if m.name) if label == _MAP else ()
            clause = Clause(kind, words, mentions=whose, goal=True, heads=True, start=at, end=end)
            yield clause, 1.0 if label == _COURTESY else 2.0
            return
        if label == _OPEN:
            if self.walker.closes(match.end):
                left = tuple(m for bound in match.bound for m in bound)
                yield Clause(Kind.LEAVES_OPEN, words, mentions=left, start=at, end=match.end), 0.9
            return
        if not all(_says_nothing(m) for bound in match.bound for m in bound):
            return
        texts = {t.stem for t in self.tokens[at : match.end]}
        clause = Clause(
            Kind.OPENS,
            words,
            goal=label == _GOAL,
            heads=self.tokens[match.end - 1].text == ":" or match.end == self.size,
            of_goal=bool(texts & english.GOAL_HEADS),
            start=at,
            end=match.end,
        )
        # The longest cue that lets the rest be read is meant.
        yield clause, 0.5 - 0.01 * (match.end - at)

    def _for_every(self, at: int) -> Mention | None:
        """ "For every k": the letter, which stands for each number."""
        text, end = self.walker.text, at + 3
        if text(at) != "for" or text(at + 1) not in english.UNIVERSAL or len(text(at + 2)) != 1:
            return None
        if not (text(at + 2).isalpha() and self.walker.closes(end)):
            return None
        return Mention(at, end, name=(text(at + 2),), shown=text(at + 2), plain=True)

    def _is_told(self, at: int) -> bool:
        """Whether what is named here is not only listed: "Crates: crate0 on …"."""
        ends = (end for end, mentions in self.walker.phrases.single[at] if mentions[0].name)
        end = min(ends, default=self.size)
        return end < self.size and self.tokens[end].word and not self.walker.closes(end)

    def _row(self, at: int) -> int:
        """Where "row 2:" ends before what is said of a place that is in it; 0 if it is not that."""
        row, number, mark = (self.walker.text(at + back) for back in range(3))
        if row != "row" or mark != ":" or at + 3 >= self.size:
            return 0
        names = [mention.name for _, mention in self.walker.phrases.names[at + 3]]
        return at + 3 if any(number.isdecimal() and number in name[-2:-1] for name in names) else 0

    def _says_whose(self, mentions: Sequence[Mention]) -> bool:
        """Whether they only say whose the parts are that follow: "the map of depot 1"."""
        owned = self.walker.phrases.lexicon.owned
        return all(
            bool(m.name) and not (m.plain or m.count or m.among)
            if not _says_nothing(m)
            else m.noun is None or m.noun.type in owned or not (m.plural or m.det == "all")
            for m in mentions
        )

    def _map(self, start: int) -> tuple[int, tuple[Mention, ...]] | None:
        """Where a map ends that the words from here only introduce, and what they name."""
        named: list[Mention] = []
        at = start
        while at < self.size:
            token = self.tokens[at]
            if token.raw == DRAWN:
                return at + 1, tuple(named)
            noun = self.walker.phrases.lexicon.noun_at(self.tokens, at)
            if one := self._named(at):
                named.append(one)
                at = one.end
            elif noun is not None:
                at = noun[1]
            elif token.text in cues.OF_MAPS | english.WORLDS:
                at += 1
            else:
                return None
        return None

    def _is_place(self, mention: Mention) -> bool:
        """Whether it is one place of a map, of which there is no map."""
        place = self.walker.phrases.lexicon.place
        return place is not None and mention.noun == place[1] and bool(mention.name)

    def _named(self, at: int) -> Mention | None:
        """The one thing that is named here, if any: "depot 1", "the container"."""
        told = [
            mentions[0]
            for _, mentions in self.walker.phrases.single[at]
            if len(mentions) == 1
            and mentions[0].noun
            and not mentions[0].plain
            and not self._is_place(mentions[0])
        ]
        ones = (m for m in told if m.name or (m.det == "def" and not (m.plural or m.count)))
        return max(ones, key=lambda mention: mention.end, default=None)


def _says_nothing(mention: Mention) -> bool:
    """Whether speaking of it states nothing: "the blocks", not "two blocks" or "block 3"."""
    # "a blocks world" speaks of no block
    general = mention.det in ("def", "all", "") or (mention.det == "indef" and mention.plural)
    return general and not (
        mention.name or mention.count or mention.mods or mention.but or mention.plain
    )
