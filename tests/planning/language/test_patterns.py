from __future__ import annotations

import pytest

from mrkl_core.planning.language.patterns import (
    Automaton,
    Be,
    PatternError,
    Slot,
    The,
    elements,
    first,
    read,
    said,
)

PHRASES = {"on": "on top of|on|atop", "loop": "<loop> again"}


def test_the_first_options_are_what_is_said() -> None:
    flat = first(read("{x} is [directly] <on> (the|a) {y:block}", PHRASES))
    assert flat == (Slot("x"), Be(), "on", "top", "of", The(), Slot("y", "block"))
    assert said(flat, {"x": "A", "y": "B"}) == "A is on top of the B"


def test_elements_are_all_words_of_all_options() -> None:
    words = [e for e in elements(read("(a|b [c]) {x}", {})) if isinstance(e, str)]
    assert words == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("{x} is (on", "lacks a"),
        ("{x} is on)", "unexpected '\\)' at column 10"),
        ("{x is on", "bracket"),
        ("{x} <under> {y}", "<under>, which is not defined"),
        ("{x} <loop>", "contain themselves"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_told(pattern: str, complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint):
        read(pattern, PHRASES)


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("[now] [then]", "can be empty"),
        ("{x} {y} is on", "put a word between them"),
        ("{x} [and] {y}", "put a word between them"),
    ],
)
def test_a_pattern_that_could_match_anything_is_refused(pattern: str, complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint):
        Automaton().add(pattern, read(pattern, {}), 0)


def test_patterns_that_share_words_share_states() -> None:
    automaton = Automaton()
    for rule, pattern in enumerate(["{x} is on {y}", "{a} is on {b}", "{x} is on the table"]):
        automaton.add(pattern, read(pattern, {}), rule)
    root = automaton.build()
    assert root.slot is not None
    assert root.slot.be is not None
    on = root.slot.be.words["on"]
    assert on.slot is not None
    assert on.slot.ends == ((0, ("x", "y")), (1, ("a", "b")))
    assert on.the is not None
    assert on.the.words["table"].ends == ((2, ("x",)),)


def test_many_choices_stay_small() -> None:
    automaton = Automaton()
    pattern = " ".join(["[a|b|c|d]"] * 40) + " end"
    automaton.add(pattern, read(pattern, {}), 0)
    seen, todo = set(), [automaton.build()]
    while todo:
        node = todo.pop()
        if id(node) not in seen:
            seen.add(id(node))
            todo += node.words.values()
    assert len(seen) < 200  # a few for each place, not 5 to the 40th
