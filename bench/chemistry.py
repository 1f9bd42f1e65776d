"""How many of others' names, reactions and formulas the chemistry expert reads rightly.

OPSIN's own test names with their InChI, chempy's reactions and formulas. Wrong is what counts
most. Then the time of each tool, warm, beside the library's own call. Reads ../shared/bench.

    python bench/chemistry.py [FOLDER]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rdkit import Chem
from rdkit.Chem import rdMolDescriptors

from mrkl_chemistry.balance import read_equation
from mrkl_chemistry.elements import SYMBOLS
from mrkl_chemistry.formula import read_formula
from mrkl_chemistry.problems import Problem
from mrkl_core import Expert, Result
from mrkl_core.testing import call_tool, experts_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench"
EXPERT: Expert = experts_of("mrkl_chemistry")[0]

Judged = Iterator[tuple[str, str]]


def main() -> int:
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else DATA) / "chem"
    if not folder.is_dir():
        print(f"skipped: {folder} is not here")
        return 0
    for name, judged in (
        ("names to structures (OPSIN)", _names(folder / "opsin")),
        ("reactions (chempy)", _reactions(folder / "chempy" / "balance_cases.json")),
        ("formulas (chempy)", _formulas(folder / "chempy" / "formula_parsing_cases.json")),
    ):
        counts: Counter[str] = Counter()
        for what, outcome in judged:
            counts[outcome] += 1
            if outcome == "wrong":
                print(f"  wrong: {what}")
        shown = ", ".join(f"{counts[o]:3} {o}" for o in ("right", "refused", "wrong"))
        print(f"{name:30} {shown}")
    _times()
    return 0


def _names(folder: Path) -> Judged:
    """A name without an InChI beside it is only known to have one structure."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            name, _, inchi = line.partition("\t")
            if not name or name.startswith("#") or file.stem == "LICENSE" or not inchi:
                continue
            found = call_tool(EXPERT, "identify", substance=name, notation="name")
            if not isinstance(found, Result):
                yield name, "refused"
                continue
            mol = Chem.MolFromInchi(inchi)
            yield name, "right" if Chem.MolToInchi(mol) == found.value["inchi"] else "wrong"


def _reactions(file: Path) -> Judged:
    for case in json.loads(file.read_text("utf-8")):
        words = " -> ".join(" + ".join(case[side]) for side in ("reactants", "products"))
        bids = list(EXPERT.bid(words)) if EXPERT.bid else []
        found = call_tool(EXPERT, bids[0].tool, **bids[0].arguments) if bids else None
        if not isinstance(found, Result):
            yield words, "refused"
            continue
        equation = read_equation(found.value["equation"])
        given = [term.given or 1 for term in equation.terms]
        yield words, "right" if equation.is_balanced_with(given) else "wrong"


def _formulas(file: Path) -> Judged:
    for case in json.loads(file.read_text("utf-8")):
        if "composition" not in case["test"]:
            continue
        text, *expected = case["row"]
        try:
            formula = read_formula(text)
        except Problem:
            # What chempy refuses must be refused.
            yield text, "refused" if expected else "right"
            continue
        found = {str(SYMBOLS.index(a) + 1): float(n) for a, n in formula.atoms.items()}
        if formula.charge:
            found["0"] = formula.charge
        yield text, "right" if expected == [found] else "wrong"


def _times() -> None:
    mol = Chem.MolFromSmiles("CC(=O)Oc1ccccc1C(=O)O")
    bare: dict[str, Callable[[], Any]] = {
        "mass": lambda: rdMolDescriptors._CalcMolWt(Chem.MolFromSmiles("CC(=O)Oc1ccccc1C(=O)O")),
        "identify": lambda: Chem.MolToInchi(mol),
        "descriptors": lambda: rdMolDescriptors.CalcCrippenDescriptors(mol),
    }
    for tool in EXPERT.tools:
        arguments = tool.examples[0].arguments
        mine = _median(lambda t=tool, a=arguments: t.function(**a))
        beside = f", bare {_median(bare[tool.name]):.3f} ms" if tool.name in bare else ""
        print(f"{tool.name:14} {mine:8.2f} ms warm{beside}")


def _median(call: Callable[[], Any]) -> float:
    call()
    times = []
    for _ in range(15):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
