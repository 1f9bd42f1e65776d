from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.routing import Bid, Candidate, Route, Router
from mrkl_core.errors import ExpertsBusy
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.openai_chat import OpenAIChat
from mrkl_core.routing.bids import BidsRouter
from mrkl_core.routing.by_model import ModelRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.lexical import LexicalIndexes, LexicalRouter

SUM = Bid("evaluate", {"expression": "2+3"}, 0.95, "parsed as arithmetic")


def bids(answers: Mapping[str, Sequence[Bid] | str]) -> BidsRouter:
    async def collect(words: str) -> Mapping[str, Sequence[Bid] | str]:
        return answers

    return BidsRouter(collect)


class Fixed:
    """A router of somebody else's, which says what it was made with."""

    name = "fixed"

    def __init__(self, says: Any) -> None:
        self.says = says
        self.asked = 0

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Sequence[Candidate]:
        self.asked += 1
        if isinstance(self.says, BaseException):
            raise self.says
        if self.says == "hang":
            await asyncio.Event().wait()
        found: Sequence[Candidate] = self.says
        return found


def lexical(catalogue: Any) -> LexicalRouter:
    return LexicalRouter(LexicalIndexes(catalogue.experts))


def choose(catalogue: Any, words: str, *routers: Router, **options: Any) -> Route:
    chooser = Chooser(routers, catalogue.tools, catalogue.experts, **options)
    return asyncio.run(chooser.choose(words))


def test_a_sure_bid_ends_the_asking(catalogue: Any) -> None:
    later = Fixed([])
    route = choose(catalogue, "2+3", bids({"calculator": [SUM]}), later)
    assert route.chosen == Candidate(
        "calculator.evaluate", 0.95, "parsed as arithmetic", {"expression": "2+3"}, "bids"
    )
    assert route.candidates == (route.chosen,)
    assert route.refusal == ""
    assert route.reasons == (
        "bids: calculator.evaluate at 0.95 reaches the threshold of 0.55: parsed as arithmetic",
        "not asked any more: fixed",
    )
    assert later.asked == 0


def test_the_surest_bid_wins_and_priority_breaks_ties(catalogue: Any) -> None:
    convert = Bid("convert", {"value": 2, "unit": "m", "to": "km"}, 0.95, "a quantity")
    route = choose(catalogue, "2", bids({"units": [convert], "calculator": [SUM]}))
    assert route.chosen is not None
    assert route.chosen.tool == "calculator.evaluate"
    assert [c.tool for c in route.candidates] == ["calculator.evaluate", "units.convert"]
    assert "as sure of units.convert" in route.reasons[1]
    assert "priority" in route.reasons[1]

    surer = Bid("convert", convert.arguments, 0.96, "a quantity")
    route = choose(catalogue, "2", bids({"units": [surer], "calculator": [SUM]}))
    assert route.chosen is not None
    assert route.chosen.tool == "units.convert"


@pytest.mark.parametrize(
    ("bid", "why"),
    [
        (Bid("evalute", {"expression": "2"}, 0.9, "r"), "did you mean 'calculator.evaluate'"),
        (Bid("evaluate", {"expression": 2}, 0.9, "r"), "expected string, got integer 2"),
        (Bid("evaluate", {"expr": "2"}, 0.9, "r"), "did you mean 'expression'?"),
        (Bid("evaluate", {"expression": "2"}, 1.5, "r"), "its score 1.5 is not between 0 and 1"),
        (Bid("evaluate", {"expression": "2"}, float("nan"), "r"), "its score nan is not"),
        (Bid("evaluate", {"expression": "2"}, "high", "r"), "its score 'high' is not"),  # type: ignore[arg-type]
    ],
)
def test_a_bid_that_cannot_be_called_is_set_aside(catalogue: Any, bid: Bid, why: str) -> None:
    good = Bid("convert", {"value": 2, "unit": "m", "to": "km"}, 0.7, "a quantity")
    route = choose(catalogue, "2", bids({"calculator": [bid], "units": [good]}))
    assert route.chosen is not None
    assert route.chosen.tool == "units.convert"
    aside = route.candidates[-1]
    assert (aside.score, aside.arguments) == (0.0, None)
    assert why in aside.reason
    assert "(said: r)" in aside.reason


