"""Jobs of the planning layer, run in child processes under the manifest's limits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import ChatModel
from mrkl_core.contracts.planning import SolveOptions
from mrkl_core.contracts.read import from_json
from mrkl_core.experts.pool import Pool
from mrkl_core.manifest.model import PlanningPolicy
from mrkl_core.planning.domains import Domains, is_pddl
from mrkl_core.planning.engines import Engines
from mrkl_core.service.planning.solving import chosen_engines, default_options, job_limits
from mrkl_core.service.store import RunStore

if TYPE_CHECKING:
    from mrkl_core.registry.manager import Registry
    from mrkl_core.service.tools import Tools

T = TypeVar("T")

#: The key of the pool's nursery for planning jobs.
NURSERY = "planning"

#: The module whose functions are the jobs.
JOBS = "mrkl_core.planning.jobs"


class Jobs:
    """What every part of the planning service stands on: children, domains, limits, runs."""

    def __init__(
        self,
        pool: Pool,
        policy: PlanningPolicy,
        store: RunStore,
        *,
        registry: Callable[[], Registry],
        model: Callable[[], ChatModel | None],
        tools: Callable[[], Tools],
    ) -> None:
        self._pool = pool
        self._policy = policy
        self._store = store
        self._registry = registry
        self._model = model
        self._tools = tools

    @property
    def defaults(self) -> SolveOptions:
        """The manifest's limits, as options."""
        return default_options(self._policy)

    def _folders(self) -> list[str]:
        return [folder.path for folder in self._registry().domain_folders()]

    def _engines(self, options: SolveOptions) -> Engines:
        return chosen_engines(options.engine, self._policy, self._registry)

    @cached_property
    def _domains(self) -> Domains:
        return Domains(self._folders())

    def _pddl(self, domain: str) -> str:
        return domain if is_pddl(domain) else self._domains.resolve(domain)

    async def _asked(
        self, kind: type[T], job: str, deadline: Deadline | None, domain: str, **arguments: str
    ) -> T:
        """What a job says of a domain and of texts for it."""
        given: JsonObject = {"domain": self._pddl(domain), **arguments}
        return from_json(kind, await self._job(job, given, deadline=deadline))

    async def _job(
        self,
        job: str,
        arguments: JsonObject,
        *,
        options: SolveOptions | None = None,
        deadline: Deadline | None = None,
        on_event: Callable[[str, dict[str, Any]], None] | None = None,
        module: str = JOBS,
    ) -> Any:
        return await self._pool.run(
            NURSERY,
            f"{module}:{job}",
            arguments,
            job_limits(options or self.defaults),
            deadline=deadline,
            on_event=on_event,
            what=f"planning: {job}",
        )
