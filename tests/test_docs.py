"""Every command, snippet and manifest shown in README.md and docs/ is run.

In a `console` block each `$ command` is run by a shell in one fresh folder a page; the lines
under it must appear in its output in that order, with `…` standing for anything (a whole
line of it: any lines). A command may fail on purpose: `$ command  # exit 10` says so.
`python` blocks are executed, `yaml` blocks that begin with `version:` are loaded as manifests.
Blocks of any other kind, and commands that set up or serve (make, pip, serve), are not run.
"""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_RUN = ("make ", "pip ", "git ", "cd ", "mrkl serve", "grpcurl ", "python bench/")

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """A command as a page shows it."""

    command: str
    exit_code: int
    output: list[str]


def blocks(page: Path, kind: str) -> list[str]:
    return [body for found, body in FENCE.findall(page.read_text("utf-8")) if found == kind]


def shown(block: str) -> Iterator[Shown]:
    command, code, output = "", 0, []
    for line in [*block.splitlines(), "$ "]:
        if line.startswith("$ "):
            if command and not command.startswith(NOT_RUN):
                yield Shown(command, code, output)
            command, _, comment = line[2:].partition("  # exit ")
            code, output = int(comment or 0), []
        elif command.endswith("\\"):
            command = command[:-1] + line.strip()
        elif "<<'END'" in command and not command.endswith("\nEND"):
            command += f"\n{line}"
        else:
            output.append(line)


def agrees(expected: list[str], printed: str) -> bool:
    lines = [line for line in expected if line.strip()]
    pattern = ""
    for line in lines:
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += (
                r"[ \t]*" + re.escape(line.strip()).replace("…", ".*") + r"[ \t]*\n(?:\s*\n)*"
            )
    return re.search(pattern, printed if printed.endswith("\n") else printed + "\n") is not None


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("OPENAI_BASE_URL", "MRKL_MODEL")}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return {**kept, "PATH": path, "HOME": str(tmp_path), "NO_COLOR": "1", "COLUMNS": "100"}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_shown_does_what_is_shown(
    page: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    for block in blocks(page, "console"):
        for command, code, output in shown(block):
            done = subprocess.run(
                command, shell=True, cwd=folder, env=environment, capture_output=True, text=True,
                timeout=120, stdin=subprocess.DEVNULL, check=False,
            )  # fmt: skip
            everything = done.stdout + done.stderr
            assert done.returncode == code, f"$ {command}\n{everything}"
            assert agrees(output, everything), f"$ {command}\nprinted:\n{everything}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_python_snippet_runs(page: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    for number, body in enumerate(blocks(page, "python")):
        script = tmp_path / f"snippet{number}.py"
        script.write_text(body, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(script)], cwd=tmp_path, env=environment, capture_output=True,
            text=True, timeout=120, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{body}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_manifest_shown_is_valid(page: Path, tmp_path: Path) -> None:
    from mrkl_core.manifest.load import load

    for body in blocks(page, "yaml"):
        if body.startswith("version:"):
            file = tmp_path / "tools_manifest.yaml"
            file.write_text(body, encoding="utf-8")
            load(file)


def test_every_hook_is_documented_with_its_signature() -> None:
    from mrkl_core.contracts import hookspecs

    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    for name, spec in vars(hookspecs).items():
        if name.startswith("mrkl_"):
            assert f"`{name}({', '.join(inspect.signature(spec).parameters)})`" in page
