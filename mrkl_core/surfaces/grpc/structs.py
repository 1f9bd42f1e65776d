"""JSON values as google.protobuf.Struct and Value, and back.

On the wire every number is a double: whole ones come back as integers. What a double cannot
hold travels as a string, as protobuf's own JSON mapping has it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from google.protobuf.struct_pb2 import Struct, Value

from mrkl_core.contracts.jsonvalue import MAX_SAFE_INTEGER, JsonObject, to_json


def fill_value(message: Value, value: Any) -> None:
    """Writes a JSON value (or anything `to_json` knows) into an empty message."""
    if isinstance(value, str):
        message.string_value = to_json(value)
    elif value is None:
        message.null_value = 0  # type: ignore[assignment]
    elif isinstance(value, bool):
        message.bool_value = value
    elif isinstance(value, (int, float)):
        if _exact(value):
            message.number_value = value
        else:
            message.string_value = _spelled(value)
    elif isinstance(value, Mapping):
        fill_struct(message.struct_value, value)
    elif isinstance(value, Sequence):
        message.list_value.SetInParent()
        for item in value:
            fill_value(message.list_value.values.add(), item)
    else:
        fill_value(message, to_json(value))


def fill_struct(message: Struct, value: Mapping[str, Any]) -> None:
    """Writes a JSON object into an empty message."""
    message.SetInParent()
    fields = message.fields
    for name, item in value.items():
        fill_value(fields[name], item)


def from_value(message: Value) -> Any:
    """The JSON value a message holds; null for one that holds nothing."""
    kind = message.WhichOneof("kind")
    if kind == "string_value":
        return message.string_value
    if kind == "number_value":
        return _number(message.number_value)
    if kind == "bool_value":
        return message.bool_value
    if kind == "struct_value":
        return from_struct(message.struct_value)
    if kind == "list_value":
        return [from_value(item) for item in message.list_value.values]
    return None


def from_struct(message: Struct) -> JsonObject:
    """The JSON object a message holds; its names are sorted, for the wire keeps no order."""
    return {name: from_value(item) for name, item in sorted(message.fields.items())}


def _exact(number: float) -> bool:
    if isinstance(number, int):
        return -MAX_SAFE_INTEGER <= number <= MAX_SAFE_INTEGER
    return math.isfinite(number)


def _spelled(number: float) -> str:
    if isinstance(number, int):
        return str(number)
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def _number(number: float) -> float:
    if number.is_integer() and abs(number) <= MAX_SAFE_INTEGER:
        return int(number)
    return number
