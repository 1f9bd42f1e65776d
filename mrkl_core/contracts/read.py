"""Reads our dataclasses back from JSON: the inverse of `jsonvalue.to_json`."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def from_json(cls: type[T], value: Any) -> T:
    """The `cls` that `to_json` wrote as `value`.

    Fields that are missing take their defaults; unknown ones are passed over, so that an
    older reader can read a newer writer. Raises TypeError where the shapes do not agree.
    """
    result: T = _read(cls, value)
    return result


def _read(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin is Union or origin is types.UnionType:
        return _read_union(get_args(hint), value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _read_dataclass(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if origin is tuple:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_read(inner[0], item) for item in value)
        return tuple(_read(kind, item) for kind, item in zip(inner, value, strict=True))
    if origin is dict:
        return {key: _read(get_args(hint)[1], item) for key, item in value.items()}
    if hint is float and isinstance(value, int):
        return float(value)
    return value


def _read_union(options: tuple[Any, ...], value: Any) -> Any:
    if value is None:
        return None
    named = [option for option in options if option is not type(None)]
    for option in named:
        if isinstance(option, type) and issubclass(option, Enum):
            if value in option._value2member_map_:
                return option(value)
        elif is_dataclass(option) or get_origin(option) is not None or len(named) == 1:
            return _read(option, value)
    return value


def _read_dataclass(cls: Any, value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise TypeError(f"{cls.__name__} is read from an object, not from {type(value).__name__}")
    return cls(**{name: _read(hint, value[name]) for name, hint in _hints(cls) if name in value})


@lru_cache(maxsize=256)
def _hints(cls: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(cls)
    return tuple((f.name, hints[f.name]) for f in fields(cls))
