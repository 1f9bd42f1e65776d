from __future__ import annotations

import pytest

from mrkl_core.planning.language.english import stem
from mrkl_core.planning.language.mentions import parts
from mrkl_core.planning.language.tokens import sentences


def read(text: str) -> list[list[str]]:
    return [[token.text for token in sentence.tokens] for sentence in sentences(text)]


def test_full_stops_bullets_and_empty_lines_end_sentences() -> None:
    assert read("A is on B. Goal:\n- b1 on b2\n* b2 on b3\n\nplease") == [
        ["a", "is", "on", "b"],
        ["goal", ":"],
        ["b1", "on", "b2"],
        ["b2", "on", "b3"],
        ["please"],
    ]


def test_a_wrapped_line_goes_on() -> None:
    (sentence,) = sentences("the red block\nis clear")
    assert [t.line for t in sentence.tokens] == [False, False, False, True, False]


def test_names_keep_their_marks_and_quotes_go() -> None:
    assert read("'location_0_0' holds tile_1-1, and robot's arm isn't 3.5") == [
        "location_0_0 holds tile_1-1 , and robot 's arm is not 3 . 5".split()
    ]


def test_a_span_is_what_was_written() -> None:
    (sentence,) = sentences("The  Red block, is\n clear.")
    assert sentence.span(1, 4) == "Red block,"
    assert sentence.words == "The Red block, is clear"


def test_stems_join_plurals_and_keep_what_only_looks_like_one() -> None:
    assert [stem(w) for w in ("boxes", "cities", "planes", "houses", "has", "is", "glass")] == [
        "box",
        "city",
        "plane",
        "house",
        "have",
        "is",
        "glass",
    ]
    assert stem("plan") != stem("planes")


def test_names_are_the_same_however_their_parts_are_joined() -> None:
    assert parts("package_0") == parts("Package-0") == parts("package0") == ("package", "0")
    assert parts("l1-0") != parts("l10")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The robots' grippers are free", "the robots 's grippers are free"),
        ("move 'the blocks' and 'the balls' there", "move the blocks and the balls there"),
        ("those are the robots'", "those are the robots"),
    ],
)
def test_what_belongs_to_many_is_told_from_a_quotation(text: str, words: str) -> None:
    assert " ".join(token.text for token in sentences(text)[0].tokens) == words


def test_a_list_ends_where_a_line_begins_anew() -> None:
    told = [s.words for s in sentences("Pairs:\n- A and B\n- C and\nD\nE is clear.\n")]
    assert told == ["Pairs:", "A and B", "C and D", "E is clear"]
