"""Reads the call out of a model's reply, however it is wrapped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, NoReturn

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.records import dataclass

_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
#: What models call the two parts, ours first.
_TOOL = ("tool", "name", "function", "tool_name")
_ARGUMENTS = ("arguments", "parameters", "args", "input")
_NOBODY = ("", "none", "null", "no_tool")
#: Objects are looked for at this many braces: a reply full of them is no call.
MAX_STARTS = 50


@dataclass(frozen=True)
class Called:
    """What a model wants: `tool` None says that none fits, and `reason` why."""

    tool: str | None
    arguments: JsonObject = field(default_factory=dict)
    reason: str = ""


def read_reply(text: str) -> Called | str:
    """The call in a reply, or what is wrong with the reply, in words for the model."""
    problem = "it has no JSON object; answer with one, and nothing else"
    for found in _objects(_THOUGHT.sub("", text)):
        if isinstance(found, str):
            problem = found
            continue
        # {"tool_call": {…}}, {"function": {"name": …}}: the call is one level down.
        for candidate in (found, *(v for v in found.values() if isinstance(v, Mapping))):
            if (called := _called(candidate)) is not None:
                return called
        problem = 'its JSON object has no "tool": name one of the tools there, or null'
    return problem


def _called(found: Mapping[str, Any]) -> Called | str | None:
    name = next((found[key] for key in _TOOL if key in found), ...)
    reason = found.get("reason")
    said = reason if isinstance(reason, str) else ""
    if name is None or (isinstance(name, str) and name.strip().casefold() in _NOBODY):
        return Called(None, reason=said)
    if not isinstance(name, str):
        return None
    arguments: Any = next((found[key] for key in _ARGUMENTS if key in found), None)
    if isinstance(arguments, str):  # an object in a string, as OpenAI's own tool calls have it
        try:
            arguments = _load(arguments)
        except (ValueError, RecursionError):
            return '"arguments" must be a JSON object'
    if arguments is None:
        arguments = {}
    if not isinstance(arguments, dict):
        return '"arguments" must be a JSON object'
    return Called(name.strip(), arguments, said)


def _objects(text: str) -> Iterator[dict[str, Any] | str]:
    """Each JSON object in the text; where one begins but is broken, what is wrong with it."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    place = text.find("{")
    for _ in range(MAX_STARTS):
        if place < 0:
            return
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            yield f"its JSON is broken: {said}"
            end = place + 1
        else:
            yield value
        place = text.find("{", end)


def _load(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
