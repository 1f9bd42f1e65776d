"""Lets a language model choose among a few retrieved tools, and checks every word of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import ChatModel, Message
from mrkl_core.contracts.routing import Candidate
from mrkl_core.errors import nearest
from mrkl_core.experts.arguments import Checker
from mrkl_core.routing.grounding import grounded
from mrkl_core.routing.misfit import misfit
from mrkl_core.routing.proposals import Proposals
from mrkl_core.routing.reply import Called, read_reply
from mrkl_core.routing.retrieve import Indexes

#: A model states no probability that means anything, so its choice has one score: enough
#: for the default threshold, and under every bid of words parsed to the end.
MODEL_SCORE = 0.7
#: The score of a call none of whose arguments come from the request: shown, not taken.
INVENTED_SCORE = 0.3
#: The tools are told in at most this many characters; a small model has a small memory.
MAX_TOOLS_CHARS = 12_000
#: How much of a wrong reply is shown to the model again.
MAX_ECHO_CHARS = 1000

SYSTEM = """You choose the tool for a request. Answer with one JSON object and nothing else:
{"tool": NAME, "arguments": {...}} with arguments that fit the tool's JSON Schema, or
{"tool": null, "reason": WHY} if no tool fits.
Take every argument from the request; invent nothing.

Tools:
"""


class ModelRouter:
    """Proposes what a model chooses: one call that fits its schema, or a reason for none.

    A reply that does not fit is answered with what is wrong with it, `repairs` times.
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
        checker: Checker | None = None,
    ) -> None:
        self._model = model
        self._indexes = indexes
        self._shown = shown
        self._repairs = repairs
        self._timeout_s = timeout_s
        self._max_tokens = max_tokens
        self._checker = checker or Checker()

    async def candidates(self, words: str, tools: Sequence[ToolCard]) -> Proposals:
        """The model's call. Raises what `ChatModel.complete` raises."""
        cards = await asyncio.to_thread(self._few, words, tools)  # the encoder may load
        if not cards:
            return Proposals(notes=["there is no tool to choose from"])
        by = Deadline.after(self._timeout_s)
        told = "\n".join(_told(card) for card in cards)
        messages = [Message("system", SYSTEM + told), Message("user", f"Request: {words}")]
        schema = reply_schema(cards)
        problem = ""
        for repair in range(self._repairs + 1):
            reply = await self._model.complete(
                messages, schema=schema, timeout_s=by.remaining(), max_tokens=self._max_tokens
            )
            called = read_reply(reply.text)
            found = called if isinstance(called, str) else self._judge(called, cards, words, repair)
            if isinstance(found, Proposals):
                return found
            problem = found
            messages += (
                Message("assistant", reply.text[:MAX_ECHO_CHARS]),
                Message("user", f"That reply cannot be used: {problem}. Answer again."),
            )
        note = f"{self._model.name!r} gave no usable reply in {self._repairs + 1} tries: {problem}"
        return Proposals(notes=[note])

    def _few(self, words: str, tools: Sequence[ToolCard]) -> list[ToolCard]:
        """The tools to show: the nearest, then others as far as there is room."""
        near = [match.tool for match in self._indexes.over(tools).search(words, self._shown)]
        names = {card.name for card in near}
        cards = (near + [tool for tool in tools if tool.name not in names])[: self._shown]
        room = MAX_TOOLS_CHARS
        few: list[ToolCard] = []
        for card in cards:
            room -= len(_told(card))
            if few and room < 0:
                break
            few.append(card)
        return few

    def _judge(
        self, called: Called, cards: Sequence[ToolCard], words: str, repairs: int
    ) -> Proposals | str:
        """The candidate this call is, or what is wrong with it, in words for the model."""
        who = repr(self._model.name)
        if called.tool is None:
            why = f": {called.reason[:200]}" if called.reason else ""
            return Proposals(notes=[f"{who} says that no tool fits{why}"])
        card = _named(called.tool, cards)
        if card is None:
            known = nearest(called.tool, [c.name for c in cards])
            return f"there is no tool {called.tool!r}; {known}"
        if wrong := misfit(self._checker, card, called.arguments):
            return f"the arguments do not fit: {wrong}"
        reason = f"chosen by {who}" + (f" on try {repairs + 1}" if repairs else "")
        score = MODEL_SCORE
        if not grounded(called.arguments, card.arguments, words):
            reason += "; but none of its arguments come from the request"
            score = INVENTED_SCORE
        return Proposals([Candidate(card.name, score, reason, called.arguments, self.name)])


def reply_schema(cards: Sequence[ToolCard]) -> JsonObject:
    """The JSON Schema of a reply: one alternative for each tool, and one for none."""
    options: list[Any] = [
        _object({"tool": {"enum": [card.name]}, "arguments": _embedded(card.arguments)})
        for card in cards
    ]
    return {"anyOf": [*options, _object({"tool": {"type": "null"}, "reason": {"type": "string"}})]}


def _object(properties: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _embedded(schema: JsonObject) -> JsonObject:
    # A reference points from its schema's root, which is another one in here.
    if '"$' in json.dumps(schema):
        return {"type": "object"}
    return schema


def _told(card: ToolCard) -> str:
    told = {
        "tool": card.name,
        "description": card.description,
        "arguments": card.arguments,
        "examples": [{"request": e.words, "arguments": e.arguments} for e in card.examples[:1]],
    }
    return json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False)


def _named(name: str, cards: Sequence[ToolCard]) -> ToolCard | None:
    """The tool of this name; its own name will do where only one has it."""
    exact = [card for card in cards if card.name == name]
    own = [card for card in cards if card.name.rpartition(".")[2] == name]
    found = exact or own
    return found[0] if len(found) == 1 else None
