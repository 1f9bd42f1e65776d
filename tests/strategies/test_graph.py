"""A model's task graph: checked whole before it runs, carried out in order, and stopped by a fault.

The model is an HTTP endpoint that says what a model might; the tools are a plugin's, run as always.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from mrkl_core.contracts.answers import Answer, AnswerStatus
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.errors import ModelNotConfigured, ModelUnavailable
from mrkl_core.service.runtime import Runtime

TOOLS = """
import time
from mrkl_core import Effect, Evidence, Expert, Failure, Result, Tool, Verdict, hookimpl

text = {"type": "string"}

def takes(**properties):
    return {"type": "object", "properties": properties, "required": list(properties),
            "additionalProperties": False}

def find(city):
    if city == "Nowhere":
        return Failure("CITY_UNKNOWN", "there is no such city")
    checked = Verdict.FAILED if city == "Doubtful" else Verdict.PASSED
    value = {"hotels": [{"name": f"Hotel {city}", "price": "80"}], "at": time.time()}
    return Result(value, f"one hotel in {city}", (Evidence("the city exists", "a map", checked),))

def total(prices, nights):
    return {"sum": sum(prices) * nights, "at": time.time()}

def note(message):
    return Result({"noted": message}, f"noted {message!r}")

@hookimpl
def mrkl_experts():
    yield Expert("hotels", "Hotels.", [
        Tool("find", "Finds hotels in a city.", takes(city=text), takes(
            hotels={"type": "array", "items": takes(name=text, price=text)},
            at={"type": "number"}), find, Effect.READS),
        Tool("total", "Adds up prices of nights.", takes(
            prices={"type": "array", "items": {"type": "number"}}, nights={"type": "integer"}),
            takes(sum={"type": "number"}, at={"type": "number"}), total, Effect.READS),
        Tool("note", "Notes a message.", takes(message=text), takes(noted=text), note,
            Effect.READS),
    ])
"""

WORDS = "Note what 3 nights in the hotels of Rome and Oslo cost together"


def find(number: Any, city: str) -> dict[str, Any]:
    return {"id": number, "tool": "hotels.find", "arguments": {"city": city}}


def total(number: Any, *prices: str) -> dict[str, Any]:
    arguments = {"prices": list(prices), "nights": 3}
    return {"id": number, "tool": "hotels.total", "arguments": arguments}


def note(number: Any, message: str) -> dict[str, Any]:
    return {"id": number, "tool": "hotels.note", "arguments": {"message": message}}


def plan(*tasks: dict[str, Any]) -> str:
    return json.dumps({"calls": tasks})


RIGHT = plan(
    find("rome", "Rome"),
    find("oslo", "Oslo"),
    total("cost", "{rome.hotels.0.price}", "{oslo.hotels.0.price}"),
    note("end", "3 nights: {cost.sum}"),
)


@pytest.fixture
def plugin(install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin, as the only one."""
    install("hotels", TOOLS)
    monkeypatch.setenv("MRKL_LOAD_PLUGINS", "hotels")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest_asyncio.fixture
async def runtime(plugin: None, chat_server: Any, tmp_path: Path) -> AsyncIterator[Runtime]:
    """A runtime whose only tools are the plugin's, and whose model is trusted."""
    manifest = tmp_path / "tools_manifest.yaml"
    manifest.write_text(
        "version: 1\nmodels: {default: {trusted: true, name: m, "
        f'base_url: "{chat_server.base_url}"}}}}\n',
        "utf-8",
    )
    async with Runtime.open(manifest, store_url=f"sqlite:///{tmp_path}/runs.db") as runtime:
        yield runtime


async def ask(runtime: Runtime, words: str = WORDS, strategy: str = "graph") -> Answer:
    return await runtime.answers.answer(words, strategy=strategy)


def asked(chat_server: Any) -> str:
    said = chat_server.requests[-1]["messages"][-1]["content"]
    assert isinstance(said, str)
    return said


def calls(answer: Answer) -> list[tuple[str, Any]]:
    return [(e.data["tool"], e.data["arguments"]) for e in answer.events if e.kind == "calling"]


async def test_values_pass_by_reference_and_the_answer_says_from_where(
    runtime: Runtime, chat_server: Any
) -> None:
    chat_server.says(RIGHT)
    answer = await ask(runtime)
    assert (answer.status, answer.answer) == (AnswerStatus.ANSWERED, "noted '3 nights: 480'")
    first, second, *rest = calls(answer)
    assert {json.dumps(first[1]), json.dumps(second[1])} == {'{"city": "Rome"}', '{"city": "Oslo"}'}
    assert rest[0] == ("hotels.total", {"prices": [80, 80], "nights": 3})
    assert rest[1] == ("hotels.note", {"message": "3 nights: 480"})
    *checks, own = answer.evidence
    assert [check.check for check in checks] == ["the city exists"] * 2
    assert own.verdict is Verdict.UNCHECKED  # that these tasks are what was asked
    assert '{1} = hotels.find(city="Rome")' in own.detail
    assert "chosen by 'm'" in own.method


async def test_independent_tasks_run_together(runtime: Runtime, chat_server: Any) -> None:
    chat_server.says(RIGHT)
    kinds = [e.kind for e in (await ask(runtime)).events if e.kind in ("calling", "called")]
    assert kinds == ["calling", "calling", "called", "called", *["calling", "called"] * 2]


