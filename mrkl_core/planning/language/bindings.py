"""Which things a clause is about: what its mentions mean, together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, permutations, product

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match
from mrkl_core.planning.language.mentions import (
    RELATED,
    Mention,
    is_its,
    is_one,
    means_all,
    one_for_each,
    shared,
)
from mrkl_core.planning.language.model import Rule
from mrkl_core.planning.language.moods import Mood, Statement
from mrkl_core.planning.language.resolving import Resolving
from mrkl_core.planning.language.thing import Thing, Unclear, Unknown


class Bindings(Resolving):
    """What a text states, and the things that its clauses are about."""

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
            told = list(self._bindings(statement, match)) if match.bound else [()]
            theirs = [
                (things, named)
                for things, named in product(every, told)
                if not any(self._anothers(thing, named) for thing in things)
            ]  # "robot 1 has two free grippers": its own
            if not theirs:
                raise Unknown(self.language.noun(kinds[0]))
            for things, named in theirs:
                if not set(things).isdisjoint(named):
                    continue  # "the lowest floor": of the others
                bound = dict(zip((*slots, *names), (*things, *named), strict=True))
                yield self._fitting([(rule, bound)])
            return
        if not rule.along:
            for things in self._bindings(statement, match):
                yield self._options(match, things)
            return
        at = names.index(rule.along)
        listed = self._listed(statement, match, at)
        if len(match.bound[at]) == 1 and all(thing.numbers for thing in listed):
            listed.sort(key=lambda thing: thing.numbers)  # "the levels are in ascending order"
        numbers = [thing.numbers for thing in listed if thing.numbers]
        if rule.source == "ordered" and len(numbers) == len(listed) and numbers != sorted(numbers):
            raise Unclear(f"Which is the lowest in “{statement.clause.words}”?")
        said = rule.goal if goal else rule.now
        ends = zip(("first", "last"), (listed[0], listed[-1]), strict=True) if listed else ()
        alone = [{end: t} for end, t in ends if any(f"{{{end}}}" in fact for fact in said)]
        if len(listed) < 2 and not alone:
            raise Unknown(match.bound[at][0].shown)
        words = statement.clause.words
        if rule.everyone and len(listed) > 2 and "each" not in words.lower().split():
            self.assumptions.append(f"“{words}” means each of them with every other.")
        others = [b[:1] if i == at else b for i, b in enumerate(match.bound)]
        for end in alone:  # a fact of it alone, or with what else is named
            for mentions in product(*others):
                for things in self._resolve(statement, match, mentions, {at: listed[0]}):
                    yield self._fitting([(rule, {**dict(zip(names, things, strict=True)), **end})])
        for this, following in combinations(listed, 2) if rule.everyone else pairwise(listed):
            for mentions in product(*others):
                for things in self._resolve(statement, match, mentions, {at: this}):
                    bound = {**dict(zip(names, things, strict=True)), "this": this}
                    yield self._fitting([(rule, {**bound, "next": following})])

    def _anothers(self, thing: Thing, named: Sequence[Thing]) -> bool:
        """Whether a thing belongs to another than those that a clause names of its owner's kind."""
        words = self.language.types.get(self.things.kind(thing))
        whose = words.of if words is not None else ""
        owners = [t for t in named if whose and self.things.may_be(t, (whose,))]
        return bool(owners) and self.things.owner_of(thing) not in (None, *owners)

    def _bindings(self, statement: Statement, match: Match) -> Iterator[tuple[Thing, ...]]:
        """Every combination of things that a clause, read in one way, speaks of."""
        if any(b[0].det in RELATED for b in match.bound):
            yield from self._related(statement, match)
            return
        if self.each_on_its_own(match) and not self._told_whose(statement, match):
            if statement.mood is Mood.NOW:
                self._one_made_for_each(statement, match)
            match = replace(match, bound=tuple(tuple(map(one_for_each, b)) for b in match.bound))
        several = [at for at, b in enumerate(match.bound) if self._is_several(b)]
        of_none = match.negated and any(match.bound[at][0].det == "all" for at in several)
        apart = of_none or not self._meet(match, several)  # "no hand holds a glass"
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

    def _related(self, statement: Statement, match: Match) -> Iterator[tuple[Thing, ...]]:
        """ "A, B and C see each other", "each sees the next": pairs of what is listed."""
        at = next(i for i, b in enumerate(match.bound) if b[0].det in RELATED)
        several = [i for i, b in enumerate(match.bound) if i != at and self._is_several(b)]
        if len(several) != 1:
            raise Unknown(match.bound[at][0].shown)
        listed = self._listed(statement, match, several[0])
        if len(match.bound[several[0]]) == 1 and all(thing.numbers for thing in listed):
            listed.sort(key=lambda thing: thing.numbers)
        det = match.bound[at][0].det
        if det == "previous":
            listed.reverse()
        singles = [b[:1] if i in (at, *several) else b for i, b in enumerate(match.bound)]
        for one, other in permutations(listed, 2) if det == "others" else pairwise(listed):
            for mentions in product(*singles):
                known = {several[0]: one, at: other}
                yield from self._resolve(statement, match, mentions, known)

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
