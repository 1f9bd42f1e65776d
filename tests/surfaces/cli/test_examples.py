"""The examples of every --help, run as they stand there.

One that needs a shell gets one; the others run in this process, which is quicker.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Iterator

import click
import pytest
from click.testing import Result

from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.main import cli

Invoke = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]

#: `serve` runs until it is stopped, `demo` is slow: both are run by tests of their own.
_ELSEWHERE = ("serve", "demo")


def _examples(group: click.Group, context: click.Context) -> Iterator[tuple[str, list[Example]]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            with click.Context(command, parent=context, info_name=name) as inner:
                yield from _examples(command, inner)
        elif isinstance(command, Command) and name not in _ELSEWHERE:
            yield f"{context.command_path} {name}", list(command.examples)


with click.Context(cli, info_name="mrkl") as _root:
    EXAMPLES = dict(_examples(cli, _root))


@pytest.mark.parametrize("command", EXAMPLES)
def test_examples_run_as_shown(command: str, mrkl: Invoke, shell: Shell) -> None:
    if command in ("mrkl runs show", "mrkl runs delete"):
        # so that there is one
        assert mrkl("call", "units.convert", "quantity=1 km", "to=m").exit_code == 0
    for example in EXAMPLES[command]:
        if set(example.line) & set("|>&;"):
            done = shell(example.line)
            code, told, errors = done.returncode, done.stdout, done.stderr
        else:
            result = mrkl(*shlex.split(example.line)[1:])
            code, told, errors = result.exit_code, result.stdout, result.stderr
        assert code == example.exit, f"{example.line}\n{told}{errors}"
        assert "Traceback" not in errors
        if "--json" in example.line:
            json.loads(told.splitlines()[-1])
