"""The roman expert: numerals written and read."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Example, Expert, Tool, hookimpl
from mrkl_core.schemas import arguments, result, text, whole
from mrkl_roman.bids import bid
from mrkl_roman.numerals import convert

_NUMBER = text(
    "A whole number from 1 to 3999, in digits or roman numerals.",
    "1984",
    "MCMLXXXIV",
    maxLength=20,
)
_CONVERT = Tool(
    "convert",
    "Writes a number in roman numerals, or reads one that is written so.",
    arguments({"number": _NUMBER}),
    result(numeral=text("The number in roman numerals."), value=whole("The number.")),
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
