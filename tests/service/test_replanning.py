from __future__ import annotations

from pathlib import Path

import pytest

from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.errors import BadRequest, RunNotFound
from mrkl_core.service.runtime import Runtime

WORDS = (
    "Block a is on block b, block b is on the table, block c is on the table, block c is clear "
    "and block a is clear. I want block b on block c and block a on block b."
)


async def test_a_run_is_planned_on_from_what_really_happened(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'runs.db'}"
    async with Runtime.open(store_url=store, serving=False) as runtime:
        first = await runtime.plans.plan(WORDS, "blocksworld")
        assert first.plan is not None
    async with Runtime.open(store_url=store, serving=False) as runtime:
        (run,) = await runtime.runs.list(limit=1, kind="plan")
        answer = await runtime.plans.replan(run.id, "Block a is on block c.", done=2)
        assert answer.validated
        assert answer.plan is not None
        assert answer.plan != first.plan
        assert any("observed" in assumption for assumption in answer.assumptions)

        lost = await runtime.plans.replan(run.id, "It rains cats.")
        assert lost.status is FormalizeStatus.NOT_UNDERSTOOD
        with pytest.raises(BadRequest, match="no plan of 99 steps"):
            await runtime.plans.replan(run.id, "Block a is on block c.", done=99)
        with pytest.raises(RunNotFound):
            await runtime.plans.replan("nothing", "Block a is on block c.")


async def test_what_still_works_of_a_plan_is_kept() -> None:
    async with Runtime.open(store_url="sqlite://", serving=False) as runtime:
        first = await runtime.plans.plan(WORDS, "blocksworld")
        assert first.plan is not None
        # As planned, but somebody already put block a down: one step fewer is left.
        answer = await runtime.plans.replan(first.run, "Block a is on the table.", done=1)
        assert answer.plan == first.plan[2:]
        assert answer.engine == ""
        assert answer.validated
        assert answer.steps == first.steps[2:]
