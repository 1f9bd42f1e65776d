"""API-Bank's level 3: a requirement that several APIs meet in turn, each to be found first.

Reads the published `level-3.json`. `level-3` is one call, all calls before it made right, with
every API of the file on offer; `level-3-keywords` looks for an API by what the plan's search asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.case import Case
from mrkl_core.evaluation.suites.api_bank_calls import api_card, judge, told

_SEARCH = "ToolSearcher"


def plans(file: Path) -> Iterator[Case]:
    """The cases of a file of requirements."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    tools = {tool.name: tool for row in rows for tool in _described(row["apis"])}
    for number, row in enumerate(rows):
        yield from _plan(f"level-3:{number}", row, tuple(tools.values()))


def _plan(key: str, row: Mapping[str, Any], tools: tuple[ToolCard, ...]) -> Iterator[Case]:
    asked, names = row["requirement"].strip(), {tool.name for tool in tools}
    found: list[str] = []
    for number, call in enumerate(row["apis"]):
        name, passed = call["api_name"], call["input"]
        if name == _SEARCH:
            sought = tuple(tool.name for tool in _described([call]))
            words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", str(passed.get("keywords", "")))
            if sought and words:
                yield Case(f"{key}:{number}:keywords", words, "level-3-keywords", tools, sought)
        elif name in names:
            words = "\n".join([asked, *found])
            right = partial(judge, name=name, accepted=passed)
            yield Case(f"{key}:{number}", words, "level-3", tools, (name,), right)
            found += told(call["output"].get("output"))


def _described(calls: Sequence[Mapping[str, Any]]) -> Iterator[ToolCard]:
    """The APIs that the plan's own searches found."""
    for call in calls:
        output = call["output"].get("output") if call["api_name"] == _SEARCH else None
        for api in output if isinstance(output, list) else [output]:
            if isinstance(api, dict) and isinstance(api.get("name"), str):
                yield api_card(api["name"], api)
