"""Remarks on what can be done: rules of the world retold, which state no fact of a problem.

What can be done tells, if anything, of what no action changes: of ways and abilities. So a sentence
is such a remark where it names nothing of the problem's own, and of nothing that it speaks of
in general has the domain a fact that no action changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind
from mrkl_core.planning.language.tokens import DRAWN, Sentence
from mrkl_core.planning.language.walk import Walker

_SUBJECTS = english.DETERMINERS | english.POSSESSIVE | {"each", "every", "any", "all"}
_STAND = english.PEOPLE - {"i"} | {"it", "they", "he", "she", "both"}
_GENERAL = english.INDEFINITE | {"one", "single", "only", "most", "no"}
#: What goes on with a remark after a joint.
_GOES_ON = frozenset(
    "and or but if when as provided unless because since that which where who can may cannot "
    "only so then from to in with one".split()
)
#: What may say of this problem when all is done, or what is not to be.
_ENDS = frozenset(
    "goal goals end finally stop finish finished done until after initially now".split()
)
_CONDITIONS = frozenset({"if", "when", "unless", "provided"})
_LONGEST_SUBJECT = 5
_REMARK = 1.2
_FURTHER = 0.1
_ON = 2.0  # past a joint: rather what is read as a clause of its own


class Remarks:
    """Finds the clauses of one sentence that only retell what can be done."""

    def __init__(self, sentence: Sentence, walker: Walker) -> None:
        self.sentence = sentence
        self.walker = walker
        self.tokens = walker.tokens
        self.lexicon = walker.phrases.lexicon

    def at(self, at: int) -> Iterator[tuple[Clause, float]]:
        """The remarks that start here, shortest first, with their costs."""
        modal = self._modal(at)
        if not modal:
            return
        general = self._subject(at, modal)
        end, cost = at, _REMARK
        while end < len(self.tokens) and self._is_general(end):
            if noun := self.lexicon.noun_at(self.tokens, end):
                if noun[0].kind:
                    return
                if end > modal and not self._indefinite(end):
                    general.add(noun[0].type)
                end = noun[1]
            else:
                end += 1
            if end <= modal + 1 or not self.walker.closes(end):
                continue
            if self._doing(at):
                if end < len(self.tokens) or self._must(modal):
                    continue  # "… and the other hand to be free": all of it
                cost = _REMARK
            if not any(self._told_of(types, general) for types in self.lexicon.lasting):
                words = self.sentence.span(at, end)
                yield Clause(Kind.REMARKS, words, start=at, end=end), cost
            if self.walker.text(end) in ("and", "or") and self._is_condition(modal, end):
                cost -= _FURTHER  # "…, if it is clear and the hand is empty": all of it
            elif self._goes_on(end):
                cost += _ON
            else:
                return

    def _modal(self, at: int) -> int:
        """Where "can" ends after a subject that starts here and names nothing; 0 if none does."""
        text = self.walker.text
        if text(at) in english.RELATIVES and text(at - 1) in self.lexicon.agents:
            return at + 1  # "a robot arm that moves cubes"
        if at and self.tokens[at].line is False and self.walker.verbs.be_at(at - 1):
            return 0
        if doing := self._doing(at):
            return doing
        plural = self.lexicon.noun_at(self.tokens, at)
        if not (text(at) in _SUBJECTS | _STAND or (plural and plural[2])):
            return 0
        for verb in range(at + 1, min(at + 1 + _LONGEST_SUBJECT, len(self.tokens))):
            for end in self.walker.verbs.phrase_at(verb, "can"):
                return end
            if not self._is_general(verb) or self.walker.closes(verb):
                return 0
        return 0

    def _doing(self, at: int) -> int:
        """Where "needs" ends in "filling and shaking need …"; 0 if it is not that."""
        if at and not self.tokens[at].line:
            return 0
        while self.walker.text(at).endswith("ing") and self._is_general(at):
            at += 1
            if self.walker.text(at) in english.TAKES:
                return at + 1
            at += self.walker.text(at) == ","
            at += self.walker.text(at) in ("and", "or")
        return 0

    def _must(self, at: int) -> bool:
        """Whether something must or should be, which may be a goal."""
        modals = (i for i in range(at, len(self.tokens)) if self.walker.text(i) != "to")
        return any(True for i in modals for _ in self.walker.verbs.phrase_at(i, "modal"))

    def _subject(self, at: int, modal: int) -> set[str]:
        """The types of what a remark is about."""
        nouns = (self.lexicon.noun_at(self.tokens, i) for i in range(at, modal))
        return {noun[0].type for noun in nouns if noun}

    def _is_general(self, at: int) -> bool:
        """Whether a word may stand in a remark: no name, no number, no mark of a list."""
        token, text = self.tokens[at], self.tokens[at].text
        if token.raw == DRAWN or text in _ENDS or text in (":", "(", ";", "="):
            return False
        if english.number(text) not in (None, 1) or any(c.isdecimal() for c in text):
            return False
        if not token.word:
            return text in (",", ")", "-")
        named = "_" in text or text in self.lexicon.names
        single = len(text) == 1 and text != "a"
        return not (named or single or (token.capital and at > 0 and text not in english.STOP))

    def _indefinite(self, noun: int) -> bool:
        """Whether a noun after the subject means any of its kind, and none of the problem's own."""
        for back in range(noun - 1, max(noun - 4, -1), -1):
            if self.walker.text(back) in _GENERAL:
                return True
            if self.walker.text(back) in english.STOP:
                return False
        return False

    def _told_of(self, types: tuple[frozenset[str], ...], general: set[str]) -> bool:
        """Whether all that a lasting fact tells of is spoken of."""
        return all(not one.isdisjoint(general) for one in types)

    def _is_condition(self, start: int, end: int) -> bool:
        """Whether what was said last is on what condition it can be done."""
        while end > start and self.walker.text(end - 1) != ",":
            end -= 1
            if self.walker.text(end) in _CONDITIONS:
                return True
        return False

    def _goes_on(self, at: int) -> bool:
        """Whether a remark may go on after a joint: with what is no clause of its own."""
        text = self.walker.text
        while text(at) in (",", "and", "but"):
            at += 1
        verb = next((i for i in range(at, len(self.tokens)) if self.walker.closes(i)), at)
        modal = any(True for i in range(at, verb) for _ in self.walker.verbs.phrase_at(i, "can"))
        begins = text(at) in english.DETERMINERS | english.POSSESSIVE | _STAND
        return modal or text(at) in _GOES_ON or not begins
