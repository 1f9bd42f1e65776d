from __future__ import annotations

import pytest

from mrkl_core.routing.words import spelled, telling, terms, uncommon


@pytest.mark.parametrize(
    "alike",
    [
        "convert converts converted converting",
        "calculate calculates calculated calculating calculation",
        "city cities",
        "mile miles",
        "plan plans planned planning",
        "pass passes passing",
        "Café cafe CAFE\u0301",
    ],
)
def test_forms_of_a_word_are_one_term(alike: str) -> None:
    assert len(set(terms(alike))) == 1


@pytest.mark.parametrize("word", ["status", "analysis", "glass", "bus", "is", "s", "red", "king"])
def test_endings_that_are_no_endings_stay(word: str) -> None:
    assert terms(word) == [word]


def test_names_are_split() -> None:
    assert terms("get_userName.byID kg/m") == ["get", "user", "nam", "by", "id", "kg", "m"]


def test_what_tells_nothing_is_left_out() -> None:
    assert telling("What is the distance of 5 stars?") == ["distanc", "star"]
    assert uncommon("What is the distance of 5 stars?") == ["distanc", "5", "star"]


def test_terms_are_shown_as_they_were_written() -> None:
    assert spelled("What are the Distances, the distance?") == {"distanc": "distances"}


def test_any_text_is_taken() -> None:
    assert terms("") == []
    assert terms("\0 ￿ 🙂 --- ...") == []
    assert terms("天気 ДОЖДЬ") == ["天気", "дождь"]
