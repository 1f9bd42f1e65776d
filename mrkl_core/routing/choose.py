"""Decides where a request goes: asks the routers in turn, and says why at every step."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.routing import Candidate, Route, Router, RouteStep
from mrkl_core.errors import ExpertsBusy
from mrkl_core.experts.arguments import Checker
from mrkl_core.manifest.model import RoutingPolicy
from mrkl_core.routing.apart import Apart, Cover
from mrkl_core.routing.chains import Chain, chained
from mrkl_core.routing.dropped import unused
from mrkl_core.routing.lexical import required
from mrkl_core.routing.panel import Panel
from mrkl_core.routing.parts import unquoted
from mrkl_core.routing.phrases import in_order
from mrkl_core.routing.references import references
from mrkl_core.routing.refusal import refusal
from mrkl_core.routing.turns import is_dialogue

#: A bid's confidence from which on its expert has read the words to their end (see `Bid`).
READ = 0.9
#: The router that asks a language model.
MODEL = "by_model"


class Chooser:
    """The decision of one catalogue and one policy; keeps nothing between requests.

    A score says how far its router trusts the candidate: a bid's is the expert's own
    confidence, one by schema a calibrated probability, a model's a constant. Routers are
    asked in order until one has a candidate at or over the threshold whose arguments are
    complete and valid; scores of two routers are never weighed against each other for the
    decision. Nothing that passes is a refusal, not the best of a bad lot; where all that
    is missing is an argument, it is a question.
    """

    def __init__(
        self,
        routers: Sequence[Router],
        tools: Sequence[ToolCard],
        experts: Sequence[ExpertCard],
        *,
        others: Sequence[Router] = (),
        threshold: float = RoutingPolicy.threshold,
        fallback: str = "",
        fallback_problem: str = "no language model is configured",
        timeout_s: float = 60.0,
        checker: Checker | None = None,
    ) -> None:
        self._routers = tuple(routers)
        self._others = tuple(others)
        self._panel = Panel(tools, experts, timeout_s=timeout_s, checker=checker or Checker())
        self._experts = tuple(experts)
        self._threshold = threshold
        self._fallback = fallback
        self._fallback_problem = fallback_problem

    async def choose(self, words: str, order: Sequence[str] = ()) -> Route:
        """The route of these words: calls that can be made as they are, or a refusal.

        With `order`, the routers of these names are asked, `others` too, and what keeps one from
        answering is raised. Raises ExpertsBusy where nothing is found, and somebody who was asked
        was not heard in time.
        """
        late: list[str] = []
        route = await self._choose(unquoted(words), order, late)
        if route.chosen is None and late:
            raise _busy(late)
        return replace(route, words=words)

    async def _choose(self, words: str, order: Sequence[str], late: list[str]) -> Route:
        """The route that the first who are sure find: routers by themselves, or a model.

        What they find together, taking the words apart, goes before a model that comes later, which
        is asked all the same where they leave something over.
        """
        route = Route(words, None)
        for routers, later in _stages(self._named(order)):
            found = await self._by(routers, words, late, raises=bool(order))
            candidates = self._sorted([*route.candidates, *found.candidates])
            reasons = (*route.reasons, *found.reasons)
            taken = route if found.chosen is None else found
            route = replace(taken, candidates=candidates, reasons=reasons)
            if route.chosen is not None and not (route.unused and later[:1] == [MODEL]):
                return replace(route, reasons=(*reasons, *_not_asked(later)))
        return self._without_choice(route, last_resort=not order)

    def _named(self, order: Sequence[str]) -> Sequence[Router]:
        if not order:
            return self._routers
        known = {router.name: router for router in (*self._routers, *self._others)}
        return [known[name] for name in order if name in known]

    async def _by(
        self, routers: Sequence[Router], words: str, late: list[str], *, raises: bool
    ) -> Route:
        """The route that these routers find."""
        single = await self._choose_one(routers, words, late, raises=raises)
        if single.also or single.steps or routers[0].name == MODEL:
            return single
        cover = await self._choose_each(routers, words, single.chosen)
        if not cover.calls:
            route = await self._by_steps(routers, single)
            if route.chosen is None or route.chosen.by != "by_schema":
                return route
            return replace(
                route, unused=unused(words, [route.chosen], [words], self._panel.by_name)
            )
        told = "; ".join(f"{call.tool}: {call.reason}" for call in cover.calls)
        return replace(
            single,
            chosen=cover.calls[0],
            also=cover.calls[1:],
            reasons=(*single.reasons, f"the words ask for {len(cover.calls)} calls: {told}"),
            unused=unused(words, cover.calls, cover.runs, self._panel.by_name),
        )

    async def _choose_each(
        self, routers: Sequence[Router], words: str, single: Candidate | None
    ) -> Cover:
        """A call for each thing the words ask for; none if that is one thing."""
        if is_dialogue(words):
            return Cover()  # its turns tell of one request, and what they asked before is answered

        async def sure(part: str, around: Sequence[str]) -> Candidate | None:
            """The call that the first router who is sure enough makes of a part."""
            for router in routers:
                for candidate in await self._panel.ask(router, part, around):
                    if self._passes(candidate):
                        return candidate
            return None

        return await Apart(words, sure).cover(single)

    async def _by_steps(self, routers: Sequence[Router], single: Route) -> Route:
        """The route by way of a phrase's value, if experts read all words of each call.

        Else the single route, as where somebody read the words as a whole.
        """
        bids = next((router for router in routers if router.name == "bids"), None)
        if bids is None or (single.chosen is not None and single.chosen.by == "bids"):
            return single

        async def read(words: str) -> Candidate | None:
            """The call that an expert reads in all these words."""
            best = next(iter(await self._panel.ask(bids, words)), None)
            return best if best and best.arguments is not None and best.score >= READ else None

        text = in_order(single.words)
        if text != single.words and (call := await read(text)):
            told = f"{call.tool} reads {text!r} to the end: {call.reason}"
            return replace(single, chosen=call, reasons=(*single.reasons, told))
        chain = await chained(Chain(single.words), read, self._panel.by_name)
        if chain is None or chain.last is None:
            return single
        steps = "; then ".join(f"{step.words!r} for {step.call.tool}" for step in chain.steps)
        told = (
            f"a part of the words is a request of its own: {steps}; its value goes to "
            f"{chain.last.tool}, and experts read both to the end"
        )
        return replace(
            single, chosen=chain.last, steps=chain.steps, reasons=(*single.reasons, told)
        )

    async def _choose_one(
        self, routers: Sequence[Router], words: str, late: list[str], *, raises: bool
    ) -> Route:
        """What the first router who is sure makes of the words as a whole.

        That is one call, unless it says that it takes several. Adds who did not answer in time to
        `late`.
        """
        found: list[Candidate] = []
        reasons: list[str] = []
        for number, router in enumerate(routers):
            proposals = await self._panel.ask(router, words, raises=raises)
            reasons += (f"{router.name}: {note}" for note in proposals.notes)
            found += proposals
            late += proposals.late
            passing = [c for c in proposals if self._passes(c)]
            if proposals.together and len(passing) < len(proposals):
                passing = []  # half of what is asked for is no answer
            if passing:
                reasons += self._why(router.name, passing)
                reasons += _not_asked([other.name for other in routers[number + 1 :]])
                route = Route(words, passing[0], tuple(found), reasons=tuple(reasons))
                return _together(route, passing) if proposals.together else route
            if proposals:
                reasons.append(f"{router.name}: {self._why_not(proposals[0])}")
        return Route(words, None, tuple(found), reasons=tuple(reasons))

    def _without_choice(self, route: Route, *, last_resort: bool) -> Route:
        """What is said where no router was sure: the fallback's call, a question, or a refusal."""
        if last_resort:
            last, reason = self._last_resort(route.words)
            route = replace(route, reasons=(*route.reasons, *([reason] if reason else [])))
            if last is not None:
                candidates = self._sorted([*route.candidates, last])
                return replace(route, chosen=last, candidates=candidates)
        asking = next((c for c in route.candidates if self._asks(c)), None)
        if asking is not None:
            told = f"{asking.by}: {asking.tool} would do, but something is missing"
            question = asking.question
            reasons = (*route.reasons, told)
            return replace(route, refusal=question, question=question, reasons=reasons)
        # Nobody is told to ask what needs a fallback that could not be taken just now.
        others = [expert for expert in self._experts if expert.name != self._fallback]
        return replace(route, refusal=refusal(route.candidates, self._panel.tools, others))

    def _passes(self, candidate: Candidate) -> bool:
        return candidate.arguments is not None and candidate.score >= self._threshold

    def _asks(self, candidate: Candidate) -> bool:
        """Whether the tool is right, and only something has to be asked for."""
        return bool(candidate.question) and candidate.score >= self._threshold

    def _why(self, router: str, passing: Sequence[Candidate]) -> list[str]:
        best, *others = passing
        why = [
            f"{router}: {best.tool} at {best.score:.2f} reaches the threshold of "
            f"{self._threshold:.2f}: {best.reason}"
        ]
        tied = [c.tool for c in others if c.score == best.score and c.tool != best.tool]
        if tied:
            how = "its expert has the higher priority, or else the first name"
            why.append(f"{router}: as sure of {', '.join(tied)}; {best.tool} is taken: {how}")
        return why

    def _why_not(self, best: Candidate) -> str:
        if best.score < self._threshold:
            return (
                f"{best.tool} at {best.score:.2f} is under the threshold of {self._threshold:.2f}"
            )
        return f"{best.tool} at {best.score:.2f} has no arguments: {best.reason}"

    def _last_resort(self, words: str) -> tuple[Candidate | None, str]:
        """The fallback's call, which takes the words as they are; and why or why not."""
        if not self._fallback:
            return None, ""
        if self._fallback_problem:
            return None, f"fallback: {self._fallback!r} cannot be asked: {self._fallback_problem}"
        for tool in self._panel.tools:
            if tool.expert == self._fallback and (arguments := self._whole(tool, words)):
                reason = "nobody else fits, and it takes any words; its answer is not checked"
                candidate = Candidate(tool.name, 0.0, reason, arguments, "fallback")
                return candidate, f"fallback: {tool.name}: {reason}"
        return None, f"fallback: {self._fallback!r} has no tool that takes a request as it is"

    def _whole(self, tool: ToolCard, words: str) -> JsonObject | None:
        """Arguments that hand the whole request over; only a fallback may be called so."""
        needed = required(tool)
        return self._panel.whole(tool, needed[0], words) if len(needed) == 1 else None

    def _sorted(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        return tuple(self._panel.sorted(candidates))


def _stages(routers: Sequence[Router]) -> list[tuple[list[Router], list[str]]]:
    """The routers in the order they are asked, a model by itself; with the names of those later."""
    found: list[tuple[list[Router], list[str]]] = []
    for is_model, some in itertools.groupby(routers, key=lambda router: router.name == MODEL):
        stage = list(some)
        found += [([model], []) for model in stage] if is_model else [(stage, [])]
    return [
        (stage, [router.name for later, _ in found[number + 1 :] for router in later])
        for number, (stage, _) in enumerate(found)
    ]


def _not_asked(names: Sequence[str]) -> list[str]:
    return [f"not asked any more: {', '.join(names)}"] if names else []


def _together(route: Route, calls: Sequence[Candidate]) -> Route:
    """The route that makes all these calls: first those whose values others refer to."""
    wanted = {r.number for call in calls for r in references(call.arguments or {})}
    numbered = list(enumerate(calls, start=1))
    last = [call for number, call in numbered if number not in wanted]
    steps = [RouteStep(c, "", f"{{{n}}}", "") for n, c in numbered if n in wanted]
    return replace(route, chosen=last[0], also=tuple(last[1:]), steps=tuple(steps))


def _busy(late: Sequence[str]) -> ExpertsBusy:
    names = ", ".join(dict.fromkeys(late))
    return ExpertsBusy(
        f"nobody else answers this, and whether these do could not be found out in time: {names}",
        hint="the machine is busy: ask again",
        metadata={"late": names},
    )
