"""Whether a value fits our own manifest schema, without the cost of importing jsonschema.

Importing jsonschema costs more than all else that a short command does. This knows just the
keywords of schema.json, and only its yes counts: after a no, jsonschema is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Schema = Mapping[str, Any]

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}

_ASIDE = {"$schema", "$defs", "title", "description"}


def fits(value: Any, schema: Schema, root: Schema) -> bool:
    """Whether `value` fits `schema`, whose references lead into `root`.

    Raises KeyError for a keyword it does not know.
    """
    return all(
        _KEYWORDS[word](value, said, schema, root)
        for word, said in schema.items()
        if word not in _ASIDE
    )


def _ref(value: Any, said: str, schema: Schema, root: Schema) -> bool:
    return fits(value, root["$defs"][said.removeprefix("#/$defs/")], root)


def _properties(value: Any, said: Mapping[str, Schema], schema: Schema, root: Schema) -> bool:
    return not isinstance(value, dict) or all(
        fits(value[name], inner, root) for name, inner in said.items() if name in value
    )


def _additional(value: Any, said: Any, schema: Schema, root: Schema) -> bool:
    if not isinstance(value, dict):
        return True
    others = [inner for name, inner in value.items() if name not in schema.get("properties", {})]
    return not others if said is False else all(fits(inner, said, root) for inner in others)


def _names(value: Any, said: Schema, schema: Schema, root: Schema) -> bool:
    return not isinstance(value, dict) or all(fits(name, said, root) for name in value)


def _items(value: Any, said: Schema, schema: Schema, root: Schema) -> bool:
    return not isinstance(value, list) or all(fits(item, said, root) for item in value)


def _unique(value: Any, said: bool, schema: Schema, root: Schema) -> bool:
    return not isinstance(value, list) or len({repr(item) for item in value}) == len(value)


def _compared(agrees: Callable[[Any, Any], bool]) -> Callable[..., bool]:
    return lambda value, said, schema, root: not _TYPES["number"](value) or agrees(value, said)


_KEYWORDS: Mapping[str, Callable[[Any, Any, Schema, Schema], bool]] = {
    "$ref": _ref,
    "type": lambda value, said, schema, root: _TYPES[said](value),
    "const": lambda value, said, schema, root: type(value) is type(said) and value == said,
    "enum": lambda value, said, schema, root: value in said,
    "required": lambda value, said, schema, root: (
        not isinstance(value, dict) or all(name in value for name in said)
    ),
    "pattern": lambda value, said, schema, root: (
        not isinstance(value, str) or re.search(said, value) is not None
    ),
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "items": _items,
    "uniqueItems": _unique,
    "minimum": _compared(lambda value, said: value >= said),
    "maximum": _compared(lambda value, said: value <= said),
    "exclusiveMinimum": _compared(lambda value, said: value > said),
}
