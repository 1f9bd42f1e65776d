# ruff: noqa: D102, E501 - people do not break their lines
"""Tyre world: flat tyres replaced, told in five ways."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from authors.telling import Author, Fact, Truth, bullets, count

LARGEST = 20


@dataclass(frozen=True)
class Car:
    """A car with `size` flat tyres and as many intact ones in the boot."""

    size: int

    def truth(self) -> Truth:
        objects = {"boot": "container"}
        init: list[Fact] = [("closed", "boot"), ("unlocked", "boot")]
        init += [("in", tool, "boot") for tool in ("wrench", "jack", "pump")]
        goal: list[Fact] = [("closed", "boot")]
        goal += [("in", tool, "boot") for tool in ("wrench", "jack", "pump")]
        for n in range(1, self.size + 1):
            objects |= {f"r{n}": "wheel", f"w{n}": "wheel", f"hub{n}": "hub", f"nut{n}": "nut"}
            init += [
                ("in", f"r{n}", "boot"),
                ("intact", f"r{n}"),
                ("not-inflated", f"r{n}"),
                ("on", f"w{n}", f"hub{n}"),
                ("on-ground", f"hub{n}"),
                ("tight", f"nut{n}", f"hub{n}"),
                ("fastened", f"hub{n}"),
            ]
            goal += [
                ("on", f"r{n}", f"hub{n}"),
                ("inflated", f"r{n}"),
                ("tight", f"nut{n}", f"hub{n}"),
                ("in", f"w{n}", "boot"),
            ]
        return Truth("tyreworld", objects, init, goal)


def task(size: int, chance: Random) -> Car:
    """As many flat tyres."""
    return Car(max(1, size))


def terse(c: Car, chance: Random) -> str:
    n = c.size
    if n == 1:
        return "\n".join(
            [
                "Tools: jack, pump, wrench. 1 boot, 1 hub, 1 nut, 1 flat tyre, 1 intact tyre.",
                chance.choice(
                    [
                        "Jack, pump, wrench, intact tyre in boot. Boot closed, unlocked.",
                        "In the boot: jack, pump, wrench, intact tyre. The boot is closed and unlocked.",
                    ]
                ),
                chance.choice(
                    [
                        "Flat tyre on hub, nut tight on hub, hub on ground and fastened.",
                        "Flat tyre on hub. Nut tight. Hub on the ground, fastened.",
                    ]
                ),
                chance.choice(["Intact tyre not inflated.", "Intact tyre deflated."]),
                "Goal: intact tyre on hub, inflated; nut tight on hub; flat tyre, jack, pump and wrench in boot; boot closed.",
            ]
        )
    return "\n".join(
        [
            f"Jack, pump, wrench, boot, {n} hubs, {n} nuts, {n} flat tyres, {n} intact tyres."
            if chance.random() < 0.5
            else f"1 jack, 1 pump, 1 wrench, 1 boot, {n} hubs, {n} nuts, {n} flat tyres, {n} intact tyres.",
            "In the boot: jack, pump, wrench, intact tyres."
            if chance.random() < 0.5
            else "Jack, pump, wrench, intact tyres in boot.",
            "Boot closed, unlocked. Intact tyres not inflated. Flat tyres on hubs. Hubs on ground, fastened. Nuts tight on hubs.",
            chance.choice(
                [
                    "Goal: intact tyres on hubs, inflated; nuts tight; flat tyres, jack, pump, wrench in boot; boot closed.",
                    "Goal: intact tyres on hubs and inflated, nuts tight on hubs, flat tyres and tools in boot, boot closed.",
                ]
            ),
        ]
    )


def narrator(c: Car, chance: Random) -> str:
    n = c.size
    if n == 1:
        return " ".join(
            [
                "The flat tyre is on the hub, and the nut is tight on it.",
                chance.choice(
                    [
                        "In the boot there are a jack, a pump, a wrench and an intact tyre.",
                        "The boot contains a wrench, a jack, a pump and an intact tyre.",
                        "The boot, which is closed but not locked, holds a jack, a pump, a wrench, and an intact tyre.",
                    ]
                ),
                chance.choice(
                    [
                        "The intact tyre has no air in it yet.",
                        "The intact tyre is not inflated.",
                        "The intact tyre still has to be inflated.",
                    ]
                ),
                chance.choice(
                    [
                        "Please replace the flat tyre with the intact one.",
                        "I want you to replace the flat tyre with the intact tyre.",
                    ]
                ),
                "When you are done, the intact tyre should be inflated, the nut should be tight on the hub, and the wrench, the jack, the pump and the flat tyre should be back in the boot. The boot should be closed.",
            ]
        )
    return " ".join(
        [
            chance.choice(
                [
                    f"There are {count(n)} hubs, {count(n)} nuts, {count(n)} flat tyres and {count(n)} intact tyres.",
                    f"There are {count(n)} flat tyres, {count(n)} intact tyres, {count(n)} hubs and {count(n)} nuts.",
                ]
            ),
            chance.choice(
                [
                    "Each hub carries a flat tyre, and a nut is tight on each hub.",
                    "On every hub there is a flat tyre and a tight nut.",
                    "The flat tyres are on the hubs, and the nuts are tight on the hubs.",
                ]
            ),
            chance.choice(
                [
                    "All hubs are on the ground and fastened.",
                    "The hubs are fastened, and they are on the ground.",
                ]
            ),
            chance.choice(
                [
                    "In the boot there are a jack, a pump, a wrench and the intact tyres.",
                    "The jack, the pump, the wrench and all the intact tyres are in the boot.",
                ]
            ),
            chance.choice(
                ["The boot is closed but not locked.", "The boot is closed, but it is unlocked."]
            ),
            chance.choice(
                ["The intact tyres are not inflated.", "None of the intact tyres is inflated."]
            ),
            chance.choice(
                [
                    "Please replace the flat tyres with the intact tyres.",
                    "I want the intact tyres on the hubs.",
                ]
            ),
            "In the end, the intact tyres should be inflated, the nuts should be tight on the hubs, and the flat tyres, the jack, the pump and the wrench should be in the boot, which should be closed.",
        ]
    )


def scientist(c: Car, chance: Random) -> str:
    many = range(1, c.size + 1)
    lines = [
        "Containers: boot. Tools: wrench, jack, pump.",
        f"Hubs: {', '.join(f'hub{n}' for n in many)}. Nuts: {', '.join(f'nut{n}' for n in many)}.",
        f"Wheels: {', '.join([f'w{n}' for n in many] + [f'r{n}' for n in many])}.",
        "Initial state:",
        *[
            f"w{n} is on hub{n}; nut{n} is tight on hub{n}; hub{n} is on the ground; hub{n} is fastened;"
            for n in many
        ],
        *[f"r{n} is in boot; r{n} is intact; r{n} is not inflated;" for n in many],
        "wrench, jack and pump are in boot; boot is closed; boot is unlocked.",
        "Goal state:",
        *[
            f"r{n} is on hub{n}; r{n} is inflated; nut{n} is tight on hub{n}; w{n} is in boot;"
            for n in many
        ],
        "wrench, jack and pump are in boot; boot is closed.",
    ]
    return "\n".join(lines)


def polite(c: Car, chance: Random) -> str:
    n, s = (c.size, "s" * (c.size > 1))
    be = "are" if n > 1 else "is"
    tyre = chance.choice(["tyre", "tire", "tyre"])
    facts = [
        f"The jack, pump, wrench, and intact {tyre}{s} are in the boot.",
        chance.choice(
            [
                "The boot is unlocked but is closed.",
                "The boot is closed but unlocked.",
                "The boot is closed and unlocked.",
            ]
        ),
        f"The intact {tyre}{s} {be} not inflated.",
        f"The flat {tyre}{s} {be} on the hub{s}.",
        f"The hub{s} {be} on the ground.",
        f"The nut{s} {be} tight on the hub{s}.",
        f"The hub{s} {be} fastened.",
    ]
    things = f"You have a jack, a pump, a wrench, a boot, {n} hub{s}, {n} nut{s}, {n} flat {tyre}{s}, and {n} intact {tyre}{s}."
    goals = [
        f"The intact {tyre}{s} should be inflated.",
        f"The nut{s} should be tight on the hub{s}.",
        f"The flat {tyre}{s}, wrench, jack, and pump should be in the boot.",
        "The boot should be closed.",
    ]
    goal = chance.choice(
        [
            f"Your goal is to replace the flat {tyre}{s} with the intact {tyre}{s} on the hub{s}. "
            + " ".join(goals),
            f"Your goal is to replace the flat {tyre}{s} with the intact {tyre}{s}. Additionally, the following conditions must hold:\n"
            + bullets(goals),
            "The goal is to reach a state where:\n"
            + bullets(
                [
                    f"the intact {tyre}{s} {be} on the hub{s}",
                    f"the intact {tyre}{s} {be} inflated",
                    f"the nut{s} {be} tight on the hub{s}",
                    f"the flat {tyre}{s}, the wrench, the jack and the pump are in the boot",
                    "the boot is closed",
                ]
            ),
        ]
    )
    body = (
        " ".join(facts)
        if chance.random() < 0.5
        else "\n".join(facts)
        if chance.random() < 0.5
        else "The initial state is as follows:\n" + bullets(facts)
    )
    return f"{things}\n{body}\n\n{goal}\n{chance.choice(['', 'Thank you for your help!'])}"


def learner(c: Car, chance: Random) -> str:
    n, s = (c.size, "s" * (c.size > 1))
    be = "are" if n > 1 else "is"
    return " ".join(
        [
            f"I have {n} flat tyre{s}, {n} intact tyre{s}, {n} hub{s}, {n} nut{s} and one boot.",
            chance.choice(
                [
                    f"In boot are jack, pump, wrench and the intact tyre{s}.",
                    f"Jack, pump, wrench and intact tyre{s} are inside the boot.",
                    f"The boot have jack, pump, wrench and the intact tyre{s}.",
                ]
            ),
            chance.choice(["Boot is closed but not locked.", "The boot is closed, unlocked."]),
            chance.choice(
                [f"Intact tyre{s} {be} not inflated.", f"Intact tyre{s} {be} without air."]
            ),
            chance.choice([f"Flat tyre{s} {be} on the hub{s}.", f"On hub{s} {be} flat tyre{s}."]),
            chance.choice(
                [f"Nut{s} {be} tight on hub{s}.", f"The nut{s} {be} tight at the hub{s}."]
            ),
            f"Hub{s} {be} fastened and on the ground.",
            chance.choice(
                [
                    f"Please change the flat tyre{s} to the intact tyre{s}.",
                    f"The intact tyre{s} must be on the hub{s}.",
                ]
            ),
            f"Intact tyre{s} must be inflated, nut{s} must be tight on hub{s}, flat tyre{s}, jack, pump and wrench must be in the boot and the boot must be closed.",
        ]
    )


AUTHORS: dict[str, Author] = {
    "terse": terse,
    "narrator": narrator,
    "scientist": scientist,
    "polite": polite,
    "learner": learner,
}
