"""The language expert: a model, for what no other expert takes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial

from mrkl_core import (
    Effect,
    Evidence,
    Expert,
    Failure,
    Result,
    Settings,
    Tool,
    Verdict,
    hookimpl,
    remaining,
)
from mrkl_core.contracts.model import Message, Reply

# A plugin of ours may import the models; it is how a model's key stays out of settings.
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.openai_chat import OpenAIChat
from mrkl_core.schemas import arguments, text

#: The longest answer; one that is longer is cut off, and its evidence says so.
MAX_TOKENS = 1024
#: Left of a call's time to say that the model was too slow, before the call is killed.
RESERVE_S = 0.5

ARGUMENTS = arguments(
    {"prompt": text("What to say to the model.", minLength=1)},
    system=text("How the model should answer."),
)


@hookimpl
def mrkl_experts(settings: Settings) -> Iterator[Expert]:
    """The language expert, for the manifest's default model."""
    endpoint = Endpoint.configured(settings.models.get("default", {}))
    yield Expert(
        "language",
        "Asks a language model; what it says is not checked.",
        (
            Tool(
                "complete",
                "Answers a prompt by a language model; the answer is not checked.",
                ARGUMENTS,
                {"type": "string"},
                partial(complete, endpoint),
                Effect.READS,
            ),
        ),
        # Over a second to import: not for nothing.
        preload=() if endpoint.problem else ("openai.resources.chat.completions",),
    )


def complete(endpoint: Endpoint, prompt: str, system: str = "") -> Result | Failure:
    """What the model says. Raises ModelNotConfigured, ModelUnavailable or TimedOut."""
    reply = asyncio.run(_ask(endpoint, prompt, system))
    detail = f"said by {reply.model!r} at {endpoint.shown}"
    if reply.cut_off:
        detail += f", cut off after {MAX_TOKENS} tokens"
    evidence = Evidence(
        check="the answer",
        method="a language model's words are not checked",
        verdict=Verdict.UNCHECKED,
        detail=detail,
    )
    if not reply.text.strip():
        return Failure(
            "NO_WORDS",
            f"the model {reply.model!r} said nothing",
            hint="say the prompt in other words",
            evidence=(evidence,),
        )
    return Result(reply.text, reply.text, (evidence,))


async def _ask(endpoint: Endpoint, prompt: str, system: str) -> Reply:
    messages = [Message("system", system)] if system else []
    messages.append(Message("user", prompt))
    left = remaining()
    limit = endpoint.timeout_s if left is None else min(endpoint.timeout_s, left - RESERVE_S)
    model = OpenAIChat(endpoint)
    try:
        return await model.complete(messages, timeout_s=max(limit, 0.0), max_tokens=MAX_TOKENS)
    finally:
        await model.close()
