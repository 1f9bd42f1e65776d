"""The examples of every --help, run as they stand there."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator

import click
import pytest

from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.main import cli

Shell = Callable[..., subprocess.CompletedProcess[str]]


def _examples(group: click.Group, context: click.Context) -> Iterator[tuple[str, list[Example]]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            with click.Context(command, parent=context, info_name=name) as inner:
                yield from _examples(command, inner)
        elif isinstance(command, Command) and name != "serve":  # it serves until it is stopped
            yield f"{context.command_path} {name}", list(command.examples)


with click.Context(cli, info_name="mrkl") as _root:
    EXAMPLES = dict(_examples(cli, _root))


@pytest.mark.parametrize("command", EXAMPLES)
def test_examples_run_as_shown(command: str, shell: Shell) -> None:
    if "runs show" in command:
        assert shell("mrkl ask 2+2").returncode == 0  # so that there is one to show
    for example in EXAMPLES[command]:
        done = shell(example.line)
        assert done.returncode == example.exit, f"{example.line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
