# ruff: noqa: D102, E501 - people do not break their lines
"""Floor tiles painted by robots, told in five ways."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from authors.telling import Author, Fact, Truth, bullets, count, listing, oxford, up

LARGEST = 10


@dataclass(frozen=True)
class Floor:
    """A floor whose rows are numbered from the bottom, from 0; columns from 1."""

    rows: int
    columns: int
    robots: list[tuple[tuple[int, int], str]]
    colours: list[str]
    wanted: dict[tuple[int, int], str]

    def tile(self, place: tuple[int, int]) -> str:
        return f"tile_{place[0]}-{place[1]}"

    def places(self) -> list[tuple[int, int]]:
        return [(r, c) for r in range(self.rows) for c in range(1, self.columns + 1)]

    def truth(self) -> Truth:
        objects = {self.tile(p): "tile" for p in self.places()}
        init: list[Fact] = []
        taken = {p for p, _ in self.robots}
        for r, c in self.places():
            here = self.tile((r, c))
            if r + 1 < self.rows:
                above = self.tile((r + 1, c))
                init += [("up", above, here), ("down", here, above)]
            if c < self.columns:
                right = self.tile((r, c + 1))
                init += [("right", right, here), ("left", here, right)]
            if (r, c) not in taken:
                init.append(("clear", here))
        for colour in self.colours:
            objects[colour] = "color"
            init.append(("available-color", colour))
        for n, (place, colour) in enumerate(self.robots, 1):
            objects[f"robot{n}"] = "robot"
            init += [
                ("robot-at", f"robot{n}", self.tile(place)),
                ("robot-has", f"robot{n}", colour),
            ]
        goal: list[Fact] = [("painted", self.tile(p), c) for p, c in self.wanted.items()]
        return Truth("floortile", objects, init, goal, costs=True)


def task(size: int, chance: Random) -> Floor:
    """A floor of about `size` rows, painted in a pattern above its first row."""
    rows, columns = (max(2, size), max(2, min(size, 2 + size // 2)))
    number = 2 if columns > 1 else 1
    places = [(r, c) for r in range(rows) for c in range(1, columns + 1)]
    robots = list(zip(chance.sample(places, number), ["white", "black"], strict=False))
    wanted = {
        (r, c): "black" if (r + c) % 2 else "white"
        for r, c in places
        if r > 0 and chance.random() < 0.97
    }
    return Floor(rows, columns, robots, ["white", "black"], wanted)


def _map(f: Floor, *, top_first: bool = False, glue: str = " ") -> str:
    rows = range(f.rows - 1, -1, -1) if top_first else range(f.rows)
    return "\n".join(glue.join(f.tile((r, c)) for c in range(1, f.columns + 1)) for r in rows)


def terse(f: Floor, chance: Random) -> str:
    lines = [
        f"Tiles, {f.rows} rows x {f.columns} columns:" if chance.random() < 0.3 else "Tiles:",
        _map(f),
    ]
    for n, (p, c) in enumerate(f.robots, 1):
        lines.append(
            chance.choice(
                [
                    f"robot{n}: {f.tile(p)}, {c}.",
                    f"robot{n} at {f.tile(p)}, {c}.",
                    f"robot{n} at {f.tile(p)}, has {c}.",
                    f"robot{n} on {f.tile(p)} with {c}.",
                ]
            )
        )
    lines.append(
        chance.choice(
            ["Colors: white, black.", "Colours: white and black.", "White and black available."]
        )
    )
    lines.append("Goal:")
    style = chance.choice(["rows", "list", "byrow"])
    if style == "rows":
        lines += [f"{f.tile(p)} {c}" for p, c in f.wanted.items()]
    elif style == "list":
        lines.append(", ".join((f"{f.tile(p)} {c}" for p, c in f.wanted.items())) + ".")
    else:
        for c in f.colours:
            mine = [f.tile(p) for p, k in f.wanted.items() if k == c]
            if mine:
                lines.append(f"{c}: {', '.join(mine)}")
    return "\n".join(lines)


def narrator(f: Floor, chance: Random) -> str:
    parts = [
        chance.choice(
            [
                f"The floor of a hall consists of {count(f.rows)} rows and {count(f.columns)} columns of tiles.",
                f"Imagine a floor with {count(f.rows)} rows and {count(f.columns)} columns of tiles.",
                f"There is a floor that is made of {count(f.rows)} rows and {count(f.columns)} columns of tiles.",
                f"The floor has {count(f.rows)} rows of {count(f.columns)} tiles each.",
            ]
        )
    ]
    for n, (p, c) in enumerate(f.robots, 1):
        name = f"robot {n}"
        parts.append(
            up(
                chance.choice(
                    [
                        f"{name} stands on {f.tile(p)} and carries {c} paint.",
                        f"{name} is standing on {f.tile(p)}, and it is loaded with {c} paint.",
                        f"{name} waits at {f.tile(p)} with {c} paint.",
                        f"On {f.tile(p)} there is {name}, which holds the color {c}.",
                        f"{name} is on {f.tile(p)}; its colour is {c}.",
                    ]
                )
            )
        )
    parts.append(
        chance.choice(
            [
                "White and black paint are available.",
                "Both white and black are available.",
                "The robots can use white and black paint.",
                "The robots may switch between white and black.",
            ]
        )
    )
    for c in f.colours:
        mine = [f.tile(p) for p, k in f.wanted.items() if k == c]
        if mine:
            "" if len(mine) == 1 else "s"
            parts.append(
                chance.choice(
                    [
                        f"I want {listing(mine)} to be painted {c}.",
                        f"At the end, {listing(mine)} should be {c}.",
                        f"Please paint {oxford(mine)} {c}.",
                        f"{listing(mine)} must be painted in {c}.",
                    ]
                )
            )
    return " ".join(parts)


def scientist(f: Floor, chance: Random) -> str:
    style = (
        chance.choice(["bars", "grid", "relations"])
        if f.rows * f.columns < 30
        else chance.choice(["bars", "grid"])
    )
    if style == "relations":
        lines = [f"Tiles: {', '.join(f.tile(p) for p in f.places())}."]
        for r, c in f.places():
            if r + 1 < f.rows:
                lines.append(f"{f.tile((r + 1, c))} is above {f.tile((r, c))}.")
            if c < f.columns:
                lines.append(
                    chance.choice(
                        [
                            f"{f.tile((r, c + 1))} is to the right of {f.tile((r, c))}.",
                            f"{f.tile((r, c))} is left of {f.tile((r, c + 1))}.",
                        ]
                    )
                )
    elif style == "bars":
        lines = [
            chance.choice(
                [
                    "Floor layout:",
                    "Grid:",
                    "The tiles are arranged as follows:",
                    "Map of the tiles:",
                ]
            ),
            "",
        ]
        lines += [
            "| " + " | ".join(f.tile((r, c)) for c in range(1, f.columns + 1)) + " |"
            for r in range(f.rows)
        ]
        lines.append("")
    else:
        lines = [
            chance.choice(
                [
                    f"The grid has {f.rows} rows and {f.columns} columns:",
                    f"Grid ({f.rows} rows, {f.columns} columns):",
                    "The grid is:",
                ]
            ),
            _map(f),
        ]
    for n, (p, c) in enumerate(f.robots, 1):
        lines.append(
            chance.choice(
                [
                    f"robot{n}: position {f.tile(p)}, color {c};",
                    f"robot{n} is at {f.tile(p)} with color {c};",
                    f"robot{n} is at {f.tile(p)}; robot{n} has color {c};",
                ]
            )
        )
    lines.append(
        "Available colors: white, black."
        if chance.random() < 0.5
        else "The available colors are white and black."
    )
    goals = [f"{f.tile(p)} is {c}" for p, c in f.wanted.items()]
    lines.append(
        chance.choice(["Goal:", "Target pattern:", "Goal pattern:"])
        + "\n"
        + ";\n".join("; ".join(goals[i : i + f.columns]) for i in range(0, len(goals), f.columns))
        + chance.choice([";", "."])
    )
    return "\n".join(lines)


def polite(f: Floor, chance: Random) -> str:
    head = chance.choice(
        [
            f"You have a floor with {f.rows} rows and {f.columns} columns of unpainted tiles.",
            f"There is a grid of tiles with {f.rows} rows and {f.columns} columns.",
            f"You are given a floor that consists of {f.rows} rows and {f.columns} columns of floor tiles.",
            f"The environment is a {f.rows} x {f.columns} grid of unpainted tiles.",
        ]
    )
    shown = chance.choice(
        [
            "The tiles are laid out as follows:",
            "The layout of the tiles is as follows:",
            "The tiles are named as follows:",
            "Here is the layout of the grid:",
        ]
    )
    robots = f"There are {count(len(f.robots))} robots." + chance.choice(
        [
            " Each robot can paint in white or black.",
            " Each robot can paint with the color white or black.",
            " The available colors are white and black.",
            " The robots can use the colors white and black.",
        ]
    )
    placed = " ".join(
        (
            chance.choice(
                [
                    f"robot{n} is located at {f.tile(p)} and has the color {c}.",
                    f"robot{n} is at {f.tile(p)} and is holding {c} paint.",
                    f"robot{n} is currently on {f.tile(p)} and is equipped with {c} paint.",
                    f"robot{n} starts at {f.tile(p)} with the color {c}.",
                ]
            )
            for n, (p, c) in enumerate(f.robots, 1)
        )
    )
    rules = chance.choice(
        [
            "",
            "A robot can only paint the tile directly above or below it. ",
            "Two robots cannot be on the same tile. ",
            "Once a tile is painted, no robot can stand on it. ",
        ]
    )
    rows: dict[int, list[str]] = {}
    for (r, c), k in f.wanted.items():
        rows.setdefault(r, []).append(f"{f.tile((r, c))} is {k}")
    goal = chance.choice(
        [
            "Your goal is to paint the floor with the following pattern:\n"
            + "\n".join("; ".join(v) + ";" for v in rows.values()),
            "Your goal is to paint the tiles so that:\n"
            + bullets([f"{f.tile(p)} is painted {c}" for p, c in f.wanted.items()]),
            "The final pattern should be:\n" + "\n".join(", ".join(v) for v in rows.values()),
            "Your objective is to achieve the following pattern:\n"
            + bullets([f"{f.tile(p)} should be {c}." for p, c in f.wanted.items()]),
        ]
    )
    return f"{head} {shown}\n{_map(f)}\n{robots} {placed} {rules}\n{goal}\n{chance.choice(['', 'Thank you!'])}"


def learner(f: Floor, chance: Random) -> str:
    parts = [
        f"The floor have {f.rows} rows and {f.columns} columns of tile."
        if chance.random() < 0.5
        else f"There is floor of {f.rows} rows and {f.columns} columns."
    ]
    parts.append(f"I have {len(f.robots)} robots.")
    for n, (p, c) in enumerate(f.robots, 1):
        parts.append(
            chance.choice(
                [
                    f"Robot {n} is at {f.tile(p)} and have {c} color.",
                    f"Robot {n} stay on {f.tile(p)} and its color is {c}.",
                    f"Robot {n} is on the tile {f.tile(p)}, it has color {c}.",
                    f"Robot {n} is at {f.tile(p)} and hold {c} paint.",
                ]
            )
        )
    parts.append(
        chance.choice(
            [
                "Color white and black is available.",
                "There are two colors, white and black.",
                "Colors is white and black.",
                "We have two colors: white and black.",
            ]
        )
    )
    style = chance.choice(["must", "paint", "want"])
    if style == "must":
        parts += [f"{f.tile(p)} must be {c}." for p, c in f.wanted.items()]
    elif style == "paint":
        parts.append(
            "Please paint "
            + listing([f"{f.tile(p)} {'in'} {c}" for p, c in f.wanted.items()])
            + "."
        )
    else:
        parts.append(
            "I want that " + listing([f"{f.tile(p)} is {c}" for p, c in f.wanted.items()]) + "."
        )
    return " ".join(parts)


AUTHORS: dict[str, Author] = {
    "terse": terse,
    "narrator": narrator,
    "scientist": scientist,
    "polite": polite,
    "learner": learner,
}
