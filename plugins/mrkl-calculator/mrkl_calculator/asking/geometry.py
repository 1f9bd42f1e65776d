"""Reads questions about points, vectors and shapes: arithmetic, once they are written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import SURE, Ask, Candidate
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare, show

_N = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?(?:/[0-9]+)?|[0-9]* ?(?:pi|sqrt\([0-9]+\)))"
_VECTOR = r"(?:the )?(?:(?:vector|point)s? )?[(\[<⟨]([^()\[\]<>⟨⟩?]{1,200})[)\]>⟩]"
_AND = r",? ?(?:and|to|with|,) "
_OF = r" ?(?:of|between|from|for|:)? "
_PAIR = rf"{_VECTOR}{_AND}{_VECTOR}"
_LINE = (
    r"(?:of )?(?:the )?(?:straight )?(?:line|segment|line segment)? ?"
    r"(?:through|joining|between|connecting|from|passing through|of)? ?(?:the )?(?:points )?"
)


def _sum(parts: list[str]) -> str:
    return " + ".join(parts)


def _dot(one: list[str], other: list[str]) -> str:
    return _sum([f"({a}) * ({b})" for a, b in zip(one, other, strict=True)])


def _length(one: list[str]) -> str:
    return f"sqrt({_sum([f'({a})^2' for a in one])})"


def _apart(one: list[str], other: list[str]) -> str:
    return _length([f"({b}) - ({a})" for a, b in zip(one, other, strict=True)])


def _slope(one: list[str], other: list[str]) -> str:
    (a, b), (c, d) = one, other
    return f"(({d}) - ({b})) / (({c}) - ({a}))"


_OF_TWO = tuple(
    (re.compile(form, re.IGNORECASE), written)
    for form, written in (
        (rf"(?:the )?(?:dot|scalar|inner) product{_OF}{_PAIR}", _dot),
        (rf"{_VECTOR} ?(?:dot|·|•|\.) ?{_VECTOR}", _dot),
        (rf"(?:the )?(?:euclidean )?distance{_OF}{_PAIR}", _apart),
        (rf"(?:how far (?:apart )?(?:is|are) ){_PAIR}", _apart),
        (rf"(?:the )?(?:slope|gradient) {_LINE}{_PAIR}", _slope),
    )
)
_OF_ONE = re.compile(
    rf"(?:the )?(?:magnitude|length|norm|modulus|euclidean norm){_OF}{_VECTOR}", re.IGNORECASE
)
_CROSS = (
    re.compile(rf"(?:the )?(?:cross|vector) product{_OF}{_PAIR}", re.IGNORECASE),
    re.compile(rf"{_VECTOR} ?(?:cross|×) ?{_VECTOR}", re.IGNORECASE),
)
_BY = r"(?:by|x|×|and)"
_WITH = r"(?:whose|with|of|that has|having)"


def _measure(*names: str) -> str:
    """The words for a length of a shape: "with radius 3", "whose radius is 3", "of radius 3"."""
    return rf"(?:an? )?(?:{'|'.join(names)})(?: of| is| =|:)? ?({_N})"


_RADIUS, _DIAMETER = _measure("radius", "r"), _measure("diameter", "d")
_HEIGHT, _BASE = _measure("height", "h"), _measure("base", "b")
_SIDE = _measure("sides?", "side length", "edges?", "edge length")
_LENGTH, _WIDTH = _measure("length", "l"), _measure("width", "w", "breadth")
_RECTANGLE = (
    rf"(?:an? )?(?:rectangle|rectangular [a-z]+) (?:(?:{_WITH}|measuring|that is) )?(?:"
    rf"({_N}) {_BY} ({_N})|{_LENGTH},? (?:and )?(?:an? )?{_WIDTH}|{_WIDTH},? (?:and )?{_LENGTH}"
    rf"|sides (?:of )?({_N}) and ({_N}))"
)
_BOX = (
    rf"(?:an? )?(?:box|cuboid|rectangular (?:box|prism|solid)) (?:(?:{_WITH}|measuring|that is) )?"
    rf"({_N}) {_BY} ({_N}) {_BY} ({_N})"
)
_SHAPES = tuple(
    (re.compile(rf"(?:the )?{form}", re.IGNORECASE), written)
    for form, written in (
        (rf"area of an? circle {_WITH} {_RADIUS}", "pi * ({0})^2"),
        (rf"area of an? circle {_WITH} {_DIAMETER}", "pi * (({0}) / 2)^2"),
        (rf"(?:circumference|perimeter) of an? circle {_WITH} {_RADIUS}", "2 * pi * ({0})"),
        (rf"(?:circumference|perimeter) of an? circle {_WITH} {_DIAMETER}", "pi * ({0})"),
        (rf"area of an? triangle {_WITH} {_BASE},? (?:and )?{_HEIGHT}", "({0}) * ({1}) / 2"),
        (rf"area of an? triangle {_WITH} {_HEIGHT},? (?:and )?{_BASE}", "({0}) * ({1}) / 2"),
        (rf"area of {_RECTANGLE}", "({0}) * ({1})"),
        (rf"perimeter of {_RECTANGLE}", "2 * (({0}) + ({1}))"),
        (rf"area of an? square {_WITH} {_SIDE}", "({0})^2"),
        (rf"perimeter of an? square {_WITH} {_SIDE}", "4 * ({0})"),
        (rf"volume of an? cube {_WITH} {_SIDE}", "({0})^3"),
        (rf"surface area of an? cube {_WITH} {_SIDE}", "6 * ({0})^2"),
        (rf"volume of {_BOX}", "({0}) * ({1}) * ({2})"),
        (rf"volume of an? (?:sphere|ball) {_WITH} {_RADIUS}", "4 / 3 * pi * ({0})^3"),
        (rf"volume of an? (?:sphere|ball) {_WITH} {_DIAMETER}", "4 / 3 * pi * (({0}) / 2)^3"),
        (rf"surface area of an? (?:sphere|ball) {_WITH} {_RADIUS}", "4 * pi * ({0})^2"),
        (
            rf"volume of an? cylinder {_WITH} {_RADIUS},? (?:and )?{_HEIGHT}",
            "pi * ({0})^2 * ({1})",
        ),
        (
            rf"volume of an? cone {_WITH} {_RADIUS},? (?:and )?{_HEIGHT}",
            "pi * ({0})^2 * ({1}) / 3",
        ),
        (
            rf"(?:length of the )?hypotenuse of an? (?:right|right-angled)(?:[- ]angled)? triangle "
            rf"(?:{_WITH}|if the) (?:legs|sides|shorter sides|catheti) (?:of |are )?"
            rf"({_N}) and ({_N})",
            "sqrt(({0})^2 + ({1})^2)",
        ),
    )
)


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as arithmetic with the lengths or coordinates in it."""
    text = candidate.text
    if len(text) > 400 or candidate.verdict:
        return
    for expression in _expressions(text):
        try:
            node = parse(expression, given.bounds, given.names)
        except Refusal:
            continue
        if not isinstance(node, Compare):
            yield Ask("evaluate", {"expression": show(node)}, f"read as {show(node)}", SURE)
            return
    for form in _CROSS:
        if (found := form.fullmatch(text)) and all(len(_cells(v)) == 3 for v in found.groups()):
            one, other = ([_cells(vector)] for vector in found.groups())
            arguments = {"operation": "cross", "matrix": one, "other": other}
            yield Ask("matrix", arguments, "asks for the cross product")
            return


def _expressions(text: str) -> Iterator[str]:
    for form, written in _OF_TWO:
        if found := form.fullmatch(text):
            one, other = (_cells(vector) for vector in found.groups())
            if len(one) == len(other) > (1 if written is not _slope else 0) and (
                written is not _slope or len(one) == 2
            ):
                yield written(one, other)
    if (found := _OF_ONE.fullmatch(text)) and len(_cells(found[1])) > 1:
        yield _length(_cells(found[1]))
    for shape, formula in _SHAPES:
        if found := shape.fullmatch(text):
            yield formula.format(*(part for part in found.groups() if part is not None))


def _cells(vector: str) -> list[str]:
    return [cell.strip() for cell in vector.split(",")]
