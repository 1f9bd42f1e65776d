"""Tool cards made from a catalogue that no plugin stands behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import JsonObject, digest
from mrkl_core.contracts.tool import Effect, Example

#: Names that other languages and older APIs have for JSON Schema's types.
_TYPES = {
    **{"dict": "object", "float": "number", "double": "number", "int": "integer", "str": "string"},
    **{"tuple": "array", "list": "array", "bool": "boolean", "any": "string", "long": "integer"},
    **{"String": "string", "ArrayList": "array", "Array": "array", "HashMap": "object"},
}


def card(
    name: str,
    description: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    expert: str = "",
    result: Mapping[str, Any] | None = None,
    examples: Sequence[str] = (),
) -> ToolCard:
    """The card of one imported tool; its name stays as it is."""
    schema = json_schema(arguments or {"type": "object", "properties": {}})
    return ToolCard(
        name=name,
        expert=expert,
        description=description,
        arguments=schema,
        result=json_schema(result or {}),
        effect=Effect.READS,
        digest=digest([name, description, schema, list(examples)]),
        limits=Limits(),
        examples=tuple(Example(words) for words in examples),
    )


def json_schema(schema: Mapping[str, Any]) -> JsonObject:
    """The schema with JSON Schema's names for types; what it says else is kept."""
    found: JsonObject = dict(schema)
    named = found.get("type")
    if isinstance(named, str):
        found["type"] = _TYPES.get(named, named)
    if isinstance(properties := found.get("properties"), Mapping):
        found["properties"] = {str(k): json_schema(_schema(v)) for k, v in properties.items()}
    if isinstance(items := found.get("items"), Mapping):
        found["items"] = json_schema(items)
    if found.get("optional") is True:  # no keyword of JSON Schema
        del found["optional"]
    return found


def _schema(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {"type": str(value)}
