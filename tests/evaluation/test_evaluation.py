from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from mrkl_core.contracts.catalogue import ToolCard, ToolMatch
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.routing import Candidate, Route
from mrkl_core.errors import BadRequest, NotFound
from mrkl_core.evaluation.case import Call
from mrkl_core.evaluation.report import compare, junit, read_results, report
from mrkl_core.evaluation.run import run
from mrkl_core.evaluation.statistics import sign_test, wilson
from mrkl_core.evaluation.suites import known, own
from mrkl_core.evaluation.suites.bfcl_rules import accepts, judge_calls

SHARED = Path(__file__).resolve().parents[3] / "shared" / "bench"
FUNCTION: dict[str, Any] = {
    "name": "f",
    "parameters": {
        "properties": {
            "city": {"type": "string"},
            "days": {"type": "integer"},
            "rate": {"type": "float"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "size": {"type": "dict"},
        },
        "required": ["city"],
    },
}
TRUTH: list[dict[str, Any]] = [
    {
        "f": {
            "city": ["New York", "NYC"],
            "days": [3, ""],
            "rate": [0.5, ""],
            "tags": [["a", "b"], ""],
            "size": [{"w": [1], "h": ["", 2]}, ""],
        }
    }
]


@pytest.mark.parametrize(
    ("arguments", "right"),
    [
        ({"city": "new-york"}, True),
        ({"city": "NYC", "days": 3, "rate": 0.5}, True),
        ({"city": "NYC", "tags": ["A", "B"], "size": {"w": 1}}, True),
        ({"city": "NYC", "tags": ["b", "a"]}, False),
        ({"city": "NYC", "days": 3.0}, False),
        ({"city": "NYC", "days": 4}, False),
        ({"city": "NYC", "size": {"h": 2}}, False),
        ({"city": "NYC", "more": 1}, False),
        ({"days": 3}, False),
        ({"city": 7}, False),
    ],
)
def test_calls_are_judged_by_the_leaderboards_rules(arguments: dict[str, Any], right: bool) -> None:
    assert (judge_calls([Call("f", arguments)], [FUNCTION], TRUTH) == "") is right


def test_an_integer_counts_as_a_float_but_not_the_other_way_round() -> None:
    assert accepts(2, {"type": "float"}, [2.0])
    assert not accepts(2.0, {"type": "integer"}, [2])
    assert not accepts(True, {"type": "integer"}, [1])


def test_parallel_calls_may_come_in_any_order_but_none_may_lack() -> None:
    truth = [{"f": {"city": ["Rome"]}}, {"f": {"city": ["Oslo"]}}]
    both = [Call("f", {"city": "Oslo"}), Call("f", {"city": "Rome"})]
    assert judge_calls(both, [FUNCTION], truth) == ""
    assert "expected" in judge_calls(both[:1], [FUNCTION], truth)


@pytest.mark.parametrize(("name", "folder"), [("bfcl", "bfcl"), ("metatool", "metatool"),
                                              ("api-bank", "api-bank")])  # fmt: skip
def test_a_public_suite_is_read_whole(name: str, folder: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/bench")
    suite = known.load(name, SHARED / folder)
    assert len(suite.cases) > 200
    for case in suite.cases:
        assert case.words.strip()
        assert set(case.expected) <= {tool.name for tool in case.tools}


def test_api_banks_third_level_is_read_in_its_published_form(tmp_path: Path) -> None:
    (tmp_path / "all_apis.csv").write_text("类名,api_info\n", encoding="utf-8")
    declared = {
        "name": "FindTide",
        "description": "Finds the tide of a place.",
        "input_parameters": {"place": {"type": "str", "description": "The place."}},
        "output_parameters": {"tides": {"type": "list", "description": "The tides."}},
    }
    sent = {**declared, "name": "SendNote", "input_parameters": {"text": {"type": "str"}}}
    calls = [
        {"api_name": "ToolSearcher", "input": {"keywords": "FindTide"}, "output": declared},
        {
            "api_name": "FindTide",
            "input": {"place": "Brest"},
            "output": {"tides": [{"height": "4 m"}]},
        },
        {"api_name": "ToolSearcher", "input": {"keywords": "send notes"}, "output": [sent]},
        {"api_name": "SendNote", "input": {"text": "4 m"}, "output": "success"},
    ]
    apis = [{**call, "output": {**call, "exception": None}} for call in calls]
    row = {"requirement": " Send the tide at Brest.", "response": "Sent.", "apis": apis}
    (tmp_path / "test-data").mkdir()
    (tmp_path / "test-data/level-3.json").write_text(json.dumps([row]), encoding="utf-8")

    search, find, again, send = known.load("api-bank", tmp_path).cases
    assert (search.words, search.expected) == ("Find Tide", ("FindTide",))
    assert (again.category, again.expected) == ("level-3-keywords", ("SendNote",))
    assert find.words == "Send the tide at Brest."
    assert send.words == "Send the tide at Brest.\nheight is 4 m"
    assert {tool.name for tool in send.tools} == {"FindTide", "SendNote"}
    assert find.judge is not None
    assert find.judge([Call("FindTide", {"place": "Brest"})]) == ""
    assert "passed was 'Brest'" in find.judge([Call("FindTide", {"place": "Rome"})])


def test_seal_tools_is_read_in_its_published_form(tmp_path: Path) -> None:
    api = {
        "api_name": "getTide",
        "api_description": "Tells the tide",
        "parameters": {"place": {"type": "str", "description": "The place"}},
        "required": ["place"],
    }
    asked = f"api_list = [{api!r}]\ntask_instruction = {json.dumps('Tide in Brest?')}\nOutput:\n"
    truth = "[{'api': 'getTide', 'parameters': {'place': 'Brest'}, 'responses': ['API_call_0']}]"
    turns = [{"from": "human", "value": asked}, {"from": "gpt", "value": truth}]
    (tmp_path / "dev.json").write_text(json.dumps([{"id": "1", "conversations": turns}]))
    (case,) = known.load("seal-tools", tmp_path).cases
    assert (case.words, case.expected) == ("Tide in Brest?", ("getTide",))
    assert case.judge is not None
    assert case.judge([Call("getTide", {"place": "Brest"})]) == ""
    assert case.judge([Call("getTide", {"place": "Oslo"})]) != ""


def test_a_suite_that_is_not_there_or_not_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no suite 'bfcll'"):
        known.load("bfcll", tmp_path)
    with pytest.raises(NotFound, match=r"tools\.json"):
        known.load("metatool", tmp_path)
    broken = tmp_path / "mine.jsonl"
    broken.write_text('{"words": "x", "expect": []}\n{"words": 1}\n')
    with pytest.raises(BadRequest, match=r"mine\.jsonl:2"):
        own.load(broken)


class AlwaysFirst:
    async def route(self, words: str, tools: Sequence[ToolCard]) -> Route:
        if "song" in words:
            return Route(words, None, refusal="nobody")
        chosen = Candidate(tools[0].name, 0.9, "the first", {"n": 1})
        return Route(words, chosen, (chosen,))

    def search(self, words: str, tools: Sequence[ToolCard], limit: int) -> list[ToolMatch]:
        return [ToolMatch(tool, 0.5) for tool in tools[:limit]]


def test_a_run_is_reported_saved_and_compared(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"tools": [{"name": "a.one"}, {"name": "a.two"}]},
        {"words": "one", "expect": [{"tool": "a.one", "arguments": {"n": {"any": [1, 2]}}}]},
        {"words": "two", "expect": [{"tool": "a.two"}]},
        {"words": "a song", "expect": []},
    ]
    file = tmp_path / "mine.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    results = asyncio.run(run(own.load(file), AlwaysFirst()))
    assert [r.right for r in results] == [True, False, True]
    told = report(results)
    assert (told.refused.right, told.kept.right) == (1, 2)
    assert told.confused == (("a.two", "a.one", 1),)
    saved = json.loads(json.dumps(to_json({"results": results})))
    assert read_results(saved) == results
    assert compare(results, results).better == ()
    suite = ElementTree.fromstring(junit("mine", results))
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")


def test_intervals_and_chances_are_those_of_the_textbook() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)
    assert sign_test(0, 0) == 1.0
    assert sign_test(10, 0) == pytest.approx(2 / 2**10)
