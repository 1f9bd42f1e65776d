from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

import mrkl_language
from mrkl_core import Effect, Expert, Failure, Limits, Result, Settings, Verdict
from mrkl_core.contracts.context import Deadline, call_context
from mrkl_core.errors import ArgumentsInvalid, ModelNotConfigured, ModelUnavailable, TimedOut
from mrkl_core.experts.pool import Pool, Provider
from mrkl_core.testing import assert_plugin_ok, call_tool

VARIABLES = ("OPENAI_BASE_URL", "OPENAI_API_KEY", "MRKL_MODEL")


class Endpoint:
    """A chat endpoint that says one thing, or nothing at all if `reply` is None."""

    def __init__(self) -> None:
        self.reply: dict[str, Any] | None = {"message": {"content": "Hello."}}
        self.asked: list[Any] = []
        self.over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.asked.append(json.loads(body)["messages"])
                if outer.reply is None:
                    outer.over.wait(60)
                    return
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps({"model": "m", "choices": [outer.reply]}).encode())

            def log_message(self, *args: object) -> None:
                """Keeps quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    serving = Endpoint()
    yield serving
    serving.over.set()
    serving.http.shutdown()
    serving.http.server_close()


@pytest.fixture(autouse=True)
def _no_model_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def expert(url: str = "") -> Expert:
    models = {"default": {"base_url": url, "name": "m", "temperature": 0.0}} if url else {}
    (found,) = mrkl_language.mrkl_experts(Settings(models=models))
    return found


def complete(url: str = "", /, **arguments: str) -> Result | Failure:
    return call_tool(expert(url), "complete", **arguments)


def test_the_plugin_is_sound() -> None:
    assert_plugin_ok("mrkl_language")


def test_an_empty_prompt_is_not_sent(endpoint: Endpoint) -> None:
    with pytest.raises(ArgumentsInvalid, match="prompt"):
        complete(endpoint.url, prompt="")
    assert endpoint.asked == []


def test_the_models_words_are_told_and_marked_unchecked(endpoint: Endpoint) -> None:
    outcome = complete(endpoint.url, prompt="hi", system="Be brief.")
    assert isinstance(outcome, Result)
    assert (outcome.value, outcome.text) == ("Hello.", "Hello.")
    (evidence,) = outcome.evidence
    assert evidence.verdict is Verdict.UNCHECKED
    assert evidence.method == "a language model's words are not checked"
    assert evidence.detail == f"said by 'm' at {endpoint.url}"
    assert endpoint.asked == [
        [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "hi"}]
    ]


def test_an_answer_that_was_cut_off_says_so(endpoint: Endpoint) -> None:
    endpoint.reply = {"message": {"content": "Once"}, "finish_reason": "length"}
    outcome = complete(endpoint.url, prompt="hi")
    assert "cut off after 1024 tokens" in outcome.evidence[0].detail


def test_silence_is_no_answer(endpoint: Endpoint) -> None:
    endpoint.reply = {"message": {"content": " \n"}}
    outcome = complete(endpoint.url, prompt="hi")
    assert isinstance(outcome, Failure)
    assert outcome.code == "NO_WORDS"
    assert outcome.evidence[0].verdict is Verdict.UNCHECKED


def test_without_a_model_it_says_what_to_set() -> None:
    with pytest.raises(ModelNotConfigured) as caught:
        complete(prompt="hi")
    for name in VARIABLES:
        assert name in caught.value.hint


def test_the_environment_will_do(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
    monkeypatch.setenv("MRKL_MODEL", "m")
    assert isinstance(complete(prompt="hi"), Result)


def test_a_dead_endpoint_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ModelUnavailable, match="does not answer"):
        complete(f"http://127.0.0.1:{port}/v1", prompt="hi")


def test_a_slow_model_is_left_before_the_call_is_killed(endpoint: Endpoint) -> None:
    endpoint.reply = None
    (tool,) = expert(endpoint.url).tools
    with call_context(None, Deadline.after(1.0)), pytest.raises(TimedOut):
        tool.function(prompt="hi")
    assert len(endpoint.asked) <= 1  # not retried when the time is over


def test_in_a_child_it_reaches_the_manifests_model(endpoint: Endpoint) -> None:
    async def main() -> Any:
        models = {"default": {"base_url": endpoint.url, "name": "m", "temperature": 0.0}}
        plugin = Provider("language", "mrkl_language", ("language",))
        pool = Pool(Settings(models=models), [plugin])
        try:
            arguments = {"prompt": "hi"}
            return await pool.run("language", "tool:complete", arguments, Limits(timeout_s=30))
        finally:
            await pool.close()

    outcome = asyncio.run(main())
    assert isinstance(outcome, Result)
    assert outcome.value == "Hello."
    assert outcome.evidence[0].verdict is Verdict.UNCHECKED


def test_it_bids_for_nothing_and_loads_openai_only_for_a_model(endpoint: Endpoint) -> None:
    bare = expert()
    assert bare.bid is None
    assert bare.preload == ()
    assert expert(endpoint.url).preload
    assert [(t.name, t.effect) for t in bare.tools] == [("complete", Effect.READS)]
