"""What keeps a tool from being called with these arguments, as a value."""

from __future__ import annotations

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import ArgumentsInvalid, Broken
from mrkl_core.experts.arguments import Checker
from mrkl_core.routing.references import references


def misfit(
    checker: Checker, tool: ToolCard, arguments: JsonObject, *, referring: bool = False
) -> str:
    """What does not fit, in the words a caller would read; empty if all does.

    With `referring`, a place where a reference stands may take what it will stand for.
    """
    try:
        checker.check_arguments(tool, arguments)
    except ArgumentsInvalid as error:
        later = {r.place for r in references(arguments)} if referring else ()
        wrong = [v for v in error.violations if v.field not in later]
        return "; ".join(f"{v.field} {v.description}" for v in wrong)
    except Broken as error:  # the tool's own schema cannot be used
        return error.message
    return ""
