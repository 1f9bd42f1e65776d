# ruff: noqa: E501 - people do not break their lines
"""Blocks world, told by four further authors."""

from __future__ import annotations

import itertools
from random import Random

from authors.blocksworld import Towers
from authors.telling import Author, bullets, count, listing


def _pairs(towers: list[list[int]], n: list[str]) -> list[tuple[str, str]]:
    return [(n[b], n[a]) for tower in towers for a, b in itertools.pairwise(tower)]


def items(t: Towers, chance: Random) -> str:
    n = [f"b{i}" for i in range(1, t.size + 1)]
    lines = [
        f"{t.size} blocks ({n[0]}-{n[-1]})" if chance.random() < 0.5 else f"Blocks: {', '.join(n)}"
    ]
    lines.append(chance.choice(["Start:", "Initial:", "Currently:"]))
    facts = []
    for tower in t.start:
        facts.append(f"{n[tower[0]]} on table")
        facts += [f"{n[b]} on {n[a]}" for a, b in itertools.pairwise(tower)]
    if chance.random() < 0.5:
        facts.append("hand empty")
    lines.append(bullets(facts))
    lines.append(chance.choice(["Goal:", "Target:", "Want:"]))
    lines.append(bullets([f"{x} on {y}" for x, y in _pairs(t.end, n)]))
    return "\n".join(lines)


def chat(t: Towers, chance: Random) -> str:
    n = [f"block {i}" for i in range(1, t.size + 1)]
    text = chance.choice(
        [
            f"I've got {count(t.size)} blocks here, numbered 1 to {t.size}. ",
            f"There are {count(t.size)} blocks on my desk. ",
        ]
    )
    for tower in t.start:
        if len(tower) == 1:
            text += chance.choice(
                [
                    f"{n[tower[0]].capitalize()} is by itself on the table. ",
                    f"{n[tower[0]].capitalize()} sits on the table with nothing on it. ",
                ]
            )
            continue
        text += f"{n[tower[0]].capitalize()} is on the table"
        for at, (a, b) in enumerate(itertools.pairwise(tower)):
            if at % 2 == 0:
                text += chance.choice([f", with {n[b]} on it", f", and {n[b]} is on top of it"])
            else:
                text += f". {n[b].capitalize()} is on {n[a]}"
        text += ". "
    wish = listing([f"{x} on {y}" for x, y in _pairs(t.end, n)])
    return text + chance.choice(
        [f"I'd like to end up with {wish}.", f"Can you get {wish}?", f"Please put {wish}."]
    )


def formal(t: Towers, chance: Random) -> str:
    n = [f"b{i}" for i in range(1, t.size + 1)]
    facts = []
    for tower in t.start:
        facts.append(f"Block {n[tower[0]]} is on the table.")
        facts += [f"Block {n[b]} is on block {n[a]}." for a, b in itertools.pairwise(tower)]
        facts.append(f"Block {n[tower[-1]]} is clear.")
    facts.append("The robot arm is empty.")
    goals = [f"Block {x} is on block {y}." for x, y in _pairs(t.end, n)]
    layout = bullets if chance.random() < 0.5 else (lambda items: "\n".join(items))
    return f"Objects: {t.size} blocks named {', '.join(n)}.\n\nInitial state:\n{layout(facts)}\n\nGoal state:\n{layout(goals)}"


def paper(t: Towers, chance: Random) -> str:
    n = [f"b{i}" for i in range(1, t.size + 1)]
    facts = []
    for tower in t.start:
        facts += [
            f"{n[b]} is on top of {n[a]}." for a, b in reversed(list(itertools.pairwise(tower)))
        ]
        facts.append(f"{n[tower[0]]} is on the table.")
        facts.append(f"{n[tower[-1]]} is clear.")
    chance.shuffle(facts)
    goals = " ".join(f"{x} should be on top of {y}." for x, y in _pairs(t.end, n))
    return (
        f"You have {t.size} blocks.\n" + "\n".join(facts) + "\nYour arm is empty.\n"
        f"Your goal is to move the blocks.\n{goals}"
    )


AUTHORS: dict[str, Author] = {"items": items, "chat": chat, "formal": formal, "paper": paper}
