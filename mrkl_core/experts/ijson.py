"""What every reader of JSON keeps exactly (RFC 7493, I-JSON), and how deep it may nest."""

from __future__ import annotations

import math
import re
from typing import Any

from mrkl_core.contracts.jsonvalue import MAX_SAFE_INTEGER
from mrkl_core.errors import Violation

#: Deeper values are refused: recursive readers down the line would break on them. Protobuf's
#: stop at 100 messages, and an object in an object takes three.
MAX_DEPTH = 30

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def ijson_violations(value: Any) -> list[Violation]:
    """What of a value is not I-JSON, or nests too deep."""
    found: list[Violation] = []
    waiting: list[tuple[str, Any, int]] = [("$", value, 0)]
    while waiting:
        path, item, depth = waiting.pop()
        if isinstance(item, dict | list) and depth >= MAX_DEPTH:
            found.append(Violation(path, f"nests deeper than {MAX_DEPTH} levels"))
        elif isinstance(item, dict):
            for key, inner in item.items():
                if not isinstance(key, str) or _fault(key):
                    found.append(Violation(path, "a key that is no proper text"))
                else:
                    waiting.append((member(path, key), inner, depth + 1))
        elif isinstance(item, list):
            waiting += ((f"{path}[{i}]", inner, depth + 1) for i, inner in enumerate(item))
        elif fault := _fault(item):
            found.append(Violation(path, fault))
    return found


def member(path: str, key: str) -> str:
    """The JSON path of a member."""
    return f"{path}.{key}" if _PLAIN_KEY.fullmatch(key) else f"{path}[{key[:80]!r}]"


def _fault(item: Any) -> str:
    if item is None or isinstance(item, bool):
        return ""
    if isinstance(item, int):
        if abs(item) > MAX_SAFE_INTEGER:
            return "beyond ±(2**53−1), where JSON readers lose digits; give it as a text"
        return ""
    if isinstance(item, float):
        return "" if math.isfinite(item) else "not a finite number"
    if isinstance(item, str):
        if item.isascii():
            return ""
        try:
            item.encode()
        except UnicodeEncodeError:
            return "a text with half a character (a lone surrogate)"
        return ""
    return f"{type(item).__name__} is no JSON value"
