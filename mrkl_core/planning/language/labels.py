"""What things are called: the names after a noun, one or a list, and labels beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import (
    Chain,
    Lexicon,
    Mention,
    Noun,
    between,
    numbered,
    parts,
)
from mrkl_core.planning.language.names import RANGE, Names
from mrkl_core.planning.language.tokens import Token

_DEEPEST = 4  # "the depot in the city of the driver in …"
_WHICH_IS = (
    (("(",), ")"),
    (("(", "the"), ")"),
    *(((",", "which", "is", word), ",") for word in ("a", "an", "the")),
)
_CALLED = english.CALLED | {":", ",", "("}


class Labels(Names):
    """Names joined to the nouns before them.

    `single[i]` are the phrases without a list that start at token i, `lists[i]` the lists.
    """

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        super().__init__(tokens, lexicon)
        size = len(tokens) + 1
        self.single: list[list[tuple[int, tuple[Mention, ...]]]] = [[] for _ in range(size)]
        self.lists: list[list[tuple[int, Chain]]] = [[] for _ in range(size)]

    def chained(self, at: int) -> bool:
        """Whether what was named last goes on to another by the same word: "A on B on C"."""
        word = self._text(at)
        return word in english.LEADING and any(
            end == at and self._text(start - 1) == word and len(named) == 1 and named[0].name
            for start in range(max(at - 2, 1), at)
            for end, named in self.single[start]
        )

    def _names_one(self, word: str, noun: Noun) -> bool:
        """ "black paint" is black: a name of its own, where the noun only says of what."""
        named = self.lexicon.names.get(word)
        return named is not None and named.type == noun.type and not noun.kind

    def _labelled(
        self, base: Mention, noun: Noun, end: int
    ) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "the load area loadarea", "1 depot (depot0)": its noun, and what it is called."""
        opened = self._text(end) == "("
        called = self._text(end) == "," and self._text(end + 1) in english.CALLED
        at = end + called + (opened or self._text(end + called) in english.CALLED)
        if at >= len(self.tokens):
            return []
        options: list[tuple[int, tuple[Mention, ...]]] = []
        found = self.lexicon.noun_at(self.tokens, at)
        if found and found[1:] == (at + 1, False) and self.lexicon.may_be(found[0], noun):
            said = self.tokens[at].text
            named = replace(base, end=at + 1, noun=found[0], shown=said, said=said)
            options.append((at + 1, (named,)))
        elif opened:
            options += [
                (stop, (self.join(base, name),))
                for stop, name in self.names[at]
                if not name.plain and self.lexicon.may_be(name.noun, noun)
                if is_short(name) or not self.lexicon.strange(base.mods)
            ]
        if opened:
            return [(stop + 1, m) for stop, m in options if self._text(stop) == ")"]
        return options

    def _explained(self, names: Sequence[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
        """ "CDG (airport)", "CDG, which is an airport,": what each name is, if told; then each."""
        return [told for name in names for told in self._told(*name)] + list(names)

    def _told(self, end: int, name: Mention) -> Iterator[tuple[int, Mention]]:
        for opening, close in _WHICH_IS:
            at = end + len(opening)
            if self._texts(end, len(opening)) != opening or at >= len(self.tokens):
                continue
            found = self.lexicon.noun_at(self.tokens, at)
            if found is None or found[2] or self._text(found[1]) != close:
                continue
            if self.lexicon.may_be(name.noun, found[0]):
                after = found[1] + (close == ")")  # a comma goes on with the list
                yield after, replace(name, end=after, noun=found[0], plain=False)

    def _of(self, end: int, mention: Mention) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "the depot" as "the depot in Berlin"."""
        if self._text(end) not in ("of", "in", "at") or end + 1 >= len(self.tokens):
            return []
        return [
            (stop, (replace(mention, end=stop, owner=owner[0]),))
            for stop, owner in self.single[end + 1]
            if len(owner) == 1 and owner[0].det != "indef" and owner[0].depth < _DEEPEST
        ]

    def _singular_name(self, base: Mention, end: int) -> list[tuple[int, tuple[Mention, ...]]]:
        at = end
        explicit = self._text(at) in ("called", "named", "number", "no")
        if explicit or (
            self._text(at) == "of"
            and base.noun is not None
            and base.noun.type not in self.lexicon.owned
        ):
            at += 1
        if at >= len(self.tokens) or (self.tokens[at].line and self._text(at + 1) == ":"):
            return []  # "… the pump", and below it "hub1: …"
        if self.tokens[at].text.isdecimal():
            return [(at + 1, (self.join(base, self._named(at, at + 1)),))]
        if (value := english.number(self.tokens[at].text)) is not None:
            name = Mention(at, at + 1, name=(str(value),), shown=str(value))
            return [(at + 1, (self.join(base, name),))]
        if base.mods:  # "the spare wheel r1"
            known = all(self.lexicon.adjectives & {english.stem(m), m} for m in base.mods)
            named = self.names[at] if known and self._symbolic(at) and at == end else []
            return [(stop, (self.join(base, name),)) for stop, name in named]
        if self._text(at) in ("at", "in", "on"):  # "the square in row 2, column 3"
            return [
                (stop, (self.join(base, name),))
                for stop, name in self._place(at + 1)
                if name.noun == base.noun
            ]
        options = self.names[at] or (self._letter(at) if explicit else [])
        if at > end and not explicit:  # "the level of shaker1" is no level of that name
            options = [(stop, name) for stop, name in options if self._agrees(name, base)]
        return [(stop, (self.join(base, name),)) for stop, name in options]

    def _plural_names(self, base: Mention, end: int) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "rooms 1 to 4", "blocks A, B and C", "two cities, Berlin and Paris"."""
        if self._text(end) == "here" and self._text(end + 1) in _CALLED:
            end += 1  # "three blocks here, numbered 1 to 3"
        at = end
        opened = self._text(at) == "("
        marked = self._text(at) in _CALLED
        while at < end + 2 and self._text(at) in _CALLED:
            at += 1
        at += marked and self._text(at) == "from"  # "numbered from 0 to 4"
        if at >= len(self.tokens):
            return []
        found: list[tuple[int, tuple[Mention, ...]]] = []
        for each in (self._ones(at), self._apart(at)) if marked or not base.det else ():
            if len(each) == base.count > 1 or (each and not base.count):
                found.append((each[-1].end, tuple(self._one_of(base, one) for one in each)))
        first = self.tokens[at]
        dashed = first.text.split("-")
        if len(dashed) == 2 and all(p.isdecimal() and len(p) < 6 for p in dashed):
            ends = [(at + 1, numbered(base, int(dashed[0]), int(dashed[1])))]
        elif len(dashed) == 2 and _ends_alike(*dashed):  # "11 blocks (b1-b11)"
            low, high = (Mention(at, at + 1, name=parts(p), shown=p) for p in first.raw.split("-"))
            ends = [(at + 1, between(low, high))]
        elif self._text(at + 1) in RANGE and at + 2 < len(self.tokens):
            low = self._named(at, at + 1)
            high = self._named(at + 2, at + 3)
            ends = [(at + 3, between(low, high))]
        else:
            ends = []
        for stop, names in ends:
            if names and base.count in (0, len(names)):
                found.append((stop, tuple(self.join(base, n) for n in names)))
        # A comma after a plural without a number starts the next clause, not its names.
        if (base.count and base.det != "all") or not marked or self._text(end) != ",":
            for stop, names in self.name_list(at):
                single = self._text(end) in english.CALLED or self._joint(stop) is None
                alone = single and len(names) == 1 and not names[0].plain  # "nuts called nuts1"
                fits = len(names) == base.count if base.count else len(names) > 1 or alone
                fits = fits and all(self._agrees(name, base) for name in names)
                if fits and (marked or not names[-1].plain):
                    found.append((stop, tuple(self._one_of(base, n) for n in names)))
            for stop, chain in self.lists[at] if not (base.count or base.mods) else ():
                kinds = chain.mentions()  # "the tools wrench, jack and pump"
                told = (k.noun is not None and k.noun.kind for k in kinds)
                if len(kinds) > 1 and all(told) and all(self._is_a(k, base) for k in kinds):
                    found.append((stop, kinds))
            for stop, chain in self.lists[at] if base.count else ():
                names = chain.mentions()  # "two planes, plane 1 and plane 2"
                if marked:  # "two pieces of furniture: table and nightstand"
                    new = (n.noun is None and bool(n.name) and not n.det for n in names)
                    names = tuple(
                        self.join(base, n) if bare else n
                        for n, bare in zip(names, new, strict=True)
                    )
                alike = all(self._is_a(n, base) for n in names)
                if len(names) == base.count and alike and not self.lexicon.strange(base.mods):
                    counted = (replace(n, among=base.count) if n.name else n for n in names)
                    found.append((stop, tuple(counted)))
        if self._text(end) == ",":  # "two planes, A and B, are …"
            found += [(stop + 1, names) for stop, names in found if self._text(stop) == ","]
        # "two zork areas, A1 and A2": a word that only a name could have made part of itself.
        if self.lexicon.strange(base.mods):
            found = [(stop, names) for stop, names in found if all(map(is_short, names))]
        if opened:
            return [(stop + 1, names) for stop, names in found if self._text(stop) == ")"]
        return found

    def _ones(self, at: int) -> list[Mention]:
        """ "A left one and a right one"."""
        found: list[Mention] = []
        while self._text(at) in english.DETERMINERS and self._text(at + 2) == "one":
            found.append(replace(self._named(at + 1, at + 2, plain=True), end=at + 3))
            if self._text(at + 3) not in ("and", ","):
                break
            at += 4
        return found

    def _apart(self, at: int) -> list[Mention]:
        """ "Left and right", where these words tell some things of a domain apart."""
        found: list[Mention] = []
        after: int | None = at
        while after is not None and self._text(after) in self.lexicon.apart:
            at = after
            found.append(self._named(at, at + 1, plain=True))
            after = self._joint(at + 1)
        return found if len(found) > 1 else []

    def _ordinal(self, start: int, at: int) -> list[tuple[int, tuple[Mention, ...]]]:
        """ "The first ball, ball1, …", "the second robot (robot2)": what it is called, if told."""
        found = self.lexicon.noun_at(self.tokens, at) if at < len(self.tokens) else None
        if found is None or found[2] or self._text(found[1]) not in (",", "("):
            return []
        noun, end, _ = found
        base = Mention(start, end, noun=noun, said=self._noun_said(at, end))
        close = ")" if self._text(end) == "(" else ","
        return [
            (stop + 1, (replace(self.join(base, name), end=stop + 1, listed=False),))
            for stop, name in self.names[end + 1]
            if self._text(stop) == close and not name.plain and self._agrees(name, base)
        ]

    def _so_many_of_them(self, at: int) -> list[tuple[int, Chain]]:
        """ "Two of them, b1 and b4, …": those named."""
        count, mark = english.number(self._text(at)), self._text(at + 3)
        if not count or self._texts(at + 1, 2) != ("of", "them") or mark not in (",", "("):
            return []
        close = ")" if mark == "(" else ","
        return [
            (stop + 1, Chain(names, None))
            for stop, names in self.name_list(at + 4)
            if len(names) == count and self._text(stop) == close
        ]

    def _noun_said(self, start: int, end: int) -> str:
        """A noun as it stands in the text, in the singular."""
        last = self.tokens[end - 1]
        return " ".join((*(t.text for t in self.tokens[start : end - 1]), last.stem))

    def _apposed_names(
        self, found: Sequence[tuple[int, Mention]]
    ) -> Iterator[tuple[int, tuple[Mention, ...]]]:
        """ "Both of its grippers, lg and rg, are free": they are named besides."""
        for end, base in found:
            for stop, names in self.name_list(end + 1) if self._text(end) == "," else ():
                fits = len(names) == base.count if base.count else len(names) > 1
                if fits and self._text(stop) == "," and all(self._agrees(n, base) for n in names):
                    yield stop + 1, tuple(self.join(base, name) for name in names)

    def _its_alone(self, at: int) -> bool:
        """Whether "its" stands before what no other has: "all its tools"."""
        its = self._text(at) in english.POSSESSIVE and at + 1 < len(self.tokens)
        noun = self.lexicon.noun_at(self.tokens, at + 1) if its else None
        return noun is not None and noun[0].type not in self.lexicon.owned

    def _is_a(self, one: Mention, base: Mention) -> bool:
        """Whether one of a list is of the kind before it: plane 1, or the mill of places."""
        if one.noun is None or base.noun is None:
            return False
        if one.name:  # "the containers boot 1 and box 2"
            kind = one.noun.kind and self.lexicon.may_be(base.noun, one.noun)
            return one.noun == base.noun or kind
        single = not (one.plural or one.count) and one.det in ("", "def")
        named = one.noun == base.noun and one.said != base.said and not one.mods  # "loadarea"
        return single and (named or (one.noun.kind and self.lexicon.may_be(base.noun, one.noun)))

    def _one_of(self, base: Mention, name: Mention) -> Mention:
        """ "Two grippers, left and right": words that tell the parts of each thing apart."""
        owned = base.noun is not None and base.noun.type in self.lexicon.owned
        return self._as_part(base, name) if name.plain and owned else self.join(base, name)

    def _as_part(self, base: Mention, name: Mention) -> Mention:
        mods = (*base.mods, *name.name)
        shown = f"{name.shown} {base.said}"
        det = "indef" if base.plural or base.count else base.det or "def"
        return replace(base, end=name.end, det=det, count=0, mods=mods, shown=shown, plural=False)

    def join(self, base: Mention, name: Mention) -> Mention:
        """A name with its noun: "block 3" is one name, "the city Berlin" names Berlin."""
        assert base.noun is not None
        if name.plain and name.name[0] in self.lexicon.apart:
            return self._as_part(base, name)  # "hand left" is the left hand
        short = is_short(name)
        shown = " ".join((*base.mods, base.said, name.shown)) if short else name.shown
        return replace(
            name,
            start=base.start,
            noun=name.noun if self._narrower(name, base) else base.noun,
            mods=base.mods,
            shown=shown,
            listed=True,
            plain=False,
            det="",
            among=base.count,
            owner=base.owner,
        )

    def _agrees(self, name: Mention, base: Mention) -> bool:
        """Whether a thing of that name can be of the kind before it."""
        assert base.noun is not None
        return self.lexicon.may_be(name.noun, base.noun) or self._narrower(name, base)

    def _narrower(self, name: Mention, base: Mention) -> bool:
        if name.noun is None or base.noun is None or name.noun.type == base.noun.type:
            return False
        return self.lexicon.may_be(name.noun, base.noun)


def _ends_alike(low: str, high: str) -> bool:
    """Whether two names differ in their numbers only: b1 and b11."""
    letters = low.rstrip("0123456789")
    return bool(letters) and letters == high.rstrip("0123456789") and low != letters != high


def is_short(mention: Mention) -> bool:
    """Whether a name needs its noun: "block 3", "room A"."""
    name = mention.name
    return len(name) == 1 and (name[0].isdecimal() or len(name[0]) == 1)
