"""One sentence read as clauses: the cheapest way to cover it, and what nothing covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind, Match
from mrkl_core.planning.language.mentions import Lexicon, Mention
from mrkl_core.planning.language.patterns import Automaton, Node, read
from mrkl_core.planning.language.phrases import NounPhrases
from mrkl_core.planning.language.tokens import Sentence, Token
from mrkl_core.planning.language.walk import Walker, plainness

#: A sentence of more tokens than this is not read (and is reported).
LONGEST_SENTENCE = 1500
_SKIP = 1000.0
_ELIDED = 3.0
_RESUMED = 0.3


@dataclass
class _Best:
    cost: float
    back: int = -1
    clause: Clause | None = None
    subject: tuple[Mention, ...] = ()
    wanting: bool = False
    stated: bool = False
    last: tuple[Mention, ...] = ()  # what "which" after a comma means
    lists: bool = False  # it goes on listing what there is, and now …
    naming: bool = False  # "there are …" goes on: ", and two balls"


@lru_cache(maxsize=1)
def _cues() -> Node:
    automaton = Automaton()
    for label, patterns in enumerate(
        (english.NOW_CUES, english.GOAL_CUES, english.COURTESIES),
    ):
        for pattern in patterns:
            automaton.add(pattern, read(pattern, {}), label)
    return automaton.build()


class ClauseReader:
    """Reads one sentence against the automaton of patterns."""

    def __init__(self, sentence: Sentence, automaton: Node, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.automaton = automaton
        self.lexicon = lexicon
        self.size = len(self.tokens)
        self.phrases = NounPhrases(self.tokens, lexicon)
        self.walker = Walker(sentence, automaton, self.phrases)
        self.verbs = self.walker.verbs

    def read(self) -> list[Clause]:
        """The clauses of the sentence, in order; what fits nothing is UNREAD."""
        best: list[_Best | None] = [None] * (self.size + 1)
        best[0] = _Best(0.0)
        for at in range(self.size):
            state = best[at]
            if state is None:
                continue
            for clause, cost in self._clauses(at, state):
                after = self._after(clause)
                total = state.cost + cost
                known = best[after]
                if known is None or total < known.cost - 1e-9:
                    best[after] = self._next(state, at, clause, total)
        clauses: list[Clause] = []
        state = best[self.size]
        while state is not None and state.clause is not None:
            clauses.append(state.clause)
            state = best[state.back]
        return clauses[::-1]

    def _next(self, state: _Best, at: int, clause: Clause, cost: float) -> _Best:
        subject, wanting, stated = state.subject, state.wanting, state.stated
        last: tuple[Mention, ...] = clause.mentions[-1:]
        if clause.kind is Kind.STATES:
            bound = clause.matches[0].bound
            subject, last = (bound[0], bound[-1]) if bound else ((), ())
            stated = True
        elif clause.kind is Kind.OPENS:
            if clause.goal is not None:
                wanting, subject = clause.goal, ()
        elif clause.kind is Kind.DECLARES:
            # "there are two blocks, both on the table", "a depot with two areas"
            subject, stated = clause.mentions[-1:], True
        elif clause.kind is Kind.CLASSIFIES:
            subject = clause.mentions
        elif clause.kind is Kind.UNREAD:
            subject, stated = (), False
        attached = at > 0 and self.tokens[at - 1].text == "with"
        lists = (
            clause.kind is Kind.DECLARES
            or (clause.kind is Kind.STATES and clause.matches[0].declares)
            or (attached and state.lists)
        )
        naming = lists and self.walker.text(self._after(clause) - 1) != "with"
        return _Best(cost, at, clause, subject, wanting, stated, last, lists, naming)

    def _after(self, clause: Clause) -> int:
        """Where the clause after this one starts: its end and what joins them."""
        at = clause.end
        if clause.kind is Kind.OPENS:
            return at
        while at < self.size and self.tokens[at].text in english.JOINTS:
            at += 1
        if at < self.size and at > clause.end and self.tokens[at].text in (":", "-"):
            at += 1
        return at

    # -- the clauses that may start here -------------------------------------------------

    def _clauses(self, at: int, state: _Best) -> Iterator[tuple[Clause, float]]:
        yield from self._openings(at)
        yield from self._naming(at, state)
        found: dict[int, list[Match]] = {}
        for match in self._matches(at, state):
            if self.walker.closes(match.end):
                found.setdefault(match.end, []).append(match)
        for end, matches in found.items():
            matches.sort(key=lambda m: m.cost)
            yield (
                Clause(
                    Kind.STATES,
                    self.sentence.span(at, end),
                    tuple(matches),
                    start=at,
                    end=end,
                ),
                1.0 + matches[0].cost,
            )
        end = at + 1
        while not self.walker.closes(end):
            end += 1
        yield (
            Clause(Kind.UNREAD, self.sentence.span(at, end), start=at, end=end),
            _SKIP + 10.0 * (end - at),
        )

    def _openings(self, at: int) -> Iterator[tuple[Clause, float]]:
        seen: set[tuple[int, int]] = set()
        if self.tokens[at].text in english.ADVERBS:
            end = at + 2 if at + 1 < self.size and self.tokens[at + 1].text == "," else at + 1
            goal = english.ADVERBS[self.tokens[at].text]
            words = self.sentence.span(at, at + 1)
            yield Clause(Kind.OPENS, words, goal=goal, start=at, end=end), 0.4
        for match in self.walker.walk(_cues(), at, (), None, False, 0.0, False):
            label = match.rules[0][0]
            if match.end == at or (match.end, label) in seen:
                continue
            seen.add((match.end, label))
            words = self.sentence.span(at, match.end)
            if label == 2:
                if self.walker.closes(match.end):
                    yield Clause(Kind.ADDS_NOTHING, words, start=at, end=match.end), 1.0
                continue
            texts = {t.stem for t in self.tokens[at : match.end]}
            heads = self.tokens[match.end - 1].text == ":" or match.end == self.size
            yield (
                Clause(
                    Kind.OPENS,
                    words,
                    goal=label == 1,
                    heads=heads,
                    of_goal=bool(texts & english.GOAL_HEADS),
                    start=at,
                    end=match.end,
                ),
                # The longest cue that lets the rest be read is meant.
                0.5 - 0.01 * (match.end - at),
            )

    def _naming(self, at: int, state: _Best) -> Iterator[tuple[Clause, float]]:
        """Clauses that name things or say what they are, in any domain."""
        for start, chain_end, mentions in self._declared(at, state):
            if self.walker.closes(chain_end):
                words = self.sentence.span(at, chain_end)
                clause = Clause(Kind.DECLARES, words, mentions=mentions, start=at, end=chain_end)
                yield clause, 1.0 + plainness(mentions) + (0.0 if start > at else 0.5)
        for end, chain in self.phrases.lists[at]:
            for verb_end, wish, negated in self.verbs.be_at(end):
                if wish or negated:
                    continue
                after = verb_end
                while after < self.size and self.tokens[after].text in ("all", "both", "a", "an"):
                    after += 1
                noun = self.lexicon.noun_at(self.tokens, after) if after < self.size else None
                mentions = chain.mentions()
                if noun is not None and self.walker.closes(noun[1]):
                    kind = Mention(after, noun[1], noun=noun[0])
                    words = self.sentence.span(at, noun[1])
                    yield (
                        Clause(
                            Kind.CLASSIFIES,
                            words,
                            mentions=mentions,
                            noun=kind,
                            start=at,
                            end=noun[1],
                        ),
                        1.0,
                    )
                yield from self._called(at, mentions, verb_end)

    def _called(
        self, at: int, kind: tuple[Mention, ...], verb_end: int
    ) -> Iterator[tuple[Clause, float]]:
        """ "the blocks are (called) A, B and C"."""
        base = kind[0]
        if len(kind) != 1 or base.name or base.noun is None or base.mods:
            return
        start = verb_end
        if start < self.size and self.tokens[start].text in ("called", "named"):
            start += 1
        for end, names in self.phrases.name_list(start) if start < self.size else ():
            if self.walker.closes(end) and base.count in (0, len(names)):
                mentions = tuple(self.phrases.join(base, name) for name in names)
                words = self.sentence.span(at, end)
                yield Clause(Kind.DECLARES, words, mentions=mentions, start=at, end=end), 1.0

    def _declared(self, at: int, state: _Best) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
        for start in self._existential(at, state):
            for end, chain in self.phrases.lists[start]:
                yield start, end, chain.mentions()
        if at == 0:
            for end, chain in self.phrases.lists[0]:
                mentions = chain.mentions()
                if end == self.size and all(m.listed for m in mentions):
                    yield at, end, mentions

    def _existential(self, at: int, state: _Best) -> list[int]:
        """Where the named things start in "there are …", "I have …", or go on."""
        text = self.tokens[at].text
        starts = [at] if state.naming else []
        if text == "there":
            starts += [e for e, wish, neg in self.verbs.be_at(at + 1) if not wish and not neg]
        elif text in ("i", "we", "you") and at + 1 < self.size:
            verb = self.tokens[at + 1].text
            if verb in ("have", "control", "see", "own", "operate", "command"):
                starts.append(at + 2)
        elif text in ("there's", "here") and at + 1 < self.size:
            starts.append(at + 2 if text == "here" else at + 1)
        return [s for s in starts if s < self.size]

    # -- the domain's own patterns -------------------------------------------------------

    def _matches(self, at: int, state: _Best) -> Iterator[Match]:
        bare = state.wanting
        # "… with colour white, and robot 2 is …": what follows "with" is rather what it has.
        start = _ELIDED if at and self.tokens[at - 1].text == "with" else 0.0
        yield from self.walker.walk(self.automaton, at, (), None, False, start, bare)
        subject_node = self.automaton.slot
        if subject_node is None:
            return
        if state.subject:
            for match in self.walker.walk(
                subject_node, at, (state.subject,), None, False, _ELIDED, True
            ):
                yield match
        if state.clause is not None and state.clause.matches:
            yield from self.walker.resumed(state.clause.matches[0], at, _RESUMED)
        yield from self._attached(at, state, subject_node)
        if state.stated and not bare:
            for match in self.walker.walk(self.automaton, at, (), None, False, _ELIDED, True):
                if match.bare:
                    yield match
        yield from self._inverted(at, subject_node)
        for start in self._existential(at, state):
            for end, chain in self.phrases.lists[start]:
                mentions = chain.mentions()
                if mentions[0].det == "number":
                    continue
                cost = plainness(mentions)
                with_verb = self.walker.walk(
                    subject_node, end, (mentions,), None, False, cost, False
                )
                if end < self.size and self.tokens[end].text in english.PLACED:
                    end += 1
                without = (
                    self.walker.walk(subject_node.be, end, (mentions,), None, False, cost, False)
                    if subject_node.be is not None
                    else ()
                )
                for match in (*with_verb, *without):
                    yield replace(match, declares=True)

    def _attached(self, at: int, state: _Best, subject_node: Node) -> Iterator[Match]:
        """ "…, which is the depot", "… with two areas" (that has two areas)."""
        if state.last and self.tokens[at].text in ("which", "that", "who") and at + 1 < self.size:
            after = at + 2 if self.walker.text(at + 1) in ("both", "all") else at + 1
            yield from self.walker.walk(subject_node, after, (state.last,), None, False, 0.5, False)
        has = subject_node.words.get("have")
        if has is not None and state.subject and at and self.tokens[at - 1].text == "with":
            yield from self.walker.walk(has, at, (state.subject,), None, False, 0.5, False)

    def _inverted(self, at: int, subject_node: Node) -> Iterator[Match]:
        """ "On the table there is a red block": what is said first, and then of what."""
        if subject_node.be is None or not any(t.text == "there" for t in self.tokens):
            return
        nobody = (Mention(at, at),)
        for match in self.walker.walk(subject_node.be, at, (nobody,), None, False, 0.0, False):
            after = match.end + 1 if self.walker.text(match.end) == "," else match.end
            if match.end == at or self.walker.text(after) != "there":
                continue
            for start, wish, negated in self.verbs.be_at(after + 1):
                if wish or negated or start >= self.size:
                    continue
                for end, chain in self.phrases.lists[start]:
                    bound = (chain.mentions(), *match.bound[1:])
                    yield replace(match, end=end, bound=bound, declares=True)
