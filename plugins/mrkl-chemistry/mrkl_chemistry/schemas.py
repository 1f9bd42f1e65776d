"""Pieces of the tools' schemas.

Each argument schema names its operation under `x-mrkl-operation`: what the guard decides by.
"""

from __future__ import annotations

from mrkl_core.schemas import Schema, arguments, text

SUBSTANCE = text(
    "A name, formula, CAS number, InChI, InChIKey or SMILES.",
    *("caffeine", "64-17-5", "CC(=O)O"),
    minLength=1,
    maxLength=4000,
)


def amount(description: str, example: str) -> Schema:
    """A quantity with its unit, in words."""
    return text(description, example, maxLength=60)


def takes(operation: str, required: str, **properties: Schema) -> Schema:
    """The schema of a tool's arguments; `required` names those that must be there."""
    needed = {name: properties.pop(name) for name in required.split()}
    return {**arguments(needed, **properties), "x-mrkl-operation": operation}
