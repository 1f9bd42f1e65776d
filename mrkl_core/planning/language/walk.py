"""Patterns matched against a sentence: every way through the automaton from a place."""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.patterns import Node
from mrkl_core.planning.language.phrases import NounPhrases
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.verbs import Verbs, later


def plainness(mentions: tuple[Mention, ...]) -> float:
    """What it costs that names could be any word."""
    return 2.0 * sum(m.plain for m in mentions)


class Walker:
    """Walks the automaton of patterns over one sentence."""

    def __init__(self, sentence: Sentence, automaton: Node, phrases: NounPhrases) -> None:
        self.tokens = sentence.tokens
        self.size = len(self.tokens)
        self.automaton = automaton
        self.phrases = phrases
        self.verbs = Verbs(self.tokens)

    def closes(self, at: int) -> bool:
        """Whether a clause may end before this token."""
        if at >= self.size or self.tokens[at].text in english.JOINTS or self.tokens[at].line:
            return True
        return self.tokens[at].text in ("so", "such") and self.text(at + 1) == "that"

    def text(self, at: int) -> str:
        """The token at a place, empty past the end."""
        return self.tokens[at].text if at < self.size else ""

    def walk(
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
        """Every way to go on from a state of the automaton at a token.

        `bare` lets a form of "is" be left out.
        """
        if node.ends:
            yield Match(at, node.ends, bound, wish, negated, cost, bare=used_bare)
        if node.be is not None:
            for end, when, no in self.verbs.be_at(at):
                yield from self.walk(
                    node.be, end, bound, later(wish, when), negated or no, cost, bare, used_bare
                )
            if bare and bound:
                yield from self.walk(node.be, at, bound, wish, negated, cost + 0.5, bare, True)
        if node.the is not None:
            yield from self.walk(node.the, at, bound, wish, negated, cost, bare, used_bare)
        if at >= self.size:
            return
        token = self.tokens[at]
        if token.text in english.ADVERBS and node is not self.automaton:
            when = english.ADVERBS[token.text]
            yield from self.walk(
                node, at + 1, bound, later(wish, when), negated, cost + 0.01, bare, used_bare
            )
        follower = node.words.get(token.stem)
        if follower is not None:
            yield from self.walk(follower, at + 1, bound, wish, negated, cost, bare, used_bare)
        if node.the is not None and token.text in english.DETERMINERS:
            yield from self.walk(node.the, at + 1, bound, wish, negated, cost, bare, used_bare)
        if node.words and len(bound) == 1:
            # "the robot should hold …": a modal before the verb makes it a wish.
            for end in self.verbs.phrase_at(at, "modal"):
                follower = node.words.get(self.tokens[end].stem) if end < self.size else None
                if follower is not None:
                    yield from self.walk(
                        follower, end + 1, bound, True, negated, cost, bare, used_bare
                    )
        if node.slot is not None:
            for end, chain in self.phrases.lists[at]:
                mentions = chain.mentions() if self._may_go_on(node.slot, end) else ()
                if mentions:
                    yield from self.walk(
                        node.slot,
                        end,
                        (*bound, mentions),
                        wish,
                        negated,
                        cost + self._crowding(bound, mentions) + plainness(mentions),
                        bare,
                        used_bare,
                    )

    def _crowding(
        self, bound: tuple[tuple[Mention, ...], ...], mentions: tuple[Mention, ...]
    ) -> float:
        """Lists on both sides of a verb are less likely than two clauses."""
        if not bound and mentions[0].det == "number":
            return 0.8  # "4 stores": rather four of them than what "4" does
        if len(mentions) < 2:
            # "four glasses, three taps for three drinks": the glasses stand alone.
            listed = any(len(b) > 1 and b[-1].count for b in bound)
            return 4.2 if mentions[0].count and listed else 0.0
        if bound and any(m.count and not (m.det or m.name) for m in mentions):
            return 2.1
        return 2.1 if any(len(b) > 1 for b in bound) else 0.1

    def _may_go_on(self, node: Node, at: int) -> bool:
        """A quick look: can anything after this slot match here at all?"""
        if node.ends and (self.closes(at) or self.text(at) == "there"):
            return True
        if at >= self.size:
            return False
        token = self.tokens[at]
        if token.stem in node.words:
            return True  # even "and", where a pattern has it
        if token.text in english.JOINTS:
            return False
        if node.slot is not None or token.text in english.ADVERBS or node.the is not None:
            return True
        if node.be is not None:
            after = node.be  # a verb may be left out: "I want A on B"
            if token.stem in after.words or after.the is not None or after.slot is not None:
                return True
            if self.verbs.be_at(at):
                return True
        return any(True for _ in self.verbs.phrase_at(at, "modal"))
