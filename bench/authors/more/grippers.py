# ruff: noqa: E501 - people do not break their lines
"""Grippers, told by four further authors."""

from __future__ import annotations

from random import Random

from authors.grippers import Errands
from authors.telling import Author, bullets, count, listing, oxford, some, up


def _by_room(where: dict[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for ball, room in where.items():
        found.setdefault(room, []).append(ball + 1)
    return found


def items(t: Errands, chance: Random) -> str:
    lines = [
        bullets(
            [
                some(t.rooms, "room"),
                some(len(t.robots), "robot")
                + (" with two grippers" if len(t.robots) == 1 else ", two grippers each"),
                some(len(t.balls), "ball"),
            ]
        )
    ]
    lines.append(chance.choice(["Start:", "Initial positions:", "Where things are:"]))
    lines.append(
        bullets(
            [f"robot{n} in room{r + 1}" for n, r in enumerate(t.robots, 1)]
            + [
                f"{', '.join(f'ball{b}' for b in balls)} in room{r + 1}"
                for r, balls in _by_room(dict(enumerate(t.balls))).items()
            ]
        )
    )
    lines.append(chance.choice(["Goal:", "Target positions:", "Goal positions:"]))
    lines.append(
        bullets(
            [
                f"{', '.join(f'ball{b}' for b in balls)} in room{r + 1}"
                for r, balls in _by_room(t.wanted).items()
            ]
        )
    )
    return "\n".join(lines)


def chat(t: Errands, chance: Random) -> str:
    text = f"Our place has {some(t.rooms, 'room')}. "
    if len(t.robots) == 1:
        text += (
            f"There's a robot in room {t.robots[0] + 1}, and it has a left and a right gripper. "
        )
    else:
        text += f"We have {count(len(t.robots))} robots, each with a left and a right gripper: "
        text += listing([f"robot {n} is in room {r + 1}" for n, r in enumerate(t.robots, 1)]) + ". "
    for room, balls in _by_room(dict(enumerate(t.balls))).items():
        names = listing([f"ball {b}" for b in balls])
        text += chance.choice(
            [
                f"{up(names)} {'is' if len(balls) == 1 else 'are'} lying around in room {room + 1}. ",
                f"You'll find {names} in room {room + 1}. ",
                f"Room {room + 1} contains {names}. ",
            ]
        )
    wish = oxford([f"ball {b + 1} to room {r + 1}" for b, r in t.wanted.items()])
    return text + chance.choice(
        [
            f"I need the robot{'s' * (len(t.robots) > 1)} to bring {wish}.",
            f"Can you move {wish} for me?",
            f"Please take {wish}. Thanks!",
        ]
    )


def formal(t: Errands, chance: Random) -> str:
    facts = [f"Robot robot{n} is in room room{r + 1}." for n, r in enumerate(t.robots, 1)]
    facts += (
        [f"Both grippers of robot{n} are free." for n, _ in enumerate(t.robots, 1)]
        if chance.random() < 0.5
        else ["All grippers are free."]
    )
    facts += [f"Ball ball{n} is in room room{r + 1}." for n, r in enumerate(t.balls, 1)]
    goals = [f"Ball ball{b + 1} is in room room{r + 1}." for b, r in t.wanted.items()]
    head = f"Objects: rooms {', '.join(f'room{n + 1}' for n in range(t.rooms))}; robots {', '.join(f'robot{n}' for n, _ in enumerate(t.robots, 1))}; balls {', '.join(f'ball{n}' for n, _ in enumerate(t.balls, 1))}."
    if len(t.robots) == 1:
        head = head.replace("robots robot1", "robot robot1")
    return f"{head}\n\nInitial state:\n{bullets(facts)}\n\nGoal:\n{bullets(goals)}"


def paper(t: Errands, chance: Random) -> str:
    one = len(t.robots) == 1
    whose = "robot's" if one else "robots'"
    robots = "\n".join(
        f"robot{n} is at room{r + 1}." if chance.random() < 0.5 else f"robot{n} is in room{r + 1}."
        for n, r in enumerate(t.robots, 1)
    )
    balls = "\n".join(
        f"ball{n} is in room{r + 1}." if chance.random() < 0.5 else f"ball{n} is at room{r + 1}."
        for n, r in enumerate(t.balls, 1)
    )
    goals = "\n".join(f"ball{b + 1} should be in room{r + 1}." for b, r in t.wanted.items())
    return (
        f"You control {len(t.robots)} robot{'s' * (not one)}, {'the' if one else 'each'} robot has a left gripper and a right gripper.\n"
        f"There are {t.rooms} rooms and {len(t.balls)} balls.\n{robots}\n{balls}\n"
        f"The {whose} grippers are free.\n"
        f"Your goal is to transport the balls to their destinations.\n{goals}"
    )


AUTHORS: dict[str, Author] = {"items": items, "chat": chat, "formal": formal, "paper": paper}
