"""Compares what the manifest says with what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from mrkl_core.contracts.catalogue import PluginState
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.errors import nearest
from mrkl_core.manifest.model import Manifest
from mrkl_core.registry.manager import Registry
from mrkl_core.registry.soundness import BUILT_IN


def audit(manifest: Manifest, registry: Registry) -> tuple[Diagnostic, ...]:
    """Everything the manifest names that is not there or not as it says.

    Errors are promises that cannot be kept (a pin that does not match, a router that does not
    exist); warnings are names without effect.
    """
    return tuple(_findings(manifest, registry))


def _findings(manifest: Manifest, registry: Registry) -> Iterator[Diagnostic]:
    catalogue = registry.catalogue
    experts = [card.name for card in catalogue.experts]
    plugins = [report.name for report in registry.plugins]
    routers = [*BUILT_IN["mrkl_routers"], *(router.name for router in registry.routers())]
    engines = [*BUILT_IN["mrkl_planners"], *(planner.name for planner in registry.planners())]
    readers = [*BUILT_IN["mrkl_formalizers"], *(f.name for f in registry.formalizers())]
    # With those that the manifest turns off.
    known = [name for report in registry.plugins for name in report.experts]
    # A plugin is mostly named as its one expert is.
    failed = {r.name: r.reason for r in registry.plugins if r.state is PluginState.FAILED}
    for name in (*manifest.plugins.block, *(manifest.plugins.allow or ())):
        yield from _unknown("manifest.plugin", "plugin", name, plugins, Severity.WARNING)
    for name in manifest.planning.prefer:
        yield from _unknown("manifest.engine", "planning engine", name, engines, Severity.WARNING)
    for name in manifest.planning.order:
        yield from _unknown("manifest.formalizer", "formalizer", name, readers, Severity.ERROR)
    for name in manifest.routing.order:
        yield from _unknown("manifest.router", "router", name, routers, Severity.ERROR)
    if manifest.routing.fallback:
        fallback = manifest.routing.fallback
        yield from _unknown("manifest.fallback", "expert", fallback, experts, Severity.ERROR)
    for caller, patterns in manifest.callers.items():
        for pattern in patterns:
            if not any(fnmatchcase(tool.name, pattern) for tool in catalogue.tools):
                told = f"no tool is called {pattern!r}, which {caller!r} may use"
                hint = nearest(pattern, [tool.name for tool in catalogue.tools])
                yield Diagnostic("manifest.caller", Severity.WARNING, told, hint=hint)
    for name, policy in manifest.experts.items():
        if name in failed:
            told = f"expert {name!r} cannot be had: its plugin failed: {failed[name]}"
            yield Diagnostic("manifest.expert", Severity.ERROR, told)
            continue
        # Not only where it is on: who misspells an expert that is to be off leaves it on.
        yield from _unknown("manifest.expert", "expert", name, known, Severity.WARNING)
        if name not in experts:
            continue
        tools = [tool.name for tool in catalogue.expert(name).tools]
        for tool, said in policy.tools.items():
            yield from _unknown("manifest.tool", f"tool of {name}", tool, tools, Severity.ERROR)
            card = catalogue.card(f"{name}.{tool}")
            if card is not None and said.pin and said.pin != card.digest:
                yield Diagnostic(
                    "manifest.pin",
                    Severity.ERROR,
                    f"{card.name!r} is {card.digest}, but the manifest pins {said.pin}",
                    hint="look at what changed, then pin the new digest",
                )


def _unknown(
    code: str, what: str, name: str, known: Sequence[str], severity: Severity
) -> Iterator[Diagnostic]:
    if name not in known:
        yield Diagnostic(code, severity, f"there is no {what} {name!r}", hint=nearest(name, known))
