"""mrkl: experts that are right, a router that knows which, and a planner that proves it.

The names below are the public face; a plugin needs nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mrkl_core.contracts.context import Limits, emit, remaining
    from mrkl_core.contracts.evidence import Evidence, Verdict
    from mrkl_core.contracts.expert import Expert
    from mrkl_core.contracts.hookspecs import hookimpl
    from mrkl_core.contracts.routing import Bid
    from mrkl_core.contracts.settings import Settings
    from mrkl_core.contracts.tool import Effect, Example, Failure, Problem, Result, Tool
    from mrkl_core.errors import MrklError
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
    "Problem",
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


_HOMES = {
    "contracts.context": ("Limits", "emit", "remaining"),
    "contracts.evidence": ("Evidence", "Verdict"),
    "contracts.expert": ("Expert",),
    "contracts.hookspecs": ("hookimpl",),
    "contracts.routing": ("Bid",),
    "contracts.settings": ("Settings",),
    "contracts.tool": ("Effect", "Example", "Failure", "Problem", "Result", "Tool"),
    "errors": ("MrklError",),
    "service.runtime": ("Runtime",),
}


def __getattr__(name: str) -> Any:
    # Each name is loaded when it is first used: importing mrkl_core costs nothing.
    for module, names in _HOMES.items():
        if name in names:
            found = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
