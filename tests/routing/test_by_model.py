from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import Function, Message, Reply
from mrkl_core.errors import ModelNotConfigured, ModelUnavailable, TimedOut
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.openai_chat import OpenAIChat
from mrkl_core.routing.asking import reply_schema
from mrkl_core.routing.by_model import INVENTED_SCORE, MODEL_SCORE, ModelRouter
from mrkl_core.routing.exam import QUESTIONS, Examiner
from mrkl_core.routing.lexical import LexicalIndexes
from mrkl_core.routing.proposals import Proposals

WORDS = "what is two plus three?"
RIGHT = json.dumps({"tool": "calculator.evaluate", "arguments": {"expression": "2+3"}})
NONE = json.dumps({"tool": None, "reason": "it is small talk"})


def route(
    endpoint: Endpoint, catalogue: Any, words: str = WORDS, tools: Sequence[ToolCard] = (), **o: Any
) -> Proposals:
    async def main() -> Proposals:
        model = OpenAIChat(endpoint)
        router = ModelRouter(model, LexicalIndexes(catalogue.experts), **o)
        try:
            return await router.candidates(words, tools or catalogue.tools)
        finally:
            await model.close()

    return asyncio.run(main())


@pytest.fixture
def endpoint(chat_server: Any) -> Endpoint:
    return Endpoint(chat_server.base_url, "m")


def last_words(chat_server: Any) -> str:
    said = chat_server.requests[-1]["messages"][-1]["content"]
    assert isinstance(said, str)
    return said


def test_a_right_reply_is_a_candidate(chat_server: Any, catalogue: Any, endpoint: Endpoint) -> None:
    chat_server.says(RIGHT)
    (found,) = route(endpoint, catalogue)
    assert (found.tool, found.arguments) == ("calculator.evaluate", {"expression": "2+3"})
    assert (found.score, found.reason, found.by) == (MODEL_SCORE, "chosen by 'm'", "by_model")
    asked = chat_server.requests[0]
    assert asked["temperature"] == 0
    assert WORDS in last_words(chat_server)
    assert '"calculator.evaluate"' in asked["messages"][0]["content"]


def test_none_fits_is_an_answer(chat_server: Any, catalogue: Any, endpoint: Endpoint) -> None:
    chat_server.says(NONE)
    found = route(endpoint, catalogue)
    assert list(found) == []
    assert found.notes == ("'m' says that no tool fits: it is small talk",)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("I would use the calculator.", "no JSON object"),
        (
            '{"tool": "calculator.evaluate", "arguments": {"expression": 5}}',
            "expected string, got integer 5",
        ),
        ('{"tool": "calculator.evaluate", "arguments": {}}', "$.expression is required"),
        (
            '{"tool": "calculator.evaluate", "arguments": {"expression": "2", "mode": "x"}}',
            "$.mode is not known",
        ),
        ('{"tool": "calculator.evalute"}', "did you mean 'calculator.evaluate'"),
        (
            '{"tool": "planner.solve", "arguments": {"domain": "x", "problem": "y"}}',
            'expected one of "blocksworld"',
        ),
    ],
)
def test_a_wrong_reply_is_answered_with_what_is_wrong(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, wrong: str, told: str
) -> None:
    chat_server.says(wrong, RIGHT)
    (found,) = route(endpoint, catalogue)
    assert found.arguments == {"expression": "2+3"}
    assert found.reason == "chosen by 'm' on try 2"
    assert told in last_words(chat_server)
    # The model sees its own reply again, before what was wrong with it.
    assert chat_server.requests[1]["messages"][-2] == {"role": "assistant", "content": wrong}


def test_repairs_end(chat_server: Any, catalogue: Any, endpoint: Endpoint) -> None:
    chat_server.says("no idea " * 1000)
    found = route(endpoint, catalogue, repairs=2)
    assert list(found) == []
    assert "'m' gave no usable reply in 3 tries: it has no JSON object" in found.notes[0]
    assert len(chat_server.requests) == 3
    assert len(json.dumps(chat_server.requests[-1])) < 20_000


def test_invented_arguments_are_shown_but_not_trusted(
    chat_server: Any, catalogue: Any, endpoint: Endpoint
) -> None:
    chat_server.says(RIGHT)
    (found,) = route(endpoint, catalogue, "tell me a joke")
    assert found.score == INVENTED_SCORE
    assert "none of its arguments come from the request" in found.reason


