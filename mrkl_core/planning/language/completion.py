"""What the words leave open: counts, parts, defaults; and what they contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import product

from mrkl_core.planning.language import english
from mrkl_core.planning.language.counts import MOST
from mrkl_core.planning.language.denials import Denials
from mrkl_core.planning.language.facts import Fact, FactIndex, filled
from mrkl_core.planning.language.following import chains, highest, implied, solutions, told_implied
from mrkl_core.planning.language.likeness import similar
from mrkl_core.planning.language.mentions import Mention, Noun
from mrkl_core.planning.language.model import Language, State, Template
from mrkl_core.planning.language.patterns import said
from mrkl_core.planning.language.readings import Readings
from mrkl_core.planning.language.symbols import number_anonymous
from mrkl_core.planning.language.tallies import miscount
from mrkl_core.planning.language.thing import Thing

_ALIKE = 0.74
_MOST_TOLD = 8  # of the same kind one by one


class Completion:
    """Completes what was read, and says what was assumed and what must be asked."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self.language: Language = readings.language
        self.things = readings.things
        self.assumed: dict[Fact, str] = {}
        self.wanted: dict[Fact, str] = {}  # goals that are assumed
        self.follows: dict[Fact, str] = {}
        self.assumptions = list(readings.assumptions)
        self.questions: list[str] = []
        self._denial = Denials(self.things, {})
        self._now = self._goal = self._denied = self._known = FactIndex()

    def run(self) -> None:
        """Does all of it; questions come in the order in which they matter."""
        number_anonymous(self.things)
        self._types()
        self._names()
        if self.questions:
            return  # states of things that may not be there would only confuse
        self._most()
        self._owners()
        self._shares()
        self._stacked()
        self._follow()
        self._held()
        now = {**self.readings.now, **self.follows}
        self._denial = Denials(self.things, self.readings.denied)
        tables = (now, self.readings.goal, self.readings.denied, now)
        self._now, self._goal, self._denied, self._known = map(FactIndex, tables)
        for state in self.language.states:
            supposed: list[Fact] = []
            for binding in self._bindings(state):
                fact = self._state(state, binding)
                if fact is not None:
                    supposed.append(fact)
            self._tell(state, supposed)
        self.questions += self.readings.numbers.miscounted({**now, **self.assumed})
        self._denials()
        self._circles()
        if not self.readings.goal:
            self.questions.append("What should be true at the end?")

    def _most(self) -> None:
        """Asks where a number is spoken of above the greatest there is said to be."""
        for most, words in self.readings.most:
            for thing in self.things.of_type(self.things.kind(most)):
                if thing.numbers > most.numbers:
                    also = f"“{words}”, but {thing.phrase} is spoken of, too: which is right?"
                    self.questions.append(also)

    def _owners(self) -> None:
        """Gives what belongs to another the owner that its name tells: depot0-1-2 to depot0."""
        for words in self.language.types.values():
            if not words.by:
                continue
            told: list[str] = []
            for thing in self.things.of_type(words.name):
                owner, named = self.things.owner_of(thing), self.things.owner_by_name(thing)
                if owner is not None and named not in (None, owner):
                    which = f"{owner.phrase} or to {named.phrase}"
                    self.questions.append(f"Does {thing.phrase} belong to {which}?")
                if owner is None or any(
                    f[0] == words.by[0] and thing in f for f in self.readings.now
                ):
                    continue
                thing.owner = owner
                fact = filled(words.by, {"self": thing, "owner": owner})
                self.follows[fact] = thing.phrase
                told.append(self.say(fact))
            if told:
                self.assumptions.append(f"{english.listing(told)}: so the names say.")

    def _shares(self) -> None:
        """Checks how many each owner has; those that the words do not name are added."""
        for mention, owners, words in self.readings.numbers.shares:
            noun = mention.noun
            assert noun is not None
            of = self.language.types[noun.type].of
            for owner in self.readings.owners(owners, (of,) if of else ()):
                mine = [
                    t
                    for t in self.things.of_type(noun.type)
                    if t.owner is owner
                    and set(mention.mods) <= set(t.mods)
                    and (not noun.kind or t.noun == noun)
                ]
                if mine and len(mine) != mention.count:
                    names = english.listing([t.phrase for t in mine])
                    self.questions.append(
                        f"You say “{words}”, but speak of {len(mine)}: {names}. Which are there?"
                    )
                elif not mine:
                    self._add_share(mention, noun, owner, words)

    def _held(self) -> None:
        """Checks how many of a kind are where each of some things is: one hoist at each place."""
        index = FactIndex({**self.readings.now, **self.follows})
        for statement, owners, shared in self.readings.numbers.held:
            rules = statement.clause.matches[0].rules
            for owner, mention in product(self.readings.owners(owners), shared):
                kind = mention.noun.type if mention.noun else ""
                told = {
                    fact[template.index(f"{{{mine}}}")]
                    for number, (theirs, mine) in rules
                    for template in self.language.rules[number].now
                    for fact in index.fitting(template, {theirs: owner})
                }
                there = sum(thing in told for thing in self.things.of_type(kind))
                if there != mention.count:
                    told_here = f"{there} with {owner.phrase}"
                    self.questions.append(miscount(statement.clause.words, told_here))

    def _add_share(self, mention: Mention, noun: Noun, owner: Thing, words: str) -> None:
        by = self.language.types[noun.type].by
        made = []
        for number in range(1, min(mention.count, MOST) + 1):
            thing = self.things.add(noun, f"{mention.said} {number}")
            thing.mods, thing.owner, thing.by_owner = mention.mods, owner, True
            made.append(thing.phrase)
            if by:
                self.follows[filled(by, {"self": thing, "owner": owner})] = words
        self.assumptions.append(f"There are {english.listing(made)}: “{words}” does not name them.")

    def _follow(self) -> None:
        """What maps, numbers and the domain's implications add to what is said."""
        self.assumptions += self.readings.layout.assumptions
        self.assumptions += highest(self.things, self._told_most())
        self.follows.update(chains(self.things))
        self.follows.update(self._drawn())
        found = implied(self.language, {**self.readings.now, **self.follows})
        self.assumptions += told_implied(found, set(self.follows.values()), self.say)
        self.follows.update(found)

    def _drawn(self) -> dict[Fact, str]:
        """What maps say of what is side by side, but for what the words deny."""
        facts, denied = self.readings.layout.facts, self.readings.denied.keys()
        if not denied:
            return facts
        return {
            fact: words
            for fact, words in facts.items()
            if denied.isdisjoint((fact, *implied(self.language, {fact: words})))
        }

    def _told_most(self) -> set[str]:
        """The types of numbers of which the words say how many there are."""
        counted = [mention for mention, _ in self.things.claims]
        counted += [mention for mention, _, _ in self.readings.numbers.shares]
        most = {self.things.kind(thing) for thing, _ in self.readings.most}
        return most | {mention.noun.type for mention in counted if mention.noun is not None}

    def say(self, fact: Fact) -> str:
        """A fact in words."""
        predicate = str(fact[0])
        names = {
            name: term.phrase
            for (name, _), term in zip(self.language.parameters[predicate], fact[1:], strict=True)
            if isinstance(term, Thing)
        }
        return said(self.language.says[predicate], names)

    # -- things ----------------------------------------------------------------------------

    def _types(self) -> None:
        plain = len(self.language.concrete) == 1
        listed = {k for t in self.things.all if t.listed for k in self.things.possible(t)}
        for thing in self.things.all:
            possible = self.things.possible(thing)
            nouns = [self.language.a(p) for p in possible]
            if not possible:
                self.questions.append(f"What is {thing.phrase}? It is used in ways that differ.")
            elif len(possible) > 1:
                self.questions.append(f"What is {thing.phrase}: {' or '.join(nouns)}?")
            elif not thing.said:
                wordy = plain and any(len(p) > 1 and p.isalpha() for p in thing.name)
                counts = self.language.types[possible[0]].numbers  # "has a block": no number "a"
                if (counts or wordy) and not any(p.isdecimal() for p in thing.name):
                    self.questions.append(f"Is {thing.phrase} {nouns[0]}? Nothing says so.")
                elif not plain:
                    self.assumptions.append(f"{thing.phrase} is taken for {nouns[0]}.")
            if thing.goal and not thing.now and not thing.declared and len(possible) == 1:
                self.assumptions.append(
                    f"{thing.phrase} is {nouns[0]} of its own: only “{thing.goal}” speaks of it."
                )
            elif not thing.declared and len(possible) == 1 and possible[0] in listed:
                self.assumptions.append(
                    f"{thing.phrase} is {nouns[0]} too: it is not among those listed."
                )

    def _names(self) -> None:
        """Asks about names that may be slips: two for one thing, or one nearly like another."""
        for short, long in similar(self.things.all):
            self.questions.append(f"Is {short.phrase} the same as {long.phrase}?")
        for thing in self.things.all:
            if not thing.goal or thing.now or thing.declared:
                continue
            for other in self.things.all:
                nouns = {t.noun.name for t in (thing, other) if t.noun is not None and t.head}
                if len(nouns) > 1 or other is thing or not other.now:
                    continue  # room 1 is no slip for robot 1
                if _slip(thing, other):
                    self.questions.append(
                        f"{thing.phrase} is only named in “{thing.goal}”: "
                        f"did you mean {other.phrase}?"
                    )

    def _stacked(self) -> None:
        """ "There are ten blocks on the table": those that stand on others of them by these."""
        now, exclusive = self.readings.now, [s for s in self.language.states if not s.many]
        for words in self.readings.numbers.together:
            told = {fact[1]: fact for fact, said in now.items() if said == words and fact[1:]}
            above = {
                told[fact[1]]
                for fact, said in now.items()
                if said != words and fact[0] in self.language.acyclic and fact[1] in told
                for name, _, *rest in (told[fact[1]],)
                if (name, fact[2], *rest) in now
                and any({name, fact[0]} <= {t[0] for t in state.one_of} for state in exclusive)
            }
            for fact in above:
                del now[fact]
            if above:
                self.assumptions.append(f"“{words}”: some of them on others, as is said.")

    # -- states ----------------------------------------------------------------------------

    def _bindings(self, state: State) -> Iterator[dict[str, Thing]]:
        templates = (*state.one_of, state.otherwise, *state.given)
        numerals = {t for template in templates for t in template[1:] if t.isdecimal()}
        for things in list(self.things.together([kind for _, kind in state.each])):
            numbers = {t: self.things.number(int(t)) for t in numerals}
            yield numbers | dict(zip((name for name, _ in state.each), things, strict=True))

    def _tell(self, state: State, supposed: list[Fact]) -> None:
        """Lists what was assumed of a state, shortly where it is much of the same."""
        end = " at the end" if state.at_end else ""
        if len(supposed) > _MOST_TOLD:
            others = f"and {len(supposed) - 1} more like it"
            self.assumptions.append(f"{self.say(supposed[0])}{end}, {others}: {state.because}.")
        else:
            self.assumptions += [f"{self.say(f)}{end}: {state.because}." for f in supposed]

    def _state(self, state: State, binding: Mapping[str, Thing]) -> Fact | None:
        """Checks one state of some things; gives the fact that had to be assumed."""
        now = {**self.readings.now, **self.follows}
        for facts, index, when in (
            (now, self._now, "at the start"),
            (self.readings.goal, self._goal, "at the end"),
        ):
            held = index.held(state, binding)
            if len(held) > 1 and not state.many:
                first, second = facts[held[0]], facts[held[1]]
                self.questions.append(
                    f"“{first}” and “{second}” cannot both be true {when}: which one is?"
                )
        if state.at_end:
            return self._wanted(state, binding)
        if self._known.held(state, binding):
            return None
        if state.when and not any(solutions(state.when, self._known, binding)):
            return None
        denied = self._denied.held(state, binding)
        left = self._denial.left(state, binding, denied) if denied else []
        unsaid = len(left) == len(state.one_of) or (state.otherwise and state.otherwise not in left)
        if state.otherwise in left and self._denial.of_all(state, denied):
            unsaid = False  # "the left hand holds nothing" tells little of each thing
        if len(left) == 1 and all(t.strip("{}") in binding for t in left[0][1:]):
            # What is not open is closed.
            other = filled(left[0], binding)
            self.readings.now[other] = self.readings.denied[denied[0]]
            self._known.add(other)
        elif denied and unsaid and (state.otherwise or state.ask):
            words = self.readings.denied[denied[0]]
            self.questions.append(f"You say “{words}”: what is true instead?")
        elif state.otherwise:
            fact = self._default(state, binding)
            if fact is None:
                self.questions.append(f"What of {english.listing(_phrases(binding))} at the start?")
                return None
            self.assumed[fact] = state.because
            self._known.add(fact)
            return fact
        elif state.ask:
            names = {name: thing.phrase for name, thing in binding.items()}
            self.questions.append(state.ask.format(**names))
        return None

    def _wanted(self, state: State, binding: Mapping[str, Thing]) -> Fact | None:
        if not self.readings.goal or not state.otherwise or self._goal.held(state, binding):
            return None
        if not self.readings.open.isdisjoint(binding.values()):
            return None
        fact = filled(state.otherwise, binding)
        self.wanted[fact] = state.because
        return fact

    def _default(self, state: State, binding: Mapping[str, Thing]) -> Fact | None:
        """What holds unless something else is said; None if nothing is free for it."""
        name, *terms = state.otherwise
        kinds = dict(zip(terms, (t for _, t in self.language.parameters[name]), strict=True))
        free = [slot for slot in (t.strip("{}") for t in terms) if slot not in binding]
        if not free:
            return filled(state.otherwise, binding)
        pools = {slot: self.things.of_type(*kinds[f"{{{slot}}}"]) for slot in free}
        for given in solutions(state.given, self._known, binding):
            for things in product(*(pools[slot] for slot in free if slot not in given)):
                rest = (slot for slot in free if slot not in given)
                found = {**given, **dict(zip(rest, things, strict=True))}
                if not any(self._taken(state.otherwise, slot, found) for slot in free):
                    return filled(state.otherwise, found)
        return None

    def _taken(self, template: Template, slot: str, found: Mapping[str, Thing]) -> bool:
        """Whether a thing already stands in this place of such a fact."""
        terms = ("*" if term != f"{{{slot}}}" else term for term in template[1:])
        return bool(self._known.fitting((template[0], *terms), found))

    def _denials(self) -> None:
        for fact, words in self.readings.denied.items():
            said = self.readings.now.get(fact) or self.follows.get(fact)
            if said is not None:
                self.questions.append(f"“{said}” and “{words}” cannot both be true: which one is?")

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


def _phrases(binding: Mapping[str, Thing]) -> list[str]:
    return [thing.phrase for name, thing in binding.items() if not name.isdecimal()]


def _slip(thing: Thing, named: Thing) -> bool:
    """Whether one may be the other mistyped; names told apart by numbers or letters are not."""
    name, other = thing.shown.lower(), named.shown.lower()
    letters, others = ([c for c in shown if c.isalpha()] for shown in (name, other))
    lettered = {name[:-1], other[:-1]} == {thing.noun.name if thing.noun else ""}  # rooma, roomb
    if letters == others or len(letters) < 4 or lettered:
        return False
    return SequenceMatcher(None, name, other).ratio() > _ALIKE
