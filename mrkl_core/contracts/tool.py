"""A tool: one function an expert offers, and what may come out of calling it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, field
from enum import StrEnum
from functools import cached_property, wraps
from typing import Any

from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue, digest
from mrkl_core.records import dataclass


class Effect(StrEnum):
    """What a call touches outside itself."""

    NONE = "NONE"  # pure: same arguments, same result; may be cached
    READS = "READS"  # reads the outside world, or has no fixed result
    CHANGES = "CHANGES"  # changes the outside world: off unless the manifest enables it


@dataclass(frozen=True)
class Example:
    """Words a person might say, and the arguments they mean."""

    words: str
    arguments: JsonObject = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a tool found: `value` fits the tool's result schema; `text` is for people."""

    value: JsonValue
    text: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Failure:
    """A proper answer that is no result (division by zero, an unsolvable problem).

    `code` is SCREAMING_SNAKE and stable; `message` says what; `hint` what to do.
    """

    code: str
    message: str
    hint: str = ""
    value: JsonValue = None
    evidence: tuple[Evidence, ...] = ()


class Problem(Exception):
    """A Failure on its way up: raised anywhere below a tool, it is what the tool gives."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.failure = Failure(code, message, hint)


def as_called(function: Callable[..., Any]) -> Callable[..., Any]:
    """A tool's function as the server calls it: a Problem raised below it is its Failure."""

    @wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Problem as problem:
            return problem.failure

    return called


@dataclass(frozen=True)
class Tool:
    """One function an expert offers.

    `arguments` and `result` are JSON Schemas (2020-12); `arguments` describes an object.
    `function` takes the arguments as keywords and returns a Result, a Failure or a plain JSON
    value, or raises a Problem. It runs in a child process that may be killed at any moment; it
    may call `mrkl_core.contracts.context.emit` to report progress. `synonyms` are other words
    that people ask for it with, beside those of the description. `preload` names modules that the
    function imports and that take long: they are imported before its time begins to run.
    """

    name: str
    description: str
    arguments: JsonObject
    result: JsonObject
    function: Callable[..., Any]
    effect: Effect = Effect.NONE
    _: KW_ONLY
    examples: tuple[Example, ...] = ()
    synonyms: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """`sha256:…` over all that a caller relies on; the manifest may pin it."""
        return digest(
            {
                "name": self.name,
                "description": self.description,
                "arguments": self.arguments,
                "result": self.result,
                "effect": self.effect,
            }
        )
