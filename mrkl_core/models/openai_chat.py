"""A chat model behind any OpenAI-compatible endpoint, hosted or local."""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import Message, Reply
from mrkl_core.errors import ModelNotConfigured, MrklError, TimedOut, nearest
from mrkl_core.models.dialect import Dialect
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.failures import complaint, malformed, refused, unreachable

if TYPE_CHECKING:
    from openai import AsyncOpenAI

#: A reply larger than this is cut off: no completion we ask for comes near it.
MAX_REPLY_BYTES = 2 * 1024 * 1024
#: A server that is there takes a connection at once, however long its answer takes.
CONNECT_S = 5.0
PROBE_S = 10.0
#: Statuses by which servers say that a part of the request is not for them.
NOT_TAKEN = (400, 422, 501)
#: First try, then: without the schema, without the temperature, with the limit's new name.
ATTEMPTS = 4


class OpenAIChat:
    """A ChatModel over HTTP. Belongs to one event loop; `close` it there.

    Construction is cheap and always works: an endpoint that is not configured says so when
    it is asked.
    """

    def __init__(self, endpoint: Endpoint, *, max_reply_bytes: int = MAX_REPLY_BYTES) -> None:
        self.endpoint = endpoint
        self.name = endpoint.name
        self._max_reply_bytes = max_reply_bytes
        self._dialect = Dialect()
        self._client: AsyncOpenAI | None = None

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: JsonObject | None = None,
        timeout_s: float | None = None,
        max_tokens: int = 512,
    ) -> Reply:
        """The model's reply. Raises ModelNotConfigured, ModelUnavailable or TimedOut."""
        self.endpoint.check()
        # openai takes over a second to import: not on the event loop, nor on the model's time.
        openai = await asyncio.to_thread(_library)
        limit = self.endpoint.timeout_s if timeout_s is None else timeout_s
        by = Deadline.after(limit)
        try:
            async with asyncio.timeout(limit):
                body = await self._ask(openai, messages, schema, max_tokens, by)
        except TimeoutError:
            raise TimedOut(
                f"the model {self.name!r} did not answer within {limit:g} s",
                metadata={"model": self.name, "endpoint": self.endpoint.shown},
            ) from None
        return _read(self.endpoint, body)

    async def probe(self, *, timeout_s: float = PROBE_S) -> str:
        """A sentence saying that the model answers; one short completion is asked of it.

        Raises what `complete` raises; a name the endpoint does not know is answered with
        the nearest it lists.
        """
        try:
            # Not one token: some hosted models want room for more.
            await self.complete([Message("user", "Say OK.")], timeout_s=timeout_s, max_tokens=16)
        except ModelNotConfigured as error:
            if error.metadata.get("status") == "404" and (names := await self._names()):
                error.hint = nearest(self.name, names)
            raise
        return f"{self.name!r} answers at {self.endpoint.shown}"

    async def close(self) -> None:
        """Closes the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _ask(
        self,
        openai: Any,
        messages: Sequence[Message],
        schema: JsonObject | None,
        max_tokens: int,
        by: Deadline,
    ) -> bytes:
        dialect, lasting = self._dialect, True
        for left in reversed(range(ATTEMPTS)):
            request = dialect.request(
                self.name,
                messages,
                schema=schema,
                temperature=self.endpoint.temperature,
                max_tokens=max_tokens,
            )
            try:
                body = await self._send(openai, request, by)
            except openai.APIStatusError as error:
                words = complaint(error.body)
                guided = "response_format" in request
                other = dialect.after(words, guided=guided) if left else None
                if error.status_code not in NOT_TAKEN or other is None:
                    after = error.response.headers.get("retry-after")
                    raise refused(self.endpoint, error.status_code, words, after) from None
                if dialect.schema and not other.schema:
                    lasting = "response_format" in words
                dialect = other
            else:
                # Another schema may suit a server that could not read this one.
                self._dialect = dialect if lasting else replace(dialect, schema=True)
                return body
        raise AssertionError("the last attempt returns or raises")

    async def _send(self, openai: Any, request: dict[str, Any], by: Deadline) -> bytes:
        """The reply's body, as long as it is bounded. Lets only APIStatusError out."""
        body = bytearray()
        try:
            completions = self._connected(openai, by).chat.completions
            async with completions.with_streaming_response.create(**request) as response:
                async for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > self._max_reply_bytes:
                        what = f"it sent more than {self._max_reply_bytes} bytes"
                        raise malformed(self.endpoint, what)
        except (MrklError, openai.APIStatusError):
            raise
        except Exception:
            # The border to the transport: its errors are httpx's or httpx2's, by the
            # version of openai, and their texts may carry what was sent.
            raise unreachable(self.endpoint) from None
        return bytes(body)

    def _connected(self, openai: Any, by: Deadline) -> AsyncOpenAI:
        if self._client is None:
            self._client = openai.AsyncOpenAI(
                api_key=self.endpoint.key, base_url=self.endpoint.url, max_retries=1
            )
        left = by.remaining()
        timeout = openai.Timeout(left, connect=min(CONNECT_S, left))
        client: AsyncOpenAI = self._client.with_options(timeout=timeout)
        return client

    async def _names(self) -> list[str]:
        """The models the endpoint lists; empty if it lists none."""
        if self._client is None:
            return []
        try:
            page = await self._client.with_options(timeout=CONNECT_S).models.list()
            return [str(model.id) for model in page.data]
        except Exception:
            # The same border: a hint is not worth a second failure.
            return []


def _library() -> Any:
    # The resources too: openai loads them when first used, for as long again.
    importlib.import_module("openai.resources.chat.completions")
    return importlib.import_module("openai")


def _read(endpoint: Endpoint, body: bytes) -> Reply:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise malformed(endpoint, "it sent no JSON") from None
    try:
        choice = data["choices"][0]
        message = choice["message"]
        content = message.get("content")
        if isinstance(content, list):  # parts, as some hosted models send them
            content = "".join(part.get("text") or "" for part in content)
        text = content if isinstance(content, str) else message.get("refusal") or ""
        usage = data.get("usage") or {}
        return Reply(
            text=str(text),
            model=str(data.get("model") or endpoint.name),
            prompt_tokens=int(usage.get("prompt_tokens") or 0),
            completion_tokens=int(usage.get("completion_tokens") or 0),
            cut_off=choice.get("finish_reason") == "length",
        )
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        raise malformed(endpoint, "it sent no choices[0].message") from None
