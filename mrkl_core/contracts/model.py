"""A language model as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Message:
    """One message of a conversation; `role` is system, user or assistant."""

    role: str
    content: str


@dataclass(frozen=True)
class Reply:
    """What a model said, and the tokens it took; `cut_off` if the limit ended it."""

    text: str
    model: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cut_off: bool = False


class ChatModel(Protocol):
    """Anything that completes a conversation."""

    name: str

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: JsonObject | None = None,
        timeout_s: float | None = None,
        max_tokens: int = 512,
    ) -> Reply:
        """The model's reply; with `schema` it is asked to answer in JSON of that shape.

        Raises ModelNotConfigured, ModelUnavailable or TimedOut. The reply is not checked
        against the schema: whoever asked must.
        """
        ...
