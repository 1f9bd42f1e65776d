"""The tools that put numbers in order: sort a list, pick from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import pairwise

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact, Value
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Binary, Call, Compare, Node
from mrkl_core import Evidence, Failure, Result

_ORDINALS = {1: "", 2: "second ", 3: "third "}


@dataclass(frozen=True)
class _Item:
    shown: str
    value: Value


def sort(
    items: Sequence[str],
    descending: bool = False,
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """The items in the order of their values; see the tool's schema."""
    try:
        known, exact, read = _read(items, given, bounds or Bounds())
        ordered = _sorted(read, exact, descending)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    text = ", ".join(item.shown for item in ordered)
    return Result(
        {"exact": text, "items": [item.shown for item in ordered]},
        f"{known.spoken()}{text}",
        (
            Evidence("each item is in order with the next", "compared exactly, pair by pair"),
            *known.evidence(),
        ),
    )


def pick(
    items: Sequence[str],
    which: str,
    rank: int = 1,
    to: str = "",
    labels: Sequence[str] = (),
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """The largest, smallest or nearest of the items; see the tool's schema."""
    try:
        known, exact, read = _read(items, given, bounds or Bounds())
        if labels and len(labels) != len(items):
            raise Refusal("SYNTAX", f"{len(items)} items cannot have {len(labels)} labels")
        keyed = _distances(read, to, known, exact) if which == "nearest" else read
        ordered = _sorted(keyed, exact, which == "largest")
        chosen = _chosen(ordered, rank, exact)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    place = next(place for place, item in enumerate(keyed) if item is chosen)
    answer = labels[place] if labels else chosen.shown
    name = f"the {_ORDINALS.get(rank, f'{rank}th ')}{which}" + (f" to {to}" if to else "")
    shown = f"({answer}) {chosen.shown}" if labels else chosen.shown
    return Result(
        {"exact": answer, "item": chosen.shown, "place": place + 1},
        f"{known.spoken()}{name} of {', '.join(items)} is {shown}",
        (
            Evidence("no other item comes before it", "compared exactly, pair by pair"),
            *known.evidence(),
        ),
    )


def _read(
    items: Sequence[str], given: Sequence[str], bounds: Bounds
) -> tuple[Given, Exact, list[_Item]]:
    known, exact = read_given(given, bounds), Exact(bounds)
    return known, exact, [_Item(item, exact.number(_closed(item, known))) for item in items]


def _closed(text: str, known: Given) -> Node:
    node = parse(text, known.bounds, known.names)
    if isinstance(node, Compare):
        raise Refusal("SYNTAX", f"{text!r} compares; a number was expected")
    return node


def _distances(read: list[_Item], to: str, known: Given, exact: Exact) -> list[_Item]:
    if not to:
        raise Refusal("SYNTAX", "the nearest needs what it is to be near to", hint="give `to`")
    target = _closed(to, known)
    nodes = [_closed(item.shown, known) for item in read]
    return [
        _Item(item.shown, exact.number(Call("abs", (Binary("-", node, target),))))
        for item, node in zip(read, nodes, strict=True)
    ]


def _sorted(items: list[_Item], exact: Exact, descending: bool) -> list[_Item]:
    def order(one: _Item, other: _Item) -> int:
        return exact.order(one.value, other.value)

    ordered = sorted(items, key=cmp_to_key(order), reverse=descending)
    for one, other in pairwise(ordered):
        if (order(one, other) < 0) if descending else (order(one, other) > 0):
            raise Refusal("CHECK_FAILED", "the items could not be put in one order")
    return ordered


def _chosen(ordered: list[_Item], rank: int, exact: Exact) -> _Item:
    if rank > len(ordered):
        raise Refusal("UNDEFINED", f"there are only {len(ordered)} items")
    chosen = ordered[rank - 1]
    tied = [i for i in ordered if i is not chosen and exact.order(i.value, chosen.value) == 0]
    if tied:
        names = " and ".join(item.shown for item in [chosen, *tied])
        raise Refusal("TIE", f"{names} are equal in this", hint="ask for their order instead")
    return chosen
