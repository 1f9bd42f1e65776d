"""A chat model behind any OpenAI-compatible endpoint, hosted or local."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import Function, FunctionsNotTaken, Message, Reply
from mrkl_core.errors import ModelNotConfigured, MrklError, TimedOut, nearest
from mrkl_core.models.completion import Stream, read_completion
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
#: First try, then: without schema or functions, temperature, streaming, with the limit's new name.
ATTEMPTS = 5


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
        functions: Sequence[Function] = (),
        enough: Callable[[str], bool] | None = None,
        timeout_s: float | None = None,
        max_tokens: int = 512,
    ) -> Reply:
        """The model's reply. Raises what `ChatModel.complete` says."""
        self.endpoint.check()
        # openai takes over a second to import: not on the event loop, nor on the model's time.
        openai = await asyncio.to_thread(_library)
        limit = self.endpoint.timeout_s if timeout_s is None else timeout_s
        by = Deadline.after(limit)
        try:
            async with asyncio.timeout(limit):
                return await self._ask(openai, messages, schema, functions, enough, max_tokens, by)
        except TimeoutError:
            raise TimedOut(
                f"the model {self.name!r} did not answer within {limit:g} s",
                metadata={"model": self.name, "endpoint": self.endpoint.shown},
            ) from None

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
        functions: Sequence[Function],
        enough: Callable[[str], bool] | None,
        max_tokens: int,
        by: Deadline,
    ) -> Reply:
        dialect, lasting = self._dialect, True
        for left in reversed(range(ATTEMPTS)):
            if functions and not dialect.functions:
                self._dialect = dialect
                raise FunctionsNotTaken
            request = dialect.request(
                self.name,
                messages,
                schema=schema,
                functions=functions,
                stream=enough is not None,
                temperature=self.endpoint.temperature,
                max_tokens=max_tokens,
            )
            try:
                reply = await self._send(openai, request, enough, by)
            except openai.APIStatusError as error:
                words = complaint(error.body)
                other = dialect.after(words, request) if left else None
                if not _is_not_taken(error.status_code, words, request) or other is None:
                    after = error.response.headers.get("retry-after")
                    raise refused(self.endpoint, error.status_code, words, after) from None
                if dialect.schema and not other.schema:
                    lasting = "response_format" in words
                dialect = other
            else:
                # Another schema may suit a server that could not read this one.
                self._dialect = dialect if lasting else replace(dialect, schema=True)
                return reply
        raise AssertionError("the last attempt returns or raises")

    async def _send(
        self,
        openai: Any,
        request: dict[str, Any],
        enough: Callable[[str], bool] | None,
        by: Deadline,
    ) -> Reply:
        """The reply, as long as it is bounded. Lets only APIStatusError out."""
        body = bytearray()
        stream: Stream | None = None
        try:
            completions = self._connected(openai, by).chat.completions
            async with completions.with_streaming_response.create(**request) as response:
                if enough is not None and _is_stream(response.headers):
                    stream = Stream(self.name, enough)
                size = 0
                async for chunk in response.iter_bytes():
                    size += len(chunk)
                    if size > self._max_reply_bytes:
                        what = f"it sent more than {self._max_reply_bytes} bytes"
                        raise malformed(self.endpoint, what)
                    if stream is None:
                        body += chunk
                    elif stream.take(chunk):
                        return stream.reply
        except (MrklError, openai.APIStatusError):
            raise
        except ValueError as error:
            if stream is None:
                raise unreachable(self.endpoint) from None
            raise malformed(self.endpoint, str(error)) from None
        except Exception:
            # The border to the transport: its errors are httpx's or httpx2's, by the
            # version of openai, and their texts may carry what was sent.
            raise unreachable(self.endpoint) from None
        if stream is not None:
            return stream.reply
        reply = read_completion(bytes(body), self.name)
        if isinstance(reply, str):
            raise malformed(self.endpoint, reply)
        return reply

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


def _is_not_taken(status: int, words: str, request: Mapping[str, Any]) -> bool:
    """Whether a refusal is of a part of the request, which can be left out."""
    # llama.cpp without its templates answers a request with tools by 500.
    return status in NOT_TAKEN or (status == 500 and "tools" in request and "tools" in words)


def _is_stream(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").startswith("text/event-stream")
