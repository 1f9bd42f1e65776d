"""What was made of a text before, kept as JSON for this user: a manifest, a model's exam.

PyYAML takes as long to import as a small problem takes to solve, and a manifest hardly changes.
What is kept is found by the whole text, so it is never stale; it may be lost at any time, and a
file that cannot be read or written is as good as none.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any


def kept(kind: str, text: str) -> dict[str, Any] | None:
    """The value of this text; None if it was not kept."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(_place(kind, text).read_text(encoding="utf-8"))
        if found["text"] == text and isinstance(found["value"], dict):
            return dict(found["value"])
    return None


def keep(kind: str, text: str, value: dict[str, Any]) -> None:
    """Keeps the value of a text, for this user alone: it may hold a key."""
    place = _place(kind, text)
    scratch = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(number, "w", encoding="utf-8") as file:
            json.dump({"text": text, "value": value}, file)
        scratch.replace(place)  # at once: nobody reads half of it


def _place(kind: str, text: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    number = zlib.crc32(text.encode("utf-8", "surrogatepass"))
    return cache / "mrkl" / f"{kind}-{number:08x}.json"
