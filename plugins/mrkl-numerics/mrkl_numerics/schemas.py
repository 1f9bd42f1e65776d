"""The pieces that the tools' schemas are made of."""

from __future__ import annotations

from typing import Any

_VALUE = {"type": "string", "description": "The answer, in digits that can be relied on."}


def number(description: str) -> dict[str, Any]:
    """One number."""
    return {"type": "number", "description": description}


def text(description: str, longest: int = 500) -> dict[str, Any]:
    """A text."""
    return {"type": "string", "description": description, "maxLength": longest}


def numbers(description: str, most: int = 10_000) -> dict[str, Any]:
    """A list of numbers."""
    return {
        "type": "array",
        "items": {"type": "number"},
        "maxItems": most,
        "description": description,
    }


def rows(description: str, most: int = 200) -> dict[str, Any]:
    """Rows of numbers."""
    inner = {"type": "array", "items": {"type": "number"}, "maxItems": 10_000}
    return {"type": "array", "items": inner, "maxItems": most, "description": description}


def by_name(inner: dict[str, Any], description: str, most: int = 10) -> dict[str, Any]:
    """An object whose keys are the unknowns."""
    return {
        "type": "object",
        "additionalProperties": inner,
        "minProperties": 1,
        "maxProperties": most,
        "description": description,
    }


def arguments(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """A tool's arguments."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*required],
        "properties": {**required, **optional},
    }


def result(**properties: Any) -> dict[str, Any]:
    """A tool's result: `value`, and more."""
    return {
        "type": "object",
        "required": ["value", *properties],
        "properties": {"value": _VALUE, **properties},
    }
