"""The process's first steps: what takes longest begins before anything else is imported."""

from __future__ import annotations

import sys
from contextlib import ExitStack


def main() -> None:
    """Runs `mrkl` with the process's arguments."""
    with ExitStack() as stack:
        child = None
        if sys.argv[1:3] == ["pddl", "solve"]:
            from mrkl_core.service.early import solving_child

            # On two cores, its imports and ours take the time of one of them.
            child = stack.enter_context(solving_child())
        from mrkl_core.surfaces.cli.main import cli
        from mrkl_core.surfaces.cli.session import Session

        cli.main(session=Session(child=child))
