"""What a text says of how many there are, before it is known which they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mrkl_core.planning.language.clause import Kind
from mrkl_core.planning.language.decisions import Stated
from mrkl_core.planning.language.facts import Fact
from mrkl_core.planning.language.layout import Layout
from mrkl_core.planning.language.mentions import Mention, Noun, spoken_of
from mrkl_core.planning.language.model import RuleKind
from mrkl_core.planning.language.moods import Mood, Statement, mentions_in
from mrkl_core.planning.language.tallies import miscount
from mrkl_core.planning.language.things import Things


def is_counted(mention: Mention) -> bool:
    """Whether it says how many of a kind, not which."""
    return bool(mention.count and mention.noun and not (mention.det or mention.name))


class Counted:
    """The numbers in a text: of things, of what each has, of rows and columns.

    `counted` are the ids of mentions that stand for all that are counted, `shares` say how many
    of a kind some things have, `held` how many facts tell of where each is, `tallies` how many
    facts of a predicate there are.
    """

    def __init__(self, things: Things, layout: Layout, stated: Stated) -> None:
        self.things = things
        self.language = things.language
        self.layout = layout
        self.stated = stated
        self.counted: set[int] = set()
        self.together: set[str] = set()  # clauses that tell of all at once
        self.shares: list[tuple[Mention, tuple[Mention, ...], str]] = []
        self.held: list[tuple[Statement, Sequence[Mention], Sequence[Mention]]] = []
        self.tallies: list[tuple[str, int, str]] = []
        self._once: Counter[tuple[Noun | None, tuple[str, ...]]] = Counter()

    def look(self, found: Iterable[Statement]) -> None:
        """Takes note of which kinds are counted more than once."""
        counted = {id(m): m for s in found for m in mentions_in(s) if is_counted(m)}
        self._once.update((m.noun, m.mods) for m in counted.values())

    def take(self, statement: Statement) -> None:
        """The numbers of things that a clause gives, and the size of a grid."""
        clause = statement.clause
        if clause.kind is not Kind.STATES:
            return
        match = clause.matches[0]
        if match.negated:
            return
        self._take_tally(statement)
        counted = [m for b in match.bound for m in b if is_counted(m)]
        several = sum(is_counted(b[0]) for b in match.bound) > 1
        if self._is_share(statement):
            return
        if match.declares and any(len(b) > 1 for b in match.bound):
            self.together.add(clause.words)  # "there are two blocks on the table: A and B"
        kinds = {self.language.rules[number].kind for number, _ in match.rules}
        for mention in counted:
            assert mention.noun is not None
            numeric = self.language.types[mention.noun.type].numbers
            there = match.declares or statement.mood is Mood.NOW
            alone = there and self._once[mention.noun, mention.mods] == 1
            named = mention.count > 1 or any(t.name for t in self.things.of_type(mention.noun.type))
            if numeric or several or kinds == {RuleKind.BACKGROUND} or (alone and named):
                self.things.claims.append((mention, clause.words))
                self.counted.add(id(mention))
                if match.declares:
                    self.together.add(clause.words)
        for mention in mentions_in(statement):
            if mention.det == "all" and mention.count > 2 and not mention.rest:
                self.claim(replace(mention, among=mention.count), clause.words)
        if kinds == {RuleKind.GRID}:
            number, names = match.rules[0]
            if names == ("here",):
                self.layout.missing(match.bound[0])
                return
            sizes = dict(zip(names, match.bound, strict=True))
            grid = self.language.grids[int(self.language.rules[number].source)]
            numbers = [
                m for name in ("rows", "columns") for m in sizes.get(name, ()) if m.det == "number"
            ]
            if len(numbers) != 2:
                self.stated.leave(statement, "it does not say how many rows and columns there are")
                return
            rows, columns = (int(mention.name[0]) for mention in numbers)
            many = {int(told.name[0]) for told in sizes.get("n", ())}
            many |= {match.tally[0]} if match.tally else set()
            if many - {rows * columns}:
                self.stated.ask(f"How many are there in “{clause.words}”?")
            whole = next(iter(sizes.get("p", ())), None)
            self.layout.size(grid, rows, columns, clause.words, whole)

    def _take_tally(self, statement: Statement) -> None:
        """Takes note of "the blocks are in 3 towers": of how many facts there are."""
        match = statement.clause.matches[0]
        predicates = {self.language.rules[number].count for number, _ in match.rules}
        for predicate in filter(None, predicates):
            if match.tally is None or statement.mood is not Mood.NOW:
                self.stated.leave(statement, "it does not say how many there are at the start")
            else:
                self.tallies.append((predicate, match.tally[0], statement.clause.words))

    def miscounted(self, now: Iterable[Fact]) -> Iterator[str]:
        """A question for each such number that is another than that of the facts at the start."""
        told = Counter(fact[0] for fact in now)
        for predicate, number, words in self.tallies:
            if told[predicate] != number:
                yield miscount(words, told[predicate])

    def _is_share(self, statement: Statement) -> bool:
        """Takes note of "the depot has two areas and one hoist": how many, not which."""
        match = statement.clause.matches[0]
        if len(match.bound) != 2:
            return False
        owners, shared = match.bound
        if not all(is_counted(m) for m in shared):
            return False
        if not all(self._may_own(statement, m) for m in shared):
            return self._is_held(statement, owners, shared)
        for mention in shared:
            self.shares.append((mention, owners, statement.clause.words))
            self.counted.add(id(mention))
        for owner in owners:
            self._introduce_owner(owner, statement.clause.words)
        return True

    def _is_held(
        self, statement: Statement, owners: Sequence[Mention], shared: Sequence[Mention]
    ) -> bool:
        """Takes note of "each place has one hoist", which is where others say it is."""
        numeric = any(m.noun and self.language.types[m.noun.type].numbers for m in shared)
        if numeric or statement.mood is not Mood.NOW or any(m.det != "all" for m in owners):
            return False
        self.held.append((statement, owners, shared))
        self.counted.update(map(id, shared))
        return True

    def _may_own(self, statement: Statement, mention: Mention) -> bool:
        """Whether a clause can say that something has this many of a kind."""
        assert mention.noun is not None
        owner_type = self.language.types[mention.noun.type].of
        for number, names in statement.clause.matches[0].rules if owner_type else ():
            rule = self.language.rules[number]
            theirs, mine = (rule.slots.get(name, ()) for name in names)
            related = any(
                self.language.is_a(owner_type, t) or self.language.is_a(t, owner_type)
                for t in theirs
            )
            if related and self.language.is_a(mention.noun.type, *mine):
                return True
        return False

    def _introduce_owner(self, mention: Mention, words: str) -> None:
        """ "A depot with two areas" also says that there is a depot."""
        if is_counted(mention):
            self.things.claims.append((mention, words))
        elif mention.det == "indef":
            self.things.find(spoken_of(mention), (), create=True)

    def claim(self, mention: Mention, words: str) -> None:
        """ "four blocks, A, B, C and D" also says that there are no others."""
        whole = replace(mention, name=(), count=mention.among, among=0)
        if all(words != said or other.noun != mention.noun for other, said in self.things.claims):
            self.things.claims.append((whole, words))
