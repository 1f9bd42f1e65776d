"""JSON values, and the one way our dataclasses become them.

Every surface shows the same structure because every surface goes through `to_json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, NoReturn, TypeAlias

#: None, bool, int, float, str, or lists and string-keyed dicts of these. Checked by JSON
#: Schema at the borders, so a recursive type would only add casts.
JsonValue: TypeAlias = Any
JsonObject: TypeAlias = dict[str, Any]

#: The largest integer every JSON reader keeps exactly (RFC 7493, I-JSON). Larger ones
#: travel as strings.
MAX_SAFE_INTEGER = 2**53 - 1

#: Values and characters that a call may carry: about what one message of gRPC does.
MAX_VALUES = 100_000
MAX_CHARACTERS = 4 * 1024 * 1024


def to_json(value: Any) -> Any:
    """The JSON form of a dataclass, enum, container or plain value.

    Raises TypeError for anything else.
    """
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Enum):  # before str: our enums are StrEnums
        return value.value
    if isinstance(value, str):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_json(getattr(value, name)) for name in _field_names(type(value))}
    if isinstance(value, Mapping):
        return {str(k): to_json(v) for k, v in value.items()}
    if isinstance(value, AbstractSet):
        return [to_json(v) for v in sorted(value)]
    if isinstance(value, Sequence):
        return [to_json(v) for v in value]
    from fractions import Fraction  # rare, and its imports cost as much as all of ours

    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


@lru_cache(maxsize=256)
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def parse_json(text: str | bytes) -> JsonValue:
    """The value that a JSON text states.

    Raises ValueError, also for NaN, Infinity and lists in lists without end.
    """
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("it nests too deep") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a JSON value, the names of members too."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            pending += [*item.keys(), *item.values()]
        elif isinstance(item, (list, tuple)):
            pending += item


def too_large(value: Any) -> str:
    """In what a value is larger than a call may carry; '' if in nothing. Reads no further."""
    values = characters = 0
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            characters += len(item)
            if characters > MAX_CHARACTERS:
                return f"more than {MAX_CHARACTERS:,} characters"
        elif isinstance(item, dict | list):
            values += len(item)
            if values > MAX_VALUES:
                return f"more than {MAX_VALUES:,} values"
            pending += (*item, *item.values()) if isinstance(item, dict) else item
    return ""


def canonical(value: Any) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces (after RFC 8785)."""
    return json.dumps(
        to_json(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest(value: Any) -> str:
    """`sha256:…` of the canonical spelling."""
    import hashlib  # loads OpenSSL

    return "sha256:" + hashlib.sha256(canonical(value).encode()).hexdigest()
