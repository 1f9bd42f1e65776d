# ruff: noqa: E501 - people do not break their lines
"""Barman, told by four further authors."""

from __future__ import annotations

from random import Random

from authors.barman import Bar
from authors.telling import Author, bullets, count, listing, oxford, some, up


def items(b: Bar, chance: Random) -> str:
    mark = chance.choice(["-", "*"])
    lines = ["Bar setup:"] if chance.random() < 0.5 else ["Setup:"]
    lines.append(
        bullets(
            [
                "1 shaker (3 levels)" if chance.random() < 0.5 else "one shaker with 3 levels",
                f"{b.shots} shot glasses",
                f"{b.ingredients} dispensers, one per ingredient"
                if chance.random() < 0.5
                else f"{b.ingredients} ingredients, {b.ingredients} dispensers",
                "shaker and glasses: clean, empty, on the table"
                if chance.random() < 0.5
                else "everything is clean, empty and on the table",
                "both hands free",
            ],
            mark,
        )
    )
    lines.append(chance.choice(["Recipes:", "Cocktails:"]))
    form = chance.choice(
        [
            "cocktail{n}: ingredient{a} and ingredient{b}",
            "cocktail{n} -> ingredient{a}, ingredient{b}",
            "cocktail{n} = ingredient{a} + ingredient{b}",
        ]
    )
    lines.append(
        bullets([form.format(n=n, a=x, b=y) for n, (x, y) in enumerate(b.recipes, 1)], mark)
    )
    lines.append(chance.choice(["Goal:", "Goals:", "To do:"]))
    form = chance.choice(["shot{n}: {d}", "shot{n} contains {d}", "{d} in shot{n}"])
    lines.append(bullets([form.format(n=n, d=d) for n, d in b.wanted.items()], mark))
    return "\n".join(lines)


def chat(b: Bar, chance: Random) -> str:
    text = chance.choice(
        [
            f"Hey! I'm tending bar tonight with one shaker and {count(b.shots)} shot glasses. ",
            f"So I've got a shaker, {some(b.shots, 'shot glass')[:-1] + 'es' if b.shots > 1 else 'one shot glass'}, and {count(b.ingredients)} ingredients, each with its own dispenser. ",
            f"Picture a bar with one shaker and {count(b.shots)} shot glasses. ",
        ]
    )
    if "ingredients" not in text:
        text += (
            f"There are {count(b.ingredients)} dispensers for {count(b.ingredients)} ingredients. "
        )
    text += chance.choice(
        [
            "All the glasses and the shaker are clean and empty right now, and they're sitting on the table. ",
            "Everything is clean, empty and on the table, and my hands are empty. ",
            "Nothing is in the glasses or the shaker, and they are all clean. ",
        ]
    )
    for n, (x, y) in enumerate(b.recipes, 1):
        text += chance.choice(
            [
                f"You make cocktail{n} out of ingredient{x} and ingredient{y}. ",
                f"cocktail{n} takes ingredient{x} and ingredient{y}. ",
                f"For cocktail{n}, it's ingredient{x} first and then ingredient{y}. ",
            ]
        )
    goals = [f"{d} in shot{n}" for n, d in b.wanted.items()]
    return text + chance.choice(
        [
            f"Could you get me {oxford(goals)}?",
            f"What I need is {oxford(goals)}.",
            f"My customers want {oxford(goals)}.",
        ]
    )


def formal(b: Bar, chance: Random) -> str:
    shots = [f"shot{n}" for n in range(1, b.shots + 1)]
    found = [f"ingredient{n}" for n in range(1, b.ingredients + 1)]
    lines = ["Initial state:"]
    lines.append(
        bullets(
            [
                f"The shaker shaker1 and the shot glasses {listing(shots)} are on the table."
                if chance.random() < 0.5
                else f"shaker1, {', '.join(shots)} are on the table.",
                "All shots and the shaker are clean and empty.",
                "The left hand and the right hand are empty.",
                *[f"Dispenser dispenser{n} dispenses {i}." for n, i in enumerate(found, 1)],
                *[
                    f"The first part of cocktail{n} is ingredient{x}, and the second part is ingredient{y}."
                    for n, (x, y) in enumerate(b.recipes, 1)
                ],
            ]
        )
    )
    lines += ["", chance.choice(["Goal:", "Goal state:"])]
    lines.append(bullets([f"{up(f'shot{n}')} contains {d}." for n, d in b.wanted.items()]))
    return "\n".join(lines)


def paper(b: Bar, chance: Random) -> str:
    recipes = "\n".join(
        f"The first ingredient of cocktail{n} is ingredient{x}. The second ingredient of cocktail{n} is ingredient{y}."
        for n, (x, y) in enumerate(b.recipes, 1)
    )
    goals = "\n".join(f"shot{n} contains {d}." for n, d in b.wanted.items())
    return (
        f"You have 1 shaker with 3 levels, {b.shots} shot glasses, {b.ingredients} dispensers for {b.ingredients} ingredients.\n"
        "The shaker and shot glasses are clean, empty, and on the table. Your left and right hands are empty.\n"
        f"{recipes}\n"
        f"Your goal is to make {len(b.recipes)} cocktail{'s' * (len(b.recipes) > 1)}.\n{goals}"
    )


AUTHORS: dict[str, Author] = {"items": items, "chat": chat, "formal": formal, "paper": paper}
