"""One call of one tool, from its name to its outcome."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Deadline, caller
from mrkl_core.contracts.guards import Guard
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue, canonical
from mrkl_core.contracts.tool import Failure, Result
from mrkl_core.experts.arguments import Checker, in_context, unfit
from mrkl_core.experts.cache import ResultCache
from mrkl_core.experts.guarded import Guards
from mrkl_core.experts.pool import Pool
from mrkl_core.experts.replies import OnEvent


class Catalogue(Protocol):
    """What a caller needs of the registry's catalogue."""

    def tool(self, name: str) -> ToolCard:
        """One tool by its full name. Raises ToolNotFound, ToolForbidden or ToolDisabled."""
        ...


class Caller:
    """Calls tools: arguments checked, guards asked, limits kept, the result checked."""

    def __init__(self, pool: Pool, catalogue: Catalogue, guards: Iterable[Guard] = ()) -> None:
        self._catalogue = catalogue
        self._pool = pool
        self._guards = Guards(pool, guards)
        self._checker = Checker()
        self._cache = ResultCache()

    async def call(
        self,
        name: str,
        arguments: JsonObject,
        *,
        run: str = "",
        today: str = "",
        deadline: Deadline | None = None,
        on_event: OnEvent | None = None,
    ) -> CallOutcome:
        """The outcome of one call; `today` is the date of the request, the server's if ''.

        Who asks is `contracts.context.caller`. Raises ToolNotFound, ToolForbidden,
        ToolDisabled, ArgumentsInvalid, Refused, what the pool raises, or ResultInvalid.
        """
        began = time.monotonic()
        card = self._catalogue.tool(name)
        arguments = in_context(card, arguments, today, caller())
        self._checker.check_arguments(card, arguments)
        warnings = await self._guards.before(card, arguments, deadline, on_event)
        found, cached = await self._find(card, arguments, deadline, on_event)
        outcome = _outcome(card, arguments, found, run, time.monotonic() - began, cached)
        warnings += await self._guards.after(card, outcome, deadline, on_event)
        return replace(outcome, evidence=outcome.evidence + warnings) if warnings else outcome

    async def _find(
        self,
        card: ToolCard,
        arguments: JsonObject,
        deadline: Deadline | None,
        on_event: OnEvent | None,
    ) -> tuple[Result | Failure, bool]:
        key = self._cache.key(card, arguments) if card.cached else ""
        if key and (kept := self._cache.get(key)) is not None:
            return kept, True
        target = "tool:" + card.name.removeprefix(card.expert + ".")
        found: Result | Failure = await self._pool.run(
            card.expert,
            target,
            arguments,
            card.limits,
            deadline=deadline,
            on_event=on_event,
            what=card.name,
        )
        self._check(card, found)
        if key and isinstance(found, Result):
            self._cache.put(key, found)
        return found, False

    def _check(self, card: ToolCard, found: Result | Failure) -> None:
        if isinstance(found, Result):
            self._checker.check_result(card, found.value)
        else:
            self._checker.check_json(card, found.value)
            if not found.code:
                raise unfit(card, "is a failure without a code")


def _outcome(
    card: ToolCard,
    arguments: JsonObject,
    found: Result | Failure,
    run: str,
    elapsed_s: float,
    cached: bool,
) -> CallOutcome:
    failure = found if isinstance(found, Failure) else None
    text = found.text or _plain(found.value) if isinstance(found, Result) else found.message
    return CallOutcome(
        tool=card.name,
        arguments=arguments,
        value=found.value,
        text=text,
        evidence=found.evidence,
        failure=failure,
        run=run,
        elapsed_s=elapsed_s,
        cached=cached,
    )


def _plain(value: JsonValue) -> str:
    return value if isinstance(value, str) else canonical(value)