def test_a_tools_own_name_will_do_if_it_is_the_only_one(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, tool: Callable[..., ToolCard]
) -> None:
    chat_server.says('{"tool": "evaluate", "arguments": {"expression": "2+3"}}')
    (found,) = route(endpoint, catalogue)
    assert found.tool == "calculator.evaluate"
    tools = (*catalogue.tools, tool("poems.evaluate", "Evaluates a poem."))
    found_two = route(endpoint, catalogue, tools=tools, repairs=0)
    assert "there is no tool 'evaluate'" in found_two.notes[0]


def test_only_a_few_tools_are_shown(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, tool: Callable[..., ToolCard]
) -> None:
    chat_server.says(NONE)
    many = [tool(f"x.t{n}", f"Does thing {n}.") for n in range(100)]
    route(endpoint, catalogue, "evaluate an expression", tools=[*many, *catalogue.tools], shown=5)
    told = chat_server.requests[-1]["messages"][0]["content"]
    assert told.count('{"tool": "') == 5
    assert '"calculator.evaluate"' in told

    long = [tool(f"x.t{n}", "Very long. " * 1000) for n in range(5)]
    route(endpoint, catalogue, tools=long)
    told = chat_server.requests[-1]["messages"][0]["content"]
    assert told.count('{"tool": "x.') == 1


def test_no_tools_need_no_model(catalogue: Any) -> None:
    async def main() -> Proposals:
        router = ModelRouter(OpenAIChat(Endpoint("", "")), LexicalIndexes(()))
        return await router.candidates(WORDS, ())

    assert asyncio.run(main()).notes == ("there is no tool to choose from",)


def test_a_failing_model_is_an_error(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, scripted: Any
) -> None:
    with pytest.raises(ModelNotConfigured):
        route(Endpoint("", ""), catalogue)
    chat_server.says(scripted(status=500, headers={"x-should-retry": "false"}))
    with pytest.raises(ModelUnavailable):
        route(endpoint, catalogue)


def test_a_slow_model_is_left_in_time(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, scripted: Any
) -> None:
    chat_server.says(scripted(hang=True))
    with pytest.raises(TimedOut):
        route(endpoint, catalogue, timeout_s=0.3)


class Muttering:
    """A model that never answers usefully, and keeps the times it was given."""

    name = "muttering"

    def __init__(self) -> None:
        self.times: list[float | None] = []

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: JsonObject | None = None,
        functions: Sequence[Function] = (),
        enough: Callable[[str], bool] | None = None,
        timeout_s: float | None = None,
        max_tokens: int = 512,
    ) -> Reply:
        self.times.append(timeout_s)
        return Reply("hm", self.name)


def test_all_rounds_share_one_time(catalogue: Any) -> None:
    model = Muttering()
    router = ModelRouter(model, LexicalIndexes(()), timeout_s=9.0)
    asyncio.run(router.candidates(WORDS, catalogue.tools))
    given = [time or 0.0 for time in model.times]
    assert len(given) == 4
    assert all(9 > earlier > later > 0 for earlier, later in itertools.pairwise(given))


def test_the_reply_schema_says_what_is_read(catalogue: Any, tool: Callable[..., ToolCard]) -> None:
    referring = tool("x.y", "Refers.", {"a": {"$ref": "#/properties/b"}, "b": {"type": "string"}})
    schema = reply_schema([*catalogue.tools, referring])
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    for good in (RIGHT, NONE, '{"tool": "x.y", "arguments": {"a": 1}}'):
        assert check.is_valid(json.loads(good))
    for bad in ('{"tool": "no.such", "arguments": {}}', RIGHT.replace('"2+3"', "5")):
        assert not check.is_valid(json.loads(bad))


def test_a_real_model_is_held_to_calls_that_fit(model_endpoint: Any, catalogue: Any) -> None:
    endpoint = Endpoint(model_endpoint.base_url, model_endpoint.name)
    limits = {"repairs": 1, "max_tokens": 64, "timeout_s": 100.0}
    found = route(endpoint, catalogue, "evaluate 12 * 31", catalogue.tools[:2], **limits)
    # It is too weak to promise which: a call that fits its schema, or a reason for none.
    for candidate in found:
        card = next(t for t in catalogue.tools if t.name == candidate.tool)
        jsonschema.validate(candidate.arguments, card.arguments)
    assert found or "smollm2" in found.notes[0]


