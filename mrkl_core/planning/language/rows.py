"""The clauses of a text that tell of the rows and columns of a grid, and of what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_core.planning.language.clause import Kind
from mrkl_core.planning.language.decisions import Stated
from mrkl_core.planning.language.facts import Fact
from mrkl_core.planning.language.layout import Layout
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.model import Language, RuleKind
from mrkl_core.planning.language.moods import Mood, Statement
from mrkl_core.planning.language.numbering import tells_places, tells_scheme
from mrkl_core.planning.language.schemes import scheme_of
from mrkl_core.planning.language.thing import Unclear
from mrkl_core.records import dataclass

_DOWN = re.compile(r"from (?:the )?top to (?:the )?bottom|top to bottom", re.IGNORECASE)


@dataclass(frozen=True)
class RowOfValues:
    """What is at the places of one row or column, in order: "the top row is red, blue, red"."""

    statement: Statement
    line: str
    key: str  # "top", or the number of the first, the second row in words
    number: int | None
    values: tuple[Mention, ...]

    @property
    def downwards(self) -> bool:
        """Whether a column is told from the top."""
        return _DOWN.search(self.statement.clause.words) is not None


class Rows:
    """Takes in such clauses; `stated` is where what is not understood is noted."""

    def __init__(self, language: Language, layout: Layout, stated: Stated) -> None:
        self.language, self.layout, self.stated = language, layout, stated
        self.values: list[RowOfValues] = []

    def told_in(self, statement: Statement) -> bool:
        """Whether a clause tells how rows and columns are numbered, or how places are named."""
        if statement.clause.kind is Kind.DECLARES:
            named = statement.clause.mentions
            return len(named) == 1 and scheme_of(named[0]) is not None
        return statement.clause.kind is Kind.STATES and all(
            self.language.rules[number].kind is RuleKind.NUMBERING
            for number, _ in statement.clause.matches[0].rules
        )

    def in_order(self, told: Sequence[Statement]) -> list[Statement]:
        """Those that tell how places are named first: what others tell depends on it."""
        return sorted(told, key=self._tells_scheme, reverse=True)

    def _tells_scheme(self, statement: Statement) -> bool:
        matches = statement.clause.matches
        return not matches or tells_scheme(self.language.rules[matches[0].rules[0][0]].source)

    def take(self, statement: Statement) -> None:
        """Takes in one clause. Raises Unknown, Unclear."""
        clause = statement.clause
        if clause.kind is Kind.DECLARES:  # "Positions: pos-ROW-COLUMN"
            self.layout.numbering.tell("named", {"x": clause.mentions}, clause.words)
            return
        match = clause.matches[0]
        (number, names), *others = match.rules
        said = dict(zip(names, match.bound, strict=True))
        source = self.language.rules[number].source
        if not (match.negated or others) and (row := _values(statement, source, said)):
            self.values.append(row)
            return
        wished = statement.mood is not Mood.NOW and tells_places(source)
        if match.negated or others or wished:
            self.stated.leave(statement, "it does not say how rows and columns are numbered")
            return
        self.layout.numbering.tell(source, said, clause.words)

    def stated_in(self, row: RowOfValues) -> Iterator[tuple[Fact, str]]:
        """The facts that a row of values states, each with its words. Raises Unclear."""
        words = row.statement.clause.words
        if row.statement.mood is Mood.UNSURE:
            raise Unclear(f"Is “{words}” how things are at the start, or part of the goal?")
        cells = [mention.shown for mention in row.values]
        return self.layout.line(row.line, row.key, row.number, cells, words, down=row.downwards)


def _values(
    statement: Statement, source: str, said: dict[str, tuple[Mention, ...]]
) -> RowOfValues | None:
    """The values that a clause lists for a row; None if it names places, or does something else."""
    group, *line = source.split()
    mentions = said.get("x", ())
    if group != "list" or len(mentions) < 2 or any(len(m.name) > 1 for m in mentions):
        return None
    number = said["n"][0].name[0] if "n" in said else ""
    row = int(number) if number.isdecimal() else None
    key = line[1] if len(line) > 1 else ""
    return RowOfValues(statement, line[0], key, row, mentions)
