"""What an endpoint takes of OpenAI's request, learned from its refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.model import Function, Message
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Dialect:
    """The request's optional parts that are sent; one that was refused is left out.

    `tokens` is the name of the limit: newer models of OpenAI's refuse the older one.
    """

    schema: bool = True
    functions: bool = True
    stream: bool = True
    temperature: bool = True
    tokens: str = "max_tokens"

    def request(
        self,
        name: str,
        messages: Sequence[Message],
        *,
        schema: JsonObject | None = None,
        functions: Sequence[Function] = (),
        stream: bool = False,
        temperature: float,
        max_tokens: int,
    ) -> dict[str, Any]:
        """The body of a chat completion."""
        request: dict[str, Any] = {"model": name, self.tokens: max_tokens}
        if self.temperature:
            request["temperature"] = temperature
        if schema is not None and self.schema:
            form = {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema}}
            request["response_format"] = form
        elif schema is not None:
            messages = _with_schema(messages, schema)
        if functions:
            request["tools"] = [{"type": "function", "function": to_json(f)} for f in functions]
        if stream and self.stream:
            request |= {"stream": True, "stream_options": {"include_usage": True}}
        request["messages"] = [_message(m) for m in messages]
        return request

    def after(self, complaint: str, request: Mapping[str, Any]) -> Dialect | None:
        """The dialect to try after a request was refused; None if nothing is left to leave out.

        A refusal that names nothing is laid to the functions or the schema: servers that turn
        them into a grammar cannot read every one.
        """
        if "max_completion_tokens" in complaint and self.tokens == "max_tokens":
            return replace(self, tokens="max_completion_tokens")
        if "temperature" in complaint and self.temperature:
            return replace(self, temperature=False)
        if "stream" in complaint and "stream" in request:
            return replace(self, stream=False)
        if "tools" in request:
            return replace(self, functions=False)
        if "response_format" in request:
            return replace(self, schema=False)
        return None


def _message(message: Message) -> dict[str, Any]:
    told: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        told["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in message.calls
        ]
    if message.call_id:
        told["tool_call_id"] = message.call_id
    return told


def _with_schema(messages: Sequence[Message], schema: JsonObject) -> list[Message]:
    rule = (
        "Answer with one JSON object and nothing else. It must fit this JSON Schema:\n"
        + json.dumps(schema, ensure_ascii=False)
    )
    # One system message, at the front: some chat templates take no second.
    if messages and messages[0].role == "system":
        return [Message("system", f"{messages[0].content}\n\n{rule}"), *messages[1:]]
    return [Message("system", rule), *messages]
