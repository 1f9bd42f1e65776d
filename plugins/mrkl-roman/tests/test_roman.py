from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Failure, Result
from mrkl_core.testing import assert_plugin_ok
from mrkl_roman.bids import bid
from mrkl_roman.numerals import convert, read, write


def test_the_plugin_is_ok() -> None:
    assert_plugin_ok("mrkl_roman")


@given(st.integers(1, 3999))
def test_a_numeral_reads_back(value: int) -> None:
    assert read(write(value)) == value
    result = convert(write(value))
    assert isinstance(result, Result)
    assert result.value == {"numeral": write(value), "value": value}


@pytest.mark.parametrize(
    ("number", "code"),
    [("0", "UNDEFINED"), ("4000", "UNDEFINED"), ("IIII", "SYNTAX"), ("ABC", "SYNTAX")],
)
def test_what_has_no_numeral_is_refused(number: str, code: str) -> None:
    failure = convert(number)
    assert isinstance(failure, Failure)
    assert failure.code == code


@pytest.mark.parametrize("words", ["what is 14 in roman numerals?", "What number is XIV?"])
def test_numerals_get_a_bid(words: str) -> None:
    (found,) = bid(words)
    result = convert(**found.arguments)
    assert isinstance(result, Result)
    assert result.text == "14 is XIV"


@pytest.mark.parametrize("words", ["", "what is 14?", "what is DIM?", "what is I?", "a" * 999])
def test_other_words_get_none(words: str) -> None:
    assert [b for b in bid(words) if isinstance(convert(**b.arguments), Result)] == []
