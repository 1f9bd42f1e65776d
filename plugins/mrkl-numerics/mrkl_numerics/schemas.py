"""The pieces that the tools' schemas are made of."""

from __future__ import annotations

from mrkl_core import schemas
from mrkl_core.schemas import Schema, array

_VALUE = schemas.text("The answer, in digits that can be relied on.")
_NUMBERS: Schema = {"type": "array", "items": {"type": "number"}, "maxItems": 10_000}


def text(description: str, longest: int = 500) -> Schema:
    """A text."""
    return schemas.text(description, maxLength=longest)


def numbers(description: str, most: int = 10_000) -> Schema:
    """A list of numbers."""
    return {**_NUMBERS, "maxItems": most, "description": description}


def rows(description: str, most: int, longest: int) -> Schema:
    """Rows of numbers; both limits keep the check of a call's arguments under half a second."""
    return array(description, {**_NUMBERS, "maxItems": longest}, maxItems=most)


def by_name(inner: Schema, description: str, most: int = 10) -> Schema:
    """An object whose keys are the unknowns."""
    return {
        "type": "object",
        "additionalProperties": inner,
        "minProperties": 1,
        "maxProperties": most,
        "description": description,
    }


def result(**more: Schema) -> Schema:
    """What a tool gives: `value`, and more."""
    return schemas.result(value=_VALUE, **more)
