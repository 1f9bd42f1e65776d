"""`mrkl call` and `mrkl tools`: one tool, its arguments, and what it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.tool import Effect
from mrkl_core.errors import ArgumentsInvalid
from mrkl_core.surfaces.cli.call import read_arguments, read_pairs

Invoke = Callable[..., Result]

CARD = ToolCard(
    name="some.tool",
    expert="some",
    description="",
    arguments={
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "count": {"type": "integer"},
            "flag": {"type": "boolean"},
            "either": {"type": ["string", "integer"]},
            "maybe": {"anyOf": [{"type": "number"}, {"type": "null"}]},
            "mode": {"enum": ["1", "2"]},
            "names": {"type": "array", "items": {"type": "string"}},
            "deep": {"type": "object"},
        },
    },
    result={},
    effect=Effect.NONE,
    digest="",
    limits=Limits(),
)


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("text=5", "5"),
        ("text=", ""),
        ("text=a=b", "a=b"),
        ("text=@", "@"),
        ("count=-5", -5),
        ("flag=true", True),
        ("either=5", 5),
        ("either=x", "x"),
        ("either=true", "true"),
        ("maybe=null", None),
        ("maybe=2.5", 2.5),
        ("mode=1", "1"),
        ("names=a", ["a"]),
        ('names=["1", "2"]', ["1", "2"]),
        ('deep={"a": [1]}', {"a": [1]}),
        ("unknown=3", 3),
        ("unknown=three", "three"),
    ],
)
def test_a_value_is_read_as_the_type_the_schema_names(pair: str, value: object) -> None:
    assert list(read_pairs(CARD, (pair,)).values()) == [value]


def test_a_key_that_stands_twice_makes_a_list() -> None:
    assert read_pairs(CARD, ("names=a", "names=b")) == {"names": ["a", "b"]}


def test_a_value_can_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("5\n", encoding="utf-8")
    assert read_pairs(CARD, (f"text=@{tmp_path / 'text'}",)) == {"text": "5\n"}


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("count=many", "'count' must be of type integer, not 'many'"),
        ("maybe=NaN", "'maybe' must be of type null or number"),
        ("novalue", "expected KEY=VALUE, not 'novalue'"),
        ("=x", "expected KEY=VALUE"),
        ("text=a text=b", "'text' is given twice"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(pair: str, said: str) -> None:
    with pytest.raises(ArgumentsInvalid, match=said.replace("(", r"\(")):
        read_pairs(CARD, tuple(pair.split()))


@pytest.mark.parametrize("document", ["{", "[1]", "5", '{"a": NaN}', "", "[" * 100_000])
def test_args_must_be_a_json_object(document: str) -> None:
    with pytest.raises(ArgumentsInvalid):
        read_arguments(document)


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("expression=2**100",), ""),
        (("--args", '{"expression": "2**100"}'), ""),
        (("--args", "-"), '{"expression": "2**100"}'),
        (("--args", "@args.json"), ""),
        (("expression=@-",), "2**100"),
    ],
)
def test_arguments_come_in_every_way(
    mrkl: Invoke, folder: Path, arguments: tuple[str, ...], stdin: str
) -> None:
    (folder / "args.json").write_text('{"expression": "2**100"}', encoding="utf-8")
    result = mrkl("call", "calculator.evaluate", *arguments, "--json", stdin=stdin)
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert "1267650600228229401496703205376" in json.dumps(document["value"])
    assert document["evidence"]
    assert document["failure"] is None


def test_an_unknown_tool_names_the_nearest(mrkl: Invoke) -> None:
    result = mrkl("call", "calculator.evalute", "expression=1")
    assert result.exit_code == 31
    assert "calculator.evaluate" in result.stderr
    assert result.stdout == ""
    error = json.loads(mrkl("call", "calculator.evalute", "--json").stdout)["error"]
    assert error["code"] == "TOOL_NOT_FOUND"
    assert "calculator.evaluate" in error["hint"]


def test_arguments_that_do_not_fit_are_each_named(mrkl: Invoke) -> None:
    result = mrkl("call", "calculator.evaluate", "--args", '{"expression": 5}', "--json")
    assert result.exit_code == 30
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "ARGUMENTS_INVALID"
    assert "expression" in json.dumps(error["violations"])


def test_a_failure_is_told_and_has_its_own_exit_code(mrkl: Invoke) -> None:
    result = mrkl("call", "calculator.evaluate", "expression=1/0")
    assert 10 <= result.exit_code <= 19
    assert result.stdout.startswith("✗")


def test_tools_are_listed_shown_and_found(mrkl: Invoke) -> None:
    assert "calculator.evaluate" in mrkl("tools", "list").stdout
    names = [
        t["name"] for t in json.loads(mrkl("tools", "list", "units", "--json").stdout)["tools"]
    ]
    assert names
    assert all(name.startswith("units.") for name in names)
    page = mrkl("tools", "show", "calculator.evaluate").stdout
    assert "expression" in page
    assert "sha256:" in page
    card = json.loads(mrkl("tools", "show", "calculator.evaluate", "--json").stdout)
    assert card["arguments"]["type"] == "object"
    found = json.loads(mrkl("tools", "search", "convert units", "--json").stdout)["matches"]
    assert found[0]["tool"]["expert"] == "units"


def test_an_unknown_expert_names_the_nearest(mrkl: Invoke) -> None:
    result = mrkl("tools", "list", "calculatr")
    assert result.exit_code == 31
    assert "'calculator'" in result.stderr
