from __future__ import annotations

from typing import Any

import pytest

from mrkl_core.routing.grounding import grounded

SCHEMA: dict[str, Any] = {
    "properties": {
        "kind": {"enum": ["a", "b"]},
        "values": {"items": {"type": "number"}},
        "inner": {"properties": {"unit": {"enum": ["km"]}}},
    }
}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"expression": "2+3"}, "what is two plus three?"),
        ({"expression": "17/100*340"}, "17% of 340"),
        ({"value": 5.0, "unit": "lightyear"}, "5 stars"),
        ({"value": 2.5}, "2.5 m"),
        ({"values": [1, 40]}, "add forty to it"),
        ({"inner": {"name": "Cafés"}}, "the cafe"),
        ({"kind": "a"}, "anything"),
        ({"kind": "a", "flag": True, "none": None, "inner": {"unit": "km"}}, "anything"),
        ({}, "anything"),
    ],
)
def test_what_comes_from_the_words(arguments: Any, words: str) -> None:
    assert grounded(arguments, SCHEMA, words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"expression": "2+2"}, "tell me a joke"),
        ({"expression": "a + b"}, "tell me a joke"),
        ({"value": 12, "kind": "a"}, "tell me a joke"),
        ({"values": [1, [2, {"x": "y"}]]}, "tell me a joke"),
    ],
)
def test_what_was_made_up(arguments: Any, words: str) -> None:
    assert not grounded(arguments, SCHEMA, words)
