"""Reads requests for a picture: "plot x^2 from -2 to 2", "plot the points (1, 2), (3, 4)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate, listed
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.plot import MOST_FUNCTIONS, MOST_POINTS
from mrkl_calculator.refusal import Refusal
from mrkl_core.contracts.jsonvalue import JsonObject

_DRAW = r"(?:plot|graph|draw|sketch)(?: (?:a|the))?(?: (?:graph|plot|curve)s?(?: of)?)?"
_POINT = r"\(\s*-?[0-9.]+\s*,\s*-?[0-9.]+\s*\)"
_FUNCTIONS = re.compile(
    rf"{_DRAW}(?: the)?(?: functions?)? (?P<functions>.+?)"
    r"(?:,? (?:from|between|for [a-z] from|over) (?P<lower>[^,]+?) (?:to|and) (?P<upper>[^,]+?))?"
    r"(?: as (?:an? )?(?P<format>svg|png))?",
    re.IGNORECASE,
)
_POINTS = re.compile(
    rf"{_DRAW}(?: the)?(?: points)? (?P<points>{_POINT}(?:\s*(?:,|;|and|\s)\s*{_POINT})*)"
    r"(?: as (?:an? )?(?P<format>svg|png))?",
    re.IGNORECASE,
)


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as one for a picture."""
    text = candidate.text
    if found := _POINTS.fullmatch(text):
        points = [
            [float(n) for n in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", point)]
            for point in re.findall(_POINT, found["points"])
        ]
        if len(points) <= MOST_POINTS and all(len(point) == 2 for point in points):
            yield Ask("plot", {"points": points, **_format(found)}, "points to draw")
    elif found := _FUNCTIONS.fullmatch(text):
        functions = listed(found["functions"])
        if len(functions) > MOST_FUNCTIONS or not all(_readable(f, given) for f in functions):
            return
        arguments: JsonObject = {"functions": [*functions], **_format(found)}
        if found["lower"]:
            arguments |= {"lower": found["lower"], "upper": found["upper"]}
        yield Ask("plot", arguments, "functions to draw")


def _format(found: re.Match[str]) -> JsonObject:
    return {"format": found["format"].lower()} if found["format"] else {}


def _readable(text: str, given: Given) -> bool:
    try:
        parse(text, given.bounds, given.names.open())
    except Refusal:
        return False
    return True
