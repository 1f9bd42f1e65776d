"""From clauses to facts: each clause read in the one way that fits the things it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise, product

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Kind, Match
from mrkl_core.planning.language.counts import Counts
from mrkl_core.planning.language.decisions import Decisions, Pending
from mrkl_core.planning.language.drawings import Drawings
from mrkl_core.planning.language.facts import filled
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.model import NOT, Language, Rule, RuleKind
from mrkl_core.planning.language.moods import Mood, Statement, mentions_in
from mrkl_core.planning.language.naming import Naming
from mrkl_core.planning.language.thing import Thing, Unclear, Unknown
from mrkl_core.planning.language.things import Things

_NO_FACTS = (RuleKind.BACKGROUND, RuleKind.GRID)


class Readings(Naming):
    """What a text states, clause by clause."""

    def __init__(self, language: Language, things: Things) -> None:
        super().__init__(language, things)
        self.decisions = Decisions(things, self)

    def take(self, found: Sequence[Statement], drawings: Drawings) -> None:
        """Takes in every clause of a text, and every map."""
        for drawing in drawings.named:
            self._try(None, partial(self.layout.draw, drawing))
        for grid, chart in drawings.charts:
            self._try(None, partial(self.layout.chart, grid, chart))
        self.now.update(self.layout.marked)
        for statement in found:
            for mention in mentions_in(statement):
                self._try(statement, partial(self.things.introduce, mention))
        for statement in found:
            if statement.clause.kind is Kind.UNREAD:
                self.leave(statement, "")
            elif statement.clause.kind in (Kind.DECLARES, Kind.CLASSIFIES):
                self._try(statement, partial(self.name, statement))
        self.numbers.look(found)
        for statement in found:
            self._try(statement, partial(self.numbers.take, statement))
        self._try(None, self.layout.settle)
        counts = Counts(self.things, self.assumptions, self.questions)
        late = []  # "all the balls" can be told only when all balls are known
        for statement in found:
            if statement.clause.kind is not Kind.STATES:
                self.things.pronouns.named(self.named_by(statement), statement.sentence)
            elif self._is_early(counts, statement):
                late.append(statement)
            else:
                self._try(statement, partial(self._state, statement))
        counts.settle()
        self._try(None, lambda: self.assumptions.extend(self.things.add_usual()))
        self.things.add_constants()
        for statement in sorted(late, key=self._looks_back):
            self._try(statement, partial(self._state, statement))
        try:
            self.decisions.settle()
        except Unclear as error:
            self.ask(error.question)
        self._describe()

    def _is_early(self, counts: Counts, statement: Statement) -> bool:
        """Whether a clause speaks of all of a kind before all are known."""
        for mention in mentions_in(statement):
            if mention.rest or mention.det == "everything":
                return True
            if mention.noun is None:
                continue
            words = self.language.types[mention.noun.type]
            if _means_all(mention) and (
                counts.open(mention.noun.type) or (words.unless_said and not words.of)
            ):
                return True
            if id(mention) in self.numbers.counted:
                return True
        return self._looks_back(statement) or self._each_on_its_own(statement.clause.matches[0])

    def _each_on_its_own(self, match: Match) -> bool:
        """ "Each tyre is on a hub": as many hubs as tyres."""
        dets = [b[0].det for b in match.bound]
        return dets in (["all", "indef"], ["indef", "all"]) and bool(
            self._predicates(match) & self.language.pairs
        )

    def _predicates(self, match: Match) -> set[str]:
        rules = [self.language.rules[number] for number, _ in match.rules]
        return {t[0].removeprefix(NOT) for rule in rules for t in (*rule.now, *rule.goal)}

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
                    self.now.setdefault(filled(template, {"x": thing}), thing.phrase)

    def _try(self, statement: Statement | None, step: Callable[[], None]) -> None:
        try:
            step()
        except Unclear as error:
            self.ask(error.question)
        except Unknown as error:
            if statement is not None:
                self.leave(statement, f"nothing tells what “{error}” is")

    # -- clauses that state ----------------------------------------------------------------

    def _state(self, statement: Statement) -> None:
        if statement.mood is Mood.UNSURE:
            raise Unclear(
                f"Is “{statement.clause.words}” how things are at the start, or part of the goal?"
            )
        if any(words == statement.clause.words for _, _, words in self.numbers.shares):
            return
        reason = ""
        for match in statement.clause.matches:
            if all(self.language.rules[n].kind in _NO_FACTS for n, _ in match.rules):
                return
            known = len(self.things.all)
            try:
                pending = [
                    Pending(statement, options, match.negated)
                    for options in self._possible(statement, match)
                ]
            except Unknown as error:
                reason = reason or f"nothing tells what “{error}” is"
                self._forget(self.things.all[known:])
                continue
            if all(p.options for p in pending):
                self.decisions.pending += pending
                self.decisions.settle(ask=False)
                named = dict.fromkeys(t for p in pending for t in p.options[0][1].values())
                self.things.pronouns.named(tuple(named), statement.sentence)
                return
            reason = reason or "the things named in it do not fit together"
            self._forget(self.things.all[known:])
        self.leave(statement, reason)

    def _possible(
        self, statement: Statement, match: Match
    ) -> Iterator[list[tuple[Rule, dict[str, Thing]]]]:
        """For each combination of things, the rules that it may follow."""
        number, names = match.rules[0]
        rule = self.language.rules[number]
        if rule.each:
            pools = [self.things.of_type(kind) for _, kind in rule.each]
            for things in product(*pools):
                yield [(rule, dict(zip((name for name, _ in rule.each), things, strict=True)))]
            return
        if not rule.along:
            for things in self._bindings(statement, match):
                yield self._options(match, things)
            return
        at = names.index(rule.along)
        listed = [t for m in match.bound[at] for t in self._things(statement, match, m, at, ())]
        if len(listed) < 2:
            raise Unknown(match.bound[at][0].shown)
        words = statement.clause.words
        if rule.everyone and len(listed) > 2 and "each" not in words.lower().split():
            self.assumptions.append(f"“{words}” means each of them with every other.")
        others = [b[:1] if i == at else b for i, b in enumerate(match.bound)]
        for this, following in combinations(listed, 2) if rule.everyone else pairwise(listed):
            for mentions in product(*others):
                for things in self._resolve(statement, match, mentions, {at: this}):
                    bound = {**dict(zip(names, things, strict=True)), "this": this}
                    yield self._fitting([(rule, {**bound, "next": following})])

    def _forget(self, made: Sequence[Thing]) -> None:
        """Takes back what a reading that came to nothing made: "a wrench" is one wrench."""
        if made:
            self.things.forget(made)
            gone = [fact for fact in self.now if any(t in made for t in fact[1:])]
            for fact in gone:
                del self.now[fact]

    def _bindings(self, statement: Statement, match: Match) -> Iterator[tuple[Thing, ...]]:
        if self._each_on_its_own(match):
            match = replace(
                match, bound=tuple((replace(b[0], det="all", count=0),) for b in match.bound)
            )
        several = [at for at, b in enumerate(match.bound) if self._is_several(b)]
        if len(several) > 1 and not all(m.det == "indef" for m in match.bound[several[-1]]):
            yield from self._paired(statement, match, several)
            return
        for mentions in product(*match.bound):
            yield from self._resolve(statement, match, mentions)

    def _is_several(self, mentions: tuple[Mention, ...]) -> bool:
        first = mentions[0]
        if id(first) in self.numbers.counted and first.noun is not None:
            return not self.language.types[first.noun.type].numbers
        return len(mentions) > 1 or _means_all(first) or first.det == "they"

    def _paired(
        self, statement: Statement, match: Match, several: list[int]
    ) -> Iterator[tuple[Thing, ...]]:
        """ "The nuts are on the hubs": each on its own, in the order in which they are named."""
        words = statement.clause.words
        told = "respectively" in words.lower().split() or self._made_for(match, several)
        if not told and not self._predicates(match) & self.language.pairs:
            raise Unknown(words)
        groups = [
            [t for m in match.bound[at] for t in self._things(statement, match, m, at, ())]
            for at in several
        ]
        groups = [
            sorted(group, key=_in_order) if len(match.bound[at]) == 1 else group
            for at, group in zip(several, groups, strict=True)
        ]
        if len({len(group) for group in groups}) > 1:
            raise Unclear(f"Which belongs to which in “{words}”? Their numbers differ.")
        if not told:
            pairs = [" with ".join(t.phrase for t in row) for row in zip(*groups, strict=True)]
            self.assumptions.append(f"“{words}” means {english.listing(pairs)}.")
        for row in zip(*groups, strict=True):
            known = dict(zip(several, row, strict=True))
            for mentions in product(
                *(b[:1] if i in known else b for i, b in enumerate(match.bound))
            ):
                yield from self._resolve(statement, match, mentions, known)

    def _made_for(self, match: Match, several: list[int]) -> bool:
        """Adds what is only spoken of by where each one is: "there are boxes at A and B"."""
        if len(several) != 2 or not self._predicates(match) & self.language.pairs:
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
        combinations: list[dict[int, Thing]] = [{**fixed}]
        for at in order:
            if at in fixed:
                continue
            combinations = [
                {**known, at: thing}
                for known in combinations
                for thing in self._things(statement, match, mentions[at], at, tuple(known.values()))
            ]
        for known in combinations:
            yield tuple(known[i] for i in range(len(mentions)))

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
            types = {kind for rule, name in rules for kind in rule.slots[name]}
            things = self.things.find(mention, context, create=True, types=tuple(types))
        if mention.rest:
            known = self.goal if goal else self.now
            same = self._predicates(match)
            things = [t for t in things if not any(f[0] in same and t in f for f in known)]
        for thing in things:
            self.belonging(thing, statement.clause.words)
            thing.now = thing.now or not goal
            thing.goal = thing.goal or (statement.clause.words if goal else "")
        return things

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
        return [
            (rule, bound)
            for rule, bound in options
            if all(self.things.may_be(t, rule.slots[n]) for n, t in bound.items())
        ]


def _in_order(thing: Thing) -> tuple[int, ...]:
    """Ball 2 before ball 10; things without numbers stay as they are."""
    return tuple(int(part) for part in thing.name if part.isdecimal())


def _means_all(mention: Mention) -> bool:
    if mention.name or (mention.count and not mention.det):
        return mention.det == "all"
    return mention.det == "all" or (mention.plural and mention.det in ("", "def"))