def test_a_bid_for_a_tool_that_is_off_is_set_aside(catalogue: Any) -> None:
    sure = Bid("delete", {"name": "earth"}, 1.0, "sure")
    on = Bid("complete", {"prompt": "x"}, 0.1, "r")
    assert choose(catalogue, "x", bids({"secret": [sure]})).candidates == ()
    route = choose(catalogue, "x", Fixed([Candidate("secret.delete", 1.0, "r", sure.arguments)]))
    assert route.chosen is None
    assert "no such tool is on" in route.candidates[0].reason
    assert choose(catalogue, "x", bids({"language": [on]})).chosen is None


def test_a_tool_with_a_broken_schema_spoils_no_other(catalogue: Any, tool: Any) -> None:
    broken = tool("x.broken", "Broken.", {"a": {"type": "nonsense"}})
    answers = {"x": [Bid("broken", {"a": 1}, 0.99, "r")], "calculator": [SUM]}
    chooser = Chooser([bids(answers)], [*catalogue.tools, broken], catalogue.experts)
    route = asyncio.run(chooser.choose("2+3"))
    assert route.chosen is not None
    assert route.chosen.tool == "calculator.evaluate"
    assert "the schema of the arguments of 'x.broken'" in route.candidates[-1].reason


def test_an_expert_that_cannot_bid_is_named(catalogue: Any) -> None:
    answers: dict[str, Any] = {"units": "its process died", "calculator": [SUM]}
    route = choose(catalogue, "2+3", bids(answers))
    assert route.chosen is not None
    assert route.reasons[0] == "bids: 'units' could not bid: its process died"


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (RuntimeError("private"), "it raised RuntimeError"),
        (SystemExit(3), "it raised SystemExit"),
        ("hang", "no answer within 0.05 s"),
        (None, "it raised TypeError"),
        (["not a candidate"], "it raised AttributeError"),
    ],
)
def test_a_broken_router_is_passed_over(catalogue: Any, says: Any, why: str) -> None:
    route = choose(catalogue, "2+3", Fixed(says), bids({"calculator": [SUM]}), timeout_s=0.05)
    assert route.chosen is not None
    assert route.chosen.tool == "calculator.evaluate"
    assert route.reasons[0] == f"fixed: passed over: {why}"


def test_who_was_not_heard_in_time_is_no_refusal(catalogue: Any) -> None:
    late = bids({"units": "TimedOut", "planner": []})
    with pytest.raises(ExpertsBusy, match="in time: units") as caught:
        choose(catalogue, "5 m in km", late, lexical(catalogue))
    assert "ask again" in caught.value.hint
    with pytest.raises(ExpertsBusy, match="in time: fixed"):
        choose(catalogue, "5 m in km", Fixed("hang"), timeout_s=0.05)

    heard = bids({"units": "TimedOut", "calculator": [SUM]})
    assert choose(catalogue, "2+3", heard).chosen is not None
    assert choose(catalogue, "2+3", bids({"units": "TooSlow"})).chosen is None


def test_cancelling_the_request_is_not_swallowed(catalogue: Any) -> None:
    async def main() -> None:
        chooser = Chooser([Fixed("hang")], catalogue.tools, catalogue.experts)
        async with asyncio.timeout(0.05):
            await chooser.choose("x")

    with pytest.raises(TimeoutError):
        asyncio.run(main())


def test_shared_words_choose_only_what_needs_no_arguments(catalogue: Any) -> None:
    route = choose(catalogue, "list the installed planning engines", lexical(catalogue))
    assert route.chosen is not None
    assert (route.chosen.tool, route.chosen.arguments) == ("planner.engines", {})

    route = choose(catalogue, "convert units", lexical(catalogue), fallback="language")
    assert route.chosen is None
    assert route.candidates[0].tool == "units.convert"
    assert route.candidates[0].score > 0.6
    assert "units.convert at 1.00" in route.reasons[0]
    assert "has no arguments" in route.reasons[0]
    assert "Nearest is units.convert, which needs value, unit, to: Converts" in route.refusal
    # The nearest expert's example goes first, though its priority is lower.
    assert 'You could ask: "5 miles in kilometres" (units); "what is 17%' in route.refusal


