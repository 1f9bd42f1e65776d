"""What must hold of the objects that a plugin declares, before anyone relies on them."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import canonical
from mrkl_core.contracts.planning import BY_MODEL, GRAMMAR, DomainFolder
from mrkl_core.contracts.tool import Effect, Example, Tool

NAME = re.compile(r"[a-z][a-z0-9_-]*")

#: What is built in, by the hook that declares more of its kind: theirs have other names.
BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "mrkl_routers": ("bids", "by_schema", "lexical", "by_model"),
    "mrkl_planners": (
        *("kairos", "fast-downward", "kairos:novelty", "symk"),
        *("enhsp", "lpg", "tamer", "aries", "pyperplan"),
    ),
    "mrkl_formalizers": (GRAMMAR, BY_MODEL),
    "mrkl_strategies": ("direct", "graph"),
}

#: What an object of each hook must be able to do.
_METHODS: Mapping[str, tuple[str, ...]] = {
    "mrkl_routers": ("candidates",),
    "mrkl_planners": ("card", "missing", "supports", "solve"),
    "mrkl_formalizers": ("formalize",),
    "mrkl_strategies": ("answer",),
    "mrkl_guards": ("before", "after"),
}

#: Hooks whose objects are awaited.
_ASYNC = ("mrkl_routers", "mrkl_strategies", "mrkl_guards")


class DeclarationInvalid(Exception):
    """A plugin declares what no plugin may; the message is the reason shown for it."""


def check_object(hook: str, item: Any) -> None:
    """Raises DeclarationInvalid if an object that a hook declares cannot serve."""
    if isinstance(item, Expert):
        check_expert(item)
        return
    if isinstance(item, DomainFolder):
        if not Path(item.path).is_dir():
            raise DeclarationInvalid(f"{hook}: there is no folder {item.path!r}")
        return
    kind = type(item).__name__
    if not _is_name(getattr(item, "name", None)):
        raise DeclarationInvalid(f"{hook}: {kind} has no name like 'by-hand'")
    for method in _METHODS.get(hook, ()):
        if not callable(getattr(item, method, None)):
            raise DeclarationInvalid(f"{hook}: {kind} {item.name!r} has no method {method!r}")
        if hook in _ASYNC and not inspect.iscoroutinefunction(getattr(item, method)):
            raise DeclarationInvalid(f"{hook}: {method!r} of {kind} {item.name!r} is not async")
    if item.name in BUILT_IN.get(hook, ()):
        raise DeclarationInvalid(f"{hook}: the name {item.name!r} is of one that is built in")


def check_expert(expert: Expert) -> None:
    """Raises DeclarationInvalid if an expert's names or schemas are not as they must be."""
    if not _is_name(expert.name):
        raise DeclarationInvalid(
            f"the expert's name {expert.name!r} is not like 'units': lower case, then "
            "letters, digits, _ or -"
        )
    who = f"expert {expert.name!r}"
    _check_text(who, expert.description)
    for field in ("examples", "keywords", "preload"):
        _check_texts(f"{who}: its {field}", getattr(expert, field))
    if expert.bid is not None:
        _check_function(f"{who}: its bid", expert.bid)
    names = [tool.name for tool in expert.tools if isinstance(tool, Tool)]
    if len(names) < len(expert.tools):
        raise DeclarationInvalid(f"{who} has a tool that is no Tool")
    for tool in expert.tools:
        if not _is_name(tool.name):
            raise DeclarationInvalid(f"the tool's name {tool.name!r} is not like 'convert'")
        if names.count(tool.name) > 1:
            raise DeclarationInvalid(f"{who} has two tools named {tool.name!r}")
        _check_tool(tool)


def _check_tool(tool: Tool) -> None:
    who = f"tool {tool.name!r}"
    _check_text(who, tool.description)
    _check_function(f"{who}: its function", tool.function)
    if not isinstance(tool.effect, Effect):
        # "CHANGES" as a mere text would slip past every check of the effect.
        raise DeclarationInvalid(f"{who}: its effect is {tool.effect!r}, not one of Effect")
    for example in tool.examples:
        if not isinstance(example, Example) or not isinstance(example.arguments, dict):
            raise DeclarationInvalid(f"{who}: {example!r} is no Example with arguments")
    for field in ("synonyms", "preload"):
        _check_texts(f"{who}: its {field}", getattr(tool, field))
    _check_schema(f"{who}: its arguments schema", tool.arguments)
    _check_schema(f"{who}: its result schema", tool.result)
    if tool.arguments.get("type") != "object":
        raise DeclarationInvalid(f"{who}: its arguments schema is not of an object")


def _check_texts(who: str, texts: Any) -> None:
    if not isinstance(texts, (tuple, list)) or not all(isinstance(text, str) for text in texts):
        raise DeclarationInvalid(f"{who} are not a tuple of texts: {texts!r}")


def _check_schema(who: str, schema: Any) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    if not isinstance(schema, dict):
        raise DeclarationInvalid(f"{who} is no dict")
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise DeclarationInvalid(f"{who} is not valid JSON Schema: {error.message}") from error
    # Whoever is shown a schema gets it as JSON, and the digest is taken of that.
    try:
        plain = json.loads(canonical(schema)) == schema
    except (TypeError, ValueError):
        plain = False
    if not plain:
        raise DeclarationInvalid(f"{who} is not plain JSON: only dicts, lists, texts, numbers")


def _check_text(who: str, text: Any) -> None:
    if not isinstance(text, str):
        raise DeclarationInvalid(f"{who}: its description is no text: {text!r}")


def _check_function(who: str, function: Any) -> None:
    if not callable(function):
        raise DeclarationInvalid(f"{who} cannot be called: {function!r}")
    if inspect.iscoroutinefunction(function):
        raise DeclarationInvalid(f"{who} is async; it runs in a process of its own: write def")


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and NAME.fullmatch(name) is not None
