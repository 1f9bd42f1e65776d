"""Whether a call's arguments come from the request, or were made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.routing.references import without
from mrkl_core.routing.words import uncommon

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
_NUMBERS = {
    **{word: str(number) for number, word in enumerate(_SMALL.split())},
    **{word: str(10 * number) for number, word in enumerate(_TENS.split(), start=3)},
    **{"half": "2", "double": "2", "twice": "2", "dozen": "12", "thousand": "1000"},
}


def grounded(arguments: JsonObject, schema: JsonObject, words: str) -> bool:
    """Whether any value of the arguments has something of the words in it.

    Values a schema lists (enums) and switches are choices, not quotations, and what an earlier call
    gives is none either; arguments that have nothing else count as grounded.
    """
    asked = set(uncommon(words))
    asked |= {_NUMBERS[word] for word in words.casefold().split() if word in _NUMBERS}
    values = list(_quoted(arguments, schema))
    return not values or any(asked.intersection(uncommon(value)) for value in values)


def _quoted(value: JsonValue, schema: object) -> Iterator[str]:
    known = schema if isinstance(schema, Mapping) else {}
    if "enum" in known or "const" in known or value is None or isinstance(value, bool):
        return
    if isinstance(value, Mapping):
        properties = known.get("properties")
        inner = properties if isinstance(properties, Mapping) else {}
        for name, item in value.items():
            yield from _quoted(item, inner.get(name))
    elif isinstance(value, str):
        if own := without(value).strip():
            yield own
    elif isinstance(value, (int, float)):
        yield format(value, ".15g") if isinstance(value, float) else str(value)
    else:
        for item in value:
            yield from _quoted(item, known.get("items"))
