"""Asks one router after another, and believes none: every call that is proposed is checked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.routing import Candidate, Router
from mrkl_core.errors import MrklError, TimedOut, nearest
from mrkl_core.experts.arguments import Checker, without_context
from mrkl_core.routing.misfit import misfit
from mrkl_core.routing.proposals import Proposals, ReadsOn


class Panel:
    """Puts requests to routers over the tools of one catalogue that are on."""

    def __init__(
        self,
        tools: Sequence[ToolCard],
        experts: Sequence[ExpertCard],
        *,
        timeout_s: float,
        checker: Checker,
    ) -> None:
        # Routers see tools without what the request's context fills in; a call is checked whole.
        self.by_name: Mapping[str, ToolCard] = {tool.name: tool for tool in tools if tool.enabled}
        self.tools = tuple(map(without_context, self.by_name.values()))
        self._priorities = {expert.name: expert.priority for expert in experts}
        self._timeout_s = timeout_s
        self._checker = checker

    async def ask(
        self, router: Router, words: str, around: Sequence[str] = (), *, raises: bool = False
    ) -> Proposals:
        """What a router proposes, checked and sorted; one that fails is noted only.

        With words around these, only who can take from them what is missing is asked. With
        `raises`, an error of mrkl that keeps a router from answering is raised.
        """
        if around and not isinstance(router, ReadsOn):
            return Proposals()
        try:
            async with asyncio.timeout(self._timeout_s):
                if around and isinstance(router, ReadsOn):
                    found: Sequence[Candidate] = await router.reading_on(words, around, self.tools)
                else:
                    found = await router.candidates(words, self.tools)
            if not isinstance(found, Proposals):
                found = Proposals(found)
            checked = [self._checked(candidate, found.together) for candidate in found]
            candidates = checked if found.together else self.sorted(checked)
            return Proposals(candidates, found.notes, together=found.together, late=found.late)
        except MrklError as error:
            if raises:
                raise
            late = _late(router) if isinstance(error, TimedOut) else ()
            return Proposals(notes=[f"passed over: {error}"], late=late)
        except TimeoutError:
            note = f"passed over: no answer within {self._timeout_s:g} s"
            return Proposals(notes=[note], late=_late(router))
        except (Exception, SystemExit) as error:
            # The border to plugins: a router of theirs must not end the request.
            return Proposals(notes=[f"passed over: it raised {type(error).__name__}"])

    def sorted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates, best first; of equals, that of the expert with the higher priority."""
        return sorted(candidates, key=self._order)

    def whole(self, tool: ToolCard, argument: str, words: str) -> JsonObject | None:
        """Arguments that hand all words over in one; None if the tool does not take them so."""
        arguments: JsonObject = {argument: words}
        return None if misfit(self._checker, tool, arguments) else arguments

    def _order(self, candidate: Candidate) -> tuple[float, int, str]:
        priority = self._priorities.get(candidate.tool.partition(".")[0], 0)
        return (-candidate.score, -priority, candidate.tool)

    def _checked(self, candidate: Candidate, referring: bool) -> Candidate:
        """The candidate; one that cannot be called as it says loses its score and arguments."""
        tool = self.by_name.get(candidate.tool)
        if tool is None:
            hint = nearest(candidate.tool, self.by_name)
            wrong = f"no such tool is on; {hint}" if hint else "no such tool is on"
        elif candidate.arguments is not None and (
            bad := misfit(self._checker, tool, candidate.arguments, referring=referring)
        ):
            wrong = bad
        elif not (isinstance(candidate.score, (int, float)) and 0 <= candidate.score <= 1):
            wrong = f"its score {candidate.score!r} is not between 0 and 1"
        else:
            return candidate
        reason = f"set aside, {wrong} (said: {candidate.reason})"
        return replace(candidate, score=0.0, arguments=None, reason=reason)


def _late(router: Router) -> tuple[str, ...]:
    """Who was late; a model is none, since nothing is certain about what it would have said."""
    return () if router.name == "by_model" else (router.name,)
