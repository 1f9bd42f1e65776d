"""References: read, checked before anything runs, and filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mrkl_core.routing.references import (
    NothingThere,
    filled,
    misdirected,
    passed_on,
    references,
    renumbered,
    without,
)

ROWS = {
    "type": "object",
    "properties": {
        "rows": {"type": "array", "items": {"type": "object", "properties": {"id": {}, "at": {}}}},
        "count": {"type": "integer"},
    },
}


def test_a_value_goes_in_with_its_unit() -> None:
    assert passed_on({"value": "582.6", "unit": "g"}) == "582.6 g"
    assert passed_on({"value": "6.2137", "exact": "78125/12573", "unit": "mi"}) == "78125/12573 mi"
    assert passed_on({"exact": "3*x^2"}) == "(3*x^2)"
    assert passed_on({"exact": "3/5"}) == "0.6"
    assert passed_on({"exact": "-2/3"}) == "(-2/3)"
    assert passed_on({"exact": "-7"}) == "(-7)"  # squared, it is 49
    assert passed_on({"other": 1}) == {"other": 1}
    given = {"a": "{1}", "b": ["x {1}", 3], "c": {"d": "{1}"}}
    value = {"value": "5", "unit": "m"}
    assert filled(given, {1: value}, {}) == {"a": "5 m", "b": ["x 5 m", 3], "c": {"d": "5 m"}}


def test_places_are_told_as_a_validator_tells_them() -> None:
    found = list(references({"a": "{1}", "b": ["x", "{2.rows.0.id} and {1}"]}))
    assert [(r.place, r.number, r.way) for r in found] == [
        ("$.a", 1, ()),
        ("$.b[1]", 2, ("rows", "0", "id")),
        ("$.b[1]", 1, ()),
    ]
    assert without("20% of {1}").split() == ["20%", "of"]


@pytest.mark.parametrize(
    ("said", "kind", "value", "given"),
    [
        ("{1}", "number", {"value": "4.5", "unit": ""}, 4.5),
        ("{1.value}", "number", {"value": "4", "unit": "km"}, 4),
        ("{1.count}", "string", {"count": 7}, "7"),
        ("{1.rows.1.id}", "string", {"rows": [{"id": "a"}, {"id": "b"}]}, "b"),
        ("{1}", "array", ["x", "y"], ["x", "y"]),
        ("about {1}!", "string", 3, "about 3!"),
        ("{2}", "string", 3, "{2}"),  # no call of this request
    ],
)
def test_a_value_is_given_in_the_type_that_is_asked_for(
    said: str, kind: str, value: Any, given: Any
) -> None:
    schema = {"type": "object", "properties": {"x": {"type": kind}}}
    assert filled({"x": said}, {1: value}, schema) == {"x": given}


@pytest.mark.parametrize("said", ["{1.none}", "{1.rows.5}", "{1.rows.id}", "all {1.rows}"])
def test_where_nothing_is_nothing_is_passed_on(said: str) -> None:
    with pytest.raises(NothingThere):
        filled({"x": said}, {1: {"rows": [1]}}, {})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("{1.rows.0.id}", ""),
        ("{1.count}", ""),
        ("{1.cuont}", "did you mean 'count'?"),
        ("{1.rows.0.nmae}", "known: at, id"),
        ("{1}", "name one of rows, count"),
    ],
)
def test_the_way_into_a_result_is_checked_before_there_is_one(
    tool: Any, said: str, told: str
) -> None:
    card = replace(tool("x.list", "Lists."), result=ROWS)
    (reference,) = references(said)
    found = misdirected(reference, card)
    assert told in found if told else found == ""


def test_ids_of_a_models_own_become_places() -> None:
    given = {"a": ["{first.rows}", "{2}", "{other}"]}
    assert renumbered(given, {"first": 1, "2": 2}) == {"a": ["{1.rows}", "{2}", "{other}"]}
