"""`mrkl pddl`: the group; each command has a file of its own."""

from __future__ import annotations

import click

from mrkl_core.surfaces.cli.command import Group
from mrkl_core.surfaces.cli.pddl_check import lint, validate
from mrkl_core.surfaces.cli.pddl_look import domains, explain, simulate
from mrkl_core.surfaces.cli.pddl_solve import solve


@click.group(cls=Group)
def pddl() -> None:
    """Solves, validates and inspects PDDL.

    DOMAIN is a file, the name of a shipped domain, or - for stdin; PROBLEM is a file, - or,
    with a shipped domain, one of its examples (p01).
    """


for command in (solve, validate, lint, simulate, explain, domains):
    pddl.add_command(command)
