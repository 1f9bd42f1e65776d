"""Pieces of the tools' schemas.

Each argument schema names its operation under `x-mrkl-operation`: what the guard decides by.
"""

from __future__ import annotations

from mrkl_core.contracts.jsonvalue import JsonObject

SUBSTANCE: JsonObject = {
    "type": "string",
    "description": "A name, formula, CAS number, InChI, InChIKey or SMILES.",
    "examples": ["caffeine", "64-17-5", "CC(=O)O"],
    "minLength": 1,
    "maxLength": 4000,
}


def takes(operation: str, required: str, **properties: JsonObject) -> JsonObject:
    """The schema of a tool's arguments; `required` names those that must be there."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
        "x-mrkl-operation": operation,
    }


def gives(**properties: JsonObject) -> JsonObject:
    """The schema of a tool's result."""
    return {"type": "object", "required": list(properties), "properties": properties}
