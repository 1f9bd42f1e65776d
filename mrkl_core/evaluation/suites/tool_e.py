"""ToolE of MetaTool: requests that one of 199 tools answers; only the choice is measured."""

from __future__ import annotations

import json
from pathlib import Path

from mrkl_core.evaluation.cards import card
from mrkl_core.evaluation.case import Case, Suite

SOURCE = "github.com/HowieHwong/MetaTool (MIT)"


def load(folder: Path) -> Suite:
    """The suite in a folder with `tools.json` and `queries.json`."""
    told = json.loads((folder / "tools.json").read_text(encoding="utf-8"))
    queries = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    tools = tuple(card(name, description) for name, description in told.items())
    return Suite(
        "metatool",
        tuple(
            Case(f"query_{number}", query["Query"], "one tool", tools, (query["Tool"],))
            for number, query in enumerate(queries)
        ),
        SOURCE,
    )
