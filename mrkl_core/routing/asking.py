"""The two forms in which a model is asked for calls: its own function calling, or JSON in text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject, parse_json
from mrkl_core.contracts.model import ChatModel, Function, Message, Reply
from mrkl_core.routing.references import PATTERN
from mrkl_core.routing.reply import MAX_CALLS, Called, has_whole_value, read_call, read_reply

#: How much of a wrong reply is shown to the model again.
MAX_ECHO_CHARS = 1000

_JSON = """You choose the tool for a request. Answer with one JSON object and nothing else:
{"tool": NAME, "arguments": {...}} with arguments that fit the tool's JSON Schema,
{"calls": [{"id": 1, "tool": NAME, "arguments": {...}}, ...]} if the request asks for several
things, or {"tool": null, "reason": WHY} if no tool fits.
Take every argument from the request; invent nothing. A call that needs what an earlier one gives
has "{1}" there, for what the call with id 1 gives, or "{1.NAME}", for one thing of its result.

Tools:
"""
_FUNCTIONS = """You choose the tool for a request: call the function that answers it, or several if
it asks for several things; call no_tool if none fits. Take every argument from the request; invent
nothing. Where a call needs what an earlier one gives, write {1} for what the first call gives, {2}
for what the second gives, {1.NAME} for one thing of a result.
"""
_NO_TOOL = Function(
    "no_tool",
    "Says that no other function answers the request.",
    {
        "type": "object",
        "properties": {"reason": {"type": "string", "description": "Why none fits."}},
        "required": ["reason"],
    },
)


class Form(Protocol):
    """One way to ask, with the conversation so far."""

    async def ask(self, model: ChatModel, *, timeout_s: float, max_tokens: int) -> Reply:
        """The model's next reply. Raises what `ChatModel.complete` raises."""
        ...

    def read(self, reply: Reply) -> tuple[Called, ...] | str:
        """The calls in a reply, or what is wrong with it, in words for the model."""
        ...

    def answer(self, reply: Reply, problem: str) -> None:
        """Tells the model what is wrong with its reply."""
        ...


class JsonForm:
    """One JSON object under a schema: for any model that can write text."""

    def __init__(self, words: str, cards: Sequence[ToolCard]) -> None:
        told = "\n".join(map(told_of, cards))
        self._messages = [Message("system", _JSON + told), Message("user", f"Request: {words}")]
        self._schema = reply_schema(cards)

    async def ask(self, model: ChatModel, *, timeout_s: float, max_tokens: int) -> Reply:
        """Asks, and hears no more once there is a whole object: small models never end."""
        return await model.complete(
            self._messages,
            schema=self._schema,
            enough=has_whole_value,
            timeout_s=timeout_s,
            max_tokens=max_tokens,
        )

    def read(self, reply: Reply) -> tuple[Called, ...] | str:
        """The calls in the text, however wrapped."""
        return read_reply(reply.text)

    def answer(self, reply: Reply, problem: str) -> None:
        """Shows the reply again, and what is wrong with it."""
        self._messages += (
            Message("assistant", reply.text[:MAX_ECHO_CHARS]),
            Message("user", f"That reply cannot be used: {problem}. Answer again."),
        )


