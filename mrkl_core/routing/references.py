"""What one call's arguments take from what earlier calls give: `{1}`, `{2.unit}`, `{1.rows.0.id}`.

The number is the call's place in its request; after it comes the way into its value. Nothing is
called while the arguments are made, so where a reference stands only its form can be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.errors import nearest
from mrkl_core.experts.ijson import member
from mrkl_core.records import dataclass

_WAY = r"((?:\.[A-Za-z0-9_-]+)*)"
_FORM = re.compile(rf"\{{([0-9]{{1,2}}){_WAY}\}}")
#: As a model may write it, with an id of its own.
_NAMED = re.compile(rf"\{{([\w-]{{1,40}}){_WAY}\}}")
#: The form for JSON Schema: servers that make grammars of it know few regular expressions.
PATTERN = r"^\{[0-9]+[.A-Za-z0-9_-]*\}$"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True)
class Reference:
    """One reference; `place` is the JSON path of the text it stands in."""

    place: str
    number: int
    way: tuple[str, ...]


class NothingThere(LookupError):
    """A value has nothing where a reference points."""


def references(value: JsonValue, place: str = "$") -> Iterator[Reference]:
    """Every reference in a call's arguments."""
    for where, text in _texts(value, place):
        for found in _FORM.finditer(text):
            yield Reference(where, int(found[1]), _way(found))


def _texts(value: JsonValue, place: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, after its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, member(place, key))
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from _texts(item, f"{place}[{number}]")


def without(text: str) -> str:
    """The text without its references: what the words of the request may have said."""
    return _FORM.sub(" ", text)


def renumbered(value: Any, places: Mapping[str, int]) -> Any:
    """The value with the place of a call wherever a reference has the call's id."""
    if isinstance(value, str):
        return _NAMED.sub(lambda m: f"{{{places[m[1]]}{m[2]}}}" if m[1] in places else m[0], value)
    if isinstance(value, Mapping):
        return {key: renumbered(item, places) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [renumbered(item, places) for item in value]
    return value


def unplaced(value: JsonValue) -> Iterator[str]:
    """What looks like a reference, with an id that no call has."""
    for _, text in _texts(value, "$"):
        yield from (found[0] for found in _NAMED.finditer(text) if not _FORM.fullmatch(found[0]))


def misdirected(reference: Reference, card: ToolCard) -> str:
    """Why a call of this tool has nothing to pass on there, by its result's schema; '' if it may.

    Said in words for whoever wrote the reference.
    """
    shown, schema = f"{{{'.'.join((str(reference.number), *reference.way))}}}", card.result
    for step in reference.way:
        known = schema.get("properties") if isinstance(schema, Mapping) else None
        if isinstance(known, Mapping) and not step.isdecimal():
            if step not in known:
                return f"{shown}: the result of {card.name} has no {step!r}; {nearest(step, known)}"
            schema = known[step]
        elif step.isdecimal() and isinstance(schema, Mapping) and "items" in schema:
            schema = schema["items"]
        else:
            return ""  # the schema does not say
    known = schema.get("properties") if isinstance(schema, Mapping) else None
    if known and not {"value", "exact"} & set(known):
        return f"{shown}: {card.name} gives several things: name one of {', '.join(known)}"
    return ""


def filled(
    arguments: JsonObject, values: Mapping[int, JsonValue], schema: JsonObject
) -> JsonObject:
    """The arguments with a value for each reference, in the type that the schema asks for.

    Raises NothingThere.
    """
    found = _filled(arguments, values, schema)
    assert isinstance(found, dict)
    return found


def _filled(value: JsonValue, values: Mapping[int, JsonValue], schema: Any) -> JsonValue:
    known = schema if isinstance(schema, Mapping) else {}
    if isinstance(value, str):
        whole = _FORM.fullmatch(value)
        if whole and int(whole[1]) in values:
            return _typed(_found(whole, values), known.get("type"))
        return _FORM.sub(lambda m: _text(m, values), value)
    if isinstance(value, Mapping):
        inner = known.get("properties", {})
        return {key: _filled(item, values, inner.get(key)) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_filled(item, values, known.get("items")) for item in value]
    return value


def _found(match: re.Match[str], values: Mapping[int, JsonValue]) -> JsonValue:
    value = values[int(match[1])]
    for step in _way(match):
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, (list, tuple)) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            raise NothingThere(f"it has no {step!r}")
    return passed_on(value)


def _text(match: re.Match[str], values: Mapping[int, JsonValue]) -> str:
    if int(match[1]) not in values:
        return match[0]
    value = _found(match, values)
    if isinstance(value, (Mapping, list, tuple)):
        raise NothingThere("it is no text")
    return str(value)


def _typed(value: JsonValue, kind: Any) -> JsonValue:
    """The value as the type that is asked for, if it can be written as one."""
    if kind == "string" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if kind in ("number", "integer") and isinstance(value, str) and _NUMBER.fullmatch(value):
        number = float(value)
        return int(number) if number.is_integer() else number
    return value


def _way(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(match[2].split(".")[1:])


def passed_on(value: JsonValue) -> JsonValue:
    """A result as the next call takes it: its value with its unit, or what it is exactly.

    Whatever has neither goes on as it is. An expression comes in brackets, so that it stays one; a
    fraction goes on as one, or as the decimal it equals, for what is made of a rounded value is not
    exact.
    """
    if not isinstance(value, dict):
        return value
    exact = value.get("exact")
    if isinstance(plain := value.get("value"), str):
        unit = value.get("unit") or value.get("currency") or ""
        if isinstance(exact, str) and re.fullmatch(r"-?\d+/\d+", exact):
            plain = exact
        return f"{plain} {unit}".strip()
    if not isinstance(exact, str) or not exact:
        return value
    if re.fullmatch(r"-?\d+/[1-9]\d*", exact):
        exact = _decimal(Fraction(exact)) or exact
    return exact if re.fullmatch(r"[\w.]+", exact) else f"({exact})"


def _decimal(number: Fraction) -> str:
    """The decimal that equals a fraction; empty if there is none, or only a long one."""
    with localcontext() as context:
        context.traps[Inexact] = True
        try:
            return format(Decimal(number.numerator) / Decimal(number.denominator), "f")
        except Inexact:
            return ""
