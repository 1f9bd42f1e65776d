"""Asks the guards, records what they decide, and stops what they do not allow."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Deadline, Limits
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.guards import Ask, Decision, Guard, Ruling
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.errors import ApprovalNeeded, MrklError, Refused
from mrkl_core.experts.pool import Pool
from mrkl_core.experts.replies import OnEvent

_log = logging.getLogger("mrkl.experts")

#: How far the work of one decision may go.
_LIMITS = Limits(timeout_s=30, memory_mb=2048, max_output_bytes=1 << 20)

Question = Callable[[Ask], Awaitable[Decision | None]]


class Guards:
    """The guards of one runtime."""

    def __init__(self, pool: Pool, guards: Iterable[Guard]) -> None:
        self._pool = pool
        self._guards = tuple(guards)

    async def before(
        self,
        card: ToolCard,
        arguments: JsonObject,
        deadline: Deadline | None,
        on_event: OnEvent | None,
    ) -> tuple[Evidence, ...]:
        """The warnings about a call. Raises Refused or ApprovalNeeded."""
        asked = [(guard, partial(guard.before, card, arguments)) for guard in self._guards]
        return await self._all("arguments", card, asked, deadline, on_event)

    async def after(
        self,
        card: ToolCard,
        outcome: CallOutcome,
        deadline: Deadline | None,
        on_event: OnEvent | None,
    ) -> tuple[Evidence, ...]:
        """The warnings about an outcome. Raises Refused or ApprovalNeeded."""
        asked = [(guard, partial(guard.after, card, outcome)) for guard in self._guards]
        return await self._all("outcome", card, asked, deadline, on_event)

    async def _all(
        self,
        what: str,
        card: ToolCard,
        asked: Iterable[tuple[Guard, Question]],
        deadline: Deadline | None,
        on_event: OnEvent | None,
    ) -> tuple[Evidence, ...]:
        warnings = []
        for guard, question in asked:
            decision = await self._decided(guard, question, card, deadline)
            if decision is None:
                continue
            ruling, reason = decision.ruling, decision.reason
            if on_event is not None:
                data = {"guard": guard.name, "tool": card.name, "stage": what}
                on_event("guarded", {**data, "ruling": str(ruling), "reason": reason})
            if ruling is Ruling.WARN:
                warnings.append(_warning(guard, what, reason))
            elif ruling is not Ruling.ALLOW:
                raise _refusal(guard, card, what, decision)
        return tuple(warnings)

    async def _decided(
        self, guard: Guard, question: Question, card: ToolCard, deadline: Deadline | None
    ) -> Decision | None:
        async def ask(target: str, arguments: JsonObject) -> JsonValue:
            return await self._pool.run(
                guard.name, target, arguments, _LIMITS, deadline=deadline, what=guard.name
            )

        try:
            decision = await question(ask)
            if decision is not None:
                Ruling(decision.ruling)
            return decision
        except Exception as error:  # the border to a stranger's rule: it fails closed
            _log.exception("guard %r failed on %s", guard.name, card.name)
            why, hint = "", "see the log"
            if isinstance(error, MrklError):
                why, hint = f": {error.message}", error.hint
            return Decision(
                Ruling.DENY, f"it could not decide{why}" + (f" ({hint})" if hint else "")
            )


def _warning(guard: Guard, what: str, reason: str) -> Evidence:
    method = f"the guard {guard.name!r} screened the {what}"
    return Evidence("no rule warns of this", method, Verdict.FAILED, reason)


def _refusal(guard: Guard, card: ToolCard, what: str, decision: Decision) -> Refused:
    metadata = {"guard": guard.name, "tool": card.name, "ruling": str(decision.ruling)}
    if decision.ruling is Ruling.NEEDS_APPROVAL:
        return ApprovalNeeded(
            f"{card.name!r} needs approval: the guard {guard.name!r} says of its {what}: "
            f"{decision.reason}",
            hint="an operator may approve it in the manifest",
            metadata=metadata,
        )
    return Refused(
        f"the guard {guard.name!r} refuses {card.name!r} for its {what}: {decision.reason}",
        metadata=metadata,
    )
