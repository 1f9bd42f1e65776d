"""Writes mrkl_core/_gen from protos/mrkl; with --check, fails if the two do not agree.

protoc writes imports that only work if its output folder is on sys.path; they are rewritten
to the package's own path. The version of grpcio-tools is part of the output (a stub refuses an
older grpcio), so only the one pinned in pyproject.toml may write it.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROTOS = ROOT / "protos"
GENERATED = ROOT / "mrkl_core" / "_gen"
PACKAGE = "mrkl_core._gen"


def pinned() -> str:
    """The version of grpcio-tools that pyproject.toml pins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["optional-dependencies"]["dev"]:
        name, _, pin = requirement.partition("==")
        if name == "grpcio-tools" and pin:
            return str(pin)
    raise SystemExit("pyproject.toml pins no grpcio-tools in its extra 'dev'")


def generate() -> dict[Path, str]:
    """The generated files, by path below mrkl_core/_gen."""
    import grpc_tools
    from grpc_tools import protoc

    wanted, found = pinned(), version("grpcio-tools")
    if found != wanted:
        raise SystemExit(
            f"grpcio-tools is {found}, expected {wanted}; run: pip install grpcio-tools=={wanted}"
        )
    sources = sorted(str(p.relative_to(PROTOS)) for p in (PROTOS / "mrkl").rglob("*.proto"))
    well_known = Path(grpc_tools.__file__).parent / "_proto"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        options = [f"--{kind}_out={out}" for kind in ("python", "pyi", "grpc_python")]
        if protoc.main(["protoc", f"-I{PROTOS}", f"-I{well_known}", *options, *sources]) != 0:
            raise SystemExit("protoc failed; what is wrong stands above")
        files = {
            path.relative_to(out): localized(path.read_text(encoding="utf-8"))
            for path in out.rglob("*.py*")
            if has_content(path)
        }
    for folder_path in {parent for path in files for parent in path.parents}:
        files[folder_path / "__init__.py"] = ""
    return files


def has_content(path: Path) -> bool:
    """False for the service stubs that protoc also writes for a file without services."""
    return not path.name.endswith("_pb2_grpc.py") or "class " in path.read_text(encoding="utf-8")


def localized(text: str) -> str:
    """Generated code whose imports of mrkl.* name the package it lies in."""
    return re.sub(r"^from mrkl\.", f"from {PACKAGE}.mrkl.", text, flags=re.MULTILINE)


def committed() -> dict[Path, str]:
    """The files that are there now."""
    return {
        path.relative_to(GENERATED): path.read_text(encoding="utf-8")
        for path in GENERATED.rglob("*.py*")
        if path.suffix in (".py", ".pyi")
    }


def main() -> int:
    """Writes or checks; the exit code is 1 on drift."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on drift")
    check = parser.parse_args().check
    new, old = generate(), committed()
    drift = sorted(path for path in new.keys() | old.keys() if new.get(path) != old.get(path))
    for path in drift:
        print(f"{'differs' if check else 'wrote'}: mrkl_core/_gen/{path}", file=sys.stderr)
        if check:
            continue
        if path in new:
            (GENERATED / path).parent.mkdir(parents=True, exist_ok=True)
            (GENERATED / path).write_text(new[path], encoding="utf-8")
        else:
            (GENERATED / path).unlink()
    if check and drift:
        print("run: python protos/generate.py", file=sys.stderr)
    return 1 if check and drift else 0


if __name__ == "__main__":
    sys.exit(main())
