"""One sentence read as clauses: the cheapest way to cover it, and what nothing covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind, Match
from mrkl_core.planning.language.ellipsis import Ellipsis
from mrkl_core.planning.language.introductions import Introductions
from mrkl_core.planning.language.inventories import Inventories
from mrkl_core.planning.language.mentions import Lexicon, Mention, last_group, spoken_of
from mrkl_core.planning.language.model import Rule
from mrkl_core.planning.language.numbers_told import NumbersTold
from mrkl_core.planning.language.openings import Openings
from mrkl_core.planning.language.patterns import Node
from mrkl_core.planning.language.phrases import NounPhrases
from mrkl_core.planning.language.remarks import Remarks
from mrkl_core.planning.language.situation import Situation
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.walk import Walker

#: A sentence of more tokens than this is not read (and is reported).
LONGEST_SENTENCE = 4000
_SKIP = 1000.0
_MISFIT = 4.0  # "a shaker with 3 levels" is no tap of a drink
_JOINED = 0.01  # "So I have …"


@dataclass
class _Best:
    cost: float
    back: int = -1
    clause: Clause | None = None
    situation: Situation = field(default_factory=Situation)


class ClauseReader:
    """Reads one sentence against the automaton of patterns."""

    def __init__(
        self,
        sentence: Sentence,
        automaton: Node,
        lexicon: Lexicon,
        rules: Sequence[Rule],
    ) -> None:
        self.sentence = sentence
        self.rules = rules
        self.tokens = sentence.tokens
        self.size = len(self.tokens)
        phrases = NounPhrases(self.tokens, lexicon)
        self.walker = Walker(sentence, automaton, phrases)
        self.openings = Openings(sentence, self.walker)
        self.introductions = Introductions(sentence, self.walker)
        self.inventories = Inventories(sentence, self.walker)
        self.numbers = NumbersTold(sentence, self.walker)
        self.remarks = Remarks(sentence, self.walker)
        self.ellipsis = Ellipsis(self.walker)

    def read(self) -> list[Clause]:
        """The clauses of the sentence, in order; what fits nothing is UNREAD."""
        best: list[_Best | None] = [None] * (self.size + 1)
        best[0] = _Best(0.0)
        if self.size > 1 and self._only_joins(self.tokens[0].text, self.tokens[1].text):
            best[1] = _Best(_JOINED)
        for at in range(self.size):
            state = best[at]
            if state is None:
                continue
            for clause, cost in self._clauses(at, state.situation):
                after = self._after(clause)
                total = state.cost + cost
                known = best[after]
                if known is None or total < known.cost - 1e-9:
                    best[after] = _Best(total, at, clause, self._next(state.situation, at, clause))
        clauses: list[Clause] = []
        state = best[self.size]
        while state is not None and state.clause is not None:
            before = best[state.back]
            topic = before.situation.topic if before is not None else ()
            clauses.append(replace(state.clause, topic=topic) if topic else state.clause)
            state = before
        return clauses[::-1]

    @staticmethod
    def _only_joins(first: str, second: str) -> bool:
        """Whether a sentence's first word adds nothing: "so I have", not "so that A is on B"."""
        return first in english.DISCOURSE and second not in english.JOINTS | {"that"}

    def _next(self, before: Situation, at: int, clause: Clause) -> Situation:
        match = clause.matches[0] if clause.kind is Kind.STATES else None
        subject, wanting = before.subject, before.wanting
        last, full = _again(clause.mentions[-1:]), False
        if match is not None:
            subject = _again(match.bound[0]) if match.bound else ()
            last = _again(max(match.bound, key=lambda mentions: mentions[-1].end, default=()))
            full = bool(subject) and subject[0].start >= at
            if self.ellipsis.echo_at(at):  # "A is free, as is B, and …": is that of both?
                subject, full = (), False
        elif clause.kind is Kind.OPENS:
            if clause.goal is not None:
                wanting, subject = clause.goal, ()
        elif clause.kind is Kind.DECLARES:
            # "there are two blocks, both on the table", "a depot with two areas"
            subject = _again(last_group(clause.mentions))
        elif clause.kind in (Kind.CLASSIFIES, Kind.SPEAKS_OF):
            subject = clause.mentions
        elif clause.kind is Kind.UNREAD:
            subject = ()
        attached = self.walker.text(at - 1) == "with" if at else False
        acts = clause.kind is Kind.ADDS_NOTHING
        acts = acts and (self.walker.text(at) == "there" or before.naming)
        lists = (
            clause.kind is Kind.DECLARES
            or acts  # "there is a robot and …"
            or (match is not None and match.declares)
            or (attached and before.lists)
        )
        # "a depot with …" says what it has, "imagine a world with …" what there is.
        hangs = self.walker.text(self._after(clause) - 1) == "with"
        headed = lists and ":" in (t.text for t in self.tokens[at : clause.end])
        scene = (
            (clause.kind is Kind.ADDS_NOTHING and not acts)
            or (match is not None and not match.bound)
            or self.walker.text(clause.end - 1) in english.WORLDS
        )
        naming = hangs if scene else lists and not (hangs or headed)
        denied = match is not None and match.negated
        starts = at == 0 or self.tokens[at].line
        topic = () if starts else before.topic
        if clause.kind is Kind.SPEAKS_OF and self.walker.text(clause.end) == ":":
            topic = clause.mentions
        elif starts and match is not None and match.bound:
            topic = match.bound[0] if self.walker.text(match.bound[0][-1].end) == ":" else ()
        return Situation(subject, wanting, last, match, full, lists, naming, denied, topic)

    def _after(self, clause: Clause) -> int:
        """Where the clause after this one starts: its end and what joins them."""
        at = clause.end
        if clause.kind is Kind.OPENS:
            return at
        while at < self.size and self._joins(at, clause.end):
            at += 1
        if at == self.size and self.tokens[-1].text == "and" and not self.sentence.bullet:
            return clause.end  # something is missing after it
        if self.walker.text(at) in english.ALTERNATIVES and _denies(clause):
            at += 1  # "no camera is on or calibrated"
        # "…, so the tiles are …"
        joins = clause.end < at < self.size and self.walker.text(at) == "so"
        return at + 1 if joins and self.walker.text(at + 1) != "that" else at

    def _joins(self, at: int, first: int) -> bool:
        """Whether a word or mark joins clauses; "and and" and ", ," lack what they join."""
        text, before = self.tokens[at].text, self.tokens[at - 1].text if at > first else ""
        lacking = (text == before == "and") or (text == "," and before not in ("", ")"))
        return text in english.JOINTS and not lacking

    def _said_again(self, at: int) -> bool:
        """ "A is next to B, B, and C is next to D": a name said twice, no list of two."""
        text = self.walker.text
        return at > 1 and text(at - 1) == text(at + 1) == "," and text(at - 2) == text(at)

    def _clauses(self, at: int, before: Situation) -> Iterator[tuple[Clause, float]]:
        """The clauses that may start here, with their costs."""
        if not self._said_again(at):
            yield from self._understood(at, before)
        end = at + 1
        while not self.walker.closes(end):
            end += 1
        yield (
            Clause(Kind.UNREAD, self.sentence.span(at, end), start=at, end=end),
            _SKIP + 10.0 * (end - at),
        )

    def _understood(self, at: int, before: Situation) -> Iterator[tuple[Clause, float]]:
        """Those of them that are read."""
        yield from self.openings.at(at)
        yield from self.introductions.at(at, before)
        yield from self.inventories.at(at)
        yield from self.numbers.at(at, before)
        yield from self.remarks.at(at)
        found: dict[int, list[Match]] = {}
        for match in self.ellipsis.matches(at, before, self.introductions.starts(at, before)):
            match = self.inventories.told(at, match)
            wanted = match.wish or (match.wish is None and before.wanting)
            if not wanted:
                rules = tuple(rule for rule in match.rules if not self.rules[rule[0]].wished)
                match = match if rules == match.rules else replace(match, rules=rules)
            # "a robot with two arms waits in room 2"
            goes_on = (
                at and self.tokens[at - 1].text == "with" and self.walker.verbs.be_at(match.end)
            )
            if match.rules and (goes_on or self.walker.closes(match.end)):
                if not any(self._fits(match, rule, names) for rule, names in match.rules):
                    match = replace(match, cost=match.cost + _MISFIT)
                found.setdefault(match.end, []).append(match)
        for end, matches in found.items():
            matches = _merged(matches)
            words = self.sentence.span(at, end)
            clause = Clause(Kind.STATES, words, tuple(matches), start=at, end=end)
            yield clause, 1.0 + matches[0].cost

    def _fits(self, match: Match, rule: int, names: Sequence[str]) -> bool:
        """Whether what the nouns tell of the things in a clause agrees with a rule."""
        slots = self.rules[rule].slots
        return all(
            mention.noun is None or self.walker.phrases.lexicon.fits(mention.noun, slots[name])
            for name, mentions in zip(names, match.bound, strict=True)
            for mention in mentions
            if slots.get(name)
        )


def _denies(clause: Clause) -> bool:
    return bool(clause.matches) and all(match.negated for match in clause.matches)


def _again(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The same things spoken of once more: a parcel is the parcel now."""
    return tuple(map(spoken_of, mentions))


def _merged(matches: Iterable[Match]) -> list[Match]:
    """The ways a clause fits, best first; rules that bind the same things are one way.

    None of them is better then, whatever paths through the patterns led to them.
    """
    found: dict[object, Match] = {}
    for match in sorted(matches, key=lambda m: m.cost):
        bound = tuple(tuple(map(id, mentions)) for mentions in match.bound)
        key = (bound, match.wish, match.negated)
        if key in found:
            rules = dict.fromkeys((*found[key].rules, *match.rules))
            declares = found[key].declares or match.declares
            match = replace(found[key], rules=tuple(rules), declares=declares)
        found[key] = match
    return list(found.values())
