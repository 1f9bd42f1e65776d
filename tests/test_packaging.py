"""The one wheel and the plugins' own projects say the same, and the wheel is whole."""

from __future__ import annotations

import os
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
    homes = {
        **{f"{folder}/{folder.name.replace('-', '_')}": "" for folder in PLUGINS},
        str(ROOT / "mrkl_core"): "",
        str(ROOT / "pddl_domains"): "mrkl_core/_data/",
        # `mrkl plugins new` writes a plugin from these very files.
        str(ROOT / "plugins" / "mrkl-roman"): "mrkl_core/_data/plugins/",
    }
    for home, where in homes.items():
        for file in tracked(Path(home)):
            assert where + file.relative_to(Path(home).parent).as_posix() in names
    assert {"mrkl_core/_data/tools_manifest.yaml", "mrkl_core/py.typed"} <= names
    assert not [name for name in names if "__pycache__" in name or "/." in name]


def test_the_wheel_works_away_from_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    site = tmp_path / "site"
    wheel.extractall(site)
    code = """if True:
        from pathlib import Path
        import mrkl_core
        from mrkl_core.manifest.load import load
        from mrkl_core.registry.manager import Registry
        from mrkl_core.registry.scaffold import new_plugin
        manifest = load()
        print(mrkl_core.__file__, manifest.path, *(t.name for t in Registry.open(manifest).targets))
        print((new_plugin("mrkl-sundial", Path()) / "mrkl_sundial" / "__init__.py").is_file())
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    (file, manifest, *names), written = (line.split() for line in done.stdout.splitlines())
    assert file == str(site / "mrkl_core" / "__init__.py")
    assert manifest == str(site / "mrkl_core" / "_data" / "tools_manifest.yaml")
    assert set(PROJECT["project"]["entry-points"]["mrkl"]) <= set(names)
    assert written == ["True"]


def tracked(folder: Path) -> list[Path]:
    """The files of a folder that a clone would have; all that are there, without git."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "."], cwd=folder, capture_output=True, text=True, check=False
    )
    names = [name for name in done.stdout.split("\0") if name]
    found = [folder / n for n in names] if done.returncode == 0 else [*folder.rglob("*")]
    return [f for f in found if f.is_file() and "__pycache__" not in f.parts]
