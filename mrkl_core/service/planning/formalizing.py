"""Words to a problem by a model: asked, its reply mended, and asked again for what is wrong.

The work on replies is planning's and runs in a child process; only the model is asked here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import ChatModel, Message
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import Formalization
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import ModelNotConfigured, ModelUnavailable, TimedOut

#: A problem is a long text; more than this is not a problem.
MAX_TOKENS = 4096


#: Runs one of the jobs of planning.repair in a child process.
Job = Callable[[str, JsonObject, Deadline | None], Awaitable[Any]]


class ModelFormalizer:
    """Formalizes with a language model; a wrong reply is sent back `repairs` times."""

    def __init__(
        self, model: ChatModel, job: Job, *, repairs: int, max_tokens: int = MAX_TOKENS
    ) -> None:
        self._model = model
        self._job = job
        self._repairs = repairs
        self._max_tokens = max_tokens

    async def beside(
        self,
        read: Formalization | None,
        words: str,
        domain: str,
        folders: Sequence[str],
        *,
        language: str,
        strict: bool,
        deadline: Deadline | None,
        emit: Callable[..., None],
    ) -> Formalization:
        """What the model reads; what the grammar read before, if the model cannot be asked."""
        try:
            return await self.formalize(
                words,
                domain,
                folders,
                language=language,
                strict=strict,
                deadline=deadline,
                emit=emit,
            )
        except (ModelNotConfigured, ModelUnavailable, TimedOut) as error:
            if read is None:
                raise
            emit("model_failed", message=error.message)
            why = Diagnostic("MODEL_FAILED", Severity.WARNING, error.message, hint=error.hint)
            return replace(read, diagnostics=(*read.diagnostics, why))

    async def formalize(
        self,
        words: str,
        domain: str,
        folders: Sequence[str],
        *,
        language: str = "",
        strict: bool,
        deadline: Deadline | None,
        emit: Callable[..., None],
    ) -> Formalization:
        """The problem that the words state. Raises what `ChatModel.complete` raises."""
        task: JsonObject = {"domain": domain, "folders": list(folders), "language": language}
        asked = await self._job("ask_model", {"words": words, **task}, deadline)
        prompt = asked
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
                {
                    "replies": replies,
                    "words": words,
                    "cut_off": reply.cut_off,
                    "strict": strict,
                    **task,
                },
                deadline,
            )
            faults = mended["again"]
            emit("model_replied", model=self._model.name, attempt=attempt + 1, faults=faults)
            if not faults or attempt == self._repairs:
                break
            prompt = await self._job(
                "ask_again",
                {"asked": asked, "reply": reply.text, "faults": faults, **task},
                deadline,
            )
        return from_json(Formalization, mended["formalization"])
