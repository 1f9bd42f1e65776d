"""`mrkl plugins new` in a fresh virtual environment: written, installed, listed, tested."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from mrkl_core.errors import BadRequest, Conflict
from mrkl_core.registry.scaffold import new_plugin
from mrkl_core.testing import check_plugin

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment that sees this one's libraries, so that no registry is asked."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    paths = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    # A path file, not --system-site-packages: this environment may be a virtual one itself.
    libraries = Path(paths.stdout.strip()) / "libraries.pth"
    line = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    libraries.write_text(line, encoding="utf-8")
    return python


def run(python: Path, *arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [python, *arguments], cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{arguments}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.timeout(300)
def test_a_new_plugin_installs_and_works(fresh: Path, tmp_path: Path) -> None:
    folder = new_plugin("mrkl-abacus", tmp_path)
    offline = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    run(fresh, "-m", "pip", "install", *offline, str(folder), cwd=tmp_path)

    listed = run(fresh, "-m", "mrkl_core", "plugins", "list", "--json", cwd=tmp_path)
    states = {p["name"]: (p["state"], p["distribution"]) for p in json.loads(listed)["plugins"]}
    assert states["abacus"] == ("ACTIVE", "mrkl-abacus")
    assert states["calculator"][0] == "ACTIVE"

    called = run(
        fresh, "-m", "mrkl_core", "call", "abacus.convert", "number=XIV", "--json",
        cwd=tmp_path,
    )  # fmt: skip
    assert json.loads(called)["value"]["value"] == 14

    run(fresh, "-m", "mrkl_core", "plugins", "check", str(folder), cwd=tmp_path)
    tests = run(fresh, "-m", "pytest", "-q", str(folder / "tests"), cwd=folder)
    assert " passed" in tests


def test_nothing_of_the_template_is_left(tmp_path: Path) -> None:
    folder = new_plugin("mrkl-two-words", tmp_path)
    for file in folder.rglob("*"):
        assert "oman" not in file.name
        if file.is_file():
            assert "oman" not in file.read_text(encoding="utf-8"), file
    assert (folder / "mrkl_two_words" / "__init__.py").is_file()
    assert (folder / "tests" / "test_two_words.py").is_file()
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == "mrkl-two-words"
    assert project["entry-points"]["mrkl"] == {"two_words": "mrkl_two_words"}
    assert check_plugin(folder) == ()


@pytest.mark.parametrize(
    "name", ["weather", "mrkl_x", "mrkl-", "mrkl-X", "../mrkl-x", "mrkl--x", "mrkl-if"]
)
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="mrkl-weather"):
        new_plugin(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mrkl-x").mkdir()
    with pytest.raises(Conflict):
        new_plugin("mrkl-x", tmp_path)
    assert list((tmp_path / "mrkl-x").iterdir()) == []


@pytest.mark.parametrize("name", ["mrkl-core", "mrkl-units"])
def test_a_name_that_is_taken_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="installed already"):
        new_plugin(name, tmp_path)
    assert list(tmp_path.iterdir()) == []
