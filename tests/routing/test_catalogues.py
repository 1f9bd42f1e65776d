"""An index that is brought up to date finds what one made anew finds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.tool import Example
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.catalogues import key_of
from mrkl_core.routing.dense import Vectors
from mrkl_core.routing.lexical import LexicalIndex
from mrkl_core.routing.retrieve import ToolIndex, ToolIndexes

TEXT = {"type": "string"}
TAUGHT = (Example("who has the key to the attic"), Example("give me a loaf"))


@pytest.fixture(scope="module")
def cards(tool: Any) -> tuple[ToolCard, ...]:
    verbs = ("Waters", "Mows", "Bakes", "Sends", "Opens", "Closes")
    things = ("the garden", "bread in an oven", "a window", "letters by post")
    made = [
        tool(f"home.do{n}_{m}", f"{verb} {thing}.", {"token": TEXT, "room": TEXT})
        for n, verb in enumerate(verbs)
        for m, thing in enumerate(things)
    ]
    enter = replace(tool("home.enter", "Lets a guest in.", {"pin": TEXT}),
                    result={"properties": {"token": TEXT}})  # fmt: skip
    taught = [replace(card, examples=TAUGHT[: n % 3]) for n, card in enumerate(made)]
    return (*taught, enter)


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return Vectors(SentenceEncoder())


WORDS = ("water the garden", "who has the key", "send letters and bread", "home.do1_2", "sing")
CHANGES = st.lists(st.sets(st.integers(0, 24)), min_size=1, max_size=4)


@given(CHANGES)
@settings(max_examples=40)
def test_changes_leave_what_a_new_index_would_be(
    cards: tuple[ToolCard, ...], vectors: Vectors, changes: list[set[int]]
) -> None:
    held = dict(enumerate(cards[:12]))
    index = ToolIndex(cards[:12], (), vectors)
    for change in changes:
        new = {n: cards[n] for n in sorted(change) if n not in held}
        gone = {n for n in change if n in held}
        index = index.updated(
            [*new.values()], [index.numbers[key] for key in map(key_of, (held[n] for n in gone))]
        )
        held = {n: card for n, card in {**held, **new}.items() if n not in gone}
    anew = ToolIndex([*held.values()], (), vectors)
    assert index.numbers.keys() == anew.numbers.keys()
    for words in WORDS:
        found, expected = index.rank(words, 5), anew.rank(words, 5)
        assert [f.tool.name for f in found] == [f.tool.name for f in expected]
        assert [f.score for f in found] == pytest.approx([f.score for f in expected], abs=2e-3)


def test_a_small_change_encodes_and_reads_what_is_new(
    cards: tuple[ToolCard, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[str] = []
    encoder = SentenceEncoder()
    encode = encoder.encode

    def noted(texts: Any, progress: Any = None) -> Any:
        encoded.extend(texts)
        return encode(texts, progress)

    monkeypatch.setattr(encoder, "encode", noted)
    made: list[int] = []
    first = LexicalIndex.__init__

    def counted(self: LexicalIndex, *arguments: Any) -> None:
        made.append(1)
        first(self, *arguments)

    monkeypatch.setattr(LexicalIndex, "__init__", counted)
    indexes = ToolIndexes((), encoder)
    before = indexes.over(cards[:-1])
    encoded.clear()
    after = indexes.over(cards)
    assert encoded == ["home enter", "Lets a guest in."]
    assert len(made) == 1
    assert len(before.numbers) + 1 == len(after.numbers)
    assert "home.enter" not in [match.tool.name for match in before.search("let a guest in", 30)]
    assert after.search("let a guest in")[0].tool.name == "home.enter"
    assert indexes.over(cards[:-1]) is before


def test_examples_alone_make_another_card(cards: tuple[ToolCard, ...]) -> None:
    indexes = ToolIndexes((), SentenceEncoder())
    taught = replace(cards[-1], examples=(Example("ring the bell"),))
    assert indexes.over(cards).search("ring the bell")[0].tool.name != "home.enter"
    assert indexes.over((*cards[:-1], taught)).search("ring the bell")[0].tool.name == "home.enter"
