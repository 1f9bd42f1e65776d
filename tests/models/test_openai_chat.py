from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from mrkl_core.contracts.model import Function, FunctionCall, FunctionsNotTaken, Message, Reply
from mrkl_core.errors import ModelNotConfigured, ModelUnavailable, MrklError, TimedOut
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.openai_chat import OpenAIChat

KEY = "sk-very-secret"
HELLO = [Message("user", "hello")]
SCHEMA: dict[str, Any] = {"type": "object", "properties": {"tool": {"enum": ["a", "b"]}}}
#: Tells openai's own retry to stand back, where the test is not about it.
NO_RETRY = {"x-should-retry": "false"}


def run(endpoint: Endpoint, ask: Callable[[OpenAIChat], Awaitable[Any]], **options: Any) -> Any:
    async def main() -> Any:
        chat = OpenAIChat(endpoint, **options)
        try:
            return await ask(chat)
        finally:
            await chat.close()

    return asyncio.run(main())


def hello(chat: OpenAIChat) -> Awaitable[Reply]:
    return chat.complete(HELLO)


def at(chat_server: Any, **fields: Any) -> Endpoint:
    return Endpoint(chat_server.base_url, "m", api_key=KEY, **fields)


def test_a_real_model_answers(model_endpoint: Any) -> None:
    endpoint = Endpoint(model_endpoint.base_url, model_endpoint.name)
    reply = run(endpoint, lambda chat: chat.complete(HELLO, max_tokens=8))
    assert reply.text.strip()
    assert reply.model == model_endpoint.name
    assert 0 < reply.completion_tokens <= 8
    assert reply.cut_off == (reply.completion_tokens == 8)
    assert reply.prompt_tokens > 0


def test_a_real_model_is_held_to_the_schema(model_endpoint: Any) -> None:
    endpoint = Endpoint(model_endpoint.base_url, model_endpoint.name)
    schema = {**SCHEMA, "required": ["tool"], "additionalProperties": False}
    reply = run(endpoint, lambda chat: chat.complete(HELLO, schema=schema, max_tokens=64))
    assert json.loads(reply.text)["tool"] in ("a", "b")


def test_a_real_model_is_probed(model_endpoint: Any) -> None:
    endpoint = Endpoint(model_endpoint.base_url, model_endpoint.name)
    said = run(endpoint, lambda chat: chat.probe(timeout_s=60))
    assert said == f"'smollm2' answers at {model_endpoint.base_url}"


def test_what_is_sent(chat_server: Any) -> None:
    chat_server.says("hi")
    reply = run(at(chat_server, temperature=0.5), lambda c: c.complete(HELLO, max_tokens=7))
    assert reply == Reply("hi", "m")
    assert chat_server.requests == [
        {
            "model": "m",
            "max_tokens": 7,
            "temperature": 0.5,
            "messages": [{"role": "user", "content": "hello"}],
        }
    ]
    assert chat_server.keys == [f"Bearer {KEY}"]


def test_without_a_key_a_placeholder_is_sent(chat_server: Any) -> None:
    run(Endpoint(chat_server.base_url, "m"), hello)
    assert chat_server.keys == ["Bearer no-key-needed"]


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ModelUnavailable, match="does not answer") as caught:
        run(Endpoint(f"http://127.0.0.1:{port}/v1", "m", api_key=KEY), hello)
    assert caught.value.retry_after_s
    assert "OPENAI_BASE_URL" in caught.value.hint


def test_a_hanging_endpoint_is_left_in_time(chat_server: Any, scripted: Any) -> None:
    chat_server.says(scripted(hang=True))
    with pytest.raises(TimedOut, match=r"'m' did not answer within 0.3 s"):
        run(at(chat_server), lambda chat: chat.complete(HELLO, timeout_s=0.3))
    assert len(chat_server.requests) <= 1  # not retried when the time is over


def test_a_server_error_is_retried_once(chat_server: Any, scripted: Any) -> None:
    retry_soon = {"retry-after-ms": "1"}
    chat_server.says(scripted(status=500, body=b"boom", headers=retry_soon), "hi")
    assert run(at(chat_server), hello).text == "hi"

    chat_server.requests.clear()
    chat_server.says(scripted(status=500, body=b'{"error": "boom"}', headers=retry_soon))
    with pytest.raises(ModelUnavailable, match=r"cannot serve now \(HTTP 500\): boom"):
        run(at(chat_server), hello)
    assert len(chat_server.requests) == 2


