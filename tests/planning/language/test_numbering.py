"""How rows and columns are numbered, and places named, is read in any words, and held to."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
SIZE = "The floor has 3 rows and 3 columns. "
REST = " robot1 is in row 1, column 1. robot1 has white. Paint tile_2-2 white."


def read(words: str, domain: str = "floortile") -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


@pytest.mark.parametrize(
    ("words", "above", "below"),
    [
        ("The rows are numbered 0 to 2 from bottom to top.", "2-1", "1-1"),
        ("The rows are numbered 1 to 3 from top to bottom.", "1-1", "2-1"),
        ("Row 1 is at the top and column 1 is at the left.", "1-1", "2-1"),
        ("Rows are counted from the bottom, starting with 0.", "2-3", "1-3"),
        ("Rows and columns are numbered from 1. Tile names: tile_row-column.", "3-1", "2-1"),
        ("The tile in row r and column c is called tile_r-c.", "2-1", "1-1"),
        ("tile_r-c is the tile in row r and column c, row 1 being the top row.", "1-2", "2-2"),
        ("Row 0 is up from row 1. Row 1 is up from row 2.", "0-2", "1-2"),
        ("Rows: 3 (1 to 3, top to bottom). Columns: 3, 1 (left) to 3 (right).", "1-2", "2-2"),
        ("Rows are counted from the bottom (row 0) to the top (row 2).", "2-2", "1-2"),
    ],
)
def test_rows_run_as_is_told(words: str, above: str, below: str) -> None:
    found = read(SIZE + words + REST)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert f"(up tile_{above} tile_{below})" in found.problem


@pytest.mark.parametrize(
    "words",
    [
        "tile_c-r is the tile in row r and column c. robot1 is in row 1, column 2.",
        "The tile in row 1 and column 2 is called tile_2-1. The tile in row r and column c is "
        "called tile_r-c.",
        "The columns are numbered from right to left.",
        "The rows are not numbered from bottom to top.",
        "The rows are numbered 1 to 4 from bottom to top.",
        "The rows are numbered from 0. The rows are numbered 1 to 3.",
        "Row 2 is red.",
        "Column: 1.",
        "Row 2 is not above row 1.",
        "Row 2 should be above row 1.",
        "Row 3 is above row 1.",
        "Row 1 is above row 2. Row 2 is below row 3.",
        "Rows: 3 (0 to 3).",
        "The tiles of row 1 are tile_2-1, tile_2-2 and tile_2-3.",
        "Row 1 has robot1.",
    ],
)
def test_numbers_that_do_not_fit_are_not_passed_over(words: str) -> None:
    assert read(SIZE + words + REST).status is not FormalizeStatus.FORMALIZED


def test_numbers_alone_tell_the_size() -> None:
    rest = " The robot and the depot are at pos-0-0. The height at pos-1-2 should be 1."
    for words in ("Rows: 0-1. Columns: 0-2.", "Positions pos-0-0 to pos-1-2 (row-column)."):
        found = read(words + rest, "termes")
        assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
        assert found.problem.count("neighbor") == 14
    assert read("Rows: 0-1." + rest, "termes").problem.count("neighbor") == 0


def test_a_corner_tells_how_rows_are_numbered_and_is_held_to() -> None:
    corner = "The tile in the bottom left corner is tile_0-1"
    for words in (f"{corner} and the tile in the top right corner is tile_2-3.", f"{corner}."):
        found = read(SIZE + words + REST)
        assert "(up tile_2-1 tile_1-1)" in found.problem, (found.unmatched, found.question)
    top = "The top left tile is tile_0-1 and the tile in the bottom left corner is tile_2-1."
    for words in (top, "The tile in the top left corner is tile_0-1.", "Row 0 is the top row."):
        assert "(up tile_1-1 tile_2-1)" in read(SIZE + words + REST).problem, words
    for words in (
        "The tile in the top left corner is tile_0-1, the bottom left tile is tile_1-1.",
        "The tile in the bottom left corner is tile_0-2.",
        "The bottom row has the tiles tile_0-1 and tile_1-1.",
        "Row 0 is the bottom row and row 3 is the top row.",
        "The tile in the top right corner is tile_2-4.",
        "The tile in the top right corner is not tile_2-3.",
    ):
        assert read(SIZE + words + REST).status is not FormalizeStatus.FORMALIZED, words


def test_what_is_said_of_all_places_is_not_passed_over() -> None:
    grid = "The grid has 2 rows and 2 columns. The robot and the depot are at pos-0-0. "
    goal = " The height at pos-1-0 should be 1."
    none = "There is no block at any position."
    assert read(grid + none + goal, "termes").status is FormalizeStatus.FORMALIZED
    found = read(f"{grid}{none} The height at pos-1-1 is 1.{goal}", "termes")
    assert "cannot both be true" in found.question


def test_a_row_heads_what_is_said_of_places_in_it_and_of_no_others() -> None:
    goal = "Goal:\nRow {}: tile_2-1 white, tile_2-2 white"
    told = f"{SIZE}robot1 is at tile_0-1 and has white.\n"
    found = read(told + goal.format(2))
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    for label in ("1", "two", "2 is clear"):
        found = read(told + goal.format(label))
        assert found.status is not FormalizeStatus.FORMALIZED, label


STORE = (
    "Map of depot0 (neighbouring areas are connected):\ndepot0-1-1 depot0-1-2\n"
    "Map of container0 ({}):\ncontainer-0-0\ncontainer-0-1\n"
    "loadarea is connected to container-0-0, container-0-1 and depot0-1-1. "
    "hoist0 is at depot0-1-1. crate0 is on container-0-0. crate0 should be in depot0."
)


def test_what_the_words_deny_is_not_read_from_a_map() -> None:
    found = read(STORE.format("its areas are not connected to each other"), "storage")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert "(connected depot0-1-1 depot0-1-2)" in found.problem
    assert "(connected container-0-0 container-0-1)" not in found.problem
    found = read(STORE.format("its areas are not connected to loadarea"), "storage")
    assert found.status is not FormalizeStatus.FORMALIZED


LISTED = "The first row is pos-0-0, pos-0-1 and pos-0-2. "
DUTY = "The robot and the depot are at pos-0-0. The height at pos-1-2 should be 1."


def test_rows_that_are_listed_are_the_grid() -> None:
    words = f"There is a grid of 6 positions. {LISTED}The second row is pos-1-0, pos-1-1, pos-1-2. "
    found = read(words + DUTY, "termes")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert found.problem.count("neighbor") == 14


@pytest.mark.parametrize(
    "words",
    [
        "The third row is pos-1-0, pos-1-1 and pos-1-2.",
        "The second row is pos-2-0, pos-2-1 and pos-2-2.",
        "The second row is pos-1-0 and pos-1-1.",
        "The second row is pos-1-2, pos-1-1 and pos-1-0.",
        "The second row is not pos-1-0, pos-1-1 and pos-1-2.",
        "There is a grid of 7 positions. The second row is pos-1-0, pos-1-1 and pos-1-2.",
        "The grid has 3 rows and 3 columns. The second row is pos-1-0, pos-1-1 and pos-1-2.",
    ],
)
def test_rows_that_are_no_grid_are_asked_about(words: str) -> None:
    assert read(f"{LISTED}{words} {DUTY}", "termes").status is not FormalizeStatus.FORMALIZED


def test_a_scheme_of_names_is_no_place() -> None:
    words = "Rows: 2 (0 to 1). Columns: 3 (0 to 2). Positions: pos-ROW-COLUMN. "
    found = read(words + DUTY, "termes")
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert found.problem.count("neighbor") == 14
    turned = words.replace("ROW-COLUMN", "COLUMN-ROW")
    assert read(turned + DUTY, "termes").status is not FormalizeStatus.FORMALIZED


@pytest.mark.parametrize("words", ["pos-0-1 has a block.", "There is a block at pos-0-1."])
def test_an_article_is_no_number(words: str) -> None:
    found = read(f"Rows: 2. Columns: 3. {words} {DUTY}", "termes")
    assert found.status is not FormalizeStatus.FORMALIZED


@pytest.mark.parametrize(("many", "fits"), [(5, True), (6, False)])
def test_the_others_are_those_that_are_left(many: int, fits: bool) -> None:
    words = f"There are 2 blocks at pos-0-2. There are 0 blocks at the other {many} positions. "
    found = read(f"Rows: 2. Columns: 3. {words}{DUTY}", "termes")
    assert (found.status is FormalizeStatus.FORMALIZED) is fits, (found.unmatched, found.question)
