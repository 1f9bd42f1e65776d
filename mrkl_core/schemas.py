"""Builds the JSON Schemas of tools, a line for each argument.

`keywords` are JSON Schema's own: `text("A name.", "Ada", maxLength=40)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]


def text(description: str, *examples: str, **keywords: Any) -> Schema:
    """A text."""
    if examples:
        keywords["examples"] = [*examples]
    return {"type": "string", "description": description, **keywords}


def whole(description: str, **keywords: Any) -> Schema:
    """A whole number."""
    return {"type": "integer", "description": description, **keywords}


def number(description: str, **keywords: Any) -> Schema:
    """A number."""
    return {"type": "number", "description": description, **keywords}


def truth(description: str) -> Schema:
    """True or false."""
    return {"type": "boolean", "description": description}


def choice(description: str, *choices: str) -> Schema:
    """One of a few words."""
    return {"enum": [*choices], "description": description}


def array(description: str, items: Schema, **keywords: Any) -> Schema:
    """A list whose items are all of one kind."""
    return {"type": "array", "description": description, "items": items, **keywords}


def or_null(schema: Schema) -> Schema:
    """What is of one type, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def arguments(required: Mapping[str, Schema] | None = None, /, **optional: Schema) -> Schema:
    """What a tool takes, and nothing else."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*(required or {})],
        "properties": {**(required or {}), **optional},
    }


def result(sometimes: Mapping[str, Schema] | None = None, /, **always: Schema) -> Schema:
    """An object that a tool gives: what is always in it, and what may be."""
    return {
        "type": "object",
        "required": [*always],
        "properties": {**always, **(sometimes or {})},
    }
