"""What the mentions of a clause mean, one thing for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match
from mrkl_core.planning.language.facts import Fact, FactIndex
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.model import NOT, Language, Rule, State
from mrkl_core.planning.language.moods import Mood, Statement
from mrkl_core.planning.language.naming import Naming
from mrkl_core.planning.language.thing import Thing, Unclear, Unknown
from mrkl_core.planning.language.things import Things


class Resolving(Naming):
    """What a text states, and what its mentions mean in their clauses."""

    def __init__(self, language: Language, things: Things) -> None:
        super().__init__(language, things)
        self.last_look = False  # now it is known what belongs to what

    def predicates(self, match: Match) -> set[str]:
        """The predicates of the facts that a reading may state."""
        rules = [self.language.rules[number] for number, _ in match.rules]
        return {t[0].removeprefix(NOT) for rule in rules for t in (*rule.now, *rule.goal)}

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
