"""Patterns matched against a sentence: every way through the automaton from a place."""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match, Step
from mrkl_core.planning.language.mentions import Chain, Mention
from mrkl_core.planning.language.patterns import Node
from mrkl_core.planning.language.phrases import NounPhrases
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.verbs import Verbs, later

_ONE_MORE = frozenset({"another", "one"})
#: Whose: "its store", and who that is.
_OF_IT = {**dict.fromkeys(english.POSSESSIVE, "it"), "their": "they"}


def plainness(mentions: tuple[Mention, ...]) -> float:
    """What it costs that names could be any word."""
    return 2.0 * sum(m.plain for m in mentions)


def _listed(bound: tuple[tuple[Mention, ...], ...], at: int) -> bool:
    """Whether a list ends right before a token, so that its "and" would be one too many."""
    return bool(bound) and len(bound[-1]) > 1 and bound[-1][-1].end == at


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
        text = self.tokens[at].text
        if text in ("that", "which", "who"):  # "an instrument that works in …"
            return any(self.text(at - back) in english.INDEFINITE for back in (2, 3) if back <= at)
        return text in ("so", "such") and self.text(at + 1) == "that"

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
        path: Step | None = None,
    ) -> Iterator[Match]:
        """Every way to go on from a state of the automaton at a token.

        `bare` lets a form of "is" be left out; `path` is the way that led here.
        """
        if node.ends:
            for end, when in self.verbs.time_at(at):
                then = later(wish, when)
                yield Match(end, node.ends, bound, then, negated, cost, bare=used_bare, path=path)
        path = Step(node, bound, path)
        if node.be is not None:
            for end, when, no in self.verbs.be_at(at):
                yield from self.walk(
                    node.be,
                    end,
                    bound,
                    later(wish, when),
                    negated or no,
                    cost,
                    bare,
                    used_bare,
                    path,
                )
            if bare and bound:
                yield from self.walk(
                    node.be, at, bound, wish, negated, cost + 0.5, bare, True, path
                )
        if node.the is not None:
            yield from self.walk(node.the, at, bound, wish, negated, cost, bare, used_bare, path)
        if at >= self.size:
            return
        token = self.tokens[at]
        if token.text in english.ADVERBS and node is not self.automaton:
            when = english.ADVERBS[token.text]
            yield from self.walk(
                node, at + 1, bound, later(wish, when), negated, cost + 0.01, bare, used_bare, path
            )
        follower = node.words.get(token.stem)
        if follower is not None and not (token.text == "and" and _listed(bound, at)):
            yield from self.walk(
                follower, at + 1, bound, wish, negated, cost, bare, used_bare, path
            )
        if node.the is not None and token.text in english.DETERMINERS:
            yield from self.walk(
                node.the, at + 1, bound, wish, negated, cost, bare, used_bare, path
            )
        if node.words and len(bound) == 1:
            # "the robot should hold …": a modal before the verb makes it a wish.
            for end in self.verbs.phrase_at(at, "modal"):
                follower = node.words.get(self.tokens[end].stem) if end < self.size else None
                if follower is not None:
                    yield from self.walk(
                        follower, end + 1, bound, True, negated, cost, bare, used_bare, path
                    )
        if node.slot is not None and token.text in _OF_IT and "'s" in node.slot.words:
            # "its store is empty": the store of what "it" means
            its = Mention(at, at + 1, _OF_IT[token.text], shown=_OF_IT[token.text])
            yield from self.walk(
                node.slot.words["'s"],
                at + 1,
                (*bound, (its,)),
                wish,
                negated,
                cost,
                bare,
                used_bare,
                path,
            )
        if node.slot is not None:
            for end, chain in self.phrases.lists[at]:
                if not self._may_go_on(node.slot, end) or self._runs_on(path, chain):
                    continue
                mentions = chain.mentions()
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
                        path,
                    )

    def resumed(self, before: Match, at: int, cost: float) -> Iterator[Match]:
        """The ways to take up the pattern of the clause before, past its beginning.

        "Roads link A with B, B with C"; "Ann waits on floor 1, Bob on floor 2".
        """
        if before.negated:
            return
        if self.text(at) in _ONE_MORE:
            at += 1
        subjects = (
            [(end, (chain.mentions(),)) for end, chain in self.phrases.lists[at]]
            if at < self.size
            else []
        )
        step = before.path
        while step is not None and step.before is not None:
            node, bound = step.node, step.bound
            starts = [(at, bound)]
            if len(bound) == 1 and node is not self.automaton.slot:
                starts += subjects
            for start, taken in starts:
                for match in self.walk(
                    node, start, taken, None, False, cost, False, True, step.before
                ):
                    if self._says_anew(match, at):
                        yield match
            step = step.before

    def _says_anew(self, match: Match, start: int) -> bool:
        """Whether more is said from `start` on than names: a word of the pattern, too."""
        named = {at for b in match.bound for at in range(b[0].start, b[-1].end)}
        return any(
            at not in named and self.text(at) not in english.ADVERBS
            for at in range(start, match.end)
        )

    def _runs_on(self, path: Step, chain: Chain) -> bool:
        """Whether a list beside the pattern's own "and" or "to" is rather the next clause's.

        "Roads link A and B, C and D" are two roads; so are "from A to B, C to D".
        """
        if chain.tail is None and len(chain.head) == 1:
            return False
        node, after = path.node, path.node.slot.words if path.node.slot else {}
        before = path.before.node.words if path.before is not None else {}
        if before.get("and") is node:
            return True
        ranges = any(len(head) > 1 and not head[0].listed for head in chain.heads())
        return ranges and (before.get("to") is node or ("to" in after and chain.tail is not None))

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
        loose = 0.2 if self.text(mentions[-1].start - 1) == "," else 0.0  # no "and" in it
        return (2.1 if any(len(b) > 1 for b in bound) else 0.1) + loose

    def _may_go_on(self, node: Node, at: int) -> bool:
        """A quick look: can anything after this slot match here at all?"""
        ends = any(self.closes(end) for end, _ in self.verbs.time_at(at))
        if node.ends and (ends or self.text(at) == "there"):
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
