# ruff: noqa: D102, E501 - people do not break their lines
"""Barman: cocktails of two ingredients, told in five ways."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from authors.telling import Author, Fact, Truth, bullets, count, listing, oxford

LARGEST = 16


@dataclass(frozen=True)
class Bar:
    """How many there are of each, the recipes, and what each glass should hold."""

    shots: int
    ingredients: int
    recipes: list[tuple[int, int]]
    wanted: dict[int, str]

    def truth(self) -> Truth:
        objects = {"left": "hand", "right": "hand", "shaker1": "shaker"}
        objects |= {f"l{n}": "level" for n in range(3)}
        init: list[Fact] = [
            ("handempty", "left"),
            ("handempty", "right"),
            ("next", "l0", "l1"),
            ("next", "l1", "l2"),
            ("shaker-empty-level", "shaker1", "l0"),
            ("shaker-level", "shaker1", "l0"),
        ]
        for n in range(1, self.ingredients + 1):
            objects |= {f"dispenser{n}": "dispenser", f"ingredient{n}": "ingredient"}
            init.append(("dispenses", f"dispenser{n}", f"ingredient{n}"))
        for n, (a, b) in enumerate(self.recipes, 1):
            objects[f"cocktail{n}"] = "cocktail"
            init += [
                ("cocktail-part1", f"cocktail{n}", f"ingredient{a}"),
                ("cocktail-part2", f"cocktail{n}", f"ingredient{b}"),
            ]
        for n in range(1, self.shots + 1):
            objects[f"shot{n}"] = "shot"
        for vessel in [f"shot{n}" for n in range(1, self.shots + 1)] + ["shaker1"]:
            init += [("clean", vessel), ("empty", vessel), ("ontable", vessel)]
        goal: list[Fact] = [("contains", f"shot{n}", drink) for n, drink in self.wanted.items()]
        return Truth("barman", objects, init, goal, costs=True)


def task(size: int, chance: Random) -> Bar:
    """About `size` glasses."""
    shots, ingredients = (max(2, size), min(2 + size // 3, 6))
    cocktails = max(1, min(shots - 1, size - 1))
    recipes = []
    for _ in range(cocktails):
        a, b = chance.sample(range(1, ingredients + 1), 2)
        recipes.append((a, b))
    drinks = [f"cocktail{n}" for n in range(1, cocktails + 1)]
    wanted = dict(enumerate(drinks, 1))
    if chance.random() < 0.4 and len(wanted) < shots:
        wanted[len(wanted) + 1] = f"ingredient{chance.randint(1, ingredients)}"
    return Bar(shots, ingredients, recipes, wanted)


def terse(b: Bar, chance: Random) -> str:
    lines = [
        chance.choice(
            [
                f"1 shaker with 3 levels, {b.shots} shots, {b.ingredients} dispensers, {b.ingredients} ingredients.",
                f"1 shaker, {b.shots} shot glasses, {b.ingredients} dispensers for {b.ingredients} ingredients.",
            ]
        )
    ]
    lines.append(
        chance.choice(
            [
                "Everything clean, empty, on the table. Hands empty.",
                "All containers clean, empty and on the table.",
                "Shaker and shots clean, empty, on table.",
            ]
        )
    )
    form = chance.choice(
        [
            "cocktail{n} = ingredient{a} + ingredient{b}",
            "cocktail{n}: ingredient{a}, ingredient{b}",
            "cocktail{n} from ingredient{a} and ingredient{b}",
            "cocktail{n}: ingredient{a} + ingredient{b}",
        ]
    )
    lines += [
        form.format(n=n, a=x, b=y) + chance.choice([".", ";", ""])
        for n, (x, y) in enumerate(b.recipes, 1)
    ]
    lines.append(
        "Goal: "
        + ", ".join(
            (
                chance.choice([f"shot{n} contains {d}", f"{d} in shot{n}"])
                for n, d in b.wanted.items()
            )
        )
        + "."
    )
    return "\n".join(lines)


def narrator(b: Bar, chance: Random) -> str:
    parts = [
        chance.choice(
            [
                f"On the bar there are a shaker and {count(b.shots)} shot glasses, all of them clean and empty.",
                f"There are one shaker and {count(b.shots)} shot glasses on the table. They are all clean and empty.",
                f"The barman has a shaker and {count(b.shots)} shot glasses. All of them are clean, empty, and stand on the table.",
            ]
        ),
        chance.choice(
            [
                f"There are {count(b.ingredients)} dispensers, one for each of the {count(b.ingredients)} ingredients.",
                f"{count(b.ingredients).capitalize()} dispensers serve {count(b.ingredients)} ingredients.",
                f"There are {count(b.ingredients)} ingredients, and each of them has its own dispenser.",
            ]
        ),
        chance.choice(
            [
                "Both hands of the barman are empty.",
                "The barman's hands are free.",
                "His left and right hands are empty.",
                "",
            ]
        ),
    ]
    for n, (x, y) in enumerate(b.recipes, 1):
        parts.append(
            chance.choice(
                [
                    f"cocktail{n} is mixed from ingredient{x} and ingredient{y}.",
                    f"To make cocktail{n}, you need ingredient{x} and ingredient{y}.",
                    f"cocktail{n} is a mix of ingredient{x} and ingredient{y}.",
                    f"For cocktail{n} one mixes ingredient{x} with ingredient{y}.",
                ]
            )
        )
    goals = [f"{d} in shot{n}" for n, d in b.wanted.items()]
    parts.append(
        chance.choice(
            [
                f"Please serve {oxford(goals)}.",
                f"I would like {oxford(goals)}.",
                "At the end, "
                + listing([f"shot{n} should contain {d}" for n, d in b.wanted.items()])
                + ".",
                "In the end there should be " + listing(goals) + ".",
            ]
        )
    )
    return " ".join(p for p in parts if p)


def scientist(b: Bar, chance: Random) -> str:
    lines = [
        "Shaker: shaker1 (3 levels: l0, l1, l2)."
        if chance.random() < 0.3
        else "Shaker: shaker1 (levels l0, l1, l2)."
        if chance.random() < 0.3
        else "Shaker: shaker1.",
        f"Shots: {', '.join(f'shot{n}' for n in range(1, b.shots + 1))}.",
        f"Dispensers: {', '.join(f'dispenser{n}' for n in range(1, b.ingredients + 1))}.",
        f"Ingredients: {', '.join(f'ingredient{n}' for n in range(1, b.ingredients + 1))}.",
        "",
    ]
    lines += [f"dispenser{n} dispenses ingredient{n};" for n in range(1, b.ingredients + 1)]
    if chance.random() < 0.5:
        lines += ["", "| cocktail | first ingredient | second ingredient |", "|---|---|---|"]
        lines += [
            f"| cocktail{n} | ingredient{x} | ingredient{y} |"
            for n, (x, y) in enumerate(b.recipes, 1)
        ] + [""]
    else:
        lines += [
            f"cocktail{n}: first ingredient ingredient{x}, second ingredient ingredient{y};"
            if chance.random() < 0.5
            else f"cocktail{n}: part 1 is ingredient{x}, part 2 is ingredient{y};"
            for n, (x, y) in enumerate(b.recipes, 1)
        ]
    lines.append(
        "Initial state: all containers are clean, empty and on the table; both hands are empty."
    )
    lines.append(
        "Goal state: " + "; ".join((f"shot{n} contains {d}" for n, d in b.wanted.items())) + "."
    )
    return "\n".join(lines)


def polite(b: Bar, chance: Random) -> str:
    head = chance.choice(
        [
            f"You are a bartender with 1 shaker with 3 levels, {b.shots} shot glasses, and {b.ingredients} dispensers for {b.ingredients} ingredients.",
            f"You have 1 shaker with 3 levels, {b.shots} shot glasses, {b.ingredients} dispensers for {b.ingredients} ingredients.",
            f"You have one shaker, {b.shots} shot glasses and {b.ingredients} dispensers, one for each of the {b.ingredients} ingredients.",
        ]
    )
    state = chance.choice(
        [
            "The shaker and the shot glasses are clean, empty, and on the table. Your left and right hands are empty.",
            "Initially, all shot glasses and the shaker are clean, empty, and placed on the table, and both of your hands are empty.",
            "All containers are initially clean, empty and on the table. Both hands are free.",
        ]
    )
    form = chance.choice(
        [
            "The first ingredient of cocktail{n} is ingredient{a}. The second ingredient of cocktail{n} is ingredient{b}.",
            "cocktail{n} is made of ingredient{a} and ingredient{b}.",
            "cocktail{n} consists of ingredient{a} (first part) and ingredient{b} (second part).",
            "cocktail{n} requires ingredient{a} as its first ingredient and ingredient{b} as its second ingredient.",
            "The ingredients of cocktail{n} are ingredient{a} and ingredient{b}.",
        ]
    )
    recipes = [form.format(n=n, a=x, b=y) for n, (x, y) in enumerate(b.recipes, 1)]
    told = bullets(recipes) if chance.random() < 0.4 else " ".join(recipes)
    intro = chance.choice(
        ["", "The recipes are as follows:\n", "The cocktails are made as follows:\n"]
    )
    goal = chance.choice(
        [
            f"Your goal is to make {len(b.recipes)} cocktail{'s' * (len(b.recipes) > 1)}.\n"
            + " ".join((f"shot{n} contains {d}." for n, d in b.wanted.items())),
            "Your goal is to serve the drinks as follows:\n"
            + bullets([f"shot{n} contains {d}" for n, d in b.wanted.items()]),
            "Your goal is to have "
            + oxford([f"{d} in shot{n}" for n, d in b.wanted.items()])
            + ".",
            " ".join((f"shot{n} should contain {d}." for n, d in b.wanted.items())),
        ]
    )
    return (
        f"{head} {state}\n\n{intro}{told}\n\n{goal}\n{chance.choice(['', 'Cheers!', 'Thank you!'])}"
    )


def learner(b: Bar, chance: Random) -> str:
    parts = [
        f"I have one shaker and {b.shots} shots. The shaker have 3 levels."
        if chance.random() < 0.5
        else f"There is one shaker and {b.shots} shots.",
        f"There are {b.ingredients} dispensers for {b.ingredients} ingredients."
        if chance.random() < 0.5
        else f"We have {b.ingredients} ingredients and {b.ingredients} dispensers.",
        chance.choice(
            [
                "All is clean and empty and on the table.",
                "All shots and shaker is clean and empty on table.",
                "The hands is empty.",
                "",
            ]
        ),
    ]
    for n, (x, y) in enumerate(b.recipes, 1):
        parts.append(
            chance.choice(
                [
                    f"Cocktail{n} need ingredient{x} and ingredient{y}.",
                    f"The cocktail{n} is from ingredient{x} and ingredient{y}.",
                    f"First ingredient of cocktail{n} is ingredient{x}, second is ingredient{y}.",
                    f"For cocktail{n} mix ingredient{x} and ingredient{y}.",
                ]
            )
        )
    for n, d in b.wanted.items():
        parts.append(
            chance.choice(
                [
                    f"In shot{n} must be {d}.",
                    f"I want {d} in shot{n}.",
                    f"Shot{n} must have {d}.",
                    f"Shot{n} must be full with {d}.",
                ]
            )
        )
    return " ".join(p for p in parts if p)


AUTHORS: dict[str, Author] = {
    "terse": terse,
    "narrator": narrator,
    "scientist": scientist,
    "polite": polite,
    "learner": learner,
}
