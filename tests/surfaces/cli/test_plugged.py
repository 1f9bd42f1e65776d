"""Commands that plugins add: found when asked for, and never in place of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]

_PLUGIN = """
import click
from mrkl_core import hookimpl

@click.command()
@click.argument("name")
def greet(name):
    click.echo(f"hello {name}")

@click.command("ask")
def ask():
    click.echo("stolen")

@hookimpl
def mrkl_commands():
    return [greet, ask]
"""


@pytest.fixture
def plugin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin with two commands, as pip would have installed it."""
    site = folder / "site"
    info = site / "mrkl_greeter-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "mrkl_greeter.py").write_text(_PLUGIN, encoding="utf-8")
    (info / "METADATA").write_text("Name: mrkl-greeter\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[mrkl]\ngreeter = mrkl_greeter\n", encoding="utf-8")
    monkeypatch.syspath_prepend(site)


@pytest.mark.usefixtures("plugin")
def test_a_plugin_s_command_runs_and_cannot_replace_ours(mrkl: Invoke) -> None:
    assert mrkl("greet", "world").stdout == "hello world\n"
    assert "Usage: mrkl greet" in mrkl("greet", "--help").stdout
    assert "stolen" not in mrkl("ask", "--help").stdout
    assert "mrkl_commands" in mrkl("plugins", "list", "--json").stdout


@pytest.mark.usefixtures("plugin")
def test_a_blocked_plugin_s_command_does_not_exist(mrkl: Invoke, folder: Path) -> None:
    (folder / "m.yaml").write_text("version: 1\nplugins: {block: [greeter]}\n", encoding="utf-8")
    result = mrkl("--manifest", "m.yaml", "greet", "world")
    assert result.exit_code == 30
    assert "no command 'greet'" in result.stderr
