from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Candidate
from mrkl_core.routing.lexical import LexicalIndex, LexicalIndexes, LexicalRouter

MakeTool = Callable[..., ToolCard]


def candidates(catalogue: Any, words: str) -> dict[str, Candidate]:
    router = LexicalRouter(LexicalIndexes(catalogue.experts))
    return {c.tool: c for c in asyncio.run(router.candidates(words, catalogue.tools))}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("converting units", "units.convert"),
        ("evaluate this expression", "calculator.evaluate"),
        ("the product of seven and nine", "calculator.evaluate"),  # an expert's keyword
        ("how many kilometres is that", "units.convert"),  # a tool's example
        ("which engines are installed?", "planner.engines"),
        ("logistics", "planner.solve"),  # a value its schema lists
        ("planner.list_domains", "planner.list_domains"),
    ],
)
def test_the_tool_whose_card_has_the_words_is_first(catalogue: Any, words: str, first: str) -> None:
    found = LexicalIndex(catalogue.tools, catalogue.experts).search(words)
    assert found[0].tool.name == first
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_synonym_finds_its_tool_above_those_that_only_mention_it(tool: MakeTool) -> None:
    slope = tool("a.differentiate", "Differentiates an expression.")
    roads = tool("b.route", "Finds a road whose slope is gentle.")
    assert LexicalIndex((slope,), ()).search("the slope of a line") == []
    known = replace(slope, synonyms=("slope", "derivative"))
    found = LexicalIndex((known, roads), ()).search("the slope of a line")
    assert [match.tool.name for match in found] == ["a.differentiate", "b.route"]


def test_a_tools_own_name_is_a_certain_hit(catalogue: Any) -> None:
    (best, *others) = LexicalIndex(catalogue.tools, catalogue.experts).search(" planner.solve ")
    assert (best.tool.name, best.score) == ("planner.solve", 1.0)
    assert all(match.score < 1 for match in others)


@pytest.mark.parametrize("words", ["", "   ", "what is the", "12 34", "sushi restaurants", "?!"])
def test_words_on_no_card_find_nothing(catalogue: Any, words: str) -> None:
    assert LexicalIndex(catalogue.tools, catalogue.experts).search(words) == []


def test_words_about_something_else_lower_every_score(catalogue: Any) -> None:
    index = LexicalIndex(catalogue.tools, catalogue.experts)
    (near, *_) = index.search("convert units")
    (far, *_) = index.search("convert the heathen tribes of Gaul to Christianity")
    assert far.score < 0.3 < 0.6 < near.score


def test_the_limit_holds_and_equals_go_by_name(tool: MakeTool) -> None:
    tools = [tool(f"x.same{letter}", "Same words.") for letter in "cab"]
    found = LexicalIndex(tools, ()).search("same words", limit=2)
    assert [match.tool.name for match in found] == ["x.samea", "x.sameb"]
    assert LexicalIndex((), ()).search("anything") == []


def test_odd_schemas_are_read_as_far_as_they_go(tool: MakeTool) -> None:
    nested: dict[str, Any] = {"type": "object", "properties": {"deep": {"items": {"enum": ["pi"]}}}}
    odd = tool("x.odd", "", {"a": True, "b": nested, "c": {"enum": [1, None, "two"]}})
    index = LexicalIndex([odd], ())
    assert [len(index.search(word)) for word in ("deep", "pi", "two")] == [1, 1, 1]


def test_indexes_are_built_once_for_a_catalogue(catalogue: Any) -> None:
    indexes = LexicalIndexes(catalogue.experts, keep=2)
    first = indexes.over(catalogue.tools)
    assert indexes.over(list(catalogue.tools)) is first
    assert indexes.over(catalogue.tools[1:]) is not first
    assert indexes.over(catalogue.tools) is first
    for number in range(2, 5):
        indexes.over(catalogue.tools[number:])
    assert indexes.over(catalogue.tools) is not first


def test_only_a_tool_that_needs_no_arguments_gets_them(catalogue: Any) -> None:
    found = candidates(catalogue, "list the installed planning engines")
    assert found["planner.engines"].arguments == {}
    assert found["planner.engines"].score > 0.6
    assert found["planner.solve"].arguments is None
    assert "arguments (domain, problem) are not worked out" in found["planner.solve"].reason


def test_a_word_that_might_be_an_argument_is_not_dropped(catalogue: Any) -> None:
    assert candidates(catalogue, "list planning domains")["planner.list_domains"].arguments == {}
    left = candidates(catalogue, "list planning domains about elevators")["planner.list_domains"]
    assert left.arguments is None
    assert "'elevators'" in left.reason


def test_nothing_shared_is_said(catalogue: Any) -> None:
    router = LexicalRouter(LexicalIndexes(catalogue.experts))
    found = asyncio.run(router.candidates("sushi", catalogue.tools))
    assert list(found) == []
    assert found.notes == ("no tool's card shares a word with the request",)


def test_a_thousand_tools_are_searched_in_milliseconds(tool: MakeTool) -> None:
    draw = random.Random(7)
    vocabulary = ["".join(draw.choices("bcdfgklmnprstvaeiou", k=7)) for _ in range(2000)]

    def text(count: int) -> str:
        return " ".join(draw.choices(vocabulary, k=count))

    tools = [
        tool(
            f"e{n % 50}.{text(2).replace(' ', '_')}{n}",
            text(15),
            {draw.choice(vocabulary): {"type": "string", "description": text(6)} for _ in "abcd"},
        )
        for n in range(1000)
    ]
    index = LexicalIndex(tools, ())
    requests = [text(10) for _ in range(50)]
    began = time.perf_counter()
    for request in requests:
        assert len(index.search(request, 10)) == 10
    # Measured 0.2 ms; the bound only catches a scan of the whole catalogue.
    assert (time.perf_counter() - began) / len(requests) < 0.02
