# ruff: noqa: E501 - people do not break their lines
"""Barman, told by six authors of data sets: a plain template each."""

from __future__ import annotations

from random import Random

from authors.barman import Bar
from authors.telling import Author, listing, oxford, several


def plain_1(b: Bar, chance: Random) -> str:
    lines = [
        f"There is a bar with {b.shots} shot glasses, {several(b.ingredients, 'ingredient')} and {several(len(b.recipes), 'cocktail')}. Each ingredient has its own dispenser. There is a single shaker which has 3 levels.",
        "The barman has two free hands.",
    ]
    lines += [f"Dispenser{n} serves ingredient{n}." for n in range(1, b.ingredients + 1)]
    lines += ["All the shot glasses and the shaker are clean, empty and standing on the table."]
    lines += [
        f"To prepare cocktail{n}, ingredient{a} is the first ingredient and ingredient{c} is the second ingredient."
        for n, (a, c) in enumerate(b.recipes, 1)
    ]
    lines += [
        "At the end, " + oxford([f"shot{n} must contain {d}" for n, d in b.wanted.items()]) + "."
    ]
    return "\n".join(lines)


def plain_2(b: Bar, chance: Random) -> str:
    lines = [
        f"A robotic bartender works with {several(b.shots, 'shot')} (shot1 to shot{b.shots}), one shaker, and {several(b.ingredients, 'dispenser')}, one for each of the {b.ingredients} ingredients.",
        "At the beginning both hands of the bartender are free, every container is clean and empty, and everything is on the table.",
        "The recipes of the cocktails are:",
    ]
    lines += [
        f"- cocktail{n}: first ingredient{a}, second ingredient{c}"
        for n, (a, c) in enumerate(b.recipes, 1)
    ]
    lines += ["The bartender has to serve the following drinks:"]
    lines += [f"- {d} in shot{n}" for n, d in b.wanted.items()]
    return "\n".join(lines)


def plain_3(b: Bar, chance: Random) -> str:
    lines = [
        f"You have {several(b.shots, 'shot')}, {several(b.ingredients, 'ingredient')}, {several(b.ingredients, 'dispenser')} for these ingredients, and a shaker with 3 levels. You have 2 hands. Your hands hold nothing at the moment. Nothing has been poured yet, so all the containers are clean and empty."
    ]
    lines += [
        f"{d.capitalize()} ingredient of cocktail{n} : ingredient{i}."
        for n, r in enumerate(b.recipes, 1)
        for d, i in zip(("first", "second"), r, strict=False)
    ]
    lines += [
        "Your task is to make "
        + several(len(b.wanted), "drink")
        + ": "
        + ", ".join((f"{d} in shot{n}" for n, d in b.wanted.items()))
        + "."
    ]
    return " ".join(lines)


def plain_4(b: Bar, chance: Random) -> str:
    lines = [
        "You are a robot barman that manipulates drink dispensers, glasses and a shaker.",
        f"There are {b.shots} shot glasses: {oxford([f'shot{n}' for n in range(1, b.shots + 1)])}. There is one shaker: shaker1. There are {b.ingredients} dispensers: {oxford([f'dispenser{n}' for n in range(1, b.ingredients + 1)])}.",
        " ".join(
            f"dispenser{n} is filled with ingredient{n}." for n in range(1, b.ingredients + 1)
        ),
        "All glasses and the shaker are initially on the table, clean and empty. Both hands are empty.",
    ]
    lines += [
        f"cocktail{n} consists of ingredient{a} (part 1) and ingredient{c} (part 2)."
        for n, (a, c) in enumerate(b.recipes, 1)
    ]
    lines += [
        "Find a plan such that "
        + listing([f"shot{n} contains {d}" for n, d in b.wanted.items()])
        + "."
    ]
    return "\n".join(lines)


def plain_5(b: Bar, chance: Random) -> str:
    lines = [
        f"Objects: 1 shaker (shaker1), {b.shots} shots (shot1-shot{b.shots}), {b.ingredients} ingredients (ingredient1-ingredient{b.ingredients}), {b.ingredients} dispensers (dispenser1-dispenser{b.ingredients}), {len(b.recipes)} cocktails (cocktail1-cocktail{len(b.recipes)}), 2 hands (left, right), 3 levels (l0, l1, l2).",
        "Initial state: every container is on the table, clean and empty. The hands are empty. The shaker is at level l0.",
        "Dispensers: "
        + ", ".join(f"dispenser{n} - ingredient{n}" for n in range(1, b.ingredients + 1)),
        "Recipes: "
        + "; ".join(
            (
                f"cocktail{n} = ingredient{a} + ingredient{c}"
                for n, (a, c) in enumerate(b.recipes, 1)
            )
        ),
        "Goal: " + "; ".join((f"shot{n} contains {d}" for n, d in b.wanted.items())),
    ]
    return "\n".join(lines)


def plain_6(b: Bar, chance: Random) -> str:
    lines = [
        f"In this bar there are {b.shots} shot glasses, a shaker, and dispensers for {b.ingredients} different ingredients. The barman can use two hands, which are both empty in the beginning. The shaker and all shot glasses are standing on the table; they are clean, and there is nothing in them."
    ]
    for n, (a, c) in enumerate(b.recipes, 1):
        lines.append(
            f"The recipe of cocktail{n} requires ingredient{a} first and then ingredient{c}."
        )
    lines.append(
        "The barman should serve " + oxford([f"{d} in shot{n}" for n, d in b.wanted.items()]) + "."
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
