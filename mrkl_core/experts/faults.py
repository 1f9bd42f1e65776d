"""Errors on their way out of a child: as JSON, and back as the same class."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mrkl_core import errors
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import Location, MrklError, Violation


def dump(error: MrklError) -> JsonObject:
    """The JSON form of an error of our tree.

    A plugin's own subclass travels as the nearest class that the parent knows.
    """
    known = next(c for c in type(error).__mro__ if getattr(errors, c.__name__, None) is c)
    return {
        "class": known.__name__,
        "message": error.message,
        "hint": error.hint,
        "metadata": {str(k): str(v) for k, v in error.metadata.items()},
        "violations": [asdict(v) for v in error.violations],
        "location": asdict(error.location) if error.location else None,
        "retry_after_s": error.retry_after_s,
    }


def load(data: JsonObject) -> MrklError:
    """The error that `dump` wrote. Raises KeyError or TypeError for anything else."""
    cls: Any = getattr(errors, data["class"])
    if not (isinstance(cls, type) and issubclass(cls, MrklError)):
        raise TypeError(f"{data['class']!r} is no error")
    return cls(
        data["message"],
        hint=data["hint"],
        metadata=data["metadata"],
        violations=[Violation(**v) for v in data["violations"]],
        location=Location(**data["location"]) if data["location"] else None,
        retry_after_s=data["retry_after_s"],
    )
