"""Reads chemical formulas: nested brackets, hydrates, isotopes, charges, states.

What chemists read in two ways ("O2-", "C12-") is refused, with the two ways to write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mrkl_chemistry.elements import ALKALI, NON_METALS, NUMBERS
from mrkl_core import Problem

#: How many of each atom.
Atoms = dict[str, Fraction]

MAX_LENGTH = 500
MAX_COUNT = 10**9
MAX_DEPTH = 30

_STATE = re.compile(r"\((?:s|l|g|aq|cr|am|sol|solid|liquid|gas)\)$")
_PHASE = re.compile(r"^(?:alpha|beta|gamma|delta|epsilon|[αβγδε])-(?=[A-Z(\[])")
_MARKS = str.maketrans(
    "₀₁₂₃₄₅₆₇₈₉−–·•⋅∙", "0123456789--····"
)  # subscripts; typographic minus signs; the dots of hydrates
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
#: "^2-", "^{2-}", "^-2", "+2", "-", "+++", at the end.
_CARET = re.compile(r"\^\{?(?:(\d*)([+-])|([+-])(\d+))\}?$")
_SIGNED = re.compile(r"(?:([+-])(\d+)|([+]+|[-]+))$")
_WATER = re.compile(r"(?<=[\w)\]])\.(?=\d*H2O)")
_TOKEN = re.compile(
    r"(?P<isotope>\[(\d{1,3})([A-Z][a-z]?)\]|\^\{?(\d{1,3})\}?([A-Z][a-z]?))"
    r"|(?P<symbol>[A-Z][a-z]?)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<cage>@)"
    r"|(?P<count>\d+(?:\.\d+)?)"
)
_PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True)
class Formula:
    """What a formula says: how many of each atom ("C", "13C"), and the charge."""

    text: str
    atoms: Mapping[str, Fraction] = field(default_factory=dict)
    charge: int = 0
    note: str = ""

    def same_as(self, other: Formula) -> bool:
        """Whether both count the same atoms and charges."""
        return dict(self.atoms) == dict(other.atoms) and self.charge == other.charge

    def hill(self) -> str:
        """The Hill formula: carbon, hydrogen, then by the alphabet; a charge at its end."""
        order = sorted(self.atoms, key=lambda name: name.lstrip("0123456789"))
        if "C" in self.atoms:
            order = ["C", *(["H"] if "H" in self.atoms else [])] + [
                name for name in order if name not in ("C", "H")
            ]
        parts = [
            (f"[{name}]" if name[0].isdigit() else name) + _count(self.atoms[name])
            for name in order
        ]
        size = abs(self.charge)
        sign = ("+" if self.charge > 0 else "-") + (str(size) if size > 1 else "")
        return "".join(parts) + (sign if self.charge else "")


def _count(count: Fraction) -> str:
    if count == 1:
        return ""
    return str(count) if count.denominator == 1 else f"{float(count):.10g}"


def read_formula(text: str) -> Formula:
    """The formula in a text. Raises Problem: SYNTAX, AMBIGUOUS or TOO_LARGE."""
    if len(text) > MAX_LENGTH:
        raise Problem("TOO_LARGE", f"a formula may have {MAX_LENGTH} characters")
    if len(text.split()) > 1:
        raise _wrong(text, "a space stands in it")
    body = _PHASE.sub("", _STATE.sub("", text.strip().translate(_MARKS)))
    body = _SUPERSCRIPT.sub(_as_caret, body)
    if body in ("e-", "e^-"):
        return Formula(text, {}, -1)
    body, charge, note = _charge(text, body)
    atoms: Atoms = {}
    for part in _parts(text, body):
        if not part:
            raise _wrong(text, "a part of it is empty")
        lead = re.match(r"\d+/\d+|\d*\.\d+|\d+", part)
        factor = _number(text, lead[0]) if lead else Fraction(1)
        _add(atoms, _group(text, part[lead.end() if lead else 0 :]), factor)
    return Formula(text, atoms, charge, note)


def is_formula(text: str) -> bool:
    """Whether a text can be read as a formula."""
    try:
        read_formula(text)
    except Problem:
        return False
    return True


def _as_caret(match: re.Match[str]) -> str:
    inner = match[0].translate(_SUPER)
    return f"^{{{inner}}}"


def _parts(text: str, body: str) -> list[str]:
    body = _WATER.sub("·", body.strip()).replace("..", "·")
    body = re.sub(r"(?<=[\w)\]])\*(?=[\dA-Z(\[])", "·", body)
    body = body.rstrip("'*").lstrip(".·")  # excited states, radicals
    if not body:
        raise _wrong(text, "it names no atom")
    return [part.strip() for part in body.split("·")]


def _charge(text: str, body: str) -> tuple[str, int, str]:
    """The body without its charge, the charge, and how an unclear one was read."""
    if caret := _CARET.search(body):
        size, sign = caret[1] or caret[4] or "1", caret[2] or caret[3]
        return body[: caret.start()], int(sign + size), ""
    signed = _SIGNED.search(body)
    if signed is None:
        return body, 0, ""
    before = body[: signed.start()]
    if signed[1]:
        return before, int(signed[1] + signed[2][:6]), ""
    size = len(signed[3])
    if size > 1:
        return before, size if signed[3][0] == "+" else -size, ""
    return _digit_before_sign(text, before, signed[3])


def _digit_before_sign(text: str, before: str, sign: str) -> tuple[str, int, str]:
    """Reads "NH4+" (a count), "Fe3+" and "SO42-" (a charge); "O2-" may be either."""
    found = re.fullmatch(r"(.*?)(\d+)", before)
    if found is None or not found[1]:
        return before, int(sign + "1"), ""
    stem, digits = found[1], found[2]
    if stem.endswith("]"):
        return (stem, int(sign + digits), "") if len(digits) == 1 else (before, int(sign + "1"), "")
    alone = stem in NUMBERS
    if alone and stem not in NON_METALS and stem not in ALKALI and digits in ("2", "3", "4"):
        charge = int(sign + digits)
        return stem, charge, f"{text} read as {stem}^{digits}{sign}"
    if len(digits) == 2 and digits[1] in "234" and digits[0] in "23456789" and stem[-1] == "O":
        rest = stem + digits[0]
        return rest, int(sign + digits[1]), f"{text} read as {rest}^{digits[1]}{sign}"
    if (alone and stem != "H") or len(digits) > 1:
        raise Problem(
            "AMBIGUOUS",
            f"{text!r} may be {before}^{sign} or {stem}{digits[:-1]}^{digits[-1]}{sign}",
            "write the charge behind ^",
        )
    return before, int(sign + "1"), ""


def _group(text: str, body: str) -> Atoms:
    """Counts the atoms of one part; brackets are kept on a stack, not in recursion."""
    stack: list[tuple[str, Atoms]] = [("", {})]
    last: Atoms | None = None
    at = 0
    while match := _TOKEN.match(body, at):
        at = match.end()
        kind = match.lastgroup
        if kind == "count":
            if last is None:
                raise _wrong(text, f"the number {match[0]} stands behind nothing")
            _add(stack[-1][1], last, _number(text, match[0]) - 1)
            last = None
            continue
        if kind == "open":
            if len(stack) > MAX_DEPTH:
                raise Problem("TOO_LARGE", f"brackets may be nested {MAX_DEPTH} deep")
            stack.append((match[0], {}))
            last = None
            continue
        if kind == "cage":
            last = None
            continue
        if kind == "close":
            opened, last = stack.pop() if len(stack) > 1 else ("", {})
            if opened != _PAIRS[match[0]] or not last:
                raise _wrong(text, f"{match[0]!r} closes no bracket that holds something")
        else:
            last = {_atom(text, match): Fraction(1)}
        _add(stack[-1][1], last, Fraction(1))
    if at < len(body):
        raise _wrong(text, f"{body[at : at + 12]!r} cannot be read")
    if not body:
        raise _wrong(text, "a number stands alone")
    if len(stack) > 1:
        raise _wrong(text, f"{stack[-1][0]!r} is not closed")
    return stack[0][1]


def _atom(text: str, match: re.Match[str]) -> str:
    if match["isotope"]:
        symbol, mass = match[3] or match[5], match[2] or match[4]
        name = f"{int(mass)}{symbol}"
    else:
        symbol = match["symbol"]
        name = {"D": "2H", "T": "3H"}.get(symbol, symbol)
        symbol = "H" if symbol in ("D", "T") else symbol
    if symbol not in NUMBERS:
        raise _wrong(text, f"{symbol!r} is no element")
    return name


def _add(into: Atoms, atoms: Mapping[str, Fraction], times: Fraction) -> None:
    for name, count in atoms.items():
        into[name] = into.get(name, Fraction(0)) + count * times
        if into[name] > MAX_COUNT:
            raise Problem("TOO_LARGE", f"a formula may count {MAX_COUNT} atoms of a kind")


def _number(text: str, digits: str) -> Fraction:
    if len(digits) > 20:
        raise Problem("TOO_LARGE", f"a number of {len(digits)} digits in {text[:40]!r}")
    try:
        number = Fraction(digits)
    except ZeroDivisionError:
        number = Fraction(0)
    if not number:
        raise _wrong(text, "it counts 0 of something")
    return number


def _wrong(text: str, why: str) -> Problem:
    return Problem("SYNTAX", f"{text[:80]!r} is no formula: {why}")
