"""Guards: asked before a call, told after it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue


class Ruling(StrEnum):
    """What a guard rules. ALLOW says that no rule of it applies, never that a call is safe."""

    ALLOW = "ALLOW"
    WARN = "WARN"  # the call goes on; the reason is told with the answer
    NEEDS_APPROVAL = "NEEDS_APPROVAL"  # refused until an operator approves it
    DENY = "DENY"


@dataclass(frozen=True)
class Decision:
    """A ruling, and the rule and facts it rests on. Every decision is in the run's record."""

    ruling: Ruling
    reason: str = ""


class Ask(Protocol):
    """Runs a guard's slow work, "module:function", in a child process within limits."""

    async def __call__(self, target: str, arguments: JsonObject) -> JsonValue:
        """What the function gives, as JSON. Raises what the pool raises."""
        ...


class Guard(Protocol):
    """A rule over calls; None says that a call is not its business.

    One that raises refuses: it fails closed. It runs on the server's event loop, so it must be
    quick; what is not goes through `ask`, which runs in the process of the expert of the
    guard's name.
    """

    name: str

    async def before(self, tool: ToolCard, arguments: JsonObject, ask: Ask) -> Decision | None:
        """Decides whether this call may run."""
        ...

    async def after(self, tool: ToolCard, outcome: CallOutcome, ask: Ask) -> Decision | None:
        """Decides whether its outcome may be told."""
        ...
