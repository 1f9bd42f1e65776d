"""Learns where tool cards lie among requests: mrkl_core/routing/moved.npz.

    python bench/train_retrieval.py ../shared/bench [--write]

A sentence encoder puts what reads alike together; a card and the requests it answers read
differently ("Send a URL and get sales copywriting suggestions" beside "How can I sell this?"). One
map for all cards, of low rank, moves them towards their requests: a softmax over each catalogue,
on the development halves of ToolE (MIT), BFCL and API-Bank (Apache-2.0). It prints how often the
right tool is first and among the first five, with the map and without, on five folds left out of
learning in turn: of requests, and of tools (then no request for any of these tools was learned
from, and all other tools compete).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.case import Case
from mrkl_core.evaluation.suites import api_bank, bfcl, tool_e
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.dense import MOVED
from mrkl_core.routing.lexical import LexicalIndex
from mrkl_core.routing.retrieve import LEXICAL
from mrkl_core.routing.turns import asking
from mrkl_core.routing.words import spaced

FOLDS = 5
#: How much is held against a strong map; the least at which tools never learned from gain most.
STRENGTH = 8.0
#: How many directions are kept.
RANK = 64
STEPS = 50
#: What a cosine counts for in the softmax, to begin with.
SCALE = 10.0


@dataclass
class Set:
    """Requests over one catalogue: vectors, cards, shared words, and the right tool of each."""

    name: str
    requests: Any
    cards: Any
    shared: Any
    right: Any


def sets(folder: Path) -> Iterator[Set]:
    encoder = SentenceEncoder()
    tools = tool_e.load(folder / "metatool").cases
    yield _set(encoder, "ToolE", tools[0].tools, [(c.words, c.expected[0]) for c in tools])
    calls = [c for c in bfcl.load(folder / "bfcl").cases if len(c.expected) == 1]
    functions = {tool.name: tool for case in calls for tool in case.tools}
    pairs = [(c.words, c.expected[0]) for c in calls]
    yield _set(encoder, "BFCL", tuple(functions.values()), pairs)
    dialogues = [c for c in api_bank.load(folder / "api-bank").cases if c.category == "retrieve"]
    yield _set(encoder, "API-Bank", dialogues[0].tools, list(_last_asked(dialogues)))


def _last_asked(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    """What was asked for last, and the call it led to in the end: those before prepare it."""
    led = {(case.id.partition(":")[0], asking(case.words)[0].text): case for case in cases}
    yield from dict.fromkeys((text, case.expected[0]) for (_, text), case in led.items())


def _set(
    encoder: SentenceEncoder, name: str, tools: Sequence[ToolCard], pairs: list[tuple[str, str]]
) -> Set:
    place = {tool.name: n for n, tool in enumerate(tools)}
    cards = encoder.encode([spaced(t.name) for t in tools]) + encoder.encode(
        [t.description for t in tools]
    )
    index = LexicalIndex(tools, ())
    shared = np.zeros((len(pairs), len(tools)))
    for row, (words, _) in enumerate(pairs):
        shared[row] = index.scores(words)
    requests = encoder.encode([words for words, _ in pairs]).astype(float)
    right = np.array([place[tool] for _, tool in pairs])
    return Set(name, requests, cards.astype(float), shared, right)


@dataclass
class Part:
    """The rows and columns of a set that are learned from."""

    of: Set
    rows: Any
    tools: Any


def fit(parts: Sequence[Part]) -> Any:
    """The map that moves cards, in units of what a cosine counts for."""
    tables = []
    for part in parts:
        cards = part.of.cards[part.tools]
        requests = part.of.requests[part.rows]
        shared = part.of.shared[np.ix_(part.rows, part.tools)]
        place = np.full(len(part.of.cards), -1)
        place[part.tools] = np.arange(len(part.tools))
        tables.append(
            (requests, cards, requests @ cards.T, shared, place[part.of.right[part.rows]])
        )

    def loss(weights: Any) -> tuple[float, Any]:
        scale, lexical, moved = weights[0], weights[1], weights[2:].reshape(512, 512)
        total, slope = STRENGTH / 2 * (moved**2).sum(), STRENGTH * moved
        first = second = 0.0
        for requests, cards, near, shared, right in tables:
            odds = scale * near + lexical * shared + (requests @ moved) @ cards.T
            odds -= odds.max(axis=1, keepdims=True)
            likely = np.exp(odds)
            sums = likely.sum(axis=1, keepdims=True)
            here = np.arange(len(right))
            total += (np.log(sums[:, 0]) - odds[here, right]).sum()
            likely /= sums
            likely[here, right] -= 1
            first += (near * likely).sum()
            second += (shared * likely).sum()
            slope = slope + requests.T @ (likely @ cards)
        return total, np.concatenate([[first, second], slope.ravel()])

    start = np.concatenate([[SCALE, LEXICAL * SCALE], np.zeros(512 * 512)])
    found = optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
    ).x
    return found[2:].reshape(512, 512) / found[0]


def low_rank(moved: Any) -> tuple[Any, Any]:
    """The map as two narrow ones: from cards to a few directions, and back."""
    left, sizes, right = np.linalg.svd(moved)
    return right[:RANK].T.astype("f2"), (left[:, :RANK] * sizes[:RANK]).T.astype("f2")


def ranks(part: Set, rows: Any, factors: tuple[Any, Any] | None) -> Any:
    cards = part.cards
    if factors is not None:
        cards = cards + cards @ factors[0].astype(float) @ factors[1].astype(float)
    scores = part.requests[rows] @ cards.T + LEXICAL * part.shared[rows]
    return (scores > scores[np.arange(len(rows)), part.right[rows]][:, None]).sum(axis=1)


def folds(found: Sequence[Set], kind: str) -> Iterator[tuple[list[Part], list[Any]]]:
    """What to learn from and which rows to ask, for each fold."""
    draw = np.random.default_rng(0)
    homes = [
        draw.integers(0, FOLDS, len(s.right if kind == "requests" else s.cards)) for s in found
    ]
    for fold in range(FOLDS):
        parts, asked = [], []
        for one, home in zip(found, homes, strict=True):
            out = (home if kind == "requests" else home[one.right]) == fold
            tools = (
                np.arange(len(one.cards)) if kind == "requests" else np.flatnonzero(home != fold)
            )
            parts.append(Part(one, np.flatnonzero(~out), tools))
            asked.append(np.flatnonzero(out))
        yield parts, asked


def main() -> None:
    found = list(sets(Path(sys.argv[1])))
    if "--write" in sys.argv:
        whole = [Part(s, np.arange(len(s.right)), np.arange(len(s.cards))) for s in found]
        down, up = low_rank(fit(whole))
        np.savez(MOVED, down=down, up=up)
        print(f"{MOVED}: {MOVED.stat().st_size / 1024:.0f} KiB")
        return
    for kind in ("requests", "tools"):
        before: list[list[Any]] = [[] for _ in found]
        after: list[list[Any]] = [[] for _ in found]
        for parts, asked in folds(found, kind):
            factors = low_rank(fit(parts))
            for n, (one, rows) in enumerate(zip(found, asked, strict=True)):
                before[n].append(ranks(one, rows, None))
                after[n].append(ranks(one, rows, factors))
        for one, old, new in zip(found, before, after, strict=True):
            told = [
                f"first {np.mean(r < 1):.1%}, in five {np.mean(r < 5):.1%}"
                for r in (np.concatenate(old), np.concatenate(new))
            ]
            print(f"{kind} left out, {one.name:8}: {told[0]}; with the map {told[1]}", flush=True)


if __name__ == "__main__":
    main()
