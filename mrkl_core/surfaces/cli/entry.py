"""The process's first steps: what takes longest begins before anything else is imported."""

from __future__ import annotations

import gc
import os
import sys
import time

#: Objects made between two looks for garbage. What is imported is none, and looking for it
#: each 700 objects took a tenth of the start.
_GARBAGE_EVERY = 50_000


def main() -> None:
    """Runs `mrkl` with the process's arguments."""
    gc.set_threshold(_GARBAGE_EVERY)
    if sys.argv[1:3] == ["pddl", "solve"]:
        _solve()
    from mrkl_core.surfaces.cli.main import cli

    cli.main()


def _solve() -> None:
    """`mrkl pddl solve`, whose child is begun first: on two cores its imports take no time."""
    began = time.monotonic()
    from mrkl_core.service.early import solving_child

    try:
        with solving_child() as child:
            from mrkl_core.surfaces.cli.main import cli
            from mrkl_core.surfaces.cli.session import Session

            cli.main(session=Session(child=child, began=began))
    except SystemExit as end:
        # All is written and every child has gone: taking the interpreter down piece by piece
        # would take as long as many a search.
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)
