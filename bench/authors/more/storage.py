# ruff: noqa: E501 - people do not break their lines
"""Storage, told by four further authors."""

from __future__ import annotations

from random import Random

from authors.storage import Store
from authors.telling import Author, bullets, listing, oxford, some


def _map(s: Store, depot: int) -> str:
    return "\n".join(" ".join(row) for row in s.areas(depot))


def _pairs(s: Store) -> list[tuple[str, str]]:
    found = []
    for d in range(len(s.depots)):
        grid = s.areas(d)
        for r, row in enumerate(grid):
            for c, area in enumerate(row):
                if r + 1 < len(grid):
                    found.append((area, grid[r + 1][c]))
                if c + 1 < len(row):
                    found.append((area, row[c + 1]))
    return found


def items(s: Store, chance: Random) -> str:
    mine = s.mine()
    lines = []
    for d in range(len(s.depots)):
        lines += [f"depot{d}:", _map(s, d), ""]
    lines += [
        f"container0: {', '.join(mine)}",
        f"loadarea next to: {', '.join([*s.gates, *mine])}"
        if chance.random() < 0.5
        else f"loadarea: connected to {', '.join([*s.gates, *mine])}",
    ]
    lines += ["Hoists:", bullets([f"hoist{n} at {a}" for n, a in enumerate(s.hoists)])]
    lines += ["Crates:", bullets([f"crate{n} on {a}" for n, a in enumerate(mine)])]
    lines += ["Goal:", bullets([f"crate{n} in {d}" for n, d in s.wanted.items()])]
    return "\n".join(lines)


def chat(s: Store, chance: Random) -> str:
    mine = s.mine()
    text = (
        f"We run a storage yard with {some(len(s.depots), 'depot')} and one container. "
        if chance.random() < 0.5
        else ""
    )
    for d in range(len(s.depots)):
        text += f"Depot{d} looks like this:\n{_map(s, d)}\nNeighbouring areas are connected. "
    text += chance.choice(
        [
            f"The container, container0, has {some(len(mine), 'area')}: {listing(mine)}. ",
            f"Container0 consists of {listing(mine)}. ",
        ]
    )
    text += chance.choice(
        [
            f"From the loadarea you can get to {listing([*s.gates, *mine])}. ",
            f"The loadarea touches {listing([*s.gates, *mine])}. ",
        ]
    )
    for n, a in enumerate(mine):
        text += chance.choice([f"Crate{n} sits on {a}. ", f"There's a crate, crate{n}, on {a}. "])
    for n, a in enumerate(s.hoists):
        text += chance.choice([f"Hoist{n} is parked at {a}. ", f"hoist{n} is waiting at {a}. "])
    return (
        text + "I'd like " + oxford([f"crate{n} moved to {d}" for n, d in s.wanted.items()]) + "."
    )


def formal(s: Store, chance: Random) -> str:
    mine = s.mine()
    facts = []
    for d in range(len(s.depots)):
        areas = [a for row in s.areas(d) for a in row]
        facts.append(f"Depot depot{d} contains the store areas {listing(areas)}.")
    facts.append(
        f"Container container0 contains the store area{'s' * (len(mine) > 1)} {listing(mine)}."
    )
    facts += [f"{a} is connected to {b}." for a, b in _pairs(s)]
    facts += [
        f"The transit area loadarea is connected to {a}."
        if n == 0
        else f"loadarea is connected to {a}."
        for n, a in enumerate([*s.gates, *mine])
    ]
    facts += [f"Crate crate{n} is on store area {a}." for n, a in enumerate(mine)]
    facts += [f"Hoist hoist{n} is at {a} and is available." for n, a in enumerate(s.hoists)]
    goals = [
        f"Crate crate{n} is in depot {d}." if chance.random() < 0.5 else f"crate{n} is in {d}."
        for n, d in s.wanted.items()
    ]
    return f"Initial state:\n{bullets(facts)}\n\nGoal state:\n{bullets(goals)}"


def paper(s: Store, chance: Random) -> str:
    mine = s.mine()
    maps = "\n".join(
        (
            f"Here is a map of depot{d}:"
            if chance.random() < 0.5
            else f"Here is a map of depot{d}'s store areas:"
        )
        + f"\n{_map(s, d)}"
        for d in range(len(s.depots))
    )
    one = len(s.hoists) == 1
    hoists = " ".join(f"hoist{n} is in {a}." for n, a in enumerate(s.hoists))
    return (
        f"You have {len(s.depots)} depot{'s' * (len(s.depots) > 1)}, {len(s.hoists)} hoist{'s' * (not one)}, {len(mine)} crate{'s' * (len(mine) > 1)}, 1 container and 1 load area.\n"
        f"{maps}\n"
        f"According to the map, adjacent store areas are connected.\n"
        f"container0 has {len(mine)} store area{'s' * (len(mine) > 1)}: {', '.join(mine)}.\n"
        f"{' '.join(f'crate{n} is in {a}.' for n, a in enumerate(mine))}\n"
        f"loadarea is connected to {oxford([*s.gates, *mine])}.\n{hoists}\n"
        + ("The hoist can move between connected areas.\n" if chance.random() < 0.3 else "")
        + f"Your goal is to move {'all crates' if len(set(s.wanted.values())) == 1 else 'the crates'} to {s.wanted[0] if len(set(s.wanted.values())) == 1 else 'their destinations'}.\n"
        + (
            ""
            if len(set(s.wanted.values())) == 1
            else "\n".join(f"crate{n} should be in {d}." for n, d in s.wanted.items())
        )
    )


AUTHORS: dict[str, Author] = {"items": items, "chat": chat, "formal": formal, "paper": paper}
