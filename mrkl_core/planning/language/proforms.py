"""What stands for things without naming them: it, they, everything, nothing, each other."""

from __future__ import annotations

from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.labels import Labels
from mrkl_core.planning.language.mentions import Chain, Mention

#: Words that stand for things by themselves, and how.
_WORDS = {
    **dict.fromkeys(("it", "he", "she"), "it"),
    **dict.fromkeys(("everything", "everybody", "everyone"), "everything"),
    **dict.fromkeys(("nothing", "none", "nobody"), "none"),
    **dict.fromkeys(("anything", "anybody", "anyone"), "any"),
}
_OTHERS = (("each", "other"), ("one", "another"))
_BESIDE = {"next": "next", "previous": "previous"}
_ALL = frozenset({"everything", "everywhere", "anywhere"})
_NOBODY = ("no", "one")
_PAIRS = (("any", "two"), ("every", "two"), *((w, "pair", "of") for w in ("any", "every", "each")))


class ProForms(Labels):
    """Pronouns and their like in one sentence."""

    def _standing_for(self, at: int) -> list[tuple[int, tuple[Mention, ...]]]:
        text = self._text(at)
        if text == "you" and (you := self.lexicon.you) is not None:
            told = Mention(at, at + 1, "def", noun=you, shown=you.name, said=you.name)
            return [(at + 1, (told,))]
        ends = {at + 1: _WORDS[text]} if text in _WORDS else {}
        if text == "this" and self._text(at + 1) in english.BE - {":", "="}:
            ends = {at + 1: "it"}
        if self._text(at) in ("none", "neither") and self._texts(at + 1, 2) == ("of", "them"):
            return [(at + 3, (Mention(at, at + 3, "none", shown="them"),))]
        if self._texts(at, 2) == _NOBODY:
            return [(at + 2, (Mention(at, at + 2, "none", shown=self._shown(at, at + 2)),))]
        if self._texts(at, 2) in _OTHERS:
            return [(at + 2, (Mention(at, at + 2, "others", shown=self._shown(at, at + 2)),))]
        if self._text(at) == "the" and self._text(at + 1) in _BESIDE:
            det, end = _BESIDE[self._text(at + 1)], at + 2
            noun = self.lexicon.noun_at(self.tokens, end) if end < len(self.tokens) else None
            end = noun[1] if noun else end + (self._text(end) == "one")
            kind = noun[0] if noun else None
            return [(end, (Mention(at, end, det, 0, (), kind, (), self._shown(at, end)),))]
        found = [(e, (Mention(at, e, det, shown=self._shown(at, e)),)) for e, det in ends.items()]
        if end := self._all_else(at):
            shown = self._shown(at, end)
            found.append((end, (Mention(at, end, "everything", shown=shown, rest=True),)))
        return found + self._they(at) + self._pair(at)

    def _shown(self, start: int, end: int) -> str:
        return " ".join(token.raw for token in self.tokens[start:end])

    def _all_else(self, at: int) -> int:
        """Where "everything else" or "all the others" ends; 0 if it is not that."""
        if self._text(at) in _ALL and self._text(at + 1) == "else":
            return at + 2
        if self._text(at) == "elsewhere":
            return at + 1
        last = at + 1 + (self._text(at) == "all" and self._text(at + 1) == "the")
        others = self._text(at) in ("all", "the") and self._text(last) == "others"
        return last + 1 if others else 0

    def _they(self, at: int) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "they", "both of them", "all": those named just before."""
        end, count = at, 0
        if self._text(at) in ("they", "them"):
            end = at + 1
        if self._text(end) in english.EACH:
            count = 2 if self._text(end) == "both" else 0
            end += 1
            many = english.number(self._text(end)) if self._text(end - 1) == "all" else None
            is_ = self._text(end + 1) in english.BE - {":", "="}
            if many and (is_ or self._texts(end + 1, 2) == ("of", "them")):
                count, end = many, end + 1  # "all four of them", "all four are"
            if self._text(end) == "of" and self._text(end + 1) == "them":
                end += 2
        if end == at or self.lexicon.noun_at(self.tokens, end) is not None:
            return []
        return [(end, (Mention(at, end, "they", count, shown=self._shown(at, end)),))]

    def _pair(self, at: int) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "any two rooms", "every pair of rooms": each of them, with each other."""
        found: list[tuple[int, tuple[Mention, ...]]] = []
        for words in _PAIRS:
            start = at + len(words)
            if self._texts(at, len(words)) == words and start < len(self.tokens):
                noun = self.lexicon.noun_at(self.tokens, start)
                if noun is not None and noun[2]:
                    shown = self._shown(at, noun[1])
                    found.append(
                        (noun[1], (Mention(at, noun[1], "pair", 0, (), noun[0], (), shown),))
                    )
        return found


def two_of(chain: Chain) -> tuple[tuple[Mention, ...], ...]:
    """Two things named as one: "rooms 1 and 2", "any two rooms"; none if it is not that."""
    if chain.tail is not None:
        return ()
    head = chain.head
    if head[0].det == "pair":
        return (replace(head[0], det="all"),), (replace(head[0], det="others"),)
    return ((head[0],), (head[1],)) if len(head) == 2 and head[0].listed else ()


def of_none(mention: Mention) -> Mention:
    """What is denied of all where "no crate", "nothing" or "any crate" stands."""
    if mention.shown == "them":  # "none of them"
        return replace(mention, det="they")
    return replace(mention, det="everything" if mention.noun is None else "all")