async def test_it_is_what_lies_beyond_the_deterministic_router(
    runtime: Runtime, chat_server: Any
) -> None:
    chat_server.says(RIGHT)
    answer = await ask(runtime, strategy="")
    assert answer.answer == "noted '3 nights: 480'"
    chat_server.requests.clear()
    sure = await ask(runtime, "find hotels in the city Rome", strategy="")
    assert sure.answer == "one hotel in Rome"
    assert chat_server.requests == []  # where that is sure, no model is asked


async def test_only_the_tools_that_are_near_are_shown(runtime: Runtime, chat_server: Any) -> None:
    chat_server.says(RIGHT)
    await ask(runtime)
    told = chat_server.requests[0]["messages"][0]["content"]
    assert '"gives": ["hotels", "at"]' in told
    schema = json.dumps(chat_server.requests[0]["response_format"])
    assert '"id": {"type": "integer"}' in schema


async def test_a_wrong_graph_is_answered_with_what_is_wrong_before_anything_runs(
    runtime: Runtime, chat_server: Any
) -> None:
    chat_server.says(plan(find(1, "Rome"), note(2, "{1.hotel.0.name}")), RIGHT)
    answer = await ask(runtime)
    assert "did you mean 'hotels'?" in asked(chat_server)
    assert answer.answer == "noted '3 nights: 480'"
    assert len(calls(answer)) == 4


@pytest.mark.parametrize(
    ("city", "code", "said"),
    [
        ("Nowhere", "CITY_UNKNOWN", "there is no such city"),
        ("Doubtful", "STEP_UNUSABLE", "a check of it failed, so nothing was built on it"),
    ],
)
async def test_nothing_is_built_on_what_failed(
    runtime: Runtime, chat_server: Any, city: str, code: str, said: str
) -> None:
    chat_server.says(
        plan(
            find(1, city),
            total(2, "{1.hotels.0.price}"),
            note(3, "{2.sum}"),
            note(4, "cost together"),
        )
    )
    answer = await ask(runtime, f"{WORDS}, {city}")
    assert answer.status is AnswerStatus.FAILED
    assert answer.failure is not None
    assert answer.failure.code == code
    assert said in answer.answer.split("\n")[0]
    assert answer.answer.split("\n")[1] == "noted 'cost together'"  # it rests on nothing else
    assert sorted(tool for tool, _ in calls(answer)) == ["hotels.find", "hotels.note"]


async def test_a_value_that_does_not_fit_is_a_failure_that_says_so(
    runtime: Runtime, chat_server: Any
) -> None:
    chat_server.says(plan(find(1, "Rome"), total(2, "{1.hotels.0.name}")))
    answer = await ask(runtime)
    assert answer.status is AnswerStatus.FAILED
    assert "hotels.total cannot be called with what {1} gave" in answer.answer
    assert "expected number" in answer.answer


async def test_a_model_that_never_gets_it_right_ends_in_a_refusal_that_says_why(
    runtime: Runtime, chat_server: Any
) -> None:
    chat_server.says(plan(find(1, "Rome"), note(2, "{7}")))
    answer = await ask(runtime)
    assert answer.status is AnswerStatus.REFUSED
    assert "gave no usable reply in 4 tries" in answer.answer
    assert calls(answer) == []


async def test_a_model_that_does_not_answer_is_an_error_where_it_was_asked_for(
    runtime: Runtime, chat_server: Any, scripted: Any
) -> None:
    chat_server.says(scripted(status=500, headers={"x-should-retry": "false"}))
    with pytest.raises(ModelUnavailable):
        await ask(runtime)
    assert (await ask(runtime, "sing me a song", "")).status is AnswerStatus.REFUSED


def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str = "", name: str = "") -> Runtime:
    """A runtime whose model nobody trusts yet, or which has none."""
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("MRKL_MODEL", name)
    manifest = tmp_path / "tools_manifest.yaml"
    manifest.write_text("version: 1\nrouting: {model_calls: 1}\n", "utf-8")
    return Runtime.open(manifest, store_url=f"sqlite:///{tmp_path}/runs.db")


#: Requests that are refused, answered, and answered in part without a model.
ASKED = ("sing me a song", "find hotels in the city Rome", WORDS)


async def makes_nothing_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, name: str
) -> None:
    async with bare(tmp_path, monkeypatch) as without:
        answers = [await ask(without, words, "") for words in ASKED]
        with pytest.raises(ModelNotConfigured) as caught:
            await ask(without)
        assert "MRKL_MODEL" in caught.value.hint
    async with bare(tmp_path, monkeypatch, url, name) as runtime:
        for words, answer in zip(ASKED, answers, strict=True):
            found = await ask(runtime, words, "")
            assert found.status is answer.status
            if answer.status is AnswerStatus.ANSWERED:
                assert (found.answer, calls(found)) == (answer.answer, calls(answer))
        planned = await ask(runtime)
        assert planned.status is AnswerStatus.REFUSED
        assert calls(planned) == []


@pytest.mark.usefixtures("plugin")
async def test_a_model_that_fails_its_exam_makes_nothing_worse(
    chat_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat_server.says(RIGHT)  # whatever is asked, in the exam too
    await makes_nothing_worse(tmp_path, monkeypatch, chat_server.base_url, "weak")


@pytest.mark.usefixtures("plugin")
async def test_a_small_real_model_makes_nothing_worse(
    model_endpoint: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await makes_nothing_worse(tmp_path, monkeypatch, model_endpoint.base_url, model_endpoint.name)
