"""The Berkeley Function Calling Leaderboard (v4): single-turn calls of Python functions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mrkl_core.evaluation.cards import card
from mrkl_core.evaluation.case import Case, Suite
from mrkl_core.evaluation.suites.bfcl_rules import judge_calls

CATEGORIES = ("simple_python", "multiple", "parallel", "parallel_multiple", "irrelevance")
SOURCE = "github.com/ShishirPatil/gorilla, berkeley-function-call-leaderboard (Apache-2.0)"


def load(folder: Path) -> Suite:
    """The suite in a folder of `<category>.jsonl` and `<category>.answers.jsonl`."""
    cases: list[Case] = []
    for category in CATEGORIES:
        questions = folder / f"{category}.jsonl"
        if not questions.is_file():
            continue
        answers = folder / f"{category}.answers.jsonl"
        truths = {row["id"]: row["ground_truth"] for row in rows(answers)} if (
            answers.is_file()) else {}  # fmt: skip
        cases += (_case(row, category, truths.get(row["id"], ())) for row in rows(questions))
    if not cases:
        raise FileNotFoundError(2, "no category is there", f"{CATEGORIES[0]}.jsonl")
    return Suite("bfcl", tuple(cases), SOURCE)


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _case(row: dict[str, Any], category: str, truth: Sequence[dict[str, Any]]) -> Case:
    functions = row["function"]
    return Case(
        id=row["id"],
        words=row["question"][0][-1]["content"],
        category=category,
        tools=tuple(card(f["name"], f["description"], f["parameters"]) for f in functions),
        expected=tuple(dict.fromkeys(name for answer in truth for name in answer)),
        judge=partial(judge_calls, functions=functions, truth=truth),
    )
