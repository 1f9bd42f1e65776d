"""How a text names things: nouns, mentions, lists of mentions, and the parts of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.tokens import Token
from mrkl_core.records import dataclass

_LONGEST_RANGE = 500
#: Determiners of what is meant by the others that a clause names: "each other", "the next one".
RELATED = frozenset({"others", "next", "previous"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun of a domain: a `kind` is a thing of its type with its own identity."""

    name: str
    type: str
    kind: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The words a domain has for its things; `owned` are the types that belong to another.

    `adjectives` may stand before a noun though patterns use them too; `apart` are those of them
    that tell the usual things of a type apart: left and right hands; `names` are words that name a
    thing by themselves, `like` what names of a type look like;
    `numerals` tells whether a bare number can stand for a thing or a size, `numbered` what it
    names; `place` how a thing is called that is told by its row and column, with its noun;
    `agents` are words for who acts and is no thing: the barman; `lasting` are the types, for each
    parameter, of every fact that no action changes; `you` is what a text says that its reader is;
    `above` are the super-types of each type.
    """

    nouns: Mapping[tuple[str, ...], Noun]
    literals: frozenset[str]
    owned: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    names: Mapping[str, Noun] = field(default_factory=dict)
    like: tuple[tuple[re.Pattern[str], Noun], ...] = ()
    numerals: bool = False
    place: tuple[str, Noun] | None = None
    numbered: Noun | None = None
    agents: frozenset[str] = frozenset()
    lasting: tuple[tuple[frozenset[str], ...], ...] = ()
    you: Noun | None = None
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def may_be(self, noun: Noun | None, other: Noun) -> bool:
        """Whether what one noun tells of a thing agrees with another, wider or the same."""
        return noun is None or other.type in (noun.type, *self.above.get(noun.type, ()))

    def fits(self, noun: Noun, types: Sequence[str]) -> bool:
        """Whether a thing of a noun may be of one of some types."""
        mine = {noun.type, *self.above.get(noun.type, ())}
        return any(t in mine or t == "object" or noun.type in self.above.get(t, ()) for t in types)

    def alike(self, mentions: Sequence[Mention]) -> bool:
        """Whether all may be of one type, by what their nouns tell."""
        kinds = [{m.noun.type, *self.above.get(m.noun.type, ())} for m in mentions if m.noun]
        return not kinds or bool(set.intersection(*kinds))

    def noun_in_name(self, raw: str, name: Sequence[str]) -> Noun | None:
        """The noun that a name tells: "room" of room1, "store area" of depot0-1-2."""
        for pattern, noun in self.like:
            if pattern.fullmatch(raw.lower()):
                return noun
        if len(name) > 1 and name[0] == "the":  # the-hub1
            name = name[1:]
        if len(name) < 2:
            return None
        last = self.nouns.get((english.stem(name[-1]),))
        return last or self.noun_before(name)[0]

    def strange(self, mods: Sequence[str]) -> bool:
        """Whether one of the words before a noun tells what the domain does not know."""
        known = self.adjectives | english.NEUTRAL
        return any(english.stem(mod) not in known for mod in mods)

    def noun_before(self, name: Sequence[str]) -> tuple[Noun | None, int]:
        """The longest noun that a name starts with, and its length: "room" of room_4."""
        for length in range(min(3, len(name) - 1), 0, -1):
            noun = self.nouns.get(tuple(english.stem(word) for word in name[:length]))
            if noun is not None:
                return noun, length
        return None, 0

    def noun_at(self, tokens: Sequence[Token], at: int) -> tuple[Noun, int, bool] | None:
        """The longest noun starting here, its end, and whether it is a plural."""
        first, *after = (t.text for t in tokens[at : at + 2]) if at < len(tokens) else ("",)
        counted = at > 0 and english.number(tokens[at - 1].text) is not None
        if first in english.ANYTHING and after == [":"] and not counted:
            return None  # "Objects: …" is of any kind
        for length in (3, 2, 1):
            part = tokens[at : at + length]
            if len(part) == length:
                noun = self.nouns.get(tuple(t.stem for t in part))
                if noun is not None:
                    return noun, at + length, english.is_plural(part[-1].text)
        return None

    def actor_at(self, tokens: Sequence[Token], at: int) -> int:
        """Where "the [robotic] barman" ends, who acts and is no thing; 0 if it is not that."""
        first, *after = (t.text for t in tokens[at : at + 3])
        worker = len(after) > 1 and after[0] in english.WORKERS and after[1] in self.agents
        worker = worker and not self.noun_at(tokens, at + 1)
        named = after[worker : worker + 1]
        known = first in english.DETERMINERS and not self.agents.isdisjoint(named)
        return at + 2 + worker if known else 0


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of one thing (or of all, or of some number of a kind).

    `det` is "", def, indef, all, its, it, they, everything, number, pair ("any two rooms"), others
    ("each other"), next or previous (the one beside each), none or any ("no hoist holds anything");
    `name` are the parts of a proper name; `plain` marks a name that only a dictionary could tell
    from any other word; `among` is how many there are where all are named ("two cities, Berlin and
    Paris"); `said` is the noun as it was said, in the singular; `but` are those left out ("all
    balls except ball 4"), `rest` leaves out those of which the same is said already ("all other
    balls").
    """

    start: int
    end: int
    det: str = ""
    count: int = 0
    mods: tuple[str, ...] = ()
    noun: Noun | None = None
    name: tuple[str, ...] = ()
    shown: str = ""
    plain: bool = False
    owner: Mention | None = None
    listed: bool = False
    plural: bool = False
    among: int = 0
    said: str = ""
    but: tuple[Mention, ...] = ()
    rest: bool = False

    @property
    def depth(self) -> int:
        """How many owners stand behind it."""
        return 0 if self.owner is None else 1 + self.owner.depth


