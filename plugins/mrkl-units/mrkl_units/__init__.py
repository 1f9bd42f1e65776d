"""The units expert: conversions and physical constants."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Example, Expert, Tool, hookimpl
from mrkl_units.bids import bid
from mrkl_units.constants import constant
from mrkl_units.convert import convert

_CONVERT = Tool(
    "convert",
    "Converts a quantity to another unit of the same kind, exactly where that is possible.",
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["quantity", "to"],
        "properties": {
            "quantity": {
                "type": "string",
                "description": 'A number with its unit, as in "10 km", "72 °F" or "5 ft 11 in".',
                "examples": ["10 km", "5 ft 11 in"],
                "maxLength": 200,
            },
            "to": {
                "type": "string",
                "description": 'The unit to express it in, as in "miles" or "m/s".',
                "examples": ["miles"],
                "maxLength": 100,
            },
        },
    },
    {
        "type": "object",
        "required": ["value", "unit", "exact", "from", "note"],
        "properties": {
            "value": {"type": "string", "description": "The number, in up to 15 digits."},
            "unit": {"type": "string", "description": "Its unit."},
            "exact": {
                "type": ["string", "null"],
                "description": "The number as an exact fraction; null if it is not exact.",
            },
            "from": {"type": "string", "description": "The quantity as it was read."},
            "note": {"type": "string", "description": "How an ambiguous unit was read."},
        },
    },
    convert,
    examples=(
        Example("10 km in miles", {"quantity": "10 km", "to": "miles"}),
        Example("72 °F to celsius", {"quantity": "72 °F", "to": "celsius"}),
    ),
)

_CONSTANT = Tool(
    "constant",
    "Gives a physical constant of CODATA with its uncertainty, in another unit if asked.",
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["name"],
        "properties": {
            "name": {
                "type": "string",
                "description": 'The constant\'s name, as in "speed of light" or "electron mass".',
                "maxLength": 100,
            },
            "unit": {
                "type": "string",
                "description": "The unit to express it in; SI if left out.",
                "maxLength": 100,
            },
        },
    },
    {
        "type": "object",
        "required": ["name", "value", "unit", "uncertainty"],
        "properties": {
            "name": {"type": "string", "description": "CODATA's name of the constant."},
            "value": {"type": "string", "description": "The number."},
            "unit": {"type": "string", "description": "Its unit."},
            "uncertainty": {
                "type": "string",
                "description": "One standard uncertainty in the same unit; 0 if exact.",
            },
        },
    },
    constant,
    examples=(Example("the speed of light in vacuum", {"name": "speed of light in vacuum"}),),
)


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "units",
        "Converts between units of measurement and gives physical constants.",
        (_CONVERT, _CONSTANT),
        examples=("how many feet are in 3 miles?", "convert 72°F to celsius", "100 km/h in m/s"),
        keywords=("unit", "convert", "measure", "temperature", "length", "mass", "constant"),
        bid=bid,
        preload=("mrkl_units.loaded",),
    )
