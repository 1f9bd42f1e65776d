"""JSON Schemas that the tools share."""

from __future__ import annotations

from collections.abc import Mapping

from mrkl_core import schemas
from mrkl_core.schemas import Schema, array, choice

EXACT = schemas.text("The exact answer: 'sqrt(2)'; '' if none was found.")
DECIMAL = schemas.text("It in decimal digits; '' if it has none.")
LATEX = schemas.text("The exact answer in LaTeX.")
TRUTH = choice("The answer.", "true", "false")


def text(description: str, example: str = "", longest: int = 2000) -> Schema:
    """A text with its description."""
    return schemas.text(description, *filter(None, [example]), maxLength=longest)


def texts(description: str, most: int = 200) -> Schema:
    """A list of texts."""
    return array(description, {"type": "string", "maxLength": 500}, maxItems=most)


GIVEN: Schema = {
    **texts(
        "What is known: 'x = 3', 'f(x) = x^2 + 1', '2*y + z = 4, y - z = 1'. "
        "Names determined here may be used in the other arguments.",
        50,
    ),
    "examples": [["x = 3", "f(t) = t^2"]],
}


def whole(description: str, least: int, most: int, default: int) -> Schema:
    """A whole number within bounds."""
    return schemas.whole(description, minimum=least, maximum=most, default=default)


def arguments(required: Mapping[str, Schema], **optional: Schema) -> Schema:
    """What a tool takes that also takes what is given."""
    return schemas.arguments(required, **optional, given=GIVEN)
