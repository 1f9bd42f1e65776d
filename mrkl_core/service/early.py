"""The child that will solve, begun before it is known what."""

from __future__ import annotations

from mrkl_core.experts.once import Once


def solving_child() -> Once:
    """A child that is importing what a search needs."""
    return Once("planning", "mrkl_core.planning.solve_job:solve")
