"""How many of others' questions the calculator and units answer rightly, wrongly, not at all.

Each question goes to the experts' bids as it stands; a question no expert claims is refused.
Wrong is what counts most. Reads ../shared/bench (or the folder given).

    python bench/experts.py [FOLDER]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from mrkl_core import Expert, Result
from mrkl_core.testing import experts_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench"
SURE = 0.6  # the manifest's routing threshold


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not (folder / "math").is_dir():
        print(f"skipped: {folder / 'math'} is not here")
        return 0
    wrong: list[str] = []
    times: list[float] = []
    for name, questions in (
        *_deepmind(folder / "math" / "deepmind.json"),
        ("svamp equations", _svamp(folder / "math" / "svamp.json")),
        ("UCUM conversions", _ucum(folder / "units" / "ucum" / "UcumFunctionalTests.xml")),
    ):
        counts: Counter[str] = Counter()
        for words, expected in questions:
            start = time.perf_counter()
            found = answer(words)
            times.append(time.perf_counter() - start)
            outcome = judge(found, expected)
            counts[outcome] += 1
            if outcome == "wrong":
                wrong.append(f"{name}: {words!r} gave {found!r}, not {expected!r}")
        shown = ", ".join(
            f"{counts[outcome]:4} {outcome}" for outcome in ("right", "refused", "wrong")
        )
        print(f"{name:44} {shown}")
    print(f"a question takes {statistics.median(times) * 1000:.2f} ms (median)")
    print(f"wrong: {len(wrong)}", *wrong, sep="\n  ")
    return 0


_EXPERTS: tuple[Expert, ...] = (*experts_of("mrkl_calculator"), *experts_of("mrkl_units"))


def answer(words: str) -> list[str]:
    """The value an expert gives for these words in each of its spellings; empty if none does."""
    bids = [(bid, expert) for expert in _EXPERTS if expert.bid for bid in expert.bid(words)]
    if not bids:
        return []
    bid, expert = max(bids, key=lambda pair: pair[0].confidence)
    if bid.confidence < SURE:
        return []
    tool = next(tool for tool in expert.tools if tool.name == bid.tool)
    result = tool.function(**bid.arguments)
    if not isinstance(result, Result) or not isinstance(result.value, dict):
        return []
    keys = ("exact", "decimal", "value")
    return [str(result.value[key]) for key in keys if result.value.get(key) is not None]


def judge(found: list[str], expected: str) -> str:
    """Whether one of the spellings is the expected answer, as a number if it is one."""
    if not found:
        return "refused"
    return "right" if any(same(spelling, expected) for spelling in found) else "wrong"


def same(one: str, other: str) -> bool:
    if one.lower() == other.lower():
        return True
    try:
        return Fraction(one) == Fraction(other)
    except (ValueError, ZeroDivisionError):
        return False


def _deepmind(path: Path) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    modules = defaultdict(list)
    for item in json.loads(path.read_text(encoding="utf-8")):
        modules[item["module"]].append((item["question"], str(item["answer"])))
    return modules.items()


def _svamp(path: Path) -> list[tuple[str, str]]:
    items = json.loads(path.read_text(encoding="utf-8"))
    return [(item["Equation"], str(item["Answer"])) for item in items]


def _ucum(path: Path) -> list[tuple[str, str]]:
    cases = ElementTree.parse(path).iter("case")
    return [
        (
            f"convert {case.get('value')} {case.get('srcUnit')} to {case.get('dstUnit')}",
            case.get("outcome", ""),
        )
        for case in cases
        if case.get("dstUnit")
    ]


if __name__ == "__main__":
    raise SystemExit(main())
