"""Whether chempy, which shares no code with mrkl-chemistry, weighs and balances as it does.

Every tenth formula of the tables that both can read is weighed by both; each with carbon and
hydrogen in it is burned and balanced by both, and so are the reactions in everyday_chemistry.tsv.
chempy requires JupyterLab and solvers (some 85 packages), so it is no dependency of mrkl:

    pip install --no-deps --target PEER chempy quantities pulp pyneqsys pyodesys sym
    PYTHONPATH=PEER python bench/chempy_peer.py [EVERY]
"""

from __future__ import annotations

import importlib
import math
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mrkl_chemistry import table
from mrkl_chemistry.balance import balance, read_equation
from mrkl_chemistry.formula import read_formula
from mrkl_chemistry.identify import molar_mass
from mrkl_core import Problem

EVERYDAY = Path(__file__).with_name("everyday_chemistry.tsv")


def main() -> int:
    try:
        chempy: Any = importlib.import_module("chempy")
    except ImportError:
        print("skipped: chempy is not installed; see the top of this file")
        return 0
    formulas = list(_formulas(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
    burned = [f"{f} + O2 -> CO2 + H2O" for f in formulas if _burns(f)][:200]
    equations = [*burned, *_everyday()]
    failed = _compared("masses", formulas, _ours_weighs, lambda f: _weighs(chempy, f))
    return failed + _compared(
        "reactions", equations, _ours_balances, lambda e: _balances(chempy, e)
    )


def _compared(name: str, cases: list[str], ours: Any, theirs: Any) -> int:
    counts: Counter[str] = Counter()
    times: dict[str, list[float]] = {"mrkl": [], "chempy": []}
    for case in cases:
        found = []
        for who, call in (("mrkl", ours), ("chempy", theirs)):
            start = time.perf_counter()
            try:
                found.append(call(case))
            except Exception:  # a peer's errors are of many kinds; all are refusals
                found.append(None)
            times[who].append(time.perf_counter() - start)
        one, other = found
        outcome = "only one answers" if None in found and one != other else "agree"
        if None not in found and not _same(one, other):
            outcome = "differ"
            print(f"  {case}: {one} here, {other} there")
        counts[outcome] += 1
    medians = ", ".join(f"{who} {1e3 * statistics.median(t):.3f} ms" for who, t in times.items())
    print(f"{name}: {len(cases)}, {dict(counts)}; {medians}")
    return counts["differ"]


def _same(one: Any, other: Any) -> bool:
    return math.isclose(one, other, rel_tol=5e-4) if isinstance(one, float) else one == other


def _formulas(every: int) -> Iterator[str]:
    text = table._text().decode("utf-8", "replace").splitlines()
    fields = (line.split("\t") for line in text[::every] if line)
    yield from dict.fromkeys(f[2] for f in fields if f[2].isalnum())


def _burns(formula: str) -> bool:
    try:
        return set(read_formula(formula).atoms) in ({"C", "H"}, {"C", "H", "O"})
    except Problem:
        return False


def _everyday() -> Iterator[str]:
    for line in EVERYDAY.read_text("utf-8").splitlines():
        answer = line.partition("\t")[2].split("|")[0]
        if " -> " in answer and "^" not in answer:
            sides = (side.split(" + ") for side in answer.split(" -> "))
            yield " -> ".join(" + ".join(t.split()[-1] for t in side) for side in sides)


def _ours_weighs(formula: str) -> float:
    return molar_mass(read_formula(formula))


def _weighs(chempy: Any, formula: str) -> float:
    return float(chempy.Substance.from_formula(formula).mass)


def _ours_balances(equation: str) -> list[int]:
    return balance(read_equation(equation))


def _balances(chempy: Any, equation: str) -> list[int]:
    sides = [side.split(" + ") for side in equation.split(" -> ")]
    found = chempy.balance_stoichiometry(*(set(side) for side in sides))
    return [int(part[name]) for part, side in zip(found, sides, strict=True) for name in side]


if __name__ == "__main__":
    raise SystemExit(main())
