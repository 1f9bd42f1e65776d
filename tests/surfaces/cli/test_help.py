"""`mrkl --help` and its like: complete, quick, and honest about what does not exist."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from mrkl_core.surfaces.cli.command import Command
from mrkl_core.surfaces.cli.main import COMMANDS, cli

#: What costs too much to load for a page of help.
HEAVY = {
    "asyncio", "grpc", "jsonschema", "kairos", "logging", "mrkl_core.service",
    "mrkl_core.registry", "openai", "pluggy", "rich", "sqlalchemy", "sympy", "yaml",
}  # fmt: skip


def _commands(
    group: click.Group, context: click.Context, path: tuple[str, ...] = ("mrkl",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, context, (*path, name))
        else:
            yield (*path, name), command


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, atexit, json\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
        "sys.argv = ['mrkl', '--help']\n"
        "from mrkl_core.surfaces.cli.entry import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert "Usage: mrkl" in done.stdout
    assert not HEAVY & set(json.loads(done.stderr))


def test_every_command_has_help_with_examples_and_json() -> None:
    with click.Context(cli, info_name="mrkl") as context:
        found = dict(_commands(cli, context))
    assert len(found) > 20
    for path, command in found.items():
        assert isinstance(command, Command), path
        assert command.examples, path
        page = CliRunner().invoke(cli, [*path[1:], "--help"])
        assert page.exit_code == 0, path
        for example in command.examples:
            assert example.line in page.output, path
        assert "--json" in page.output
        assert command.help, path


def test_the_table_of_commands_says_what_each_command_says_of_itself() -> None:
    listed = CliRunner().invoke(cli, ["--help"]).output
    for name, entry in COMMANDS.items():
        assert entry.load().name == name
        assert entry.help in listed


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [(["aks", "2+2"], "'ask'"), (["pddl", "sovle"], "'solve'"), (["tools", "lst"], "'list'")],
)
def test_an_unknown_command_names_the_nearest(arguments: list[str], nearest: str) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 30
    assert result.stdout == ""
    assert f"did you mean {nearest}" in result.stderr


def test_an_unknown_option_names_the_nearest_also_in_json() -> None:
    result = CliRunner().invoke(cli, ["pddl", "solve", "a", "b", "--optimla", "--json"])
    assert result.exit_code == 30
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "BAD_REQUEST"
    assert "--optimla" in error["message"]
    assert error["hint"] == "see mrkl pddl solve --help"
    assert "--optimal" in error["message"]


def test_without_arguments_the_help_is_shown() -> None:
    assert "Commands:" in CliRunner().invoke(cli, []).output
    assert "solve" in CliRunner().invoke(cli, ["pddl"]).output


def test_the_version_is_the_package_s() -> None:
    from mrkl_core import __version__

    assert CliRunner().invoke(cli, ["--version"]).output == f"mrkl, version {__version__}\n"