def test_a_request_that_fits_nobody_is_refused(catalogue: Any) -> None:
    low = Bid("evaluate", {"expression": "2"}, 0.4, "only shares vocabulary")
    routers: list[Router] = [bids({"calculator": [low]}), lexical(catalogue)]
    route = choose(catalogue, "sing 2 me", *routers, fallback="language")
    assert route.chosen is None
    assert route.candidates[0].arguments == {"expression": "2"}
    assert route.reasons == (
        "bids: calculator.evaluate at 0.40 is under the threshold of 0.55",
        "lexical: no tool's card shares a word with the request",
        "fallback: 'language' cannot be asked: no language model is configured",
    )
    assert route.refusal.startswith("No expert here can answer this.")
    assert '"what is 17% of 340?" (calculator)' in route.refusal
    assert '"stack the blocks" (planner)' in route.refusal


def test_the_threshold_is_the_manifests(catalogue: Any) -> None:
    low = bids({"calculator": [Bid("evaluate", {"expression": "2"}, 0.4, "r")]})
    assert choose(catalogue, "2", low, threshold=0.4).chosen is not None
    assert choose(catalogue, "2", low, threshold=0.41).chosen is None


def test_without_tools_the_refusal_says_so() -> None:
    route = asyncio.run(Chooser([], (), ()).choose("x"))
    assert route.chosen is None
    assert "no tool here that is on" in route.refusal


def test_the_fallback_takes_the_whole_request_if_it_is_ready(catalogue: Any) -> None:
    words = "sing me a song"
    ready = choose(catalogue, words, bids({}), fallback="language", fallback_problem="")
    assert ready.chosen is not None
    assert ready.chosen.tool == "language.complete"
    assert ready.chosen.arguments == {"prompt": words}
    assert ready.chosen.by == "fallback"
    assert "not checked" in ready.chosen.reason

    missing = choose(catalogue, words, fallback="language")
    assert missing.chosen is None
    assert "(language)" not in missing.refusal
    assert missing.reasons == (
        "fallback: 'language' cannot be asked: no language model is configured",
    )

    unfit = choose(catalogue, words, fallback="units", fallback_problem="")
    assert unfit.chosen is None
    assert "no tool that takes a request as it is" in unfit.reasons[-1]


def with_model(catalogue: Any, words: str, endpoint: Endpoint, **options: Any) -> Route:
    async def main() -> Route:
        model = OpenAIChat(endpoint)
        indexes = LexicalIndexes(catalogue.experts)
        by_model = ModelRouter(model, indexes, repairs=1, max_tokens=64)
        routers: list[Router] = [bids({}), LexicalRouter(indexes), by_model]
        chooser = Chooser(routers, catalogue.tools, catalogue.experts, **options)
        try:
            return await chooser.choose(words)
        finally:
            await model.close()

    return asyncio.run(main())


def test_a_model_is_asked_last(catalogue: Any, chat_server: Any) -> None:
    chat_server.says('{"tool": "calculator.evaluate", "arguments": {"expression": "2+3"}}')
    route = with_model(catalogue, "add 2 and 3", Endpoint(chat_server.base_url, "m"))
    assert route.chosen is not None
    assert (route.chosen.by, route.chosen.tool) == ("by_model", "calculator.evaluate")


def test_a_model_that_invents_is_not_followed(catalogue: Any, chat_server: Any) -> None:
    chat_server.says('{"tool": "calculator.evaluate", "arguments": {"expression": "2+3"}}')
    route = with_model(catalogue, "sing me a song", Endpoint(chat_server.base_url, "m"))
    assert route.chosen is None
    assert "by_model: calculator.evaluate at 0.30 is under the threshold" in route.reasons[-1]


def test_without_a_model_the_reason_says_what_to_set(catalogue: Any) -> None:
    route = with_model(catalogue, "sing me a song", Endpoint("", ""))
    assert route.chosen is None
    assert route.reasons[-1].startswith("by_model: passed over: no language model is configured")
    assert "MRKL_MODEL" in route.reasons[-1]


def test_a_dead_endpoint_is_passed_over(catalogue: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    route = with_model(catalogue, "sing me a song", Endpoint(f"http://127.0.0.1:{port}/v1", "m"))
    assert route.chosen is None
    assert "by_model: passed over: the model endpoint" in route.reasons[-1]


def test_with_a_real_model_the_choice_can_be_called(catalogue: Any, model_endpoint: Any) -> None:
    endpoint = Endpoint(model_endpoint.base_url, model_endpoint.name)
    route = with_model(catalogue, "evaluate 12 * 31", endpoint)
    assert any(reason.startswith("by_model: ") for reason in route.reasons)
    assert (route.chosen is None) == bool(route.refusal)
