"""Decides where a request goes: asks the routers in turn, and says why at every step."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.routing import Candidate, Route, Router
from mrkl_core.errors import ExpertsBusy, MrklError, TimedOut, nearest
from mrkl_core.experts.arguments import Checker, without_context
from mrkl_core.manifest.model import RoutingPolicy
from mrkl_core.routing.apart import Apart
from mrkl_core.routing.chains import Chain, chained
from mrkl_core.routing.lexical import required
from mrkl_core.routing.misfit import misfit
from mrkl_core.routing.parts import unquoted
from mrkl_core.routing.phrases import in_order
from mrkl_core.routing.proposals import Proposals, ReadsOn
from mrkl_core.routing.refusal import refusal
from mrkl_core.routing.several import left_over
from mrkl_core.routing.turns import is_dialogue

#: A bid's confidence from which on its expert has read the words to their end (see `Bid`).
READ = 0.9


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
        threshold: float = RoutingPolicy.threshold,
        fallback: str = "",
        fallback_problem: str = "no language model is configured",
        timeout_s: float = 60.0,
        checker: Checker | None = None,
    ) -> None:
        self._routers = tuple(routers)
        # Routers see tools without what the request's context fills in; a call is checked whole.
        self._by_name = {tool.name: tool for tool in tools if tool.enabled}
        self._tools = tuple(map(without_context, self._by_name.values()))
        self._experts = tuple(experts)
        self._priorities = {expert.name: expert.priority for expert in experts}
        self._threshold = threshold
        self._fallback = fallback
        self._fallback_problem = fallback_problem
        self._timeout_s = timeout_s
        self._checker = checker or Checker()

    async def choose(self, words: str) -> Route:
        """The route of these words: a call that can be made as it is, several, or a refusal.

        Raises ExpertsBusy where nothing is found, and somebody who was asked was not heard in time.
        """
        late: list[str] = []
        route = await self._choose(unquoted(words), late)
        if route.chosen is None and late:
            raise _busy(late)
        return replace(route, words=words, unused=_unused(route))

    async def _choose(self, words: str, late: list[str]) -> Route:
        single = await self._choose_one(words, late)
        if single.also:
            return single
        whole = single.chosen
        calls = await self._choose_each(words, whole if whole and whole.by != "fallback" else None)
        if not calls:
            return await self._by_steps(single)
        told = "; ".join(f"{call.tool}: {call.reason}" for call in calls)
        return replace(
            single,
            chosen=calls[0],
            also=calls[1:],
            refusal="",
            question="",
            reasons=(*single.reasons, f"the words ask for {len(calls)} calls: {told}"),
        )

    async def _choose_each(self, words: str, single: Candidate | None) -> tuple[Candidate, ...]:
        """A call for each thing the words ask for; none if that is one thing.

        Models are not asked: what they would make of a part costs as much as of the whole.
        """
        if is_dialogue(words):
            return ()  # its turns tell of one request, and what they asked before is answered
        return await Apart(words, self._sure_call).calls(single)

    async def _sure_call(self, part: str, around: Sequence[str]) -> Candidate | None:
        """The call that the first router who is sure enough makes of a part."""
        for router in self._routers:
            if router.name == "by_model":
                continue
            for candidate in await self._ask(router, part, around):
                if self._passes(candidate):
                    return candidate
        return None

    async def _by_steps(self, single: Route) -> Route:
        """The route by way of a phrase's value, if experts read all words of each call.

        Else the single route, as where somebody read the words as a whole.
        """
        if single.chosen is not None and single.chosen.by in ("bids", "by_model"):
            return single
        text = in_order(single.words)
        if text != single.words and (call := await self._read(text)):
            reasons = (*single.reasons, f"{call.tool} reads {text!r} to the end: {call.reason}")
            return replace(single, chosen=call, refusal="", question="", reasons=reasons)
        chain = await chained(Chain(single.words), self._read, self._by_name)
        if chain is None or chain.last is None:
            return single
        told = "; then ".join(f"{step.words!r} for {step.call.tool}" for step in chain.steps)
        return replace(
            single,
            chosen=chain.last,
            steps=chain.steps,
            refusal="",
            question="",
            reasons=(
                *single.reasons,
                f"a part of the words is a request of its own: {told}; its value goes to "
                f"{chain.last.tool}, and experts read both to the end",
            ),
        )

    async def _read(self, words: str) -> Candidate | None:
        """The call that an expert reads in all these words."""
        for router in self._routers:
            if router.name == "bids":
                best = next(iter(await self._ask(router, words)), None)
                return best if best and best.arguments is not None and best.score >= READ else None
        return None

    async def _choose_one(self, words: str, late: list[str]) -> Route:
        """The route of these words as one call; adds who did not answer in time to `late`."""
        found: list[Candidate] = []
        reasons: list[str] = []
        for number, router in enumerate(self._routers):
            proposals = await self._ask(router, words)
            reasons += (f"{router.name}: {note}" for note in proposals.notes)
            found += proposals
            late += proposals.late
            passing = [c for c in proposals if self._passes(c)]
            if proposals.together and len(passing) < len(proposals):
                passing = []  # half of what is asked for is no answer
            if passing:
                reasons += self._why(router.name, passing)
                if rest := [r.name for r in self._routers[number + 1 :]]:
                    reasons.append(f"not asked any more: {', '.join(rest)}")
                also = tuple(passing[1:]) if proposals.together else ()
                return Route(
                    words, passing[0], self._sorted(found), reasons=tuple(reasons), also=also
                )
            if proposals:
                reasons.append(f"{router.name}: {self._why_not(proposals[0])}")
        last, reason = self._last_resort(words)
        reasons += [reason] if reason else []
        if last is not None:
            return Route(words, last, self._sorted([*found, last]), reasons=tuple(reasons))
        candidates = self._sorted(found)
        asking = next((c for c in candidates if self._asks(c)), None)
        if asking is not None:
            reasons.append(f"{asking.by}: {asking.tool} would do, but something is missing")
            question = asking.question
            return Route(words, None, candidates, question, tuple(reasons), question)
        # Nobody is told to ask what needs a fallback that could not be taken just now.
        others = [expert for expert in self._experts if expert.name != self._fallback]
        said = refusal(candidates, self._tools, others)
        return Route(words, None, candidates, said, tuple(reasons))

    async def _ask(self, router: Router, words: str, around: Sequence[str] = ()) -> Proposals:
        """What a router proposes, checked and sorted; one that fails is noted only.

        With words around these, only who can take from them what is missing is asked.
        """
        if around and not isinstance(router, ReadsOn):
            return Proposals()
        try:
            async with asyncio.timeout(self._timeout_s):
                if around and isinstance(router, ReadsOn):
                    found: Sequence[Candidate] = await router.reading_on(words, around, self._tools)
                else:
                    found = await router.candidates(words, self._tools)
            checked = [self._checked(candidate) for candidate in found]
            if not isinstance(found, Proposals):
                return Proposals(sorted(checked, key=self._order))
            if found.together:
                return Proposals(checked, found.notes, together=True, late=found.late)
            return Proposals(sorted(checked, key=self._order), found.notes, late=found.late)
        except MrklError as error:
            late = _late(router) if isinstance(error, TimedOut) else ()
            return Proposals(notes=[f"passed over: {error}"], late=late)
        except TimeoutError:
            note = f"passed over: no answer within {self._timeout_s:g} s"
            return Proposals(notes=[note], late=_late(router))
        except (Exception, SystemExit) as error:
            # The border to plugins: a router of theirs must not end the request.
            return Proposals(notes=[f"passed over: it raised {type(error).__name__}"])

    def _checked(self, candidate: Candidate) -> Candidate:
        """The candidate; one that cannot be called as it says loses its score and arguments."""
        tool = self._by_name.get(candidate.tool)
        if tool is None:
            hint = nearest(candidate.tool, self._by_name)
            wrong = f"no such tool is on; {hint}" if hint else "no such tool is on"
        elif candidate.arguments is not None and (
            bad := misfit(self._checker, tool, candidate.arguments)
        ):
            wrong = bad
        elif not (isinstance(candidate.score, (int, float)) and 0 <= candidate.score <= 1):
            wrong = f"its score {candidate.score!r} is not between 0 and 1"
        else:
            return candidate
        reason = f"set aside, {wrong} (said: {candidate.reason})"
        return replace(candidate, score=0.0, arguments=None, reason=reason)

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
        for tool in self._tools:
            if tool.expert == self._fallback and (arguments := self._whole(tool, words)):
                reason = "nobody else fits, and it takes any words; its answer is not checked"
                candidate = Candidate(tool.name, 0.0, reason, arguments, "fallback")
                return candidate, f"fallback: {tool.name}: {reason}"
        return None, f"fallback: {self._fallback!r} has no tool that takes a request as it is"

    def _whole(self, tool: ToolCard, words: str) -> JsonObject | None:
        """Arguments that hand the whole request over; only a fallback may be called so."""
        needed = required(tool)
        if len(needed) != 1:
            return None
        arguments: JsonObject = {needed[0]: words}
        return None if misfit(self._checker, tool, arguments) else arguments

    def _order(self, candidate: Candidate) -> tuple[float, int, str]:
        priority = self._priorities.get(candidate.tool.partition(".")[0], 0)
        return (-candidate.score, -priority, candidate.tool)

    def _sorted(self, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
        return tuple(sorted(candidates, key=self._order))


def _unused(route: Route) -> tuple[str, ...]:
    """The values of the words that go into no call; known where calls say what they took."""
    if route.chosen is None or route.chosen.by != "by_schema":
        return ()
    return left_over(route.words, (route.chosen, *route.also))


def _late(router: Router) -> tuple[str, ...]:
    """Who was late; a model is none, since nothing is certain about what it would have said."""
    return () if router.name == "by_model" else (router.name,)


def _busy(late: Sequence[str]) -> ExpertsBusy:
    names = ", ".join(dict.fromkeys(late))
    return ExpertsBusy(
        f"nobody else answers this, and whether these do could not be found out in time: {names}",
        hint="the machine is busy: ask again",
        metadata={"late": names},
    )
