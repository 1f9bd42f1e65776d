# ruff: noqa: E501 - people do not break their lines
"""Grippers, told by six authors of data sets: a plain template each."""

from __future__ import annotations

from random import Random

from authors.grippers import Errands
from authors.telling import Author, listing, oxford, several


def plain_1(t: Errands, chance: Random) -> str:
    lines = [
        f"You control {several(len(t.robots), 'robot')}, each robot has a left gripper and a right gripper. There are {several(t.rooms, 'room')} and {several(len(t.balls), 'ball')}."
    ]
    lines += [f"robot{i} is in room{r + 1}." for i, r in enumerate(t.robots, 1)]
    lines += [f"ball{i} is in room{r + 1}." for i, r in enumerate(t.balls, 1)]
    lines.append(
        "The robots' grippers are free. Your goal is to transport the balls to their destinations."
    )
    lines += [f"ball{b + 1} should be in room{r + 1}." for b, r in t.wanted.items()]
    return " ".join(lines)


def plain_2(t: Errands, chance: Random) -> str:
    lines = [
        f"There {('is' if len(t.robots) == 1 else 'are')} {several(len(t.robots), 'robot')} with two arms each and {several(t.rooms, 'room')}, numbered 1 to {t.rooms}."
    ]
    lines += [
        f"Robot {i} starts in room {r + 1} with nothing in its grippers."
        for i, r in enumerate(t.robots, 1)
    ]
    for k in range(t.rooms):
        x = [f"ball {i}" for i, r in enumerate(t.balls, 1) if r == k]
        lines.append(
            f"Room {k + 1} contains {listing(x)}." if x else f"Room {k + 1} contains no balls."
        )
    lines.append(
        "The task is to bring "
        + oxford([f"ball {b + 1} to room {r + 1}" for b, r in t.wanted.items()])
        + "."
    )
    return "\n".join(lines)


def plain_3(t: Errands, chance: Random) -> str:
    lines = [
        f"Number of rooms: {t.rooms}",
        f"Number of robots: {len(t.robots)} (each with a left and a right gripper, both free)",
        f"Number of balls: {len(t.balls)}",
        "Initial positions:",
    ]
    lines += [f"robot{i} at room{r + 1}" for i, r in enumerate(t.robots, 1)] + [
        f"ball{i} at room{r + 1}" for i, r in enumerate(t.balls, 1)
    ]
    lines += ["Final positions:"] + [f"ball{b + 1} at room{r + 1}" for b, r in t.wanted.items()]
    return "\n".join(lines)


def plain_4(t: Errands, chance: Random) -> str:
    lines = [
        f"There are {len(t.robots)} robots, {t.rooms} rooms and {len(t.balls)} balls. Each robot can carry one ball with its left gripper and one ball with its right gripper."
        if len(t.robots) > 1
        else f"There is 1 robot, {t.rooms} rooms and {len(t.balls)} balls. The robot can carry one ball with its left gripper and one ball with its right gripper."
    ]
    lines.append(
        "Initially, "
        + oxford(
            [f"robot{i} is in room{r + 1}" for i, r in enumerate(t.robots, 1)]
            + [f"ball{i} is in room{r + 1}" for i, r in enumerate(t.balls, 1)]
        )
        + ". All grippers are empty."
    )
    lines.append(
        "In the end, "
        + oxford([f"ball{b + 1} must be in room{r + 1}" for b, r in t.wanted.items()])
        + "."
    )
    return " ".join(lines)


def plain_5(t: Errands, chance: Random) -> str:
    lines = (
        ["| object | location |", "|---|---|"]
        + [f"| robot{i} | room{r + 1} |" for i, r in enumerate(t.robots, 1)]
        + [f"| ball{i} | room{r + 1} |" for i, r in enumerate(t.balls, 1)]
    )
    return (
        f"The building has {t.rooms} rooms (room1 to room{t.rooms}). Every robot has two free grippers, left and right. The current locations are:\n\n"
        + "\n".join(lines)
        + "\n\nDeliver the balls as follows:\n\n| ball | destination |\n|---|---|\n"
        + "\n".join((f"| ball{b + 1} | room{r + 1} |" for b, r in t.wanted.items()))
    )


def plain_6(t: Errands, chance: Random) -> str:
    lines = [
        f"Imagine {t.rooms} rooms, {len(t.balls)} balls and {several(len(t.robots), 'robot')}. A robot has two grippers, a left one and a right one, and all of them are free at the start."
    ]
    lines += [f"Robot{i} is located in room{r + 1}." for i, r in enumerate(t.robots, 1)]
    lines.append(
        "The balls are distributed like this: "
        + ", ".join((f"ball{i} in room{r + 1}" for i, r in enumerate(t.balls, 1)))
        + "."
    )
    lines.append(
        "We want the balls to be distributed like this: "
        + ", ".join((f"ball{b + 1} in room{r + 1}" for b, r in t.wanted.items()))
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
