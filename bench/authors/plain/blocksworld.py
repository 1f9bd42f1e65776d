# ruff: noqa: E501 - people do not break their lines
"""Blocks world, told by six authors of data sets: a plain template each."""

from __future__ import annotations

import itertools
from random import Random

from authors.blocksworld import Towers
from authors.telling import Author, listing, oxford


def blocks(t: Towers) -> list[str]:
    """The names of the blocks."""
    return [f"b{i}" for i in range(1, t.size + 1)]


def plain_1(t: Towers, chance: Random) -> str:
    n = blocks(t)
    lines = [f"There are {t.size} blocks in total. The arm of the robot is not holding any block."]
    for tw in t.start:
        lines.append(f"{n[tw[0]]} is placed on the table.")
        for a, b in itertools.pairwise(tw):
            lines.append(f"{n[b]} is placed on top of {n[a]}.")
        lines.append(f"The top of {n[tw[-1]]} is clear.")
    lines.append("We want to reach a state where the following holds.")
    for tw in t.end:
        for a, b in itertools.pairwise(tw):
            lines.append(f"{n[b]} should be on top of {n[a]}.")
    return " ".join(lines)


def plain_2(t: Towers, chance: Random) -> str:
    n = blocks(t)
    lines = [
        f"The initial configuration of the {t.size} blocks consists of {len(t.start)} stack{'s' * (len(t.start) > 1)}:"
    ]
    for i, tw in enumerate(t.start, 1):
        lines.append(f"Stack {i} (bottom to top): {', '.join(n[b] for b in tw)}")
    lines.append("The hand is empty. In the goal configuration,")
    lines += [f"{n[b]} sits on {n[a]}," for tw in t.end for a, b in itertools.pairwise(tw)]
    lines[-1] = lines[-1][:-1] + "."
    return "\n".join(lines)


def plain_3(t: Towers, chance: Random) -> str:
    n = blocks(t)
    lines = [f"You are given {t.size} blocks called {listing(n)}."]
    for tw in t.start:
        for i in range(len(tw) - 1, 0, -1):
            lines.append(f"{n[tw[i]]} lies on {n[tw[i - 1]]}.")
        lines.append(f"{n[tw[0]]} lies on the table.")
    lines.append("Nothing else is known to be stacked, and the gripper is free.")
    lines.append(
        "Rearrange the blocks so that "
        + oxford([f"{n[b]} is on {n[a]}" for tw in t.end for a, b in itertools.pairwise(tw)])
        + "."
    )
    return " ".join(lines)


def plain_4(t: Towers, chance: Random) -> str:
    n = blocks(t)
    lines = [f"There is a set of {t.size} blocks on a table: {', '.join(n)}.", "Initially:"]
    for tw in t.start:
        lines.append(f"- {n[tw[0]]} is on the table")
        lines += [f"- {n[b]} is on {n[a]}" for a, b in itertools.pairwise(tw)]
        lines.append(f"- {n[tw[-1]]} has nothing on top of it")
    lines.append("- the robotic hand is empty")
    lines.append("You should reach the following final state:")
    lines += [f"- {n[b]} is on {n[a]}" for tw in t.end for a, b in itertools.pairwise(tw)]
    return "\n".join(lines)


def plain_5(t: Towers, chance: Random) -> str:
    n = blocks(t)
    lines = [f"{t.size} blocks are arranged in {len(t.start)} tower{'s' * (len(t.start) > 1)}."]
    for tw in t.start:
        if len(tw) == 1:
            lines.append(f"One tower is just the block {n[tw[0]]}.")
        else:
            lines.append(
                f"One tower has, from top to bottom, the blocks {listing([n[b] for b in tw[::-1]])}."
            )
    lines.append(
        "Your hand is empty. Build "
        + ("one tower" if len(t.end) == 1 else f"{len(t.end)} towers")
        + ", where, from top to bottom, "
        + "; ".join(f"{listing([n[b] for b in tw[::-1]])} stand on each other" for tw in t.end)
        + "."
    )
    return " ".join(lines)


def plain_6(t: Towers, chance: Random) -> str:
    n = blocks(t)
    lines = [f"I have {t.size} blocks, {oxford(n)}."]
    for tw in t.start:
        s_ = "Block " + n[tw[0]] + " is directly on the table"
        for a, b in itertools.pairwise(tw):
            s_ += (
                f", with block {n[b]} on it"
                if b == tw[1]
                else f", and block {n[b]} on block {n[a]}"
            )
        lines.append(s_ + ".")
    lines.append(
        "The arm holds no block. I would like to have "
        + oxford(
            [f"block {n[b]} on block {n[a]}" for tw in t.end for a, b in itertools.pairwise(tw)]
        )
        + "."
    )
    return " ".join(lines)


AUTHORS: dict[str, Author] = {
    "plain-1": plain_1,
    "plain-2": plain_2,
    "plain-3": plain_3,
    "plain-4": plain_4,
    "plain-5": plain_5,
    "plain-6": plain_6,
}
