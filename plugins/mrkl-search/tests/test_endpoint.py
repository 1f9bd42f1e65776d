from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from mrkl_core import Failure, Result
from mrkl_search.config import Config
from mrkl_search.finding import Finder
from mrkl_search.tools import Tools

#: What the endpoint's texts are near to: each word makes one number of a vector.
_MEANINGS = (("cats", "animals", "dogs"), ("rent", "deposit"), ("train", "seat"))


class _Embeddings(BaseHTTPRequestHandler):
    """Answers as OpenAI's embeddings do."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        data = []
        for index, text in enumerate(asked["input"]):
            words = text.lower().split()
            vector = [0.1 + sum(words.count(word) for word in group) for group in _MEANINGS]
            data.append({"object": "embedding", "index": index, "embedding": vector})
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        reply = {"object": "list", "model": asked["model"], "data": data, "usage": usage}
        body = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps quiet."""


@pytest.fixture
def endpoint() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Embeddings)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_an_endpoint_makes_the_vectors_and_where_it_is_gone_words_are_compared(
    library: Path, index: Any, config: Config, endpoint: ThreadingHTTPServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pytest.importorskip("openai")
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    section = {"base_url": f"http://127.0.0.1:{endpoint.server_port}/v1", "name": "tiny"}
    config = replace(config, embeddings=section)
    finder = Finder(config)
    assert index(library, encoder=finder.encoder, config=config).encoded > 0
    tools = Tools(finder)
    found = tools.find("animals", 1)  # a word that stands nowhere
    assert isinstance(found, Result)
    assert "Cats may be kept" in found.value["passages"][0]["text"]
    answer = tools.answer("do dogs need a permission of the landlord?")
    assert isinstance(answer, Result), answer
    endpoint.shutdown()
    endpoint.server_close()
    gone = tools.find("deposit", 1)
    assert isinstance(gone, Result)
    assert gone.evidence[-1].verdict == "UNCHECKED"
    assert isinstance(tools.find("animals", 1), Failure)
