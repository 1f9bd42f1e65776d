# ruff: noqa: E501 - people do not break their lines
"""Floor tiles, told by six authors of data sets: a plain template each."""

from __future__ import annotations

from random import Random

from authors.floortile import Floor
from authors.telling import Author, count, listing, oxford, several


def plain_1(f: Floor, chance: Random) -> str:
    lines = [
        f"You have {f.rows} rows and {f.columns} columns of tiles. The tile in the bottom left corner is tile_0-1 and the tile in the top right corner is tile_{f.rows - 1}-{f.columns}."
    ]
    lines += [f"There are {several(len(f.robots), 'robot')}."]
    for i, (p, c) in enumerate(f.robots, 1):
        lines.append(f"robot{i} is at {f.tile(p)} and carries the {c} color.")
    lines.append(f"The available colors are {listing(f.colours)}. All other tiles are clear.")
    lines.append("The final pattern is:")
    for r in range(f.rows - 1, -1, -1):
        x = [
            f"{f.tile((r, c))} is {f.wanted[r, c]}"
            for c in range(1, f.columns + 1)
            if (r, c) in f.wanted
        ]
        if x:
            lines.append("; ".join(x) + ";")
    lines[-1] = lines[-1][:-1] + "."
    return "\n".join(lines)


def plain_2(f: Floor, chance: Random) -> str:
    lines = [f"The floor is a grid of {f.rows} x {f.columns} tiles:", ""]
    for r in range(f.rows - 1, -1, -1):
        lines.append("  ".join(f.tile((r, c)) for c in range(1, f.columns + 1)))
    lines.append("")
    lines.append(
        f"{len(f.robots)} robots can paint the tiles, each with one of the colors "
        + listing(f.colours)
        + "."
    )
    for i, (p, c) in enumerate(f.robots, 1):
        lines.append(f"Robot {i} stands on {f.tile(p)} and holds {c} paint.")
    lines.append("None of the tiles has been painted.")
    lines.append("The robots must paint the floor like this:")
    lines += [f"{f.tile(p)}: {c}" for p, c in sorted(f.wanted.items())]
    return "\n".join(lines)


def plain_3(f: Floor, chance: Random) -> str:
    lines = [
        "Consider the following floor, where each entry is a tile and the rows are listed from top to bottom:"
    ]
    for r in range(f.rows - 1, -1, -1):
        lines.append("| " + " | ".join(f.tile((r, c)) for c in range(1, f.columns + 1)) + " |")
    lines.append(
        f"There are {len(f.robots)} robots. "
        + " ".join(
            (
                f"robot{i} starts on {f.tile(p)} with color {c}."
                for i, (p, c) in enumerate(f.robots, 1)
            )
        )
    )
    byc = {}
    for p, c in sorted(f.wanted.items()):
        byc.setdefault(c, []).append(f.tile(p))
    lines.append(
        "The goal is to have "
        + "; and ".join((f"{oxford(t)} painted {c}" for c, t in byc.items()))
        + "."
    )
    return "\n".join(lines)


def plain_4(f: Floor, chance: Random) -> str:
    last = f.rows - 1
    lines = [
        f"There are {f.rows * f.columns} tiles arranged in {f.rows} rows and {f.columns} columns. The tiles are named tile_r-c where r is the row (0 to {last}, starting from the bottom) and c is the column (1 to {f.columns}, starting from the left).",
        f"There are {len(f.robots)} robots and {len(f.colours)} colors ({listing(f.colours)}). Both colors are available.",
    ]
    for i, (p, c) in enumerate(f.robots, 1):
        lines.append(f"robot{i} is currently at {f.tile(p)} and has the color {c}.")
    lines.append(
        "Tiles without a robot are clear. The goal is to paint the tiles in the following way:"
    )
    lines.append(", ".join((f"{f.tile(p)} {c}" for p, c in sorted(f.wanted.items()))) + ".")
    return " ".join(lines)


def plain_5(f: Floor, chance: Random) -> str:
    lines = [
        f"Floor: {f.rows} rows, {f.columns} columns (tile_0-1 is bottom left, tile_{f.rows - 1}-{f.columns} is top right)"
    ]
    for i, (p, c) in enumerate(f.robots, 1):
        lines.append(f"Robot {i}: position {f.tile(p)}, color {c}")
    lines.append("Available colors: " + ", ".join(f.colours))
    lines.append("Clear tiles: all tiles without a robot")
    lines.append("Goal:")
    byr = {}
    for (r, c), k in sorted(f.wanted.items()):
        byr.setdefault(r, []).append(f"{f.tile((r, c))} {k}")
    lines += [f"Row {r}: " + ", ".join(x) for r, x in byr.items()]
    return "\n".join(lines)


def plain_6(f: Floor, chance: Random) -> str:
    lines = [
        f"A team of {count(len(f.robots))} robots has to paint a floor made of tiles. The tiles form a grid:"
    ]
    for r in range(f.rows - 1, -1, -1):
        lines.append(" ".join(f.tile((r, c)) for c in range(1, f.columns + 1)))
    lines.append(
        " ".join(
            (
                f"Robot{i} is on {f.tile(p)}, its spray gun is loaded with {c}."
                for i, (p, c) in enumerate(f.robots, 1)
            )
        )
        + f" Only {listing(f.colours)} can be used."
    )
    lines.append("No tile is painted yet, and only the tiles under the robots are occupied.")
    lines.append(
        "The floor must have this pattern in the end: "
        + "; ".join((f"{f.tile(p)} is {c}" for p, c in sorted(f.wanted.items())))
        + "."
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
