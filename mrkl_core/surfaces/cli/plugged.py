"""Commands that plugins add, looked up when no command of ours has the name."""

from __future__ import annotations

import click

from mrkl_core.errors import MrklError
from mrkl_core.manifest.load import load
from mrkl_core.registry.manager import Registry
from mrkl_core.surfaces.cli.session import Session


def plugged_command(session: Session, name: str) -> click.Command | None:
    """The command of this name that an active plugin declares; ours cannot be replaced."""
    try:
        commands = Registry.open(load(session.manifest)).commands()
    except MrklError:  # what was typed is told first; mrkl manifest check tells the rest
        return None
    for command in commands:
        if isinstance(command, click.Command) and command.name == name:
            return command
    return None