def test_a_busy_endpoint_says_when_to_come_back(chat_server: Any, scripted: Any) -> None:
    chat_server.says(scripted(status=429, body=b"{}", headers={"retry-after": "9", **NO_RETRY}))
    with pytest.raises(ModelUnavailable, match="429") as caught:
        run(at(chat_server), hello)
    assert caught.value.retry_after_s == 9


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"<html>welcome</html>", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"{}", r"no choices\[0\]"),
        (b'{"choices": []}', r"no choices\[0\]"),
        (b'{"choices": [{"message": null}]}', r"no choices\[0\]"),
        (b'{"choices": [{"message": {"content": [7]}}]}', r"no choices\[0\]"),
        (b'"a string"', r"no choices\[0\]"),
    ],
)
def test_garbage_is_not_an_answer(chat_server: Any, scripted: Any, body: bytes, what: str) -> None:
    chat_server.says(scripted(body=body))
    with pytest.raises(ModelUnavailable, match=what) as caught:
        run(at(chat_server), hello)
    assert "/v1" in caught.value.hint


def test_a_flood_is_cut_off(chat_server: Any, scripted: Any) -> None:
    chat_server.says(scripted("x" * 5000))
    with pytest.raises(ModelUnavailable, match="more than 1000 bytes"):
        run(at(chat_server), hello, max_reply_bytes=1000)


def test_a_broken_connection_is_unavailable(chat_server: Any, scripted: Any) -> None:
    # Promises more than it sends, and closes.
    short = b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"choi'
    with socket.create_server(("127.0.0.1", 0)) as server:

        async def main() -> None:
            chat = OpenAIChat(Endpoint(f"http://127.0.0.1:{server.getsockname()[1]}", "m"))
            asking = asyncio.create_task(chat.complete(HELLO, timeout_s=10))
            server.setblocking(False)
            loop = asyncio.get_running_loop()
            connection, _ = await loop.sock_accept(server)
            with connection:
                await loop.sock_recv(connection, 65536)
                await loop.sock_sendall(connection, short)
            try:
                await asking
            finally:
                await chat.close()

        with pytest.raises(ModelUnavailable, match="does not answer"):
            asyncio.run(main())


def test_a_refused_schema_goes_into_the_prompt(chat_server: Any, scripted: Any) -> None:
    no = scripted(status=400, body=b'{"error": {"message": "unknown field response_format"}}')
    chat_server.says(no, "{}", "{}")

    async def twice(chat: OpenAIChat) -> None:
        await chat.complete([Message("system", "Be brief."), *HELLO], schema=SCHEMA)
        await chat.complete(HELLO, schema=SCHEMA)

    run(at(chat_server), twice)
    first, second, third = chat_server.requests
    assert first["response_format"]["json_schema"]["schema"] == SCHEMA
    assert "response_format" not in second
    assert [m["role"] for m in second["messages"]] == ["system", "user"]
    assert second["messages"][0]["content"].startswith("Be brief.\n")
    assert json.dumps(SCHEMA) in second["messages"][0]["content"]
    # Learned: it is not sent again.
    assert "response_format" not in third
    assert json.dumps(SCHEMA) in third["messages"][0]["content"]


def test_one_unreadable_schema_does_not_spoil_the_next(chat_server: Any, scripted: Any) -> None:
    no = scripted(status=400, body=b'{"error": {"message": "failed to parse grammar"}}')
    chat_server.says(no, "{}", "{}")

    async def twice(chat: OpenAIChat) -> None:
        await chat.complete(HELLO, schema=SCHEMA)
        await chat.complete(HELLO, schema=SCHEMA)

    run(at(chat_server), twice)
    assert ["response_format" in r for r in chat_server.requests] == [True, False, True]


def test_a_newer_models_wishes_are_learned(chat_server: Any, scripted: Any) -> None:
    chat_server.says(
        scripted(
            status=400, body=b'{"error": {"message": "Use \'max_completion_tokens\' instead."}}'
        ),
        scripted(status=400, body=b'{"error": {"message": "temperature is not supported"}}'),
        "hi",
    )
    assert run(at(chat_server), hello).text == "hi"
    last = chat_server.requests[-1]
    assert "temperature" not in last
    assert "max_tokens" not in last
    assert last["max_completion_tokens"] == 512


