"""`mrkl pddl`: the group; each command has a file of its own, imported when it is used."""

from __future__ import annotations

import click

from mrkl_core.surfaces.cli.lazy import LazyCommand, LazyGroup

_HERE = "mrkl_core.surfaces.cli"

COMMANDS = {
    "solve": LazyCommand(f"{_HERE}.pddl_solve", "solve", "Find a plan, and check it."),
    "validate": LazyCommand(f"{_HERE}.pddl_check", "validate", "Say whether a plan works."),
    "lint": LazyCommand(f"{_HERE}.pddl_lint", "lint", "Say what is wrong or odd."),
    "fmt": LazyCommand(f"{_HERE}.pddl_fmt", "fmt", "Lay out PDDL files in one style."),
    "show": LazyCommand(f"{_HERE}.pddl_show", "show", "Show a domain or problem to read."),
    "equiv": LazyCommand(f"{_HERE}.pddl_equiv", "equiv", "Say whether two problems are the same."),
    "simulate": LazyCommand(f"{_HERE}.pddl_simulate", "simulate", "Show what each step changes."),
    "explain": LazyCommand(f"{_HERE}.pddl_explain", "explain", "Say why: no plan, or this one."),
    "engines": LazyCommand(f"{_HERE}.pddl_engines", "engines", "List the engines, here or not."),
    "domains": LazyCommand(f"{_HERE}.pddl", "domains", "List, check and draft domains."),
}

DOMAINS = {
    "show": LazyCommand(f"{_HERE}.pddl_domains", "show", "List the domains, or show one."),
    "check": LazyCommand(f"{_HERE}.pddl_domains", "check", "Prove a domain's language."),
    "new": LazyCommand(f"{_HERE}.pddl_domains", "new", "Draft a language for a domain."),
}


class _Domains(LazyGroup):
    """A group that lists or shows where no command of it is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts "show" before what is no command and no call for help."""
        if not args or (args[0] not in DOMAINS and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.command(cls=_Domains, lazy=DOMAINS)
def domains() -> None:
    """Lists the domains that have a name, shows one, checks a language or drafts one."""


@click.command(cls=LazyGroup, lazy=COMMANDS)
def pddl() -> None:
    """Solves, validates and inspects PDDL.

    DOMAIN is a file, the name of a shipped domain, or - for stdin; PROBLEM is a file, - or,
    with a shipped domain, one of its examples (p01).
    """
