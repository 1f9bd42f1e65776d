"""The search for plans as a service: a stream of events that ends with the result."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.planning import EngineCard, SolveOptions, SolveResult
from mrkl_core.errors import MrklError
from mrkl_core.planning.engines import engine_cards
from mrkl_core.service.planning.jobs import Jobs
from mrkl_core.service.planning.solving import Solving, bounded
from mrkl_core.service.stream import streamed


class Search(Jobs):
    """Solves problems with the engines that are here."""

    def engines(self) -> tuple[EngineCard, ...]:
        """Every engine known here, installed or not."""
        return engine_cards(self._registry().planners())

    def solve(
        self,
        domain: str,
        problem: str,
        options: SolveOptions | None = None,
        *,
        deadline: Deadline | None = None,
    ) -> AsyncGenerator[Event | SolveResult]:
        """Events of the search (phases, better plans); the last item is always the result.

        Closing the iterator kills the search. Raises PddlInvalid, EngineMissing.
        """
        asked = bounded(options or self.defaults, deadline)
        texts = self._pddl(domain), problem
        engines = self._engines(asked)
        return streamed(
            lambda listen: self._solve(Solving(*texts, asked, engines, listen), deadline)
        )

    async def _solve(self, solving: Solving, deadline: Deadline | None) -> SolveResult:
        ended: SolveResult | MrklError
        try:
            found = await self._job(
                "solve",
                solving.arguments,
                options=solving.options,
                deadline=deadline,
                on_event=solving.run.on_event,
            )
            ended = solving.result(found)
        except MrklError as error:
            try:
                ended = solving.stopped(error)
            except MrklError:
                await self._store.add(solving.record(error))
                raise
        await self._store.add(solving.record(ended))
        return ended
