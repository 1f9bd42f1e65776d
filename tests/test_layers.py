"""Who may import whom. The rules are those of CONTRIBUTING.md; an exception has its reason."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "mrkl_core"

#: From the ground up; a module may import what stands on a lower step. Names on one step are
#: siblings and do not import each other.
STEPS = [
    {"records", "schemas"},
    {"errors", "resources", "kept", "_gen"},
    {"contracts"},
    {"manifest", "web"},
    {"registry"},
    {"experts", "models"},
    {"routing", "planning", "testing"},
    {"strategies", "evaluation"},
    {"service"},
    {"surfaces", "client"},
]
STEP = {name: number for number, names in enumerate(STEPS) for name in names}

#: Third-party packages that have one home.
HOMES = {
    "grpc": ("surfaces/grpc", "_gen", "client"),
    "google": ("surfaces/grpc", "_gen", "client"),
    "pluggy": ("contracts/hookspecs.py", "registry"),
    "unified_planning": ("planning",),
    "kairos": ("planning",),
    "openai": ("models",),
    "httpcore2": ("web/exchange.py",),
    "sqlalchemy": ("service/store.py",),
    "click": ("surfaces/cli", "contracts/hookspecs.py"),  # there for a type only
}

#: Module, or a folder at the top → what it may import against the rule, and why.
EXCEPTIONS = {
    # The client speaks the server's dialect: one pair of converters for both ends.
    "client": {"surfaces"},
    # The public face names the runtime, and loads it when it is first used.
    "__init__.py": {"contracts", "errors", "service"},
    # `python -m mrkl_core` is the command line.
    "__main__.py": {"surfaces"},
}

HEAVY = (
    *("grpc", "unified_planning", "openai", "sympy", "scipy", "pint", "sqlalchemy", "kairos"),
    *("jsonschema", "yaml", "click", "rich", "pluggy", "asyncio", "httpcore2"),
)


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if "_data" not in p.parts)


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides where it goes"
            assert node.module is not None
            yield node.module


@pytest.mark.parametrize("file", modules(), ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(file: Path) -> None:
    relative = file.relative_to(PACKAGE)
    name = relative.as_posix()
    layer = relative.parts[0].removesuffix(".py")
    for module in imports(file):
        top, _, rest = module.partition(".")
        if top == "mrkl_core" and rest:
            other = rest.partition(".")[0]
            if other == layer or other in EXCEPTIONS.get(name, EXCEPTIONS.get(layer, ())):
                continue
            assert other in STEP, f"{name} imports {module}, which is on no step"
            assert STEP[other] < STEP[layer], f"{name} ({layer}) imports {module}"
        homes = HOMES.get(top)
        assert homes is None or name.startswith(homes), f"{name} imports {module}"


def test_surfaces_do_not_import_each_other() -> None:
    folders = [path for path in (PACKAGE / "surfaces").iterdir() if path.is_dir()]
    assert folders
    for folder in folders:
        others = tuple(f"mrkl_core.surfaces.{f.name}" for f in folders if f != folder)
        for file in folder.rglob("*.py"):
            if file == PACKAGE / "surfaces" / "cli" / "serve.py":
                continue  # `mrkl serve` starts a server: the one way from one to the others
            for module in imports(file):
                assert not module.startswith(others), f"{file} imports {module}"


def test_plugins_import_only_mrkl_core_of_ours() -> None:
    for file in (ROOT / "plugins").glob("*/mrkl_*/**/*.py"):
        own = next(part for part in file.parts if part.startswith("mrkl_"))
        for module in imports(file):
            top = module.partition(".")[0]
            assert not top.startswith("mrkl") or top in ("mrkl_core", own), f"{file}: {module}"


def test_importing_mrkl_core_loads_nothing_heavy() -> None:
    code = f"import sys, mrkl_core; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
