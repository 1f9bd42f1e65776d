"""The settings a plugin may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from mrkl_core.errors import nearest
from mrkl_core.records import dataclass

T = TypeVar("T")

#: What a manifest writes for a field of each type; other types are their owner's to check.
_WRITTEN: Mapping[Any, tuple[str, tuple[type, ...]]] = {
    int: ("a whole number", (int,)),
    float: ("a number", (int, float)),
    str: ("a text", (str,)),
    Path: ("a path", (str,)),
    tuple[str, ...]: ("a list", (list, tuple)),
    Mapping[str, Any]: ("a section", (Mapping,)),
}


@dataclass(frozen=True)
class Settings:
    """The `config` sections of the manifest, by expert name, and its `models` section.

    A model's key is not among them: it stays in the environment.
    """

    experts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    models: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def config(self, expert: str) -> Mapping[str, Any]:
        """This expert's `config` section; empty if there is none."""
        return self.experts.get(expert, {})

    def read(self, expert: str, cls: type[T]) -> T:
        """This expert's section as a dataclass of its own. Raises ValueError, naming the key."""
        return cls(**checked(self.config(expert), cls, f"experts.{expert}.config"))


def checked(section: Mapping[str, Any], cls: type, where: str) -> Mapping[str, Any]:
    """The section, if it is made of fields of `cls`; a section in it as the dataclass that its
    field is. Raises ValueError, naming the key.
    """
    kinds = get_type_hints(cls)
    if unknown := [name for name in section if name not in kinds]:
        raise ValueError(f"{where} has {unknown[0]!r}; {nearest(unknown[0], kinds)}")
    return {name: _field(value, kinds[name], f"{where}.{name}") for name, value in section.items()}


def _field(value: Any, kind: Any, where: str) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise ValueError(f"{where} is not a section")
        return kind(**checked(value, kind, where))
    told, types = _WRITTEN.get(kind, ("", (object,)))
    if not isinstance(value, types) or (told and isinstance(value, bool)):
        raise ValueError(f"{where} is not {told}")  # its value may be a key
    return value
