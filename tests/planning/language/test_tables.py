"""Tables are read whatever parts their cells, and what a cell leaves out is not made up."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.language.tables import without_tables

DOMAINS = Domains()


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


def told(*lines: str) -> list[str]:
    return [line for line in without_tables("\n".join(lines)).splitlines() if line]


@pytest.mark.parametrize("mark", ["|", ";", "\t"])
def test_a_table_needs_no_line_below_its_header(mark: str) -> None:
    lines = (f"cell {mark} level at end", f"c1 {mark} 0", f"c2 {mark} 2")
    assert told(*lines) == [
        "At the end, the level of c1 is 0.",
        "At the end, the level of c2 is 2.",
        "c1 is a cell.",
        "c2 is a cell.",
    ]


def test_columns_say_where_and_when() -> None:
    lines = ("crate | now on | must end in | what is beside", "c1 | a1 | d1 | -", "c2 | a2 | - | x")
    assert told(*lines) == [
        "Initially, c1 is on a1.",
        "c1 must end in d1.",
        "Initially, c2 is on a2.",
        "The what is beside c2 is x.",
        "c1 is a crate.",
        "c2 is a crate.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("A is on B; B is on C", "C is on the table; D is on E", "E is clear; A is clear"),
        ("a on b; c on d", "e on f; g on h", "i on j; k on l"),
        ("a | b", "c | d"),
    ],
)
def test_sentences_side_by_side_are_no_table(lines: tuple[str, ...]) -> None:
    assert told(*lines) == list(lines)


def test_a_column_may_say_no_more_than_when() -> None:
    lines = ("| parcel | target |", "|---|---|", "| p1 | Rome |")
    assert told(*lines) == ["At the end, the location of p1 is Rome.", "p1 is a parcel."]


FLOOR = "robot1 is on t1 and has red.\nColors: red.\n"


@pytest.mark.parametrize("none", ["none", "nothing"])
def test_none_in_a_cell_says_that_there_is_none(none: str) -> None:
    table = f"tile | tile above\nt1 | t2\nt2 | {none}\n"
    found = read(f"{FLOOR}{table}\nt2 should be red.", "floortile")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(up t2 t1)" in found.problem
    table = f"tile | tile above\nt1 | {none}\nt2 | {none}\n"
    found = read(f"{FLOOR}{table}\nt2 is above t1. t2 should be red.", "floortile")
    assert "cannot both be true" in found.question


def test_what_is_asked_is_answered_with_yes_or_no() -> None:
    grid = "The grid has 2 rows and 2 columns. The robot and the depot are at pos-0-0. "
    goal = " The height at pos-1-1 should be 1."
    for answer, held in (("yes", True), ("no", False)):
        found = read(f"{grid}Robot holds a block: {answer}.{goal}", "termes")
        assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
        assert ("(has-block)" in found.problem) is held
    more = ("The robot must not hold no block at the end.",)
    for words in ("The robot does not hold a block: no.", "Robot holds a block: maybe.", *more):
        found = read(f"{grid}{words}{goal}", "termes")
        assert found.status is not FormalizeStatus.FORMALIZED, words
