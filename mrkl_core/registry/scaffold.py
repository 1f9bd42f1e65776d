"""Writes a new plugin from the roman expert's own files, renamed: the template cannot rot."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

from mrkl_core.errors import BadRequest, Conflict
from mrkl_core.registry.discovery import discover
from mrkl_core.resources import data_path

TEMPLATE = "roman"
_NAME = re.compile(r"mrkl-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_LEFT_OUT = ("__pycache__", "dist", "build")


def new_plugin(name: str, into: Path) -> Path:
    """Writes the plugin `name` (as in "mrkl-weather"); gives its folder, `into/name`.

    Raises BadRequest for a name that is not of that form, Conflict if the folder is there
    already or a plugin of that name is installed.
    """
    match = _NAME.fullmatch(name)
    if match is None or keyword.iskeyword(match[1]):
        raise BadRequest(
            f"a plugin is not named {name!r}",
            hint="use mrkl- and lower-case words, as in 'mrkl-weather'",
            metadata={"name": name},
        )
    module = match[1].replace("-", "_")
    if module == "core" or any(target.name == module for target in discover()):
        raise Conflict(
            f"a plugin {module!r} is installed already, and would shadow this one",
            hint="choose another name, or uninstall that plugin",
            metadata={"name": name},
        )
    folder = into / name
    if folder.exists():
        raise Conflict(
            f"{str(folder)!r} is there already",
            hint="choose another name, or --into another folder",
            metadata={"path": str(folder)},
        )
    try:
        _copy(data_path(f"plugins/mrkl-{TEMPLATE}"), folder, module)
    except OSError as error:
        raise BadRequest(
            f"{str(folder)!r} cannot be written: {error.strerror}", metadata={"path": str(folder)}
        ) from error
    return folder


def _copy(source: Path, folder: Path, module: str) -> None:
    """Copies the template's own files, with the module's name in the place of its own."""
    for file in sorted(source.rglob("*")):
        relative = file.relative_to(source)
        left_out = any(part in _LEFT_OUT or part.startswith(".") for part in relative.parts)
        if left_out or file.is_dir():
            continue
        target = folder / _renamed(relative.as_posix(), module)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_renamed(file.read_text(encoding="utf-8"), module), encoding="utf-8")


def _renamed(text: str, new: str) -> str:
    """The text with the template's name replaced in each of its spellings.

    All but the distribution's name are also names in Python: they get underscores.
    """
    return (
        text.replace(f"mrkl-{TEMPLATE}", f"mrkl-{new.replace('_', '-')}")
        .replace(TEMPLATE.capitalize(), "".join(word.capitalize() for word in new.split("_")))
        .replace(TEMPLATE.upper(), new.upper())
        .replace(TEMPLATE, new)
    )
