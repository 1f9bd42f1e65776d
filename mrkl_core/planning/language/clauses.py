"""One sentence read as clauses: the cheapest way to cover it, and what nothing covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from mrkl_core.planning.language import english
from mrkl_core.planning.language.patterns import Automaton, Node, read
from mrkl_core.planning.language.phrases import Chain, Lexicon, Mention, NounPhrases
from mrkl_core.planning.language.tokens import Sentence, Token

#: A sentence of more tokens than this is not read (and is reported).
LONGEST_SENTENCE = 3000
_SKIP = 1000.0
_ELIDED = 3.0


class Kind(StrEnum):
    """What a clause does."""

    STATES = "states"  # a pattern of the domain
    DECLARES = "declares"  # names things: "there are two cities"
    CLASSIFIES = "classifies"  # says what things are: "B is an airport"
    OPENS = "opens"  # a cue: "my goal is that"
    ADDS_NOTHING = "adds nothing"  # a courtesy, or the domain's rules retold
    UNREAD = "unread"


@dataclass(frozen=True)
class Match:
    """One way a clause fits patterns: `rules` are (rule, slot names); `bound` their fillers.

    `wish` is True or False where the verb or an adverb says end or start, else None.
    """

    end: int
    rules: tuple[tuple[int, tuple[str, ...]], ...]
    bound: tuple[tuple[Mention, ...], ...]
    wish: bool | None
    negated: bool
    cost: float
    imperative: bool = False
    declares: bool = False
    bare: bool = False


@dataclass(frozen=True)
class Clause:
    """One part of a sentence and what it does; `matches` are the ways it fits, best first."""

    kind: Kind
    words: str
    matches: tuple[Match, ...] = ()
    mentions: tuple[Mention, ...] = ()
    noun: Mention | None = None
    goal: bool | None = None  # for OPENS: True goal, False now, None neither
    heads: bool = False  # for OPENS: what follows in later sentences belongs to it too
    of_goal: bool = False  # for OPENS: it names the goal ("my goal is …")
    start: int = 0
    end: int = 0


@dataclass
class _Best:
    cost: float
    back: int = -1
    clause: Clause | None = None
    subject: tuple[Mention, ...] = ()
    wanting: bool = False
    stated: bool = False
    path: tuple[int, ...] = field(default=())


@lru_cache(maxsize=1)
def _cues() -> Node:
    automaton = Automaton()
    for label, patterns in enumerate(
        (english.NOW_CUES, english.GOAL_CUES, english.COURTESIES),
    ):
        for pattern in patterns:
            automaton.add(pattern, read(pattern, {}), label)
    return automaton.build()


@lru_cache(maxsize=1)
def _phrases(which: str = "") -> dict[str, list[tuple[str, ...]]]:
    def split(items: Sequence[str]) -> list[tuple[str, ...]]:
        return sorted((tuple(i.split()) for i in items), key=len, reverse=True)

    return {
        "modal": split(english.MODALS),
        "bare": split(english.BARE_BE),
        "end": split(english.END_BE),
    }


class ClauseReader:
    """Reads one sentence against a trie of patterns."""

    def __init__(self, sentence: Sentence, trie: Node, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.trie = trie
        self.lexicon = lexicon
        self.size = len(self.tokens)
        self.phrases = NounPhrases(self.tokens, lexicon)
        self._be: dict[int, list[tuple[int, bool | None, bool]]] = {}

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
        if clause.kind is Kind.STATES:
            subject = clause.matches[0].bound[0] if clause.matches[0].bound else ()
            stated = True
        elif clause.kind is Kind.OPENS:
            if clause.goal is not None:
                wanting, subject = clause.goal, ()
        elif clause.kind is Kind.UNREAD:
            subject, stated = (), False
        return _Best(cost, at, clause, subject, wanting, stated)

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

    def _closes(self, at: int) -> bool:
        """Whether a clause may end before this token."""
        return at >= self.size or self.tokens[at].text in english.JOINTS or self.tokens[at].line

    # -- the clauses that may start here -------------------------------------------------

    def _clauses(self, at: int, state: _Best) -> Iterator[tuple[Clause, float]]:
        yield from self._openings(at)
        yield from self._naming(at)
        found: dict[int, list[Match]] = {}
        for match in self._matches(at, state):
            if self._closes(match.end):
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
        while not self._closes(end):
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
        for match in self._walk(_cues(), at, (), None, False, 0.0, False):
            label = match.rules[0][0]
            if match.end == at or (match.end, label) in seen:
                continue
            seen.add((match.end, label))
            words = self.sentence.span(at, match.end)
            if label == 2:
                if self._closes(match.end):
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

    def _naming(self, at: int) -> Iterator[tuple[Clause, float]]:
        """Clauses that name things or say what they are, in any domain."""
        for start, chain_end, mentions in self._declared(at):
            if self._closes(chain_end):
                words = self.sentence.span(at, chain_end)
                clause = Clause(Kind.DECLARES, words, mentions=mentions, start=at, end=chain_end)
                yield clause, 1.0 + self._plainness(mentions) + (0.0 if start > at else 0.5)
        for end, chain in self.phrases.lists[at]:
            for verb_end, wish, negated in self._be_at(end):
                if wish or negated:
                    continue
                after = verb_end
                while after < self.size and self.tokens[after].text in ("all", "both", "a", "an"):
                    after += 1
                noun = self.lexicon.noun_at(self.tokens, after) if after < self.size else None
                mentions = chain.mentions()
                if noun is not None and self._closes(noun[1]):
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
        for end, names in self.phrases._name_list(start) if start < self.size else ():
            if self._closes(end) and base.count in (0, len(names)):
                mentions = tuple(self.phrases._join(base, name) for name in names)
                words = self.sentence.span(at, end)
                yield Clause(Kind.DECLARES, words, mentions=mentions, start=at, end=end), 1.0

    def _declared(self, at: int) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
        for start in self._existential(at):
            for end, chain in self.phrases.lists[start]:
                yield start, end, chain.mentions()
        if at == 0:
            for end, chain in self.phrases.lists[0]:
                mentions = chain.mentions()
                if end == self.size and all(m.listed for m in mentions):
                    yield at, end, mentions

    def _existential(self, at: int) -> list[int]:
        """Where the named things start in "there are …", "I have …"."""
        text = self.tokens[at].text
        starts = []
        if text == "there":
            starts += [e for e, wish, neg in self._be_at(at + 1) if not wish and not neg]
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
        for match in self._walk(self.trie, at, (), None, False, 0.0, bare):
            yield replace(match, imperative=self._is_imperative(at, match))
        subject_node = self.trie.slot
        if subject_node is None:
            return
        if state.subject:
            for match in self._walk(subject_node, at, (state.subject,), None, False, _ELIDED, True):
                yield match
        if state.stated and not bare:
            for match in self._walk(self.trie, at, (), None, False, _ELIDED, True):
                if match.bare:
                    yield match
        for start in self._existential(at):
            for end, chain in self.phrases.lists[start]:
                if end < self.size and self.tokens[end].text in english.PLACED:
                    end += 1
                if subject_node.be is not None:
                    mentions = chain.mentions()
                    cost = self._plainness(mentions)
                    for match in self._walk(
                        subject_node.be, end, (mentions,), None, False, cost, False
                    ):
                        yield replace(match, declares=True)

    def _is_imperative(self, at: int, match: Match) -> bool:
        return not match.bound or match.bound[0][0].start > at

    def _plainness(self, mentions: tuple[Mention, ...]) -> float:
        return 2.0 * sum(m.plain for m in mentions)

    def _walk(
        self,
        node: Node,
        at: int,
        bound: tuple[tuple[Mention, ...], ...],
        wish: bool | None,
        negated: bool,
        cost: float,
        bare: bool,
        used_bare: bool = False,
    ) -> Iterator[Match]:
        if node.ends:
            yield Match(at, node.ends, bound, wish, negated, cost, bare=used_bare)
        if node.be is not None:
            for end, when, no in self._be_at(at):
                yield from self._walk(
                    node.be, end, bound, _when(wish, when), negated or no, cost, bare, used_bare
                )
            if bare and bound:
                yield from self._walk(node.be, at, bound, wish, negated, cost + 0.5, bare, True)
        if node.the is not None:
            yield from self._walk(node.the, at, bound, wish, negated, cost, bare, used_bare)
        if at >= self.size:
            return
        token = self.tokens[at]
        if token.text in english.ADVERBS and node is not self.trie:
            when = english.ADVERBS[token.text]
            yield from self._walk(
                node, at + 1, bound, _when(wish, when), negated, cost + 0.01, bare, used_bare
            )
        follower = node.words.get(token.stem)
        if follower is not None:
            yield from self._walk(follower, at + 1, bound, wish, negated, cost, bare, used_bare)
        if node.the is not None and token.text in english.DETERMINERS:
            yield from self._walk(node.the, at + 1, bound, wish, negated, cost, bare, used_bare)
        if node.words and len(bound) == 1:
            # "the robot should hold …": a modal before the verb makes it a wish.
            for end in self._phrase_at(at, "modal"):
                follower = node.words.get(self.tokens[end].stem) if end < self.size else None
                if follower is not None:
                    yield from self._walk(
                        follower, end + 1, bound, True, negated, cost, bare, used_bare
                    )
        if node.slot is not None:
            for end, chain in self.phrases.lists[at]:
                mentions = chain.mentions() if self._may_go_on(node.slot, end) else ()
                if mentions:
                    yield from self._walk(
                        node.slot,
                        end,
                        (*bound, mentions),
                        wish,
                        negated,
                        cost + self._crowding(bound, mentions) + self._plainness(mentions),
                        bare,
                        used_bare,
                    )

    def _crowding(
        self, bound: tuple[tuple[Mention, ...], ...], mentions: tuple[Mention, ...]
    ) -> float:
        """Lists on both sides of a verb are less likely than two clauses."""
        if len(mentions) < 2:
            return 0.0
        return 2.1 if any(len(b) > 1 for b in bound) else 0.1

    def _may_go_on(self, node: Node, at: int) -> bool:
        """A quick look: can anything after this slot match here at all?"""
        if node.ends and self._closes(at):
            return True
        if at >= self.size:
            return False
        token = self.tokens[at]
        if token.stem in node.words or token.text in english.ADVERBS:
            return True
        return node.be is not None or any(True for _ in self._phrase_at(at, "modal"))

    def _phrase_at(self, at: int, which: str) -> Iterator[int]:
        for phrase in _phrases()[which]:
            end = at + len(phrase)
            if end <= self.size and all(
                t.text == w for t, w in zip(self.tokens[at:end], phrase, strict=True)
            ):
                yield end

    def _be_at(self, at: int) -> list[tuple[int, bool | None, bool]]:
        """The forms of "is" that start here: (end, end or start, negated)."""
        if at not in self._be:
            self._be[at] = self._find_be(at) if at < self.size else []
        return self._be[at]

    def _find_be(self, at: int) -> list[tuple[int, bool | None, bool]]:
        token = self.tokens[at]
        heads: list[tuple[int, bool | None, bool]] = []
        if token.text in english.BE:
            heads.append((at + 1, None, False))
        elif token.text in english.NEGATED_BE:
            heads.append((at + 1, None, True))
        elif token.stem in english.POSTURES:
            starts = token.stem in ("start", "begin")
            heads.append((at + 1, False if starts else None, False))
        heads += [(end, True, False) for end in self._phrase_at(at, "end")]
        if token.text == "be":
            heads.append((at + 1, True, False))
        for end in self._phrase_at(at, "modal"):
            after, no = end, False
            while after < self.size and (
                self.tokens[after].text in english.ADVERBS
                or self.tokens[after].text in english.NEGATIONS
            ):
                no = no or self.tokens[after].text in english.NEGATIONS
                after += 1
            heads += [(stop, True, no) for stop in self._phrase_at(after, "bare")]
        found: list[tuple[int, bool | None, bool]] = []
        for end, wish, no in heads:
            after = end
            while after < self.size and (
                self.tokens[after].text in english.ADVERBS
                or self.tokens[after].text in english.NEGATIONS
            ):
                no = no or self.tokens[after].text in english.NEGATIONS
                wish = _when(wish, english.ADVERBS.get(self.tokens[after].text))
                after += 1
            found.append((after, wish, no))
            if after < self.size and self.tokens[after].text in english.PLACED:
                found.append((after + 1, wish, no))
        return found


def _when(known: bool | None, said: bool | None) -> bool | None:
    return known if said is None else said


__all__ = ["LONGEST_SENTENCE", "Chain", "Clause", "ClauseReader", "Kind", "Match"]
