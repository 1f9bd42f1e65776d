"""What is wrong with a tool's arguments."""

from __future__ import annotations

from jsonschema import Draft202012Validator

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import Violation


def misfits(tool: ToolCard, arguments: JsonObject) -> tuple[Violation, ...]:
    """One violation for each thing that the tool's schema does not allow."""
    return tuple(
        Violation(e.json_path, e.message)
        for e in Draft202012Validator(tool.arguments).iter_errors(arguments)
    )
