"""What the words leave open: counts, parts, defaults; and what they contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import product

from mrkl_core.planning.language import english
from mrkl_core.planning.language.facts import FactIndex, filled
from mrkl_core.planning.language.model import Language, State
from mrkl_core.planning.language.patterns import said
from mrkl_core.planning.language.readings import Fact, Readings
from mrkl_core.planning.language.things import Thing, similar

_ALIKE = 0.74


class Completion:
    """Completes what was read, and says what was assumed and what must be asked."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self.language: Language = readings.language
        self.things = readings.things
        self.assumed: dict[Fact, str] = {}
        self.assumptions = list(readings.assumptions)
        self.questions: list[str] = []
        self._now = self._goal = self._denied = self._known = FactIndex()

    def run(self) -> None:
        """Does all of it; questions come in the order in which they matter."""
        self._parts()
        self._numbering()
        self._types()
        self._names()
        if self.questions:
            return  # states of things that may not be there would only confuse
        tables = (self.readings.now, self.readings.goal, self.readings.denied)
        self._now, self._goal, self._denied = (FactIndex(table) for table in tables)
        self._known = FactIndex(self.readings.now)
        for state in self.language.states:
            for binding in self._bindings(state):
                self._state(state, binding)
        self._denials()
        self._circles()
        if not self.readings.goal:
            self.questions.append("What should be true at the end?")

    def say(self, fact: Fact) -> str:
        """A fact in words."""
        names = {
            name: term.phrase
            for (name, _), term in zip(
                self.language.parameters[str(fact[0])], fact[1:], strict=True
            )
            if isinstance(term, Thing)
        }
        return said(self.language.says[str(fact[0])], names)

    # -- things ----------------------------------------------------------------------------

    def _parts(self) -> None:
        """Gives each owner what it has unless something else is said."""
        for words in self.language.types.values():
            if not words.unless_said:
                continue
            for owner in self.things.of_type(words.of):
                mine = [t for t in self.things.of_type(words.name) if t.owner is owner]
                usual = list(words.unless_said)
                if any(t.declared for t in mine):
                    continue
                if not {t.shown for t in mine} <= set(usual):
                    kind = self.language.noun(words.name)
                    self.questions.append(f"Which {kind}s does {owner.phrase} have?")
                    continue
                for shown in usual:
                    if shown not in {t.shown for t in mine}:
                        *mods, head = shown.split()
                        noun = self.language.lexicon.nouns[(english.stem(head),)]
                        thing = self.things.add(noun, shown)
                        thing.mods, thing.owner = tuple(mods), owner
                        thing.article = thing.by_owner = True
                has = english.listing([f"a {shown}" for shown in usual])
                self.assumptions.append(f"{owner.phrase} has {has}: nothing else is said.")

    def _numbering(self) -> None:
        self.things.number_anonymous()

    def _types(self) -> None:
        plain = len(self.language.concrete) == 1
        for thing in self.things.all:
            possible = self.things.possible(thing)
            nouns = [self.language.a(p) for p in possible]
            if not possible:
                self.questions.append(f"What is {thing.phrase}? It is used in ways that differ.")
            elif len(possible) > 1:
                self.questions.append(f"What is {thing.phrase}: {' or '.join(nouns)}?")
            elif not thing.said:
                wordy = any(len(p) > 1 and p.isalpha() for p in thing.name)
                if plain and wordy and not any(p.isdecimal() for p in thing.name):
                    self.questions.append(f"Is {thing.phrase} {nouns[0]}? Nothing says so.")
                elif not plain:
                    self.assumptions.append(f"{thing.phrase} is taken for {nouns[0]}.")
            if thing.goal and not thing.now and not thing.declared and len(possible) == 1:
                self.assumptions.append(
                    f"{thing.phrase} is {nouns[0]} of its own: only “{thing.goal}” speaks of it."
                )

    def _names(self) -> None:
        """Asks about names that may be slips: two for one thing, or one nearly like another."""
        for short, long in similar(self.things.all):
            self.questions.append(f"Is {short.phrase} the same as {long.phrase}?")
        for thing in self.things.all:
            if not thing.goal or thing.now or thing.declared:
                continue
            for other in self.things.all:
                if other is not thing and other.now and _slip(thing.shown, other.shown):
                    self.questions.append(
                        f"{thing.phrase} is only named in “{thing.goal}”: "
                        f"did you mean {other.phrase}?"
                    )

    # -- states ----------------------------------------------------------------------------

    def _bindings(self, state: State) -> Iterator[dict[str, Thing]]:
        pools = [self.things.of_type(kind) for _, kind in state.each]
        for things in product(*pools):
            if all(
                t.owner is None or t.owner in things
                for t, (_, kind) in zip(things, state.each, strict=True)
                if self._owned_within(kind, state)
            ):
                yield dict(zip((name for name, _ in state.each), things, strict=True))

    def _owned_within(self, kind: str, state: State) -> bool:
        words = self.language.types.get(kind)
        return bool(words and words.of and any(words.of == k for _, k in state.each))

    def _state(self, state: State, binding: Mapping[str, Thing]) -> None:
        for facts, index, when in (
            (self.readings.now, self._now, "at the start"),
            (self.readings.goal, self._goal, "at the end"),
        ):
            held = index.held(state, binding)
            if len(held) > 1:
                first, second = facts[held[0]], facts[held[1]]
                self.questions.append(
                    f"“{first}” and “{second}” cannot both be true {when}: which one is?"
                )
        if self._known.held(state, binding):
            return
        denied = self._denied.held(state, binding)
        if denied and (state.otherwise or state.ask):
            words = self.readings.denied[denied[0]]
            self.questions.append(f"You say “{words}”: what is true instead?")
        elif state.otherwise:
            fact = filled(state.otherwise, binding)
            self.assumed[fact] = state.because
            self._known.add(fact)
            self.assumptions.append(f"{self.say(fact)}: {state.because}.")
        elif state.ask:
            names = {name: thing.phrase for name, thing in binding.items()}
            self.questions.append(state.ask.format(**names))

    def _denials(self) -> None:
        for fact, words in self.readings.denied.items():
            if fact in self.readings.now:
                self.questions.append(
                    f"“{self.readings.now[fact]}” and “{words}” cannot both be true: which one is?"
                )

    def _circles(self) -> None:
        for facts in (self.readings.now, self.readings.goal):
            for name in self.language.acyclic:
                pairs = {f[1]: f for f in facts if f[0] == name}
                for start in pairs:
                    seen, at = [start], start
                    while at in pairs:
                        at = pairs[at][2]
                        if at in seen:
                            break
                        seen.append(at)
                    if at is start and at in pairs and len(seen) <= len(pairs):
                        words = english.listing([f"“{facts[pairs[t]]}”" for t in seen])
                        self.questions.append(f"{words} cannot be true together: which one is not?")
                        return


def _slip(name: str, other: str) -> bool:
    """Whether one may be the other mistyped; names that differ in numbers are not."""
    letters = [c for c in name if not c.isdecimal()]
    others = [c for c in other if not c.isdecimal()]
    if letters == others or len(letters) < 4:
        return False
    return SequenceMatcher(None, name.lower(), other.lower()).ratio() > _ALIKE
