"""The things a text speaks of: which mentions name the same one."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.planning.language import english
from mrkl_core.planning.language.kinds import Kinds
from mrkl_core.planning.language.mentions import RELATED, Mention, Noun
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.pronouns import Pronouns
from mrkl_core.planning.language.thing import Thing, Unclear, Unknown


class Things(Kinds):
    """All things of one text."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self._so_called: dict[tuple[str, ...], list[Thing]] = {}
        self.claims: list[tuple[Mention, str]] = []
        self.pronouns = Pronouns(self.may_be, lambda thing: self.of_type(self.kind(thing)))

    # -- things that go without saying ------------------------------------------------------

    def add_part(self, shown: str, owner: Thing | None = None) -> None:
        """Adds a thing that goes without saying: "left gripper"."""
        *mods, head = shown.split()
        thing = self.add(self.language.lexicon.nouns[(english.stem(head),)], shown)
        thing.mods, thing.owner, thing.by_owner = tuple(mods), owner, owner is not None
        thing.article = True

    # -- naming ----------------------------------------------------------------------------

    def introduce(self, mention: Mention) -> None:
        """Takes note of a mention that by itself tells which thing it means."""
        if mention.noun is None or mention.det in ("all", "its", "indef"):
            return
        if mention.name:
            self._named(mention)

    def key(self, mention: Mention) -> tuple[str, tuple[str, ...]]:
        """What tells a name from others: the noun that is part of it, and the rest."""
        name, noun = mention.name, mention.noun
        if noun is None:
            return "", name
        stems = tuple(english.stem(w) for w in noun.name.lower().split())
        head, length = self.language.lexicon.noun_before(name)
        if head is not None:
            return head.name, name[length:]
        if len(name) > 1 and (english.stem(name[0]),) == stems:
            return noun.name, name[1:]
        if len(name) == 1 and (name[0].isdecimal() or len(name[0]) == 1):
            return noun.name, name
        return "", name

    def knows(self, mention: Mention) -> bool:
        """Whether something is called so."""
        return bool(self._so_called.get(self.key(mention)[1]))

    def _named(self, mention: Mention) -> Thing:
        noun, name = self.key(mention)
        # "A" may be the block A; "red" may be the red block.
        alike = self._so_called.get(name, ())
        mods = mention.mods
        found = [
            t for t in alike if t.name == name and t.head == noun and (not mods or t.mods == mods)
        ]
        short = len(name) == 1 and (name[0].isdecimal() or len(name[0]) == 1)
        if not found and mods and not short:
            # "two intact tyres, r1 and r2": a name of its own, and what is said of it.
            found = [t for t in alike if t.name == name and t.head == noun]
            for thing in found:
                thing.mods = tuple(dict.fromkeys((*thing.mods, *mods)))
        if not found and mention.noun is None:
            found = list(alike)
            if not found and mention.det == "def":  # "the spare": the spare wheel r1
                found = [t for t in self.all if t.name and set(name) <= set(t.mods)]
        if mods and mention.noun is not None and self.language.types[mention.noun.type].numbers:
            raise Unknown(mention.shown)  # "odd height 2": a number is no odd one
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
            thing = Thing(mention.shown, mention.noun, mods, name, noun)
            self._keep(thing)
        if mention.noun is not None:
            self.tell(thing, mention.noun.type)
        return thing

    def _keep(self, thing: Thing) -> Thing:
        self.all.append(thing)
        self._so_called.setdefault(thing.name or thing.mods, []).append(thing)
        return thing

    def forget(self, made: Sequence[Thing]) -> None:
        """Takes back some of the things that were named last."""
        for thing in made:
            self.all.remove(thing)
            self._so_called[thing.name or thing.mods].remove(thing)

    def find(
        self,
        mention: Mention,
        context: Sequence[Thing],
        *,
        create: bool,
        types: Sequence[str] = (),
    ) -> list[Thing]:
        """The things a mention means: one, or all of a kind; a pronoun means one of `types`.

        Raises Unclear where more than one would do, Unknown where none is introduced.
        """
        if mention.det == "all" or (mention.plural and mention.det == "def" and not mention.name):
            return self._every(mention)
        if mention.det == "everything":
            found = [t for t in self.all if types and self.may_be(t, types) and not self._counts(t)]
            if mention.rest and len({self.kind(t) for t in found}) > 1:
                raise Unknown(mention.shown)  # hubs are not put away with the tools
            return found
        if mention.det in ("none", "any", "pair", *RELATED):
            raise Unknown(mention.shown)
        if mention.det == "number":
            return [self.number(int(mention.name[0]))]
        if mention.name:
            thing = self._named(mention)
            if mention.owner is not None and not (thing.owner and mention.owner.det == "it"):
                self._told_owner(thing, self._owner(mention, mention.owner, create=create))
            self._own(thing, context)
            return [thing]
        if mention.det == "it":
            return [self.pronouns.it(mention.shown, types)]
        if mention.det == "they":
            if mention.shown.lower() == "all" and not self.pronouns.several(types):
                return [t for t in self.all if types and self.may_be(t, types)]
            return self.pronouns.they(mention, types)
        assert mention.noun is not None
        if mention.plural and not mention.count:  # "intact tyres should be inflated"
            every = self._every(mention)
            return self._its(mention, every, context) if mention.det == "its" else every
        if mention.count:
            raise Unknown(mention.shown)
        return [self._described(mention, mention.noun, context, create=create)]

    def _counts(self, thing: Thing) -> bool:
        """Whether it is a number, which nobody means by "everything"."""
        words = self.language.types.get(self.kind(thing))
        return words is not None and words.numbers is not None

    def number(self, value: int) -> Thing:
        """The thing that stands for a number. Unknown if the domain has none."""
        kind = next((t for t in self.language.types.values() if t.numbers), None)
        if kind is None:
            raise Unknown(str(value))
        noun = Noun(self.language.noun(kind.name), kind.name)
        assert kind.numbers is not None
        for thing in self._so_called.get((kind.numbers.symbol, str(value)), ()):
            return thing  # l2
        for thing in self._so_called.get((str(value),), ()):
            if thing.head == noun.name:
                return thing
        thing = self.add(noun, str(value), (str(value),))
        thing.symbol = f"{kind.numbers.symbol}{value}"
        return thing

    def _owner(self, mention: Mention, owner: Mention, *, create: bool) -> Thing:
        kind = mention.noun and self.language.types[mention.noun.type].of
        return self.find(owner, (), create=create, types=(kind,) if kind else ())[0]

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

    def _every(self, mention: Mention) -> list[Thing]:
        assert mention.noun is not None
        left_out = {t for m in mention.but for t in self.find(m, (), create=False)}
        found = [
            t
            for t in self.called(mention.noun)
            if set(mention.mods) <= set(t.mods) and t not in left_out
        ]
        if mention.owner is not None:
            of = self.language.types[mention.noun.type].of
            owners = self.find(mention.owner, (), create=False, types=(of,) if of else ())
            found = [t for t in found if self.owner_of(t) in owners]
        if not found:
            raise Unknown(mention.shown)
        if mention.count and mention.count != len(found) and not mention.rest:
            raise Unclear(
                f"You speak of {mention.count} as “{mention.shown}”, but there are {len(found)}: "
                f"{english.listing([t.phrase for t in found])}. Which are meant?"
            )
        return found

    def _its(self, mention: Mention, every: list[Thing], context: Sequence[Thing]) -> list[Thing]:
        """Those of some things that belong to what "its" means."""
        kinds = tuple({self.language.types[self.kind(thing)].of for thing in every} - {""})
        if len(self.of_type(*kinds)) < 2 and len({self.owner_of(thing) for thing in every}) == 1:
            return every
        owners = [thing for thing in context if kinds and self.may_be(thing, kinds)]
        whose = owners[0] if len(owners) == 1 else self.pronouns.it(mention.shown, kinds)
        found = [thing for thing in every if self.owner_of(thing) is whose]
        if not found:
            raise Unknown(mention.shown)
        return found

    def owner_of(self, thing: Thing) -> Thing | None:
        """What it belongs to, as said or as its name tells: depot0-1-2 to depot0."""
        return thing.owner or self.owner_by_name(thing)

    def owner_by_name(self, thing: Thing) -> Thing | None:
        """What it belongs to as its name tells."""
        words = self.language.types.get(self.kind(thing))
        if words is None or not words.of:
            return None
        whole = (english.stem(thing.head), *thing.name)
        best: Thing | None = None
        alike = []
        for owner in self.of_type(words.of):
            called = (english.stem(owner.head), *owner.name)
            if owner.name and len(called) < len(whole) and whole[: len(called)] == called:
                best = owner if best is None or len(best.name) < len(owner.name) else best
            if thing.head and owner.noun is not None and owner.noun.name == thing.head:
                alike.append(owner)
        return best or (alike[0] if len(alike) == 1 else None)

    def called(self, noun: Noun) -> list[Thing]:
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
            owner = self._owner(mention, mention.owner, create=create)
        elif owner_type and mods:
            # "the Berlin depot" is the depot of Berlin.
            named = [t for t in self._so_called.get(mods, ()) if t.name]
            if len(named) == 1 and self.may_be(named[0], (owner_type,)):
                owner, mods = named[0], ()
        found = [t for t in self.called(noun) if not t.name and t.mods == mods]
        if not mods:
            found = [t for t in self.called(noun) if not noun.kind or self._fits(t, noun)]
        if not (mods or mention.det or noun.kind):  # "loadarea": called so, and not transit0
            found = [t for t in found if not t.name or t.shown == mention.said]
        if owner is not None:
            found = [t for t in found if t.owner is owner]
        elif mention.det == "its":
            owner = (
                owners[0] if len(owners) == 1 else self.pronouns.it(mention.shown, (owner_type,))
            )
            found = [t for t in found if t.owner is owner]
        elif owners and mention.det == "def":
            may_be_anothers = bool(self.language.types[noun.type].by)  # a fact says whose it is
            theirs = [t for t in found if t.owner in owners]
            found = theirs or [t for t in found if may_be_anothers or t.owner is None]
        if mention.det == "indef" or (not mention.det and mods and owners):
            if owner is None and owners and owner_type:
                owner = owners[0]
            before = [t for t in found if t.owner is owner]
            # Spoken of before it was introduced, or there because the domain names it.
            there = [t for t in before if (t.symbol or t.goal) and not (t.now or t.declared)] or (
                [t for t in before if not t.declared] if owner is not None else []
            )
            if len(before) == len(there) == 1:
                there[0].declared = True
                return there[0]
            if mods and before:
                raise Unclear(f"“{mention.shown}” is spoken of twice: are they the same?")
            return self._new(mention, noun, mods, owner, anonymous=not mods)
        if len(found) > 1:
            said = mention.said or noun.name
            if not any(said in (t.head, *t.name[:1]) for t in found):  # "the depot" beside depot0
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
        shown = " ".join((*mods, (mention.said or noun.name)))
        thing = Thing(shown, noun, mods, owner=owner, said=[noun.type], article=True)
        if not (mention.det or mods) and mention.said not in ("", noun.name):
            thing.article = False  # "loadarea", as if it were called so
        thing.anonymous, thing.by_owner = anonymous, owner is not None
        thing.declared = mention.det == "indef"
        return self._keep(thing)

    def add(self, noun: Noun, shown: str, name: tuple[str, ...] = ()) -> Thing:
        """Adds a thing that the text implies."""
        head = noun.name if name else ""
        thing = Thing(shown, noun, name=name, head=head, said=[noun.type], declared=True)
        return self._keep(thing)
