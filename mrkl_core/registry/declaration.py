"""What one plugin declares through its hooks, checked before anyone relies on it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pluggy

from mrkl_core.contracts import hookspecs
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.planning import DomainFolder
from mrkl_core.contracts.settings import Settings
from mrkl_core.contracts.tool import Tool
from mrkl_core.errors import nearest
from mrkl_core.registry.discovery import PluginTarget

if TYPE_CHECKING:
    from pluggy import HookImpl

NAME = re.compile(r"[a-z][a-z0-9_-]*")

#: Hooks that declare objects when the registry opens, and what they must return. Commands
#: are asked for when the command line needs them: they import click.
DECLARING: dict[str, type | None] = {
    "mrkl_experts": Expert,
    "mrkl_routers": None,
    "mrkl_planners": None,
    "mrkl_formalizers": None,
    "mrkl_domains": DomainFolder,
    "mrkl_strategies": None,
    "mrkl_guards": None,
}


class DeclarationInvalid(Exception):
    """A plugin declares what no plugin may; the message is the reason shown for it."""


def new_manager() -> pluggy.PluginManager:
    """A plugin manager that knows our hooks."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def register(manager: pluggy.PluginManager, target: PluginTarget) -> object:
    """Imports and registers a plugin; raises what it raises, or DeclarationInvalid."""
    plugin = target.load()
    manager.register(plugin, name=target.name)
    for hook, impl in implementations(manager, plugin):
        if not getattr(manager.hook, hook).has_spec():
            known = [name for name in dir(hookspecs) if name.startswith("mrkl_")]
            raise DeclarationInvalid(f"there is no hook {hook!r}; {nearest(hook, known)}")
        if impl.wrapper or impl.hookwrapper:
            raise DeclarationInvalid(f"{hook} is a wrapper: hooks here only declare")
        if inspect.iscoroutinefunction(impl.function):
            raise DeclarationInvalid(f"{hook} is async: hooks declare, objects act")
    return plugin


def implementations(manager: pluggy.PluginManager, plugin: object) -> list[tuple[str, HookImpl]]:
    """The hooks one plugin implements, with its implementations."""
    return [
        (caller.name, impl)
        for caller in manager.get_hookcallers(plugin) or []
        for impl in caller.get_hookimpls()
        if impl.plugin is plugin
    ]


def declared(hook: str, impl: HookImpl, settings: Settings, kind: type | None) -> tuple[Any, ...]:
    """The objects one hook implementation declares; it is given the arguments it wants."""
    given = {"settings": settings}
    objects = impl.function(*(given[name] for name in impl.argnames))
    if not isinstance(objects, Iterable) or isinstance(objects, (str, bytes)):
        raise DeclarationInvalid(f"{hook} returned {type(objects).__name__}, not an iterable")
    result = tuple(objects)
    for item in result:
        if kind is not None and not isinstance(item, kind):
            raise DeclarationInvalid(f"{hook} declares {type(item).__name__}, not {kind.__name__}")
        if isinstance(item, Expert):
            check_expert(item)
        elif kind is None and not isinstance(getattr(item, "name", None), str):
            raise DeclarationInvalid(f"{hook}: {type(item).__name__} has no name")
    return result


def check_expert(expert: Expert) -> None:
    """Raises DeclarationInvalid if an expert's names or schemas are not as they must be."""
    if not NAME.fullmatch(expert.name):
        raise DeclarationInvalid(
            f"the expert's name {expert.name!r} is not like 'units': lower case, then "
            "letters, digits, _ or -"
        )
    names = [tool.name for tool in expert.tools if isinstance(tool, Tool)]
    if len(names) < len(expert.tools):
        raise DeclarationInvalid(f"expert {expert.name!r} has a tool that is no Tool")
    for name in names:
        if not NAME.fullmatch(name):
            raise DeclarationInvalid(f"the tool's name {name!r} is not like 'convert'")
        if names.count(name) > 1:
            raise DeclarationInvalid(f"expert {expert.name!r} has two tools named {name!r}")
    for tool in expert.tools:
        _check_schemas(tool)


def _check_schemas(tool: Tool) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    for what, schema in (("arguments", tool.arguments), ("result", tool.result)):
        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            raise DeclarationInvalid(
                f"tool {tool.name!r}: its {what} schema is not valid JSON Schema: {error.message}"
            ) from error
    if tool.arguments.get("type") != "object":
        raise DeclarationInvalid(f"tool {tool.name!r}: its arguments schema is not of an object")


def load_experts(target: PluginTarget, settings: Settings) -> tuple[Expert, ...]:
    """The experts of one plugin, loaded alone; what a worker process does.

    Raises whatever the plugin raises: the process that asked has already found it good.
    """
    manager = new_manager()
    plugin = register(manager, target)
    return tuple(
        expert
        for hook, impl in implementations(manager, plugin)
        if hook == "mrkl_experts"
        for expert in declared(hook, impl, settings, Expert)
    )
