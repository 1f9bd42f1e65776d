"""Seal-Tools: instructions that need one call, several, or one inside another.

Reads the published form for fine-tuning (`dataset_for_finetune/*.json`): each conversation lists
the APIs on offer and gives the right calls. All calls must be made, with the arguments passed.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.cards import card
from mrkl_core.evaluation.case import Call, Case, Suite

SOURCE = "github.com/fairyshine/Seal-Tools (Apache-2.0)"
_APIS, _TASK, _END = "api_list = ", "\ntask_instruction = ", "\nOutput:"


def load(folder: Path) -> Suite:
    """The suite in a folder of `*.json`, or in one such file."""
    files = sorted(folder.glob("*.json")) if folder.is_dir() else [folder]
    cases = [
        _case(row, file.stem)
        for file in files
        for row in json.loads(file.read_text(encoding="utf-8"))
    ]
    return Suite("seal-tools", tuple(cases), SOURCE)


def _case(row: Mapping[str, Any], category: str) -> Case:
    asked, answered = (turn["value"] for turn in row["conversations"][:2])
    apis = ast.literal_eval(_between(asked, _APIS, _TASK))
    words = ast.literal_eval(_between(asked, _TASK, _END))
    truth = ast.literal_eval(answered)
    names = tuple(dict.fromkeys(call["api"] for call in truth))
    tools = tuple(_card(api) for api in apis)
    return Case(row["id"], words, category, tools, names, partial(_judge, truth=truth))


def _between(text: str, start: str, end: str) -> str:
    begin = text.index(start) + len(start)
    return text[begin : text.index(end, begin)].strip()


def _card(api: Mapping[str, Any]) -> ToolCard:
    schema = {
        "type": "object",
        "properties": dict(api["parameters"]),
        "required": list(api.get("required", ())),
    }
    return card(api["api_name"], api["api_description"], schema)


def _judge(calls: Sequence[Call], truth: Sequence[Mapping[str, Any]]) -> str:
    if len(calls) != len(truth):
        return f"calls: {len(truth)} expected, {len(calls)} made"
    made = sorted(_plain(call.tool, call.arguments) for call in calls)
    wanted = sorted(_plain(call["api"], call["parameters"]) for call in truth)
    for one, other in zip(made, wanted, strict=True):
        if one != other:
            return f"value: {one} made, {other} expected"
    return ""


def _plain(tool: str, arguments: Mapping[str, Any]) -> str:
    told = ", ".join(f"{name}={str(value).strip()}" for name, value in sorted(arguments.items()))
    return f"{tool}({told})"
