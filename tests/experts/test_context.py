"""What a request's context fills in, and what nobody may fill in instead."""

from __future__ import annotations

from typing import Any

import pytest

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import LOCAL, Limits, called_by, caller
from mrkl_core.contracts.tool import Effect
from mrkl_core.errors import Refused
from mrkl_core.experts.arguments import in_context, without_context


def card(**context: str) -> ToolCard:
    properties: dict[str, Any] = {"text": {"type": "string"}}
    properties |= {n: {"type": "string", "x-mrkl-context": what} for n, what in context.items()}
    schema = {"type": "object", "properties": properties, "required": ["text", *context]}
    return ToolCard("x.y", "x", "", schema, {}, Effect.NONE, "sha256:0", Limits())


def test_who_asks_is_filled_in_and_cannot_be_chosen() -> None:
    tool = card(who="caller")
    assert in_context(tool, {"text": "t"}, caller="ann") == {"text": "t", "who": "ann"}
    assert in_context(tool, {"text": "t", "who": "ann"}, caller="ann")["who"] == "ann"
    with pytest.raises(Refused, match="cannot be chosen"):
        in_context(tool, {"text": "t", "who": "bob"}, caller="ann")


def test_a_date_of_the_request_stands_for_its_beginning() -> None:
    tool = card(now="now", today="today")
    filled = in_context(tool, {"text": "t"}, "2024-05-31")
    assert (filled["now"], filled["today"]) == ("2024-05-31T00:00:00+00:00", "2024-05-31")
    assert in_context(tool, {"now": "earlier", "today": "then"}, "2024-05-31")["now"] == "earlier"


def test_routers_do_not_see_what_the_context_fills_in() -> None:
    seen = without_context(card(who="caller", now="now"))
    assert seen.arguments["properties"].keys() == {"text"}
    assert seen.arguments["required"] == ["text"]
    plain = card()
    assert without_context(plain) is plain


def test_the_caller_is_whoever_sits_here_until_a_surface_says_otherwise() -> None:
    assert caller() == LOCAL
    with called_by("ann"):
        assert caller() == "ann"
    assert caller() == LOCAL
