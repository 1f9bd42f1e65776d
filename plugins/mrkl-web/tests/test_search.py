"""Searches by recorded services of each shape, their failures, and the words that ask for one."""

from __future__ import annotations

import json

import pytest

from mrkl_core import Effect, Failure, Result, Settings, Verdict
from mrkl_core.contracts.context import Deadline, call_context
from mrkl_core.testing import as_called, assert_plugin_ok, call_tool
from mrkl_core.web.recorded import Recorded, Saved, Writes, recorded
from mrkl_web import mrkl_experts
from mrkl_web.bids import bid
from mrkl_web.providers import Provider
from mrkl_web.search import search

search = as_called(search)

SEARXNG = {
    "query": "pddl",
    "number_of_results": 0,
    "results": [
        {
            "url": "https://planning.example/pddl",
            "title": "What is PDDL?",
            "content": "The   Planning Domain\nDefinition Language …",
            "engine": "duckduckgo",
            "publishedDate": None,
        },
        {"url": "javascript:alert(1)", "title": "no page", "content": ""},
        {"url": "https://other.example/", "title": "", "content": None},
        "nonsense",
    ],
    "suggestions": [],
}
BRAVE = {
    "type": "search",
    "web": {
        "type": "search",
        "results": [
            {
                "title": "What is PDDL?",
                "url": "https://planning.example/pddl",
                "description": "The <strong>Planning</strong> Domain Definition Language",
                "page_age": "2024-01-02T00:00:00",
            }
        ],
    },
}
TAVILY = {
    "query": "pddl",
    "results": [
        {
            "title": "What is PDDL?",
            "url": "https://planning.example/pddl",
            "content": "The Planning Domain Definition Language",
            "score": 0.98,
        }
    ],
    "response_time": 1.2,
}


def searched(site: Recorded, provider: str, **arguments: object) -> Result | Failure:
    config = {"provider": provider, "url": site.url, "key": "secret-key"}
    (web,) = mrkl_experts(Settings(experts={"web": {"search": config}}))
    return call_tool(web, "search", **{"query": "pddl", **arguments})


def results(outcome: Result | Failure) -> list[dict]:
    assert isinstance(outcome, Result), outcome
    return outcome.value["results"]


def test_the_plugin_is_ok() -> None:
    assert_plugin_ok("mrkl_web")


def test_both_tools_read_the_outside_world() -> None:
    (web,) = mrkl_experts(Settings())
    assert {tool.effect for tool in web.tools} == {Effect.READS}


def test_searxng_is_asked_and_read() -> None:
    with recorded({"/search": Saved.of(SEARXNG)}) as site:
        outcome = searched(site, "searxng", query=" what is\nPDDL? ")
        assert site.asked[0].query == {"q": "what is PDDL?", "format": "json"}
    found = results(outcome)
    assert [item["url"] for item in found] == [
        "https://planning.example/pddl",
        "https://other.example/",
    ]
    assert found[0]["snippet"] == "The Planning Domain Definition Language …"
    assert outcome.value["untrusted"] is True
    assert outcome.text.startswith("[untrusted ")
    assert [item.verdict for item in outcome.evidence] == [Verdict.UNCHECKED]


def test_brave_is_asked_with_its_key_and_read() -> None:
    with recorded({"/web/search": Saved.of(BRAVE)}) as site:
        outcome = searched(site, "brave", count=3)
        (asked,) = site.asked
    assert asked.query == {"q": "pddl", "count": "3"}
    assert asked.headers["x-subscription-token"] == "secret-key"
    (found,) = results(outcome)
    assert found["snippet"] == "The Planning Domain Definition Language"
    assert found["published"] == "2024-01-02T00:00:00"


