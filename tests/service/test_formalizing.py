"""Words planned with a model: a real endpoint replays replies; a real small model makes its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import Faithfulness, FormalizeStatus, PlanAnswer
from mrkl_core.errors import NotReady
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.openai_chat import OpenAIChat
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.repair import jobs
from mrkl_core.resources import data_path
from mrkl_core.service.planning.formalizing import ModelFormalizer
from mrkl_core.service.runtime import Runtime

BLOCKS = data_path("pddl_domains/blocksworld")
#: The grammar does not read the first sentence.
WORDS = """The cube a balances precariously above the cube b.
Block b is on the table. Block c is on the table. Nothing is on block c.
I want block b on block c."""
REPLY = {
    "objects": {"object": ["a", "b", "c"]},
    "init": ["(on a b)", "(on-table b)", "(on-table c)", "(clear c)", "(clear a)", "(arm-empty)"],
    "goal": ["(on b c)"],
}
LAMP = "(define (domain lamp) (:predicates (on) (off)) (:action switch :effect (on)))"
WRONG = {**REPLY, "init": ["(on-table a)", "(on-table b)", "(on-table c)"]}


@pytest.fixture
def open_runtime(tmp_path: Path, chat_server: Any) -> Callable[..., Runtime]:
    """A runtime whose model is the scripted endpoint."""

    def opened(planning: str = "{timeout_s: 30}", url: str = chat_server.base_url) -> Runtime:
        manifest = tmp_path / "tools.yaml"
        manifest.write_text(
            f"version: 1\nplanning: {planning}\n"
            f'models: {{default: {{base_url: "{url}", name: known-model}}}}\n',
            encoding="utf-8",
        )
        return Runtime.open(manifest, store_url="sqlite://", serving=False)

    return opened


async def plan(runtime: Runtime, words: str = WORDS, **asked: Any) -> PlanAnswer:
    async with runtime:
        return await runtime.plans.plan(words, asked.pop("domain", "blocksworld"), **asked)


async def test_a_model_reads_what_the_grammar_does_not(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(json.dumps(REPLY))
    answer = await plan(open_runtime())
    assert answer.status.solved  # type: ignore[union-attr]
    assert answer.validated
    assert answer.faithfulness is Faithfulness.ASSUMED
    assert any("balances precariously" in a and "(on a b)" in a for a in answer.assumptions)
    assert len(chat_server.requests) == 1
    asked = chat_server.requests[0]
    assert "(define (domain blocksworld)" in asked["messages"][0]["content"]
    assert asked["messages"][-1]["content"] == f"Request: {WORDS}"
    assert [m["role"] for m in asked["messages"][1:-1]] == ["user", "assistant"] * 2
    assert asked["response_format"]["json_schema"]["schema"]["required"] == [
        "objects",
        "init",
        "goal",
    ]


async def test_no_model_is_asked_where_the_grammar_reads_everything(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    words = (BLOCKS / "p01.txt").read_text(encoding="utf-8")
    answer = await plan(open_runtime(), words)
    assert answer.validated
    assert chat_server.requests == []


async def test_a_wrong_reply_is_sent_back_once_with_what_is_wrong(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    fix = {"add": ["(on a b)"], "remove": ["(on-table a)"]}
    chat_server.says(json.dumps(WRONG), json.dumps(fix))
    answer = await plan(open_runtime())
    assert answer.validated
    assert len(chat_server.requests) == 2
    again = chat_server.requests[1]["messages"]
    assert again[-2] == {"role": "assistant", "content": json.dumps(WRONG)}
    assert "The cube a balances precariously" in again[-1]["content"]
    assert "(on a b)" in answer.problem


async def test_a_model_that_stays_wrong_is_not_believed(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(json.dumps(WRONG))
    answer = await plan(open_runtime("{repairs: 2}"))
    assert len(chat_server.requests) == 3
    assert answer.faithfulness is Faithfulness.UNSURE
    assert answer.unmatched


@pytest.mark.parametrize("planning", ["{order: [grammar]}", "{order: [grammar, by_model]}"])
async def test_without_a_usable_model_the_grammars_answer_stands(
    open_runtime: Callable[..., Runtime], chat_server: Any, planning: str
) -> None:
    answer = await plan(open_runtime(planning, url="http://127.0.0.1:9/v1"))
    assert answer.status is FormalizeStatus.NOT_UNDERSTOOD
    failed = [d.code for d in answer.diagnostics if d.code == "FORMALIZER_FAILED"]
    assert failed == (["FORMALIZER_FAILED"] if "by_model" in planning else [])


async def test_the_model_may_come_first_and_is_held_against_the_words(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    words = (BLOCKS / "p01.txt").read_text(encoding="utf-8")
    truth = (BLOCKS / "p01.pddl").read_text(encoding="utf-8")
    broken = truth.replace("(clear", ";(clear", 1).replace("(define", "Sure:\n```pddl\n(define", 1)
    for reply in (truth, broken):
        chat_server.requests.clear()
        chat_server.says(reply)
        answer = await plan(open_runtime("{order: [by_model, grammar]}"), words)
        assert len(chat_server.requests) == 1
        assert answer.validated
        assert set(parse_problem(answer.problem).init) == set(parse_problem(truth).init)
    assert answer.faithfulness is Faithfulness.ASSUMED


async def test_a_domain_that_is_only_pddl_needs_a_model(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    pddl = (BLOCKS / "domain.pddl").read_text(encoding="utf-8")
    chat_server.says(json.dumps(REPLY))
    answer = await plan(open_runtime(), domain=pddl)
    assert answer.validated
    assert answer.faithfulness is not Faithfulness.PROVED
    assert answer.steps[0].lower().startswith("unstack")
    with pytest.raises(NotReady, match="no language"):
        await plan(open_runtime("{order: [grammar]}"), domain=pddl)


async def test_strict_asks_rather_than_assumes(
    open_runtime: Callable[..., Runtime], chat_server: Any
) -> None:
    chat_server.says(json.dumps(REPLY))
    answer = await plan(open_runtime(), strict=True)
    assert answer.status is FormalizeStatus.NEEDS_INPUT
    assert answer.question.startswith("Is this so? ")
    assert answer.problem == ""
    # Without a model, too: the arm is said by nobody to be empty.
    words = "Block a is on block b. I want block b on block a."
    answer = await plan(open_runtime("{order: [grammar]}"), words, strict=True)
    assert answer.status is FormalizeStatus.NEEDS_INPUT


async def test_what_a_real_small_model_says_is_never_called_proved(model_endpoint: Any) -> None:
    async def job(name: str, arguments: Any, deadline: Deadline | None) -> Any:
        return to_json(getattr(jobs, name)(**arguments))

    chat = OpenAIChat(Endpoint(model_endpoint.base_url, model_endpoint.name))
    formalizer = ModelFormalizer(chat, job, repairs=1, max_tokens=48)
    events: list[str] = []
    try:
        found = await formalizer.formalize(
            {"words": "The lamp is off. It should be on.", "domain": LAMP},
            strict=False,
            deadline=None,
            emit=lambda kind, **data: events.append(kind),
        )
    finally:
        await chat.close()
    assert found.faithfulness is not Faithfulness.PROVED
    assert events[0] == "model_replied"
