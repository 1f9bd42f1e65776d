"""Arguments and results against schemas: every fault with its path, and no coercion."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any

import pytest

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.tool import Effect
from mrkl_core.errors import ArgumentsInvalid, Broken, ResultInvalid
from mrkl_core.experts.arguments import MAX_VIOLATIONS, Checker

ARGUMENTS = {
    "type": "object",
    "properties": {
        "quantity": {"type": "number", "minimum": 0},
        "unit": {"enum": ["m", "km"]},
        "count": {"type": "integer"},
        "names": {"type": "array", "items": {"type": "string", "maxLength": 3}, "maxItems": 2},
        "where": {"$ref": "#/$defs/place"},
        "either": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "code": {"type": "string", "pattern": "^[A-Z]+$"},
    },
    "required": ["quantity"],
    "additionalProperties": False,
    "$defs": {"place": {"type": "object", "properties": {"x y": {"type": "boolean"}}}},
}


def card(arguments: Any = ARGUMENTS, result: Any = None, digest: str = "sha256:1") -> ToolCard:
    return ToolCard(
        name="units.convert",
        expert="units",
        description="",
        arguments=arguments,
        result=result or {},
        effect=Effect.NONE,
        digest=digest,
        limits=Limits(),
    )


def faults(arguments: Any, schema: Any = ARGUMENTS) -> dict[str, str]:
    with pytest.raises(ArgumentsInvalid) as caught:
        Checker().check_arguments(card(schema), arguments)
    assert caught.value.metadata == {"tool": "units.convert"}
    assert caught.value.violations[0].field in caught.value.message
    return {v.field: v.description for v in caught.value.violations}


@pytest.mark.parametrize(
    ("arguments", "field", "says"),
    [
        ({}, "$.quantity", "is required"),
        ({"quantity": "3"}, "$.quantity", 'expected number, got string "3"'),
        ({"quantity": True}, "$.quantity", "expected number, got boolean true"),
        ({"quantity": -1}, "$.quantity", "expected at least 0, got -1"),
        ({"quantity": 1, "count": 1.5}, "$.count", "expected integer, got number 1.5"),
        ({"quantity": 1, "count": "1"}, "$.count", 'expected integer, got string "1"'),
        ({"quantity": 1, "unit": "mm"}, "$.unit", 'expected one of "m", "km", got "mm"'),
        ({"quantity": 1, "names": ["abcd"]}, "$.names[0]", "expected at most 3 characters"),
        ({"quantity": 1, "names": ["a"] * 3}, "$.names", "expected at most 2 items"),
        ({"quantity": 1, "where": {"x y": 1}}, "$.where['x y']", "expected boolean"),
        ({"quantity": 1, "quantty": 2}, "$.quantty", "is not known; did you mean 'quantity'"),
        ({"quantity": 1, "either": 1}, "$.either", "fits none of the alternatives"),
        ({"quantity": 1, "code": "a"}, "$.code", 'expected a text matching "^[A-Z]+$"'),
        ({"quantity": 2**53}, "$.quantity", "give it as a text"),
        ({"quantity": -(2**53)}, "$.quantity", "give it as a text"),
        ({"quantity": float("nan")}, "$.quantity", "not a finite number"),
        ({"quantity": float("-inf")}, "$.quantity", "not a finite number"),
        ({"quantity": 1, "code": "\ud800"}, "$.code", "half a character"),
        ({"quantity": 1, "names": ("a",)}, "$.names", "tuple is no JSON value"),
        ({"quantity": 1, "where": {1: 2}}, "$.where", "a key that is no proper text"),
        ([], "$", "expected object, got array"),
    ],
)
def test_each_fault_has_its_path_and_what_was_expected(
    arguments: Any, field: str, says: str
) -> None:
    found = faults(arguments)
    assert list(found) == [field]
    assert says in found[field]


def test_every_fault_is_told_at_once() -> None:
    found = faults({"unit": 1, "count": "x", "extra": 0})
    assert set(found) == {"$.quantity", "$.unit", "$.count", "$.extra"}


def test_faults_and_their_texts_are_bounded() -> None:
    many = {"quantity": "x" * 10_000_000, **{f"extra{i}": i for i in range(10_000)}}
    found = faults(many)
    assert len(found) <= MAX_VIOLATIONS
    assert all(len(text) < 500 for text in found.values())


def test_a_list_that_is_too_long_is_refused_unread() -> None:
    found = faults({"quantity": 1, "names": [0] * 3})
    assert list(found) == ["$.names"]
    assert "at most 2 items" in found["$.names"]


@pytest.mark.parametrize(
    ("large", "says"),
    [
        ([1] * 1_000_000, "more than 100,000 values"),
        ([[1] * 1000] * 1000, "more than 100,000 values"),
        (dict.fromkeys(map(str, range(1_000_000)), 1), "more than 100,000 values"),
        ("x" * 50_000_000, "more than 4,194,304 characters"),
        (["x" * 1000] * 10_000, "more than 4,194,304 characters"),
    ],
)
def test_what_is_too_large_is_refused_for_its_size_alone(large: Any, says: str) -> None:
    ((field, said),) = faults({"quantity": large, "unit": "furlong"}).items()
    assert (field, said) == ("$", says)


def test_nesting_is_bounded() -> None:
    deep: Any = 1
    for _ in range(50_000):
        deep = [deep]
    assert "nests deeper" in next(iter(faults({"quantity": 1, "names": deep}).values()))
    circular: list[Any] = []
    circular.append(circular)
    assert "more than" in next(iter(faults({"quantity": circular}).values()))


@pytest.mark.parametrize(
    "arguments",
    [
        {"quantity": 1},
        {"quantity": 1.5, "count": 3, "names": ["é"], "either": None, "unit": "m"},
        {"quantity": 2**53 - 1},
    ],
)
def test_what_fits_is_left_as_it_was(arguments: dict[str, Any]) -> None:
    before = repr(arguments)
    Checker().check_arguments(card(), arguments)
    assert repr(arguments) == before


def test_a_remote_reference_is_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *args: opened.append(args))
    for url in ("http://127.0.0.1:9/schema", "file:///etc/hostname"):
        with pytest.raises(Broken, match="cannot be used"):
            Checker().check_arguments(card({"type": "object", "$ref": url}), {})
    assert not opened


@pytest.mark.parametrize("schema", [{"type": "wrong"}, {"$ref": "#"}, {"$ref": "#/$defs/none"}])
def test_a_schema_of_no_use_is_its_authors_fault(schema: Any) -> None:
    with pytest.raises(Broken, match="of 'units\\.convert' cannot") as caught:
        Checker().check_arguments(card(schema), {})
    assert type(caught.value) is Broken


def test_a_result_is_told_unfit_without_its_text() -> None:
    unfit = card(result={"type": "object", "properties": {"a": {"type": "integer"}}})
    checker = Checker()
    checker.check_result(unfit, {"a": 1})
    for value in ({"a": "secret"}, {"a": 2**60}, "secret", {"secret\udfff": 1}):
        with pytest.raises(ResultInvalid) as caught:
            checker.check_result(unfit, value)
        assert "secret" not in repr(vars(caught.value))
        assert caught.value.metadata == {"tool": "units.convert"}


def test_a_new_digest_is_a_new_schema() -> None:
    checker = Checker(kept=2)
    old = card({"type": "object", "required": ["a"]})
    new = replace(old, arguments={"type": "object"}, digest="sha256:2")
    for _ in range(2):
        with pytest.raises(ArgumentsInvalid):
            checker.check_arguments(old, {})
        checker.check_arguments(new, {})
        checker.check_arguments(replace(new, digest="sha256:3"), {})
