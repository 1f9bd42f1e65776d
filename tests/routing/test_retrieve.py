from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.retrieve import ToolIndex, ToolIndexes

TEXT = {"type": "string"}


@pytest.fixture(scope="module")
def index(tool: Any) -> ToolIndex:
    enter = replace(
        tool("door.enter", "Logs a guest in.", {"guest": TEXT, "pin": TEXT}),
        result={"type": "object", "properties": {"token": TEXT}},
    )
    tools: tuple[ToolCard, ...] = (
        enter,
        tool("garden.water", "Waters the plants in a garden.", {"minutes": TEXT, "token": TEXT}),
        tool("garden.mow", "Mows the lawn.", {"token": TEXT}),
        tool("window.blinds", "Opens and closes the blinds of a window.", {"room": TEXT}),
        tool("mail.send", "Sends a letter by post.", {"address": TEXT, "text": TEXT}),
        tool("oven.bake", "Bakes bread in the oven.", {"loaves": TEXT}),
        tool("guest.register", "Registers a guest by name.", {"guest": TEXT, "age": TEXT}),
    )
    return ToolIndexes((), SentenceEncoder()).over(tools)


def names(index: ToolIndex, words: str, limit: int = 3) -> list[str]:
    return [match.tool.name for match in index.search(words, limit)]


def test_who_gives_what_a_tool_needs_comes_with_it(index: ToolIndex) -> None:
    assert names(index, "please water the plants in my garden", 2) == ["garden.water", "door.enter"]
    assert "door.enter" not in names(index, "close the blinds in the kitchen", 2)


def test_a_dialogue_is_about_what_it_asks_for_last(index: ToolIndex) -> None:
    dialogue = (
        "Can you bake some bread?\nThree loaves.\nCan you also close the blinds?\nThe kitchen."
    )
    assert names(index, dialogue, 2) == ["window.blinds", "oven.bake"]


def test_a_last_turn_that_names_all_a_tool_takes_brings_it_in(index: ToolIndex) -> None:
    dialogue = "Could you close the blinds?\nSure: the guest is Ann, the pin is 1234."
    assert names(index, dialogue) == [
        "window.blinds",
        *names(index, "Could you close the blinds?", 2)[1:],
        "door.enter",
    ]


def test_a_tools_own_name_is_first_and_limits_hold(index: ToolIndex) -> None:
    (first, *others) = index.search("oven.bake", 4)
    assert (first.tool.name, first.score, len(others)) == ("oven.bake", 1.0, 3)
    assert index.search("  ", 4) == []
