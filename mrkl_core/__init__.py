"""mrkl: experts that are right, a router that knows which, and a planner that proves it.

The names below are the public face; a plugin needs nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.context import Limits, emit, remaining
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.routing import Bid
from mrkl_core.contracts.settings import Settings
from mrkl_core.contracts.tool import Effect, Example, Failure, Result, Tool
from mrkl_core.errors import MrklError

if TYPE_CHECKING:
    from mrkl_core.contracts.hookspecs import hookimpl
    from mrkl_core.service.runtime import Runtime

__all__ = [
    "Bid",
    "Effect",
    "Evidence",
    "Example",
    "Expert",
    "Failure",
    "Limits",
    "MrklError",
    "Result",
    "Runtime",
    "Settings",
    "Tool",
    "Verdict",
    "emit",
    "hookimpl",
    "remaining",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # pluggy and the runtime are loaded when first used: importing mrkl_core stays cheap.
    if name == "hookimpl":
        from mrkl_core.contracts.hookspecs import hookimpl

        return hookimpl
    if name == "Runtime":
        from mrkl_core.service.runtime import Runtime

        return Runtime
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
