"""The forms of "is" and the modals in a sentence: where they end, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from mrkl_core.planning.language import english
from mrkl_core.planning.language.tokens import Token

_FIRST = frozenset(words[0] for words in english.ADVERB_PHRASES)


#: Set phrases by their first words, longer ones first.
_Phrases = dict[str, list[tuple[str, ...]]]


@lru_cache(maxsize=1)
def _phrases() -> dict[str, _Phrases]:
    def split(items: Iterable[str]) -> _Phrases:
        found: _Phrases = {}
        for phrase in sorted((tuple(i.split()) for i in items), key=len, reverse=True):
            found.setdefault(phrase[0], []).append(phrase)
        return found

    return {
        "modal": split(english.MODALS),
        "bare": split(english.BARE_BE),
        "placing": split(english.PLACING),
        "can": split(english.ABLE),
        "exists": split(english.EXISTS),
        "both ways": split(english.BOTH_WAYS),
        "adverb": split(" ".join(words) for words in english.ADVERB_PHRASES),
    }


class Verbs:
    """The verbs that every domain shares, found in one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        self._be: dict[int, list[tuple[int, bool | None, bool]]] = {}

    def phrase_at(self, at: int, which: str) -> Iterator[int]:
        """The ends of the set phrases of a kind ("modal", "bare", "placing") that start here."""
        for phrase in _phrases()[which].get(self._text(at), ()):
            end = at + len(phrase)
            if end <= self.size and all(
                t.text == w for t, w in zip(self.tokens[at:end], phrase, strict=True)
            ):
                yield end

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at < self.size else ""

    def adverb_at(self, at: int) -> tuple[int, bool | None] | None:
        """Where an adverb that starts here ends, and whether it says end or start."""
        if self._text(at) in ("each", "either") and self._ends_list(at + 1):
            # "two robots with two grippers each and three rooms"; "is not clean either"
            return at + 1, None
        if self._text(at) in english.ADVERBS:
            return at + 1, english.ADVERBS[self.tokens[at].text]
        if self._text(at) == "in" and self._text(at + 1) in english.DEFINITE:
            for task in (at + 2, at + 3):  # "in this problem", "in our blocksworld problem"
                if self._text(task) in english.TASKS:
                    return task + 1, None
        if self._text(at) in _FIRST:
            for end in self.phrase_at(at, "adverb"):
                words = tuple(t.text for t in self.tokens[at:end])
                return end, english.ADVERB_PHRASES[words]
        return None

    def _ends_list(self, at: int) -> bool:
        """Whether no word follows but an "and", and that not as in "each and every"."""
        word = at < self.size and self.tokens[at].word
        return not word or (self._text(at) == "and" and self._text(at + 1) != "every")

    def _may_not(self, at: int) -> Iterator[int]:
        """ "Nothing may lie on b5": where the "may" ends that something must not."""
        clause = at
        while clause and self._text(clause - 1) not in english.JOINTS:
            clause -= 1
        if self._text(at) == "may" and self._text(clause) in english.DENYING:
            yield at + 1

    def _is_kept(self, at: int) -> bool:
        """Whether "being" says only that it is so: "is being held", not "is being painted"."""
        return self._text(at) == "being" and self._text(at + 1) in english.PLACED | {"held"}

    def be_at(self, at: int) -> list[tuple[int, bool | None, bool]]:
        """The forms of "is" that start here: (end, end or start, negated)."""
        if at not in self._be:
            self._be[at] = self._find_be(at) if at < self.size else []
        return self._be[at]

    def _find_be(self, at: int) -> list[tuple[int, bool | None, bool]]:
        token = self.tokens[at]
        heads: list[tuple[int, bool | None, bool]] = []
        if token.text in english.BE:
            heads.append((at + 1, None, False))
        elif token.text in ("all", "both") and at and at + 1 < self.size:
            return self.be_at(at + 1)  # "A and B both are", "A, B and C all have to be"
        elif token.text in english.HAS_BEEN and self._text(at + 1) == "been":
            heads.append((at + 2, None, False))
        elif token.text in english.HAS_BEEN and self._text(at + 2) == "been":
            between = self._text(at + 1)
            if between in english.NEGATIONS:  # "has not been"
                heads.append((at + 3, None, True))
            elif between in ("all", "both"):  # "they have all been"
                heads.append((at + 3, None, False))
        elif token.stem in english.POSTURES:
            starts = token.stem in ("start", "begin")
            heads.append((at + 1, False if starts else None, False))
        elif token.text in english.DO and self._text(at + 1) in english.NEGATIONS:
            heads += [(end, None, True) for end in self.phrase_at(at + 2, "bare")]
        for end in self.phrase_at(at, "placing"):
            when = english.PLACING[" ".join(t.text for t in self.tokens[at:end])]
            heads.append((end, when, False))
        if token.text == "be":  # "let A be a place" names A
            let = any(before.text == "let" for before in self.tokens[:at])
            heads.append((at + 1, None if let else True, False))
        modals = [*self.phrase_at(at, "modal"), *self._may_not(at)]
        for end in modals:
            after, no = end, False
            while after < self.size and (
                self.tokens[after].text in english.ADVERBS
                or self.tokens[after].text in english.NEGATIONS
                or self.tokens[after].text in ("all", "both")
            ):
                no = no != (self.tokens[after].text in english.NEGATIONS)
                after += 1
            heads += [(stop, True, no) for stop in self.phrase_at(after, "bare")]
        found: list[tuple[int, bool | None, bool]] = []
        for end, wish, no in heads:
            after = end
            if after < self.size and self.tokens[after].text in english.NEGATIONS:
                found.append((after, wish, no))  # a pattern may have the "not" itself
            # "A and B are both on the table": "both" says nothing that "A and B" did not.
            while after < self.size:
                if adverb := self.adverb_at(after):
                    after, when = adverb
                    wish = later(wish, when)
                elif self.tokens[after].text in english.NEGATIONS:
                    after, no = after + 1, not no
                elif self._text(after) == "no" and self._text(after + 1) == "longer":
                    after, no = after + 2, not no
                elif self.tokens[after].text in ("all", "both") or self._is_kept(after):
                    after += 1
                else:
                    break
            found.append((after, wish, no))
            if after < self.size and self.tokens[after].text in english.PLACED:
                found.append((after + 1, wish, no))
        return found


def later(known: bool | None, said: bool | None) -> bool | None:
    """Start (False), end (True) or neither: what is said last counts."""
    return known if said is None else said
