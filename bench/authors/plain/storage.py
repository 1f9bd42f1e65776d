# ruff: noqa: E501 - people do not break their lines
"""Storage, told by six authors of data sets: a plain template each."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from authors.storage import Store
from authors.telling import Author, count, listing, oxford, several


def links(d: int, x: Store) -> Iterator[tuple[str, str]]:
    """The neighbours within a depot."""
    g = x.areas(d)
    for r, row in enumerate(g):
        for c, a in enumerate(row):
            if r + 1 < len(g):
                yield (a, g[r + 1][c])
            if c + 1 < len(row):
                yield (a, row[c + 1])


def plain_1(x: Store, chance: Random) -> str:
    lines = [
        f"You have {several(len(x.depots), 'depot')}, 1 container, {several(len(x.hoists), 'hoist')}, {several(x.boxes, 'crate')}, and 1 load area."
    ]
    for d in range(len(x.depots)):
        lines.append(f"depot{d} is organized as follows, where adjacent store areas are connected:")
        lines += ["  ".join(row) for row in x.areas(d)]
    lines.append(
        f"container0 has {several(x.boxes, 'area')}: {listing(x.mine())}. All of them are connected to the load area."
    )
    lines += [f"{g} is connected to the load area." for g in x.gates]
    lines += [f"crate{i} is on {a}." for i, a in enumerate(x.mine())]
    lines += [f"hoist{i} is available and located at {a}." for i, a in enumerate(x.hoists)]
    lines.append("The other areas are clear.")
    lines.append(
        "The goal is to move the crates so that "
        + oxford([f"crate{i} is in {d}" for i, d in x.wanted.items()])
        + "."
    )
    return "\n".join(lines)


def plain_2(x: Store, chance: Random) -> str:
    lines = []
    for d in range(len(x.depots)):
        lines.append(
            f"depot{d} consists of the store areas {listing([a for r in x.areas(d) for a in r])}."
        )
        lines += [f"{a} is next to {b}." for a, b in links(d, x)]
    lines.append(
        f"The container container0 consists of the store areas {listing(x.mine())}, which hold {listing([f'crate{i}' for i in range(x.boxes)])}{(', respectively' if x.boxes > 1 else '')}."
    )
    lines.append(
        f"The area loadarea is a transit area. It is next to {oxford(x.mine() + x.gates)}."
    )
    lines += [f"hoist{i} is at {a} and lifts nothing." for i, a in enumerate(x.hoists)]
    lines.append("All store areas without a crate or a hoist are clear.")
    lines.append("Your goal: " + ", ".join((f"crate{i} in {d}" for i, d in x.wanted.items())) + ".")
    return " ".join(lines)


def plain_3(x: Store, chance: Random) -> str:
    lines = [f"There {('is' if len(x.depots) == 1 else 'are')} {several(len(x.depots), 'depot')}:"]
    for d, (r, c) in enumerate(x.depots):
        lines.append(
            f"- depot{d} has {r * c} areas laid out in {several(r, 'row')} and {several(c, 'column')}, from depot{d}-1-1 to depot{d}-{r}-{c}"
        )
    lines.append(
        f"There is a container with {several(x.boxes, 'area')}, container-0-0 to container-0-{x.boxes - 1}; each of them has one crate: "
        + ", ".join((f"crate{i} is on {a}" for i, a in enumerate(x.mine())))
        + "."
    )
    lines.append(
        "The load area connects the container with the depots: it is adjacent to every area of the container and to "
        + listing(x.gates)
        + "."
    )
    lines.append("Hoists: " + ", ".join((f"hoist{i} at {a}" for i, a in enumerate(x.hoists))) + ".")
    lines.append(
        "Each crate has to be stored in a depot: "
        + ", ".join((f"crate{i} in {d}" for i, d in x.wanted.items()))
        + "."
    )
    return "\n".join(lines)


def plain_4(x: Store, chance: Random) -> str:
    lines = [f"There are {len(x.hoists)} hoists" if len(x.hoists) > 1 else "There is 1 hoist"]
    lines[0] += (
        f", {several(x.boxes, 'crate')}, 1 container, {several(len(x.depots), 'depot')} and 1 loading area (loadarea)."
    )
    lines.append(
        f"The container (container0) has {several(x.boxes, 'store area')}: {oxford(x.mine())}."
    )
    for d in range(len(x.depots)):
        lines.append(
            f"depot{d} has {several(x.depots[d][0] * x.depots[d][1], 'store area')}: {oxford([a for r in x.areas(d) for a in r])}."
        )
    lines.append("The following areas are connected with each other:")
    lines += [f"- {a} and {b}" for d in range(len(x.depots)) for a, b in links(d, x)] + [
        f"- loadarea and {a}" for a in x.mine() + x.gates
    ]
    lines += [f"crate{i} is stored on {a}." for i, a in enumerate(x.mine())]
    lines += [f"hoist{i} is at {a} and is available." for i, a in enumerate(x.hoists)]
    lines.append(
        "Goal: " + "; ".join((f"crate{i} must be in {d}" for i, d in x.wanted.items())) + "."
    )
    return "\n".join(lines)


def plain_5(x: Store, chance: Random) -> str:
    lines = []
    for d in range(len(x.depots)):
        lines.append(f"Map of depot{d} (neighbouring areas are connected):")
        lines += ["\t".join(r) for r in x.areas(d)]
    lines.append(
        "Map of container0 (its areas are not connected to each other):"
        if x.boxes > 1
        else "Map of container0:"
    )
    lines += x.mine()
    lines.append("loadarea is connected to: " + ", ".join(x.mine() + x.gates))
    lines.append("Contents: " + ", ".join((f"crate{i} on {a}" for i, a in enumerate(x.mine()))))
    lines.append(
        "Hoists: " + ", ".join((f"hoist{i} at {a}, available" for i, a in enumerate(x.hoists)))
    )
    lines.append("Task: " + ", ".join((f"crate{i} into {d}" for i, d in x.wanted.items())))
    return "\n".join(lines)


def plain_6(x: Store, chance: Random) -> str:
    lines = [
        f"{count(len(x.hoists)).capitalize()} hoist{'s' * (len(x.hoists) > 1)} must move {count(x.boxes)} crate{'s' * (x.boxes > 1)} out of a container into {('the depot' if len(x.depots) == 1 else 'two depots')}."
    ]
    for d in range(len(x.depots)):
        lines.append(
            f"The areas of depot{d} are arranged in this grid, and neighboring areas are connected:"
        )
        lines += [" ".join(r) for r in x.areas(d)]
    lines.append(
        "The crates are in container0: "
        + listing([f"crate{i} on {a}" for i, a in enumerate(x.mine())])
        + f". The load area is connected to {listing(x.mine())} and to {listing(x.gates)}."
    )
    lines.append(
        listing([f"hoist{i} is at {a}" for i, a in enumerate(x.hoists)])
        + ". "
        + ("All hoists are" if len(x.hoists) > 1 else "The hoist is")
        + " available and all other areas of the depots are clear."
    )
    lines.append(
        "Finally, " + listing([f"crate{i} should be in {d}" for i, d in x.wanted.items()]) + "."
    )
    return "\n".join(lines)


AUTHORS: dict[str, Author] = {
    "plain-1": plain_1,
    "plain-2": plain_2,
    "plain-3": plain_3,
    "plain-4": plain_4,
    "plain-5": plain_5,
    "plain-6": plain_6,
}
