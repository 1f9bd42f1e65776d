"""A real HTTP server on this machine that gives recorded replies: for tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.records import dataclass

#: Writes a whole reply itself: slowly, wrongly, or without end.
Writes = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Saved:
    """A reply as it was recorded."""

    body: bytes = b""
    content_type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, value: JsonValue) -> Saved:
        """A reply of JSON."""
        return cls(json.dumps(value).encode())

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        """Writes it."""
        request.send_response(self.status)
        kept = {"Content-Type": self.content_type, "Content-Length": str(len(self.body))}
        for name, value in {**kept, **self.headers}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(self.body)


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class Recorded:
    """Answers each path with its next reply; the last one stands for all that follow."""

    def __init__(self, replies: Mapping[str, Writes | list[Writes]]) -> None:
        self.replies = {k: v if isinstance(v, list) else [v] for k, v in replies.items()}
        self.asked: list[Asked] = []
        self.over = threading.Event()
        self.place = ""

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{self.place}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Notes a request and writes its reply; 404 for a path it has none for."""
        parts = urlsplit(request.path)
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in request.headers.items()}
        query = dict(parse_qsl(parts.query))
        self.asked.append(Asked(request.command, parts.path, query, headers, body))
        replies = self.replies.get(parts.path, [Saved(status=404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        try:
            reply(request)
        except OSError:
            request.close_connection = True  # the other side had enough


@contextmanager
def recorded(replies: Mapping[str, Writes | list[Writes]]) -> Iterator[Recorded]:
    """Serves replies inside the block, on 127.0.0.1 and a free port."""
    site = Recorded(replies)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.answer(self)

        def do_POST(self) -> None:
            site.answer(self)

        def log_message(self, *args: object) -> None:
            """Keeps quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.place = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
