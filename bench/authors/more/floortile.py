# ruff: noqa: E501 - people do not break their lines
"""Floor tiles, told by four further authors."""

from __future__ import annotations

from random import Random

from authors.floortile import Floor
from authors.telling import Author, bullets, count, listing, up


def _rows(f: Floor, *, top_first: bool) -> list[list[str]]:
    rows = range(f.rows - 1, -1, -1) if top_first else range(f.rows)
    return [[f.tile((r, c)) for c in range(1, f.columns + 1)] for r in rows]


def items(f: Floor, chance: Random) -> str:
    lines = [
        "Floor:",
        *[" ".join(row) for row in _rows(f, top_first=chance.random() < 0.5)],
        "",
        "Robots:",
        bullets([f"robot{n} on {f.tile(p)}, has {c}" for n, (p, c) in enumerate(f.robots, 1)]),
        "Colors: " + ", ".join(f.colours),
        "Goal:" if chance.random() < 0.5 else "Paint:",
        bullets(
            [
                f"{f.tile(p)} {c}" if chance.random() < 0.0 else f"{f.tile(p)}: {c}"
                for p, c in f.wanted.items()
            ]
        ),
    ]
    return "\n".join(lines)


def chat(f: Floor, chance: Random) -> str:
    text = (
        f"We have a floor with {count(f.rows)} rows and {count(f.columns)} columns of tiles, and nothing has been painted yet. "
        f"The rows go from {f.tile((0, 1))} at the bottom to {f.tile((f.rows - 1, 1))} at the top"
        f", and each row is numbered from left to right. "
        if chance.random() < 0.3
        else f"We have a floor with {count(f.rows)} rows and {count(f.columns)} columns of tiles. "
    )
    for n, (p, c) in enumerate(f.robots, 1):
        text += chance.choice(
            [
                f"Robot{n} is standing on {f.tile(p)} with {c} paint. ",
                f"robot{n} starts on {f.tile(p)} and has the colour {c}. ",
                f"On {f.tile(p)} there's robot{n}, which is holding {c}. ",
            ]
        )
    text += f"They can use {listing(f.colours)}. " if chance.random() < 0.5 else ""
    by: dict[str, list[str]] = {}
    for p, c in f.wanted.items():
        by.setdefault(c, []).append(f.tile(p))
    return text + " ".join(
        chance.choice(
            [
                f"I want {listing(tiles)} to be {c}.",
                f"Please paint {listing(tiles)} {c}.",
                f"{up(listing(tiles))} should end up {c}.",
            ]
        )
        for c, tiles in by.items()
    )


def formal(f: Floor, chance: Random) -> str:
    facts = []
    for r, c in f.places():
        if r + 1 < f.rows:
            facts.append(f"{f.tile((r + 1, c))} is above {f.tile((r, c))}.")
        if c < f.columns:
            facts.append(f"{f.tile((r, c + 1))} is to the right of {f.tile((r, c))}.")
    for n, (p, c) in enumerate(f.robots, 1):
        facts += [f"robot{n} is at {f.tile(p)}.", f"robot{n} has color {c}."]
    facts += [f"Color {c} is available." for c in f.colours]
    taken = {p for p, _ in f.robots}
    if chance.random() < 0.5:
        facts += [f"{f.tile(p)} is clear." for p in f.places() if p not in taken]
    goals = [f"{f.tile(p)} is painted {c}." for p, c in f.wanted.items()]
    return "Initial state:\n" + "\n".join(facts) + "\n\nGoal:\n" + "\n".join(goals)


def paper(f: Floor, chance: Random) -> str:
    robots = "\n".join(
        f"robot{n} is at {f.tile(p)} and has color {c}."
        if chance.random() < 0.5
        else f"Robot {n} is at {f.tile(p)} with the color {c}."
        for n, (p, c) in enumerate(f.robots, 1)
    )
    goals = "\n".join(
        f"Tile {f.tile(p)} should be painted {c}."
        if chance.random() < 0.0
        else f"{f.tile(p)} is {c};"
        for p, c in f.wanted.items()
    )
    rows = "\n".join(" ".join(row) for row in _rows(f, top_first=True))
    return (
        f"You have {f.rows} rows and {f.columns} columns of unpainted floor tiles.\n"
        f"The tiles are arranged as follows:\n{rows}\n"
        f"You have {len(f.robots)} robots. Each robot can paint in color {' or '.join(f.colours)}.\n"
        f"{robots}\n"
        f"Your goal is to paint the grid in the following pattern:\n{goals}"
    )


AUTHORS: dict[str, Author] = {"items": items, "chat": chat, "formal": formal, "paper": paper}
