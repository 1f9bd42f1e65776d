"""A language model as the rest of the house sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Function:
    """A function a model may call; `parameters` is the JSON Schema of its arguments."""

    name: str
    description: str
    parameters: JsonObject


@dataclass(frozen=True)
class FunctionCall:
    """A call that a model asks for: `arguments` is what it wrote, JSON if all is well."""

    name: str
    arguments: str
    id: str = ""


@dataclass(frozen=True)
class Message:
    """One message of a conversation; `role` is system, user, assistant or tool.

    An assistant's may ask for `calls`; a tool's answers the call of that id.
    """

    role: str
    content: str
    calls: tuple[FunctionCall, ...] = ()
    call_id: str = ""


@dataclass(frozen=True)
class Reply:
    """What a model said, and the tokens it took; `cut_off` if the limit ended it."""

    text: str
    model: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cut_off: bool = False
    calls: tuple[FunctionCall, ...] = ()


class FunctionsNotTaken(Exception):
    """The endpoint, or its model, knows no functions: ask in another form."""


class ChatModel(Protocol):
    """Anything that completes a conversation."""

    name: str

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: JsonObject | None = None,
        functions: Sequence[Function] = (),
        enough: Callable[[str], bool] | None = None,
        timeout_s: float | None = None,
        max_tokens: int = 512,
    ) -> Reply:
        """The model's reply; with `schema` it is asked to answer in JSON of that shape.

        With `functions` it may call some. With `enough` the reply is streamed, and ends as soon
        as what was said is enough. Raises ModelNotConfigured, ModelUnavailable or TimedOut, and
        FunctionsNotTaken. Nothing is checked against a schema: whoever asked must.
        """
        ...
