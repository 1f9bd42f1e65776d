"""Noun phrases, found at every place of a sentence at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import (
    Chain,
    Lexicon,
    Mention,
    Noun,
    between,
)
from mrkl_core.planning.language.proforms import ProForms
from mrkl_core.planning.language.tokens import Token

_MOST_MODIFIERS = 6
_OF_EACH = ("", "def", "indef", "its")


class NounPhrases(ProForms):
    """All noun phrases of one sentence; `lists[i]` are the lists starting at token i."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        super().__init__(tokens, lexicon)
        size = len(tokens)
        # From the right, so that what follows a place is known before the place itself.
        for at in range(size - 1, -1, -1):
            place = self._place(at)
            if not (tokens[at].word or place):
                continue
            self.names[at] = place or self._explained(self._names(at))
            self.single[at] = self._single(at)
            self.lists[at] = self._lists(at)

    # -- phrases with a noun -------------------------------------------------------------

    def _single(self, at: int) -> list[tuple[int, tuple[Mention, ...]]]:
        found: list[tuple[int, tuple[Mention, ...]]] = []
        found += self._standing_for(at)
        value = english.number(self._text(at)) if self.lexicon.numerals else None
        if value is not None:
            shown = self.tokens[at].raw
            found.append(
                (at + 1, (Mention(at, at + 1, "number", name=(str(value),), shown=shown),))
            )
        for end, mention in self.names[at] or self._the_named(at):
            found.append((end, (mention,)))
            found += self._range(end, mention)
        found += self._common(at)
        for end, mentions in list(found):
            if self._text(end) == "'s" and len(mentions) == 1:
                found += self._possessed(end + 1, at, mentions[0])
        return found

    def _the_named(self, at: int) -> list[tuple[int, Mention]]:
        """ "The hoist0", "the b1": a name with its noun or a number may have an article."""
        if self._text(at) != "the" or at + 1 >= len(self.tokens):
            return []
        numbered = any(c.isdecimal() for c in self._text(at + 1))
        named = self.names[at + 1]
        return [(e, replace(m, start=at)) for e, m in named if m.noun is not None or numbered]

    def _range(self, end: int, first: Mention) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "b1 to b5": the names between two that differ in their last number."""
        if not self._spans(end):
            return []
        found = []
        for stop, last in self.names[end + 1]:
            names = between(first, last)
            if names:
                found.append((stop, names))
        return found

    def _possessed(
        self, at: int, start: int, owner: Mention
    ) -> list[tuple[int, tuple[Mention, ...]]]:
        if at >= len(self.tokens):
            return []
        return [
            (end, (replace(m[0], start=start, det="def", owner=owner),))
            for end, m in self._common(at, determined=True)
            if len(m) == 1 and m[0].owner is None
        ]

    def _common(
        self, start: int, *, determined: bool = False
    ) -> list[tuple[int, tuple[Mention, ...]]]:
        at, det, count = start, "", 0
        text = self._text(at)
        rest = False
        if not determined:
            if text in english.THEIRS and self._text(at + 1) == "own":
                det, at = "indef", at + 2  # "each has its own camera": has a camera
            elif text == "own":
                det, at = "indef", at + 1  # "each with own camera"
            elif text in english.POSSESSIVE:
                det, at = "its", at + 1
            elif text in english.UNIVERSAL:
                det, at, count = "all", at + 1, 2 if text == "both" else 0
                if self._text(at) == "of":
                    at += 1
                if self._text(at) in english.DEFINITE or self._its_alone(at):
                    at += 1
                elif self._text(at) in english.POSSESSIVE:  # "both its grippers"
                    its = Mention(at, at + 1, "it", shown="it")
                    both = [
                        (end, replace(m[0], start=start, det=det, count=count, owner=its))
                        for end, m in self._common(at + 1, determined=True)
                        if len(m) == 1 and m[0].plural and not m[0].name
                    ]
                    return [*((end, (m,)) for end, m in both), *self._apposed_names(both)]
            elif text in english.DEFINITE:
                det, at = "def", at + 1
            elif text in english.INDEFINITE:
                det, at = "indef", at + 1
            elif text == "any" and self._text(at + 1) == "other":
                det, at = "all", at + 1  # "no block is at any other place": at all others none
            elif text in ("no", "neither", "any"):
                det, at = "any" if text == "any" else "none", at + 1
            elif text == "none" and self._text(at + 1) == "of":
                det, at = "none", at + 2
                if self._text(at) in english.DEFINITE:
                    at += 1
        at += det == "def" and self._text(at) == "only"  # "the only hub"
        following = det == "def" and self._text(at) == "following"
        at += following
        if det == "def" and self._text(at) == "both":  # "the both grippers"
            det, at, count = "all", at + 1, 2
        if det == "def" and self._text(at) in english.ORDINALS:
            return self._ordinal(start, at + 1)
        if det == "def" and self._text(at) == "rest" and self._text(at + 1) == "of":
            rest, at = True, at + 2
            at += self._text(at) in english.DEFINITE
        if det == "def" and self._text(at) in self.lexicon.agents and self._text(at + 1) == "'s":
            at += 2  # "the barman's hands"
        grouped = self._text(at) in english.GROUPS and self._text(at + 1) == "of"
        if (det in ("def", "indef") or self._text(at) == "number") and grouped:
            det, at = "" if det == "indef" else det, at + 2
            at += self._text(at) in english.DEFINITE
        if det in ("all", "def", "none") and self._text(at) in ("other", "remaining"):
            rest, at = True, at + 1
        number = (
            english.number(self._text(at)) if det not in ("indef", "its", "none", "any") else None
        )
        if number is not None:
            if number < 1:
                return []
            at += 1
            if self._text(at) in english.SORTS and self._text(at + 1) == "of":
                at += 2  # "three kinds of ingredients"
            count = number
            det = "all" if det in ("def", "all") else ""
            if det == "all" and self._text(at) in ("other", "remaining"):
                rest, at = True, at + 1  # "the three remaining tiles"
        mods: list[str] = []
        while at < len(self.tokens):
            noun = self.lexicon.noun_at(self.tokens, at)
            if noun is not None:
                if det == "its" and noun[0].type not in self.lexicon.owned:
                    det = "def"
                said = self._noun_said(at, noun[1])
                found = self._with_noun(start, det, count, tuple(mods), noun, said)
                if following:  # "the following rooms: a, b and c" are those
                    found = [(e, named) for e, named in found if len(named) > 1]
                if rest:
                    every = "none" if det == "none" else "all"
                    return [
                        (e, (replace(m[0], det=every, rest=True),))
                        for e, m in found
                        if not m[0].name
                    ]
                return found + self._except(found) if det == "all" else found
            if mods and self._and_adjective(at):
                at += 1  # "a clean and empty glass"
                continue
            if len(mods) == 1 and det in _OF_EACH and not count and self._joint(at):
                return self._each_modified(start, at, det, mods[0])
            if mods and det == "def" and self._told_by(at, mods):
                one = Mention(start, at, "def", name=tuple(mods), shown=" ".join(mods), plain=True)
                return [(at, (one,))]  # "the spare is intact"
            if len(mods) == 3 or not self._modifies(at) or self.tokens[at].text in mods:
                return []
            if self._text(at + 1) and self.tokens[at + 1].line and self.tokens[at + 1].capital:
                return []  # another line, with another beginning
            if self._text(at) not in english.NEUTRAL:  # "a single shaker" is a shaker
                mods.append(self.tokens[at].text)
            at += 1
            if det == "def" and not count and mods and self._text(at) == "one":
                shown = " ".join(t.raw for t in self.tokens[at - len(mods) : at])
                one = Mention(start, at + 1, "def", name=tuple(mods), shown=shown, plain=True)
                return [(at + 1, (one,))]
        return []

    def _modifies(self, at: int) -> bool:
        token = self.tokens[at]
        if token.stem in self.lexicon.adjectives or token.text in english.NEUTRAL:
            return True
        return self._free(at) and not any(c.isdecimal() for c in token.text)

    def _and_adjective(self, at: int) -> bool:
        """Whether "and" joins two adjectives of one thing, not of two that they tell apart."""
        if self._text(at) not in ("and", ",", "but") or at + 1 >= len(self.tokens):
            return False
        both = {self.tokens[at - 1].stem, self.tokens[at + 1].stem}
        return both <= self.lexicon.adjectives - self.lexicon.apart

    def _each_modified(
        self, start: int, at: int, det: str, first: str
    ) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "the left and right hands", "a left and a right hand": one of each."""
        mods, each = [first], False
        while (after := self._joint(at)) is not None and after < len(self.tokens):
            if self._text(after) in english.DETERMINERS:
                if not det and self._text(after) in english.INDEFINITE:
                    det = "indef"  # "left and a right hand": an article left out
                after, each = after + 1, True
            if after >= len(self.tokens) or len(mods) == _MOST_MODIFIERS:
                return []
            if not self._modifies(after):
                return []
            mods.append(self.tokens[after].text)
            at = after + 1
        if len({mod in self.lexicon.apart for mod in mods}) > 1:
            return []  # "… are empty, and the left and the right hand"
        found = self.lexicon.noun_at(self.tokens, at) if at < len(self.tokens) else None
        if found is None or not (found[2] or each or det == "indef"):
            return []
        noun, end, _ = found
        end = self._of_agent(end)
        det = "def" if det in ("", "its") else det
        one = self._noun_said(at, end)
        return [
            (
                end,
                tuple(
                    Mention(start, end, det, 0, (m,), noun, (), f"{m} {one}", said=one)
                    for m in mods
                ),
            )
        ]

    def _except(
        self, found: list[tuple[int, tuple[Mention, ...]]]
    ) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "all balls except ball 3 and ball 4"."""
        options: list[tuple[int, tuple[Mention, ...]]] = []
        for end, mentions in found:
            at = end
            if self._text(at) in ("except", "but", "excluding", "besides"):
                at += 2 if self._text(at + 1) == "for" else 1
            elif (self._text(at), self._text(at + 1)) in (("other", "than"), ("apart", "from")):
                at += 2
            if end < at < len(self.tokens) and len(mentions) == 1:
                options += [
                    (stop, (replace(mentions[0], end=stop, but=chain.mentions()),))
                    for stop, chain in self.lists[at]
                ]
        return options

    def _with_noun(
        self,
        start: int,
        det: str,
        count: int,
        mods: tuple[str, ...],
        found: tuple[Noun, int, bool],
        said: str,
    ) -> list[tuple[int, tuple[Mention, ...]]]:
        noun, end, plural = found
        end = self._of_agent(end)
        shown = " ".join(t.raw for t in self.tokens[start:end] if t.text not in english.DETERMINERS)
        if len(mods) == 1 and not (count or plural) and self._names_one(mods[0], noun):
            return [(end, (replace(self._named(end - 2, end - 1), start=start, end=end),))]
        base = Mention(start, end, det, count, mods, noun, (), shown, plural=plural, said=said)
        options: list[tuple[int, tuple[Mention, ...]]] = []
        if det == "none":
            pass  # "no block b1" names none
        elif plural or count:
            # "all the blocks A" names no list: all are meant already.
            told = det != "all" or count or self._text(end) == "("  # "all tools (A, B)"
            options += self._plural_names(base, end) if told else []
        elif not count and det == "its":
            # "its camera cam1": the one of that name, which is its
            its = Mention(start, start + 1, "it", shown="it")
            named = self._singular_name(replace(base, start=start + 1, det="def"), end)
            options += [(stop, (replace(m[0], start=start, owner=its),)) for stop, m in named]
        elif not count and det != "all":
            options += self._singular_name(base, end)
            options += self._called_by_noun(base, end)
        options.append((end, (base,)))
        if not plural and count < 2 and det != "all":
            options += self._labelled(base, noun, end)
        if noun.type in self.lexicon.owned:
            owned = [
                o for stop, named in options if len(named) == 1 for o in self._of(stop, named[0])
            ]
            options += owned
            for stop, (one, *_) in owned if count else ():
                if one.count and self._text(stop) in (":", "("):  # "3 areas in depot 1: …"
                    options += self._plural_names(one, stop)
        return options

    def _called_by_noun(self, base: Mention, end: int) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "The transit area loadarea": of two nouns for one kind, the second is its name."""
        found = self.lexicon.noun_at(self.tokens, end) if end < len(self.tokens) else None
        if found is None or found[2] or found[0] != base.noun or base.mods:
            return []
        said = self._noun_said(end, found[1])
        if said == base.said or self.tokens[end].line:
            return []
        return [(found[1], (replace(base, end=found[1], det="", said=said, shown=said),))]

    # -- lists ---------------------------------------------------------------------------

    def _lists(self, at: int) -> list[tuple[int, Chain]]:
        found = [(end, Chain(mentions, None)) for end, mentions in self.single[at]]
        if self._text(at) == "both":  # "both A and B"
            pairs = [
                (end, chain) for end, chain in self.lists[at + 1] if len(chain.mentions()) == 2
            ]
            one = ("", "def")
            found += [
                (end, c)
                for end, c in pairs
                if all(m.det in one and not (m.plural or m.count) for m in c.mentions())
            ]
        if self._text(at) in english.EACH and self._text(at + 1) == "of":  # "each of A, B and C"
            named = self.lists[at + 2] if at + 2 < len(self.tokens) else []
            found += [(end, c) for end, c in named if all(m.name for m in c.mentions())]
        found += self._so_many_of_them(at)
        # One list for each end is enough: the first has the longest groups ("blocks A and B").
        ends = {end for end, _ in found}
        for end, mentions in self.single[at]:
            after = self._joint(end)
            if after is None or after >= len(self.tokens) or mentions[0].det in ("they", "it"):
                continue  # "all and the nut": a word too many, or one left out
            for stop, chain in self.lists[after]:
                if chain.tail is None and self._apposed(end, after):
                    continue
                # "A, B and C, all on the table": "all" is no fourth thing.
                if stop in ends or chain.head[0].det == "they":
                    continue
                renamed = self.renamed(end, mentions[-1], chain.head[0])
                if renamed is not None:
                    if self.lexicon.strange(renamed.mods):
                        continue  # "one odd depot, depot0": not two depots
                    ends.add(stop)
                    found.append((stop, Chain((renamed,), chain.tail)))
                    if chain.tail is None and self._text(stop) == ",":
                        found.append((stop + 1, Chain((renamed,), None)))
                    continue
                if not (_twice(mentions, chain.head) or self._in_pairs(end, mentions, chain)):
                    ends.add(stop)
                    found.append((stop, Chain(mentions, chain)))
        return found

    def _apposed(self, end: int, after: int) -> bool:
        """ "Level 0, its lowest level": what something is, no second thing."""
        return (
            self._text(end) == "," and after == end + 1 and self._text(after) in english.POSSESSIVE
        )

    def renamed(self, end: int, first: Mention, second: Mention) -> Mention | None:
        """ "A camera, cam2", "Spirit, a rover": one thing and its name, no two things."""
        if (
            self._text(end) not in (",", "(")
            or second.start != end + 1
            or max(first.count, second.count) > 1
        ):
            return None
        kind, name = (second, first) if first.name else (first, second)
        if kind.noun is None or kind.name or not name.name:
            return None
        # place_a may be an airport: what its name tells is wider.
        if not (self.lexicon.may_be(name.noun, kind.noun) or self._narrower(kind, name)):
            return None
        closed = kind is first and kind.det == "def" and self._text(name.end) in (",", ")")
        if name.det or not (kind.det == "indef" or kind.count or closed):
            return None
        return replace(self.join(kind, name), start=first.start, end=second.end)

    def _in_pairs(self, end: int, mentions: Sequence[Mention], chain: Chain) -> bool:
        """ "A and B, C and D": names two by two, no list of four."""
        return (
            self._text(end) == "and"
            and chain.tail is not None
            and bool(mentions[-1].name and chain.head[-1].name)
            and self._text(chain.head[-1].end) == ","
        )


def _twice(mentions: Sequence[Mention], after: Sequence[Mention]) -> bool:
    """Whether a list would name a thing twice in a row: "A and B, B and C" are two lists."""
    return bool({(m.noun, m.name) for m in mentions if m.name} & {(m.noun, m.name) for m in after})
