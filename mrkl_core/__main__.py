"""`python -m mrkl_core` is the command `mrkl`."""

from __future__ import annotations

from mrkl_core.surfaces.cli.entry import main

if __name__ == "__main__":
    main()
