# ruff: noqa: D102, E501 - people do not break their lines
"""Termes: a robot that builds towers on a grid, told in five ways."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from authors.telling import Author, Fact, Truth, bullets, count, listing

LARGEST = 10
Place = tuple[int, int]


@dataclass(frozen=True)
class Site:
    """A grid, its robot and depot, and the towers wanted; `highest` bounds what is built."""

    rows: int
    columns: int
    robot: Place
    depot: Place
    highest: int
    wanted: dict[Place, int]

    def name(self, place: Place) -> str:
        return f"pos-{place[0]}-{place[1]}"

    def places(self) -> list[Place]:
        return [(r, c) for r in range(self.rows) for c in range(self.columns)]

    def truth(self) -> Truth:
        objects = {f"n{n}": "numb" for n in range(self.highest + 1)}
        objects |= {self.name(p): "position" for p in self.places()}
        init: list[Fact] = [("at", self.name(self.robot)), ("is-depot", self.name(self.depot))]
        init += [("succ", f"n{n + 1}", f"n{n}") for n in range(self.highest)]
        goal: list[Fact] = [("not", "has-block")]
        for r, c in self.places():
            init.append(("height", self.name((r, c)), "n0"))
            goal.append(("height", self.name((r, c)), f"n{self.wanted.get((r, c), 0)}"))
            for near in ((r + 1, c), (r, c + 1), (r - 1, c), (r, c - 1)):
                if near in set(self.places()):
                    init.append(("neighbor", self.name((r, c)), self.name(near)))
        return Truth("termes", objects, init, goal)


def task(size: int, chance: Random) -> Site:
    """A grid of about `size` rows and a few towers."""
    rows, columns = (max(2, size), max(2, size - 1))
    places = [(r, c) for r in range(rows) for c in range(columns)]
    depot = chance.choice(places)
    highest = chance.randint(2, 5)
    towers = chance.sample([p for p in places if p != depot], max(1, min(size // 2, 5)))
    return Site(
        rows, columns, depot, depot, highest, {p: chance.randint(1, highest) for p in towers}
    )


def _map(s: Site) -> str:
    return "\n".join(" ".join(s.name((r, c)) for c in range(s.columns)) for r in range(s.rows))


def terse(s: Site, chance: Random) -> str:
    lines = [
        chance.choice(
            [
                f"Grid {s.rows}x{s.columns}.",
                f"{s.rows}x{s.columns} grid.",
                f"Grid: {s.rows} rows, {s.columns} columns.",
            ]
        ),
        _map(s),
    ]
    lines.append(
        chance.choice(
            [
                f"Robot at {s.name(s.robot)}, depot at {s.name(s.depot)}, max height {s.highest}.",
                f"Robot: {s.name(s.robot)}. Depot: {s.name(s.depot)}. Max height: {s.highest}.",
                f"Robot and depot at {s.name(s.depot)}. Maximum height {s.highest}.",
            ]
        )
    )
    goals = [
        chance.choice(["{p} height {h}", "height {h} at {p}", "height of {p} {h}", "{p}: {h}"])
    ] * len(s.wanted)
    goals = [g.format(p=s.name(p), h=h) for g, (p, h) in zip(goals, s.wanted.items(), strict=True)]
    lines.append(
        "Goal: "
        + chance.choice([", ", "; "]).join(goals)
        + chance.choice(
            [", no block in hand.", ". No block held at the end.", ". No block left over."]
        )
    )
    return "\n".join(lines)


def narrator(s: Site, chance: Random) -> str:
    parts = [
        chance.choice(
            [
                f"A little robot works on a building site that is a grid of {count(s.rows)} rows and {count(s.columns)} columns.",
                f"A robot lives on a grid with {count(s.rows)} rows and {count(s.columns)} columns.",
                f"The site is a grid with {count(s.rows)} rows and {count(s.columns)} columns.",
            ]
        ),
        chance.choice(
            [
                f"It starts at {s.name(s.robot)}, where the depot is as well.",
                f"The robot starts at {s.name(s.robot)}, which is also the depot for blocks.",
                f"It stands at {s.name(s.robot)}. The depot, where it gets its blocks, is at {s.name(s.depot)}.",
                f"The robot is at {s.name(s.robot)}, and the depot is at {s.name(s.depot)} too.",
            ]
        ),
        chance.choice(
            [
                f"No tower can be higher than {count(s.highest)} blocks.",
                f"Towers can be up to {count(s.highest)} blocks high.",
                f"The towers may have at most {count(s.highest)} blocks.",
            ]
        ),
        chance.choice(
            [
                "At the start there are no blocks anywhere.",
                "All positions are empty.",
                "",
                "Initially, no blocks have been placed.",
            ]
        ),
    ]
    goals = [
        chance.choice(
            [
                f"a tower of {h} block{'s' * (h > 1)} at {s.name(p)}",
                f"a tower of height {h} at {s.name(p)}",
            ]
        )
        for p, h in s.wanted.items()
    ]
    parts.append(
        chance.choice(
            [
                f"Please build {listing(goals)}.",
                f"I would like you to build {listing(goals)}.",
                f"The robot should build {listing(goals)}.",
                f"In the end, there should be {listing(goals)}.",
            ]
        )
    )
    parts.append(
        chance.choice(
            [
                "When it is done, the robot must not hold a block.",
                "At the end the robot should not be carrying a block.",
                "The robot must end up without a block.",
                "The robot should have no block at the end.",
            ]
        )
    )
    return " ".join(p for p in parts if p)


def scientist(s: Site, chance: Random) -> str:
    lines = [
        chance.choice(
            [
                f"Map ({s.rows} rows, {s.columns} columns):",
                "Map:",
                "Positions:",
                "The grid of positions:",
            ]
        )
    ]
    if chance.random() < 0.4:
        lines += [
            "| " + " | ".join(s.name((r, c)) for c in range(s.columns)) + " |"
            for r in range(s.rows)
        ]
    else:
        lines.append(_map(s))
    lines += [
        "",
        chance.choice(
            [
                f"Robot position: {s.name(s.robot)}",
                f"robot at {s.name(s.robot)};",
                f"The robot is at {s.name(s.robot)}.",
            ]
        ),
        chance.choice(
            [
                f"Depot position: {s.name(s.depot)}",
                f"depot at {s.name(s.depot)};",
                f"{s.name(s.depot)} is the depot.",
            ]
        ),
        chance.choice(
            [
                f"Maximum height: {s.highest}",
                f"maximum height is {s.highest};",
                f"The maximum height is {s.highest}.",
            ]
        ),
    ]
    style = chance.choice(["table", "eq", "is"])
    if style == "table":
        lines += ["", "Goal:", "| position | height |", "|---|---|"] + [
            f"| {s.name(p)} | {h} |" for p, h in s.wanted.items()
        ]
        lines += ["", "The robot must not hold a block at the end."]
    elif style == "eq":
        lines.append(
            "Goal: "
            + ", ".join((f"height({s.name(p)}) = {h}" for p, h in s.wanted.items()))
            + "; the robot holds no block."
        )
    else:
        lines.append(
            "Goal: "
            + "; ".join((f"the height of {s.name(p)} is {h}" for p, h in s.wanted.items()))
            + "; the robot has no block."
        )
    return "\n".join(lines)


def polite(s: Site, chance: Random) -> str:
    head = chance.choice(
        [
            f"You control a robot on a grid with {s.rows} rows and {s.columns} columns.",
            f"The robot operates on a {s.rows} by {s.columns} grid of positions.",
            f"You are controlling a robot in a grid world with {s.rows} rows and {s.columns} columns.",
            f"There is a robot on a grid of {s.rows} rows and {s.columns} columns.",
        ]
    )
    shown = chance.choice(
        [
            "The positions are laid out as follows:",
            "The layout of the grid is:",
            "The grid looks like this:",
            "The positions are as follows:",
        ]
    )
    rules = chance.choice(
        [
            "",
            "The robot can only carry one block at a time. ",
            "The robot can only climb up or down one block at a time. ",
            "It can only move between neighboring positions. ",
        ]
    )
    goals = [
        chance.choice(
            [
                "the height at {p} is {h}",
                "the height of {p} is {h}",
                "{p} has a height of {h}",
                "the height at position {p} is {h}",
            ]
        )
    ] * len(s.wanted)
    said = [g.format(p=s.name(p), h=h) for g, (p, h) in zip(goals, s.wanted.items(), strict=True)]
    goal = chance.choice(
        [
            f"Your goal is to build blocks so that {listing(said)}.",
            "Your goal is to build a structure such that:\n" + bullets(said),
            "The objective is to place blocks so that the following heights are reached:\n"
            + bullets(said),
        ]
    )
    last = chance.choice(
        [
            "You cannot have an unplaced block at the end.",
            "The robot should not be holding any block at the end.",
            "At the end, you must not be holding a block.",
            "Make sure that the robot is not carrying a block at the end.",
        ]
    )
    return f"{head} {shown}\n{_map(s)}\n{chance.choice([f'The robot is initially at {s.name(s.robot)}.', f'The robot starts at {s.name(s.robot)}.', f'The robot is currently located at {s.name(s.robot)}.'])} {chance.choice([f'The depot for new blocks is located at {s.name(s.depot)}.', f'The block depot is at {s.name(s.depot)}.', f'The depot, where blocks can be created and destroyed, is at {s.name(s.depot)}.'])} {chance.choice([f'The maximum height of a tower is {s.highest}.', f'The maximum allowed height is {s.highest}.', f'Blocks can be stacked up to a height of {s.highest}.'])} {rules}\n\n{goal}\n{last}\n{chance.choice(['', 'Thanks!'])}"


def learner(s: Site, chance: Random) -> str:
    parts = [
        chance.choice(
            [
                f"The grid is {s.rows} rows and {s.columns} columns.",
                f"We have grid {s.rows} x {s.columns}.",
                f"There is one grid of {s.rows} rows and {s.columns} columns.",
            ]
        )
    ]
    parts.append(
        chance.choice(
            [
                f"The robot stay at {s.name(s.robot)}.",
                f"Robot is in {s.name(s.robot)}.",
                f"The robot is on the position {s.name(s.robot)}.",
            ]
        )
    )
    parts.append(
        chance.choice(
            [
                f"Depot is in {s.name(s.depot)}.",
                f"The depot of blocks is the position {s.name(s.depot)}.",
                f"The depot is at {s.name(s.depot)} also.",
            ]
        )
    )
    parts.append(
        chance.choice(
            [
                f"Maximum height is {s.highest}.",
                f"The highest height is {s.highest} blocks.",
                f"It is possible to build up to {s.highest} blocks.",
            ]
        )
    )
    for p, h in s.wanted.items():
        parts.append(
            chance.choice(
                [
                    f"At {s.name(p)} must be {h} block{'s' * (h > 1)}.",
                    f"{s.name(p)} must have {h} block{'s' * (h > 1)}.",
                    f"The height in {s.name(p)} must be {h}.",
                    f"I need height {h} at {s.name(p)}.",
                ]
            )
        )
    parts.append(
        chance.choice(
            [
                "Robot must not have a block in the end.",
                "In the end the robot does not have block.",
                "The robot must be without block at the end.",
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
