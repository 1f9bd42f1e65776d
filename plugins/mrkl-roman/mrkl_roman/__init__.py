"""The roman expert: numerals written and read."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Example, Expert, Tool, hookimpl
from mrkl_roman.bids import bid
from mrkl_roman.numerals import convert

_CONVERT = Tool(
    "convert",
    "Writes a number in roman numerals, or reads one that is written so.",
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["number"],
        "properties": {
            "number": {
                "type": "string",
                "description": "A whole number from 1 to 3999, in digits or roman numerals.",
                "examples": ["1984", "MCMLXXXIV"],
                "maxLength": 20,
            }
        },
    },
    {
        "type": "object",
        "required": ["numeral", "value"],
        "properties": {
            "numeral": {"type": "string", "description": "The number in roman numerals."},
            "value": {"type": "integer", "description": "The number."},
        },
    },
    convert,
    examples=(Example("1984 in roman numerals", {"number": "1984"}),),
)


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "roman",
        "Writes and reads roman numerals.",
        (_CONVERT,),
        examples=("what is 1984 in roman numerals?", "what number is MCMLXXXIV?"),
        keywords=("roman", "numeral"),
        bid=bid,
    )
