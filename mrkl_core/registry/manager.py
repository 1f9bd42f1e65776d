"""The registry: loads plugins, each in isolation, and holds what the good ones declare."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from typing import Any

from mrkl_core.contracts.catalogue import PluginReport, PluginState
from mrkl_core.contracts.guards import Guard
from mrkl_core.contracts.planning import DomainFolder, Formalizer, Planner
from mrkl_core.contracts.routing import Router
from mrkl_core.contracts.settings import Settings
from mrkl_core.contracts.strategy import Strategy
from mrkl_core.errors import PluginFailed, nearest
from mrkl_core.manifest.model import Manifest, PluginPolicy
from mrkl_core.registry.catalogue import Catalogue, Provided
from mrkl_core.registry.declaration import (
    DECLARING,
    declared,
    implementations,
    new_manager,
    register,
)
from mrkl_core.registry.discovery import PluginTarget, discover
from mrkl_core.registry.soundness import DeclarationInvalid, check_object

#: Characters of a reason that are kept.
MAX_REASON = 500

#: Hooks whose objects are asked for by name: one name has one provider.
NAMED = {
    "mrkl_experts": "expert",
    "mrkl_routers": "router",
    "mrkl_planners": "planner",
    "mrkl_formalizers": "formalizer",
    "mrkl_strategies": "strategy",
}


class Registry:
    """What was found, what works, and what it offers. Build it with `Registry.open`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue: Catalogue
        self._manager = new_manager()
        self._reports: dict[PluginTarget, PluginReport] = {}
        self._objects: dict[PluginTarget, Mapping[str, tuple[Any, ...]]] = {}

    @classmethod
    def open(cls, manifest: Manifest, targets: Iterable[PluginTarget] | None = None) -> Registry:
        """The registry under this manifest, over all installed plugins or just `targets`.

        Raises PluginFailed if a plugin that the manifest requires is not active.
        """
        registry = cls(manifest.settings)
        for target in discover() if targets is None else targets:
            registry._load(target, manifest.plugins)
        registry._shadow()
        registry._require(manifest.plugins.required)
        registry.catalogue = Catalogue(
            (
                Provided(expert, target)
                for target in registry.targets
                for expert in registry._objects[target].get("mrkl_experts", ())
            ),
            manifest,
            [r for r in registry.plugins if r.state is not PluginState.ACTIVE],
        )
        return registry

    @property
    def plugins(self) -> tuple[PluginReport, ...]:
        """Every plugin found, with its state."""
        return tuple(self._reports.values())

    @property
    def targets(self) -> tuple[PluginTarget, ...]:
        """The active plugins."""
        return tuple(t for t, r in self._reports.items() if r.state is PluginState.ACTIVE)

    def routers(self) -> tuple[Router, ...]:
        """Routers that plugins declare."""
        return self._all("mrkl_routers")

    def planners(self) -> tuple[Planner, ...]:
        """Planning engines that plugins declare."""
        return self._all("mrkl_planners")

    def formalizers(self) -> tuple[Formalizer, ...]:
        """Formalizers that plugins declare."""
        return self._all("mrkl_formalizers")

    def domain_folders(self) -> tuple[DomainFolder, ...]:
        """Folders of planning domains, each with the plugin that declares it."""
        return tuple(
            replace(folder, plugin=target.name)
            for target in self.targets
            for folder in self._objects[target].get("mrkl_domains", ())
        )

    def strategies(self) -> tuple[Strategy, ...]:
        """Strategies that plugins declare."""
        return self._all("mrkl_strategies")

    def guards(self) -> tuple[Guard, ...]:
        """Guards that plugins declare."""
        return self._all("mrkl_guards")

    def commands(self) -> tuple[Any, ...]:
        """Subcommands that plugins declare; asked for only now, since they import click."""
        found: list[Any] = []
        for target in self.targets:
            try:
                with redirect_stdout(sys.stderr):
                    found += self._ask(target, {"mrkl_commands": object})["mrkl_commands"]
            except (Exception, SystemExit) as error:  # the border to a stranger's code
                self._note(target, "mrkl_commands", error)
        return tuple(found)

    def started(self, runtime: Any) -> None:
        """Tells every plugin that the runtime is up.

        One that raises stays active, since all it declared is in use; its report says so.
        """
        for target in self.targets:
            plugin = self._manager.get_plugin(target.name)
            for hook, impl in implementations(self._manager, plugin):
                if hook == "mrkl_started":
                    try:
                        with redirect_stdout(sys.stderr):
                            impl.function(*(runtime for _ in impl.argnames))
                    except (Exception, SystemExit) as error:  # the border to a stranger's code
                        self._note(target, hook, error)

    def _load(self, target: PluginTarget, policy: PluginPolicy) -> None:
        required = target.name in policy.required
        report = PluginReport(
            name=target.name,
            target=target.target,
            state=PluginState.ACTIVE,
            distribution=target.distribution,
            version=target.version,
            required=required,
        )
        blocked = _blocked(target.name, policy)
        if blocked:
            self._reports[target] = replace(report, state=PluginState.BLOCKED, reason=blocked)
            return
        other = next((t for t in self.targets if t.name == target.name), None)
        if other is not None:
            reason = f"{other.distribution or other.target} has an entry point of this name too"
            self._reports[target] = replace(report, state=PluginState.SHADOWED, reason=reason)
            return
        self._reports[target] = report
        try:
            # What a plugin prints must not end up in the middle of somebody's JSON.
            with redirect_stdout(sys.stderr):
                plugin = register(self._manager, target)
                self._objects[target] = self._ask(target, DECLARING)
        except (Exception, SystemExit) as error:  # the border to a stranger's code
            self._fail(target, error)
            return
        self._reports[target] = replace(
            report,
            experts=tuple(e.name for e in self._objects[target]["mrkl_experts"]),
            hooks=tuple(sorted(hook for hook, _ in implementations(self._manager, plugin))),
        )

    def _ask(self, target: PluginTarget, hooks: Mapping[str, type]) -> dict[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = dict.fromkeys(hooks, ())
        plugin = self._manager.get_plugin(target.name)
        for hook, impl in implementations(self._manager, plugin):
            if hook not in hooks:
                continue
            found[hook] = declared(hook, impl, self.settings, hooks[hook])
            for item in found[hook]:
                check_object(hook, item)
        for hook, kind in NAMED.items():
            names = [item.name for item in found.get(hook, ())]
            if len(set(names)) < len(names):
                raise DeclarationInvalid(f"it declares two {kind}s of one name: {names}")
        return found

    def _fail(self, target: PluginTarget, error: BaseException) -> None:
        self._drop(target, PluginState.FAILED, _told(error))

    def _drop(self, target: PluginTarget, state: PluginState, reason: str) -> None:
        # pluggy 1.6 leaves a plugin it refused half registered: its hooks would still run.
        if self._manager.has_plugin(target.name):
            self._manager.unregister(name=target.name)
        self._objects.pop(target, None)
        self._reports[target] = replace(
            self._reports[target], state=state, reason=reason, experts=(), hooks=()
        )

    def _note(self, target: PluginTarget, hook: str, error: BaseException) -> None:
        self._reports[target] = replace(
            self._reports[target], reason=f"{hook} failed: {_told(error)}"
        )

    def _shadow(self) -> None:
        """Leaves each name to the first plugin that provides it; sorted, so always the same."""
        providers: dict[tuple[str, str], PluginTarget] = {}
        for target in self.targets:
            provided = [
                (kind, item.name)
                for hook, kind in NAMED.items()
                for item in self._objects[target].get(hook, ())
            ]
            taken = next((each for each in provided if each in providers), None)
            if taken is None:
                providers.update(dict.fromkeys(provided, target))
                continue
            first, (kind, name) = providers[taken], taken
            reason = (
                f"{kind} {name!r} is provided by plugin {first.name!r} "
                f"({first.distribution or first.target}) already"
            )
            self._drop(target, PluginState.SHADOWED, reason)

    def _require(self, required: Iterable[str]) -> None:
        active = {target.name for target in self.targets}
        for name in required:
            if name in active:
                continue
            report = next((r for r in self.plugins if r.name == name), None)
            if report is None:
                hint = nearest(name, (r.name for r in self.plugins))
                why = "it is not installed"
            else:
                hint = "mend it, or take it off plugins.required"
                why = f"it is {report.state.lower()}: {report.reason}"
            raise PluginFailed(
                f"the manifest requires plugin {name!r}, but {why}",
                hint=hint,
                metadata={"plugin": name},
            )

    def declaring(self, hook: str) -> dict[str, str]:
        """The plugins that declare something by this hook, and what each one points at."""
        return {t.name: t.target for t in self.targets if self._objects[t].get(hook)}

    def _all(self, hook: str) -> tuple[Any, ...]:
        return tuple(item for t in self.targets for item in self._objects[t].get(hook, ()))


def _told(error: BaseException) -> str:
    """An error of a stranger's as one short reason."""
    try:
        said = str(error)
    except Exception:  # even its text is a stranger's code
        said = "(its message cannot be read)"
    if not isinstance(error, DeclarationInvalid):
        said = f"{type(error).__name__}: {said}"
    return said if len(said) <= MAX_REASON else said[:MAX_REASON] + "…"


def _blocked(name: str, policy: PluginPolicy) -> str:
    chosen = os.environ.get("MRKL_LOAD_PLUGINS")
    if name in policy.block:
        return "the manifest blocks it"
    if chosen is not None and name not in (part.strip() for part in chosen.split(",")):
        return "MRKL_LOAD_PLUGINS does not name it"
    if policy.allow is not None and name not in policy.allow:
        return "the manifest's plugins.allow does not name it"
    if not policy.autoload and name not in (*policy.required, *(policy.allow or ())):
        return "plugins.autoload is false, and neither required nor allow name it"
    return ""
