# ruff: noqa: E501 - people do not break their lines
"""Tyre world, told by four further authors."""

from __future__ import annotations

from random import Random

from authors.telling import Author, bullets, count, listing
from authors.tyreworld import Car


def items(c: Car, chance: Random) -> str:
    n = c.size
    ns = range(1, n + 1)
    lines = [
        "Boot (closed, unlocked):"
        if chance.random() < 0.5
        else "In the boot (closed, not locked):",
        bullets(["wrench", "jack", "pump", *[f"r{i} (intact, not inflated)" for i in ns]]),
        "Hubs:",
        bullets(
            [
                f"w{i} on hub{i}, nut{i} tight on hub{i}, hub{i} on the ground and fastened"
                for i in ns
            ]
        ),
        "Goal:",
        bullets(
            [
                *[f"r{i} on hub{i}, inflated" for i in ns],
                *[f"nut{i} tight on hub{i}" for i in ns],
                f"{', '.join(f'w{i}' for i in ns)}, wrench, jack and pump in the boot",
                "boot closed",
            ]
        ),
    ]
    return "\n".join(lines)


def chat(c: Car, chance: Random) -> str:
    n = c.size
    if n == 1:
        return (
            "I've got a flat tyre. It is on the hub, and the nut is tight on the hub. The hub is on the ground and fastened. "
            "In the boot there's a jack, a pump, a wrench and an intact tyre that isn't inflated. The boot is closed but unlocked. "
            "Please put the intact tyre on the hub. It should be inflated, and the nut should be tight on the hub again. "
            "The flat tyre and all the tools should go back in the boot, and the boot should be closed."
        )
    num = count(n)
    return (
        f"I have {num} flat tyres, and each of them is on a hub. There are {num} nuts, each tight on its hub. The hubs are on the ground and fastened. "
    ) + (
        f"In the boot there's a jack, a pump, a wrench and {num} intact tyres, which aren't inflated. The boot is closed but unlocked. "
        "Please put the intact tyres on the hubs. They should be inflated, and the nuts should be tight on the hubs again. "
        "The flat tyres and all the tools should go back in the boot, and the boot should be closed."
    )


def formal(c: Car, chance: Random) -> str:
    ns = range(1, c.size + 1)
    facts = [
        "The boot is closed.",
        "The boot is unlocked.",
        "The jack, the pump and the wrench are in the boot.",
    ]
    for i in ns:
        facts += [
            f"Wheel r{i} is in the boot.",
            f"Wheel r{i} is intact.",
            f"Wheel r{i} is not inflated.",
            f"Wheel w{i} is on hub hub{i}.",
            f"Hub hub{i} is on the ground.",
            f"Nut nut{i} is tight on hub hub{i}.",
            f"Hub hub{i} is fastened.",
        ]
    goals = []
    for i in ns:
        goals += [
            f"Wheel r{i} is on hub hub{i}.",
            f"Wheel r{i} is inflated.",
            f"Nut nut{i} is tight on hub hub{i}.",
            f"Wheel w{i} is in the boot.",
        ]
    goals += ["The jack, the pump and the wrench are in the boot.", "The boot is closed."]
    if chance.random() < 0.5:
        return f"Initial state:\n{bullets(facts)}\n\nGoal state:\n{bullets(goals)}"
    return "Initial state: " + " ".join(facts) + "\nGoal state: " + " ".join(goals)


def paper(c: Car, chance: Random) -> str:
    n = c.size
    s = "s" * (n > 1)
    are = "are" if n > 1 else "is"
    ns = range(1, n + 1)
    return (
        f"You have a jack, a pump, a wrench, a boot, {n} hub{s}, {n} nut{s}, {n} flat tyre{s}, and {n} intact tyre{s}.\n"
        f"The jack, pump, wrench, and intact tyre{s} are in the boot.\n"
        f"The boot is unlocked but is closed.\n"
        f"The intact tyre{s} {are} not inflated.\n"
        f"The flat tyre{s} {are} on the hub{s}.\n"
        f"The hub{s} {are} on the ground.\n"
        f"The nut{s} {are} tight on the hub{s}.\n"
        f"The hub{s} {are} fastened.\n"
        + (
            f"Your goal is to replace the flat tyre{s} with intact tyre{s} on the hub{s}. Intact tyre{s} should be inflated. The nut{s} should be tight on the hub{s}. The flat tyre{s}, wrench, jack, and pump should be in the boot. The boot should be closed."
            if chance.random() < 0.7
            else "Your goal is to have the following: "
            + listing(
                [f"intact tyre {i} is on hub {i}" for i in ns]
                if n > 1
                else ["the intact tyre is on the hub"]
            )
            + f". The intact tyre{s} should be inflated. The nut{s} should be tight on the hub{s}. The flat tyre{s}, the wrench, the jack, and the pump should be in the boot. The boot should be closed."
        )
    )


AUTHORS: dict[str, Author] = {"items": items, "chat": chat, "formal": formal, "paper": paper}
