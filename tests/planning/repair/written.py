"""Replies written out by hand as a strong model lays them out, for the seven domains of LLM+P.

Each stands in written/DOMAIN.txt under a line `=== pNN right: what it is`, or `wrong: …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mrkl_core.planning.domains import NamedDomain
from tests.planning.repair.flaws import Reply, Right, examples

FOLDER = Path(__file__).parent / "written"

_HEAD = re.compile(r"^=== p(\d+) (right|wrong): (.*)\n", re.MULTILINE)


def written(domain: NamedDomain) -> Iterator[Reply]:
    """The replies written for a domain, each beside every wording of its problem."""
    file = FOLDER / f"{domain.name}.txt"
    if not file.exists():
        return
    truths: dict[str, list[Right]] = {}
    for truth in examples(domain):
        truths.setdefault(truth.problem.name, []).append(truth)
    parts = _HEAD.split(file.read_text(encoding="utf-8"))[1:]
    for number, verdict, what, text in zip(*(parts[n::4] for n in range(4)), strict=True):
        for truth in truths[f"{domain.name}-p{number}"]:
            yield Reply(f"p{number}: {what}", truth, text, verdict == "right")
