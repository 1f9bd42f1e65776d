"""Says what a JSON Schema expected, in words that name the thing and bound their length."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mrkl_core.errors import Violation, nearest
from mrkl_core.experts.ijson import member

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_NAMES = {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}

#: Unknown members told of; looking for the nearest names takes its time.
_EXTRA = 20

#: What the bounding keywords ask for.
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} members",
    "maxProperties": "at most {} members",
    "pattern": "a text matching {}",
    "const": "{}",
}


def describe(error: ValidationError) -> list[Violation]:
    """The violations that one error of jsonschema stands for."""
    path = _path(error)
    value: Any = error.instance
    rule: Any = error.validator_value
    schema: Any = error.schema
    match error.validator:
        case "required":
            return [
                Violation(member(path, name), "is required") for name in rule if name not in value
            ]
        case "additionalProperties" | "unevaluatedProperties" if rule is False:
            known = schema.get("properties", {})
            extra = [name for name in value if name not in known][:_EXTRA]
            hints = [(name, nearest(name[:80], known)) for name in extra]
            return [
                Violation(member(path, name), "is not known" + (f"; {hint}" if hint else ""))
                for name, hint in hints
            ]
        case "type":
            expected = " or ".join([rule] if isinstance(rule, str) else rule)
            return [Violation(path, f"expected {expected}, got {_kind(value)} {_short(value)}")]
        case "enum":
            return [Violation(path, f"expected one of {_listed(rule)}, got {_short(value)}")]
        case "anyOf" | "oneOf":
            return [Violation(path, _alternatives(error))]
        case keyword if keyword in _BOUNDS:
            bound = _BOUNDS[keyword].format(_short(rule))
            return [Violation(path, f"expected {bound}, got {_short(value)}")]
    return [Violation(path, f"does not fit the schema's {error.validator!r}")]


def _path(error: ValidationError) -> str:
    path = "$"
    for part in error.absolute_path:
        path = f"{path}[{part}]" if isinstance(part, int) else member(path, str(part))
    return path


def _alternatives(error: ValidationError) -> str:
    said: dict[str, None] = {}
    for inner in error.context or ():
        for violation in describe(inner):
            at = "" if violation.field == _path(error) else f"{violation.field} "
            said[at + violation.description] = None
    if not said:
        return "fits more than one of the alternatives, expected exactly one"
    return _cut("fits none of the alternatives: " + "; or ".join(said), 400)


def _kind(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return "integer"
    return _NAMES.get(type(value), "number")


def _short(value: Any) -> str:
    if isinstance(value, dict | list) and len(value) > 8:
        return f"of {len(value)} members"
    if isinstance(value, str):
        value = _cut(value, 80)
    return _cut(json.dumps(value, ensure_ascii=False), 100)


def _listed(values: Iterable[Any]) -> str:
    return _cut(", ".join(_short(value) for value in values), 300)


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"
