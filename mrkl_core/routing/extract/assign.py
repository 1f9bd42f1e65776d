"""Which mention goes to which parameter: the best of all joint assignments."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

from mrkl_core.routing.extract.mentions import Kind, Mention

#: A place that is not possible.
NEVER = 1e6
#: How often a conflict of overlapping mentions is resolved before the rest is left out.
ROUNDS = 40


@dataclass(frozen=True)
class Option:
    """A mention for a slot, and how much better it is than nothing (in log odds)."""

    mention: Mention
    gain: float


def assign(options: Sequence[Sequence[Option]]) -> list[Option | None]:
    """One option or none for each slot, no two of which claim the same words.

    The sum of the gains is the largest (scipy's assignment over spans); spans that merely
    overlap are settled so that the sum stays larger, and the rest is assigned again.
    """
    left = [[o for o in slot if o.gain > 0] for slot in options]
    chosen = _best(left)
    for _ in range(ROUNDS):
        clash = _clash(chosen)
        if clash is None:
            break
        tried = []
        for place in clash:
            fewer = [*left]
            fewer[place] = _without(left[place], chosen[place])
            tried.append((fewer, _best(fewer)))
        left, chosen = max(tried, key=lambda pair: _total(pair[1]))
    return chosen


def _without(options: Sequence[Option], unwanted: Option | None) -> list[Option]:
    assert unwanted is not None
    return [o for o in options if not _same(o.mention, unwanted.mention)]


def _total(chosen: Sequence[Option | None]) -> float:
    return sum(option.gain for option in chosen if option is not None)


def _best(options: Sequence[Sequence[Option]]) -> list[Option | None]:
    """The best assignment with one span a slot, overlaps not looked at."""
    tops = [max(slot, key=lambda o: o.gain, default=None) for slot in options]
    spans = [_span(o) for o in tops if o is not None]
    if len(set(spans)) == len(spans):
        return tops
    columns = {
        span: n for n, span in enumerate(sorted({_span(o) for slot in options for o in slot}))
    }
    best: dict[tuple[int, int], Option] = {}
    costs = [[NEVER] * len(columns) + [0.0] * len(options) for _ in options]
    for row, slot in enumerate(options):
        for option in slot:
            column = columns[_span(option)]
            if -option.gain < costs[row][column]:
                costs[row][column] = -option.gain
                best[row, column] = option
    optimize = importlib.import_module("scipy.optimize")
    rows, found = optimize.linear_sum_assignment(costs)
    return [best.get((int(r), int(c))) for r, c in zip(rows, found, strict=True)]


def _span(option: Option) -> tuple[int, int, str]:
    """What an option takes up; the parts of a clock time or date can be had one by one."""
    mention = option.mention
    return mention.first, mention.last, mention.how if mention.how.startswith("its ") else ""


def _clash(chosen: Sequence[Option | None]) -> tuple[int, int] | None:
    """The first two that claim one token."""
    taken = [(n, o) for n, o in enumerate(chosen) if o is not None]
    for place, (one, a) in enumerate(taken):
        for other, b in taken[place + 1 :]:
            if a.mention.overlaps(b.mention) and not _may_share(a.mention, b.mention):
                return one, other
    return None


def _may_share(one: Mention, other: Mention) -> bool:
    """A switch or a listed value may stand in words that tell something else too."""
    parts = one.how.startswith("its ") and other.how.startswith("its ")
    return parts or Kind.CHOICE in (one.kind, other.kind)


def _same(one: Mention, other: Mention) -> bool:
    return (one.first, one.last) == (other.first, other.last)
