"""Which rule a clause follows, once the things it names tell; and the facts it states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match
from mrkl_core.planning.language.facts import Fact, FactIndex
from mrkl_core.planning.language.following import solutions
from mrkl_core.planning.language.mentions import means_all
from mrkl_core.planning.language.model import NOT, Language, Rule, RuleKind, Template
from mrkl_core.planning.language.moods import Mood, Statement
from mrkl_core.planning.language.thing import Thing, Unclear
from mrkl_core.planning.language.things import Things


@dataclass
class Stated:
    """What a text states, each fact with its words, and what in it is unread or open."""

    now: dict[Fact, str] = field(default_factory=dict)
    goal: dict[Fact, str] = field(default_factory=dict)
    denied: dict[Fact, str] = field(default_factory=dict)
    #: Those of `now` that give way to others: the templates of these, for a binding.
    yielding: dict[Fact, tuple[tuple[Template, ...], Mapping[str, Thing]]] = field(
        default_factory=dict
    )
    #: Numbers above which there is none, each with its words.
    most: list[tuple[Thing, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)

    def leave(self, statement: Statement, reason: str) -> None:
        """Takes note that a clause is not understood."""
        words = statement.clause.words
        if words not in self.unread:
            self.unread.append(words)
            if reason:
                self.reasons.append((words, reason))

    def give_way(self) -> None:
        """ "All tiles are unpainted", that with a robot on it too: but that one is not clear."""
        index = FactIndex(self.now)
        for fact, (unless, binding) in self.yielding.items():
            if any(index.fitting(template, binding) for template in unless):
                self.now.pop(fact, None)

    def ask(self, question: str) -> None:
        """Takes note of a question."""
        if question not in self.questions:
            self.questions.append(question)


@dataclass
class Pending:
    """A clause over particular things that more than one rule still fits."""

    statement: Statement
    options: list[tuple[Rule, dict[str, Thing]]]
    negated: bool
    topic: tuple[Thing, ...] = ()  # what it is about: "hub 1: the nut is tight"

    def meaning(self, option: tuple[Rule, dict[str, Thing]]) -> tuple[object, ...]:
        """What an option would state: different rules may say the same."""
        rule, bound = option
        goal = self.statement.mood is Mood.GOAL
        wished = goal and rule.kind is RuleKind.SENTENCE
        templates = (*(rule.goal if goal else rule.now), *(rule.now if wished else ()))
        facts = {
            (t[0], *(bound.get(term.strip("{}"), term) for term in t[1:]))
            for t in templates
            if rule.kind is RuleKind.PREDICATE or all(slot in bound for slot in _slots(t))
        }
        return rule.kind in (RuleKind.BACKGROUND, RuleKind.GRID), rule.given, frozenset(facts)


def waiting(
    statement: Statement,
    options: list[tuple[Rule, dict[str, Thing]]],
    match: Match,
    topic: tuple[Thing, ...] = (),
) -> Pending:
    """A clause over particular things; what is not "not so" is so: "no glass is dirty"."""
    twice = [(_affirmed(rule), bound) for rule, bound in options] if match.negated else []
    affirmed = [(rule, bound) for rule, bound in twice if rule is not None]
    if affirmed and len(affirmed) == len(options) and not match.answered:
        return Pending(statement, affirmed, False, topic)
    return Pending(statement, options, match.negated, topic)


def _affirmed(rule: Rule) -> Rule | None:
    """The rule that states the one fact that this one denies; None if it does more, or less."""
    told = {*rule.now, *rule.goal}
    if len(told) != 1 or not (fact := told.pop())[0].startswith(NOT):
        return None
    so = ((fact[0].removeprefix(NOT), *fact[1:]),)
    return replace(rule, now=so if rule.now else (), goal=so if rule.goal else ())


def _slots(template: Template) -> list[str]:
    return [term.strip("{}") for term in template[1:] if term.startswith("{")]


class Decisions:
    """Clauses that wait until only one rule fits them."""

    def __init__(self, things: Things, stated: Stated) -> None:
        self.things = things
        self.language: Language = things.language
        self.stated = stated
        self.pending: list[Pending] = []

    def settle(self, *, ask: bool = True) -> None:
        """Decides what only one rule fits, until nothing changes; then asks."""
        changed = True
        while changed:
            changed = False
            for pending in list(self.pending):
                pending.options = [
                    (rule, bound)
                    for rule, bound in pending.options
                    if all(self.things.may_be(t, rule.slots[n]) for n, t in bound.items())
                ]
                if (
                    len(pending.options) == 1
                    or len(set(map(pending.meaning, pending.options))) == 1
                ):
                    self.pending.remove(pending)
                    self._decide(pending, *pending.options[0])
                    changed = True
                elif not pending.options:
                    self.pending.remove(pending)
                    self.stated.leave(
                        pending.statement, "the things named in it do not fit together"
                    )
                    changed = True
        if ask:
            for pending in self.pending:
                self._ask(pending)
            self.pending.clear()

    def _ask(self, pending: Pending) -> None:
        for thing in pending.options[0][1].values():
            wanted = {
                kind
                for rule, bound in pending.options
                for name, other in bound.items()
                if other is thing
                for kind in rule.slots[name]
            }
            if len(self.things.possible(thing)) > 1 and len(wanted) > 1:
                nouns = [self.language.a(kind) for kind in sorted(wanted)]
                question = f"What is {thing.phrase}: {' or '.join(nouns)}?"
                break
        else:
            question = f"“{pending.statement.clause.words}” can be read in two ways: say it anew."
        self.stated.ask(question)

    def _decide(self, pending: Pending, rule: Rule, bound: dict[str, Thing]) -> None:
        statement = pending.statement
        words = statement.clause.words
        for name, thing in bound.items():
            if not thing.said and rule.slots[name] not in thing.bounds:
                thing.bounds.append(rule.slots[name])
        told = (*rule.now, *rule.goal)
        if pending.negated and (not told or any(t[0].startswith(NOT) for t in told)):
            self.stated.leave(statement, "it says what is not so")
            return
        if rule.kind is RuleKind.BACKGROUND:
            return
        if rule.most:
            self.stated.most.append((bound[rule.most], words))
        if not rule.now and not rule.goal:
            # "the robot has a left gripper": states no fact, and introduces what it names.
            for thing in bound.values():
                thing.declared = True
            self._own(("", *bound.values()))
        goal = statement.mood is Mood.GOAL
        if goal and rule.now and not rule.goal:
            self.stated.leave(statement, "it says how things are, and cannot be asked for")
            return
        if rule.goal and not (goal or rule.now):
            self.stated.leave(statement, "it says what should be, not how things are")
            return
        if rule.given:
            bound = self._given(rule, bound, words)
        stated = self._facts(rule.goal if goal else rule.now, rule, bound, pending.topic)
        if any(len(set(f)) < len(f) and f[0] not in self.language.reflexive for f in stated):
            named = (m for b in statement.clause.matches[0].bound for m in b)
            if not any(means_all(m) or m.det in ("they", "everything") for m in named):
                self.stated.ask(f"“{words}” speaks of a thing and itself: which other is meant?")
            return  # "A is next to all rooms": to all the others
        if pending.negated:
            if goal and "negative-preconditions" not in self.language.requirements:
                self.stated.leave(statement, "a goal of this domain cannot say what must not be")
            elif goal:
                unwanted = ((f"{NOT}{fact[0]}", *fact[1:]) for fact in stated)
                self.stated.goal.update(dict.fromkeys(unwanted, words))
            else:
                self.stated.denied.update(dict.fromkeys(stated, words))
            return
        for fact in stated:
            if not goal and str(fact[0]).startswith(NOT):
                self.stated.denied.setdefault((str(fact[0]).removeprefix(NOT), *fact[1:]), words)
                continue
            if not goal and not rule.unless:
                self.stated.yielding.pop(fact, None)
            elif not goal and fact not in self.stated.now:
                self.stated.yielding[fact] = rule.unless, bound
            (self.stated.goal if goal else self.stated.now).setdefault(fact, words)
            self._own(fact)
            if not goal:
                self._give_owner(fact)
        if goal and rule.kind is RuleKind.SENTENCE and rule.now != rule.goal:
            for fact in self._facts(rule.now, rule, bound, pending.topic):
                if str(fact[0]).startswith(NOT):
                    continue  # it is wished, as the goal says
                self.stated.now.setdefault(fact, words)
                for term in fact[1:]:
                    if isinstance(term, Thing):
                        term.now = True

    def _given(self, rule: Rule, bound: dict[str, Thing], words: str) -> dict[str, Thing]:
        """The slots that the sentence leaves to what is true at the start."""
        found = list(solutions(rule.given, FactIndex(self.stated.now), bound))
        if len(found) != 1:
            raise Unclear(f"What at the start does “{words}” speak of?")
        return found[0]

    def _give_owner(self, fact: Fact) -> None:
        """Takes the owner of a thing from the fact that states it."""
        for words in self.language.types.values():
            if words.by and words.by[0] == fact[0]:
                terms = dict(zip(words.by[1:], fact[1:], strict=True))
                thing, owner = terms.get("{self}"), terms.get("{owner}")
                if isinstance(thing, Thing) and isinstance(owner, Thing) and not thing.owner:
                    thing.owner = owner

    def _own(self, fact: Fact) -> None:
        """Takes the owner of a thing from any fact of both, where the domain has none that says it.

        "The right gripper is free" is of the only robot; what is another's is asked about.
        """
        named = [term for term in fact[1:] if isinstance(term, Thing)]
        for thing in named:
            kinds = self.things.possible(thing)
            words = self.language.types.get(kinds[0]) if len(kinds) == 1 else None
            if words is None or not words.of or words.by:
                continue
            owners = [t for t in named if self.things.may_be(t, (words.of,))]
            if len(owners) != 1 or thing.owner in owners:
                continue
            if thing.owner is not None:
                whose = f"{thing.owner.phrase} or to {owners[0].phrase}"
                self.stated.ask(f"Does {thing.phrase} belong to {whose}?")
            thing.owner = owners[0]

    def _facts(
        self,
        templates: Sequence[Template],
        rule: Rule,
        bound: dict[str, Thing],
        topic: Sequence[Thing],
    ) -> list[Fact]:
        facts: list[Fact] = []
        for template in templates:
            terms: list[Thing] = []
            for term in template[1:]:
                name = term.strip("{}")
                if name in bound:
                    terms.append(bound[name])
                elif rule.kind is RuleKind.PREDICATE:
                    terms.append(self._left_out(rule, name, bound, topic))
                elif name.isdecimal():
                    terms.append(self.things.number(int(name)))
            if len(terms) == len(template) - 1:
                facts.append((template[0], *terms))
        return facts

    def _left_out(
        self, rule: Rule, name: str, bound: dict[str, Thing], topic: Sequence[Thing]
    ) -> Thing:
        """Who is meant where the sentence leaves it out: an owner, or the only one there is."""
        types = rule.slots[name]
        about = [t for t in topic if self.things.may_be(t, types)]
        if len(about) == 1 and about[0] not in bound.values():
            return about[0]
        parameters = [slot for slot, _ in self.language.parameters[rule.source]]
        before = {  # "the nut should be tight" on what it is tight on now
            fact[parameters.index(name) + 1]
            for fact in self.stated.now
            if fact[0] == rule.source
            and all(fact[parameters.index(n) + 1] is t for n, t in bound.items())
        }
        if len(before) == 1 and isinstance(found := before.pop(), Thing):
            return found
        owners = [t.owner for t in bound.values() if t.owner and self.things.may_be(t.owner, types)]
        fitting = owners or self.things.of_type(*types)
        if len(fitting) != 1:
            whose = english.listing([t.phrase for t in bound.values()])
            raise Unclear(f"Which {self.language.noun(types[0])} is meant with {whose}?")
        return fitting[0]
