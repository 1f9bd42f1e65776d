"""What keeps a tool from being called with these arguments, as a value."""

from __future__ import annotations

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import ArgumentsInvalid, Broken
from mrkl_core.experts.arguments import Checker


def misfit(checker: Checker, tool: ToolCard, arguments: JsonObject) -> str:
    """What does not fit, in the words a caller would read; empty if all does."""
    try:
        checker.check_arguments(tool, arguments)
    except ArgumentsInvalid as error:
        return "; ".join(f"{v.field} {v.description}" for v in error.violations)
    except Broken as error:  # the tool's own schema cannot be used
        return error.message
    return ""
