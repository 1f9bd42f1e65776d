"""From clauses to facts: each clause read in the one way that fits the things it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from mrkl_core.planning.language import english
from mrkl_core.planning.language.bindings import Bindings
from mrkl_core.planning.language.clause import Kind, Match
from mrkl_core.planning.language.counts import Counts
from mrkl_core.planning.language.decisions import Decisions, Pending, waiting
from mrkl_core.planning.language.drawings import Drawings
from mrkl_core.planning.language.facts import Fact, filled, turned
from mrkl_core.planning.language.letters import for_each, letter_in, letters
from mrkl_core.planning.language.mentions import Mention, means_all, parts
from mrkl_core.planning.language.model import Language, RuleKind
from mrkl_core.planning.language.moods import Mood, Statement, mentions_in
from mrkl_core.planning.language.others import others_twice
from mrkl_core.planning.language.rows import RowOfValues, Rows
from mrkl_core.planning.language.schemes import scheme_of
from mrkl_core.planning.language.tallies import miscounted
from mrkl_core.planning.language.thing import Thing, Unclear, Unknown
from mrkl_core.planning.language.things import Things
from mrkl_core.planning.language.usual import add_constants, add_usual

T = TypeVar("T")

_NO_FACTS = (RuleKind.BACKGROUND, RuleKind.GRID, RuleKind.NUMBERING)


class Readings(Bindings):
    """What a text states, clause by clause."""

    def __init__(self, language: Language, things: Things) -> None:
        super().__init__(language, things)
        self.decisions = Decisions(things, self)
        self.rows = Rows(language, self.layout, self)
        #: A clause with a pronoun, and those before it up to the beginning of a sentence.
        self._before: dict[int, tuple[Statement, ...]] = {}
        self._spoken: dict[int, tuple[Thing, ...]] = {}  # what each clause speaks of
        self._retold: list[Statement] = []  # those that state nothing
        self._again: list[Statement] = []  # those that may speak of parts by their whole
        self.open: set[Thing] = set()  # of which no goal speaks, as is said

    def take(self, found: Sequence[Statement], drawings: Drawings) -> None:
        """Takes in every clause of a text, and every map."""
        found, numbering = _parted(found, self.rows.told_in)
        for statement in self.rows.in_order([statement for statement, _ in numbering]):
            self._try(statement, partial(self.rows.take, statement))
        found, of_each = _parted(found, partial(letter_in, general=letters(found)))
        for drawing in drawings.named:
            self._try(None, partial(self.layout.draw, drawing))
        for grid, chart in drawings.charts:
            self._try(None, partial(self.layout.chart, grid, chart))
        self.now.update(self.layout.marked)
        for statement in found:
            if statement.clause.kind is Kind.LEAVES_OPEN:
                continue
            for mention in mentions_in(statement):
                if scheme_of(mention) is not None:
                    continue
                self._try(statement, partial(self.things.introduce, mention))
                self.layout.by_name |= self._is_place(mention)
                self.layout.by_words = (
                    mention.shown if mention.said == "row" else self.layout.by_words
                )
        for statement in found:
            if statement.clause.kind is Kind.UNREAD:
                self.leave(statement, "")
            elif statement.clause.kind is Kind.DECLARES and statement.mood is Mood.GOAL:
                self.leave(statement, "it does not say what should be true of it")
            elif statement.clause.kind is Kind.DRAWS:
                heading = [s.clause.mentions for s in found if s.sentence == statement.sentence]
                whose = [m for mentions in heading for m in mentions]
                self._try(statement, partial(self._place, statement, whose))
            elif statement.clause.kind in (Kind.DECLARES, Kind.CLASSIFIES):
                self._try(statement, partial(self.name, statement))
        self.take_for_named(found)
        self.numbers.look(found)
        for statement in found:
            self._try(statement, partial(self.numbers.take, statement))
        self._try(None, self.layout.settle)
        counts = Counts(self.things, self.assumptions, self.questions)
        late: list[Statement] = []  # "all the balls" can be told only when all balls are known
        waits = False  # whether the clause before is late
        earlier: list[Statement] = []  # in the sentence of the clause before
        for before, statement in zip([None, *found], found, strict=False):
            if before is not None:
                earlier = [s for s in earlier[-1:] if s.sentence == before.sentence] and earlier
                earlier.append(before)
            pronoun = any(m.det in ("it", "its", "they") for m in mentions_in(statement))
            if pronoun:
                self._before[id(statement)] = tuple(earlier)
            if statement.clause.kind is not Kind.STATES:
                open_ = statement.clause.kind is Kind.LEAVES_OPEN  # of no goal, and of nothing new
                named = () if open_ else self.named_by(statement)
                self.things.pronouns.named(named, statement.sentence)
                waits = not named
            elif self._is_early(counts, statement) or (pronoun and waits):
                late.append(statement)
                waits = True
            else:
                waits = False
                self._try(statement, partial(self._state, statement))
        for claim in counts.claims():
            self._try(None, partial(counts.settle, *claim))
        for row in self.rows.values:
            self._try(row.statement, partial(self._row, row))
        for number in self.layout.pictures:
            shown = [s for s in found if s.clause.kind is Kind.DRAWS and s.clause.drawing == number]
            self._try(None, partial(self._picture, number, shown))
        self._try(None, lambda: self.assumptions.extend(add_usual(self.things)))
        add_constants(self.things)
        for statement, letter in of_each:
            self._try(statement, partial(self._state_of_each, statement, letter))
        for statement in sorted(late, key=self._looks_back):
            self._try(statement, partial(self._state, statement))
        self.add_parts()
        self.last_look = True
        for statement in self._again:
            self._try(statement, partial(self._state, statement))
        for statement in self._retold:
            self._try(statement, partial(self._knows, statement))
        try:
            self.decisions.settle()
        except Unclear as error:
            self.ask(error.question)
        for statement in found:
            if statement.clause.kind is Kind.LEAVES_OPEN:
                self._try(statement, partial(self._leave_open, statement))
            elif statement.clause.kind is Kind.TURNS_ROUND:
                self._turn_round(statement, found)
            elif statement.clause.kind is Kind.REMARKS:
                told = f"“{statement.clause.words}” retells a rule of the domain, and adds nothing."
                self.assumptions.append(told)
            elif statement.clause.kind is Kind.TITLE:
                self._try(statement, partial(self._entitle, statement))
        self.give_way()
        self.questions += others_twice(found, self.language)
        self.questions += miscounted(found, self.now, self.language)
        self._describe()

    def _is_place(self, mention: Mention) -> bool:
        """Whether it names a place otherwise than by "row 1, column 2"."""
        kind = mention.noun.type if mention.noun is not None and mention.name else ""
        return mention.said != "row" and any(kind == grid.of for grid in self.language.grids)

    def _turn_round(self, statement: Statement, found: Sequence[Statement]) -> None:
        """ "A is linked to B and B to C, in both directions": B to A and C to B, too."""
        words = {s.clause.words for s in found if s.sentence == statement.sentence}
        facts = [fact for fact, said in self.now.items() if said in words]
        others = [
            fact
            for fact in (turned(f, self.language.parameters) for f in facts)
            if fact is not None
        ]
        if statement.mood is not Mood.NOW or not others:
            self.leave(statement, "what comes before it has no two directions")
            return
        for fact in others:
            self.now.setdefault(fact, statement.sentence)

    def _is_early(self, counts: Counts, statement: Statement) -> bool:
        """Whether a clause speaks of all of a kind before all are known."""
        for mention in mentions_in(statement):
            if mention.rest or mention.det == "everything" or mention.shown.lower() == "all":
                return True
            if mention.noun is None:
                continue
            if mention.owner is not None and means_all(mention):
                return True
            words = self.language.types[mention.noun.type]
            if means_all(mention) and (
                counts.open(mention.noun.type)
                or (words.unless_said and not words.of)
                or not self.things.called(mention.noun)  # made by "each tyre is on a hub"
            ):
                return True
            if id(mention) in self.numbers.counted:
                return True
        return self._looks_back(statement) or self.each_on_its_own(statement.clause.matches[0])

    def _looks_back(self, statement: Statement) -> bool:
        """Whether a clause needs the facts of others."""
        match = statement.clause.matches[0]
        if any(mention.rest for mention in mentions_in(statement)):
            return True
        if any(self.language.rules[number].each for number, _ in match.rules):
            return True
        return all(self.language.rules[number].given for number, _ in match.rules)

    def _describe(self) -> None:
        """States what the adjectives of things say: "an intact tyre" is intact."""
        for thing in self.things.all:
            for word in thing.mods:
                for template in self.language.adjectives.get(english.stem(word), ()):
                    if not self.things.may_be(thing, self.language.kinds(template[0])[0]):
                        self.ask(f"What does “{word}” say of {thing.phrase}?")
                    self.now.setdefault(filled(template, {"x": thing}), thing.phrase)

    def _try(self, statement: Statement | None, step: Callable[[], None]) -> None:
        try:
            step()
        except Unclear as error:
            self.ask(error.question)
        except Unknown as error:
            if statement is None:
                self.ask(f"What is “{error}”?")
            else:
                self.leave(statement, f"nothing tells what “{error}” is")

    def _leave_open(self, statement: Statement) -> None:
        """ "Nothing is required of shot 6": asks where a goal speaks of it all the same."""
        words = statement.clause.words
        for mention in statement.clause.mentions:
            if mention.rest or mention.det == "everything":
                others = self.things.called(mention.noun) if mention.noun else self.things.all
                self.open.update(others)
                continue
            known = len(self.things.all)
            things = self.things.find(mention, (), create=False)
            if made := self.things.all[known:]:
                self.things.forget(made)
                raise Unknown(mention.shown)
            for fact, wish in self.goal.items():
                if not set(things).isdisjoint(fact):
                    raise Unclear(f"You say “{words}”, but also “{wish}”: which one is meant?")
            self.open.update(things)

    def _picture(self, number: int, shown: Sequence[Statement]) -> None:
        """States what a map shows at each place, at the start or at the end."""
        moods = {statement.mood for statement in shown}
        if moods not in ({Mood.NOW}, {Mood.GOAL}):
            words = self.layout.pictures[number].words
            raise Unclear(f"Is “{words}” how things are at the start, or part of the goal?")
        self._show(self.layout.pictured(number), goal=moods == {Mood.GOAL})

    def _row(self, row: RowOfValues) -> None:
        """States what is told to be in a row: "the top row must be red, blue, red"."""
        self._show(self.rows.stated_in(row), goal=row.statement.mood is Mood.GOAL)

    def _show(self, shown: Iterable[tuple[Fact, str]], *, goal: bool) -> None:
        for fact, words in shown:
            (self.goal if goal else self.now).setdefault(fact, words)
            for thing in fact[1:]:
                if isinstance(thing, Thing):
                    thing.now = thing.now or not goal
                    thing.goal = thing.goal or (words if goal else "")

    def _entitle(self, statement: Statement) -> None:
        """Says that a title adds nothing; Unknown if it names a thing."""
        words = statement.clause.words
        named = [t for t in self.things.all if t.name]
        called = {t.name for t in named} | {(*t.head.split(), *t.name) for t in named}
        for word in re.findall(r"[\w-]+", words):
            noun = self.language.lexicon.nouns.get((english.stem(word.lower()),))
            if parts(word) in called or (noun is not None and noun.kind):
                raise Unknown(words)
        self.assumptions.append(f"“{words}” is only a title.")

    def _speaks_of_kinds(self, match: Match) -> bool:
        """Whether what a clause that states nothing names is of the kinds that its pattern has."""
        return any(
            rule.kind is not RuleKind.BACKGROUND
            or all(
                m.noun is None or self.language.is_a(m.noun.type, *rule.slots[name])
                for name, mentions in zip(names, match.bound, strict=True)
                for m in mentions
            )
            for rule, names in ((self.language.rules[n], names) for n, names in match.rules)
        )

    def _place(self, statement: Statement, whose: Sequence[Mention]) -> None:
        """ "The map of depot 1:": what is drawn there belongs to it, if its names do not tell."""
        clause = statement.clause
        named = {t for m in whose for t in self.things.find(m, (), create=True)}
        for thing in self.layout.shown[clause.drawing]:
            words = self.language.types[self.things.kind(thing)]
            owners = [t for t in named if words.of and self.things.may_be(t, (words.of,))]
            if len(owners) == 1 and thing.owner is None:
                thing.owner = owners[0]
                self.belonging(thing, clause.words)

    def _knows(self, statement: Statement) -> None:
        """Raises Unknown if a clause that states nothing names what nothing else speaks of."""
        for mention in mentions_in(statement):
            named = mention.name and mention.noun is None and mention.det != "number"
            unknown = named and not self.things.knows(mention)
            if unknown or self.language.lexicon.strange(mention.mods):
                raise Unknown(mention.shown)

    @staticmethod
    def _with_exceptions(statement: Statement, match: Match) -> Iterator[Match]:
        """ "All tiles but A are clear": and A is not."""
        yield match
        for at, (mention, *others) in enumerate(match.bound):
            if statement.mood is Mood.NOW and not match.negated and mention.but and not others:
                bound = (*match.bound[:at], mention.but, *match.bound[at + 1 :])
                yield replace(match, bound=bound, negated=True)

    @staticmethod
    def _told_once(pending: Sequence[Pending], words: str) -> None:
        """Raises Unclear if a clause says the same twice, of a thing that its lists name twice."""
        said: set[object] = set()
        for rule, bound in (p.options[0] for p in pending):
            facts: list[object] = [frozenset(bound.items())]
            if "this" in bound and not rule.everyone:  # once each, but for the end of a ring
                facts = [("this", bound["this"]), ("next", bound["next"])]
            if not said.isdisjoint(facts):
                names = english.listing(list(dict.fromkeys(t.phrase for t in bound.values())))
                raise Unclear(f"“{words}” tells of {names} twice: what else was meant?")
            said.update(facts)

    def _state_of_each(self, statement: Statement, letter: str) -> None:
        """ "Dispenser N dispenses ingredient N": the same of every number."""
        numbers = for_each(statement, letter, self.things)
        words = statement.clause.words
        self.assumptions.append(
            f"“{words}” is so for every {letter} from {min(numbers)} to {max(numbers)}."
        )
        for one in numbers.values():
            self._state(one)

    # -- clauses that state ----------------------------------------------------------------

    def _state(self, statement: Statement) -> None:
        if statement.mood is Mood.UNSURE:
            raise Unclear(
                f"Is “{statement.clause.words}” how things are at the start, or part of the goal?"
            )
        if any(words == statement.clause.words for _, _, words in self.numbers.shares):
            return
        if any(statement is said for said, _, _ in self.numbers.held):
            return
        for before in self._before.get(id(statement), ()):
            spoken = self._spoken.get(id(before)) or self.named_by(before)
            self.things.pronouns.named(spoken, before.sentence)
        reason, about = "", self.known(statement.clause.topic)
        for match in statement.clause.matches:
            if all(self.language.rules[n].kind in _NO_FACTS for n, _ in match.rules):
                if match.negated:
                    reason = "it says what is not so"
                    break
                if not self._speaks_of_kinds(match):
                    reason = "the things named in it do not fit together"
                    break
                self._retold.append(statement)
                return
            known = len(self.things.all)
            try:
                pending = [
                    waiting(statement, options, read, about)
                    for read in self._with_exceptions(statement, match)
                    for options in self.possible(statement, read)
                ]
            except Unknown as error:
                reason = reason or f"nothing tells what “{error}” is"
                self.forget(self.things.all[known:])
                continue
            if not pending:  # "the other areas are clear", where there are none
                self._knows(statement)
            if all(p.options for p in pending):
                self._told_once(pending, statement.clause.words)
                self.decisions.pending += pending
                self.decisions.settle(ask=False)
                told = (p.options[0][1] for p in pending if p.options)
                named = dict.fromkeys(t for bound in told for t in bound.values())
                self._spoken[id(statement)] = tuple(named)
                self.things.pronouns.named(tuple(named), statement.sentence)
                return
            reason = reason or "the things named in it do not fit together"
            self.forget(self.things.all[known:])
        if not self.last_look and self.language.lexicon.owned:
            self._again.append(statement)
        else:
            self.leave(statement, reason)


def _parted(
    found: Sequence[Statement], told: Callable[[Statement], T]
) -> tuple[list[Statement], list[tuple[Statement, T]]]:
    """The clauses of which nothing is told, and the others with what is."""
    looked_at = [(statement, told(statement)) for statement in found]
    return [s for s, what in looked_at if not what], [(s, w) for s, w in looked_at if w]
