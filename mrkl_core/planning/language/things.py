"""The things a text speaks of: which mentions name the same one, and what each is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import Mention, Noun
from mrkl_core.planning.language.model import Language


class Unclear(Exception):
    """Something only the person can decide; `question` asks for it."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


class Unknown(Exception):
    """A phrase that names nothing the text has introduced."""


@dataclass(eq=False)
class Thing:
    """One thing: how it is called, and what is known of its type."""

    shown: str
    noun: Noun | None = None
    mods: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    head: str = ""  # the noun that is part of its name: "block" of "block 3"
    owner: Thing | None = None
    by_owner: bool = False  # it is told from others by its owner: "Berlin's depot"
    said: list[str] = field(default_factory=list)
    bounds: list[tuple[str, ...]] = field(default_factory=list)
    declared: bool = False
    article: bool = False
    anonymous: bool = False
    now: bool = False
    goal: str = ""
    symbol: str = ""

    @property
    def phrase(self) -> str:
        """How to speak of it: "the red block", "Berlin", "Berlin's depot"."""
        if self.owner is not None and self.by_owner:
            return f"{self.owner.phrase}'s {self.shown}"
        return f"the {self.shown}" if self.article else self.shown


class Things:
    """All things of one text."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.all: list[Thing] = []
        self._so_called: dict[tuple[str, ...], list[Thing]] = {}
        self.claims: list[tuple[Mention, str]] = []
        self.last: tuple[Thing, ...] = ()  # those named by the clause before

    # -- types -----------------------------------------------------------------------------

    def kind(self, thing: Thing) -> str:
        """Its type as said, by its noun or by its name; empty if nothing tells."""
        return max(thing.said, key=lambda t: len(self.language.ancestors(t)), default="")

    def tell(self, thing: Thing, kind: str) -> None:
        """Takes note of a type that the words give it; Unclear if they gave it another."""
        if kind in thing.said:
            return
        known = self.kind(thing)
        if known and not self.language.is_a(kind, known) and not self.language.is_a(known, kind):
            raise Unclear(f"Is {thing.phrase} {self.language.a(known)} or {self.language.a(kind)}?")
        thing.said.append(kind)

    def possible(self, thing: Thing) -> tuple[str, ...]:
        """The types it may have, by all that is known; the widest only."""
        said = self.kind(thing)
        if said and not self._abstract(said):
            return (said,)
        fits = [
            t
            for t in self.language.concrete
            if (not said or self.language.is_a(t, said))
            and all(self.language.is_a(t, *bound) for bound in thing.bounds)
        ]
        return tuple(t for t in fits if not any(o != t and self.language.is_a(t, o) for o in fits))

    def _abstract(self, kind: str) -> bool:
        return kind not in self.language.concrete

    def may_be(self, thing: Thing, types: Sequence[str]) -> bool:
        """Whether it can stand where one of these types is asked for."""
        return any(
            self.language.is_a(t, *types)
            or (not thing.said and any(self.language.is_a(w, t) for w in types))
            for t in self.possible(thing)
        )

    def of_type(self, *types: str) -> list[Thing]:
        """The things known to be of one of these types, in order of mention."""
        found = []
        for thing in self.all:
            possible = self.possible(thing)
            if possible and all(self.language.is_a(kind, *types) for kind in possible):
                found.append(thing)
        return found

    # -- naming ----------------------------------------------------------------------------

    def introduce(self, mention: Mention) -> None:
        """Takes note of a mention that by itself tells which thing it means."""
        if mention.noun is None or mention.det in ("all", "its", "indef"):
            return
        if mention.name:
            self._named(mention)

    def _name_key(self, mention: Mention) -> tuple[str, tuple[str, ...]]:
        """The noun that is part of the name, and the rest."""
        name, noun = mention.name, mention.noun
        if noun is None:
            return "", name
        stems = tuple(english.stem(w) for w in noun.name.lower().split())
        head = self.language.lexicon.nouns.get((english.stem(name[0]),))
        if len(name) > 1 and head is not None:
            return head.name, name[1:]
        if len(name) > 1 and (english.stem(name[0]),) == stems:
            return noun.name, name[1:]
        if len(name) == 1 and (name[0].isdecimal() or len(name[0]) == 1):
            return noun.name, name
        return "", name

    def _named(self, mention: Mention) -> Thing:
        noun, name = self._name_key(mention)
        # "A" may be the block A; "red" may be the red block.
        alike = self._so_called.get(name, ())
        found = [t for t in alike if t.name == name and t.head == noun]
        if not found and mention.noun is None:
            found = list(alike)
        if not found and mention.noun is not None and not mention.plain:
            found = [t for t in alike if t.name == name and t.noun is None and not t.said]
            for thing in found:
                thing.noun = mention.noun
        if len(found) > 1:
            raise Unclear(
                f"Which is meant by “{mention.shown}”: {' or '.join(t.phrase for t in found)}?"
            )
        if found:
            thing = found[0]
        elif mention.plain:
            raise Unknown(mention.shown)
        else:
            thing = Thing(mention.shown, mention.noun, name=name, head=noun)
            self._keep(thing)
        if mention.noun is not None:
            self.tell(thing, mention.noun.type)
        return thing

    def _keep(self, thing: Thing) -> Thing:
        self.all.append(thing)
        self._so_called.setdefault(thing.name or thing.mods, []).append(thing)
        return thing

    def find(self, mention: Mention, context: Sequence[Thing], *, create: bool) -> list[Thing]:
        """The things a mention means: one, or all of a kind.

        Raises Unclear where more than one would do, Unknown where none is introduced.
        """
        if mention.det == "all" or (mention.plural and mention.det == "def" and not mention.name):
            return self._every(mention)
        if mention.name:
            thing = self._named(mention)
            if mention.owner is not None:
                self._told_owner(thing, self.find(mention.owner, (), create=create)[0])
            self._own(thing, context)
            return [thing]
        if mention.det == "it":
            return [self._last(mention.shown, ())]
        if mention.det == "they":
            if len(self.last) < 2 or mention.count not in (0, len(self.last)):
                raise Unclear(f"What does “{mention.shown}” mean?")
            return list(self.last)
        assert mention.noun is not None
        if mention.count or mention.plural:
            raise Unknown(mention.shown)
        return [self._described(mention, mention.noun, context, create=create)]

    def _told_owner(self, thing: Thing, owner: Thing) -> None:
        if thing.owner is not None and thing.owner is not owner:
            raise Unclear(
                f"Does {thing.shown} belong to {thing.owner.phrase} or to {owner.phrase}?"
            )
        thing.owner = owner

    def _own(self, thing: Thing, context: Sequence[Thing]) -> None:
        """Gives a named thing its owner where no fact would say whose it is."""
        words = self.language.types.get(thing.said[0]) if thing.said else None
        if words is None or not words.of or words.by or thing.owner is not None:
            return
        owners = [t for t in context if self.may_be(t, (words.of,))]
        if len(owners) == 1:
            thing.owner = owners[0]

    def _last(self, pronoun: str, types: Sequence[str]) -> Thing:
        """What a pronoun means: the one fitting thing named just before."""
        found = [t for t in self.last if not types or self.may_be(t, types)]
        if len(found) != 1:
            raise Unclear(
                f"What does “{pronoun}” mean"
                + (f": {' or '.join(t.phrase for t in found)}?" if found else "?")
            )
        return found[0]

    def _every(self, mention: Mention) -> list[Thing]:
        assert mention.noun is not None
        found = [t for t in self._called(mention.noun) if set(mention.mods) <= set(t.mods)]
        if not found:
            raise Unknown(mention.shown)
        if mention.count and mention.count != len(found):
            raise Unclear(
                f"You speak of {mention.count} as “{mention.shown}”, but there are {len(found)}: "
                f"{english.listing([t.phrase for t in found])}. Which are meant?"
            )
        return found

    def _called(self, noun: Noun) -> list[Thing]:
        """The things that this noun can mean."""
        if noun.kind:
            return [t for t in self.all if t.noun is not None and t.noun.name == noun.name]
        return [t for t in self.all if any(self.language.is_a(k, noun.type) for k in t.said)] or (
            self.of_type(noun.type)
        )

    def _described(
        self, mention: Mention, noun: Noun, context: Sequence[Thing], *, create: bool
    ) -> Thing:
        owner_type = self.language.types[noun.type].of
        owners = [t for t in context if owner_type and self.may_be(t, (owner_type,))]
        owner: Thing | None = None
        mods = mention.mods
        if mention.owner is not None:
            owner = self.find(mention.owner, (), create=create)[0]
        elif owner_type and mods:
            # "the Berlin depot" is the depot of Berlin.
            named = [t for t in self._so_called.get(mods, ()) if t.name]
            if len(named) == 1 and self.may_be(named[0], (owner_type,)):
                owner, mods = named[0], ()
        found = [t for t in self._called(noun) if not t.name and t.mods == mods]
        if not mods:
            found = [t for t in self._called(noun) if not noun.kind or self._fits(t, noun)]
        if owner is not None:
            found = [t for t in found if t.owner is owner]
        elif mention.det == "its":
            owner = owners[0] if len(owners) == 1 else self._last(mention.shown, (owner_type,))
            found = [t for t in found if t.owner is owner]
        elif owners and mention.det == "def":
            found = [t for t in found if t.owner in owners] or found
        if mention.det == "indef":
            if owner is None and owners and owner_type:
                owner = owners[0]
            before = [t for t in found if t.owner is owner]
            if owner is not None and len(before) == 1 and not before[0].declared:
                before[0].declared = True  # spoken of before it was introduced
                return before[0]
            if mods and before:
                raise Unclear(f"“{mention.shown}” is spoken of twice: are they the same?")
            return self._new(mention, noun, mods, owner, anonymous=not mods)
        if len(found) > 1:
            said = _noun_as_said(mention, noun)
            found = [t for t in found if t.shown == " ".join((*mods, said))] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise Unclear(
                f"Which {mention.shown} is meant: {' or '.join(t.phrase for t in found[:6])}?"
            )
        if not create:
            raise Unknown(mention.shown)
        return self._new(mention, noun, mods, owner)

    def _fits(self, thing: Thing, noun: Noun) -> bool:
        return thing.noun is not None and thing.noun.name == noun.name

    def _new(
        self,
        mention: Mention,
        noun: Noun,
        mods: tuple[str, ...],
        owner: Thing | None,
        *,
        anonymous: bool = False,
    ) -> Thing:
        shown = " ".join((*mods, _noun_as_said(mention, noun)))
        thing = Thing(shown, noun, mods, owner=owner, said=[noun.type], article=True)
        thing.anonymous, thing.by_owner = anonymous, owner is not None
        thing.declared = mention.det == "indef"
        return self._keep(thing)

    def add(self, noun: Noun, shown: str, name: tuple[str, ...] = ()) -> Thing:
        """Adds a thing that the text implies."""
        head = noun.name if name else ""
        thing = Thing(shown, noun, name=name, head=head, said=[noun.type], declared=True)
        return self._keep(thing)

    # -- symbols ---------------------------------------------------------------------------

    def number_anonymous(self) -> None:
        """Tells apart the things that are only called "a truck"."""
        groups: dict[tuple[str, Thing | None], list[Thing]] = {}
        for thing in self.all:
            if thing.anonymous and thing.noun is not None:
                groups.setdefault((thing.shown, thing.owner), []).append(thing)
        for group in groups.values():
            if len(group) > 1:
                for number, thing in enumerate(group, 1):
                    thing.shown, thing.article = f"{thing.shown} {number}", False

    def give_symbols(self) -> None:
        """Gives every thing a PDDL name that is its own name as nearly as can be."""
        taken = {t.name for t in self.language.domain.types} | {"object", "either", "and", "not"}
        for thing in self.all:
            base = _symbol(thing)
            symbol, number = base, 0 if base in taken and not thing.name else 1
            while symbol in taken:
                number += 1
                symbol = f"{base}_{number}"
            taken.add(symbol)
            thing.symbol = symbol


def _noun_as_said(mention: Mention, noun: Noun) -> str:
    words = mention.shown.split()
    size = len(noun.name.split())
    said = " ".join(words[-size:]) if words else noun.name
    return said.lower()


def _symbol(thing: Thing) -> str:
    mine = thing.owner if thing.by_owner else None
    owner = f"{mine.symbol or _symbol(mine)}_" if mine else ""
    plain = unicodedata.normalize("NFKD", thing.shown.lower())
    kept = "".join(
        c if c.isascii() and (c.isalnum() or c in "_-") else "_" if c.isspace() else ""
        for c in plain
    ).strip("_-")
    if not kept or not kept[0].isalpha():
        kept = f"o_{kept}".rstrip("_")
    return owner + kept


def similar(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs that may well be the same thing, named in two ways."""
    # Only a name without numbers can be short for another, so most things are no candidates.
    shorts = [
        t for t in things if not any(w.isdecimal() for w in t.name) or (t.noun and not t.name)
    ]
    fresh = [t for t in things if t.mods and not t.declared]
    for first in things:
        for second in fresh:
            if _comparable(first, second) and _described_anew(first, second):
                yield first, second
    for first in shorts:
        for second in things:
            if _comparable(first, second) and _shortened(first, second):
                yield first, second


def _comparable(first: Thing, second: Thing) -> bool:
    if first is second or (first.declared and second.declared):
        return False
    if first.owner is not second.owner:
        return False
    return first.noun == second.noun or not first.noun or not second.noun


def _described_anew(first: Thing, second: Thing) -> bool:
    """ "the big depot", never introduced, beside "the depot" or "depot 1"."""
    return second.noun is not None and not first.mods


def _shortened(first: Thing, second: Thing) -> bool:
    """ "the red block" beside "the dark red block", "Berlin" beside "New Berlin"."""
    if bool(first.name) != bool(second.name):
        bare = not first.name and not first.mods
        return bare and first.noun is not None and first.noun == second.noun
    short, long = (first.name or first.mods), (second.name or second.mods)
    words = {word for word in long if not word.isdecimal()}
    return len(short) < len(long) and bool(short) and set(short) <= words
