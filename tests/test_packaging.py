"""The one wheel and the plugins' own projects say the same, and the wheel is whole."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLUGINS = sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def required(project: dict) -> set[str]:
    return {line.split(">")[0].split("=")[0].strip() for line in project["dependencies"]}


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda f: f.name)
def test_a_plugin_and_the_whole_agree(folder: Path) -> None:
    own = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    whole = PROJECT["project"]
    assert own["name"] == folder.name
    assert own["entry-points"]["mrkl"].items() <= whole["entry-points"]["mrkl"].items()
    assert required(own) - {"mrkl-core"} <= required(whole)
    module = folder.name.replace("-", "_")
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert f"plugins/{folder.name}/{module}" in packages
    assert (folder / "README.md").is_file()
    assert list((folder / "tests").glob("test_*.py"))


def test_every_entry_point_has_its_plugin() -> None:
    names = {f"mrkl-{name}" for name in PROJECT["project"]["entry-points"]["mrkl"]}
    assert names == {folder.name for folder in PLUGINS}


def test_the_fixed_packages_are_required() -> None:
    everything = required(PROJECT["project"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        everything |= required({"dependencies": extra})
    fixed = {"pluggy", "unified-planning", "openai", "jsonschema", "sympy", "scipy", "grpcio"}
    assert fixed | {"pytest"} <= everything


def test_requirements_name_no_index() -> None:
    for file in (ROOT / "requirements").iterdir():
        text = file.read_text(encoding="utf-8")
        for mark in ("://", "--index", "--extra-index", "--find-links", "@ "):
            assert mark not in text, f"{file.name} has {mark!r}"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (file,) = out.glob("*.whl")
    return zipfile.ZipFile(file)


def test_the_wheel_carries_what_the_checkout_has(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for path in (
        "mrkl_core/manifest/schema.json",
        "mrkl_core/_data/tools_manifest.yaml",
        "mrkl_core/_data/pddl_domains/logistics/domain.pddl",
        "mrkl_core/_data/plugins/mrkl-calculator/pyproject.toml",
        "mrkl_calculator/__init__.py",
        "mrkl_core/py.typed",
    ):
        assert path in names
    assert not [name for name in names if "__pycache__" in name]
