"""Checks arguments and results against a tool's JSON Schemas (2020-12), changing nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue, too_large
from mrkl_core.errors import ArgumentsInvalid, Broken, Refused, ResultInvalid, Violation
from mrkl_core.experts.ijson import ijson_violations
from mrkl_core.experts.violations import describe

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

#: Faults told of one call; who has more should begin with these.
MAX_VIOLATIONS = 20

#: What a request's context can fill in.
_CONTEXT = ("today", "now", "caller")


class Checker:
    """Checks calls; keeps the validators it built, by the tools' digests.

    Remote references are never fetched: a schema that has one cannot be used.
    """

    def __init__(self, kept: int = 1024) -> None:
        self._kept = kept
        self._validators: OrderedDict[tuple[str, str], Draft202012Validator] = OrderedDict()

    def check_arguments(self, card: ToolCard, arguments: JsonObject) -> None:
        """Raises ArgumentsInvalid, a violation for each fault; what is too large is not read."""
        size = too_large(arguments)
        found = [Violation("$", size)] if size else self._faults(card, "arguments", arguments)
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            first = found[0]
            raise ArgumentsInvalid(
                f"{card.name!r} cannot be called so: {first.field}: {first.description}{more}",
                hint=f"`mrkl tools show {card.name}` shows what it takes",
                metadata={"tool": card.name},
                violations=found,
            )

    def check_result(self, card: ToolCard, value: JsonValue) -> None:
        """Raises ResultInvalid, which says where but not what: it is a stranger's text."""
        found = self._faults(card, "result", value)
        if found:
            raise unfit(card, "its schema forbids")

    def check_json(self, card: ToolCard, value: JsonValue) -> None:
        """Raises ResultInvalid for a value that no reader of JSON keeps exactly."""
        if ijson_violations(value):
            raise unfit(card, "JSON cannot carry exactly")

    def _faults(self, card: ToolCard, side: str, value: Any) -> list[Violation]:
        # First what JSON itself cannot carry: the schema is for JSON values only.
        found = ijson_violations(value)[:MAX_VIOLATIONS]
        if found:
            return found
        from referencing.exceptions import Unresolvable

        validator = self._validator(card, side)
        try:
            for error in validator.iter_errors(value):
                found += describe(error)
                if len(found) >= MAX_VIOLATIONS:
                    break
        except (Unresolvable, RecursionError) as error:
            raise _unusable(card, side) from error
        return found[:MAX_VIOLATIONS]

    def _validator(self, card: ToolCard, side: str) -> Draft202012Validator:
        key = (card.digest, side)
        validator = self._validators.get(key)
        if validator is None:
            validator = self._validators[key] = self._compile(card, side)
            if len(self._validators) > self._kept:
                self._validators.popitem(last=False)
        self._validators.move_to_end(key)
        return validator

    def _compile(self, card: ToolCard, side: str) -> Draft202012Validator:
        # Not at the top: it takes 0.1 s, which `mrkl --help` should not.
        from jsonschema import Draft202012Validator
        from jsonschema.exceptions import SchemaError
        from jsonschema.validators import extend
        from referencing.jsonschema import EMPTY_REGISTRY

        schema = card.arguments if side == "arguments" else card.result
        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            raise _unusable(card, side) from error
        # A registry of its own knows nothing to fetch with.
        sized = extend(Draft202012Validator, {"items": _items})  # type: ignore[no-untyped-call]
        validator: Draft202012Validator = sized(schema, registry=EMPTY_REGISTRY)
        return validator


def _items(
    validator: Any, items: Any, instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """As the standard has it, but a list that is too long is not read: it is refused for that."""
    from jsonschema import Draft202012Validator

    most = schema.get("maxItems")
    if isinstance(instance, list) and (most is None or len(instance) <= most):
        yield from Draft202012Validator.VALIDATORS["items"](validator, items, instance, schema)


def unfit(card: ToolCard, why: str) -> ResultInvalid:
    """The error for a result that must not leave: it names the tool and nothing of the result."""
    return ResultInvalid(f"{card.name!r} returned what {why}", metadata={"tool": card.name})


def _unusable(card: ToolCard, side: str) -> Broken:
    return Broken(
        f"the schema of the {side} of {card.name!r} cannot be used",
        hint="its author should run `mrkl plugins check`",
        metadata={"tool": card.name, "schema": side},
    )


def in_context(
    card: ToolCard, arguments: JsonObject, today: str = "", caller: str = ""
) -> JsonObject:
    """The arguments, with what the tool's schema takes from the request's context.

    An argument whose schema says `"x-mrkl-context": "today"`, or `"now"`, is the date or the time
    of the request where it is left out: it is an argument like others, so a run can be repeated.
    One that says `"caller"` is who asks; nobody can name another: that raises Refused.
    """
    filled = dict(arguments)
    for name, what in from_context(card).items():
        if what == "caller":
            if filled.get(name, caller) != caller:
                raise Refused(
                    f"{name!r} of {card.name!r} says who asks, and cannot be chosen",
                    hint="leave it out",
                    metadata={"tool": card.name, "argument": name},
                )
            filled[name] = caller
        elif name not in filled:
            filled[name] = _today(today) if what == "today" else _now(today)
    return filled


def from_context(card: ToolCard) -> dict[str, str]:
    """The arguments that a request's context fills in, each with what it takes from there."""
    properties = card.arguments.get("properties", {})
    assert isinstance(properties, Mapping)
    return {
        name: schema["x-mrkl-context"]
        for name, schema in properties.items()
        if isinstance(schema, Mapping) and schema.get("x-mrkl-context") in _CONTEXT
    }


def without_context(card: ToolCard) -> ToolCard:
    """The tool as routers see it: nobody reads off the words what the context fills in."""
    filled = from_context(card)
    if not filled:
        return card
    left = {k: v for k, v in card.arguments["properties"].items() if k not in filled}
    needed = [name for name in card.arguments.get("required", ()) if name not in filled]
    return replace(card, arguments={**card.arguments, "properties": left, "required": needed})


def _today(today: str) -> str:
    return today or date.today().isoformat()


def _now(today: str) -> str:
    """The time of the request to the second; a date that was given stands for its beginning."""
    if today:
        return f"{today}T00:00:00+00:00"
    return datetime.now(UTC).isoformat(timespec="seconds")
