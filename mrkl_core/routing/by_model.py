"""Lets a language model choose among a few retrieved tools, and checks every word of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import ChatModel, FunctionsNotTaken
from mrkl_core.contracts.routing import Candidate
from mrkl_core.errors import nearest
from mrkl_core.experts.arguments import Checker
from mrkl_core.routing.asking import Form, FunctionForm, JsonForm, told_of
from mrkl_core.routing.exam import Examiner
from mrkl_core.routing.grounding import grounded
from mrkl_core.routing.misfit import misfit
from mrkl_core.routing.proposals import Proposals
from mrkl_core.routing.references import misdirected, references, unplaced
from mrkl_core.routing.reply import Called
from mrkl_core.routing.retrieve import Indexes

#: A model states no probability that means anything, so its choice has one score: enough
#: for the default threshold, and under every bid of words parsed to the end.
MODEL_SCORE = 0.7
#: The score of a call none of whose arguments come from the request, and of a model that failed
#: its exam: shown, not taken.
INVENTED_SCORE = 0.3
#: The tools are told in at most this many characters; a small model has a small memory.
MAX_TOOLS_CHARS = 12_000


class ModelRouter:
    """Proposes what a model chooses: calls that fit their schemas, or a reason for none.

    Several calls are a graph of tasks: each may refer to the values of those before it.

    It is asked by its own function calling; where it has none, or answers in words, for JSON
    under a schema. A reply that does not fit is answered with what is wrong with it, at most
    `repairs` times and until `budget` tokens are spent. With an `examiner` the word of a model
    that does not pass is shown only.
    """

    name = "by_model"

    def __init__(
        self,
        model: ChatModel,
        indexes: Indexes,
        *,
        shown: int = 8,
        repairs: int = 3,
        timeout_s: float = 30.0,
        max_tokens: int = 512,
        budget: int = 50_000,
        checker: Checker | None = None,
        examiner: Examiner | None = None,
    ) -> None:
        self._model = model
        self._indexes = indexes
        self._shown = shown
        self._repairs = repairs
        self._timeout_s = timeout_s
        self._max_tokens = max_tokens
        self._budget = budget
        self._checker = checker or Checker()
        self._examiner = examiner
        self._has_functions = True

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Proposals:
        """The model's calls. Raises what `ChatModel.complete` raises."""
        cards = await asyncio.to_thread(self._few, words, tools)  # the encoder may load
        if not cards:
            return Proposals(notes=["there is no tool to choose from"])
        found = await self._converse(words, cards)
        if self._examiner is None or not found:
            return found
        report = await self._examiner.report(self._sit)
        if report.passed:
            return found
        return Proposals(
            [_distrusted(candidate, report.text) for candidate in found], [report.text]
        )

    async def _sit(self, words: str, cards: Sequence[ToolCard]) -> Proposals:
        """One question of the exam, put as any request is."""
        return await self._converse(words, cards)

    async def _converse(self, words: str, cards: Sequence[ToolCard]) -> Proposals:
        by = Deadline.after(self._timeout_s)
        form: Form = (FunctionForm if self._has_functions else JsonForm)(words, cards)
        problem, spent, tries = "", 0, 0
        while tries <= self._repairs:
            if tries and spent >= self._budget:
                problem += f"; the budget of {self._budget} tokens is spent"
                break
            try:
                reply = await form.ask(
                    self._model, timeout_s=by.remaining(), max_tokens=self._max_tokens
                )
            except FunctionsNotTaken:
                self._has_functions, form = False, JsonForm(words, cards)
                continue
            tries += 1
            spent += reply.prompt_tokens + reply.completion_tokens
            called = form.read(reply)
            found = called if isinstance(called, str) else self._judge(called, cards, words, tries)
            if isinstance(found, Proposals):
                return found
            problem = found
            if isinstance(called, str) and isinstance(form, FunctionForm) and not reply.calls:
                form = JsonForm(words, cards)  # it was offered functions, and talks
            else:
                form.answer(reply, problem)
        note = f"{self._model.name!r} gave no usable reply in {tries} tries: {problem}"
        return Proposals(notes=[note])

    def _few(self, words: str, tools: Sequence[ToolCard]) -> list[ToolCard]:
        """The tools to show: the nearest, then others as far as there is room."""
        near = [match.tool for match in self._indexes.over(tools).search(words, self._shown)]
        names = {card.name for card in near}
        cards = (near + [tool for tool in tools if tool.name not in names])[: self._shown]
        room = MAX_TOOLS_CHARS
        few: list[ToolCard] = []
        for card in cards:
            room -= len(told_of(card))
            if few and room < 0:
                break
            few.append(card)
        return few

    def _judge(
        self, calls: Sequence[Called], cards: Sequence[ToolCard], words: str, tries: int
    ) -> Proposals | str:
        """The candidates these calls are, or what is wrong with one, in words for the model."""
        who = repr(self._model.name)
        found: list[Candidate] = []
        chosen: list[ToolCard] = []
        for called in calls:
            if called.tool is None:
                why = f": {called.reason[:200]}" if called.reason else ""
                return Proposals(notes=[f"{who} says that no tool fits{why}"])
            card = _named(called.tool, cards)
            if card is None:
                known = nearest(called.tool, [c.name for c in cards])
                return f"there is no tool {called.tool!r}; {known}"
            if wrong := misfit(self._checker, card, called.arguments, referring=len(calls) > 1):
                return f"the arguments do not fit: {wrong}"
            if len(calls) > 1 and (wrong := _misreferring(called.arguments, chosen, words)):
                return f"the arguments of call {len(found) + 1} do not fit: {wrong}"
            reason = f"chosen by {who}" + (f" on try {tries}" if tries > 1 else "")
            score = MODEL_SCORE
            if not grounded(called.arguments, card.arguments, words):
                reason += "; but none of its arguments come from the request"
                score = INVENTED_SCORE
            chosen.append(card)
            found.append(Candidate(card.name, score, reason, called.arguments, self.name))
        return Proposals(found, together=len(found) > 1)


def _misreferring(arguments: JsonObject, before: Sequence[ToolCard], words: str) -> str:
    """What is wrong with references to the calls before this one; empty if nothing is."""
    for reference in references(arguments):
        number = reference.number
        if not 0 < number <= len(before):
            return f"{{{number}}}: only calls before this one can be referred to"
        if wrong := misdirected(reference, before[number - 1]):
            return wrong
    stray = next((text for text in unplaced(arguments) if text not in words), "")
    return f"{stray}: no call has this id" if stray else ""


def _distrusted(candidate: Candidate, why: str) -> Candidate:
    score = min(candidate.score, INVENTED_SCORE)
    return replace(candidate, score=score, reason=f"{candidate.reason}; but {why}")


def _named(name: str, cards: Sequence[ToolCard]) -> ToolCard | None:
    """The tool of this name; its own name will do where only one has it."""
    exact = [card for card in cards if card.name == name]
    own = [card for card in cards if card.name.rpartition(".")[2] == name]
    found = exact or own
    return found[0] if len(found) == 1 else None
