"""Patterns matched against a sentence: every way through the automaton from a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match, Step
from mrkl_core.planning.language.mentions import Chain, Mention, scheme, spoken_of
from mrkl_core.planning.language.paths import Path, after_be, goes_beyond, plainness
from mrkl_core.planning.language.patterns import Node
from mrkl_core.planning.language.phrases import NounPhrases
from mrkl_core.planning.language.proforms import of_none, two_of
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.verbs import Verbs

_MORE = frozenset({",", "and"})
_SHARED = 2.0  # a verb that stands only after the last of several
_ONE_MORE = frozenset({"another", "one"})
_NO_VERBS = frozenset({"to", "from", "of", "with", *english.AT})
_NOTHING = 0.3
_OTHERS = 0.4
#: Whose: "its store", and who that is.
_OF_IT = {**dict.fromkeys(english.POSSESSIVE, "it"), "their": "they"}


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
        if at >= self.size or self.tokens[at].line or self.phrases.chained(at):
            return True
        text = self.text(at)
        if text in english.JOINTS:
            return True
        if text in english.ALTERNATIVES:  # "no camera is on or calibrated"
            return any(token.text in english.DENYING for token in self.tokens[:at])
        if text in english.HOLDING:  # "robot 1 at tile 2 holding black"
            return at > 0 and not self.verbs.be_at(at - 1)
        if text in ("that", "which", "who"):  # "an instrument that works in …"
            new = (self.text(at - back) for back in (2, 3) if back <= at)
            return any(w in english.INDEFINITE or english.number(w) is not None for w in new)
        if text in english.AT:  # "a grid in which …"
            return self.text(at + 1) == "which"
        return text in ("so", "such") and self.text(at + 1) == "that"

    def text(self, at: int) -> str:
        """The token at a place, empty past the end."""
        return self.tokens[at].text if at < self.size else ""

    def texts(self, at: int, end: int) -> tuple[str, ...]:
        """The tokens from a place up to another."""
        return tuple(token.text for token in self.tokens[at:end])

    def walk(self, node: Node, at: int, path: Path, bare: float = 0.0) -> Iterator[Match]:
        """Every way to go on from a state of the automaton at a token.

        `bare` is what it costs that a form of "is" is left out, 0 where it may not be.
        """
        if node.ends:
            yield Match(
                at,
                node.ends,
                path.bound,
                path.wish,
                path.negated,
                path.cost,
                bare=path.bare,
                path=path.step,
                tally=path.tally,
            )
            answer = english.ANSWERS.get(self.text(at + 1)) if self.text(at) == ":" else None
            if answer is not None and not path.negated and self.closes(at + 2):
                # "the robot holds a block: no"
                no = not answer
                yield Match(at + 2, node.ends, path.bound, path.wish, no, path.cost, answered=no)
        path = path._replace(step=Step(node, path.bound, path.step, path.tally))
        if node.be is not None:
            for end, when, no in self.verbs.be_at(at):
                yield from self.walk(node.be, end, path.spoken(when, no), bare)
            if bare and (path.bound or node is not self.automaton):
                yield from self._without_be(node.be, at, path, bare)
            if path.bound and self._shares(path.step, at):
                yield from self._shared_verb(node.be, at, path, bare)
        has = node.words.get("have")
        if has is not None and self.equipped(at):
            yield from self.walk(has, at + 3, path, bare)
        if node.the is not None:
            yield from self.walk(node.the, at, path, bare)
        if at >= self.size:
            return
        token = self.tokens[at]
        if token.text == "," and self.text(at + 1) == "respectively" and path.bound:
            yield from self.walk(node, at + 2, path, bare)
        if node is not self.automaton and (adverb := self.verbs.adverb_at(at)):
            end, when = adverb
            yield from self.walk(node, end, path.spoken(when, cost=0.01), bare)
        said = token.text[2:] if token.text.startswith("un") else ""
        if said in node.words and token.stem not in node.words and after_be(path.step):
            yield from self.walk(
                node.words[said], at + 1, path._replace(negated=not path.negated), bare
            )
        follower = node.words.get(token.stem)
        if follower is not None and not (token.text == "and" and _listed(path.bound, at)):
            yield from self.walk(follower, at + 1, path, bare)
        if node.the is not None and token.text in english.DETERMINERS:
            yield from self.walk(node.the, at + 1, path, bare)
        if (when := english.TIMES.get(token.text)) is not None and at + 1 < self.size:
            noun = self.tokens[at + 1].stem  # "the initial level of …"
            if noun in node.words or (node.the is not None and noun in node.the.words):
                yield from self.walk(node, at + 1, path.spoken(when, cost=0.01), bare)
        if node.the is not None and (number := english.number(token.text)):
            for after, end in self.counted(number, node.the, at + 1):
                yield from self.walk(after, end, path._replace(tally=(number, at)), bare)
        if self._sized(at) and self.tokens[at + 1].stem in node.words:
            # "a small robot", where a pattern has "a robot"
            yield from self.walk(node, at + 1, path.spoken(None, cost=0.01), bare)
        if node.words and node is not self.automaton:
            # "the robot should hold …": a modal before the verb makes it a wish.
            if token.text in english.DO and self.text(at + 1) in english.NEGATIONS:
                denied = node.words.get(self.tokens[at + 2].stem) if at + 2 < self.size else None
                if denied is not None:  # "the robot does not hold …"
                    yield from self.walk(denied, at + 3, path.spoken(None, negated=True), bare)
            for end in self.verbs.phrase_at(at, "modal"):
                follower = node.words.get(self.tokens[end].stem) if end < self.size else None
                if follower is not None and self._is_verb_after(at, end):
                    yield from self.walk(follower, end + 1, path._replace(wish=True), bare)
        if token.text == "there" and node is not self.automaton:
            yield from self._there(node, at, path, bare)
        if node.slot is not None:
            yield from self._fill(node, node.slot, at, path, bare)

    def equipped(self, at: int) -> bool:
        """ "Is equipped with", which is "has"."""
        is_, equipped, with_ = self.text(at), self.text(at + 1), self.text(at + 2)
        return is_ in english.BE and equipped in english.EQUIPPED and with_ == "with"

    def counted(self, number: int, node: Node, at: int) -> Iterator[tuple[Node, int]]:
        """Where a pattern goes on after what is counted: "4 roads: between …", "4 roads from"."""
        agrees = number == 1  # "4 roads", not "floors 1, 2, 3, 4" and below it "elevator: 2"
        while at < self.size and self.tokens[at].stem in node.words:
            agrees = agrees or english.is_plural(self.text(at))
            node, at = node.words[self.tokens[at].stem], at + 1
            if agrees:
                yield node, at
            if agrees and self.text(at) in (":", ","):
                yield node, at + 1

    def _is_verb_after(self, modal: int, at: int) -> bool:
        """Whether a modal and the word after it may be a verb's: not "to to", "the to right"."""
        before = self.text(modal - 1) if modal else ""
        return self.text(at) not in _NO_VERBS and before not in english.DEFINITE  # "A" is a name

    def _sized(self, at: int) -> bool:
        """Whether a word that tells nothing stands between a determiner and another word."""
        sized = self.text(at) in english.SIZES | english.NEUTRAL and at + 1 < self.size
        return at > 0 and sized and self.text(at - 1) in english.DETERMINERS

    def _there(self, node: Node, at: int, path: Path, bare: float) -> Iterator[Match]:
        """ "The robot is there, too": at, in or on the place spoken of."""
        place = (Mention(at, at + 1, "it", shown="there"),)
        for word in english.AT:
            leading = node.words.get(word)
            if leading is not None and leading.slot is not None:
                there = path._replace(bound=(*path.bound, place))
                yield from self.walk(leading.slot, at + 1, there, bare)

    def _fill(self, node: Node, after: Node, at: int, path: Path, bare: float) -> Iterator[Match]:
        theirs = after.words.get("'s")
        if theirs is not None and self.tokens[at].text in _OF_IT:
            # "its store is empty": the store of what "it" means
            shown = _OF_IT[self.tokens[at].text]
            its = (Mention(at, at + 1, shown, shown=shown),)
            yield from self.walk(theirs, at + 1, path._replace(bound=(*path.bound, its)), bare)
        joint = after.words.get("and")
        both = joint.slot if joint is not None else None  # after "{a} and {b}"
        first = path.step is None or path.step.before is None
        if self.tokens[at].text == "neither" and at + 1 < self.size:
            for end, chain in self.phrases.lists[at + 1]:  # "neither A nor B is …": both are not
                if "nor" in self.texts(at + 1, end) and len(chain.mentions()) == 2:
                    filled = path._replace(bound=(*path.bound, chain.mentions()))
                    yield from self.walk(after, end, filled.spoken(None, negated=True), bare)
        for end, chain in self.phrases.lists[at]:
            if (
                both is not None
                and (two := two_of(chain))
                and self._may_go_on(both, end, first=first)
            ):
                yield from self.walk(both, end, path._replace(bound=(*path.bound, *two)), bare)
            if chain.head[0].det == "pair":
                continue
            if not self._may_go_on(after, end, first=first) or self._runs_on(node, path, chain):
                continue
            mentions = chain.mentions()
            if path.bare and path.bound and _one_scheme(path.bound[-1][-1], mentions[0], at):
                continue  # "b1 b2": nothing says how
            cost = path.cost + self._crowding(path.bound, mentions) + plainness(mentions)
            filled = path._replace(cost=cost)
            if mentions[0].det == "any" and not path.negated:
                continue
            if mentions[0].det == "others":  # rather what a pattern says of "each other" itself
                filled = filled._replace(cost=cost + _OTHERS)
            denied = path.negated and _is_any(mentions)  # "holds not a block": not any of them
            # "no block is …": what is not true of any
            if mentions[0].det in ("none", "any") or denied:
                mentions = (of_none(mentions[0]), *mentions[1:])
                # Rather what a pattern says of "nothing" itself.
                filled = filled._replace(
                    negated=True, cost=cost + _NOTHING * (not mentions[0].noun)
                )
            yield from self.walk(after, end, filled._replace(bound=(*path.bound, mentions)), bare)

    def resumed(self, before: Match, at: int, cost: float) -> Iterator[Match]:
        """The ways to take up the pattern of the clause before, past its beginning.

        "Roads link A with B, B with C"; "Ann waits on floor 1, Bob on floor 2".
        """
        if before.negated:
            return
        found = [m for m in self._resumed(before, at, cost) if not goes_beyond(m, before)]
        if not found and self.text(at) in _ONE_MORE and not self._noun(at + 1):
            found = list(self._resumed(before, at + 1, cost))
        yield from found

    def _resumed(self, before: Match, at: int, cost: float) -> Iterator[Match]:
        subjects = (
            [(end, (chain.mentions(),)) for end, chain in self.phrases.lists[at]]
            if at < self.size
            else []
        )
        step = before.path
        while step is not None and step.before is not None:
            node, bound = step.node, step.bound
            starts = [(at, tuple(tuple(map(spoken_of, mentions)) for mentions in bound))]
            # "p1: room1, p2: room2" says it anew
            said = step.before.node.words.get(":") is not node
            if len(bound) == 1 and node is not self.automaton.slot and said:
                starts += subjects
            if step.before.node.be is node and self.text(at) in english.PLACED:
                starts.append((at + 1, starts[0][1]))  # "… is clean and standing on the table"
            for start, taken in starts:
                spent = cost + (plainness(taken[0]) if start != at else 0.0)
                path = Path(
                    taken, before.wish, cost=spent, bare=True, step=step.before, tally=step.tally
                )
                for match in self.walk(node, start, path):
                    if self._says_anew(match, at):
                        yield match
            step = step.before

    def _noun(self, at: int) -> bool:
        return at < self.size and self.phrases.lexicon.noun_at(self.tokens, at) is not None

    def _says_anew(self, match: Match, start: int) -> bool:
        """Whether more is said from `start` on than one name: a word of the pattern, too."""
        starts = [b[0].start for b in match.bound if b[0].start >= start]
        if len(set(starts)) < len(starts):
            return True  # "rooms 1 and 2" are two
        named = {at for b in match.bound for at in range(b[0].start, b[-1].end)}
        return any(
            at not in named and self.text(at) != "," and self.text(at) not in english.ADVERBS
            for at in range(start, match.end)
        )

    def _runs_on(self, node: Node, path: Path, chain: Chain) -> bool:
        """Whether a list beside the pattern's own "and" or "to" is rather the next clause's.

        "Roads link A and B, C and D" are two roads; so are "from A to B, C to D".
        """
        if chain.tail is None and len(chain.head) == 1:
            return False
        after = node.slot.words if node.slot else {}
        step = path.step.before if path.step is not None else None
        before = step.node.words if step is not None else {}
        if before.get("and") is node:
            return True
        ranges = any(len(head) > 1 and not head[0].listed for head in chain.heads())
        return ranges and any(
            before.get(to) is node or (to in after and chain.tail is not None) for to in ("to", "-")
        )

    def _shares(self, step: Step | None, at: int) -> bool:
        """Whether a verb may come only later: not after names alone, which are one list."""
        alone = step is None or step.before is None or step.before.before is None
        return not alone and self.text(at) in _MORE

    def _shared_verb(self, being: Node, at: int, path: Path, bare: float) -> Iterator[Match]:
        """ "The image of A in red and the image of B in blue are taken": one verb for both."""
        verb = next((i for i in range(at, self.size) if self.verbs.be_at(i)), self.size)
        if self.text(verb) in english.SINGULAR_BE | {":", "="}:
            return
        for end, when, no in self.verbs.be_at(verb):
            spoken = path.spoken(when, no, cost=_SHARED)
            for match in self.walk(being, end, spoken, bare):
                if self.closes(match.end) and match.bound[: len(path.bound)] == path.bound:
                    yield replace(match, end=at, path=None)

    def _without_be(self, node: Node, at: int, path: Path, bare: float) -> Iterator[Match]:
        """ "A on B", "B not on C", "and placed on the table": as if "is" stood there."""
        path = path._replace(cost=path.cost + bare, bare=True)
        yield from self.walk(node, at, path, bare)
        if self.text(at) in english.NEGATIONS:
            yield from self.walk(node, at + 1, path._replace(negated=not path.negated), bare)
        elif self.text(at) in english.PLACED | {"both", "all"}:
            yield from self.walk(node, at + 1, path, bare)

    def _crowding(
        self, bound: tuple[tuple[Mention, ...], ...], mentions: tuple[Mention, ...]
    ) -> float:
        """Lists on both sides of a verb are less likely than two clauses."""
        if len(mentions) > 1 and any(m.det == "number" for m in mentions):
            return 5.0
        if not bound and mentions[0].det == "number":
            return 0.8  # "4 stores": rather four of them than what "4" does
        if len(mentions) < 2:
            # "four glasses, three taps for three drinks": the glasses stand alone.
            listed = any(len(b) > 1 and b[-1].count for b in bound)
            return 4.2 if mentions[0].count and listed else 0.0
        after = mentions[-1].end
        if "respectively" in self.texts(after, after + 2):
            return 0.0
        if bound and not self.phrases.lexicon.alike(mentions):
            return 5.0  # "robot 1 is at tile 2, black": rather two clauses
        if bound and any(m.count and not (m.det or m.name) for m in mentions):
            return 2.1
        loose = 0.2 if self.text(mentions[-1].start - 1) == "," else 0.0  # no "and" in it
        return (2.1 if any(len(b) > 1 for b in bound) else 0.1) + loose

    def _may_go_on(self, node: Node, at: int, *, first: bool) -> bool:
        """A quick look: can anything after this slot, if `first` a pattern's start, match here?"""
        if node.ends and (self.closes(at) or self.text(at) == "there" or self.verbs.be_at(at)):
            return True  # also "On the table is …"
        if at >= self.size:
            return False
        token = self.tokens[at]
        if token.stem in node.words or (node.be is not None and not first and token.text in _MORE):
            return True  # even "and", where a pattern has it
        if token.text in english.JOINTS and token.text != ":":
            return False
        if node.slot is not None or self.verbs.adverb_at(at) or node.the is not None:
            return True
        if node.be is not None:
            after = node.be  # a verb may be left out: "I want A on B"
            if token.stem in after.words or after.the is not None or after.slot is not None:
                return True
            if token.text in english.PLACED or token.text in english.NEGATIONS:
                return True
            if self.verbs.be_at(at):
                return True
        return any(True for _ in self.verbs.phrase_at(at, "modal"))


def _is_any(mentions: tuple[Mention, ...]) -> bool:
    """Whether "a block", where something is denied, is any block."""
    one = mentions[0]
    return len(mentions) == 1 and one.det == "indef" and one.noun is not None and not one.name


def _one_scheme(before: Mention, after: Mention, at: int) -> bool:
    """Whether two names that only a number or a letter tells apart stand side by side."""
    return before.end == at and bool(before.name) and scheme(before) == scheme(after)
