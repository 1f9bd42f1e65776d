# ruff: noqa: E501 - people do not break their lines
"""Tyre world, told by six authors of data sets: a plain template each."""

from __future__ import annotations

from random import Random

from authors.telling import Author, listing, oxford, several
from authors.tyreworld import Car


def plain_1(c: Car, chance: Random) -> str:
    n = c.size
    lines = [
        f"You have a jack, a pump, a wrench, a boot, {several(n, 'hub')}, {several(n, 'nut')}, {several(n, 'flat tyre')}, and {several(n, 'intact tyre')}.",
        "The jack, the pump, the wrench and the intact tyres are in the boot. The boot is unlocked but it is closed.",
    ]
    for i in range(1, n + 1):
        lines.append(
            f"Intact tyre r{i} is not inflated. Flat tyre w{i} is on hub{i}. Nut nut{i} is tight on hub{i}. hub{i} is on the ground and fastened."
        )
    lines.append(
        "Your goal is to replace flat tyres with intact tyres on the hubs. "
        + " ".join(
            f"Intact tyre r{i} should be inflated and on hub{i}. nut{i} should be tight on hub{i}. w{i} should be in the boot."
            for i in range(1, n + 1)
        )
    )
    lines.append("The jack, pump and wrench should be in the boot, and the boot should be closed.")
    return " ".join(lines)


def plain_2(c: Car, chance: Random) -> str:
    n = c.size
    k = range(1, n + 1)
    lines = [
        f"A car has {several(n, 'wheel')} that must be changed. The boot, which is closed but not locked, contains a wrench, a jack, a pump and the spare wheels {listing([f'r{i}' for i in k])}. All spares are intact but must be inflated first."
        if n > 1
        else "A car has one wheel that must be changed. The boot, which is closed but not locked, contains a wrench, a jack, a pump and the spare wheel r1. The spare is intact but not inflated."
    ]
    lines += [
        f"The wheel w{i} is mounted on hub{i}, which is fastened and on the ground; nut{i} is tight on it."
        for i in k
    ]
    lines.append(
        "In the end, the spare wheels are mounted and inflated ("
        + ", ".join(f"r{i} on hub{i}" for i in k)
        + "), "
        + oxford([f"nut{i} is tight on hub{i}" for i in k])
        + ". The old wheels "
        + listing([f"w{i}" for i in k])
        + " and all tools are in the closed boot."
    )
    return " ".join(lines)


def plain_3(c: Car, chance: Random) -> str:
    n = c.size
    k = range(1, n + 1)
    lines = ["Tools: wrench, jack, pump (all in the boot)", "Boot: closed, unlocked"]
    lines += [
        f"Hub {i}: on the ground, fastened with nut {i} (tight), carries flat wheel w{i}" for i in k
    ]
    lines += [f"Spare wheel r{i}: in the boot, intact, not inflated" for i in k]
    lines += (
        ["Goal state:"]
        + [f"Hub {i}: carries r{i} (inflated), nut {i} tight" for i in k]
        + [f"w{i} in the boot" for i in k]
        + ["wrench, jack and pump in the boot, boot closed"]
    )
    return "\n".join(lines)


def plain_4(c: Car, chance: Random) -> str:
    n = c.size
    k = range(1, n + 1)
    lines = [
        f"There {('is' if n == 1 else 'are')} {several(n, 'hub')} on the car. "
        + " ".join(f"Wheel w{i} is on hub{i} and nut{i} is tight on hub{i}." for i in k)
    ]
    lines.append(("All hubs are" if n > 1 else "The hub is") + " on the ground and fastened.")
    lines.append(
        f"The boot is closed but unlocked. It contains {oxford([f'r{i}' for i in k] + ['the wrench', 'the jack', 'the pump'])}. "
        + (
            f"The wheels {listing([f'r{i}' for i in k])} are intact but not inflated."
            if n > 1
            else "The wheel r1 is intact but not inflated."
        )
    )
    lines.append(
        "The wheels have to be exchanged: "
        + oxford([f"r{i} must be inflated and on hub{i}" for i in k])
        + ". "
        + oxford([f"nut{i} must be tight on hub{i}" for i in k])
        + ". The wheels " * (n > 1)
        + ". The wheel " * (n == 1)
        + f"{listing([f'w{i}' for i in k])}, the wrench, the jack and the pump must be in the boot, which must be closed."
    )
    return " ".join(lines)


def plain_5(c: Car, chance: Random) -> str:
    n = c.size
    k = range(1, n + 1)
    lines = [
        "INITIAL STATE",
        "boot: closed, unlocked; contains wrench, jack, pump, " + ", ".join(f"r{i}" for i in k),
    ]
    lines += [f"hub{i}: on ground, fastened; wheel w{i}; nut{i} tight" for i in k] + [
        f"r{i}: wheel, intact, not inflated" for i in k
    ]
    lines += (
        [
            "GOAL STATE",
            "boot: closed; contains wrench, jack, pump, " + ", ".join(f"w{i}" for i in k),
        ]
        + [f"hub{i}: wheel r{i}; nut{i} tight" for i in k]
        + [f"r{i}: inflated" for i in k]
    )
    return "\n".join(lines)


def plain_6(c: Car, chance: Random) -> str:
    n = c.size
    k = range(1, n + 1)
    lines = [
        "You have a car with "
        + several(n, "flat tyre")
        + f" ({listing([f'w{i}' for i in k])}) and {several(n, 'spare tyre')} ({listing([f'r{i}' for i in k])})."
    ]
    lines += [f"w{i} is mounted on hub{i} with nut{i}." for i in k]
    lines.append(
        "The nuts are tight, the hubs are fastened and on the ground."
        if n > 1
        else "The nut is tight, the hub is fastened and on the ground."
    )
    lines.append(
        ("The spare tyres are" if n > 1 else "The spare tyre is")
        + " intact but not inflated and in the boot, together with the wrench, the jack and the pump. The boot is unlocked and closed."
    )
    lines.append(
        "Mount the spare tyres: "
        + oxford([f"r{i} on hub{i}" for i in k])
        + ". They must be inflated, and the nuts must be tight: "
        + oxford([f"nut{i} on hub{i}" for i in k])
        + f". Put {listing([f'w{i}' for i in k])} and all three tools into the boot and close it."
        if n > 1
        else "Mount the spare tyre r1 on hub1. It must be inflated, and nut1 must be tight on hub1. Put w1 and all three tools into the boot and close it."
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
