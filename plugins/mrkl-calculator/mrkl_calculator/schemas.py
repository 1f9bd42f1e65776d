"""JSON Schemas that the tools share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

JsonSchema = dict[str, Any]

EXACT: JsonSchema = {
    "type": "string",
    "description": "The exact answer: 'sqrt(2)'; '' if none was found.",
}
DECIMAL: JsonSchema = {"type": "string", "description": "It in decimal digits; '' if it has none."}
LATEX: JsonSchema = {"type": "string", "description": "The exact answer in LaTeX."}
TRUTH: JsonSchema = {"enum": ["true", "false"], "description": "The answer."}
GIVEN: JsonSchema = {
    "type": "array",
    "items": {"type": "string", "maxLength": 500},
    "maxItems": 50,
    "description": "What is known: 'x = 3', 'f(x) = x^2 + 1', '2*y + z = 4, y - z = 1'. "
    "Names determined here may be used in the other arguments.",
    "examples": [["x = 3", "f(t) = t^2"]],
}


def text(description: str, example: str = "", longest: int = 2000) -> JsonSchema:
    """A text with its description."""
    schema: JsonSchema = {"type": "string", "description": description, "maxLength": longest}
    return {**schema, "examples": [example]} if example else schema


def texts(description: str, most: int = 200) -> JsonSchema:
    """A list of texts."""
    items = {"type": "string", "maxLength": 500}
    return {"type": "array", "items": items, "maxItems": most, "description": description}


def choice(description: str, *choices: str) -> JsonSchema:
    """One of a few words."""
    return {"enum": [*choices], "description": description}


def whole(description: str, least: int, most: int, default: int) -> JsonSchema:
    """A whole number within bounds."""
    return {
        "type": "integer",
        "description": description,
        "minimum": least,
        "maximum": most,
        "default": default,
    }


def arguments(required: Mapping[str, Any], optional: Mapping[str, Any]) -> JsonSchema:
    """The schema of a tool's arguments; every tool of these takes what is given."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*required],
        "properties": {**required, **optional, "given": GIVEN},
    }


def result(**properties: Any) -> JsonSchema:
    """The schema of a result, all of whose properties are there."""
    return {"type": "object", "required": [*properties], "properties": properties}
