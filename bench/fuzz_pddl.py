"""Reads a great many broken PDDL texts: nothing but our own error, no hang, no lost word.

    python bench/fuzz_pddl.py FOLDER [--inputs 1000000] [--seed 1] [--jobs 2] [--largest 6000]

FOLDER holds PDDL files, of which those of at most --largest characters are mutated: words and
brackets dropped, doubled, swapped, moved and replaced, stretches taken from other files, odd
characters put in. What is still read must print and read back as the same tree; what has
matching brackets must lay out without losing a word; the check must not fail. A text that takes
over a second is a failure, too.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from pathlib import Path

from mrkl_core.errors import MrklError, PddlInvalid
from mrkl_core.planning.pddl.check import check_domain, check_problem
from mrkl_core.planning.pddl.format import format_pddl
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.read import TOKEN
from mrkl_core.planning.pddl.tree import Domain

#: Seconds of CPU that a text may take.
SLOW_S = 1.0

_ODD = [
    "(", ")", "((", "))", ";", "-", "?", "?x", ":", ":init", ":goal", ":action", ":effect", "and",
    "or", "not", "forall", "when", "either", "=", "1e9", "1e400", "-0", ".5", "\x00", "\r", "é",
    "İ", "define", "domain", "problem", "at", "start", "increase", "preference", "within",
]  # fmt: skip


def mutated(tokens: list[str], other: list[str], dice: random.Random) -> str:
    """A text with a few things wrong."""
    words = list(tokens)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        at = dice.randrange(len(words) + 1)
        end = min(len(words), at + dice.choice((1, 1, 2, 5, 20)))
        match dice.randrange(7):
            case 0:
                del words[at:end]
            case 1:
                words[at:at] = words[at:end]
            case 2:
                words.insert(at, dice.choice(_ODD))
            case 3 if at < len(words):
                words[at] = dice.choice(_ODD)
            case 4 if at < len(words):
                to = dice.randrange(len(words))
                words[at], words[to] = words[to], words[at]
            case 5:
                begin = dice.randrange(len(other))
                words[at:end] = other[begin : begin + dice.choice((1, 4, 16))]
            case _:
                if dice.random() < 0.02:
                    words[at:at] = ["("] * dice.choice((10, 150, 500, 3000))
    blank = dice.choice((" ", "\n", "  "))
    return blank.join(words) if dice.random() < 0.95 else "".join(words)


def tried(text: str, domain: Domain) -> str:
    """How far a text got; raises what should not be."""
    try:
        format_pddl(text)
    except PddlInvalid:
        return "brackets"
    kind = (
        parse_domain if "(domain" in text.replace(" ", "").replace("\n", "")[:60] else parse_problem
    )
    try:
        read = kind(text)
    except PddlInvalid:
        return "parse"
    if isinstance(read, Domain):
        check_domain(read)
        assert parse_domain(print_domain(read)) == read, "printed, it reads as another domain"
    else:
        check_problem(domain, read)
        assert parse_problem(print_problem(read)) == read, "printed, it reads as another problem"
    return "read"


def work(job: tuple[int, int, list[tuple[list[str], Domain]]]) -> dict[str, int]:
    """Tries so many texts; stops at the first failure."""
    seed, count, known = job
    dice = random.Random(seed)
    found: dict[str, int] = {}
    for _ in range(count):
        tokens, domain = dice.choice(known)
        text = mutated(tokens, dice.choice(known)[0], dice)
        began = time.process_time()
        try:
            got = tried(text, domain)
        except MrklError as error:
            got = f"FAILED {type(error).__name__}"
        except Exception as error:  # any other is what this looks for
            got = f"FAILED {type(error).__name__}"
            print(f"--- {error!r}\n{text}\n---", file=sys.stderr)
        if time.process_time() - began > SLOW_S:
            print(
                f"--- slow: {time.process_time() - began:.1f} s, {len(text)} characters",
                file=sys.stderr,
            )
            got = "SLOW"
        found[got] = found.get(got, 0) + 1
    return found


def main() -> int:
    """Prints how far the texts got."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--inputs", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--largest", type=int, default=6000)
    asked = options.parse_args()
    known = []
    for file in sorted(asked.folder.glob("**/*.pddl")):
        text = file.read_text(encoding="utf-8")
        domain = file.parent / "domain.pddl"
        if len(text) <= asked.largest and domain.exists():
            tree = parse_domain(domain.read_text(encoding="utf-8"))
            known.append(([t for t in TOKEN.findall(text) if t[0] != ";"], tree))
    chunk = 2000
    jobs = [(asked.seed * 10**6 + i, chunk, known) for i in range(asked.inputs // chunk)]
    total: dict[str, int] = {}
    began = time.perf_counter()
    with multiprocessing.Pool(asked.jobs) as pool:
        for done in pool.imap_unordered(work, jobs):
            for got, number in done.items():
                total[got] = total.get(got, 0) + number
    seconds = time.perf_counter() - began
    print(f"{sum(total.values())} texts in {seconds:.0f} s: {dict(sorted(total.items()))}")
    return int(any(key.isupper() or key.startswith("FAILED") for key in total))


if __name__ == "__main__":
    sys.exit(main())
