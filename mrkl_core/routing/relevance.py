"""How likely it is that a tool is the right one for a request: a calibrated probability.

A logistic regression over sixteen numbers that no tool is named in: cosines, shared words, and
how well the arguments could be filled. `bench/train_routing.py` fits it and draws its
calibration curve (docs/routing.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.routing.extract.extract import Extraction
from mrkl_core.routing.retrieve import Found
from mrkl_core.routing.words import spaced, telling, terms

WEIGHTS = Path(__file__).with_name("relevance.json")
#: So many arguments read off the words say all that their number can say.
MANY = 4
#: So many first letters in common make two words one: history, historical.
SHARED = 5
#: Words in names that do not say what a tool is about, but that it gives or finds something.
_GIVING = frozenset(
    terms(
        """
calculate check compute data detail details determine estimate evaluate fetch find function get
info information list lookup provide query retrieve return search set use value values
"""
    )
)


def evidence(words: str, found: Found, read: Extraction, meant: str = "") -> dict[str, float]:
    """What speaks for a tool, each part by name; most are in [0, 1].

    `meant` are the words with those they refer back to, if there are such.
    """
    tool = found.tool
    asked = set(telling(meant or words))
    name, said = set(telling(spaced(tool.name))), set(telling(tool.description))
    told = said | name | _parameters(tool)
    for filled in read.filled:
        if filled.start >= 0:
            told |= set(telling(words[filled.start : filled.end]))
    missing = sum(not slot.secret for slot in read.missing)  # nobody says a secret with a request
    needed = missing + sum(filled.needed for filled in read.filled)
    count = sum(filled.start >= 0 for filled in read.filled)
    does = said - _GIVING
    sure = [filled.sure for filled in read.filled] or [0.0 if missing else 1.0]
    return {
        "same meaning as its name": found.dense.name,
        "same meaning as its description": found.dense.description,
        "same meaning as an example": max(found.dense.example, 0.0),
        "words on its card": _share(asked, name | said),
        "words accounted for": _share(asked, told),
        "its name said": _share(name, asked),
        "its name said in other forms": _share_of_forms(name - _GIVING, asked),
        "its description said": _share(said, asked),
        "its description said in other forms": _share_of_forms(does, asked),
        "words in its description in other forms": _share_of_forms(asked, does),
        "arguments read": min(count, MANY) / MANY,
        "no argument read": float(needed > 0 and not count),
        "arguments missing": missing / max(1, needed),
        "arguments complete": float(not missing),
        "sureness of arguments": sum(sure) / len(sure),
        "least sure argument": min(sure),
    }


def probability(parts: Mapping[str, float]) -> float:
    """The probability that a tool with this evidence is the right one."""
    weights = shipped()
    total = weights["always"] + sum(weights.get(name, 0.0) * x for name, x in parts.items())
    return 1 / (1 + exp(-total))


@cache
def shipped() -> Mapping[str, float]:
    """The weights that come with mrkl."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def _parameters(tool: ToolCard) -> set[str]:
    texts: list[str] = []
    for name, schema in (tool.arguments.get("properties") or {}).items():
        texts += (str(name), str(schema.get("description") or ""))
    return set(telling(" ".join(texts)))


def _share(some: set[str], known: set[str]) -> float:
    return len(some & known) / len(some) if some else 0.0


def _share_of_forms(some: set[str], known: set[str]) -> float:
    """As `_share`, a word's other forms counted as the word."""
    beginnings = {word[:SHARED] for word in known if len(word) >= SHARED}
    said = {word for word in some if word in known or word[:SHARED] in beginnings}
    return len(said) / len(some) if some else 0.0
