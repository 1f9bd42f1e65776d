"""Engines through unified-planning, each in an interpreter of its own."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import SolveOptions, SolveStatus
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.engines import engine_cards
from mrkl_core.planning.engines.unified import unified_engines
from mrkl_core.planning.solve import solve


@pytest.mark.parametrize("name", [known.name for known in unified_engines()])
def test_an_engine_of_unified_planning_solves_or_says_how_to_get_it(drive, name):
    options = SolveOptions(engine=name, timeout_s=60)
    if not {card.name: card for card in engine_cards()}[name].installed:
        with pytest.raises(EngineMissing, match="is not installed") as caught:
            solve(drive.domain, drive.problem, options)
        assert caught.value.hint.startswith("pip install unified-planning ")
        return
    found = solve(drive.domain, drive.problem, options)
    if found.status is SolveStatus.NO_PLAN_FOUND:
        pytest.skip(found.reasons[-1])  # installed, and lacking what it needs itself
    assert found.validated
    assert found.plan == (("drive", "t", "a", "b"), ("drive", "t", "b", "c"))
