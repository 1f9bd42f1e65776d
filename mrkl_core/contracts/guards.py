"""Guards: asked before a call, told after it."""

from __future__ import annotations

from typing import Protocol

from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject


class Guard(Protocol):
    """A rule over calls. One that raises anything but Refused refuses too: it fails closed."""

    name: str

    def before(self, tool: ToolCard, arguments: JsonObject) -> None:
        """Raises errors.Refused, naming the rule, if this call must not run."""
        ...

    def after(self, tool: ToolCard, outcome: CallOutcome) -> None:
        """Sees the outcome; may raise errors.Refused to withhold it."""
        ...
