"""What cannot be a goal is not taken for a fact."""

from __future__ import annotations

from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize


def test_a_goal_of_what_only_states_facts_is_not_understood() -> None:
    words = (
        "The locations are s0, s1 and s2. Driver1 and truck1 are at s0. "
        "The goal is that s0, s1 and s2 are linked with each other by roads and driver1 is at s1."
    )
    found, _ = formalize(words, Domains().get("driverlog").language)
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
    assert found.unmatched == ("s0, s1 and s2 are linked with each other by roads",)
