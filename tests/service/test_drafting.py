"""Domains drafted by a model: scripted replies, good and broken, and a real small model's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mrkl_core.contracts.drafting import DomainDraft
from mrkl_core.contracts.planning import Faithfulness, FormalizeStatus
from mrkl_core.errors import ModelNotConfigured
from mrkl_core.planning.new_domain import EXAMPLE
from mrkl_core.planning.pddl.parse import parse_domain
from mrkl_core.service.runtime import Runtime

WORDS = "Water the fern in the hall. The can is full and the gardener is in the kitchen."
GOOD = """Here is a domain:
```pddl
(define (domain plants)
  (:requirements :strips :typing)
  (:types room plant)
  (:predicates (in ?r - room) (stands ?p - plant ?r - room) (watered ?p - plant) (can-full))
  (:action go :parameters (?a - room ?b - room) :precondition (in ?a)
    :effect (and (in ?b) (not (in ?a))))
  (:action water :parameters (?p - plant ?r - room)
    :precondition (and (in ?r) (stands ?p ?r) (can-full))
    :effect (and (watered ?p) (not (can-full)))))
```
It has two actions."""
PROBLEM = {
    "objects": {"room": ["hall", "kitchen"], "plant": ["fern"]},
    "init": ["(in kitchen)", "(stands fern hall)", "(can-full)"],
    "goal": ["(watered fern)"],
}
UNDECLARED = GOOD.replace(" (can-full))\n  (:action", ")\n  (:action")
FROM_NOTHING = GOOD.replace(":precondition (in ?a)", "")
CONTRADICTORY = GOOD.replace(":precondition (in ?a)", ":precondition (and (in ?a) (not (in ?a)))")


@pytest.fixture
def open_runtime(tmp_path: Path, chat_server: Any) -> Callable[..., Runtime]:
    """A runtime whose model is the scripted endpoint, or the one at `url`."""

    def opened(url: str = "", name: str = "known-model") -> Runtime:
        manifest = tmp_path / "tools.yaml"
        manifest.write_text(
            "version: 1\nplanning: {timeout_s: 30}\n"
            f"models: {{default: {{base_url: {url or chat_server.base_url!r}, name: {name}}}}}\n",
            encoding="utf-8",
        )
        return Runtime.open(manifest, store_url="sqlite://", serving=False)

    return opened


async def drafted(runtime: Runtime) -> DomainDraft:
    async with runtime:
        return await runtime.plans.draft_domain(WORDS)


async def test_a_domain_is_drafted_probed_and_asked_about(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(GOOD)
    draft = await drafted(open_runtime())
    assert draft.status is FormalizeStatus.NEEDS_INPUT
    assert "'plants'" in draft.question
    assert parse_domain(draft.domain).name == "plants"
    assert {probe.expected for probe in draft.probes} == {True, False}
    assert all(probe.solvable is probe.expected for probe in draft.probes)
    assert len(chat_server.requests) == 1


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (UNDECLARED, "predicate 'can-full' is not declared"),
        (FROM_NOTHING, "'in' does not come out of nothing"),
        (CONTRADICTORY, "'go' can be done where its condition holds"),
        ("I cannot help with that.", "the reply has no PDDL domain"),
    ],
)
async def test_a_broken_domain_is_sent_back_with_what_is_wrong(
    open_runtime: Callable[..., Runtime], chat_server: Any, broken: str, fault: str
) -> None:
    chat_server.says(broken, GOOD)
    draft = await drafted(open_runtime())
    assert draft.summary.startswith("All ")
    again = chat_server.requests[1]["messages"]
    assert again[-2]["content"] == broken
    assert fault in again[-1]["content"]


async def test_a_domain_that_stays_broken_is_shown_as_such_or_not_at_all(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(CONTRADICTORY)
    draft = await drafted(open_runtime())
    assert draft.status is FormalizeStatus.NEEDS_INPUT
    assert "'go' can be done where its condition holds" in draft.summary
    chat_server.says(UNDECLARED)
    draft = await drafted(open_runtime())
    assert (draft.status, draft.domain) == (FormalizeStatus.NOT_UNDERSTOOD, "")


async def test_a_missing_bracket_is_mended(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(EXAMPLE[:-2])
    draft = await drafted(open_runtime())
    assert parse_domain(draft.domain).name == "lamps"
    assert draft.diagnostics


async def test_a_drafted_domain_is_planned_in_and_never_proved(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(GOOD, json.dumps(PROBLEM))
    async with open_runtime() as runtime:
        draft = await runtime.plans.draft_domain(WORDS)
        answer = await runtime.plans.plan(WORDS, draft.domain)
    assert answer.plan == (("go", "kitchen", "hall"), ("water", "fern", "hall"))
    assert answer.validated
    assert answer.faithfulness is not Faithfulness.PROVED


async def test_without_a_model_it_is_said_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "MRKL_MODEL"):
        monkeypatch.delenv(name, raising=False)
    async with Runtime.open(store_url="sqlite://", serving=False) as runtime:
        with pytest.raises(ModelNotConfigured, match="drafted by a model"):
            await runtime.plans.draft_domain(WORDS)


async def test_whatever_a_real_small_model_writes_is_an_answer(
    open_runtime: Callable[..., Runtime], model_endpoint: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mrkl_core.service.planning.drafting.MAX_TOKENS", 64)
    draft = await drafted(open_runtime(model_endpoint.base_url, model_endpoint.name))
    assert draft.status is not FormalizeStatus.FORMALIZED
    assert draft.summary


SAID = {
    "title": "Plants",
    "predicates": {
        "in": ["the gardener is in {r}"],
        "stands": ["{p} stands in {r}", "{p} grows in {r}"],
        "watered": ["{p} is ( watered"],
        "unheard-of": ["{x} is unheard of"],
    },
    "actions": {"go": "Go from {a} to {b}.", "water": "Water {p} with {hose}."},
}
PLANTS = GOOD[GOOD.index("(define") : GOOD.rindex("```")]


async def test_a_models_sentences_are_used_as_far_as_they_pass_the_check(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(f"Here you are: {json.dumps(SAID)}")
    async with open_runtime() as runtime:
        found = await runtime.plans.draft_language(PLANTS)
        read = await runtime.plans.formalize(
            "Hall is a room. Kitchen is a room. Fern is a plant. Fern grows in hall. "
            "The gardener is in kitchen. The goal is that fern is watered.",
            PLANTS,
            language=found.text,
        )
    assert found.by_model
    assert found.refused == ("watered",)
    for part in ('title: "Plants"', '"{p} grows in {r}"', '"Go from {a} to {b}."'):
        assert part in found.text
    assert "unheard" not in found.text
    assert "hose" not in found.text
    assert read.status is FormalizeStatus.FORMALIZED, read.unmatched
    assert "(stands fern hall)" in read.problem


@pytest.mark.parametrize("reply", ["", "I cannot.", "{", '{"predicates": 7}', "[" * 5000])
async def test_whatever_a_model_says_a_language_is_drafted(
    reply: str, open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(reply)
    async with open_runtime() as runtime:
        found = await runtime.plans.draft_language(PLANTS)
    assert not found.by_model
    assert "watered: # (watered ?p - plant)" in found.text


async def test_a_model_that_is_away_is_told_and_the_names_are_used(
    open_runtime: Callable[..., Runtime],
) -> None:
    async with open_runtime("http://127.0.0.1:9/v1") as runtime:
        found = await runtime.plans.draft_language(PLANTS)
    assert found.warning
    assert "watered:" in found.text
