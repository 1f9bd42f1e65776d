"""The hooks a plugin may implement: hooks declare, objects act.

Each is synchronous and cheap, and returns an iterable of one kind of object; slow work is
behind the object. None is `firstresult`: what is used must not depend on the order in which
plugins were installed. A plugin accepts only the arguments it wants.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    import click

    from mrkl_core.contracts.expert import Expert
    from mrkl_core.contracts.guards import Guard
    from mrkl_core.contracts.planning import DomainFolder, Formalizer, Planner
    from mrkl_core.contracts.routing import Router
    from mrkl_core.contracts.settings import Settings
    from mrkl_core.contracts.strategy import Strategy

#: The pluggy project and the entry-point group.
PROJECT = "mrkl"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def mrkl_experts(settings: Settings) -> Iterable[Expert]:  # type: ignore[empty-body]
    """Declares experts: named sets of tools, with their routing cards."""


@hookspec
def mrkl_routers(settings: Settings) -> Iterable[Router]:  # type: ignore[empty-body]
    """Declares routers, to be named in the manifest's `routing.order`."""


@hookspec
def mrkl_planners(settings: Settings) -> Iterable[Planner]:  # type: ignore[empty-body]
    """Declares planning engines, to be named by --engine or in `planning.engines.prefer`."""


@hookspec
def mrkl_formalizers(settings: Settings) -> Iterable[Formalizer]:  # type: ignore[empty-body]
    """Declares formalizers: ways from words to a PDDL problem, to be named in `planning.order`."""


@hookspec
def mrkl_domains(settings: Settings) -> Iterable[DomainFolder]:  # type: ignore[empty-body]
    """Declares folders laid out like pddl_domains/."""


@hookspec
def mrkl_strategies(settings: Settings) -> Iterable[Strategy]:  # type: ignore[empty-body]
    """Declares strategies: ways to answer requests in words, to be named by --strategy."""


@hookspec
def mrkl_guards(settings: Settings) -> Iterable[Guard]:  # type: ignore[empty-body]
    """Declares guards: asked before a call, told after it."""


@hookspec
def mrkl_commands(settings: Settings) -> Iterable[click.Command]:  # type: ignore[empty-body]
    """Declares subcommands of `mrkl`."""


@hookspec(historic=True)
def mrkl_started(runtime: Any) -> None:
    """Tells that the runtime is up; a plugin registered later is told at once."""
