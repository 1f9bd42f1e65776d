"""One request and its reply, over a connection pinned to an address that was checked.

Imported when a request is made: httpcore2 (the transport of httpx's successor) takes a tenth
of a second. It opens connections through a backend of ours, so a name is resolved once, its
addresses are checked, and the connection goes to what was checked; TLS still verifies the name.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from threading import Thread
from typing import Any

import httpcore2

from mrkl_core.contracts.context import Deadline
from mrkl_core.records import dataclass
from mrkl_core.web.addresses import Resolve, is_public
from mrkl_core.web.problems import WebProblem, unavailable
from mrkl_core.web.urls import Target

#: Ports of public hosts; others are those of other protocols, and of what is not for everybody.
_PORTS = frozenset({80, 443, 8080, 8443})
_READ_S = 10.0  # seconds that a server may be silent
_CONNECT_S = 5.0


@dataclass(frozen=True)
class Raw:
    """A reply whose body is still to be read."""

    status: int
    headers: Mapping[str, str]
    parts: Iterable[bytes]


@dataclass(frozen=True)
class Gate:
    """Which hosts may be reached: public ones, and the places an operator allowed."""

    allowed: Collection[str]
    resolve: Resolve

    def addresses(self, target: Target, deadline: Deadline) -> Sequence[str]:
        """The addresses a connection may go to. Raises WebProblem."""
        is_allowed = target.place in self.allowed
        if target.port not in _PORTS and not is_allowed:
            raise _refused(target, f"port {target.port} is not one of pages for everybody")
        found = self._resolved(target, deadline)
        if not is_allowed and not all(map(is_public, found)):
            raise _refused(target, "it has an address that is not public")
        return found

    def _resolved(self, target: Target, deadline: Deadline) -> Sequence[str]:
        """What the resolver gives in time: it has no limit of its own, so a thread waits for it."""
        found: list[Sequence[str]] = []

        def resolve() -> None:
            with suppress(OSError, UnicodeError):
                found.append(self.resolve(target.host, target.port))

        waiting = Thread(target=resolve, daemon=True)
        waiting.start()
        waiting.join(deadline.remaining())
        if not found or not found[0]:
            raise unavailable(f"no address of {target.host} is known")
        return found[0]


@contextmanager
def exchange(
    target: Target,
    gate: Gate,
    *,
    method: str,
    headers: Mapping[str, str],
    content: bytes,
    deadline: Deadline,
    tls: ssl.SSLContext | None,
) -> Iterator[Raw]:
    """The reply to one request, open inside the block. Raises WebProblem."""
    backend = _Pinned(gate.addresses(target, deadline), deadline)
    context = tls or (_trusted() if target.scheme == "https" else None)
    pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend)
    sent = [("Host", target.authority), *headers.items()]
    try:
        with pool, pool.stream(method, target.url, headers=sent, content=content or None) as reply:
            yield Raw(reply.status, _plain(reply.headers), reply.iter_stream())
    except httpcore2.TimeoutException:
        raise unavailable(f"{target.host} did not answer in time") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        said = f"{target.host} cannot be read: {_said(error)}"
        raise unavailable(said, retry_after_s=0.0) from None


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates this machine trusts: read once, they take longer than a connection."""
    return httpcore2.default_ssl_context()


class _Pinned(httpcore2.NetworkBackend):
    """Connects to the addresses it was given, whatever the name stands for by then."""

    def __init__(self, addresses: Collection[str], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        fault: Exception = httpcore2.ConnectError("it has no address")
        for address in self._addresses:
            try:
                patience = _left(self._deadline, _CONNECT_S)
                stream = httpcore2.SyncBackend().connect_tcp(address, port, patience)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
            else:
                return _Timed(stream, self._deadline)
        raise fault


class _Timed(httpcore2.NetworkStream):
    """A stream that no trickle keeps open past the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, _READ_S))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, _READ_S))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, _CONNECT_S)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: Deadline, most: float) -> float:
    """Seconds that one operation may take. Raises httpcore2's timeout if there are none."""
    left = deadline.remaining()
    if left <= 0:
        raise httpcore2.ReadTimeout
    return min(left, most)


def _plain(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their names in lower case; those sent twice are joined, as HTTP says."""
    found: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("ascii", "replace").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _said(error: Exception) -> str:
    """What went wrong, in the words of the system: no page's text is among them."""
    if isinstance(error, httpcore2.ProtocolError):
        return "its answer is no proper HTTP"
    return str(error)[:120] or "the connection failed"


def _refused(target: Target, why: str) -> WebProblem:
    return WebProblem(
        "ADDRESS_REFUSED",
        f"{target.place} is not reached: {why}",
        "an operator may allow this very host in the manifest",
    )
