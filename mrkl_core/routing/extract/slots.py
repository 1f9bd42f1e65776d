"""The parameters of a tool as places to fill: what each asks for, told by its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.routing.extract.units import Unit, units_in
from mrkl_core.routing.words import spaced, uncommon

#: How deep into nested objects parameters are looked for.
DEPTH = 3

_SENSES = {
    "place": "city location place area address destination origin town venue island zip district "
    "neighborhood",
    "region": "country state county region continent nation",
    "count": "number num count quantity amount total top limit",
    "person": "person author artist player actor actress director composer user customer employee "
    "patient owner contact celebrity scientist character singer musician leader",
    "group": "company team brand organization band league club store school university bank "
    "manufacturer platform hotel museum restaurant",
    "date": "date day birthday deadline checkin checkout",
    "time": "time hour clock",
    "period": "period season year month week quarter timeframe duration",
    "unit": "unit units measurement scale",
    "language": "language",
    "currency": "currency",
    "formula": "function equation expression formula polynomial",
    "code": "id code identifier number symbol ticker isbn token password username key hash docket",
    "text": "text message content sentence comment question query prompt review body note "
    "description summary",
    "title": "title name book movie song film album game work painting sculpture event",
    "sort": "type kind genre sport hobby category style method mode form format class cuisine "
    "level status purpose diet field subject topic medium material model color size",
}
SENSE_OF = {word: sense for sense, words in _SENSES.items() for word in words.split()}
_FIRST = frozenset("first start starting begin beginning from origin source initial min minimum "
                   "lower base departure base old current num1 x".split())  # fmt: skip
_SECOND = frozenset("second end ending to destination target final max maximum upper arrival new "
                    "goal y".split())  # fmt: skip
_SECRETS = (["token"], ["cookie"])
_SECRET_PAIRS = (["api", "key"], ["access", "key"], ["secret", "key"], ["session", "id"])
_QUOTED = re.compile(r"['\"‘“]([^'\"‘’“”]{1,40})['\"’”]")
_EXAMPLES = re.compile(r"(?:e\.?g\.?,?|such as|for example|like|i\.e\.)\s+([^.;)]+)", re.IGNORECASE)
_OPTIONS = re.compile(
    r"(?:options?|choices|(?:possible|allowed|supported|valid|accepted) values?|one of|either"
    r"|can be|could be|must be|choose between|supports?|include)\b:?\s*(?:are|is|include)?:?"
    r"\s*([^.;)]+)", re.IGNORECASE)  # fmt: skip
_DEFAULT = re.compile(
    r"defaults?(?:\s+(?:is|to|value(?:\s+is)?|value:?|as)|:|=)?\s+"
    r"(?:to\s+|is\s+)?(?:'([^']*)'|\"([^\"]*)\"|([\w./%-]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Slot:
    """One parameter; `path` leads to it, `order` counts those of its kind before it."""

    path: tuple[str, ...]
    schema: Mapping[str, Any] = field(hash=False)
    kind: str
    required: bool
    order: int
    names: tuple[str, ...]
    about: frozenset[str]
    senses: frozenset[str]
    role: str
    units: tuple[Unit, ...]
    options: tuple[JsonValue, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def item_kind(self) -> str:
        """What a list is a list of."""
        return kind_of(self.schema.get("items") or {})

    @property
    def description(self) -> str:
        """What the schema says of it."""
        return str(self.schema.get("description") or "")

    @property
    def secret(self) -> bool:
        """Whether its value is one that nobody makes up; only said by its name it is known."""
        return self.kind == "string" and is_secret(self.path[-1])

    @property
    def closed(self) -> bool:
        """Whether only the options will do."""
        return "enum" in self.schema or "enum" in (self.schema.get("items") or {})


def slots(schema: Mapping[str, Any]) -> list[Slot]:
    """The parameters of a tool's arguments; an object's own are its parts."""
    found: list[Slot] = []
    counts: dict[str, int] = {}
    for path, part, required in _walk(schema, (), True, DEPTH):
        kind = kind_of(part)
        group = "number" if kind == "integer" else kind
        found.append(_slot(path, part, kind, required, counts.get(group, 0)))
        counts[group] = counts.get(group, 0) + 1
    return found


def is_secret(name: str) -> bool:
    """Whether a name is that of a token, a cookie, or a key to something."""
    words = spaced(name).lower().split()
    return words[-1:] in _SECRETS or words[-2:] in _SECRET_PAIRS


def kind_of(schema: Mapping[str, Any]) -> str:
    """The one JSON type a schema is filled as; a text if it does not say."""
    named = schema.get("type")
    if isinstance(named, (list, tuple)):
        named = next((n for n in named if n != "null"), None)
    if named is None:
        for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
            if (kind := kind_of(part)) != "null":
                return kind
        if values := schema.get("enum"):
            return "integer" if all(isinstance(v, int) for v in values) else "string"
    return str(named or "string")


def default_of(slot: Slot) -> JsonValue:
    """The value the schema or its description gives where nothing is said; None if none."""
    if "default" in slot.schema:
        return slot.schema["default"]
    if "const" in slot.schema:
        return slot.schema["const"]
    if match := _DEFAULT.search(slot.description):
        text = next(group for group in match.groups() if group is not None).rstrip(".")
        return _typed(text, slot)
    return None


def _typed(text: str, slot: Slot) -> JsonValue:
    try:
        match slot.kind:
            case "integer":
                return int(text)
            case "number":
                return float(text)
            case "boolean":
                return {"true": True, "false": False}.get(text.lower())
            case "string":
                return text if not slot.closed or text in slot.options else None
    except ValueError:
        return None
    return None


def _walk(
    schema: Mapping[str, Any], path: tuple[str, ...], needed: bool, depth: int
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any], bool]]:
    required = schema.get("required") or ()
    for name, part in (schema.get("properties") or {}).items():
        if not isinstance(part, Mapping):
            continue
        here, must = (*path, str(name)), needed and name in required
        if depth and kind_of(part) == "object" and part.get("properties"):
            yield from _walk(part, here, must, depth - 1)
        else:
            yield here, part, must


def _slot(
    path: tuple[str, ...], schema: Mapping[str, Any], kind: str, required: bool, order: int
) -> Slot:
    description = str(schema.get("description") or "")
    plain = " ".join(part.replace("_", " ") for part in path)
    names = tuple(uncommon(plain)) or tuple(plain.split())
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", plain).lower().split()
    options = tuple(schema.get("enum") or (schema.get("items") or {}).get("enum") or ())
    examples = [text for match in _EXAMPLES.finditer(description) for text in _items(match[1])]
    if not options and kind in ("string", "array"):
        options = tuple(dict.fromkeys(_listed(description)))
    words = [re.sub(r"\d+$", "", word) for word in spaced]
    head = re.findall(r"[a-z]+", description.split(".")[0].lower())[:12]
    senses = {f"name:{SENSE_OF[w]}" for w in words if w in SENSE_OF}
    senses |= {f"about:{SENSE_OF[w]}" for w in head if w in SENSE_OF}
    role = ""
    if _FIRST.intersection(spaced) or re.search(r"(?:1|_a|A)$", path[-1]) or "first" in head:
        role = "first"
    elif _SECOND.intersection(spaced) or re.search(r"(?:2|_b|B)$", path[-1]) or "second" in head:
        role = "second"
    about = frozenset(uncommon(_EXAMPLES.sub(" ", description)))
    units = tuple(units_in(description) or units_in(plain))
    return Slot(
        path, schema, kind, required, order, names, about, frozenset(senses), role, units,
        options, tuple(examples),
    )  # fmt: skip


def _listed(description: str) -> Iterator[str]:
    """The values a description lists as the ones that may be given."""
    for match in _OPTIONS.finditer(description):
        values = _QUOTED.findall(match[1])
        if not values:
            values = [v for v in _items(match[1]) if len(v.split()) <= 2]
        if len(values) > 1:
            yield from values
    said = _DEFAULT.sub(" ", description)
    if len(values := _QUOTED.findall(said)) > 1 and "e.g" not in said:
        yield from values


def _items(text: str) -> list[str]:
    parts = re.split(r",|\bor\b|\band\b|/", text)
    return [part.strip(" '\"‘’“”:") for part in parts if part.strip(" '\"‘’“”:")]