@dataclass(frozen=True, slots=True)
class Chain:
    """A list of mentions that shares its tail with every other list ending there."""

    head: tuple[Mention, ...]
    tail: Chain | None

    def heads(self) -> Iterator[tuple[Mention, ...]]:
        """The items of the list, in order; one may be many: "b1 to b5"."""
        chain: Chain | None = self
        while chain is not None:
            yield chain.head
            chain = chain.tail

    def mentions(self) -> tuple[Mention, ...]:
        """All of them, in order."""
        return tuple(mention for head in self.heads() for mention in head)


def spoken_of(mention: Mention) -> Mention:
    """The same thing named again: "the depot", once "a depot" is known."""
    if mention.det == "indef" or (mention.count == 1 and not mention.det):
        return replace(mention, det="def", count=0)
    return mention


def parts(name: str) -> tuple[str, ...]:
    """The parts of a name: "package_0", "Package-0" and "package0" are the same."""
    found: list[str] = []
    last = ""
    for char in name.lower():
        kind = "d" if char.isdecimal() else "a" if char.isalnum() else ""
        if kind and kind == last:
            found[-1] += char
        elif kind:
            found.append(char)
        last = kind
    return tuple(found)


def scheme(mention: Mention) -> list[str]:
    """A name but for the numbers and single letters in it, which tell things apart."""
    return ["#" if p.isdecimal() else p if len(p) > 1 else "a" for p in mention.name]


def numbered(base: Mention, low: int, high: int) -> tuple[Mention, ...]:
    """The names from one number to another; empty if they span no range."""
    if not 0 <= high - low < _LONGEST_RANGE:
        return ()
    return tuple(
        Mention(base.start, base.end, name=(str(n),), shown=str(n)) for n in range(low, high + 1)
    )


def between(first: Mention, last: Mention) -> tuple[Mention, ...]:
    """The names from one to the other; empty if they do not span a range."""
    a, b = first.name, last.name
    if len(a) == len(b) > 2 and a[:-2] == b[:-2] and a[-2] != b[-2]:
        return _rectangle(first, last)
    if not a or not b or a[:-1] != b[:-1]:
        return ()
    if a[-1].isdecimal() and b[-1].isdecimal() and max(len(a[-1]), len(b[-1])) < 6:
        steps = [str(n) for n in range(int(a[-1]), int(b[-1]) + 1)]
    elif len(a[-1]) == len(b[-1]) == 1 and a[-1].isalpha() and b[-1].isalpha():
        steps = [chr(c) for c in range(ord(a[-1]), ord(b[-1]) + 1)]
    else:
        return ()
    if not 1 < len(steps) <= _LONGEST_RANGE:
        return ()
    stem = first.shown[: len(first.shown) - len(a[-1])]
    upper = first.shown[-1:].isupper()
    return tuple(
        Mention(
            first.start,
            last.end,
            noun=first.noun,
            name=(*a[:-1], step),
            shown=stem + (step.upper() if upper else step),
        )
        for step in steps
    )


def _rectangle(first: Mention, last: Mention) -> tuple[Mention, ...]:
    """The names of the places from one corner to the other: "a1-1 to a3-2" are six."""
    found = re.fullmatch(r"(.*?)(\d{1,3})(\D+)(\d{1,3})", first.shown)
    ends = (*first.name[-2:], *last.name[-2:])
    if found is None or not all(end.isdecimal() and len(end) < 4 for end in ends):
        return ()
    top, left, bottom, right = map(int, ends)
    rows, columns = range(top, bottom + 1), range(left, right + 1)
    if not 1 < len(rows) * len(columns) <= _LONGEST_RANGE:
        return ()
    shown = (f"{found[1]}{row}{found[3]}{column}" for row in rows for column in columns)
    return tuple(
        Mention(first.start, last.end, noun=first.noun, name=parts(name), shown=name)
        for name in shown
    )


def means_all(mention: Mention) -> bool:
    """Whether a mention means all of a kind."""
    if mention.name or (mention.count and not mention.det):
        return mention.det == "all"
    return mention.det == "all" or (mention.plural and mention.det in ("", "def"))


def is_one(mention: Mention) -> bool:
    """Whether it is one of a kind, no certain one: "a hub", "tight nut", "its hub"."""
    common = mention.noun is not None and not (mention.name or mention.count or mention.plural)
    return common and (mention.det in ("indef", "") or is_its(mention))


def is_its(mention: Mention) -> bool:
    """Whether it is one that belongs to what else is spoken of, as no fact says: "its hub"."""
    return mention.det == "def" and mention.shown.partition(" ")[0].lower() in english.POSSESSIVE


def last_group(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The things named last, with those named together with them: "two cities, A and B"."""
    last = mentions[-1]
    start = len(mentions) - 1
    while start and last.listed and (before := mentions[start - 1]).listed:
        if (before.noun, before.among) != (last.noun, last.among):
            break
        start -= 1
    return mentions[start:]


def one_for_each(mention: Mention) -> Mention:
    """ "A hub" where each tyre has one: all of them, of as many as there are tyres."""
    return mention if mention.det == "they" else replace(mention, det="all", count=0)


def shared(bound: Sequence[tuple[Mention, ...]]) -> list[int]:
    """ "A warehouse has s1 and s2": which mentions are one thing for all that is listed later."""
    return [
        at
        for at, (first, *others) in enumerate(bound)
        if first.det == "indef"
        and not others
        and any(len(listed) > 1 and first.start < listed[0].start for listed in bound)
    ]
