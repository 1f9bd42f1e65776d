"""What one plugin declares through its hooks."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pluggy

from mrkl_core.contracts import hookspecs
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.planning import DomainFolder
from mrkl_core.contracts.settings import Settings
from mrkl_core.errors import nearest
from mrkl_core.registry.discovery import PluginTarget
from mrkl_core.registry.soundness import DeclarationInvalid

if TYPE_CHECKING:
    from pluggy import HookImpl

#: Hooks that declare objects when the registry opens, and what they must return. Commands
#: are asked for when the command line needs them: they import click.
DECLARING: Mapping[str, type] = {
    "mrkl_experts": Expert,
    "mrkl_routers": object,
    "mrkl_planners": object,
    "mrkl_formalizers": object,
    "mrkl_domains": DomainFolder,
    "mrkl_strategies": object,
    "mrkl_guards": object,
}

HOOKS = tuple(name for name in dir(hookspecs) if name.startswith("mrkl_"))


def new_manager() -> pluggy.PluginManager:
    """A plugin manager that knows our hooks."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def register(manager: pluggy.PluginManager, target: PluginTarget) -> object:
    """Imports and registers a plugin; raises what it raises, or DeclarationInvalid."""
    plugin = target.load()
    manager.register(plugin, name=target.name)
    found = implementations(manager, plugin)
    for hook, impl in found:
        if hook not in HOOKS:
            if not impl.optionalhook:
                raise DeclarationInvalid(f"there is no hook {hook!r}; {nearest(hook, HOOKS)}")
        elif impl.wrapper or impl.hookwrapper:
            raise DeclarationInvalid(f"{hook} is a wrapper: hooks here only declare")
        elif inspect.iscoroutinefunction(impl.function):
            raise DeclarationInvalid(f"{hook} is async: hooks declare, objects act")
    implemented = {hook for hook, _ in found}
    for hook in HOOKS:
        if hook not in implemented and callable(getattr(plugin, hook, None)):
            raise DeclarationInvalid(f"{hook} is not marked: write @hookimpl above it")
    if not found:
        raise DeclarationInvalid(f"it implements no hook of {', '.join(HOOKS)}")
    return plugin


def implementations(manager: pluggy.PluginManager, plugin: object) -> list[tuple[str, HookImpl]]:
    """The hooks one plugin implements, with its implementations."""
    return [
        (caller.name, impl)
        for caller in manager.get_hookcallers(plugin) or []
        for impl in caller.get_hookimpls()
        if impl.plugin is plugin
    ]


def declared(hook: str, impl: HookImpl, settings: Settings, kind: type) -> tuple[Any, ...]:
    """The objects one hook implementation declares; it is given the arguments it wants.

    Checks what they are, not whether they are sound: see soundness.check_object.
    """
    given = {"settings": settings}
    objects = impl.function(*(given[name] for name in impl.argnames))
    if not isinstance(objects, Iterable) or isinstance(objects, (str, bytes)):
        raise DeclarationInvalid(f"{hook} returned {type(objects).__name__}, not an iterable")
    result = tuple(objects)
    for item in result:
        if not isinstance(item, kind):
            raise DeclarationInvalid(f"{hook} declares {type(item).__name__}, not {kind.__name__}")
    return result


def load(hook: str, target: PluginTarget, settings: Settings) -> tuple[Any, ...]:
    """What one plugin declares by one hook, loaded alone; what a child process does.

    Raises whatever the plugin raises. Whether the objects are sound is not asked again: the
    process that wants them has found so, and asking costs 0.2 s for importing jsonschema.
    """
    manager = new_manager()
    plugin = register(manager, target)
    return tuple(
        item
        for name, impl in implementations(manager, plugin)
        if name == hook
        for item in declared(hook, impl, settings, DECLARING[hook])
    )
