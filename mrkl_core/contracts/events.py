"""What happens on the way from words to an answer, as one stream for every surface."""

from __future__ import annotations

from dataclasses import field

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Event:
    """One thing that happened in a run; `at_s` counts seconds from the run's start.

    Kinds in use: routed, calling, called, formalized, repaired, solving, plan_found,
    validated, narrated, refused, failed, answered. New kinds may come; readers skip what
    they do not know.
    """

    kind: str
    at_s: float
    data: JsonObject = field(default_factory=dict)
