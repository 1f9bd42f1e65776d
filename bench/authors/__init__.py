"""Problems of seven domains told as fifteen different people would."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import ModuleType
from typing import Any

_OTHERS = ("more", "plain")


def tellers(domain: str) -> tuple[ModuleType, Mapping[str, Any]]:
    """The module that makes problems of a domain, and all authors who tell them."""
    first = importlib.import_module(f"authors.{domain}")
    others = (importlib.import_module(f"authors.{kind}.{domain}") for kind in _OTHERS)
    authors = {name: tell for told in (first, *others) for name, tell in told.AUTHORS.items()}
    return first, authors
