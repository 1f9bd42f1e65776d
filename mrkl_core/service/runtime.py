"""The runtime: everything that serves requests, built in one place from the manifest.

Each part is built, and what it needs imported, when it is first used: a command that solves a
PDDL file pays for no plugin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.routing import Bid, Router
from mrkl_core.contracts.strategy import Strategy
from mrkl_core.errors import ManifestInvalid, nearest
from mrkl_core.manifest.load import load
from mrkl_core.manifest.model import Manifest
from mrkl_core.service.store import RunStore

if TYPE_CHECKING:
    from mrkl_core.experts.pool import Pool
    from mrkl_core.models.openai_chat import OpenAIChat
    from mrkl_core.registry.discovery import PluginTarget
    from mrkl_core.registry.manager import Registry
    from mrkl_core.routing.choose import Chooser
    from mrkl_core.routing.retrieve import ToolIndexes
    from mrkl_core.service.answers import Answers
    from mrkl_core.service.over_any import OverAny
    from mrkl_core.service.planning.plans import Plans
    from mrkl_core.service.tools import Tools

#: All bids together. They are cheap by contract, but the first may import a library, and others may
#: keep the machine busy: each bid's own time is counted by the processor.
BID_LIMITS = Limits(timeout_s=45.0, memory_mb=512, max_output_bytes=1_000_000)


class Runtime:
    """Tools, answers, plans and runs under one manifest. Use it as `async with`.

    Leaving the block ends every child process and writes what is still to be kept.
    """

    def __init__(
        self,
        manifest: Manifest,
        *,
        store: RunStore,
        plugins: Iterable[PluginTarget] | None = None,
        serving: bool = True,
    ) -> None:
        self.manifest = manifest
        self.runs = store
        self._targets = plugins
        self._serving = serving

    @classmethod
    def open(
        cls, manifest: Path | None = None, *, store_url: str = "", serving: bool = True
    ) -> Self:
        """The runtime under the manifest in force, over every installed plugin.

        `serving` is for a process that lives: plugins load at once, experts import what they
        need before they are asked, and a run is in the database before its answer leaves.
        Otherwise nothing is imported that one request does not use, and runs are written when
        the runtime closes. Raises ManifestInvalid, and PluginFailed where plugins are loaded.
        """
        return cls(load(manifest), store=RunStore(store_url, wait=serving), serving=serving)

    async def __aenter__(self) -> Self:
        if self._serving:
            self.registry.started(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    @cached_property
    def registry(self) -> Registry:
        """The plugins. Raises PluginFailed if a required one does not load."""
        from mrkl_core.registry.manager import Registry

        return Registry.open(self.manifest, self._targets)

    @cached_property
    def tools(self) -> Tools:
        """The tools: found, shown, called."""
        from mrkl_core.experts.call import Caller
        from mrkl_core.service.tools import Tools

        caller = Caller(self._experts, self.registry.catalogue, self.registry.guards())
        return Tools(self.registry, caller, self._indexes, self.runs)

    @cached_property
    def answers(self) -> Answers:
        """Answers to requests in words."""
        from mrkl_core.service.answers import Answers

        return Answers(self._chooser, self.tools, self.runs, self._strategies(), self._chat)

    @cached_property
    def plans(self) -> Plans:
        """Domains, problems and plans."""
        from mrkl_core.service.planning.plans import Plans

        policy = self.manifest.planning
        return Plans(
            self._planning,
            policy,
            self.runs,
            registry=lambda: self.registry,
            model=self._chat,
            tools=lambda: self.tools,
        )

    @cached_property
    def model(self) -> OpenAIChat:
        """The default language model; one that is not configured says so when it is asked."""
        from mrkl_core.models.endpoint import Endpoint
        from mrkl_core.models.openai_chat import OpenAIChat

        return OpenAIChat(Endpoint.configured(asdict(self.manifest.model())))

    async def warm(self) -> None:
        """Starts the children, so that no first request waits for an import."""
        import asyncio

        from mrkl_core.experts.bidding import ALL_BIDS
        from mrkl_core.service.planning.jobs import JOBS, NURSERY

        experts = {expert.name: "tool:" for expert in self.registry.catalogue.experts}
        await self._experts.warm({ALL_BIDS: "bid:", **experts})
        await asyncio.to_thread(self.tools.warm)
        await self._planning.warm({NURSERY: f"{JOBS}:solve"})

    async def close(self) -> None:
        """Ends every child process and writes what is still to be kept."""
        for name in ("_experts", "_planning", "model"):
            if name in self.__dict__:  # built, that is
                await getattr(self, name).close()
        await self.runs.close()

    @cached_property
    def _experts(self) -> Pool:
        """Children that run tools and bids."""
        from mrkl_core.experts.pool import Pool, Provider

        plugins = [
            Provider(report.name, report.target, report.experts)
            for report in self.registry.plugins
            if report.experts
        ]
        return Pool(self.registry.settings, plugins, preload=self._serving)

    @cached_property
    def _planning(self) -> Pool:
        """Children that plan: a pool of their own, so that neither kind waits for the other."""
        from mrkl_core.experts.pool import Pool

        return Pool(self.manifest.settings, ())

    @cached_property
    def _indexes(self) -> ToolIndexes:
        from mrkl_core.models.encoder import SentenceEncoder
        from mrkl_core.routing.retrieve import ToolIndexes

        catalogue = self.registry.catalogue
        # Search and routing each ask with what every caller may use.
        keep = 2 * len(catalogue.offers) + 4
        return ToolIndexes(catalogue.experts, SentenceEncoder(), keep=keep)

    def _strategies(self) -> Mapping[str, Strategy]:
        from mrkl_core.strategies.direct import Direct
        from mrkl_core.strategies.graph import Graph

        known: list[Strategy] = [Direct(), Graph(), *self.registry.strategies()]
        return {strategy.name: strategy for strategy in known}

    def _chat(self) -> OpenAIChat | None:
        return None if self.model.endpoint.problem else self.model

    def _chooser(self) -> Chooser:
        """The one for what who asks may use."""
        return self._choosers[self.registry.catalogue.offered.rule]

    @cached_property
    def _choosers(self) -> Mapping[str, Chooser]:
        from mrkl_core.routing.choose import Chooser

        policy = self.manifest.routing
        routers = [*self._routers(policy.order)]
        others = [] if "by_model" in policy.order else [*self._routers(["by_model"])]
        return {
            offer.rule: Chooser(
                routers,
                offer.tools,
                offer.experts,
                others=others,
                threshold=policy.threshold,
                fallback=policy.fallback,
                fallback_problem=self.model.endpoint.problem,
            )
            for offer in self.registry.catalogue.offers
        }

    def over_any(self, order: Sequence[str]) -> OverAny:
        """Routing over catalogues that no plugin stands behind, by the same routers.

        Raises ManifestInvalid if the order names a router that is not there.
        """
        from mrkl_core.service.over_any import OverAny

        return OverAny([*self._routers(order)], self._indexes, self.manifest.routing.threshold)

    def _routers(self, order: Sequence[str]) -> Iterable[Router]:
        from mrkl_core.routing.bids import BidsRouter
        from mrkl_core.routing.by_schema import SchemaRouter
        from mrkl_core.routing.lexical import LexicalIndexes, LexicalRouter

        experts = self.registry.catalogue.experts

        known: dict[str, Router] = {
            "bids": BidsRouter(self._collect_bids),
            "lexical": LexicalRouter(LexicalIndexes(experts)),
            "by_schema": SchemaRouter(
                self._indexes,
                bidders=[expert.name for expert in experts if expert.bids],
                skip=[self.manifest.routing.fallback],
            ),
            **{router.name: router for router in self.registry.routers()},
        }
        for name in order:
            if name == "by_model":
                if not self.model.endpoint.problem:
                    yield self._model_router()
            elif name in known:
                yield known[name]
            else:
                raise ManifestInvalid(
                    f"routing.order names {name!r}, and there is no such router",
                    hint=nearest(name, [*known, "by_model"]),
                    metadata={"router": name},
                )

    def _model_router(self) -> Router:
        from mrkl_core.routing.by_model import ModelRouter
        from mrkl_core.routing.exam import Examiner

        policy, endpoint = self.manifest.routing, self.model.endpoint
        trusted = self.manifest.model().trusted
        return ModelRouter(
            self.model,
            self._indexes,
            repairs=policy.model_calls - 1,
            budget=policy.model_tokens,
            examiner=None if trusted else Examiner(endpoint.name, endpoint.shown),
        )

    async def _collect_bids(self, words: str) -> Mapping[str, Sequence[Bid] | str]:
        from mrkl_core.experts.collect import collect_bids

        return await collect_bids(self._experts, words, BID_LIMITS)
