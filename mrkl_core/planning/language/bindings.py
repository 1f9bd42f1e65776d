"""Which things a clause is about: what its mentions mean, together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match
from mrkl_core.planning.language.facts import Fact, FactIndex
from mrkl_core.planning.language.mentions import (
    Mention,
    is_its,
    is_one,
    means_all,
    one_for_each,
    shared,
)
from mrkl_core.planning.language.model import NOT, Language, Rule, State
from mrkl_core.planning.language.moods import Mood, Statement
from mrkl_core.planning.language.naming import Naming
from mrkl_core.planning.language.thing import Thing, Unclear, Unknown
from mrkl_core.planning.language.things import Things


class Bindings(Naming):
    """What a text states, and the things that its clauses are about."""

    def __init__(self, language: Language, things: Things) -> None:
        super().__init__(language, things)
        self.last_look = False  # now it is known what belongs to what

    def possible(
        self, statement: Statement, match: Match
    ) -> Iterator[list[tuple[Rule, dict[str, Thing]]]]:
        """For each combination of things, the rules that it may follow."""
        goal = statement.mood is Mood.GOAL
        options = [(self.language.rules[number], names) for number, names in match.rules]
        # One list may say one thing of the start and another of the end: two rules.
        spoken = (o for o in options if o[0].along and (o[0].goal if goal else o[0].now))
        rule, names = next(spoken, options[0])
        if rule.each:
            slots, kinds = zip(*rule.each, strict=True)
            every = list(self.things.together(kinds))
            if not every:
                raise Unknown(self.language.noun(kinds[0]))
            yield from ([(rule, dict(zip(slots, things, strict=True)))] for things in every)
            return
        if not rule.along:
            for things in self._bindings(statement, match):
                yield self._options(match, things)
            return
        at = names.index(rule.along)
        listed = self._listed(statement, match, at)
        if len(set(listed[1:])) < len(listed[1:]):  # the first may end a ring, too
            raise Unclear(f"“{statement.clause.words}” names a thing twice: which other is meant?")
        if len(match.bound[at]) == 1 and all(thing.numbers for thing in listed):
            listed.sort(key=lambda thing: thing.numbers)  # "the levels are in ascending order"
        said = rule.goal if goal else rule.now
        ends = zip(("first", "last"), (listed[0], listed[-1]), strict=True) if listed else ()
        alone = [{end: t} for end, t in ends if any(f"{{{end}}}" in fact for fact in said)]
        if len(listed) < 2 and not alone:
            raise Unknown(match.bound[at][0].shown)
        words = statement.clause.words
        if rule.everyone and len(listed) > 2 and "each" not in words.lower().split():
            self.assumptions.append(f"“{words}” means each of them with every other.")
        others = [b[:1] if i == at else b for i, b in enumerate(match.bound)]
        for end in alone:  # a fact of it alone
            yield self._fitting([(rule, end)])
        for this, following in combinations(listed, 2) if rule.everyone else pairwise(listed):
            for mentions in product(*others):
                for things in self._resolve(statement, match, mentions, {at: this}):
                    bound = {**dict(zip(names, things, strict=True)), "this": this}
                    yield self._fitting([(rule, {**bound, "next": following})])

    def _bindings(self, statement: Statement, match: Match) -> Iterator[tuple[Thing, ...]]:
        """Every combination of things that a clause, read in one way, speaks of."""
        if self.each_on_its_own(match) and not self._told_whose(statement, match):
            if statement.mood is Mood.NOW:
                self._one_made_for_each(statement, match)
            match = replace(match, bound=tuple(tuple(map(one_for_each, b)) for b in match.bound))
        several = [at for at, b in enumerate(match.bound) if self._is_several(b)]
        apart = not self._meet(match, several)
        if len(several) > 1 and not (
            apart or all(self._is_part(m) for m in match.bound[several[-1]])
        ):
            yield from self._paired(statement, match, several)
            return
        common = shared(match.bound)
        known: dict[int, Thing] = {}
        for mentions in product(*match.bound):
            for things in self._resolve(statement, match, mentions, known):
                known = {at: things[at] for at in common}
                yield things

    def _meet(self, match: Match, several: Sequence[int]) -> bool:
        """Whether a fact has more than one of these places: "T links A and B with C" has none."""
        rules = [(self.language.rules[number], names) for number, names in match.rules]
        return any(
            rule.given or sum(f"{{{names[at]}}}" in template for at in several) > 1
            for rule, names in rules
            for template in (*rule.now, *rule.goal)
        )

    def _is_part(self, mention: Mention) -> bool:
        """ "Each robot has a left gripper": one of its own."""
        if mention.det == "indef":
            return True
        owned = mention.noun is not None and self.language.types[mention.noun.type].of
        return bool(owned) and not (mention.name or mention.det or mention.count or mention.plural)

    def _is_several(self, mentions: tuple[Mention, ...]) -> bool:
        first = mentions[0]
        if id(first) in self.numbers.counted and first.noun is not None:
            return not self.language.types[first.noun.type].numbers
        return len(mentions) > 1 or means_all(first) or first.det == "they"

    def each_on_its_own(self, match: Match) -> bool:
        """ "Each tyre is on a hub": as many hubs as tyres."""
        each = [b for b in match.bound if b[0].det in ("all", "they")]
        ones = sum(len(b) == 1 and is_one(b[0]) for b in match.bound)
        return (
            len(each) == 1
            and 0 < ones == len(match.bound) - 1
            and any(b[0].det == "indef" or is_its(b[0]) for b in match.bound)
            and bool(self.predicates(match) & self.language.pairs)
        )

    def _told_whose(self, statement: Statement, match: Match) -> bool:
        """Whether "its hub" is the one that other facts tell, or that has to be told."""
        its = [b[0].noun for b in match.bound if is_its(b[0])]
        ones = {t for noun in its if noun is not None for t in self.things.called(noun)}
        if not its or statement.mood is Mood.GOAL:
            return bool(its)
        each = set(self._each(statement, match))
        return any(not ones.isdisjoint(f) and not each.isdisjoint(f) for f in self.now)

    def _one_made_for_each(self, statement: Statement, match: Match) -> None:
        """Adds what each has where nothing else speaks of it: "each drink has its own tap"."""
        owners = self._each(statement, match)
        for one, *_ in match.bound:
            if one.det != "indef" or one.noun is None or one.mods or self.things.called(one.noun):
                continue
            for number in range(1, len(owners) + 1):
                self.things.add(one.noun, f"{one.said} {number}", (str(number),))

    def _each(self, statement: Statement, match: Match) -> list[Thing]:
        """What "each tyre" or "they" means in a clause that says something of each."""
        at = next(i for i, b in enumerate(match.bound) if b[0].det in ("all", "they"))
        return self._listed(statement, match, at)

    def _listed(self, statement: Statement, match: Match, at: int) -> list[Thing]:
        """All that the list at one place of a clause means."""
        return [t for m in match.bound[at] for t in self._things(statement, match, m, at, ())]

    def predicates(self, match: Match) -> set[str]:
        """The predicates of the facts that a reading may state."""
        rules = [self.language.rules[number] for number, _ in match.rules]
        return {t[0].removeprefix(NOT) for rule in rules for t in (*rule.now, *rule.goal)}

    def _paired(
        self, statement: Statement, match: Match, several: list[int]
    ) -> Iterator[tuple[Thing, ...]]:
        """ "The nuts are on the hubs": each on its own, in the order in which they are named."""
        words = statement.clause.words
        told = "respectively" in words.lower().split() or self._made_for(match, several)
        if not told and not self.predicates(match) & self.language.pairs:
            raise Unknown(words)
        groups = [self._listed(statement, match, at) for at in several]
        groups = [
            sorted(group, key=lambda thing: thing.numbers) if len(match.bound[at]) == 1 else group
            for at, group in zip(several, groups, strict=True)
        ]
        if len({len(group) for group in groups}) > 1:
            raise Unclear(f"Which belongs to which in “{words}”? Their numbers differ.")
        if not told:
            pairs = [" with ".join(t.phrase for t in row) for row in zip(*groups, strict=True)]
            self.assumptions.append(f"“{words}” means {english.listing(pairs)}.")
        for row in zip(*groups, strict=True):
            if len(set(row)) < len(row):
                raise Unknown(words)
            known = dict(zip(several, row, strict=True))
            for mentions in product(
                *(b[:1] if i in known else b for i, b in enumerate(match.bound))
            ):
                yield from self._resolve(statement, match, mentions, known)

    def _made_for(self, match: Match, several: list[int]) -> bool:
        """Adds what is only spoken of by where each one is: "there are boxes at A and B"."""
        if len(several) != 2 or not self.predicates(match) & self.language.pairs:
            return False
        for at, other in (several, several[::-1]):
            mention = match.bound[at][0]
            bare = mention.plural and not (mention.count or mention.det or mention.name)
            if not bare or mention.noun is None:
                continue
            numbered = [(str(n),) for n in range(1, len(match.bound[other]) + 1)]
            known = [t.name for t in self.things.of_type(mention.noun.type)]
            if set(known) < set(numbered):
                for name in numbered:
                    if name not in known:
                        self.things.add(mention.noun, f"{mention.said} {name[0]}", name)
                return not known
        return False

    def _resolve(
        self,
        statement: Statement,
        match: Match,
        mentions: tuple[Mention, ...],
        given: Mapping[int, Thing] | None = None,
    ) -> Iterator[tuple[Thing, ...]]:
        """The things of one combination of mentions; what belongs to another comes last."""
        fixed = given or {}
        order = sorted(range(len(mentions)), key=lambda i: self._dependent(mentions[i]))
        found: list[dict[int, Thing]] = [{**fixed}]
        before = len(self.things.all)
        for at in order:
            if at in fixed:
                continue
            found = [
                {**known, at: thing}
                for known in found
                for thing in self._things(statement, match, mentions[at], at, tuple(known.values()))
            ]
        fitting = self._meant(statement, match, mentions, found)
        if len(fitting) < len(found):
            meant = {thing for known in fitting for thing in known.values()}
            self.forget([t for t in self.things.all[before:] if t not in meant])
        for known in fitting:
            yield tuple(known[i] for i in range(len(mentions)))

    def _meant(
        self,
        statement: Statement,
        match: Match,
        mentions: tuple[Mention, ...],
        found: list[dict[int, Thing]],
    ) -> list[dict[int, Thing]]:
        """Those in which a pronoun means the only thing of which the clause can be true."""
        its = [at for at, mention in enumerate(mentions) if mention.det == "it"]
        if not its or len(found) < 2:
            return found
        fits = [k for k in found if self._options(match, tuple(k[i] for i in range(len(k))))]
        for at in its:
            meant = list(dict.fromkeys(k[at] for k in fits))
            subject = self.things.pronouns.subject
            goes_on = at == 0 and self.things.pronouns.goes_on(statement.sentence)
            if len(meant) == 1:
                continue
            if subject in meant and subject is not None and goes_on:
                # "Robot 2 is on tile 3, and it is white": rather what the clause before is about.
                one = subject
            elif len(free := self._free(meant, statement.mood, match, at)) == 1:
                one = free[0]
            else:
                names = [t.phrase for t in meant or dict.fromkeys(k[at] for k in found)]
                raise Unclear(f"What does “{mentions[at].shown}” mean: {' or '.join(names)}?")
            fits = [k for k in fits if k[at] is one]
            said = f"“{mentions[at].shown}” in “{statement.clause.words}”"
            self.assumptions.append(f"{said} means {one.phrase}.")
        return fits

    def _things(
        self,
        statement: Statement,
        match: Match,
        mention: Mention,
        at: int,
        context: tuple[Thing, ...],
    ) -> list[Thing]:
        """The things that a mention in a clause means, noted as spoken of there."""
        goal = statement.mood is Mood.GOAL
        if id(mention) in self.numbers.counted:
            things = self.things.find(replace(mention, det="all"), context, create=False)
        elif goal and (mention.det == "indef" or (mention.count and not mention.det)):
            raise Unknown(mention.shown)
        elif (
            mention.count
            and not (mention.name or mention.det)
            and (mention.count == 1 or (match.declares and at == 0))
        ):
            things = self._several(mention)
        else:
            rules = [(self.language.rules[number], names[at]) for number, names in match.rules]
            types = tuple({kind for rule, name in rules for kind in rule.slots[name]})
            things = self.things.pronouns.fitting(types) if mention.det == "it" else []
            things = things or self.things.find(mention, context, create=True, types=types)
        if self.last_look and len(things) == 1:
            things = self._parts(things[0], match, at, statement) or things
        if mention.det == "all" and mention.noun is not None:
            things = self._speakable(things, match, at)
        if mention.rest:
            things = self._others(things, match, at, self.goal if goal else self.now)
            if mention.count and mention.count != len(things):
                raise Unclear(f"Which are “{mention.shown}”? {len(things)} are left.")
        for thing in things:
            self.belonging(thing, statement.clause.words)
            thing.now = thing.now or not goal
            thing.goal = thing.goal or (statement.clause.words if goal else "")
        return things

    def _speakable(self, things: list[Thing], match: Match, at: int) -> list[Thing]:
        """ "All areas are clear": of those, all of which a pattern can say it."""
        kinds = self._kinds(match, at)
        return [t for t in things if kinds and self.things.may_be(t, tuple(kinds))] or things

    def _kinds(self, match: Match, at: int) -> set[str]:
        """The types that the rules of a match have for what stands at a place."""
        return {k for n, names in match.rules for k in self.language.rules[n].slots[names[at]]}

    def _others(
        self, things: list[Thing], match: Match, at: int, known: Mapping[Fact, str]
    ) -> list[Thing]:
        """ "All other areas are clear": those of which neither this is said nor its opposite."""
        same = self.predicates(match)
        untold = [t for t in things if not any(f[0] in same and t in f for f in known)]
        return self._open(untold, match, at, known)

    def _free(self, things: list[Thing], mood: Mood, match: Match, at: int) -> list[Thing]:
        """ "C is on B, and D is on it": not B, on which C is. None where rules differ."""
        told = {now for number, _ in match.rules if (now := self.language.rules[number].now)}
        certain = mood is Mood.NOW and not match.negated and len(told) == 1
        return self._open(things, match, at, self.now) if certain else []

    def _open(
        self, things: list[Thing], match: Match, at: int, known: Mapping[Fact, str]
    ) -> list[Thing]:
        """Those of which nothing is said that excludes what the clause says."""
        index, groups = FactIndex(known), list(self._alternatives(match, at))
        return [t for t in things if not any(index.held(s, {slot: t}) for s, slot in groups)]

    def _alternatives(self, match: Match, at: int) -> Iterator[tuple[State, str]]:
        """The states of which a clause says one for what stands at a place, and its slot there."""
        said = {
            (template[0], place)
            for number, names in match.rules
            for template in self.language.rules[number].now
            for place, term in enumerate(template)
            if term == f"{{{names[at]}}}"
        }
        for state in self.language.states:
            if len(state.each) != 1 or state.many or state.at_end:
                continue
            slot = state.each[0][0]
            if any(
                (t[0], i) in said
                for t in state.one_of
                for i, x in enumerate(t)
                if x == f"{{{slot}}}"
            ):
                yield state, slot

    def _parts(self, whole: Thing, match: Match, at: int, statement: Statement) -> list[Thing]:
        """ "The load area is connected to the container": to all areas of it."""
        kinds = self._kinds(match, at)
        if not kinds or self.things.may_be(whole, tuple(kinds)):
            return []
        parts = [t for t in self.things.of_type(*kinds) if self.things.owner_of(t) is whole]
        if parts:
            names = english.listing([t.phrase for t in parts])
            self.assumptions.append(
                f"{whole.phrase} in “{statement.clause.words}” means all that is in it: {names}."
            )
        return parts

    def _dependent(self, mention: Mention) -> bool:
        return mention.noun is not None and bool(self.language.types[mention.noun.type].of)

    def _several(self, mention: Mention) -> list[Thing]:
        assert mention.noun is not None
        if any(t.name for t in self.things.of_type(mention.noun.type)):
            raise Unclear(f"What are the {mention.shown} called?")
        noun_shown = mention.said or mention.noun.name
        found = []
        for _ in range(min(mention.count, 500)):
            thing = self.things.add(mention.noun, " ".join((*mention.mods, noun_shown)))
            thing.anonymous = thing.article = True
            found.append(thing)
        return found

    def _options(
        self, match: Match, things: tuple[Thing, ...]
    ) -> list[tuple[Rule, dict[str, Thing]]]:
        return self._fitting(
            (self.language.rules[number], dict(zip(names, things, strict=True)))
            for number, names in match.rules
        )

    def _fitting(
        self, options: Iterable[tuple[Rule, dict[str, Thing]]]
    ) -> list[tuple[Rule, dict[str, Thing]]]:
        found = [
            (rule, bound)
            for rule, bound in options
            if all(self.things.may_be(t, rule.slots[n]) for n, t in bound.items())
        ]
        # "C should be stacked on D" says the fact itself, and the action that brings it about.
        return [option for option in found if not option[0].wished] or found

    def forget(self, made: Sequence[Thing]) -> None:
        """Takes back what a reading that came to nothing made: "a wrench" is one wrench."""
        if made:
            self.things.forget(made)
            gone = [fact for fact in self.now if any(t in made for t in fact[1:])]
            for fact in gone:
                del self.now[fact]
