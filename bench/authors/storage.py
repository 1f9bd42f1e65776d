# ruff: noqa: D102, E501 - people do not break their lines
"""Storage: crates carried from containers into depots, told in five ways."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from authors.telling import Author, Fact, Truth, bullets, count, listing, oxford

LARGEST = 6


@dataclass(frozen=True)
class Store:
    """Depots as grids of areas with rows from 1, and one container, joined by a load area."""

    depots: list[tuple[int, int]]
    boxes: int
    gates: list[str]
    hoists: list[str]
    wanted: dict[int, str]

    def areas(self, depot: int) -> list[list[str]]:
        rows, columns = self.depots[depot]
        return [
            [f"depot{depot}-{r}-{c}" for c in range(1, columns + 1)] for r in range(1, rows + 1)
        ]

    def mine(self) -> list[str]:
        return [f"container-0-{n}" for n in range(self.boxes)]

    def truth(self) -> Truth:
        objects = {"container0": "container", "loadarea": "transitarea"}
        init: list[Fact] = []

        def joined(a: str, b: str) -> None:
            init.extend([("connected", a, b), ("connected", b, a)])

        for d in range(len(self.depots)):
            objects[f"depot{d}"] = "depot"
            grid = self.areas(d)
            for r, row in enumerate(grid):
                for c, area in enumerate(row):
                    objects[area] = "storearea"
                    init.append(("in", area, f"depot{d}"))
                    if area not in self.hoists:
                        init.append(("clear", area))
                    if r + 1 < len(grid):
                        joined(area, grid[r + 1][c])
                    if c + 1 < len(row):
                        joined(area, row[c + 1])
        for n, area in enumerate(self.mine()):
            objects[area] = "storearea"
            objects[f"crate{n}"] = "crate"
            init += [
                ("in", area, "container0"),
                ("on", f"crate{n}", area),
                ("in", f"crate{n}", "container0"),
            ]
            joined("loadarea", area)
        for gate in self.gates:
            joined("loadarea", gate)
        for n, area in enumerate(self.hoists):
            objects[f"hoist{n}"] = "hoist"
            init += [("at", f"hoist{n}", area), ("available", f"hoist{n}")]
        goal: list[Fact] = [("in", f"crate{n}", depot) for n, depot in self.wanted.items()]
        return Truth("storage", objects, init, goal)


def task(size: int, chance: Random) -> Store:
    """One or two depots and about `size` crates."""
    depots = [
        (chance.randint(1, max(2, size)), chance.randint(2, max(2, size)))
        for _ in range(1 if size < 4 else 2)
    ]
    boxes = max(1, size)
    half = Store(depots, boxes, [], [], {})
    gates, hoists = ([], [])
    for d in range(len(depots)):
        free = [a for row in half.areas(d) for a in row]
        gates.append(chance.choice(free))
        hoists += chance.sample(free, min(len(free), 1 + size // 4))
    wanted = {n: f"depot{chance.randrange(len(depots))}" for n in range(boxes)}
    return Store(depots, boxes, gates, hoists, wanted)


def _map(grid: list[list[str]], glue: str = " ") -> str:
    return "\n".join(glue.join(row) for row in grid)


def _all_to_one(s: Store) -> bool:
    return len(set(s.wanted.values())) == 1


def terse(s: Store, chance: Random) -> str:
    lines = []
    for d in range(len(s.depots)):
        lines += [f"depot{d}:", _map(s.areas(d)), ""]
    lines += [
        chance.choice(
            [
                f"container0: {', '.join(s.mine())}.",
                f"container0 has {', '.join(s.mine())}.",
                f"{', '.join(s.mine())} in container0.",
            ]
        )
    ]
    lines.append(
        chance.choice(
            [
                ", ".join((f"crate{n} on {a}" for n, a in enumerate(s.mine()))) + ".",
                "; ".join((f"crate{n} is on {a}" for n, a in enumerate(s.mine()))) + ".",
            ]
        )
    )
    lines.append(
        chance.choice(
            [
                f"loadarea connected to {', '.join([*s.gates, *s.mine()])}.",
                f"loadarea next to {', '.join([*s.gates, *s.mine()])}.",
            ]
        )
    )
    lines.append(", ".join((f"hoist{n} at {a}" for n, a in enumerate(s.hoists))) + ".")
    lines.append(
        "Goal: "
        + (
            f"all crates in {s.wanted[0]}."
            if _all_to_one(s) and chance.random() < 0.5
            else ", ".join((f"crate{n} in {d}" for n, d in s.wanted.items())) + "."
        )
    )
    return "\n".join(lines)


def narrator(s: Store, chance: Random) -> str:
    parts = []
    for d in range(len(s.depots)):
        parts.append(
            chance.choice(
                [
                    f"depot{d} is divided into these store areas:",
                    f"Depot depot{d} is made up of the following areas:",
                    f"This is a map of depot{d}:",
                    f"In depot{d}, the areas are arranged like this:",
                ]
            )
            + "\n"
            + _map(s.areas(d))
            + "\n"
        )
    mine = s.mine()
    parts.append(
        chance.choice(
            [
                f"There is also a container, container0, with the store area{'s' * (len(mine) > 1)} {listing(mine)}.",
                f"The container container0 has {count(len(mine))} store area{'s' * (len(mine) > 1)}, {listing(mine)}.",
                f"{listing(mine)} {('are the areas' if len(mine) > 1 else 'is the area')} of container0.",
            ]
        )
    )
    parts.append(
        " ".join(
            (
                chance.choice(
                    [
                        f"crate{n} sits on {a}.",
                        f"On {a} there is crate{n}.",
                        f"crate{n} is stored on {a}.",
                    ]
                )
                for n, a in enumerate(mine)
            )
        )
    )
    parts.append(
        chance.choice(
            [
                f"The loadarea is adjacent to {listing([*s.gates, *mine])}.",
                f"The loadarea connects {listing(s.gates)} with all areas of the container.",
                f"The loadarea lies between {listing(s.gates)} and the container."
                if len(s.gates) == 1
                else f"The loadarea is connected to {listing(s.gates)} and to all areas of the container.",
            ]
        )
    )
    parts.append(
        " ".join(
            (
                chance.choice(
                    [
                        f"hoist{n} waits at {a}.",
                        f"hoist{n} stands on {a} and is free.",
                        f"At {a} there is hoist{n}.",
                    ]
                )
                for n, a in enumerate(s.hoists)
            )
        )
    )
    if _all_to_one(s):
        parts.append(
            chance.choice(
                [
                    f"Please bring all crates to {s.wanted[0]}.",
                    f"All the crates should end up in {s.wanted[0]}.",
                    f"I want every crate to be in {s.wanted[0]}.",
                ]
            )
        )
    else:
        parts.append(
            "Please bring " + listing([f"crate{n} to {d}" for n, d in s.wanted.items()]) + "."
        )
    return " ".join(parts)


def scientist(s: Store, chance: Random) -> str:
    lines = [
        f"{len(s.depots)} depot(s), 1 container, {len(s.hoists)} hoist(s), {s.boxes} crate(s)."
        if chance.random() < 0.2
        else f"Objects: {', '.join(f'depot{d}' for d in range(len(s.depots)))} (depot{'s' * (len(s.depots) > 1)}); container0 (container); {', '.join(f'hoist{n}' for n in range(len(s.hoists)))} (hoist{'s' * (len(s.hoists) > 1)}); {', '.join(f'crate{n}' for n in range(s.boxes))} (crate{'s' * (s.boxes > 1)})."
        if chance.random() < 0.3
        else "Depots: "
        + ", ".join(f"depot{d}" for d in range(len(s.depots)))
        + ".\nContainers: container0."
    ]
    for d in range(len(s.depots)):
        lines.append(
            chance.choice(
                [
                    f"Map of depot{d}:",
                    f"The map of the store areas of depot{d}:",
                    f"depot{d} layout:",
                ]
            )
        )
        lines += (
            ["| " + " | ".join(row) + " |" for row in s.areas(d)]
            if chance.random() < 0.3
            else [_map(s.areas(d))]
        )
        lines.append("")
    lines.append(
        chance.choice(
            [
                f"Areas of container0: {', '.join(s.mine())}.",
                f"container0 contains the areas {', '.join(s.mine())}.",
            ]
        )
        if len(s.mine()) > 1
        else f"container0 has one area, {s.mine()[0]}."
    )
    lines.append(
        "\n".join((f"crate{n} is at {a};" for n, a in enumerate(s.mine())))
        if chance.random() < 0.5
        else "; ".join((f"crate{n} on {a}" for n, a in enumerate(s.mine()))) + "."
    )
    lines.append("; ".join(f"loadarea is connected to {a}" for a in [*s.gates, *s.mine()]) + ".")
    lines.append("; ".join((f"hoist{n} is at {a}" for n, a in enumerate(s.hoists))) + ".")
    lines.append("Goal: " + "; ".join((f"crate{n} is in {d}" for n, d in s.wanted.items())) + ".")
    return "\n".join(lines)


def polite(s: Store, chance: Random) -> str:
    depots, mine = (len(s.depots), s.mine())
    head = f"You have {depots} depot{'s' * (depots > 1)}, 1 container, {len(s.hoists)} hoist{'s' * (len(s.hoists) > 1)}, {s.boxes} crate{'s' * (s.boxes > 1)}, and 1 load area."
    maps = "\n".join(
        chance.choice(
            [
                f"The map of the store areas in depot{d} is as follows:",
                f"Here is a map of depot{d}:",
                f"depot{d} has the following layout of store areas:",
                f"In depot{d}, the map of the store areas is:",
            ]
        )
        + "\n"
        + _map(s.areas(d))
        for d in range(depots)
    )
    rule = chance.choice(
        [
            "",
            "According to the map, adjacent areas are connected. ",
            "Store areas that are next to each other on the map are connected. ",
            "Neighboring areas are connected. ",
        ]
    )
    box = chance.choice(
        [
            f"The container has {len(mine)} store area{'s' * (len(mine) > 1)}: {listing(mine)}.",
            f"The container has {len(mine)} area{'s' * (len(mine) > 1)}, {listing(mine)}.",
            f"container0 consists of {len(mine)} store area{'s' * (len(mine) > 1)}: {oxford(mine)}.",
        ]
    )
    crates = chance.choice(
        [
            " ".join((f"crate{n} is located on {a}." for n, a in enumerate(mine))),
            oxford([f"crate{n} is on {a}" for n, a in enumerate(mine)]) + ".",
            "The crates are placed as follows:\n"
            + bullets([f"crate{n} is on {a}." for n, a in enumerate(mine)])
            + "\n",
        ]
    )
    load = chance.choice(
        [
            f"The load area is connected to {oxford([*s.gates, *mine])}.",
            f"The loadarea is connected to {oxford(s.gates)}, and to all areas of the container.",
            f"The loadarea connects the container to {oxford(s.gates)}.",
            f"The loadarea is adjacent to {oxford(s.gates)} and to each area of the container.",
        ]
    )
    hoists = (
        oxford(
            [
                f"hoist{n} is {chance.choice(['at', 'located at', 'in'])} {a}"
                for n, a in enumerate(s.hoists)
            ]
        )
        + "."
    )
    goal = (
        f"Your goal is to move all crates to {s.wanted[0]}."
        if _all_to_one(s)
        else "Your goal is to move the crates to their destinations: "
        + oxford([f"crate{n} should be in {d}" for n, d in s.wanted.items()])
        + "."
        if chance.random() < 0.5
        else "Your goal is to move "
        + oxford([f"crate{n} to {d}" for n, d in s.wanted.items()])
        + "."
    )
    return f"{head}\n{maps}\n{rule}{box} {crates} {load} {hoists}\n\n{goal}\n{chance.choice(['', 'Thank you.'])}"


def learner(s: Store, chance: Random) -> str:
    parts = []
    for d in range(len(s.depots)):
        parts.append(
            f"{chance.choice([f'Depot depot{d} is like this:', f'The depot{d} have this areas:', f'depot{d} map:'])}\n{_map(s.areas(d))}\n"
        )
    mine = s.mine()
    parts.append(f"The container0 have area{'s' * (len(mine) > 1)} {listing(mine)}.")
    for n, a in enumerate(mine):
        parts.append(
            chance.choice(
                [f"The crate{n} is in {a}.", f"In {a} is crate{n}.", f"crate{n} stay on {a}."]
            )
        )
    parts.append(
        chance.choice(
            [
                f"The loadarea have connection with {listing([*s.gates, *mine])}.",
                f"Loadarea is connected with {listing([*s.gates, *mine])}.",
                f"Loadarea connect to {listing([*s.gates, *mine])}.",
            ]
        )
    )
    parts += [f"The hoist{n} is at {a}." for n, a in enumerate(s.hoists)]
    parts += [
        chance.choice(
            [
                f"The crate{n} must go to {d}.",
                f"I want crate{n} in {d}.",
                f"Put crate{n} in {d}.",
                f"crate{n} must be inside {d}.",
            ]
        )
        for n, d in s.wanted.items()
    ]
    return " ".join(parts)


AUTHORS: dict[str, Author] = {
    "terse": terse,
    "narrator": narrator,
    "scientist": scientist,
    "polite": polite,
    "learner": learner,
}
