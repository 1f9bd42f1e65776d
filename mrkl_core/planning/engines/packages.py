"""What is installed, found without importing it."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path


def package_folder(name: str) -> Path | None:
    """The folder of a top-level package; None if it is not installed."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


@lru_cache(maxsize=8)  # looking through every installed distribution takes milliseconds
def distribution_version(name: str) -> str:
    """A distribution's version; empty if it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # slow, and only for cards

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