class FunctionForm:
    """The model's own function calling. Raises FunctionsNotTaken where there is none."""

    def __init__(self, words: str, cards: Sequence[ToolCard]) -> None:
        self._names = dict(zip(_function_names(cards), cards, strict=True))
        self._functions = [
            Function(name, f"{card.description}{_gives(card)}", card.arguments)
            for name, card in self._names.items()
        ]
        self._messages = [Message("system", _FUNCTIONS), Message("user", words)]

    async def ask(self, model: ChatModel, *, timeout_s: float, max_tokens: int) -> Reply:
        """Asks with the tools as functions."""
        return await model.complete(
            self._messages,
            functions=[*self._functions, _NO_TOOL],
            timeout_s=timeout_s,
            max_tokens=max_tokens,
        )

    def read(self, reply: Reply) -> tuple[Called, ...] | str:
        """The calls made, or written into the text by a model that only half knows how."""
        if not reply.calls:
            return read_reply(reply.text)
        found: list[Called] = []
        for call in reply.calls:
            name = self._names[call.name].name if call.name in self._names else call.name
            called = read_call({"tool": name, "arguments": call.arguments or "{}"})
            if call.name == _NO_TOOL.name:
                called = Called(None, reason=_reason(call.arguments))
            if not isinstance(called, Called):
                return f"{call.name}: {called}"
            found.append(called)
        calls = tuple(called for called in found if called.tool is not None)
        return calls or (found[0],)

    def answer(self, reply: Reply, problem: str) -> None:
        """Answers each call with what is wrong; words without a call, in words."""
        text = reply.text[:MAX_ECHO_CHARS]
        self._messages.append(Message("assistant", text, reply.calls))
        said = f"This cannot be used: {problem}. Call again."
        self._messages += [Message("tool", said, call_id=call.id) for call in reply.calls] or [
            Message("user", said)
        ]


def reply_schema(cards: Sequence[ToolCard]) -> JsonObject:
    """The JSON Schema of a reply: one alternative for each tool, several calls, and none."""
    calls: list[Any] = [
        _object({"tool": {"enum": [card.name]}, "arguments": _embedded(card.arguments)})
        for card in cards
    ]
    tasks: list[Any] = [
        _object(
            {
                "id": {"type": "integer"},
                "tool": {"enum": [card.name]},
                "arguments": _referring(_embedded(card.arguments)),
            }
        )
        for card in cards
    ]
    several = _object(
        {
            "calls": {
                "type": "array",
                "items": {"anyOf": tasks},
                "minItems": 2,
                "maxItems": MAX_CALLS,
            }
        }
    )
    nothing = _object({"tool": {"type": "null"}, "reason": {"type": "string"}})
    return {"anyOf": [*calls, several, nothing]}


def told_of(card: ToolCard) -> str:
    """A tool as a model is told of it, on one line."""
    told = {
        "tool": card.name,
        "description": card.description,
        "arguments": card.arguments,
        "gives": _results(card),
        "examples": [{"request": e.words, "arguments": e.arguments} for e in card.examples[:1]],
    }
    return json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False)


def _results(card: ToolCard) -> list[str]:
    """The names of what a call gives, if its result is made of several things."""
    return [str(name) for name in card.result.get("properties") or ()]


def _gives(card: ToolCard) -> str:
    names = _results(card)
    return f" Gives: {', '.join(names)}." if names else ""


def _reason(arguments: str) -> str:
    try:
        return str(parse_json(arguments).get("reason", ""))
    except (ValueError, AttributeError):
        return ""


def _function_names(cards: Sequence[ToolCard]) -> list[str]:
    """A name for each tool as functions may have it: letters, digits, `_`, `-`, 64 at most."""
    names: list[str] = []
    for card in cards:
        name = re.sub(r"[^A-Za-z0-9_-]+", "__", card.name)[-64:]
        while name in names or name == _NO_TOOL.name:
            name = f"{name[:60]}_{len(names)}"
        names.append(name)
    return names


def _object(properties: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _embedded(schema: JsonObject) -> JsonObject:
    # A reference points from its schema's root, which is another one in here.
    if '"$' in json.dumps(schema):
        return {"type": "object"}
    return schema


def _referring(schema: JsonObject) -> JsonObject:
    """The schema of arguments, each of which may be a reference to an earlier call's value."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return schema
    reference = {"type": "string", "pattern": PATTERN}
    free = {
        name: inner if _takes_text(inner) else {"anyOf": [inner, reference]}
        for name, inner in properties.items()
    }
    return {**schema, "properties": free}


def _takes_text(schema: Any) -> bool:
    """Whether any text will do."""
    return isinstance(schema, Mapping) and schema.get("type") == "string" and "enum" not in schema
