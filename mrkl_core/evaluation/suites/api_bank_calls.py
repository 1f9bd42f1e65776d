"""What API-Bank's levels share: how an API is declared, when a call is right, what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.cards import card
from mrkl_core.evaluation.case import Call


def judge(calls: Sequence[Call], name: str, accepted: Mapping[str, Any]) -> str:
    """What is wrong with the calls; a right one has every argument that was passed, as text."""
    if len(calls) != 1:
        return f"calls: 1 expected, {len(calls)} made"
    if calls[0].tool != name:
        return f"tool: {name} expected, {calls[0].tool} called"
    passed = {key: str(value) for key, value in calls[0].arguments.items()}
    for key, value in accepted.items():
        if passed.pop(key, None) != str(value):
            return f"value: {key} is {calls[0].arguments.get(key)!r}, passed was {value!r}"
    return f"unexpected: {', '.join(passed)}" if passed else ""


def api_card(name: str, declared: Mapping[str, Any]) -> ToolCard:
    """The card of an API, every parameter needed."""
    taken = _properties(declared.get("input_parameters"))
    given = _properties(declared.get("output_parameters"))
    schema = {"type": "object", "properties": taken, "required": list(taken)}
    result = {"type": "object", "properties": given}
    return card(name, str(declared.get("description", "")), schema, result=result)


def told(output: object) -> Iterator[str]:
    """What a call found, as further lines of the request."""
    if isinstance(output, dict):
        for name, value in output.items():
            if isinstance(value, (str, int, float)):
                yield f"{name} is {value}"
            else:
                yield from told(value)
    elif isinstance(output, list):
        for item in output:
            yield from told(item)


def _properties(told: object) -> dict[str, dict[str, str]]:
    """Parameters as texts: how each is to be written is only told in words."""
    return {
        name: {"type": "string", "description": str(part.get("description", ""))}
        for name, part in (told if isinstance(told, dict) else {}).items()
        if isinstance(part, dict)
    }