def test_functions_are_called_where_the_model_knows_how(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, scripted: Any
) -> None:
    chat_server.takes_tools = True
    chat_server.says(scripted(calls=(("calculator__evaluate", '{"expression": "2+3"}'),)))
    (found,) = route(endpoint, catalogue)
    assert (found.tool, found.arguments) == ("calculator.evaluate", {"expression": "2+3"})
    asked = chat_server.requests[0]
    assert "response_format" not in asked
    names = [tool["function"]["name"] for tool in asked["tools"]]
    assert "calculator__evaluate" in names
    assert names[-1] == "no_tool"


def test_a_wrong_call_is_answered_in_the_models_own_form(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, scripted: Any
) -> None:
    chat_server.takes_tools = True
    right = ("calculator__evaluate", '{"expression": "2+3"}')
    chat_server.says(
        scripted(calls=(("calculator__evalute", "{}"), right)),
        scripted(calls=(("calculator__evaluate", '{"expression": '),)),
        scripted(calls=(right,)),
    )
    (found,) = route(endpoint, catalogue)
    assert found.reason == "chosen by 'm' on try 3"
    first, second = (chat_server.requests[n]["messages"] for n in (1, 2))
    assert [m["tool_call_id"] for m in first if m["role"] == "tool"] == ["c0", "c1"]
    assert "did you mean" in first[-1]["content"]
    assert "must be a JSON object" in second[-1]["content"]


def test_several_calls_come_together(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, scripted: Any
) -> None:
    calls = [{"tool": "calculator.evaluate", "arguments": {"expression": e}} for e in ("2", "3")]
    chat_server.says(json.dumps({"calls": calls}))
    found = route(endpoint, catalogue)
    assert [c.arguments for c in found] == [{"expression": "2"}, {"expression": "3"}]
    assert found.together
    chat_server.takes_tools = True
    native = tuple(("calculator__evaluate", json.dumps(c["arguments"])) for c in calls)
    chat_server.says(scripted(calls=native))
    assert [c.arguments for c in route(endpoint, catalogue)] == [c["arguments"] for c in calls]


def graph(*calls: tuple[Any, str, JsonObject]) -> str:
    return json.dumps({"calls": [{"id": i, "tool": t, "arguments": a} for i, t, a in calls]})


HOTELS: JsonObject = {"properties": {"hotels": {"type": "array"}, "at": {"type": "number"}}}
ROME = ("t1", "x.find", {"city": "Rome"})


@pytest.fixture(scope="module")
def hotels(tool: Callable[..., ToolCard]) -> tuple[ToolCard, ...]:
    find = tool("x.find", "Finds hotels in a city.", {"city": {"type": "string"}})
    total = tool("x.total", "Adds up.", {"prices": {"type": "array"}, "of": {"type": "integer"}})
    note = tool("x.note", "Notes a message.", {"message": {"type": "string"}})
    return replace(find, result=HOTELS), total, note


def test_tasks_refer_to_those_before_them(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, hotels: tuple[ToolCard, ...]
) -> None:
    chat_server.says(graph(ROME, ("t2", "x.total", {"prices": "{t1.hotels}", "of": 2})))
    found = route(endpoint, catalogue, "total price of 2 in Rome", hotels)
    assert found.together
    assert [c.arguments for c in found] == [{"city": "Rome"}, {"prices": "{1.hotels}", "of": 2}]
    schema = reply_schema(hotels)
    check = jsonschema.Draft202012Validator(schema)
    assert check.is_valid(
        {"calls": [{"id": n, "tool": "x.total", "arguments": {"prices": "{1}", "of": "{2.a}"}}
                   for n in (1, 2)]}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (graph((1, "x.note", {"message": "{2.at}"}), (2, *ROME[1:])), "{2}: only calls before"),
        (graph(ROME, (2, "x.note", {"message": "{2}"})), "{2}: only calls before"),
        (graph(ROME, (2, "x.note", {"message": "{t1.hotel}"})), "did you mean 'hotels'?"),
        (graph(ROME, (2, "x.note", {"message": "{t1}"})), "name one of hotels, at"),
        (graph(ROME, (2, "x.note", {"message": "{rome.at}"})), "{rome.at}: no call has this id"),
        (graph(ROME, ("t1", "x.find", {"city": "Oslo"})), "two calls have the id t1"),
        (graph(ROME, (2, "x.notes", {"message": "Rome"})), "did you mean 'x.note'"),
        (graph(ROME, (2, "x.total", {"of": "{t1.at}"})), "$.prices is required"),
        (graph(ROME, (2, "x.total", {"prices": "{t1.hotels}", "of": "two"})), "expected integer"),
        (graph(*[(n, *ROME[1:]) for n in range(9)]), "9 calls, and 8 are the most"),
    ],
)
def test_a_wrong_graph_is_answered_with_what_is_wrong(
    chat_server: Any,
    catalogue: Any,
    endpoint: Endpoint,
    hotels: tuple[ToolCard, ...],
    wrong: str,
    told: str,
) -> None:
    chat_server.says(wrong)
    found = route(endpoint, catalogue, "note the hotels of Rome", hotels, repairs=1)
    assert list(found) == []
    assert told in last_words(chat_server)
    assert told in found.notes[0]


