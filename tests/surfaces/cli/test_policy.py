"""`mrkl manifest`, `plugins` and `doctor`: what is on, what is loaded, what works."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]


def test_a_typo_in_the_manifest_is_shown_with_path_and_line(mrkl: Invoke, folder: Path) -> None:
    (folder / "m.yaml").write_text(
        "version: 1\nexperts:\n  calculator:\n    limits: {timeout: 2}\n", encoding="utf-8"
    )
    for arguments in (("manifest", "check", "m.yaml"), ("ask", "2+2", "--manifest", "m.yaml")):
        result = mrkl(*arguments)
        assert result.exit_code == 30, arguments
        assert "m.yaml:4" in result.stderr
        assert "timeout" in result.stderr
        assert "experts" in result.stderr
    error = json.loads(mrkl("manifest", "check", "m.yaml", "--json").stdout)["error"]
    assert error["code"] == "MANIFEST_INVALID"
    assert error["location"]["line"] == 4


def test_a_manifest_that_is_not_there_is_named(mrkl: Invoke) -> None:
    result = mrkl("--manifest", "nowhere.yaml", "ask", "2+2")
    assert 30 <= result.exit_code <= 39
    assert "nowhere.yaml" in result.stderr


def test_a_sound_manifest_is_said_to_be_sound(mrkl: Invoke) -> None:
    result = mrkl("manifest", "check")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("✓")
    assert json.loads(mrkl("manifest", "check", "--json").stdout)["valid"] is True


def test_plugins_are_listed_with_their_states(mrkl: Invoke, folder: Path) -> None:
    (folder / "m.yaml").write_text("version: 1\nplugins: {block: [units]}\n", encoding="utf-8")
    result = mrkl("plugins", "list", "--json", "--manifest", "m.yaml")
    states = {p["name"]: p["state"] for p in json.loads(result.stdout)["plugins"]}
    assert states["calculator"] == "ACTIVE"
    assert states["units"] == "BLOCKED"
    assert "blocked" in mrkl("plugins", "list", "--manifest", "m.yaml").stdout


def test_a_new_plugin_is_not_written_over(mrkl: Invoke, folder: Path) -> None:
    result = mrkl("plugins", "new", "mrkl-tides", "--into", "mine")
    assert result.exit_code == 0, result.output
    assert (folder / "mine" / "mrkl-tides" / "pyproject.toml").is_file()
    again = mrkl("plugins", "new", "mrkl-tides", "--into", "mine")
    assert 30 <= again.exit_code <= 39
    assert "mrkl-tides" in again.stderr


def test_the_doctor_says_what_works_and_how_to_get_the_rest(mrkl: Invoke) -> None:
    result = mrkl("doctor", "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["ok"] is True
    assert {"python", "mrkl", "manifest", "plugins", "engines", "models", "store"} <= set(document)
    engines = {engine["name"]: engine for engine in document["engines"]}
    assert engines["kairos"]["installed"] is True
    assert all(engine["installed"] or engine["install"] for engine in engines.values())
    told = mrkl("doctor").stdout
    assert "✓" in told
    assert "kairos" in told


def test_the_doctor_fails_where_the_core_does_not_work(mrkl: Invoke, folder: Path) -> None:
    (folder / "m.yaml").write_text("version: 1\nversoin: 2\n", encoding="utf-8")
    result = mrkl("doctor", "--json", "--manifest", "m.yaml")
    assert result.exit_code == 33
    document = json.loads(result.stdout)
    assert document["ok"] is False
    assert "versoin" in document["manifest"]["problem"]


def test_the_doctor_sees_a_store_that_cannot_be_written(
    mrkl: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MRKL_STORE", str(folder / "domain.pddl" / "runs.db"))
    result = mrkl("doctor", "--json")
    assert result.exit_code == 33
    assert json.loads(result.stdout)["store"]["problem"]


def test_the_doctor_looks_past_a_required_plugin_that_is_missing(
    mrkl: Invoke, folder: Path
) -> None:
    (folder / "m.yaml").write_text("version: 1\nplugins: {required: [tides]}\n", encoding="utf-8")
    result = mrkl("doctor", "--json", "--manifest", "m.yaml")
    assert result.exit_code == 33
    document = json.loads(result.stdout)
    assert "'tides'" in document["manifest"]["problem"]
    assert {plugin["state"] for plugin in document["plugins"]} == {"ACTIVE"}
    assert "✗" in mrkl("doctor", "--manifest", "m.yaml").stdout


@pytest.mark.parametrize("command", [("ask", "2+2"), ("pddl", "solve", "blocksworld", "p01")])
def test_an_answer_that_cannot_be_kept_is_an_answer(
    mrkl: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("MRKL_STORE", str(folder / "domain.pddl" / "runs.db"))
    result = mrkl(*command, "--json")
    assert result.exit_code == 0
    json.loads(result.stdout)  # one document, not two
    assert "warning: the run store" in result.stderr
    assert "MRKL_STORE" in result.stderr


@pytest.mark.parametrize("line", ["ask $'\\xff'", "plan $'\\xff'", "route $'\\xff'"])
def test_words_that_are_no_text_are_refused(shell: Shell, line: str) -> None:
    done = shell(f"mrkl {line}")
    assert done.returncode == 30
    assert "not UTF-8" in done.stderr


def test_an_argument_that_is_no_text_is_refused_and_its_run_kept(shell: Shell) -> None:
    done = shell("mrkl call calculator.evaluate expression=$'\\xff'; mrkl runs show last")
    assert "half a character" in done.stderr
    assert "ARGUMENTS_INVALID" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("plugins", "new", "mrkl-tides", "--into", "/dev/null"),
        ("pddl", "show", "domain.pddl", "problem.pddl", "--graph", "/dev/null/p.svg"),
        ("pddl", "simulate", "blocksworld", "p01", "p01", "--html", "/dev/null/p.html"),
        ("eval", "new", "/dev/null/own.jsonl"),
    ],
)
def test_a_file_that_cannot_be_written_is_named(mrkl: Invoke, command: tuple[str, ...]) -> None:
    result = mrkl(*command)
    assert result.exit_code == 30
    assert "/dev/null/" in result.stderr
    assert "bug of mrkl" not in result.stderr
