"""A small catalogue to route in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import digest
from mrkl_core.contracts.tool import Effect, Example


def make_tool(
    name: str,
    description: str,
    properties: dict[str, Any] | None = None,
    *,
    required: list[str] | None = None,
    enabled: bool = True,
    examples: tuple[Example, ...] = (),
) -> ToolCard:
    arguments: dict[str, Any] = {
        "type": "object",
        "properties": properties or {},
        "required": list(properties or {}) if required is None else required,
        "additionalProperties": False,
    }
    return ToolCard(
        name=name,
        expert=name.partition(".")[0],
        description=description,
        arguments=arguments,
        result={},
        effect=Effect.NONE,
        digest=digest([name, description, arguments]),
        limits=Limits(),
        enabled=enabled,
        examples=examples,
    )


@dataclass(frozen=True)
class Catalogue:
    tools: tuple[ToolCard, ...]
    experts: tuple[ExpertCard, ...]


@pytest.fixture(scope="session")
def tool() -> Callable[..., ToolCard]:
    """Makes a card; every property is required unless told otherwise."""
    return make_tool


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    text = {"type": "string", "minLength": 1}
    tools = (
        make_tool(
            "calculator.evaluate",
            "Evaluates an arithmetic expression exactly.",
            {"expression": {**text, "description": "such as 2*(3+4)"}},
        ),
        make_tool(
            "units.convert",
            "Converts a quantity from one unit to another.",
            {"value": {"type": "number"}, "unit": text, "to": text},
            examples=(Example("5 miles in kilometres"),),
        ),
        make_tool(
            "planner.solve",
            "Solves a planning problem.",
            {"domain": {"enum": ["blocksworld", "logistics"]}, "problem": text},
        ),
        make_tool("planner.engines", "Lists the planning engines that are installed."),
        make_tool(
            "planner.list_domains",
            "Lists the planning domains.",
            {"word": {"type": "string"}},
            required=[],
        ),
        make_tool("language.complete", "Completes a prompt.", {"prompt": text}),
        make_tool("secret.delete", "Deletes planets.", {"name": text}, enabled=False),
    )
    experts = (
        ExpertCard(
            "calculator",
            "Exact arithmetic.",
            "calculator",
            90,
            ("calculator.evaluate",),
            examples=("what is 17% of 340?",),
            keywords=("sum", "product", "percent"),
        ),
        ExpertCard("units", "Units of measure.", "units", 80, ("units.convert",)),
        ExpertCard(
            "planner", "Plans.", "planner", 70, ("planner.solve",), examples=("stack the blocks",)
        ),
        ExpertCard(
            "language", "A language model.", "language", 99, ("language.complete",), ("a haiku",)
        ),
    )
    return Catalogue(tools, experts)
