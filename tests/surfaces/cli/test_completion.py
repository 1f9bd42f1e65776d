"""Shell completion: scripts that shells accept, and names that exist."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]


def _completed(folder: Path, words: str, *more: str) -> list[str]:
    """What bash would offer after these words; the last may be unfinished."""
    done = subprocess.run(
        [sys.executable, "-m", "mrkl_core", *more],
        env={
            **os.environ,
            "_MRKL_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("mrkl a", ["ask"]),
        ("mrkl pddl so", ["solve"]),
        ("mrkl pddl solve --opt", ["--optimal"]),
        ("mrkl pddl solve log", ["logistics"]),
        ("mrkl pddl solve logistics p0", ["p01", "p02", "p03", "p04", "p05"]),
        ("mrkl pddl solve logistics p01 --engine ka", ["kairos"]),
        ("mrkl tools show calculator.ev", ["calculator.evaluate"]),
        ("mrkl completion f", ["fish"]),
    ],
)
def test_names_that_exist_are_offered(folder: Path, words: str, offered: list[str]) -> None:
    found = _completed(folder, words)
    assert [name for name in found if name in offered] == offered


def test_a_broken_manifest_does_not_spill_into_the_command_line(folder: Path) -> None:
    (folder / "tools_manifest.yaml").write_text("versoin: 1\n", encoding="utf-8")
    assert _completed(folder, "mrkl call calc") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_it_can_read(mrkl: Invoke, shell: str, folder: Path) -> None:
    result = mrkl("completion", shell)
    assert result.exit_code == 0, result.output
    assert "_MRKL_COMPLETE" in result.stdout
    assert json.loads(mrkl("completion", shell, "--json").stdout)["script"] == result.stdout
    if shutil.which(shell):
        (folder / "script").write_text(result.stdout, encoding="utf-8")
        subprocess.run([shell, "-n", "script"], check=True, timeout=30, cwd=folder)
