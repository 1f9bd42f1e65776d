"""What a slip of the pen leaves open is asked, or said not to be understood; never read away."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
BLOCKS = "There are blocks A, B and C. A is on B. B and C are on the table. Put C on A. "
STORE = (
    "Store areas a and b are in depot 1, store areas c and d are in container 1. Hoist 1 is at a. "
    "Crate 1 is at c. Crate 1 should be in depot 1.\n\n"
)
TERMES = (
    "Grid:\npos-0-0 pos-0-1\npos-1-0 pos-1-1\n\n- robot: pos-1-1\n- depot: pos-1-1\n"
    "- max height: 2\nGoal:\n- robot not holding a block\n"
)
TILES = (
    "The floor has 2 rows and 2 columns. robot1 is on tile_0-1 and has white. "
    "Paint tile_1-2 black. "
)


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


@pytest.mark.parametrize(
    ("domain", "words", "told"),
    [
        ("blocksworld", BLOCKS + "C is on C.", "speaks of a thing and itself"),
        ("blocksworld", BLOCKS + "The goal is that A is on A.", "speaks of a thing and itself"),
        ("blocksworld", "Blocks A, B and A are on the table. Put A on B.", "twice"),
        ("meetings", "There are two meetings, m2 and m2.", "names m2 twice"),
        ("blocksworld", BLOCKS + "The goal is that B is on C and.", "“and” was not"),
        ("blocksworld", BLOCKS + "No block C is on the table.", "“No block C is on the table” was"),
        ("storage", STORE + "a is next to b and and c is next to d.", "“and c is next to d”"),
        ("storage", STORE + "a is next to b, , c is next to d.", "“, c is next to d”"),
        ("storage", STORE + "a is next to b, b, and c is next to d.", "“b” was not"),
        ("termes", TERMES + "- pos-0-1 odd height 2", "“pos-0-1 odd height 2”"),
        ("termes", TERMES + "- pos-0-1 height 3", "“max height: 2”, but 3 is spoken of"),
        ("barman", "Shots: shot1, z shot2", "“z shot2” was not"),
        ("barman", "Shots: z shot1, shot2", "“z shot1” was not"),
        (
            "barman",
            "| odd cocktail | first ingredient |\n|---|---|\n| c1 | i1 |",
            "“c1 is a odd cocktail” was not",
        ),
        (
            "logistics",
            "Airports: LHR (in London)\nOther locations: bakery (in London)\nTrucks: t1 at LHR\n\n"
            "| package | from | to |\n|---|---|---|\n| p1 | odd bakery | LHR |",
            "the same as the odd bakery",
        ),
        ("storage", STORE + "a is next to b, b, c and d.", "“b” was not"),
        (
            "household",
            "The living room is next to the hall. In the room living is a cup.",
            "Is living the same as the living room?",
        ),
        ("blocksworld", BLOCKS + "Whenever block 4 is on B.", "“Whenever block 4 is on B” was"),
        ("termes", TERMES + "- everything else 0, Zork and no block", "“Zork” was not"),
        ("termes", "pos-0-0 is next to pos-0-1, and pos-0-1 pos-1-0.", "“pos-0-1 pos-1-0” was"),
        ("storage", "Containers: zork container0.", "“zork container0” was not"),
        ("storage", "Areas of container0: area-0, hoist0.", "area-0, hoist0” was not"),
        (
            "termes",
            "pos-1, pos-2, pos-3, pos-2 and pos-4 form a line.",
            "tells of pos-3 and pos-2 twice",
        ),
        ("barman", "You are an odd bartender with two shots.", "“You are an odd bartender” was"),
        ("storage", "There is 1 odd depot (depot0) and 2 hoists.", "“depot0” was not"),
        ("storage", STORE + "In the depot is area e. There is a depot.", "Which depot is meant"),
        (
            "storage",
            "depot0 has the store area depot0-1. depot1 has the store area depot0-2.",
            "Does depot0-2 belong to depot1 or to depot0?",
        ),
        ("storage", "Depots: zork7 depot0.", "“zork7 depot0” was not"),
        ("meetings", "The rooms are the boardroom and no lounge.", "no lounge” was not"),
        (
            "miconic",
            "There are 3 floors, floors 0 to 2. The lift is on floor 1. Ann is on floor 0 and "
            "wants to go to floor 5. Serve Ann.",
            "“There are 3 floors, floors 0 to 2”, but speak of 4",
        ),
        ("termes", TERMES + "\n\ncell; level; at start\npos-0-0; 1; 1\n", "was not understood"),
        ("floortile", TILES + "All tiles but tile_1-1 are unpainted.", "what is true instead?"),
    ],
)
def test_a_slip_is_told(domain: str, words: str, told: str) -> None:
    found = read(words, domain)
    assert found.status is not FormalizeStatus.FORMALIZED
    assert any(told in d.message for d in found.diagnostics), found.diagnostics


@pytest.mark.parametrize(
    ("domain", "words", "facts"),
    [
        (
            "storage",
            STORE + "a is connected with b, c with d, and e is in depot 1.",
            {"(connected store_area_a store_area_b)", "(connected store_area_c store_area_d)"},
        ),
        (
            "household",
            "r1, r2 and r3 are rooms. The room r2 is next to every room.",
            {"(door r2 r1)", "(door r2 r3)"},
        ),
        (
            "grippers",
            "robot1 is in room1.\n\n| ball | at start | at end |\n|---|---|---|\n"
            "| ball1 | room1 | room2 |\n",
            {"(at ball1 room1)"},
        ),
        (
            "floortile",
            TILES + "All tiles but tile_0-1 and tile_1-1 are unpainted. tile_1-1 is white.",
            {"(clear tile_0-2)", "(clear tile_1-2)", "(painted tile_1-1 white)"},
        ),
    ],
)
def test_what_only_looks_like_one_is_read(domain: str, words: str, facts: set[str]) -> None:
    predicates = {fact.partition(" ")[0] for fact in facts}
    found = {f.fact for f in read(words, domain).facts if not f.goal}
    assert {fact for fact in found if fact.partition(" ")[0] in predicates} == facts


def test_all_others_of_two_goals_is_asked_about() -> None:
    words = (
        "The grid has 2 rows and 2 columns. The robot and the depot are at pos-0-0. "
        "The goal is that the height at pos-0-1 is 1 and the height at every other position is 0. "
        "The height at pos-1-1 should be 1 and the height at every other position should be 0."
    )
    found = read(words, "termes")
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "which others are meant?" in found.question
