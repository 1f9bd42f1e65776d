"""What a clause leaves to the one before it: its verb, its beginning, whose something is."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
ROADS = "There are locations s0 to s2. Driver1, truck1 and package1 are at s0. "
LIFT = "Ann and Bob are passengers. The elevator is on floor 0. "


@pytest.mark.parametrize(
    ("domain", "words", "expected"),
    [
        (
            "driverlog",
            ROADS + "Roads link s0 with s1, s1 with s2.",
            {"(link s0 s1)", "(link s1 s2)"},
        ),
        (
            "driverlog",
            ROADS
            + "There is a path between s0 and s1, one between s1 and s2, another from s2 to s0.",
            {"(path s0 s1)", "(path s1 s2)", "(path s2 s0)"},
        ),
        (
            "miconic",
            LIFT + "Ann waits on floor 2, Bob on floor 3. Ann goes to floor 1 and Bob to floor 0.",
            {"(origin ann f2)", "(origin bob f3)", "(destin ann f1)", "(destin bob f0)"},
        ),
    ],
)
def test_a_clause_takes_up_the_pattern_of_the_one_before(
    domain: str, words: str, expected: set[str]
) -> None:
    found, _ = formalize(words, DOMAINS.get(domain).language)
    assert not found.unmatched
    assert expected <= {f.fact for f in found.facts}


@pytest.mark.parametrize(
    "roads",
    [
        "Roads link s0 with s1, s2 with s3.",
        "Roads link s0 and s1, s2 and s3.",
        "A road leads from s0 to s1, from s2 to s3.",
        "Roads link s0 to s1, s2 to s3.",
        "There is a road between s0 and s1, s2 and s3.",
    ],
)
def test_a_second_pair_is_no_list(roads: str) -> None:
    words = "The locations are s0, s1, s2 and s3. " + roads
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    assert [f.fact for f in found.facts] == ["(link s0 s1)", "(link s2 s3)"]


def test_a_bare_name_takes_up_nothing() -> None:
    words = ROADS + "Roads link s0 and s1, s2."
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
    assert found.unmatched == ("s2",)


def test_what_is_denied_is_not_taken_up() -> None:
    words = "The drivers are Ann and Bob. Ann is not at s0, Bob at s1. Truck 1 should be at s0."
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    assert found.status is not FormalizeStatus.FORMALIZED


@pytest.mark.parametrize(
    ("roads", "pairs"),
    [
        ("Roads link s0, s1 and s2.", "s0-s1 s0-s2 s1-s2"),
        ("Roads link s0 with s1, s1 with s3; roads connect them all.", "s0-s1 s1-s3 s0-s3"),
        ("s0, s1 and s3 are linked with each other by roads.", "s0-s1 s0-s3 s1-s3"),
    ],
)
def test_each_two_of_a_list_can_be_linked(roads: str, pairs: str) -> None:
    words = "The locations are s0, s1, s2 and s3. " + roads
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    said = {f"(link {a} {b})" for a, b in (pair.split("-") for pair in pairs.split())}
    assert {f.fact for f in found.facts} == said
    assert any("means each" in a for a in found.assumptions) is ("each" not in roads)
    assert any("follows from" in a for a in found.assumptions)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("At the yard is Ann, a driver.", "(at ann yard)"),
        ("The van is at the yard. Ann is a driver. Ann is there as well.", ""),
        ("The yard is a location, where the van is.", "(at van yard)"),
        ("Both driver1 and the van are at the yard.", "(at driver1 yard)"),
        ("Three drivers, Ann, Bob and Cleo, are at the yard.", "(at cleo yard)"),
        ("Driver Ann is at the yard, and she has to get to the farm.", "(at ann farm)"),
        ("The letter should be taken to the farm.", "(at letter farm)"),
    ],
)
def test_people_say_it_in_another_order(words: str, expected: str) -> None:
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    assert not found.unmatched
    assert not expected or expected in {f.fact for f in found.facts}


def test_where_something_is_parked_is_no_wish() -> None:
    words = "Truck 1 is parked at the yard. Truck 1 should be parked at the farm."
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    said = {(f.fact, f.goal) for f in found.facts}
    assert said == {("(at truck_1 yard)", False), ("(at truck_1 farm)", True)}


def test_a_wish_after_a_fact_is_not_lost() -> None:
    words = "Parcel 1 lies at the shop and has to get to the farm."
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    assert [f.fact for f in found.facts if f.goal] == ["(at parcel_1 farm)"]


def test_what_is_taken_up_of_a_new_thing_is_the_same_thing() -> None:
    words = "A parcel is at the shop and is in the van. A parcel waits at the yard."
    found, _ = formalize(words, DOMAINS.get("driverlog").language)
    assert "(at parcel_1 shop)" in {f.fact for f in found.facts}
    assert "(in parcel_1 van)" in {f.fact for f in found.facts}


STANDS = "A is on the table. B is on C. C is on the table. "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("D is clear, as are A and B.", {"(clear d)", "(clear a)", "(clear b)"}),
        ("A is clear, and so is B.", {"(clear a)", "(clear b)"}),
        ("A should be on the table, and so should B.", {"(on-table a)", "(on-table b)"}),
        ("D is on the table, as is E.", {"(on-table d)", "(on-table e)"}),
    ],
)
def test_a_clause_is_said_of_other_things_as_well(words: str, expected: set[str]) -> None:
    found, _ = formalize(STANDS + words, DOMAINS.get("blocksworld").language)
    assert not found.unmatched
    assert expected <= {f.fact for f in found.facts}


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("A is clear and on the table, and so is B.", "is B"),  # is B clear, too?
        ("A is clear, as is B, and on the table.", "on the table"),  # both, or B?
        ("A is not on B, and so is C.", "is C"),
        ("A is on the table, as should B.", "as should B"),
        ("A is on the table, as is usual.", "as is usual"),
        ("Nothing is on A, and so is B.", "is B"),
        ("A is on the table, as is no block.", "as is no block"),
    ],
)
def test_what_else_it_is_said_of_is_no_guess(words: str, unread: str) -> None:
    found, _ = formalize(STANDS + words, DOMAINS.get("blocksworld").language)
    assert unread in found.unmatched


def test_a_pair_is_not_taken_for_one_that_begins_a_clause() -> None:
    words = (
        "The depot has the store areas a1 and a2. The container has one store area c1. The load "
        "area is L. a1 and L are connected to each other, as are c1 and L. "
    )
    found, _ = formalize(words, DOMAINS.get("storage").language)
    assert "as are c1" in found.unmatched
    assert "(connected load_area_l load_area_l)" not in {f.fact for f in found.facts}
