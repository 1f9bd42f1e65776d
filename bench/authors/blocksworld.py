# ruff: noqa: D102, E501 - people do not break their lines
"""Blocks world: towers, told in five ways."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from random import Random

from authors.telling import Author, Fact, Truth, bullets, count, listing, oxford, up

LARGEST = 30
COLOURS = "red blue green yellow orange white black brown purple pink grey golden".split()


@dataclass(frozen=True)
class Towers:
    """Towers from bottom to top, at the start and at the end (there perhaps not all)."""

    size: int
    start: list[list[int]]
    end: list[list[int]]

    def truth(self) -> Truth:
        name = [f"b{n}" for n in range(1, self.size + 1)]
        init: list[Fact] = [("arm-empty",)]
        for tower in self.start:
            init.append(("on-table", name[tower[0]]))
            init += [("on", name[b], name[a]) for a, b in itertools.pairwise(tower)]
            init.append(("clear", name[tower[-1]]))
        goal: list[Fact] = [
            ("on", name[b], name[a]) for tower in self.end for a, b in itertools.pairwise(tower)
        ]
        return Truth("blocksworld", dict.fromkeys(name, "object"), init, goal)


def task(size: int, chance: Random) -> Towers:
    """Towers of `size` blocks, and others to build of them."""

    def towers(blocks: list[int]) -> list[list[int]]:
        chance.shuffle(blocks)
        found: list[list[int]] = []
        for block in blocks:
            if found and chance.random() < 0.6:
                chance.choice(found).append(block)
            else:
                found.append([block])
        return found

    size = max(3, size)
    while True:
        end = [t for t in towers(list(range(size))) if len(t) > 1]
        if end:
            return Towers(size, towers(list(range(size))), end)


def terse(t: Towers, chance: Random) -> str:
    n = (
        [f"b{i}" for i in range(1, t.size + 1)]
        if t.size > 12 or chance.random() < 0.4
        else [chr(65 + i) for i in range(t.size)]
    )
    lines = [
        chance.choice(
            [
                f"{t.size} blocks: {', '.join(n)}.",
                f"Blocks: {' '.join(n)}",
                f"Blocks {', '.join(n)}.",
                f"Blocks {listing(n)}.",
            ]
        )
    ]
    style = chance.choice(["on", "semi", "now"])
    facts = []
    for tower in t.start:
        facts += [f"{n[b]} on {n[a]}" for a, b in itertools.pairwise(tower)][::-1]
        facts.append(f"{n[tower[0]]} on {chance.choice(['table', 'the table'])}")
    goals = [f"{n[b]} on {n[a]}" for w in t.end for a, b in itertools.pairwise(w)]
    if style == "on":
        lines.append(f"Now: {', '.join(facts)}. Hand empty.")
        lines.append(f"Want: {', '.join(goals)}.")
    elif style == "semi":
        lines.append("Start: " + "; ".join(facts) + "; arm empty.")
        lines.append("Goal: " + "; ".join(goals) + ".")
    else:
        lines += ["Start:", *facts, "", "Goal:", *goals]
    return "\n".join(lines)


def narrator(t: Towers, chance: Random) -> str:
    if t.size <= len(COLOURS):
        names = [f"the {c} block" for c in COLOURS[: t.size]]
    else:
        names = [f"block {i}" for i in range(1, t.size + 1)]
    parts = [chance.choice(["", f"There are {count(t.size)} blocks."])]
    for tower in t.start:
        sentence = f"{up(names[tower[0]])} {chance.choice(['stands', 'sits', 'is', 'rests', 'lies'])} on the table"
        links = list(itertools.pairwise(tower))
        for a, b in links:
            verb = chance.choice(
                [
                    "{b} sits on top of {a}",
                    "on top of {a} there is {b}",
                    "{b} is stacked on {a}",
                    "{b} rests on {a}",
                    "{b} has been placed on {a}",
                    "on {a} is {b}",
                ]
            )
            sentence += chance.choice([", and ", ". ", ", while ", ". "]) + verb.format(
                a=names[a], b=names[b]
            )
        sentence = ". ".join(up(s) for s in sentence.split(". "))
        parts.append(sentence + ".")
        if chance.random() < 0.3:
            parts.append(
                chance.choice(
                    ["There is nothing on {}.", "Nothing sits on top of {}.", "{} is at the top."]
                ).format(names[tower[-1]])
            )
    parts = [up(p) for p in parts if p]
    if chance.random() < 0.5:
        parts.append(
            chance.choice(
                [
                    "The robot's hand is empty.",
                    "The arm holds nothing.",
                    "The gripper is not holding anything.",
                    "My hand is empty at the moment.",
                ]
            )
        )
    goals = [(names[b], names[a]) for w in t.end for a, b in itertools.pairwise(w)]
    opening = chance.choice(["When you are done, ", "I would like ", "In the end, ", "I want "])
    if opening in ("I would like ", "I want "):
        parts.append(opening + oxford([f"{x} to be on {y}" for x, y in goals]) + ".")
    else:
        parts.append(opening + oxford([f"{x} should be on {y}" for x, y in goals]) + ".")
    return " ".join(parts)


def scientist(t: Towers, chance: Random) -> str:
    n = [f"{chance.choice(['b', 'b'])}{i}" for i in range(1, t.size + 1)]
    which = chance.choice(["stacks", "atoms", "semicolons"])
    if which == "atoms":
        facts = []
        for tower in t.start:
            facts.append(f"ontable({n[tower[0]]})")
            facts += [f"on({n[b]}, {n[a]})" for a, b in itertools.pairwise(tower)]
            facts.append(f"clear({n[tower[-1]]})")
        goals = [f"on({n[b]}, {n[a]})" for w in t.end for a, b in itertools.pairwise(w)]
        return f"Blocks: {', '.join(n)}.\nInitial state: {', '.join(facts)}, handempty.\nGoal state: {', '.join(goals)}."
    if which == "stacks":
        lines = [f"{t.size} blocks ({n[0]} to {n[-1]})."]
        lines.append("Initial stacks, from bottom to top:")
        lines += [f"{i}. {', '.join(n[b] for b in tower)}" for i, tower in enumerate(t.start, 1)]
        lines.append("Goal stacks, from bottom to top:")
        lines += [f"{i}. {', '.join(n[b] for b in tower)}" for i, tower in enumerate(t.end, 1)]
        return "\n".join(lines)
    facts = []
    for tower in t.start:
        facts.append(f"{n[tower[0]]} is on the table")
        facts += [f"{n[b]} is on {n[a]}" for a, b in itertools.pairwise(tower)]
    goals = [f"{n[b]} is on {n[a]}" for w in t.end for a, b in itertools.pairwise(w)]
    return f"The set of blocks is {{{', '.join(n)}}}.\nInitially: {'; '.join(facts)}; the arm is empty.\nFinally: {'; '.join(goals)}."


def polite(t: Towers, chance: Random) -> str:
    n = [f"b{i}" for i in range(1, t.size + 1)]
    facts = []
    for tower in t.start:
        facts.append(f"Block {n[tower[0]]} is placed directly on the table.")
        facts += [
            f"Block {n[b]} is {chance.choice(['on top of', 'stacked on', 'positioned on top of', 'directly on'])} block {n[a]}."
            for a, b in itertools.pairwise(tower)
        ]
        if chance.random() < 0.4:
            facts.append(f"Block {n[tower[-1]]} is clear, meaning nothing is on top of it.")
    goals = [
        f"Block {n[b]} should be on top of block {n[a]}."
        for w in t.end
        for a, b in itertools.pairwise(w)
    ]
    head = chance.choice(
        [
            f"You are given {t.size} blocks, labeled {n[0]} through {n[-1]}.",
            f"You have a set of {t.size} blocks, named {listing(n)}.",
            f"Consider a blocks world with {t.size} blocks: {oxford(n)}.",
        ]
    )
    rules = chance.choice(
        [
            "",
            " You can only pick up one block at a time.",
            " You can move only one block at a time, and only if it is clear.",
        ]
    )
    return f"{head}{rules}\n\nInitially, the blocks are arranged as follows:\n{bullets(facts)}\n{chance.choice(['The robotic arm is currently empty.', 'Your arm is empty.', 'Your hand is empty.'])}\n\n{chance.choice(['Your goal is to rearrange the blocks so that:', 'Your goal is to move the blocks so that the following holds:', 'The goal is to achieve the following configuration:'])}\n{bullets(goals)}\n{chance.choice(['', 'Please provide a plan.', 'Thank you!', 'Please find a sequence of actions to achieve this goal.'])}"


def learner(t: Towers, chance: Random) -> str:
    n = [f"block{i}" for i in range(1, t.size + 1)]
    parts = [
        chance.choice(
            [
                f"I have {t.size} blocks.",
                f"We have {count(t.size)} blocks.",
                f"There is {t.size} blocks.",
            ]
        )
    ]
    for tower in t.start:
        parts.append(
            f"{n[tower[0]]} is {chance.choice(['on table', 'on the table', 'put on the table', 'at the table'])}."
        )
        for a, b in itertools.pairwise(tower):
            parts.append(
                chance.choice(
                    [
                        "{b} is over {a}.",
                        "{b} stay on {a}.",
                        "Under {b} is {a}.",
                        "Above {a} is {b}.",
                        "{a} is under {b}.",
                        "{b} is above {a}.",
                        "{b} is put on {a}.",
                    ]
                ).format(a=n[a], b=n[b])
            )
    parts.append(
        chance.choice(["The hand is free.", "The arm have nothing.", "The robot hold nothing.", ""])
    )
    goals = [(n[b], n[a]) for w in t.end for a, b in itertools.pairwise(w)]
    parts.append(
        chance.choice(
            [
                "I want that " + listing([f"{x} is on {y}" for x, y in goals]) + ".",
                "Please to put " + listing([f"{x} on {y}" for x, y in goals]) + ".",
                " ".join((f"{x} must be on {y}." for x, y in goals)),
                "The goal is " + listing([f"{x} on {y}" for x, y in goals]) + ".",
                "At the end " + listing([f"{x} has to be on {y}" for x, y in goals]) + ".",
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
