"""Decides where a request goes: asks the routers in turn, and says why at every step."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.routing import Candidate, Route, Router
from mrkl_core.errors import MrklError, nearest
from mrkl_core.experts.arguments import Checker, without_context
from mrkl_core.manifest.model import RoutingPolicy
from mrkl_core.routing.chains import Chain, chained
from mrkl_core.routing.lexical import required
from mrkl_core.routing.listed import listings
from mrkl_core.routing.misfit import misfit
from mrkl_core.routing.numbered import numbered
from mrkl_core.routing.parts import splits
from mrkl_core.routing.proposals import Proposals
from mrkl_core.routing.refusal import refusal
from mrkl_core.routing.several import are_parallel, contradicts, is_joint, left_over
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
        """The route of these words: a call that can be made as it is, several, or a refusal."""
        single = await self._choose_one(words)
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
        """A call for each part of the words; none if they do not all go through by themselves.

        Of several ways to take the words apart the one is right that leaves least of them over.
        Models are not asked: what they would make of a part costs as much as of the whole.
        """
        routers = [router for router in self._routers if router.name != "by_model"]
        if is_dialogue(words):
            return ()  # its turns tell of one request, and what they asked before is answered
        best: tuple[Candidate, ...] = ()
        least, whole = 0, left_over(words, (single,)) if single is not None else 0
        for parts in itertools.chain(numbered(words), splits(words), listings(words)):
            if single is not None and is_joint(single, parts):
                continue
            calls = await self._sure_calls(parts, routers)
            if not calls or not are_parallel(calls, parts):
                continue
            left = left_over(words, calls)
            if single is not None and left >= whole and contradicts(single, calls, parts):
                continue
            if not best or left < least:
                best, least = calls, left
            if not left:
                break
        return best

    async def _sure_calls(
        self, parts: Sequence[str], routers: Sequence[Router]
    ) -> tuple[Candidate, ...]:
        """A sure call for each part; none if one of them has none."""
        calls: list[Candidate] = []
        for part in parts:
            call = await self._sure_call(part, routers)
            if call is None:
                return ()
            calls.append(call)
        return tuple(calls)

    async def _sure_call(self, part: str, routers: Sequence[Router]) -> Candidate | None:
        """The call that the first router who is sure enough makes of a part."""
        for router in routers:
            for candidate in await self._ask(router, part):
                if self._passes(candidate):
                    return candidate
        return None

    async def _by_steps(self, single: Route) -> Route:
        """The route by way of a phrase's value, if experts read all words of each call.

        Else the single route, as where somebody read the words as a whole.
        """
        if single.chosen is not None and single.chosen.by in ("bids", "by_model"):
            return single
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

    async def _choose_one(self, words: str) -> Route:
        """The route of these words as one call."""
        found: list[Candidate] = []
        reasons: list[str] = []
        for number, router in enumerate(self._routers):
            proposals = await self._ask(router, words)
            reasons += (f"{router.name}: {note}" for note in proposals.notes)
            found += proposals
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

    async def _ask(self, router: Router, words: str) -> Proposals:
        """What a router proposes, checked and sorted; one that fails is noted only."""
        try:
            async with asyncio.timeout(self._timeout_s):
                found = await router.candidates(words, self._tools)
            checked = [self._checked(candidate) for candidate in found]
            if isinstance(found, Proposals) and found.together:
                return Proposals(checked, found.notes, together=True)
            notes = found.notes if isinstance(found, Proposals) else ()
            return Proposals(sorted(checked, key=self._order), notes)
        except MrklError as error:
            return Proposals(notes=[f"passed over: {error}"])
        except TimeoutError:
            return Proposals(notes=[f"passed over: no answer within {self._timeout_s:g} s"])
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
