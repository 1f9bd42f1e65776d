"""The mentions that could fill a parameter, as values of its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.routing.extract.choices import choices, switched
from mrkl_core.routing.extract.currencies import code_of
from mrkl_core.routing.extract.dates import formatted
from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.slots import Slot
from mrkl_core.routing.extract.units import converted, unit_of
from mrkl_core.routing.words import stem


def candidates(slot: Slot, reading: Reading) -> Iterator[Mention]:
    """Every mention that fits the slot's type, its value converted; some in two readings."""
    match slot.kind:
        case "integer" | "number":
            yield from _numeric(slot, reading)
        case "string":
            yield from _textual(slot, reading)
        case "boolean":
            if (found := switched(slot, reading.tokens)) is not None:
                yield Mention(Kind.CHOICE, found[0], found[1], found[2])
        case "array":
            yield from _listed(slot, reading)


def _numeric(slot: Slot, reading: Reading) -> Iterator[Mention]:
    for mention in reading.numbers:
        for variant in _variants(slot, mention):
            value = _number(variant.value, slot.kind)
            if value is not None and _allowed(slot.schema, value):
                yield replace(variant, value=value)
    names = set(slot.names)
    for mention in reading.times:
        hour, minute, *_ = str(mention.value).split(":")
        if stem("hour") in names:
            written = re.match(r"\d+", reading.text(mention))
            yield replace(mention, value=int(written[0] if written else hour), how="its hour")
        elif stem("minute") in names:
            yield replace(mention, value=int(minute), how="its minutes")
    for mention in reading.dates:
        parts = str(mention.value).split("-")
        for part, name in zip(parts, ("year", "month", "day"), strict=False):
            if stem(name) in names and part.isdecimal():
                yield replace(mention, value=int(part), how=f"its {name}")


def _variants(slot: Slot, mention: Mention) -> Iterator[Mention]:
    yield mention
    value = mention.value
    if mention.unit == "%" or unit_is_percent(mention.unit):
        yield replace(mention, value=float(format(value / 100, ".12g")), how="as a fraction of one")
    elif mention.unit == "K" and not _heat(slot):
        yield replace(mention, value=value * 1000, unit="", how="in thousands")
    elif mention.unit and (unit := unit_of(mention.unit)) is not None:
        for to in slot.units:
            other = converted(value, unit, to)
            if other is not None and to.factor != unit.factor:
                yield replace(mention, value=other, how=f"in {to.name}")


def _heat(slot: Slot) -> bool:
    """Whether a temperature is asked for, so that K is kelvins and no thousands."""
    return any(u.kind == "temperature" for u in slot.units) or any(
        name.startswith("temp") for name in slot.names
    )


def unit_is_percent(unit: str) -> bool:
    """Whether a unit says per cent."""
    return unit.casefold() in ("%", "percent", "percentage")


def _number(value: JsonValue, kind: str) -> JsonValue:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if kind == "integer":
        return int(value) if float(value).is_integer() else None
    return float(value)


def _textual(slot: Slot, reading: Reading) -> Iterator[Mention]:
    chosen = list(choices(slot, reading.tokens))
    yield from chosen
    if slot.closed:
        return
    taken = {(mention.first, mention.last) for mention in chosen}
    for mention in (*reading.dates, *reading.times):
        yield replace(mention, value=_dated(slot, mention, reading))
        taken.add((mention.first, mention.last))
    money = _wants_currency(slot)
    for mention in reading.texts:
        if (mention.first, mention.last) in taken:
            continue
        if money and mention.kind in (Kind.NAME, Kind.PHRASE):
            if not (code := code_of(str(mention.value))) or _within(mention, reading):
                continue
            mention = replace(mention, value=code, how="as a currency's code")
        if _allowed(slot.schema, mention.value):
            yield mention


def _within(mention: Mention, reading: Reading) -> bool:
    """Whether a longer name of a currency holds this one."""
    return any(
        m.overlaps(mention) and m.last - m.first > mention.last - mention.first
        for m in reading.texts
        if code_of(str(m.value))
    )


def _wants_currency(slot: Slot) -> bool:
    return "name:currency" in slot.senses or "about:currency" in slot.senses


def _dated(slot: Slot, mention: Mention, reading: Reading) -> JsonValue:
    written, value = reading.text(mention), str(mention.value)
    if mention.kind is Kind.TIME:
        wanted = slot.description.lower()
        return value if "24" in wanted or "hh:mm" in wanted or "name:time" not in slot.senses else (
            written)  # fmt: skip
    return formatted(value, slot.description) or value


def _listed(slot: Slot, reading: Reading) -> Iterator[Mention]:
    items: Mapping[str, Any] = slot.schema.get("items") or {}
    kind = slot.item_kind
    if kind in ("integer", "number"):
        sources = (*reading.brackets, *reading.number_lists, *reading.numbers)
        for mention in sources:
            for variant in _scaled(mention):
                values = [_number(v, kind) for v in _values(variant)]
                if values and None not in values:
                    yield replace(variant, kind=Kind.LIST, value=values)
    elif kind == "string":
        yield from _texts(slot, reading)
    elif kind == "array":
        inner = {"integer", "number"} & {str(items.get("items", {}).get("type", "number"))}
        nested = [m for m in reading.brackets if all(isinstance(v, list) for v in _values(m))]
        yield from (replace(m, kind=Kind.LIST) for m in nested if inner)
        flat = [m for m in reading.brackets if m not in nested]
        if len(flat) > 1:
            whole = [m.value for m in flat]
            yield Mention(Kind.LIST, whole, flat[0].first, flat[-1].last, items=tuple(flat))


def _scaled(mention: Mention) -> Iterator[Mention]:
    yield mention
    parts = mention.items or (mention,)
    if all(unit_is_percent(part.unit) for part in parts):
        values = [float(format(v / 100, ".12g")) for v in _values(mention)]
        yield replace(mention, value=values, how="as fractions of one")


def _texts(slot: Slot, reading: Reading) -> Iterator[Mention]:
    chosen = list(choices(slot, reading.tokens))
    if chosen:
        values = list(dict.fromkeys(m.value for m in sorted(chosen, key=lambda m: m.first)))
        first, last = min(m.first for m in chosen), max(m.last for m in chosen)
        yield Mention(Kind.CHOICE, values, first, last, items=tuple(chosen))
    if slot.closed:
        return
    for mention in (*reading.brackets, *reading.text_lists):
        values = [str(v) for v in _values(mention) if isinstance(v, (str, int, float))]
        if len(values) == len(_values(mention)):
            yield replace(mention, kind=Kind.LIST, value=values)
    for mention in reading.texts:
        yield replace(mention, value=[mention.value])


def _values(mention: Mention) -> Sequence[Any]:
    return mention.value if isinstance(mention.value, list) else [mention.value]


def _allowed(schema: Mapping[str, Any], value: JsonValue) -> bool:
    """Whether the bounds a schema gives are kept; the checker has the last word."""
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str):
        longest, pattern = schema.get("maxLength"), schema.get("pattern")
        if isinstance(longest, int) and len(value) > longest:
            return False
        try:
            return not isinstance(pattern, str) or re.search(pattern, value) is not None
        except re.error:
            return True
    low, high = schema.get("minimum"), schema.get("maximum")
    return not (
        (isinstance(low, (int, float)) and value < low)
        or (isinstance(high, (int, float)) and value > high)
    )
