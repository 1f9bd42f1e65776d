"""Schemas built in a line are what JSON Schema's own validator takes them for."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mrkl_core.schemas import (
    arguments,
    array,
    choice,
    number,
    or_null,
    result,
    text,
    truth,
    whole,
)

TAKES = arguments(
    {"word": text("A word.", "ada", maxLength=5)},
    times=whole("How often.", minimum=1),
    share=number("How much.", maximum=1),
    loud=truth("Whether to shout."),
    way=choice("Which way.", "up", "down"),
    names=array("Names.", text("One."), maxItems=2),
)
GIVES = result({"note": text("What else.")}, value=or_null(text("The word.")))


@pytest.mark.parametrize("schema", [TAKES, GIVES, arguments(), result()])
def test_what_is_built_is_a_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("schema", "value", "fits"),
    [
        (TAKES, {"word": "ada"}, True),
        (TAKES, {"word": "ada", "times": 2, "share": 0.5, "loud": True, "way": "up"}, True),
        (TAKES, {"word": "ada", "names": ["b", "c"]}, True),
        (TAKES, {}, False),  # what is required
        (TAKES, {"word": "ada", "other": 1}, False),  # nothing else is taken
        (TAKES, {"word": "lovelace"}, False),  # the keywords count
        (TAKES, {"word": "ada", "times": 0}, False),
        (TAKES, {"word": "ada", "way": "left"}, False),
        (TAKES, {"word": "ada", "names": [1]}, False),
        (GIVES, {"value": None}, True),
        (GIVES, {"value": "ada", "note": "short"}, True),
        (GIVES, {"note": "short"}, False),  # what is always there
        (GIVES, {"value": 1}, False),
    ],
)
def test_a_value_fits_or_not(schema: dict[str, Any], value: object, fits: bool) -> None:
    assert Draft202012Validator(schema).is_valid(value) is fits
