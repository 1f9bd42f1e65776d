"""How many of others' questions the experts answer rightly, not at all, wrongly; with no model.

Each question goes through the runtime as `mrkl ask --json` sends it, in one warm process. Wrong
is what counts most: shown as a share of what was answered. Reads ../shared/bench, and our own
everyday_*.tsv beside this: requests in the forms people write them, with answers worked out apart
from mrkl; "-" where it must not answer.

    python bench/experts_sets.py [--every N] [--show wrong|refused] [SET …]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from mrkl_core import Problem
from mrkl_core.contracts.answers import Answer, AnswerStatus
from mrkl_core.errors import MrklError
from mrkl_core.service.runtime import Runtime
from mrkl_units.currencies import code_named
from mrkl_units.quantities import read_unit

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench"
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_WRITTEN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?|-?[0-9]+/[0-9]+")
#: The day on which everyday_dates.tsv asks.
TODAY = "2024-05-31"
OUTCOMES = ("right", "refused", "wrong")


@dataclass(frozen=True)
class Question:
    """Words, and whether a value is a right answer to them."""

    words: str
    expected: str
    fits: Callable[[Any, str], bool]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", choices=("wrong", "refused"), default="wrong")
    options = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not here")
        return 0
    os.environ.pop("OPENAI_BASE_URL", None)
    asyncio.run(measure(options))
    return 0


async def measure(options: argparse.Namespace) -> None:
    total: Counter[str] = Counter()
    async with Runtime.open(serving=True) as runtime:
        for name, questions in sets():
            if options.sets and not any(wanted in name for wanted in options.sets):
                continue
            counts: Counter[str] = Counter()
            shown: list[str] = []
            for question in questions[:: options.every]:
                outcome, found = await judged(runtime, question)
                counts[outcome] += 1
                if outcome == options.show:
                    shown.append(f"{question.words!r} gave {found!r}, not {question.expected!r}")
            total += counts
            print(line(name, counts), *shown, sep="\n    ", flush=True)
    print(line("all", total))
    answered = total["right"] + total["wrong"]
    print(f"wrong: {total['wrong'] / max(answered, 1):.2%} of answered")


def line(name: str, counts: Counter[str]) -> str:
    return f"{name:44} " + ", ".join(f"{counts[outcome]:4} {outcome}" for outcome in OUTCOMES)


async def judged(runtime: Runtime, question: Question) -> tuple[str, Any]:
    """Right, refused or wrong, and what the answer was."""
    try:
        answer: Answer = await runtime.answers.answer(question.words, today=TODAY)
    except MrklError as error:
        return "refused", error.message
    if answer.status is not AnswerStatus.ANSWERED:
        may = question.expected.rpartition("|")[2] == "-"
        return ("right" if may else "refused"), answer.answer
    found = answer.answer if question.fits is tells else answer.value
    if question.fits is agrees:
        return ("right" if agrees(answer, question.expected) else "wrong"), answer.answer
    fits = question.fits(found, question.expected)
    return ("right" if fits else "wrong"), found


def sets() -> Iterator[tuple[str, list[Question]]]:
    yield from _deepmind()
    svamp = json.loads((DATA / "math" / "svamp.json").read_text("utf-8"))
    yield "svamp equations", [Question(i["Equation"], str(i["Answer"]), says) for i in svamp]
    yield from _ucum()
    yield from _texts()
    for kind in ("arithmetic", "conversions", "dates", "chances"):
        yield f"everyday {kind}", _everyday(kind, comes_to)
    yield "everyday chemistry", _everyday("chemistry", tells)
    yield "everyday mixed", _everyday("mixed", agrees)


def _everyday(kind: str, fits: Callable[[Any, str], bool]) -> list[Question]:
    lines = (Path(__file__).parent / f"everyday_{kind}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [Question(words, expected, fits) for words, expected in rows]


def _deepmind() -> Iterator[tuple[str, list[Question]]]:
    modules: dict[str, list[Question]] = {}
    for item in json.loads((DATA / "math" / "deepmind.json").read_text("utf-8")):
        question = Question(item["question"], str(item["answer"]), says)
        modules.setdefault(item["module"], []).append(question)
    yield from modules.items()


def _ucum() -> Iterator[tuple[str, list[Question]]]:
    tree = ElementTree.parse(DATA / "units" / "ucum" / "UcumFunctionalTests.xml")
    yield (
        "UCUM conversions",
        [
            Question(
                f"convert {case.get('value')} {case.get('srcUnit')} to {case.get('dstUnit')}",
                case.get("outcome", ""),
                rounds_to,
            )
            for case in tree.iterfind("conversion/case")
        ],
    )
    yield (
        "UCUM validations",
        [
            Question(f"is '{case.get('unit')}' a valid UCUM code?", case.get("valid", ""), says)
            for case in tree.iterfind("validation/case")
        ],
    )


def _texts() -> Iterator[tuple[str, list[Question]]]:
    """Quantities in sentences: each a question that is right if all and no others are found.

    Units are compared as the experts read their names; plain numbers and what other sets hold
    (a currency in the set of dimensions) are not asked for.
    """
    for name in ("Age", "Currency", "Dimension", "Temperature"):
        path = DATA / "units" / "recognizers" / f"NumberWithUnit_English_{name}Model.json"
        yield (
            f"recognizers {name.lower()}",
            [
                Question(
                    f"find the quantities in: {case['Input']}",
                    json.dumps(
                        [
                            (found["Resolution"]["value"], found["Resolution"]["unit"])
                            for found in case["Results"]
                            if found["Resolution"].get("value")
                        ]
                    ),
                    finds,
                )
                for case in json.loads(path.read_text("utf-8"))
            ],
        )
    cases = json.loads((DATA / "units" / "quantulum3.json").read_text("utf-8"))
    yield (
        "quantulum3",
        [
            Question(
                f"find the quantities in: {case['req']}",
                json.dumps(
                    [
                        (end, r["unit"])
                        for r in case["res"]
                        if r["unit"] != "dimensionless"
                        for end in _ends(r)
                    ]
                ),
                finds,
            )
            for case in cases
        ],
    )


def _ends(found: dict[str, Any]) -> list[float]:
    """A value; or the ends of a range, which the set writes as its middle and half its width.

    A margin that was written as one ("5 ± 1 kg") is one value here too.
    """
    value, width = found["value"], found.get("uncertainty")
    surface = found.get("surface", "")
    if not width or "±" in surface or "+-" in surface or "+/-" in surface:
        return [value]
    return [value - width, value + width]


def says(value: Any, expected: str) -> bool:
    """Whether one of the spellings of an answer is the expected one, as a number if it is one."""
    if not isinstance(value, dict):
        return False
    spellings = [str(value[k]) for k in ("exact", "decimal", "value") if value.get(k) is not None]
    return any(same(spelling, expected) for spelling in spellings)


def tells(text: Any, expected: str) -> bool:
    """Whether a text holds one of several words, or a number to 2 parts in 1,000."""
    numbers = [float(number) for number in _NUMBER.findall(text)]
    for one in expected.split("|"):
        if _NUMBER.fullmatch(one):
            if any(math.isclose(number, float(one), rel_tol=2e-3) for number in numbers):
                return True
        elif one != "-" and one.casefold() in text.casefold():
            return True
    return False


def comes_to(value: Any, expected: str) -> bool:
    """Whether a number found, or one of the solutions, is the one expected, to ten digits."""
    if says(value, expected) or expected == "-":
        return expected != "-"
    numbers = [value.get("value"), value.get("decimal"), value.get("exact")]
    numbers += [n for found in value.get("solutions", ()) for n in found.values()]
    return any(
        math.isclose(float(Fraction(n)), float(Fraction(expected)), rel_tol=1e-10)
        for n in numbers
        if n is not None and re.fullmatch(r"-?[0-9./e-]+", str(n))
    )


def agrees(answer: Answer, expected: str) -> bool:
    """Whether a number found is one of those expected, to their digits; or the text holds it."""
    value = answer.value if isinstance(answer.value, dict) else {}
    found = [value.get(key) for key in ("exact", "decimal", "value", "written")]
    found += [number for one in value.get("solutions", ()) for number in one.values()]
    numbers = [float(Fraction(f)) for f in map(str, found) if _WRITTEN.fullmatch(f)]
    for one in expected.split("|"):
        if not _WRITTEN.fullmatch(one):
            if one != "-" and one.casefold() in answer.answer.casefold():
                return True
        elif any(math.isclose(number, float(Fraction(one)), rel_tol=_last_digit(one))
                 for number in numbers):  # fmt: skip
            return True
    return False


def _last_digit(number: str) -> float:
    """One in the last digit of a number, as a share of it; of whole numbers and fractions, none."""
    mantissa = number.partition("e")[0].lstrip("-")
    if "." not in mantissa:
        return 1e-9
    digits = mantissa.replace(".", "").lstrip("0")
    return 1 / max(int(digits or 1), 1)


def finds(value: Any, expected: str) -> bool:
    """Whether the values found are those expected, with units of the same names or kinds."""
    wanted = [(float(number), unit) for number, unit in json.loads(expected)]
    found = [(float(q["value"]), q["unit"], q["symbol"]) for q in value["quantities"]]
    for number, unit in wanted:
        fits = [
            f for f in found if math.isclose(f[0], number, rel_tol=1e-9) and _named(unit, *f[1:])
        ]
        if not fits:
            return False
        found.remove(fits[0])
    return True


def _named(expected: str, name: str, symbol: str) -> bool:
    """Whether a set's name of a unit is ours: the same word, or the same unit when read."""
    short = {"c": "degC", "f": "degF", "degree": "degree", "pence": "penny"}
    one = short.get(expected.lower(), expected.lower()).replace("united states", "us")
    if one in name.lower() or name.lower() in one or one.split(" ")[0] in name.lower():
        return True
    if code := code_named(expected):
        return code == code_named(name)
    try:
        theirs, ours = read_unit(one).pint, read_unit(symbol).pint
        return bool(Fraction(1) * theirs == Fraction(1) * ours)  # ml and cm³ too
    except Problem:
        return False


def rounds_to(value: Any, expected: str) -> bool:
    """Whether the value, rounded to as many digits as are expected, is what is expected."""
    if not isinstance(value, dict):
        return False
    digits = min(15, len(expected.lower().partition("e")[0].replace(".", "").lstrip("-0")))
    return f"{float(value['value']):.{digits - 1}e}" == f"{float(expected):.{digits - 1}e}"


def same(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    try:
        return Fraction(one) == Fraction(other)
    except (ValueError, ZeroDivisionError):
        return False


if __name__ == "__main__":
    raise SystemExit(main())
