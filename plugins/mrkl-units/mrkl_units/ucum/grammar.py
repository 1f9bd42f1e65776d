"""Reads UCUM codes: terms of components, each a unit with its prefix and power, or a number.

Annotations ({…}) may follow a unit or stand alone; whatever is in them means nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from mrkl_core import Problem
from mrkl_units.ucum.codes import PREFIXES, Atom, atoms

_LONGEST = 200
_DEEPEST = 20
_POWER = re.compile(r"(.*?[^0-9+-]|10[*^])([+-]?[0-9]{1,3})")
#: Where a symbol ends: at a sign of the grammar, but not within brackets.
_SYMBOL = re.compile(r"(?:\[[^\[\]]*\]|[^\[\]./(){}])+")
_ANNOTATION = re.compile(r"\{[\x21-\x7a|~ ]*\}")


@dataclass(frozen=True)
class Part:
    """A unit with prefix and power (of which a division makes the negative), or a number."""

    power: int
    atom: Atom | None = None
    prefix: str = ""
    number: int = 1

    @property
    def factor(self) -> Fraction:
        """The prefix's factor, or the number."""
        return PREFIXES[self.prefix][0] if self.prefix else Fraction(self.number)


def read_code(code: str) -> tuple[Part, ...]:
    """The parts of a code. Raises Problem INVALID_CODE, saying what is wrong where."""
    if not code or len(code) > _LONGEST:
        raise _invalid(code[:40], f"a code has from 1 to {_LONGEST} characters")
    if bad := next((c for c in code if not "!" <= c <= "~" and c != " "), ""):
        raise _invalid(code, f"{bad!r} is no character of ASCII")
    reader = _Reader(code)
    parts = reader.term(0, leading=True)
    if reader.place < len(code):
        raise _invalid(code, f"{code[reader.place]!r} was not expected here", reader.place)
    return tuple(parts)


def _invalid(code: str, why: str, at: int | None = None) -> Problem:
    where = "" if at is None else f" (character {at + 1})"
    return Problem("INVALID_CODE", f"{code!r} is no UCUM code: {why}{where}")


class _Reader:
    def __init__(self, code: str) -> None:
        self._code = code
        self.place = 0

    def _at(self, sign: str) -> bool:
        return self._code.startswith(sign, self.place)

    def term(self, depth: int, *, leading: bool = False) -> list[Part]:
        """Components joined by . and /, from left to right."""
        if depth > _DEEPEST:
            raise _invalid(self._code, "it is nested too deeply")
        sign, parts = 1, list[Part]()
        if self._at("/"):
            self.place += 1
            sign = -1
        while True:
            for part in self._component(depth):
                parts.append(Part(part.power * sign, part.atom, part.prefix, part.number))
            if self._at(".") or self._at("/"):
                sign = -1 if self._at("/") else 1
                self.place += 1
                continue
            return parts

    def _component(self, depth: int) -> list[Part]:
        start = self.place
        if self._at("("):
            self.place += 1
            parts = self.term(depth + 1)
            if not self._at(")"):
                raise _invalid(self._code, "')' was expected", self.place)
            self.place += 1
            self._annotation()
            return parts
        if self._annotation():
            return []
        symbol = _SYMBOL.match(self._code, self.place)
        if symbol is None:
            raise _invalid(self._code, "a unit was expected", start)
        self.place = symbol.end()
        part = self._unit(symbol[0], start)
        self._annotation()
        return [part]

    def _annotation(self) -> bool:
        if not self._at("{"):
            return False
        found = _ANNOTATION.match(self._code, self.place)
        if found is None:
            raise _invalid(self._code, "'}' was expected", self.place)
        self.place = found.end()
        if self.place < len(self._code) and self._code[self.place] not in "./)":
            raise _invalid(self._code, "'.' or '/' follows an annotation", self.place)
        return True

    def _unit(self, symbol: str, at: int) -> Part:
        if symbol.isdigit() and int(symbol[:30]) == 0:
            raise _invalid(self._code, "0 of anything is no unit", at)
        if symbol.isdigit():
            return Part(1, number=int(symbol[:30]))
        found = _POWER.fullmatch(symbol)
        name, power = (found[1], int(found[2])) if found else (symbol, 1)
        if found is None and symbol in atoms():
            return Part(1, atoms()[symbol])
        atom = atoms().get(name)
        if atom is not None:
            return Part(power, atom)
        for prefix in PREFIXES:
            rest = atoms().get(name[len(prefix) :]) if name.startswith(prefix) else None
            if rest is not None and rest.metric:
                return Part(power, rest, prefix)
        raise _invalid(self._code, f"{name!r} is no unit of UCUM", at)
