"""What stands for things without naming them: nothing, anything, any two, each other."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
PLACES = "There are 3 locations: a, b and c. "
TRIP = " Truck t1 is at a. Driver d1 is at b. Parcel p is at c. P should be at a."
YARD = (
    "Depot d1 has pallets p1 and p2, hoist h1, truck t1 and crates c1 and c2. "
    "c1 is on p1, and c2 is on c1. "
)
SPACE = "Satellite s1 carries instruments i1 and i2, and points at star1. Turn s1 to star2. "


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


@pytest.mark.parametrize(
    ("roads", "count"),
    [
        ("There are roads between any two locations.", 6),
        ("There is a road between every pair of locations.", 6),
        ("There is a road between locations a and b.", 1),
        ("a, b and c are linked by road with each other.", 6),
        ("a and c are linked by road to one another.", 2),
    ],
)
def test_pairs_are_each_with_every_other(roads: str, count: int) -> None:
    found = read(PLACES + roads + TRIP, "driverlog")
    assert found.status is FormalizeStatus.FORMALIZED, found.diagnostics
    assert sum(fact.fact.startswith("(link ") for fact in found.facts) == count


@pytest.mark.parametrize(
    "odd",
    [
        "Any two locations are linked by road to c.",
        "a is linked by road to each other.",
        "There is a road between locations a, b and c.",
        "Anything is at a.",
    ],
)
def test_a_pair_of_less_or_more_is_not_understood(odd: str) -> None:
    assert read(PLACES + odd + TRIP, "driverlog").status is not FormalizeStatus.FORMALIZED


@pytest.mark.parametrize(
    "free",
    [
        "No hoist is lifting anything.",
        "Nothing is lifted by h1.",
        "h1 is not lifting any crate.",
    ],
)
def test_what_lifts_nothing_is_free(free: str) -> None:
    found = read(f"{YARD}{free} Put c2 on p2.", "depots")
    assert "(available h1)" in {f.fact for f in found.facts}, found.diagnostics
    assert not any("(lifting" in f.fact for f in found.facts)


def test_what_is_denied_in_part_leaves_open_what_is_so() -> None:
    assert (
        "what is true instead"
        in read(f"{YARD}h1 is not lifting c1. Put c2 on p2.", "depots").question
    )


@pytest.mark.parametrize(
    "off",
    ["No instrument is switched on or calibrated.", "i1 is neither switched on nor calibrated."],
)
def test_what_is_not_so_goes_on_after_or(off: str) -> None:
    found = read(SPACE + off, "satellite")
    assert found.status is FormalizeStatus.FORMALIZED, found.diagnostics
    assert not any(word in f.fact for f in found.facts for word in ("powered", "calibrated"))


@pytest.mark.parametrize(
    "odd",
    [
        "i1 is calibrated or switched on.",
        "i1 is not switched on or i2 is calibrated.",
        "No instrument is switched on, or calibrated i1.",
    ],
)
def test_one_or_the_other_is_still_refused(odd: str) -> None:
    assert read(SPACE + odd, "satellite").status is not FormalizeStatus.FORMALIZED


def test_items_are_counted_like_anything_else() -> None:
    found = read("There are 2 items: cup1 and book1. cup1 is on the table.", "household")
    assert not found.unmatched