def test_a_plain_refusal_is_told_in_the_endpoints_words(chat_server: Any, scripted: Any) -> None:
    body = json.dumps({"error": {"message": f"too long for {KEY} " + "x" * 5000}}).encode()
    chat_server.says(scripted(status=400, body=body))
    with pytest.raises(ModelUnavailable, match=r"HTTP 400\): too long for \*\*\*") as caught:
        run(at(chat_server), hello)
    assert len(caught.value.message) < 500
    assert len(chat_server.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_the_key_never_shows(chat_server: Any, scripted: Any, status: int) -> None:
    said = json.dumps({"error": {"message": f"bad key {KEY}"}}).encode()
    chat_server.says(scripted(status=status, body=said, headers=NO_RETRY))
    endpoint = at(chat_server)
    with pytest.raises(MrklError) as caught:
        run(endpoint, hello)
    error = caught.value
    told = f"{error} {error!r} {error.hint} {error.metadata} {endpoint!r}"
    assert KEY not in told
    assert error.__suppress_context__


def test_a_refused_key_names_its_variable(chat_server: Any, scripted: Any) -> None:
    chat_server.says(scripted(status=401, body=b"{}"))
    with pytest.raises(ModelNotConfigured, match="the key in OPENAI_API_KEY") as caught:
        run(at(chat_server), hello)
    assert "OPENAI_API_KEY" in caught.value.hint
    with pytest.raises(ModelNotConfigured, match="without a key"):
        run(Endpoint(chat_server.base_url, "m"), hello)


def test_an_unknown_model_is_answered_with_the_nearest(chat_server: Any, scripted: Any) -> None:
    chat_server.says(scripted(status=404, body=b"{}"))
    endpoint = Endpoint(chat_server.base_url, "known-modle")
    with pytest.raises(ModelNotConfigured, match="'known-modle'") as caught:
        run(endpoint, hello)
    assert "MRKL_MODEL" in caught.value.hint
    with pytest.raises(ModelNotConfigured) as probed:
        run(endpoint, OpenAIChat.probe)
    assert probed.value.hint == "did you mean 'known-model'?"


def streamed(chat_server: Any, enough: Callable[[str], bool], **options: Any) -> Reply:
    return run(at(chat_server), lambda c: c.complete(HELLO, enough=enough, **options))


def test_a_stream_is_put_together(chat_server: Any, scripted: Any) -> None:
    chat_server.streams = chat_server.takes_tools = True
    function = Function("add", "Adds.", {"type": "object"})
    chat_server.says(
        scripted("thinking it over", (("add", '{"a": 1, "b": [2, 3]}'), ("add", "{}")))
    )
    reply = streamed(chat_server, lambda text: False, functions=[function])
    assert reply.text == "thinking it over"
    assert reply.calls == (
        FunctionCall("add", '{"a": 1, "b": [2, 3]}', "c0"),
        FunctionCall("add", "{}", "c1"),
    )
    assert chat_server.requests[0]["tools"][0]["function"]["name"] == "add"


def test_a_stream_ends_when_there_is_enough(chat_server: Any) -> None:
    chat_server.streams = True
    chat_server.says("one two three " * 2000)
    reply = streamed(chat_server, lambda text: "three" in text)
    assert reply.text.startswith("one two three")
    assert len(reply.text) < 1000


def test_who_does_not_stream_is_heard_as_well(chat_server: Any, scripted: Any) -> None:
    assert streamed(chat_server, lambda text: False).text == "OK"
    chat_server.requests.clear()
    said = b'{"error": {"message": "stream is not supported"}}'
    chat_server.says(scripted(status=400, body=said), "fine")
    assert streamed(chat_server, lambda text: False).text == "fine"
    assert "stream" not in chat_server.requests[-1]


@pytest.mark.parametrize(
    "body", [b"data: {\n\n", b"data: []\n\n", b'data: {"error": {"message": "no"}}\n\n']
)
def test_a_broken_stream_is_no_answer(chat_server: Any, scripted: Any, body: bytes) -> None:
    headers = {"Content-Type": "text/event-stream"}
    chat_server.says(scripted(body=body, headers=headers))
    with pytest.raises(ModelUnavailable, match="did not answer as a chat endpoint"):
        streamed(chat_server, lambda text: False)


def test_who_takes_no_functions_says_so(chat_server: Any) -> None:
    with pytest.raises(FunctionsNotTaken):
        run(at(chat_server), lambda c: c.complete(HELLO, functions=[Function("f", "F.", {})]))


def test_a_real_model_streams(model_endpoint: Any) -> None:
    endpoint = Endpoint(model_endpoint.base_url, model_endpoint.name)
    whole = run(endpoint, lambda chat: chat.complete(HELLO, max_tokens=12))
    part = run(endpoint, lambda chat: chat.complete(HELLO, enough=lambda text: True, max_tokens=12))
    assert part.text
    assert whole.text.startswith(part.text)
