"""Clauses that name things, and whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Kind
from mrkl_core.planning.language.counting import Counted, is_counted
from mrkl_core.planning.language.decisions import Stated
from mrkl_core.planning.language.facts import Fact
from mrkl_core.planning.language.layout import Layout
from mrkl_core.planning.language.mentions import Mention, spoken_of
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.moods import Statement, mentions_in
from mrkl_core.planning.language.thing import Thing, Unclear, Unknown
from mrkl_core.planning.language.things import Things


class Naming(Stated):
    """What a text names, how many of each there are, and where they lie."""

    def __init__(self, language: Language, things: Things) -> None:
        super().__init__()
        self.language = language
        self.things = things
        self.layout = Layout(things)
        self.numbers = Counted(things, self.layout, self)

    def name(self, statement: Statement) -> None:
        """Takes in a clause that names things or says what they are."""
        clause = statement.clause
        self._once(clause.mentions, clause.words)
        kinds = Counter(m.noun for m in clause.mentions) if clause.kind is Kind.DECLARES else {}
        for mention in clause.mentions:
            if is_counted(mention):
                self.things.claims.append((mention, clause.words))
                self.numbers.counted.add(id(mention))
                continue
            if mention.among:
                self.numbers.claim(mention, clause.words)
            # Being told what it is introduces a thing, whatever its name.
            for thing in self.things.find(replace(mention, plain=False), (), create=True):
                thing.now = True
                thing.declared = True
                thing.listed = thing.listed or kinds.get(mention.noun, 0) > 1
                if thing.owner is not None:
                    thing.owner.now = True
                self.belonging(thing, clause.words)
                if clause.noun is not None and clause.noun.noun is not None:
                    noun = clause.noun.noun
                    self.things.tell(thing, noun.type)
                    thing.mods = tuple(dict.fromkeys((*thing.mods, *clause.noun.mods)))
                    if (thing.noun is None or noun.kind) and not thing.name:
                        thing.noun = noun

    def take_for_named(self, found: Sequence[Statement]) -> None:
        """ "You control a robot", and later "robot1": the same where there is no other.

        One named before it is another, and no sentence may speak of both: "block A is on the
        block" tells of two.
        """
        for thing in [t for t in self.things.all if t.anonymous and t.declared]:
            others = [t for t in self.things.of_type(self.things.kind(thing)) if t is not thing]
            plain = thing.owner is None and thing.noun is not None and not thing.mods
            if not plain or len(others) != 1 or not others[0].name:
                continue
            if others[0].noun != thing.noun:
                continue
            said = [
                (s.sentence, m.name)
                for s in found
                for m in mentions_in(s)
                if m.noun == thing.noun and not m.plural
            ]
            named = {words for words, name in said if name}
            if said and not said[0][1] and named.isdisjoint(w for w, name in said if not name):
                self.assumptions.append(f"{thing.phrase} is {others[0].phrase}.")
                self.things.forget([thing])

    def _once(self, mentions: Sequence[Mention], words: str) -> None:
        """Raises Unclear if a list names one thing twice."""
        named = set()
        for mention in mentions:
            key = self.things.key(mention)
            if mention.name and mention.det != "number" and key in named:
                raise Unclear(f"“{words}” names {mention.shown} twice: which other is meant?")
            named.add(key)

    def named_by(self, statement: Statement) -> tuple[Thing, ...]:
        """The things that a naming clause names, for the pronouns after it."""
        found: dict[Thing, None] = {}
        for mention in statement.clause.mentions:
            whole = replace(mention, det="all") if is_counted(mention) else mention
            try:
                things = self.things.find(spoken_of(whole), (), create=False)
                found.update(dict.fromkeys(things))
            except (Unclear, Unknown):
                return ()
        return tuple(found)

    def known(self, mentions: Sequence[Mention]) -> tuple[Thing, ...]:
        """The things that some mentions mean, as far as they are known by now."""
        found: list[Thing] = []
        for mention in mentions:
            with suppress(Unclear, Unknown):
                found += self.things.find(spoken_of(mention), (), create=False)
        return tuple(found)

    def owners(self, mentions: Sequence[Mention], types: Sequence[str] = ()) -> list[Thing]:
        """The things that some mentions mean, now that all are known; "them" are of `types`."""
        found: list[Thing] = []
        for mention in mentions:
            whole = replace(mention, det="all", count=0) if is_counted(mention) else mention
            try:
                found += self.things.find(spoken_of(whole), (), create=False, types=types)
            except (Unclear, Unknown) as error:
                self.ask(f"What is meant by “{mention.shown}”? {error}".strip())
        return found

    def add_parts(self) -> None:
        """Gives each owner what it has unless something else is said."""
        for words in self.language.types.values():
            if not words.unless_said or not words.of:
                continue
            for owner in self.things.of_type(words.of):
                mine = [t for t in self.things.of_type(words.name) if t.owner is owner]
                usual = list(words.unless_said)
                mine = self._named_besides(owner, mine)
                if any(t.declared for t in mine):
                    continue
                if len(mine) == len(usual) and all(t.name for t in mine):
                    has = english.listing([t.phrase for t in mine])
                    self.assumptions.append(f"{owner.phrase} has {has}, and no other.")
                    continue
                if not {t.shown for t in mine} <= set(usual):
                    kind = self.language.noun(words.name)
                    self.ask(f"Which {kind}s does {owner.phrase} have?")
                    continue
                for shown in usual:
                    if shown not in {t.shown for t in mine}:
                        self.things.add_part(shown, owner)
                has = english.listing([f"a {shown}" for shown in usual])
                self.assumptions.append(f"{owner.phrase} has {has}: nothing else is said.")

    def _named_besides(self, owner: Thing, mine: list[Thing]) -> list[Thing]:
        """What an owner has, told once: "a left arm and a right one", and later named a1 and a2.

        They are the same where as many are named and nothing else is said of those described.
        """
        named = [t for t in mine if t.name]
        described = [t for t in mine if not t.name]
        if not (named and described):
            return mine
        told = {term for fact in (*self.now, *self.goal, *self.denied) for term in fact}
        if len(named) != len(described) or not told.isdisjoint(described):
            both = english.listing([t.phrase for t in mine])
            self.ask(f"Which of these are the same: {both}?")
            return mine
        same = (english.listing([t.phrase for t in things]) for things in (described, named))
        self.assumptions.append(f"{' are '.join(same)}.")
        self.things.forget(described)
        for thing in named:
            thing.declared = True
        return named

    def belonging(self, thing: Thing, words: str) -> None:
        """States the fact that a thing belongs to its owner, where the domain has one."""
        kind = self.things.kind(thing)
        template = self.language.types[kind].by if kind in self.language.types else ()
        if thing.owner is not None and template:
            owns = (self.language.types[kind].of,)
            if not thing.owner.said and owns not in thing.owner.bounds:
                thing.owner.bounds.append(owns)
            terms: dict[str, Thing] = {"{self}": thing, "{owner}": thing.owner}
            fact: Fact = (template[0], *(terms[t] for t in template[1:]))
            self.now.setdefault(fact, words)
