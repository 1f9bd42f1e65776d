"""Reads the calls out of a model's reply, however they are wrapped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Any, NoReturn

from mrkl_core.contracts.jsonvalue import JsonObject, parse_json
from mrkl_core.records import dataclass
from mrkl_core.routing.references import renumbered

_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
#: What models call the two parts, ours first.
_TOOL = ("tool", "name", "function", "tool_name")
_ARGUMENTS = ("arguments", "parameters", "args", "input")
#: What models call a list of calls.
_SEVERAL = ("calls", "tool_calls")
MAX_CALLS = 8
_NOBODY = ("", "none", "null", "no_tool")
#: Objects are looked for at this many braces: a reply full of them is no call.
MAX_STARTS = 50


@dataclass(frozen=True)
class Called:
    """What a model wants: `tool` None says that none fits, and `reason` why.

    Where it wants several calls, a reference in `arguments` has the place of the call in the list.
    """

    tool: str | None
    arguments: JsonObject = field(default_factory=dict)
    reason: str = ""


def read_reply(text: str) -> tuple[Called, ...] | str:
    """The calls in a reply, or what is wrong with the reply, in words for the model."""
    problem = "it has no JSON object; answer with one, and nothing else"
    text = _THOUGHT.sub("", text)
    if several := _array(text):
        return several
    for found in _objects(text):
        if isinstance(found, str):
            problem = found
            continue
        for key in _SEVERAL:
            if key in found:
                return _calls(found[key])
        # {"tool_call": {…}}, {"function": {"name": …}}: the call is one level down.
        for candidate in (found, *(v for v in found.values() if isinstance(v, Mapping))):
            if (called := read_call(candidate)) is not None:
                return called if isinstance(called, str) else (called,)
        problem = 'its JSON object has no "tool": name one of the tools there, or null'
    return problem


def has_whole_value(text: str) -> bool:
    """Whether the first object or list in a reply that still comes has its end."""
    text = _THOUGHT.sub("", text)
    start = re.search(r"[{\[]", text)
    if start is None or not ("}" in text or "]" in text):
        return False
    try:
        json.JSONDecoder().raw_decode(text, start.start())
    except (ValueError, RecursionError):
        return False
    return True


def _array(text: str) -> tuple[Called, ...]:
    """The calls of a reply that begins with a list of them."""
    place = text.find("[")
    if place < 0 or "{" in text[:place]:
        return ()
    try:
        value, _ = json.JSONDecoder(parse_constant=_no_number).raw_decode(text, place)
    except (ValueError, RecursionError):
        return ()
    calls = _calls(value)
    return () if isinstance(calls, str) else calls


def _calls(value: Any) -> tuple[Called, ...] | str:
    if not isinstance(value, list) or not value:
        return '"calls" must be a list of calls'
    if len(value) > MAX_CALLS:
        return f"it has {len(value)} calls, and {MAX_CALLS} are the most"
    found: list[Called] = []
    places: dict[str, int] = {}
    for place, item in enumerate(value, start=1):
        called = read_call(item) if isinstance(item, Mapping) else None
        if not isinstance(called, Called) or called.tool is None:
            return called if isinstance(called, str) else "one of the calls names no tool"
        name = str(item.get("id", place))
        if places.setdefault(name, place) != place:
            return f"two calls have the id {name}"
        found.append(called)
    return tuple(
        replace(called, arguments=renumbered(called.arguments, places)) for called in found
    )


def read_call(found: Mapping[str, Any]) -> Called | str | None:
    """The call that an object is; what is wrong with its arguments; None if it is no call."""
    if isinstance(inner := found.get("function"), Mapping):
        found = inner
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
            arguments = parse_json(arguments)
        except ValueError:
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


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
