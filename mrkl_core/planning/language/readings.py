"""From clauses to facts: each clause read in the one way that fits the things it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Kind, Match
from mrkl_core.planning.language.counts import Counts
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.model import Language, Rule, RuleKind, Template
from mrkl_core.planning.language.moods import Mood, Statement
from mrkl_core.planning.language.things import Thing, Things, Unclear, Unknown

#: A fact over things that have no symbols yet.
Fact = tuple[str | Thing, ...]


@dataclass
class _Pending:
    """A clause over particular things that more than one rule still fits."""

    statement: Statement
    options: list[tuple[Rule, dict[str, Thing]]]
    negated: bool


@dataclass
class Readings:
    """What a text states, clause by clause."""

    language: Language
    things: Things
    now: dict[Fact, str] = field(default_factory=dict)
    goal: dict[Fact, str] = field(default_factory=dict)
    denied: dict[Fact, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    _pending: list[_Pending] = field(default_factory=list)

    def take(self, found: Sequence[Statement]) -> None:
        """Takes in every clause of a text."""
        for statement in found:
            for mention in _mentions(statement):
                self._try(statement, partial(self.things.introduce, mention))
        for statement in found:
            if statement.clause.kind is Kind.UNREAD:
                self._leave(statement, "")
            elif statement.clause.kind in (Kind.DECLARES, Kind.CLASSIFIES):
                self._try(statement, partial(self._name, statement))
        for statement in found:
            for mention in _mentions(statement):
                if mention.det == "all" and mention.count > 2:
                    self._claim(replace(mention, among=mention.count), statement.clause.words)
        counts = Counts(self.things, self.assumptions, self.questions)
        of_all = []  # "all the balls" can be told only when all balls are known
        for statement in found:
            if statement.clause.kind is not Kind.STATES:
                self.things.last = self._named_by(statement)
            elif any(self._is_early(counts, mention) for mention in _mentions(statement)):
                of_all.append(statement)
            else:
                self._try(statement, partial(self._state, statement))
        counts.settle()
        for statement in of_all:
            self._try(statement, partial(self._state, statement))
        self._settle()

    def _is_early(self, counts: Counts, mention: Mention) -> bool:
        return _means_all(mention) and mention.noun is not None and counts.open(mention.noun.type)

    def _try(self, statement: Statement, step: Callable[[], None]) -> None:
        try:
            step()
        except Unclear as error:
            if error.question not in self.questions:
                self.questions.append(error.question)
        except Unknown as error:
            self._leave(statement, f"nothing tells what “{error}” is")

    def _leave(self, statement: Statement, reason: str) -> None:
        words = statement.clause.words
        if words not in self.unread:
            self.unread.append(words)
            if reason:
                self.reasons.append((words, reason))

    # -- clauses that name -----------------------------------------------------------------

    def _name(self, statement: Statement) -> None:
        clause = statement.clause
        for mention in clause.mentions:
            if mention.count and mention.det != "all":
                self.things.claims.append((mention, clause.words))
                continue
            if mention.among:
                self._claim(mention, clause.words)
            # Being told what it is introduces a thing, whatever its name.
            for thing in self.things.find(replace(mention, plain=False), (), create=True):
                thing.now = True
                thing.declared = True
                self._belonging(thing, clause.words)
                if clause.noun is not None and clause.noun.noun is not None:
                    noun = clause.noun.noun
                    self.things.tell(thing, noun.type)
                    if thing.noun is None and not thing.name:
                        thing.noun = noun

    def _claim(self, mention: Mention, words: str) -> None:
        """ "four blocks, A, B, C and D" also says that there are no others."""
        whole = replace(mention, name=(), count=mention.among, among=0)
        if all(words != said or other.noun != mention.noun for other, said in self.things.claims):
            self.things.claims.append((whole, words))

    def _named_by(self, statement: Statement) -> tuple[Thing, ...]:
        """The things that a naming clause names, for the pronouns after it."""
        found: dict[Thing, None] = {}
        for mention in statement.clause.mentions:
            try:
                found.update(
                    dict.fromkeys(
                        self.things.find(
                            replace(mention, det=mention.det if mention.det != "indef" else "def"),
                            (),
                            create=False,
                        )
                    )
                )
            except (Unclear, Unknown):
                return ()
        return tuple(found)

    def _belonging(self, thing: Thing, words: str) -> None:
        """States the fact that a thing belongs to its owner, where the domain has one."""
        kind = self.things.kind(thing)
        template = self.language.types[kind].by if kind in self.language.types else ()
        if thing.owner is not None and template:
            terms: dict[str, Thing] = {"{self}": thing, "{owner}": thing.owner}
            fact: Fact = (template[0], *(terms[t] for t in template[1:]))
            self.now.setdefault(fact, words)

    # -- clauses that state ----------------------------------------------------------------

    def _state(self, statement: Statement) -> None:
        if statement.mood is Mood.UNSURE:
            raise Unclear(
                f"Is “{statement.clause.words}” how things are at the start, or part of the goal?"
            )
        reason = ""
        for match in statement.clause.matches:
            if all(self.language.rules[n].kind is RuleKind.BACKGROUND for n, _ in match.rules):
                return
            try:
                pending = [
                    _Pending(statement, self._options(match, things), match.negated)
                    for things in self._bindings(statement, match)
                ]
            except Unknown as error:
                reason = reason or f"nothing tells what “{error}” is"
                continue
            if all(p.options for p in pending):
                self._pending += pending
                self._settle(ask=False)
                self.things.last = tuple(
                    dict.fromkeys(t for p in pending for t in p.options[0][1].values())
                )
                return
            reason = reason or "the things named in it do not fit together"
        self._leave(statement, reason)

    def _bindings(self, statement: Statement, match: Match) -> Iterator[tuple[Thing, ...]]:
        several = [b for b in match.bound if len(b) > 1 or b[0].det in ("all", "they")]
        if len(several) > 1 and not all(m.det == "indef" for m in several[-1]):
            raise Unknown(statement.clause.words)
        for mentions in product(*match.bound):
            yield from self._resolve(statement, match, mentions)

    def _resolve(
        self, statement: Statement, match: Match, mentions: tuple[Mention, ...]
    ) -> Iterator[tuple[Thing, ...]]:
        """The things of one combination of mentions; what belongs to another comes last."""
        goal = statement.mood is Mood.GOAL
        vague = [m for m in mentions if m.det == "indef" or (m.count and not m.det)]
        if goal and vague:
            raise Unknown(vague[0].shown)
        order = sorted(range(len(mentions)), key=lambda i: self._dependent(mentions[i]))
        combinations: list[dict[int, Thing]] = [{}]
        for at in order:
            mention = mentions[at]
            grown = []
            for known in combinations:
                if (
                    mention.count
                    and not mention.name
                    and mention.det == ""
                    and (mention.count == 1 or (match.declares and at == 0))
                ):
                    things = self._several(mention)
                else:
                    context = tuple(known.values())
                    things = self.things.find(mention, context, create=True)
                for thing in things:
                    self._belonging(thing, statement.clause.words)
                    thing.now = thing.now or not goal
                    thing.goal = thing.goal or (statement.clause.words if goal else "")
                    grown.append({**known, at: thing})
            combinations = grown
        for known in combinations:
            yield tuple(known[i] for i in range(len(mentions)))

    def _dependent(self, mention: Mention) -> bool:
        return mention.noun is not None and bool(self.language.types[mention.noun.type].of)

    def _several(self, mention: Mention) -> list[Thing]:
        assert mention.noun is not None
        if any(t.name for t in self.things.of_type(mention.noun.type)):
            raise Unclear(f"What are the {mention.shown} called?")
        noun_shown = english.stem(mention.shown.split()[-1].lower())
        found = []
        for _ in range(min(mention.count, 500)):
            thing = self.things.add(mention.noun, " ".join((*mention.mods, noun_shown)))
            thing.anonymous = thing.article = True
            found.append(thing)
        return found

    def _options(
        self, match: Match, things: tuple[Thing, ...]
    ) -> list[tuple[Rule, dict[str, Thing]]]:
        found = []
        for number, names in match.rules:
            rule = self.language.rules[number]
            bound = dict(zip(names, things, strict=True))
            if all(self.things.may_be(t, rule.slots[n]) for n, t in bound.items()):
                found.append((rule, bound))
        return found

    # -- deciding --------------------------------------------------------------------------

    def _settle(self, *, ask: bool = True) -> None:
        """Decides what only one rule fits, until nothing changes; then asks."""
        changed = True
        while changed:
            changed = False
            for pending in list(self._pending):
                pending.options = [
                    (rule, bound)
                    for rule, bound in pending.options
                    if all(self.things.may_be(t, rule.slots[n]) for n, t in bound.items())
                ]
                if len(pending.options) == 1:
                    self._pending.remove(pending)
                    self._decide(pending, *pending.options[0])
                    changed = True
                elif not pending.options:
                    self._pending.remove(pending)
                    self._leave(pending.statement, "the things named in it do not fit together")
                    changed = True
        if ask:
            for pending in self._pending:
                self._ask(pending)
            self._pending.clear()

    def _ask(self, pending: _Pending) -> None:
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
        if question not in self.questions:
            self.questions.append(question)

    def _decide(self, pending: _Pending, rule: Rule, bound: dict[str, Thing]) -> None:
        statement = pending.statement
        words = statement.clause.words
        for name, thing in bound.items():
            if not thing.said and rule.slots[name] not in thing.bounds:
                thing.bounds.append(rule.slots[name])
        if rule.kind is RuleKind.BACKGROUND:
            return
        if not rule.now and not rule.goal:
            # "the robot has a left gripper": states no fact, and introduces what it names.
            for thing in bound.values():
                thing.declared = True
        goal = statement.mood is Mood.GOAL
        stated = self._facts(rule.goal if goal else rule.now, rule, bound)
        if pending.negated:
            if goal:
                self._leave(statement, "a goal cannot say what must not be")
            else:
                self.denied.update(dict.fromkeys(stated, words))
            return
        for fact in stated:
            (self.goal if goal else self.now).setdefault(fact, words)
            if not goal:
                self._give_owner(fact)
        if goal and rule.kind is RuleKind.SENTENCE:
            for fact in self._facts(rule.now, rule, bound):
                self.now.setdefault(fact, words)
                for term in fact[1:]:
                    if isinstance(term, Thing):
                        term.now = True

    def _give_owner(self, fact: Fact) -> None:
        """Takes the owner of a thing from the fact that states it."""
        for words in self.language.types.values():
            if words.by and words.by[0] == fact[0]:
                terms = dict(zip(words.by[1:], fact[1:], strict=True))
                thing, owner = terms.get("{self}"), terms.get("{owner}")
                if isinstance(thing, Thing) and isinstance(owner, Thing) and not thing.owner:
                    thing.owner = owner

    def _facts(
        self, templates: Sequence[Template], rule: Rule, bound: dict[str, Thing]
    ) -> list[Fact]:
        facts: list[Fact] = []
        for template in templates:
            terms: list[Thing] = []
            for term in template[1:]:
                name = term.strip("{}")
                if name in bound:
                    terms.append(bound[name])
                elif rule.kind is RuleKind.PREDICATE:
                    terms.append(self._left_out(rule, name, bound))
            if len(terms) == len(template) - 1:
                facts.append((template[0], *terms))
        return facts

    def _left_out(self, rule: Rule, name: str, bound: dict[str, Thing]) -> Thing:
        """Who is meant where the sentence leaves it out: an owner, or the only one there is."""
        types = rule.slots[name]
        owners = [t.owner for t in bound.values() if t.owner and self.things.may_be(t.owner, types)]
        found = owners or self.things.of_type(*types)
        if len(found) != 1:
            whose = english.listing([t.phrase for t in bound.values()])
            raise Unclear(f"Which {self.language.noun(types[0])} is meant with {whose}?")
        return found[0]


def _means_all(mention: Mention) -> bool:
    return mention.det == "all" or (mention.plural and mention.det == "def" and not mention.name)


def _mentions(statement: Statement) -> Iterator[Mention]:
    clause = statement.clause
    mentions = list(clause.mentions)
    for match in clause.matches[:1]:
        for bound in match.bound:
            mentions += bound
    for mention in mentions:
        yield mention
        if mention.owner is not None:
            yield mention.owner
