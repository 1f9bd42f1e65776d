# ruff: noqa: E501 - people do not break their lines
"""Termes, told by six authors of data sets: a plain template each."""

from __future__ import annotations

from random import Random

from authors.telling import Author, oxford
from authors.termes import Site


def plain_1(x: Site, chance: Random) -> str:
    lines = [f"The robot is on a grid with {x.rows} rows and {x.columns} columns."]
    lines += ["  ".join(x.name((r, c)) for c in range(x.columns)) for r in range(x.rows)]
    lines.append(
        f"The robot is at {x.name(x.robot)}. The depot is at {x.name(x.depot)}. The robot can build towers of at most {x.highest} blocks. There is no block at any position and the robot is not carrying a block."
    )
    lines.append(
        "The goal is to build blocks so that "
        + oxford([f"the height at {x.name(p)} is {h}" for p, h in x.wanted.items()])
        + " and all other positions have height 0. You cannot have a block at the end."
    )
    return "\n".join(lines)


def plain_2(x: Site, chance: Random) -> str:
    lines = [
        f"A robot builds towers in a world of {x.rows}x{x.columns} positions, named pos-0-0 to pos-{x.rows - 1}-{x.columns - 1}. Two positions are neighbors if they share a side.",
        f"Initially all positions have height 0, and the robot is at the depot, {x.name(x.depot)}, without a block. The maximum height is {x.highest}.",
    ]
    lines.append(
        "Finally, the heights have to be as follows: "
        + "; ".join(f"{x.name(p)}: {x.wanted.get(p, 0)}" for p in x.places())
        + ". The robot must not hold a block then."
    )
    return "\n".join(lines)


def plain_3(x: Site, chance: Random) -> str:
    lines = [
        f"Grid size: {x.rows} rows by {x.columns} columns",
        f"Depot: {x.name(x.depot)}",
        f"Robot: {x.name(x.robot)}, holds no block",
        f"Maximum height: {x.highest}",
        "Initial heights: 0 everywhere",
        "Final heights (0 where nothing is given):",
    ]
    lines += [f"{x.name(p)} = {h}" for p, h in x.wanted.items()]
    lines.append("At the end the robot holds no block.")
    return "\n".join(lines)


def plain_4(x: Site, chance: Random) -> str:
    lines = [f"There is a {x.rows} by {x.columns} grid of positions:"] + [
        "\t".join(x.name((r, c)) for c in range(x.columns)) for r in range(x.rows)
    ]
    lines.append(
        f"Adjacent positions are neighbors. The robot starts at the depot at {x.name(x.depot)} and does not carry a block. All positions have a height of 0. Heights go from 0 to {x.highest}."
    )
    lines.append(
        "The goal is that "
        + oxford([f"{x.name(p)} has height {h}" for p, h in x.wanted.items()])
        + ", every other position has height 0, and the robot has no block."
    )
    return "\n".join(lines)


def plain_5(x: Site, chance: Random) -> str:
    lines = [
        f"Positions: {x.name((0, 0))} to {x.name((x.rows - 1, x.columns - 1))} ({x.rows} rows, {x.columns} columns)",
        f"Heights: 0 to {x.highest}",
        f"Depot at {x.name(x.depot)}",
        f"Robot at {x.name(x.robot)}, without block",
        "All heights are 0 at the start.",
        "Required heights:",
    ]
    lines += (
        ["| position | height |", "|---|---|"]
        + [f"| {x.name(p)} | {x.wanted.get(p, 0)} |" for p in x.places()]
        + ["The robot must not carry a block at the end."]
    )
    return "\n".join(lines)


def plain_6(x: Site, chance: Random) -> str:
    lines = [
        f"A robot can move on a floor with {x.rows} rows and {x.columns} columns, drawn below."
    ] + [" ".join(x.name((r, c)) for c in range(x.columns)) for r in range(x.rows)]
    lines.append(
        f"It takes blocks from the depot at {x.name(x.depot)}, where it is now. It has no block in the beginning, and no blocks are on the floor. A tower can have up to {x.highest} blocks."
    )
    lines.append(
        "You have to build "
        + oxford([f"a tower of height {h} at {x.name(p)}" for p, h in x.wanted.items()])
        + ". All other positions must be empty at the end, and the robot must not have a block."
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
