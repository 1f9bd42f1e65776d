"""A folder to run commands in, with what the examples of --help name, and a store of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mrkl_core.resources import data_path
from mrkl_core.surfaces.cli.main import cli

Invoke = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with a domain, a problem and a plan."""
    blocksworld = data_path("pddl_domains") / "blocksworld"
    shipped = {"domain.pddl": "domain.pddl", "p01.pddl": "problem.pddl", "p01.plan": "the.plan"}
    for source, name in shipped.items():
        (tmp_path / name).write_bytes((blocksworld / source).read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MRKL_STORE", str(tmp_path / "runs.db"))
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "MRKL_MODEL", "MRKL_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def mrkl(folder: Path) -> Invoke:
    """Runs `mrkl` inside this process; children it starts are real."""

    def invoke(*arguments: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(cli, arguments, input=stdin)

    return invoke


@pytest.fixture
def shell(folder: Path) -> Shell:
    """Runs a line as a person would, in a shell that knows `mrkl`."""
    (folder / "bin").mkdir()
    script = folder / "bin" / "mrkl"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m mrkl_core "$@"\n', "utf-8")
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"

    def run(line: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            cwd=folder,
            env={**os.environ, "PATH": path},
        )

    return run
