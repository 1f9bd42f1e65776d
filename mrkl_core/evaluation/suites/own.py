"""A suite of one's own: JSON lines of requests, and what should be called.

Each line is `{"words": …, "expect": [{"tool": …, "arguments": {…}}]}`; an empty `expect` asks for
a refusal. Optional: `id`, `category`. A line `{"tools": [{"name", "description", "parameters"}]}`
puts tools on offer for the lines after it; without one they are mrkl's own. An argument may list
what is accepted: `{"any": [1, 1.0]}`; texts are compared without case and outer space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import parse_json
from mrkl_core.errors import BadRequest
from mrkl_core.evaluation.cards import card
from mrkl_core.evaluation.case import Call, Case, Suite

TEMPLATE = (
    {"words": "what is 17% of 340?", "expect": [{"tool": "calculator.evaluate"}]},
    {"words": "sing me a song", "expect": [], "category": "refuse"},
)


def load(file: Path, own: Sequence[ToolCard] = ()) -> Suite:
    """The suite in a file. Raises BadRequest with the line that cannot be used."""
    tools, cases = tuple(own), []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = parse_json(line)
            if "tools" in row:
                tools = tuple(_card(told) for told in row["tools"])
                continue
            cases.append(_case(row, number, tools))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadRequest(
                f"{file}:{number}: this line is no case: {type(error).__name__} {error}",
                hint='a case is {"words": …, "expect": [{"tool": …, "arguments": {…}}]}',
            ) from None
    return Suite(file.stem, tuple(cases), str(file))


def _case(row: Mapping[str, Any], number: int, tools: tuple[ToolCard, ...]) -> Case:
    expect = row["expect"]
    names = tuple(dict.fromkeys(str(call["tool"]) for call in expect))
    judge = partial(_judge, expect=expect)
    category = str(row.get("category", "call" if expect else "refuse"))
    return Case(str(row.get("id", number)), str(row["words"]), category, tools, names, judge)


def _card(told: Mapping[str, Any]) -> ToolCard:
    return card(str(told["name"]), str(told.get("description", "")), told.get("parameters"))


def _judge(calls: Sequence[Call], expect: Sequence[Mapping[str, Any]]) -> str:
    if len(calls) != len(expect):
        return f"calls: {len(expect)} expected, {len(calls)} made"
    left = list(calls)
    for wanted in expect:
        wrongs = [_wrong(call, wanted) for call in left]
        if "" not in wrongs:
            return wrongs[0]
        left.pop(wrongs.index(""))
    return ""


def _wrong(call: Call, wanted: Mapping[str, Any]) -> str:
    if call.tool != wanted["tool"]:
        return f"tool: {wanted['tool']} expected, {call.tool} called"
    for name, value in (wanted.get("arguments") or {}).items():
        accepted = value["any"] if isinstance(value, dict) and set(value) == {"any"} else [value]
        if _plain(call.arguments.get(name)) not in [_plain(a) for a in accepted]:
            return f"value: {name} is {call.arguments.get(name)!r}, accepted {accepted!r}"
    return ""


def _plain(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value
