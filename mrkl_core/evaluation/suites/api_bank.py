"""API-Bank: dialogues in which an API is to be called, or found and called.

`keywords` looks for an API by what the dialogue's own search asked for, `retrieve` by what the user
said, both among all of them; `level-1` calls it with the dialogue's
own APIs on offer, `level-2` with all of them, `level-3` (api_bank_plans) where one requirement
needs several. A call is right if every argument is what was passed.
What the user said so far is the request; what earlier calls found follows as `name is value`.
"""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.case import Case, Suite
from mrkl_core.evaluation.suites.api_bank_calls import api_card, judge, told
from mrkl_core.evaluation.suites.api_bank_plans import plans
from mrkl_core.evaluation.suites.bfcl import rows

SOURCE = "github.com/AlibabaResearch/DAMO-ConvAI, api-bank (Apache-2.0)"
_LEVELS = {"level-1-given-desc": "level-1", "level-2-toolsearcher": "level-2"}
#: What has to be called before most others, and is not what was searched for.
_LOGIN = frozenset(("GetUserToken", "ToolSearcher"))
#: A parameter in an API's signature; some are not told of where the others are described.
_SIGNED = re.compile(r"(\w+)\s*:")
#: How far back the user's words belong to a call.
MAX_TURNS = 6


def load(folder: Path) -> Suite:
    """The suite in a folder with `all_apis.csv` and a folder of dialogues for each level.

    Level 3 is read where the folder has a `level-3.json`, wherever in it.
    """
    tools = dict(_tools(folder / "all_apis.csv"))
    cases: list[Case] = []
    for name, level in _LEVELS.items():
        for file in sorted((folder / name).glob("*.jsonl")):
            cases += _dialogue(file, level, tools)
    for file in sorted(folder.rglob("level-3.json"))[:1]:
        cases += plans(file)
    return Suite("api-bank", tuple(cases), SOURCE)


def _dialogue(file: Path, level: str, tools: Mapping[str, ToolCard]) -> Iterator[Case]:
    turns = list(rows(file))
    called = {turn["api_name"] for turn in turns if turn["role"] == "API"}
    offered = tuple(tools[name] for name in sorted(called) if name in tools)
    said: list[str] = []
    found: list[str] = []
    for number, turn in enumerate(turns):
        if turn["role"] == "User":
            said.append(turn["text"])
        if turn["role"] == "API" and turn["api_name"] == "ToolSearcher":
            sought = _next_call(turns[number + 1 :], tools)
            words = str(turn["param_dict"].get("keywords", ""))
            if sought and words:
                yield Case(
                    f"{file.stem}:{number}:keywords",
                    words,
                    "keywords",
                    tuple(tools.values()),
                    (sought,),
                )
        if turn["role"] != "API" or turn["api_name"] not in tools:
            continue
        name = turn["api_name"]
        words = "\n".join([*said[-MAX_TURNS:], *found])
        right = partial(judge, name=name, accepted=turn["param_dict"])
        everything = tuple(tools.values())
        key = f"{file.stem}:{number}"
        yield Case(f"{key}:retrieve", "\n".join(said[-MAX_TURNS:]), "retrieve", everything, (name,))
        shown = offered if level == "level-1" else everything
        yield Case(f"{key}:{level}", words, level, shown, (name,), right)
        found += told((turn.get("result") or {}).get("output"))


def _next_call(turns: Sequence[Mapping[str, Any]], tools: Mapping[str, ToolCard]) -> str:
    """The API that is called with what the search found; empty if none is."""
    calls = (turn["api_name"] for turn in turns if turn["role"] == "API")
    return next((n for n in calls if n in tools and n not in _LOGIN), "")


def _tools(file: Path) -> Iterator[tuple[str, ToolCard]]:
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            declared = _assignments(row["api_info"])
            if not isinstance(declared.get("description"), str):
                continue
            taken = declared.get("input_parameters")
            if isinstance(taken, dict):
                signed = _SIGNED.findall(row["input_parameters"])
                declared["input_parameters"] = {**{name: {} for name in signed}, **taken}
            yield row["类名"], api_card(row["类名"], declared)


def _assignments(text: str) -> dict[str, Any]:
    """The literals a piece of Python assigns to names; nothing of it is run."""
    try:
        statements = ast.parse(text).body
    except SyntaxError:
        return {}
    found: dict[str, Any] = {}
    for statement in statements:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                found[statement.targets[0].id] = ast.literal_eval(statement.value)
            except ValueError:
                continue
    return found
