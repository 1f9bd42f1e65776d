"""The runtime: everything that serves requests, built in one place from the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.routing import Bid, Router
from mrkl_core.errors import ManifestInvalid, nearest
from mrkl_core.experts import pool as pools
from mrkl_core.experts.bidding import ALL_BIDS
from mrkl_core.experts.call import Caller
from mrkl_core.experts.collect import collect_bids
from mrkl_core.manifest.load import load
from mrkl_core.manifest.model import Manifest
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.openai_chat import OpenAIChat
from mrkl_core.registry.discovery import PluginTarget
from mrkl_core.registry.manager import Registry
from mrkl_core.routing.bids import BidsRouter
from mrkl_core.routing.by_model import ModelRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.lexical import LexicalIndexes, LexicalRouter
from mrkl_core.service.answers import Answers
from mrkl_core.service.plans import JOBS, NURSERY, Plans
from mrkl_core.service.store import RunStore
from mrkl_core.service.tools import Tools

#: All bids together. They are cheap by contract, but the first may import a library.
BID_LIMITS = Limits(timeout_s=20.0, memory_mb=512, max_output_bytes=1_000_000)


class Runtime:
    """Tools, answers, plans and runs under one manifest. Use it as `async with`.

    Raises ManifestInvalid or PluginFailed when it is built. Leaving the block ends every
    child process and writes what is still to be kept.
    """

    def __init__(
        self,
        manifest: Manifest,
        *,
        store: RunStore,
        plugins: Iterable[PluginTarget] | None = None,
        preload: bool = True,
    ) -> None:
        self.manifest = manifest
        self.registry = Registry.open(manifest, plugins)
        self.runs = store
        endpoint = Endpoint.configured(asdict(manifest.model()))
        self.model = OpenAIChat(endpoint)
        self._has_model = not endpoint.problem
        self._pool = pools.Pool(self.registry.settings, self._children(), preload=preload)
        caller = Caller(self._pool, self.registry.catalogue, self.registry.guards())
        self._indexes = LexicalIndexes(self.registry.catalogue.experts)
        self.tools = Tools(self.registry, caller, self._indexes, store)
        self.answers = Answers(self._chooser(), self.tools, store)
        folders = [folder.path for folder in self.registry.domain_folders()]
        self.plans = Plans(self._pool, folders, manifest.planning, store)

    @classmethod
    def open(
        cls, manifest: Path | None = None, *, store_url: str = "", serving: bool = True
    ) -> Self:
        """The runtime under the manifest in force, over every installed plugin.

        `serving` is for a process that lives: experts import what they need before they are
        asked, and a run is on disk before its answer leaves. Otherwise nothing is imported that
        one request does not use, and runs are written when the runtime closes.
        """
        return cls(load(manifest), store=RunStore(store_url, wait=serving), preload=serving)

    async def __aenter__(self) -> Self:
        self.registry.started(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def warm(self) -> None:
        """Starts the experts' processes, so that no first request waits for an import."""
        targets = {expert.name: "tool:" for expert in self.registry.catalogue.experts}
        await self._pool.warm({ALL_BIDS: "bid:", **targets, NURSERY: f"{JOBS}:solve"})

    async def close(self) -> None:
        """Ends every child process and writes what is still to be kept."""
        await self._pool.close()
        await self.model.close()
        await self.runs.close()

    def _children(self) -> list[pools.PluginTarget]:
        return [
            pools.PluginTarget(report.name, report.target, report.experts)
            for report in self.registry.plugins
            if report.experts
        ]

    def _chooser(self) -> Chooser:
        policy = self.manifest.routing
        catalogue = self.registry.catalogue
        return Chooser(
            [*self._routers(policy.order)],
            catalogue.tools,
            catalogue.experts,
            threshold=policy.threshold,
            fallback=policy.fallback,
            fallback_ready=self._has_model,
        )

    def _routers(self, order: Sequence[str]) -> Iterable[Router]:
        known: dict[str, Router] = {
            "bids": BidsRouter(self._collect_bids),
            "lexical": LexicalRouter(self._indexes),
            **{router.name: router for router in self.registry.routers()},
        }
        for name in order:
            if name == "by_model":
                if self._has_model:
                    yield ModelRouter(self.model, self._indexes)
            elif name in known:
                yield known[name]
            else:
                raise ManifestInvalid(
                    f"routing.order names {name!r}, and there is no such router",
                    hint=nearest(name, [*known, "by_model"]),
                    metadata={"router": name},
                )

    async def _collect_bids(self, words: str) -> Mapping[str, Sequence[Bid] | str]:
        return await collect_bids(self._pool, words, BID_LIMITS)
