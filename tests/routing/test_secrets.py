from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Route
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.by_schema import SchemaRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.retrieve import ToolIndexes


def route(tool: Any, words: str) -> Route:
    text = {"type": "string"}
    user = {
        "username": {**text, "description": "The name of the user."},
        "password": {**text, "description": "The password of the user."},
    }
    token = {"token": {**text, "description": "What proves who calls."}}
    login: ToolCard = replace(
        tool("garden.login", "Gives a token to a user with a password.", user),
        result={"type": "object", "properties": {"token": text}},
    )
    water = tool("garden.water", "Waters the garden.", token)
    router = SchemaRouter(ToolIndexes((), SentenceEncoder()))
    return asyncio.run(Chooser([router], [login, water], ()).choose(words))


ASKED = "Can you water the garden?"
USER = "My username is ann and my password is pw12."


def test_who_gives_a_token_is_called_before_who_needs_it(tool: Any) -> None:
    found = route(tool, f"{ASKED}\n{USER}")
    assert found.chosen is not None
    assert (found.chosen.tool, found.also) == ("garden.login", ())
    assert found.chosen.arguments == {"username": "ann", "password": "pw12"}
    assert "garden.water needs what it gives" in found.chosen.reason


def test_with_its_token_a_tool_is_called_itself(tool: Any) -> None:
    found = route(tool, f"{ASKED}\n{USER}\ntoken is a1b2c3")
    assert found.chosen is not None
    assert (found.chosen.tool, found.also) == ("garden.water", ())
    assert found.chosen.arguments == {"token": "a1b2c3"}


@pytest.mark.parametrize("words", [ASKED, f"{ASKED}\nI am ann, as ever."])
def test_without_either_the_token_is_asked_for(tool: Any, words: str) -> None:
    found = route(tool, words)
    assert found.chosen is None
    assert "token" in found.question
