from __future__ import annotations

import asyncio
from typing import Any

from mrkl_core.contracts.routing import Route
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.by_schema import SchemaRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.retrieve import ToolIndexes

WEIGH: dict[str, Any] = {
    "mass": {"type": "number", "description": "The mass of the parcel in kilograms."},
    "country": {"type": "string", "description": "The country the parcel is sent to."},
}


def route(tool: Any, words: str, **options: Any) -> Route:
    tools = (
        tool("post.parcel_price", "Calculates the price of sending a parcel abroad.", WEIGH),
        tool("garden.water", "Waters the plants in a garden.", {"minutes": {"type": "integer"}}),
    )
    router = SchemaRouter(ToolIndexes((), SentenceEncoder()), **options)
    return asyncio.run(Chooser([router], tools, (), threshold=0.6).choose(words))


def test_a_tool_without_a_bid_gets_its_arguments_from_the_words(tool: Any) -> None:
    words = "Calculate the price of sending a parcel with a mass of 3 kg to Norway"
    found = route(tool, words)
    assert found.chosen is not None
    assert found.chosen.arguments == {"mass": 3.0, "country": "Norway"}
    places = {s.argument: words[s.start : s.end] for s in found.chosen.sources}
    assert places == {"mass": "3", "country": "Norway"}
    assert found.chosen.parts["arguments complete"] == 1.0


def test_what_nothing_answers_is_refused(tool: Any) -> None:
    found = route(tool, "Who painted the ceiling of the Sistine chapel?")
    assert found.chosen is None
    assert not found.question
    assert found.refusal


def test_the_silence_of_an_expert_that_reads_words_counts_against_it(tool: Any) -> None:
    words = "Calculate the price of sending a parcel with a mass of 3 kg to Norway"
    loud, silent = route(tool, words), route(tool, words, bidders=["post"])
    assert silent.candidates[0].score < loud.candidates[0].score
    skipped = route(tool, words, skip=["post"])
    assert "post.parcel_price" not in [c.tool for c in skipped.candidates]


def test_a_sum_that_the_tool_does_not_do_is_left_over(tool: Any) -> None:
    words = "Calculate the price of sending a parcel with a mass of 3 kg to Norway"
    found = route(tool, words.replace("the price", "twice the price"), bidders=["post"])
    assert found.chosen is None
    assert "twice would be left over" in found.candidates[0].reason


def test_an_index_finds_by_meaning_and_does_not_encode_a_text_twice(tool: Any) -> None:
    class Counting(SentenceEncoder):
        count = 0

        def encode(self, texts: Any, progress: Any = None) -> Any:
            self.count += len(texts)
            return super().encode(texts, progress)

    encoder = Counting()
    indexes = ToolIndexes((), encoder)
    tools = (tool("a.irrigate", "Waters plants."), tool("b.post", "Sends a parcel."))
    best, *_ = indexes.over(tools).search("give my flowers something to drink", 1)
    assert best.tool.name == "a.irrigate"
    before = encoder.count
    indexes.over((*tools, tool("c.sum", "Adds numbers."))).search("add", 1)
    assert encoder.count == before + 3  # the new name, its description, the request
