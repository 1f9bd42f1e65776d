from __future__ import annotations

import pytest

from mrkl_core.routing.turns import asking, is_dialogue


@pytest.mark.parametrize(
    "words",
    ["what is 17% of 340?", "My code is 12. Open the door.", "", "  two\n"],
)
def test_one_turn_is_taken_as_it_is(words: str) -> None:
    assert [(asked.text, asked.later) for asked in asking(words)] == [(words, 0)]


def test_of_several_turns_only_what_asks_is_looked_for_the_last_first() -> None:
    dialogue = (
        "Hi, could you water the garden?\nFor ten minutes.\nYes, please. My name is Ann.\n"
        "Thanks. Now close the blinds?\nThe key is 12345."
    )
    assert [(asked.text, asked.later) for asked in asking(dialogue)] == [
        ("Now close the blinds?", 0),
        ("Hi, could you water the garden?", 1),
    ]


def test_turns_that_only_answer_are_one_request() -> None:
    (asked,) = asking("Ann\n12345")
    assert asked.text == "Ann\n12345"


@pytest.mark.parametrize(
    "words", ["Water the garden.\nMy name is Ann.", "Can you book a room?\nIn Rome.\nPlease do."]
)
def test_lines_that_only_answer_make_a_dialogue(words: str) -> None:
    assert is_dialogue(words)


@pytest.mark.parametrize(
    "words",
    ["Water the garden.", "Water the garden, please.\nOpen the door.", "Do:\n- water\n- door",
     "Both of these:\n1. water\n2. door"],
)  # fmt: skip
def test_a_list_of_things_to_do_is_no_dialogue(words: str) -> None:
    assert not is_dialogue(words)
