# ruff: noqa: E501 - people do not break their lines
"""Termes, told by four further authors."""

from __future__ import annotations

from random import Random

from authors.telling import Author, bullets, count, listing
from authors.termes import Place, Site


def _map(s: Site) -> str:
    return "\n".join(" ".join(s.name((r, c)) for c in range(s.columns)) for r in range(s.rows))


def _near(s: Site) -> list[tuple[Place, Place]]:
    known = set(s.places())
    return [
        ((r, c), near) for r, c in s.places() for near in ((r + 1, c), (r, c + 1)) if near in known
    ]


def items(s: Site, chance: Random) -> str:
    lines = [
        "Grid:",
        _map(s),
        "",
        bullets(
            [
                f"robot: {s.name(s.robot)}",
                f"depot: {s.name(s.depot)}",
                f"max height: {s.highest}"
                if chance.random() < 0.5
                else f"maximum tower height: {s.highest}",
                "all heights 0" if chance.random() < 0.5 else "no blocks placed yet",
            ]
        ),
        "Goal:",
        bullets(
            [
                *[
                    f"{s.name(p)}: height {h}"
                    if chance.random() < 0.5
                    else f"height {h} at {s.name(p)}"
                    for p, h in s.wanted.items()
                ],
                "robot not holding a block",
            ]
        ),
    ]
    return "\n".join(lines)


def chat(s: Site, chance: Random) -> str:
    text = chance.choice(
        [
            f"There's a small robot on a {s.rows}x{s.columns} grid, and it builds towers out of blocks. ",
            f"Imagine a grid with {count(s.rows)} rows and {count(s.columns)} columns, with a robot on it. ",
        ]
    )
    text += chance.choice(
        [
            f"It's at {s.name(s.robot)} right now, and that's also where the depot is. ",
            f"The robot sits at {s.name(s.robot)} and the block depot is there too. ",
            f"It starts at {s.name(s.robot)}, and it can pick up new blocks at the depot at {s.name(s.depot)}. ",
        ]
    )
    text += chance.choice(
        [
            f"Towers can't get higher than {s.highest}. ",
            f"You can stack at most {s.highest} blocks in one place. ",
            f"The tallest tower it can build is {s.highest} blocks. ",
        ]
    )
    text += "Nothing has been built yet. " if chance.random() < 0.5 else ""
    towers = [f"a stack of {h} block{'s' * (h > 1)} at {s.name(p)}" for p, h in s.wanted.items()]
    text += chance.choice(
        [
            f"I'd love to see {listing(towers)}. ",
            f"What I want is {listing(towers)}. ",
            f"Please make {listing(towers)}. ",
        ]
    )
    return text + chance.choice(
        [
            "And the robot shouldn't be holding anything when it's done.",
            "The robot should be empty-handed at the end.",
            "In the end, its hands should be free of blocks.",
        ][:2]
    )


def formal(s: Site, chance: Random) -> str:
    facts = [
        f"The robot is at {s.name(s.robot)}.",
        f"{s.name(s.depot)} is a depot."
        if chance.random() < 0.5
        else f"The depot is at {s.name(s.depot)}.",
    ]
    facts += (
        [f"The height of {s.name(p)} is 0." for p in s.places()]
        if chance.random() < 0.5
        else ["The height of every position is 0."]
    )
    facts += [f"{s.name(a)} is next to {s.name(b)}." for a, b in _near(s)]
    facts.append(f"The maximum height is {s.highest}.")
    goals = [f"The height of {s.name(p)} is {h}." for p, h in s.wanted.items()]
    goals.append("The robot does not hold a block.")
    return f"Initial state:\n{bullets(facts)}\n\nGoal:\n{bullets(goals)}"


def paper(s: Site, chance: Random) -> str:
    heights = [f"he height at {s.name(p)} is {h}" for p, h in s.wanted.items()]
    listed = "the following heights are reached:\n" + "\n".join(f"T{h}." for h in heights)
    joined = " and ".join(f"t{h}" for h in heights) + "."
    return (
        f"The robot is on a grid with {s.rows} rows and {s.columns} columns.\n{_map(s)}\n"
        f"The robot is at {s.name(s.robot)}.\nThe depot for new blocks is at {s.name(s.depot)}.\n"
        f"The maximum height of blocks is {s.highest}.\n"
        f"Your goal is to build blocks so that {listed if chance.random() < 0.5 else joined}\n"
        "You cannot have an unplaced block at the end."
    )


AUTHORS: dict[str, Author] = {"items": items, "chat": chat, "formal": formal, "paper": paper}
