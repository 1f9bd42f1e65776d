"""Runs a router over a suite, and keeps what came of each case."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from mrkl_core.contracts.catalogue import ToolCard, ToolMatch
from mrkl_core.contracts.routing import Route
from mrkl_core.evaluation.case import Call, Case, Suite


class Subject(Protocol):
    """What is measured: routing, and the search alone where a suite asks for no call."""

    async def route(self, words: str, tools: Sequence[ToolCard]) -> Route:
        """The route of these words over these tools."""
        ...

    def search(self, words: str, tools: Sequence[ToolCard], limit: int) -> Sequence[ToolMatch]:
        """The nearest of these tools, best first."""
        ...


#: How many tools from the top count as found.
FEW = 5


@dataclass(frozen=True)
class Result:
    """What became of one case; `wrong` says why it is not right, and is empty if it is.

    `rank` is the place of the right tool among those considered, from 1; 0 if it is not there.
    """

    id: str
    category: str
    words: str
    expected: tuple[str, ...]
    called: tuple[str, ...]
    wrong: str
    rank: int
    refused: bool
    score: float
    elapsed_s: float

    @property
    def right(self) -> bool:
        """Whether all of it was right."""
        return not self.wrong


async def run(
    suite: Suite, subject: Subject, progress: Callable[[int, int], None] | None = None
) -> list[Result]:
    """Every case in turn."""
    found: list[Result] = []
    for number, case in enumerate(suite.cases, start=1):
        await asyncio.sleep(0)  # a search never waits: here a run can be cancelled
        start = time.perf_counter()
        if case.judge is None:
            matches = subject.search(case.words, case.tools, FEW)
            found.append(_searched(case, matches, time.perf_counter() - start))
        else:
            route = await subject.route(case.words, case.tools)
            found.append(_result(case, route, time.perf_counter() - start))
        if progress is not None:
            progress(number, len(suite.cases))
    return found


def _result(case: Case, route: Route, elapsed_s: float) -> Result:
    made = [route.chosen] if route.chosen is not None else []
    calls = [Call(c.tool, c.arguments or {}) for c in (*made, *route.also)]
    ranked = list(dict.fromkeys(candidate.tool for candidate in route.candidates))
    rank = min((ranked.index(n) + 1 for n in case.expected if n in ranked), default=0)
    return Result(
        case.id,
        case.category,
        case.words,
        case.expected,
        tuple(call.tool for call in calls),
        _wrong(case, calls),
        rank,
        refused=not calls and not route.question,
        score=max((c.score for c in route.candidates), default=0.0),
        elapsed_s=elapsed_s,
    )


def _searched(case: Case, matches: Sequence[ToolMatch], elapsed_s: float) -> Result:
    ranked = [match.tool.name for match in matches]
    rank = min((ranked.index(n) + 1 for n in case.expected if n in ranked), default=0)
    return Result(
        case.id,
        case.category,
        case.words,
        case.expected,
        tuple(ranked[:1]),
        "" if rank == 1 else f"choice: {case.expected[0]} is not first",
        rank,
        refused=False,
        score=matches[0].score if matches else 0.0,
        elapsed_s=elapsed_s,
    )


def _wrong(case: Case, calls: Sequence[Call]) -> str:
    if not case.expected:
        return f"called: {calls[0].tool}, where nothing fits" if calls else ""
    return case.judge(calls) if case.judge is not None else ""
