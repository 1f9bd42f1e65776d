"""Solving for a process that lives for one request: the same job and limits, no event loop."""

from __future__ import annotations

from collections.abc import Callable

from mrkl_core.contracts.events import Event
from mrkl_core.contracts.planning import SolveOptions, SolveResult
from mrkl_core.errors import MrklError
from mrkl_core.experts.once import Once
from mrkl_core.planning.engines import Engines
from mrkl_core.service.journal import journal_of, store_url
from mrkl_core.service.planning.solving import WHAT, Solving, job_limits
from mrkl_core.service.run import RunRecord


class Stopped(BaseException):
    """A signal came to end this process; children are ended on the way out."""


def solve_in(
    child: Once,
    domain: str,
    problem: str,
    options: SolveOptions,
    *,
    engines: Engines,
    listen: Callable[[Event], None] | None = None,
) -> tuple[SolveResult, RunRecord]:
    """The result of a search in this child, and the run to keep once it has been told.

    Raises what Plans.solve raises; what stops it from outside is raised with the best result
    so far and its run as arguments, if there is one.
    """
    solving = Solving(domain, problem, options, engines, listen)
    try:
        found = child.run(
            solving.arguments, job_limits(options), on_event=solving.run.on_event, what=WHAT
        )
        result = solving.result(found)
    except (KeyboardInterrupt, Stopped) as stop:
        best = solving.so_far("it was stopped")
        if best is not None:
            stop.args = (best, solving.record(best))
        raise
    except MrklError as error:
        try:
            result = solving.stopped(error)
        except MrklError:
            keep(solving.record(error))
            raise
    return result, solving.record(result)


def keep(record: RunRecord) -> None:
    """Keeps a finished run. Raises NotReady if it cannot be written."""
    url = store_url()
    journal = journal_of(url)
    if journal is not None:
        journal.append([record])
        return
    import asyncio  # the database is no file: then it takes what it takes

    from mrkl_core.service.store import RunStore

    async def write() -> None:
        store = RunStore(url)
        await store.add(record)
        await store.close()

    asyncio.run(write())
