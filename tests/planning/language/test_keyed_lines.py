"""Lines that begin with what they are about, headings above them, and what is denied of all."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.language.markup import without_markup

DOMAINS = Domains()
CAR = "There are a boot, hubs h1 and h2, nuts n1 and n2, and wheels w1 and w2. "
BAR = "There are a shaker, shots s1 and s2, taps t1 and t2, gin and tonic. "


def read(words: str, domain: str = "tyreworld") -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


def now(found: Formalization) -> set[str]:
    return {f.fact for f in found.facts if not f.goal}


def test_what_a_line_is_about_fills_what_its_parts_leave_out() -> None:
    found = read(
        f"{CAR}\n\nh1: on ground, n1 tight, w1 mounted\nh2: n2 loose, w2 mounted, fastened"
    )
    assert {"(tight n1 h1)", "(loose n2 h2)", "(on w1 h1)", "(on w2 h2)"} <= now(found)
    assert {"(on-ground h1)", "(fastened h2)"} <= now(found)


def test_the_goal_of_a_line_is_of_what_that_line_is_about() -> None:
    found = read(f"{CAR} n1 is tight on h1 and n2 on h2.\n\nGoal:\nh1: n2 tight\nh2: n1 tight")
    assert {f.fact for f in found.facts if f.goal} == {"(tight n2 h1)", "(tight n1 h2)"}


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("hub1 - on the ground\n", "hub1: on the ground\n"),
        ("A car - old\n", "A car: old\n"),
        ("pos-0-0 - pos-0-1\n", "pos-0-0 - pos-0-1\n"),  # a pair, not what is said of the first
        ("s0 - s1\n", "s0 - s1\n"),
        (
            "Objects\n  Hands: left, right\n  Shots: s1\n",
            "\nobjects:\n- Hands: left, right\n- Shots: s1\n",
        ),
        ("START\n-----\ns1: clean\n", "\nstart:\n- s1: clean\n"),
        ("Goal\nA is on B.\n", "Goal:\nA is on B.\n"),
        ("The robot is\nin room 1.\n", "The robot is\nin room 1.\n"),  # a line that wraps
        ("The robot\n  should be\n  in room 1.\n", "The robot\n  should be\n  in room 1.\n"),
    ],
)
def test_headings_and_dashes_are_seen_where_no_sentence_is_cut(text: str, read_as: str) -> None:
    assert without_markup(text) == read_as


LEFT_FREE, RIGHT_FREE = "(handempty left_hand)", "(handempty right_hand)"


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("Hands: left, right. Left holds s1; right is not holding anything.", {RIGHT_FREE}),
        ("Neither the left nor the right hand holds a container.", {LEFT_FREE, RIGHT_FREE}),
        ("No hand holds a container.", {LEFT_FREE, RIGHT_FREE}),
        ("None of the shots has been used.", {"(clean s1)", "(clean s2)"}),
        ("s1 is not clean, whereas s2 is. s1 contains gin.", {"(clean s2)"}),
        ("s1 is not dirty.", {"(clean s1)"}),
    ],
)
def test_what_is_denied_of_all_says_what_is_so(words: str, facts: set[str]) -> None:
    found = read(BAR + words, "barman")
    assert found.status is FormalizeStatus.NEEDS_INPUT, found.unmatched  # there is no goal
    assert facts <= now(found)


def test_levels_told_against_their_numbers_are_asked_for() -> None:
    found = read(f"{BAR}The levels are ordered l2, l1, l0. s1 should contain gin.", "barman")
    assert found.status is not FormalizeStatus.FORMALIZED
    found = read(f"{BAR}The levels are l0, l1, l2, from lowest to highest.", "barman")
    assert {"(next l0 l1)", "(next l1 l2)"} <= now(found)


def test_a_jack_need_not_be_told_of_where_a_hub_stands_on_it() -> None:
    car = "A boot, a hub h1, a nut n1 and a wheel w1. The wrench, the pump and w1 are in the boot. "
    told = f"{car}I have n1. The hub is bare and unfastened. w1 should be on h1."
    assert "jack" in read(told).question
    assert read(f"{told} Now the hub is jacked up.").status is FormalizeStatus.FORMALIZED
