# ruff: noqa: D102, E501 - people do not break their lines
"""Grippers: balls carried between rooms, told in five ways."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from authors.telling import Author, Fact, Truth, bullets, count, listing, oxford, some, up

LARGEST = 20


@dataclass(frozen=True)
class Errands:
    """Where each robot and ball is (rooms from 0), and where some balls should be."""

    rooms: int
    robots: list[int]
    balls: list[int]
    wanted: dict[int, int]

    def truth(self) -> Truth:
        objects: dict[str, str] = {f"room{n + 1}": "room" for n in range(self.rooms)}
        init: list[Fact] = []
        for n, room in enumerate(self.robots, 1):
            objects[f"robot{n}"] = "robot"
            init.append(("at-robby", f"robot{n}", f"room{room + 1}"))
            for side in ("left", "right"):
                objects[f"{side}{n}"] = "gripper"
                init.append(("free", f"robot{n}", f"{side}{n}"))
        for n, room in enumerate(self.balls, 1):
            objects[f"ball{n}"] = "object"
            init.append(("at", f"ball{n}", f"room{room + 1}"))
        goal: list[Fact] = [
            ("at", f"ball{ball + 1}", f"room{room + 1}") for ball, room in self.wanted.items()
        ]
        return Truth("grippers", objects, init, goal)


def task(size: int, chance: Random) -> Errands:
    """A few rooms and `size` balls."""
    rooms = 2 + size // 4
    robots = [chance.randrange(rooms) for _ in range(1 + size // 5)]
    balls = [chance.randrange(rooms) for _ in range(max(2, size))]
    wanted = {
        ball: chance.randrange(rooms) for ball in range(len(balls)) if chance.random() < 0.9
    } or {0: 0}
    return Errands(rooms, robots, balls, wanted)


def terse(t: Errands, chance: Random) -> str:
    lines = [
        f"{t.rooms} rooms, {len(t.balls)} balls, {len(t.robots)} robot{'s' * (len(t.robots) > 1)} with 2 grippers{' each' * (len(t.robots) > 1)}."
        if chance.random() < 0.3
        else f"{t.rooms} rooms, {len(t.balls)} balls, {len(t.robots)} robot{'s' * (len(t.robots) > 1)}."
    ]
    style = chance.choice(["colon", "in", "table"])
    if style == "colon":
        lines += [f"robot{n}: room{r + 1}" for n, r in enumerate(t.robots, 1)]
        lines += [f"ball{n}: room{r + 1}" for n, r in enumerate(t.balls, 1)]
        lines += ["Goal:", *[f"ball{b + 1}: room{r + 1}" for b, r in t.wanted.items()]]
    elif style == "in":
        lines.append(
            ", ".join((f"robot{n} in room{r + 1}" for n, r in enumerate(t.robots, 1))) + "."
        )
        lines.append(", ".join((f"ball{n} in room{r + 1}" for n, r in enumerate(t.balls, 1))) + ".")
        lines.append(
            "Goal: " + ", ".join((f"ball{b + 1} in room{r + 1}" for b, r in t.wanted.items())) + "."
        )
    else:
        lines.append(
            "Start: "
            + "; ".join(
                [f"robot {n} in room {r + 1}" for n, r in enumerate(t.robots, 1)]
                + [f"ball {n} in room {r + 1}" for n, r in enumerate(t.balls, 1)]
            )
        )
        lines.append(
            "End: " + "; ".join((f"ball {b + 1} in room {r + 1}" for b, r in t.wanted.items()))
        )
    return "\n".join(lines)


def _by_room(where: list[int], noun: str) -> list[tuple[int, list[str]]]:
    return [
        (room, [f"{noun} {n + 1}" for n, r in enumerate(where) if r == room])
        for room in sorted(set(where))
    ]


def narrator(t: Errands, chance: Random) -> str:
    parts = [
        chance.choice([f"There are {some(t.rooms, 'room')} and {some(len(t.balls), 'ball')}."])
    ]
    if len(t.robots) == 1:
        parts.append(
            chance.choice(
                [
                    f"The robot, which has two grippers, is in room {t.robots[0] + 1}.",
                    f"A robot with two grippers waits in room {t.robots[0] + 1}.",
                    f"In room {t.robots[0] + 1} there is a robot with a left and a right gripper.",
                    f"The robot is in room {t.robots[0] + 1}. It has a left gripper and a right gripper.",
                ]
            )
        )
    else:
        parts.append(
            f"{up(count(len(t.robots)))} robots help out, each with a left and a right gripper."
            if chance.random() < 0.3
            else f"There are {count(len(t.robots))} robots. Each robot has a left and a right gripper."
        )
        for room, names in _by_room(t.robots, "robot"):
            parts.append(
                up(f"{listing(names)} {('is' if len(names) == 1 else 'are')} in room {room + 1}.")
            )
    for room, names in _by_room(t.balls, "ball"):
        be = "is" if len(names) == 1 else "are"
        parts.append(
            up(
                chance.choice(
                    [
                        f"{listing(names)} {be} in room {room + 1}.",
                        f"In room {room + 1} there {be} {listing(names)}.",
                        f"Room {room + 1} contains {listing(names)}.",
                        f"{listing(names)} {be} lying in room {room + 1}.",
                        f"In room {room + 1}, you find {listing(names)}.",
                    ]
                )
            )
        )
    goals = [
        f"ball {b + 1} {chance.choice(['to', 'into'])} room {r + 1}" for b, r in t.wanted.items()
    ]
    verb = chance.choice(
        [
            "Please bring",
            "Your job is to carry",
            "I'd like you to take",
            "Could you please bring",
            "The robots should bring" if len(t.robots) > 1 else "The robot should bring",
        ]
    )
    parts.append(f"{verb} {oxford(goals)}{('?' if verb.startswith('Could') else '.')}")
    return " ".join(parts)


def scientist(t: Errands, chance: Random) -> str:
    style = chance.choice(["table", "semicolon", "sets"])
    if style == "table":
        lines = [
            f"Rooms: room1..room{t.rooms}"
            if chance.random() < 0.3
            else f"Rooms: {', '.join(f'room{n + 1}' for n in range(t.rooms))}",
            "",
        ]
        lines += ["| object | location | destination |", "|---|---|---|"]
        lines += [f"| robot{n} | room{r + 1} | |" for n, r in enumerate(t.robots, 1)]
        lines += [
            f"| ball{n} | room{r + 1} | {(f'room{t.wanted[n - 1] + 1}' if n - 1 in t.wanted else '')} |"
            for n, r in enumerate(t.balls, 1)
        ]
        return "\n".join(lines)
    if style == "semicolon":
        return (
            f"{t.rooms} rooms (room1 to room{t.rooms}); {len(t.robots)} robots (robot1 to robot{len(t.robots)})"
            if len(t.robots) > 1
            else f"{t.rooms} rooms (room1 to room{t.rooms}); 1 robot (robot1)"
        ) + (
            f"; {len(t.balls)} balls (ball1 to ball{len(t.balls)}).\n"
            + "Initially "
            + "; ".join(
                [f"robot{n} is in room{r + 1}" for n, r in enumerate(t.robots, 1)]
                + [f"ball{n} is in room{r + 1}" for n, r in enumerate(t.balls, 1)]
            )
            + ".\nGoal: "
            + "; ".join((f"ball{b + 1} is in room{r + 1}" for b, r in t.wanted.items()))
            + "."
        )
    lines = [
        f"Robots: {', '.join(f'robot{n}' for n in range(1, len(t.robots) + 1))}",
        f"Rooms: {', '.join(f'room{n}' for n in range(1, t.rooms + 1))}",
        f"Balls: {', '.join(f'ball{n}' for n in range(1, len(t.balls) + 1))}",
        "",
        "Initial state:",
    ]
    lines += [f"- robot{n} is at room{r + 1}" for n, r in enumerate(t.robots, 1)]
    lines += [f"- ball{n} is at room{r + 1}" for n, r in enumerate(t.balls, 1)]
    lines += ["- all grippers are free"] if chance.random() < 0.5 else []
    lines += ["", "Goal state:"] + [f"- ball{b + 1} is at room{r + 1}" for b, r in t.wanted.items()]
    return "\n".join(lines)


def polite(t: Errands, chance: Random) -> str:
    robots = len(t.robots)
    head = (
        f"You control {robots} robot{'s' * (robots > 1)}"
        + chance.choice(
            [
                f", {('each equipped with' if robots > 1 else 'equipped with')} a left gripper and a right gripper.",
                f", {('each with' if robots > 1 else 'with')} two grippers.",
                f". {('Each robot' if robots > 1 else 'The robot')} has a left gripper and a right gripper.",
                f". {('Each robot' if robots > 1 else 'The robot')} has two grippers, left and right, each of which can hold one ball.",
            ]
        )
        + f" There are {t.rooms} rooms and {len(t.balls)} balls in total."
    )
    facts = [
        f"robot{n} is {chance.choice(['located in', 'in', 'currently in'])} room{r + 1}."
        for n, r in enumerate(t.robots, 1)
    ]
    facts += [f"ball{n} is in room{r + 1}." for n, r in enumerate(t.balls, 1)]
    goals = [f"ball{b + 1} should be in room{r + 1}." for b, r in t.wanted.items()]
    opening = chance.choice(
        ["Initially:", "The initial state is as follows:", "At the beginning:", ""]
    )
    body = f"{opening}\n{bullets(facts)}" if opening else " ".join(up(f) for f in facts)
    goal = chance.choice(
        [
            "Your goal is to transport the balls to their destinations. " + " ".join(goals),
            "Your goal is to move the balls to the following rooms:\n"
            + bullets([f"ball{b + 1} to room{r + 1}" for b, r in t.wanted.items()]),
            "Your task is to transport the balls so that:\n"
            + bullets([f"ball{b + 1} is in room{r + 1}" for b, r in t.wanted.items()]),
            "The goal is to have "
            + oxford([f"ball{b + 1} in room{r + 1}" for b, r in t.wanted.items()])
            + ".",
        ]
    )
    tail = chance.choice(
        ["", "Thank you in advance!", "Please generate a plan to achieve this goal."]
    )
    return f"{head}\n\n{body}\n\n{goal}\n{tail}"


def learner(t: Errands, chance: Random) -> str:
    parts = [
        f"We have {t.rooms} room and {len(t.balls)} ball."
        if chance.random() < 0.2
        else f"We have {t.rooms} rooms and {len(t.balls)} balls."
    ]
    if len(t.robots) > 1:
        parts.append(
            f"There is {len(t.robots)} robots."
            if chance.random() < 0.5
            else f"There are {len(t.robots)} robots, every robot has left gripper and right gripper."
        )
    for n, r in enumerate(t.robots, 1):
        parts.append(
            chance.choice(
                [
                    f"Robot {n} stay in room {r + 1}.",
                    f"Robot {n} is in the room {r + 1}.",
                    f"Robot number {n} is at room {r + 1}.",
                ]
            )
            if len(t.robots) > 1
            else chance.choice(
                [f"Robot is in room {r + 1}.", f"The robot stay in room {r + 1} now."]
            )
        )
    for n, r in enumerate(t.balls, 1):
        parts.append(
            chance.choice(
                [
                    f"The ball {n} is in room {r + 1}.",
                    f"Ball {n} is inside room {r + 1}.",
                    f"Ball {n} locates in room {r + 1}.",
                    f"In the room {r + 1} is ball {n}.",
                ]
            )
        )
    parts.append(
        chance.choice(
            [
                "I need that "
                + listing([f"ball {b + 1} is in room {r + 1}" for b, r in t.wanted.items()])
                + ".",
                "Robot must bring "
                + listing([f"ball {b + 1} to room {r + 1}" for b, r in t.wanted.items()])
                + "."
                if len(t.robots) == 1
                else "Please bring "
                + listing([f"ball {b + 1} to room {r + 1}" for b, r in t.wanted.items()])
                + ".",
                " ".join((f"Ball {b + 1} must go to room {r + 1}." for b, r in t.wanted.items())),
                " ".join((f"Move ball {b + 1} to room {r + 1}." for b, r in t.wanted.items())),
            ]
        )
    )
    return " ".join(parts)


AUTHORS: dict[str, Author] = {
    "terse": terse,
    "narrator": narrator,
    "scientist": scientist,
    "polite": polite,
    "learner": learner,
}
