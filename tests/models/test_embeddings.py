"""The encoder behind an endpoint, against a real HTTP server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from mrkl_core.errors import ModelNotConfigured, ModelUnavailable
from mrkl_core.models.embeddings import EndpointEncoder, encoder_of
from mrkl_core.models.encoder import SentenceEncoder


class Served:
    """An endpoint that embeds a text as its length; `reply` and `status` are given instead."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.reply: Any = None
        self.status = 200
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
                served.asked.append(texts)
                rows = [
                    {"object": "embedding", "index": n, "embedding": [float(len(t)), 0.0, 1.0]}
                    for n, t in enumerate(texts)
                ]
                usage = {"prompt_tokens": 1, "total_tokens": 1}
                told = {"object": "list", "data": rows[::-1], "model": "m", "usage": usage}
                body = json.dumps(served.reply if served.reply is not None else told).encode()
                self.send_response(served.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Keeps quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        self.section = {"base_url": f"http://127.0.0.1:{self.http.server_port}/v1", "name": "m"}


@pytest.fixture
def served() -> Iterator[Served]:
    found = Served()
    yield found
    found.http.shutdown()
    found.http.server_close()


def test_texts_become_unit_vectors_in_their_order(served: Served) -> None:
    heard: list[tuple[int, int]] = []
    texts = ["a" * (n + 1) for n in range(70)]
    rows = encoder_of(served.section).encode(texts, lambda done, all_: heard.append((done, all_)))
    assert [len(batch) for batch in served.asked] == [64, 6]
    assert heard == [(64, 70), (70, 70)]
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.allclose(rows[:, 0] / rows[:, 2], np.arange(1, 71))


@pytest.mark.parametrize("reply", [{}, {"data": []}, {"data": [{"index": 0, "embedding": "x"}]}])
def test_what_is_no_embedding_is_told(served: Served, reply: Any) -> None:
    served.reply = reply
    with pytest.raises(ModelUnavailable):
        encoder_of(served.section).encode(["a"])


def test_a_refusal_or_nobody_there_is_told(served: Served) -> None:
    served.status, served.reply = 404, {"error": {"message": "no such model"}}
    with pytest.raises(ModelNotConfigured):
        encoder_of(served.section).encode(["a"])
    with pytest.raises(ModelUnavailable):
        encoder_of({"base_url": "http://127.0.0.1:9/v1", "name": "m"}).encode(["a"])


def test_without_a_section_the_embedded_encoder_is_taken() -> None:
    assert isinstance(encoder_of({}), SentenceEncoder)
    assert isinstance(encoder_of({"name": "m"}), EndpointEncoder)