def test_no_tool_is_a_function_too(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, scripted: Any
) -> None:
    chat_server.takes_tools = True
    chat_server.says(scripted(calls=(("no_tool", '{"reason": "small talk"}'),)))
    found = route(endpoint, catalogue)
    assert found.notes == ("'m' says that no tool fits: small talk",)


def test_who_talks_instead_of_calling_is_asked_for_json(
    chat_server: Any, catalogue: Any, endpoint: Endpoint
) -> None:
    chat_server.takes_tools = True
    chat_server.says("I would add two and three.", RIGHT)
    (found,) = route(endpoint, catalogue)
    assert found.arguments == {"expression": "2+3"}
    assert "tools" not in chat_server.requests[1]
    assert "response_format" in chat_server.requests[1]


def test_the_rest_of_a_reply_is_not_waited_for(
    chat_server: Any, catalogue: Any, endpoint: Endpoint
) -> None:
    chat_server.streams = True
    chat_server.says(RIGHT + " and so on" * 5000)
    (found,) = route(endpoint, catalogue)
    assert found.arguments == {"expression": "2+3"}
    assert chat_server.sent < 5000


def test_a_budget_of_tokens_ends_the_rounds(
    chat_server: Any, catalogue: Any, endpoint: Endpoint, scripted: Any
) -> None:
    reply = {"choices": [{"message": {"content": "hm"}}], "usage": {"prompt_tokens": 600}}
    chat_server.says(scripted(body=json.dumps(reply).encode()))
    found = route(endpoint, catalogue, budget=1000)
    assert len(chat_server.requests) == 2
    assert "the budget of 1000 tokens is spent" in found.notes[0]


@pytest.fixture
def cache(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def examined(endpoint: Endpoint, catalogue: Any) -> Proposals:
    return route(endpoint, catalogue, examiner=Examiner(endpoint.name, endpoint.shown))


@pytest.mark.usefixtures("cache")
def test_a_model_that_fails_its_exam_is_shown_and_not_believed(
    chat_server: Any, catalogue: Any, endpoint: Endpoint
) -> None:
    chat_server.says(RIGHT)  # whatever is asked
    (found,) = examined(endpoint, catalogue)
    assert found.score == INVENTED_SCORE
    assert "'m' failed its exam" in found.reason
    before = len(chat_server.requests)
    examined(endpoint, catalogue)
    assert len(chat_server.requests) == before + 1  # the exam is not held again


@pytest.mark.usefixtures("cache")
def test_a_model_that_passes_is_believed(
    chat_server: Any, catalogue: Any, endpoint: Endpoint
) -> None:
    full = {
        "forecast": {"city": "Lisbon", "day": "Friday"},
        "set_timer": {"minutes": 25},
        "translate": {"text": "good morning", "language": "japanese"},
        "convert_length": {"metres": 12, "unit": "feet"},
        "find_train": {"departure": "Vienna", "arrival": "Graz"},
    }
    answers = [
        json.dumps({"tool": q.tool, "arguments": full[q.tool]}) if q.tool else NONE
        for q in QUESTIONS
    ]
    chat_server.says(RIGHT, *answers)
    (found,) = examined(endpoint, catalogue)
    assert found.score == MODEL_SCORE


def test_a_small_real_model_does_not_pass(
    model_endpoint: Any, catalogue: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weakest model there is: believed, it would call tools whatever is asked."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    endpoint = Endpoint(model_endpoint.base_url, model_endpoint.name)
    limits = {"repairs": 0, "max_tokens": 64, "timeout_s": 100.0}
    examiner = Examiner(endpoint.name, endpoint.shown)
    words = "Who wrote the Iliad?"
    found = route(endpoint, catalogue, words, catalogue.tools[:2], examiner=examiner, **limits)
    assert all(candidate.score < MODEL_SCORE for candidate in found)
