"""How names are compared that people and models write each in their own way."""

from __future__ import annotations

import re


def key(name: str) -> str:
    """A name without what people vary: case, dashes, underscores."""
    return re.sub(r"[\W_]+", "", name.casefold())
