"""The planner expert: planning problems in words or PDDL, solved and validated."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Expert, hookimpl
from mrkl_planner import reasoning, texts
from mrkl_planner.bids import bid
from mrkl_planner.tools import DOMAINS, PLAN, SOLVE, VALIDATE


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "planner",
        "Finds validated plans: sequences of actions that lead from what is to what should be.",
        (PLAN, SOLVE, VALIDATE, DOMAINS, *reasoning.TOOLS, *texts.TOOLS),
        examples=(
            "Block a is on block b, block b is on the table and block a is clear. "
            "I want block b on block a.",
        ),
        keywords=("plan", "steps", "goal", "move", "deliver", "pddl", "schedule", "sequence"),
        bid=bid,
        preload=("mrkl_core.planning.jobs",),
    )