def test_tavily_is_asked_with_its_key_and_read() -> None:
    with recorded({"/search": Saved.of(TAVILY)}) as site:
        outcome = searched(site, "tavily", count=1)
        (asked,) = site.asked
    assert json.loads(asked.body) == {"query": "pddl", "max_results": 1}
    assert asked.headers["authorization"] == "Bearer secret-key"
    assert len(results(outcome)) == 1


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Saved.of({"results": []}), "NOT_FOUND"),
        (Saved.of({}), "NOT_FOUND"),
        (Saved.of({"results": "none"}), "UNAVAILABLE"),
        (Saved.of([1]), "UNAVAILABLE"),
        (Saved(b"<html>"), "UNAVAILABLE"),
        (Saved(b'{"results": ['), "UNAVAILABLE"),
        (Saved(b"[" * 3_000_000), "TOO_LARGE"),
        (Saved(status=401), "HTTP_ERROR"),
        (Saved(status=500), "UNAVAILABLE"),
        (Saved(status=429, headers={"Retry-After": "900"}), "UNAVAILABLE"),
        (Saved(status=302, headers={"Location": "http://10.0.0.1/"}), "UNAVAILABLE"),
    ],
)
def test_a_service_that_fails_is_no_answer(reply: Writes, code: str) -> None:
    with recorded({"/search": reply}) as site:
        outcome = searched(site, "searxng")
    assert isinstance(outcome, Failure)
    assert outcome.code == code
    assert "secret-key" not in f"{outcome}"


def test_a_service_that_says_nothing_ends_with_the_calls_time() -> None:
    def silent(_: object) -> None:
        site.over.wait(60)

    with recorded({"/search": silent}) as site, call_context(None, Deadline.after(0.5)):
        outcome = search("pddl", provider=Provider("searxng", site.url))
        site.over.set()
    assert isinstance(outcome, Failure)
    assert "did not answer within" in outcome.message


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({}, "experts.web.config.search"),
        ({"search": {"provider": "altavista"}}, "searxng, brave, tavily"),
        ({"search": {"provider": "searxng"}}, "experts.web.config.search.url"),
        ({"search": {"provider": "brave"}}, "experts.web.config.search.key"),
        ({"search": {"provider": "brave", "key": "a\nb"}}, "experts.web.config.search.key"),
        ({"search": {"provider": "searxng", "url": "file:///"}}, "not an http"),
    ],
)
def test_without_a_provider_the_setting_is_named(config: dict, said: str) -> None:
    (web,) = mrkl_experts(Settings(experts={"web": config}))
    outcome = call_tool(web, "search", query="pddl")
    assert isinstance(outcome, Failure)
    assert outcome.code == "NOT_CONFIGURED"
    assert said in f"{outcome.message} {outcome.hint}"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"search": "searxng"}, "experts.web.config.search is not a section"),
        ({"search": {"providr": "brave"}}, "did you mean 'provider'"),
        ({"allow_host": []}, "did you mean 'allow_hosts'"),
        ({"allow_hosts": "wiki:80"}, "experts.web.config.allow_hosts is not a list"),
    ],
)
def test_a_section_that_is_written_wrong_is_told_at_once(config: dict, said: str) -> None:
    with pytest.raises(ValueError, match=r"experts\.web\.config") as error:
        list(mrkl_experts(Settings(experts={"web": config})))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("words", "tool", "arguments"),
    [
        ("search the web for PDDL planners", "search", {"query": "PDDL planners"}),
        ("Please look up 'tide tables' online.", "search", {"query": "tide tables"}),
        ("find ferries to Brest on the internet", "search", {"query": "ferries to Brest"}),
        ("read https://example.org/a?b=c.", "fetch", {"url": "https://example.org/a?b=c"}),
        ("What does https://example.org/ say?", "fetch", {"url": "https://example.org/"}),
        ("https://example.org", "fetch", {"url": "https://example.org"}),
    ],
)
def test_words_that_name_the_web_are_read(words: str, tool: str, arguments: dict) -> None:
    (only,) = bid(words)
    assert (only.tool, only.arguments) == (tool, arguments)


@pytest.mark.parametrize(
    "words",
    [
        "sing me a song",
        "what is the capital of France?",
        "find the roots of x^2 = 4",
        "look up the molar mass of water",
        "open the door",
        "read this",
        "https://a.example and https://b.example",
        "a" * 999,
        "",
    ],
)
def test_other_words_are_not(words: str) -> None:
    assert list(bid(words)) == []
