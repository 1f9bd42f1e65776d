"""A chat completion as it comes over HTTP, whole or as a stream of pieces, read into a Reply."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from mrkl_core.contracts.jsonvalue import parse_json
from mrkl_core.contracts.model import FunctionCall, Reply

#: A piece of a stream: the rest of the line is JSON, or says that there is no more.
_DATA = b"data:"
_DONE = b"[DONE]"


def read_completion(body: bytes, name: str) -> Reply | str:
    """The reply in a whole body, or what is wrong with it."""
    try:
        data = parse_json(body)
    except ValueError:
        return "it sent no JSON"
    try:
        choice = data["choices"][0]
        message = choice["message"]
        usage = data.get("usage") or {}
        return Reply(
            text=_text(message.get("content")) or str(message.get("refusal") or ""),
            model=str(data.get("model") or name),
            prompt_tokens=int(usage.get("prompt_tokens") or 0),
            completion_tokens=int(usage.get("completion_tokens") or 0),
            cut_off=choice.get("finish_reason") == "length",
            calls=tuple(_call(call, n) for n, call in enumerate(message.get("tool_calls") or ())),
        )
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        return "it sent no choices[0].message"


class Stream:
    """The pieces of a streamed completion, put together as they come."""

    def __init__(self, name: str, enough: Callable[[str], bool]) -> None:
        self._name, self._enough = name, enough
        self._line = b""
        self._text = ""
        self._calls: dict[int, dict[str, str]] = {}
        self._usage: Mapping[str, Any] = {}
        self._cut_off = False

    def take(self, chunk: bytes) -> bool:
        """Takes bytes as they come; True once nothing more is wanted.

        Raises ValueError for what is no piece of a completion.
        """
        *lines, self._line = (self._line + chunk).split(b"\n")
        for line in lines:
            if not line.startswith(_DATA):
                continue  # an empty line, a comment, an event's name
            data = line[len(_DATA) :].strip()
            if data == _DONE:
                return True
            try:
                self._add(parse_json(data))
            except (KeyError, TypeError, AttributeError) as error:
                raise ValueError("no piece of a completion") from error
            if self._text and self._enough(self._text):
                return True
        return False

    def _add(self, piece: Mapping[str, Any]) -> None:
        if "error" in piece:
            raise ValueError("an error within the stream")
        self._name = str(piece.get("model") or self._name)
        self._usage = piece.get("usage") or self._usage
        for choice in piece.get("choices") or ():
            delta = choice.get("delta") or {}
            self._text += _text(delta.get("content"))
            for part in delta.get("tool_calls") or ():
                call = self._calls.setdefault(
                    int(part.get("index") or 0), {"name": "", "arguments": "", "id": ""}
                )
                function = part.get("function") or {}
                call["id"] = str(part.get("id") or call["id"])
                call["name"] += str(function.get("name") or "")
                call["arguments"] += str(function.get("arguments") or "")
            self._cut_off |= choice.get("finish_reason") == "length"

    @property
    def reply(self) -> Reply:
        """What has come so far."""
        return Reply(
            text=self._text,
            model=self._name,
            prompt_tokens=int(self._usage.get("prompt_tokens") or 0),
            completion_tokens=int(self._usage.get("completion_tokens") or 0),
            cut_off=self._cut_off,
            calls=tuple(
                FunctionCall(c["name"], c["arguments"], c["id"] or f"call_{n}")
                for n, c in sorted(self._calls.items())
            ),
        )


def _text(content: object) -> str:
    """The text of a message: as it is, or in parts, as some hosted models send it."""
    if isinstance(content, list):
        return "".join(str(part.get("text") or "") for part in content)
    return content if isinstance(content, str) else ""


def _call(call: Mapping[str, Any], number: int) -> FunctionCall:
    function = call["function"]
    arguments = function.get("arguments")
    if not isinstance(arguments, str):  # an object, as some local servers send it
        arguments = json.dumps(arguments if arguments is not None else {})
    return FunctionCall(str(function["name"]), arguments, str(call.get("id") or f"call_{number}"))
