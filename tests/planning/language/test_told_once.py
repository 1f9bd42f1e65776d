"""What is said once for several: how many, in both directions, one verb, the next one."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
HOME = "The home has 4 rooms. The robot is in room 1. The robot should be in room 2. "
TRIP = "Locations: a, b, c. Truck t1 is at a. Driver d1 is at b. The truck should be at b. "
SITE = (
    "There are waypoints w1, w2 and w3. There is 1 rover, r1, with camera c1. r1 is at w1. "
    "The lander is at w3. o1 is an objective. There are 2 modes, colour and low_res. "
)


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


def understood(words: str, domain: str) -> set[str]:
    found = read(words, domain)
    assert found.status is FormalizeStatus.FORMALIZED, found.diagnostics
    return {f"goal {f.fact}" if f.goal else f.fact for f in found.facts}


@pytest.mark.parametrize(
    "doors",
    [
        "There are 3 doors: between rooms 1 and 2, rooms 2 and 3, and rooms 3 and 4.",
        "There are 3 doors, between room 1 and room 2, room 2 and room 3, and room 3 and room 4.",
        "There are 3 doors. Rooms 1 and 2 are connected. Room 3 has a door to rooms 2 and 4.",
    ],
)
def test_how_many_facts_there_are_is_compared_with_those_told(doors: str) -> None:
    facts = understood(HOME + doors, "household")
    assert sum(fact.startswith("(door ") for fact in facts) == 3
    found = read(HOME + doors.replace("3 doors", "4 doors"), "household")
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "but tell of 3" in found.question


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ("can drive from w1 to w2 and from w2 to w3, in both directions", 4),
        ("can drive from w1 to w2 and from w2 to w3", 2),
    ],
)
def test_both_directions_are_of_all_that_the_sentence_says(paths: str, expected: int) -> None:
    facts = understood(f"{SITE} r1 {paths}. Send the soil data of w1.", "rovers")
    assert sum(fact.startswith("(route ") for fact in facts) == expected


@pytest.mark.parametrize(
    "odd",
    [
        "r1 is at w1, in both directions.",
        "In both directions.",
    ],
)
def test_what_has_no_directions_has_not_both(odd: str) -> None:
    assert read(f"{SITE} {odd} Send the soil data of w1.", "rovers").unmatched


def test_several_may_share_the_verb_after_the_last() -> None:
    facts = understood(
        f"{SITE}The goal is that the soil data of w1 and w2, rock data of w3, a colour picture of "
        "o1 and a low_res picture of o1 have been sent to the lander.",
        "rovers",
    )
    assert {f for f in facts if f.startswith("goal")} == {
        "goal (soil-data-sent w1)",
        "goal (soil-data-sent w2)",
        "goal (rock-data-sent w3)",
        "goal (picture-sent o1 colour)",
        "goal (picture-sent o1 low_res)",
    }


@pytest.mark.parametrize(
    "odd",
    [
        "The soil data of w1 and a picture of o2 are wanted.",
        "The soil data of w1, rock data of w3 is at w2.",
        "The soil data of w1 and w2, r1 has been at w3.",
    ],
)
def test_a_verb_that_fits_only_the_last_is_of_the_last(odd: str) -> None:
    assert read(f"{SITE} Send the rock data of w1. {odd}", "rovers").unmatched


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("Each waypoint is visible from the next one.", {"(in-sight w2 w1)", "(in-sight w3 w2)"}),
        (
            "Every waypoint is visible from the previous one.",
            {"(in-sight w1 w2)", "(in-sight w2 w3)"},
        ),
    ],
)
def test_the_next_one_is_the_next_of_those_listed(seen: str, expected: set[str]) -> None:
    facts = understood(f"{SITE}{seen} Send the soil data of w1.", "rovers")
    assert {fact for fact in facts if fact.startswith("(in-sight")} == expected


def test_the_following_are_told_one_by_one() -> None:
    told = "The following pairs of waypoints are in sight of each other: w1 and w3, w2 and w3."
    facts = understood(f"{SITE}{told} Send the soil data of w1.", "rovers")
    assert {"(in-sight w1 w3)", "(in-sight w2 w3)"} <= facts
    assert "(in-sight w1 w2)" not in facts
    odd = told.replace("w2 and w3", "w2, w3")
    assert read(f"{SITE}{odd} Send the soil data of w1.", "rovers").unmatched


DEPOT = (
    "Place 1 is a depot and place 2 is a distributor. Hoist 1 and pallet 1 are at place 1. Hoist 2 "
    "and pallet 2 are at place 2. The truck is at place 1. There are 2 crates. "
)


def test_how_many_each_has_is_compared_with_where_they_are() -> None:
    goal = "Crate 1 is on pallet 1, crate 2 is on crate 1. Put crate 2 on pallet 2."
    found = read(f"{DEPOT}Each place has one hoist and one pallet. {goal}", "depots")
    assert found.status is FormalizeStatus.FORMALIZED, found.diagnostics
    odd = read(f"{DEPOT}Each place has one truck. {goal}", "depots")
    assert odd.question == (
        "You say “Each place has one truck”, but tell of 0 with place 2. Which are there?"
    )


def test_a_stack_is_told_from_the_bottom() -> None:
    stack = "The stack on pallet 1 is, from bottom to top, crate 2, crate 1."
    none = "There are no crates on pallet 2."
    facts = understood(f"{DEPOT}{stack} {none} Put crate 1 on pallet 2.", "depots")
    assert {"(on crate_2 pallet_1)", "(on crate_1 crate_2)"} <= facts
    assert "(on crate_1 pallet_2)" not in facts
    contrary = read(
        f"{DEPOT}{stack.replace('pallet 1', 'pallet 2')} {none} Put crate 1 on pallet 1.", "depots"
    )
    assert "cannot both be true" in contrary.question


def test_what_is_undone_is_not_done() -> None:
    assert understood(f"{SITE}c1 is uncalibrated. Send the soil data of w1.", "rovers")
    contrary = read(
        f"{SITE}c1 is calibrated. c1 is uncalibrated. Send the soil data of w1.", "rovers"
    )
    assert "cannot both be true" in contrary.question


def test_names_and_nouns_may_be_listed_together() -> None:
    facts = understood(
        "There is one robot. There are 2 rooms: kitchen and cellar. There are 2 surfaces: table "
        "and nightstand. There is a door between kitchen and cellar. The robot is in kitchen. The "
        "table and nightstand are in cellar. There is 1 item, vase. vase is on table. Put vase on "
        "nightstand.",
        "household",
    )
    assert "(located nightstand cellar)" in facts


@pytest.mark.parametrize(
    ("lowest", "question"),
    [
        ("f0 is the lowest floor and f2 is the highest floor.", ""),
        ("f2 is the lowest floor.", "both"),
    ],
)
def test_the_ends_of_a_row_are_compared_with_it(lowest: str, question: str) -> None:
    words = f"There are 3 floors: f0, f1 and f2. {lowest} The lift is at f0. p1 is a passenger. "
    found = read(f"{words}p1 waits at f0 and wants to go to f2. Serve p1.", "miconic")
    assert not found.unmatched
    assert question in found.question
    assert bool(found.question) == bool(question)


def test_a_line_may_begin_with_the_noun_of_what_it_lists() -> None:
    facts = understood(
        "Depots d1 and d2. Hoists h1 at d1, h2 and h3 at d2, all free. Pallets p1 at d1, p2 at d2. "
        "Crates c1 on p1. Trucks t1 at d1. Put c1 on p2.",
        "depots",
    )
    assert {"(at h1 d1)", "(at h3 d2)", "(on c1 p1)", "(at t1 d1)"} <= facts
    assert {"(available h1)", "(available h2)", "(available h3)"} <= facts


@pytest.mark.parametrize("odd", ["Crates break.", "Hoists lift crates.", "Trucks t1 drive at d1."])
def test_a_verb_after_a_noun_is_no_name(odd: str) -> None:
    found = read(f"Depot d1. Pallet p1 and truck t1 at d1. {odd} Drive t1 to d1.", "depots")
    assert found.unmatched
