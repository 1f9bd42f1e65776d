"""Words to a problem by others than the grammar: by a model, or by a plugin's formalizer.

Neither is believed: what they write is mended and held against the words by planning, in a child
process.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.model import ChatModel, Message
from mrkl_core.contracts.planning import BY_MODEL, Formalization
from mrkl_core.contracts.read import from_json
from mrkl_core.planning.plugged import Plugged

#: A problem is a long text; more than this is not a problem.
MAX_TOKENS = 4096


#: Runs one of the jobs of planning.repair in a child process.
Job = Callable[[str, JsonObject, Deadline | None], Awaitable[Any]]


class OtherFormalizer(Protocol):
    """Reads words that the grammar may not."""

    name: str

    async def formalize(
        self,
        task: JsonObject,
        *,
        strict: bool,
        deadline: Deadline | None,
        emit: Callable[..., None],
    ) -> Formalization:
        """The problem that the words state, as far as it can be believed.

        `task` holds the words, the domain with the folders it may be in, and a language for it.
        """


class PluginFormalizer:
    """Formalizes with the formalizer of this name that a plugin declares."""

    def __init__(self, name: str, plugged: Plugged, job: Job) -> None:
        self.name = name
        self._plugged = plugged
        self._job = job

    async def formalize(
        self,
        task: JsonObject,
        *,
        strict: bool,
        deadline: Deadline | None,
        emit: Callable[..., None],
    ) -> Formalization:
        """The problem that the words state. Raises PluginFailed, and the errors of a child."""
        asked = {**task, "by": self.name, "plugged": to_json(self._plugged)}
        written = await self._job("write_problem", asked, deadline)
        mended = await self._job("mend", {**task, "replies": [written], "strict": strict}, deadline)
        emit("formalizer_replied", name=self.name, faults=mended["again"])
        return replace(from_json(Formalization, mended["formalization"]), by=self.name)


class ModelFormalizer:
    """Formalizes with a language model; a wrong reply is sent back `repairs` times."""

    name = BY_MODEL

    def __init__(
        self, model: ChatModel, job: Job, *, repairs: int, max_tokens: int = MAX_TOKENS
    ) -> None:
        self._model = model
        self._job = job
        self._repairs = repairs
        self._max_tokens = max_tokens

    async def formalize(
        self,
        task: JsonObject,
        *,
        strict: bool,
        deadline: Deadline | None,
        emit: Callable[..., None],
    ) -> Formalization:
        """The problem that the words state. Raises what `ChatModel.complete` raises."""
        asked = await self._job("ask_model", task, deadline)
        prompt = asked
        about = {name: said for name, said in task.items() if name != "words"}
        replies: list[str] = []
        for attempt in range(self._repairs + 1):
            messages = [from_json(Message, message) for message in prompt["messages"]]
            reply = await self._model.complete(
                messages,
                schema=prompt["schema"],
                timeout_s=None if deadline is None else deadline.remaining(),
                max_tokens=self._max_tokens,
            )
            replies.append(reply.text)
            mended = await self._job(
                "mend",
                {**task, "replies": replies, "cut_off": reply.cut_off, "strict": strict},
                deadline,
            )
            faults = mended["again"]
            emit("model_replied", model=self._model.name, attempt=attempt + 1, faults=faults)
            if not faults or attempt == self._repairs:
                break
            prompt = await self._job(
                "ask_again",
                {**about, "asked": asked, "reply": reply.text, "faults": faults},
                deadline,
            )
        return from_json(Formalization, mended["formalization"])
