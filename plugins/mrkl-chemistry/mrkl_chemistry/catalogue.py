"""Whether a structure is in a catalogue of purchasable compounds, asked of a Bloom filter.

The filter is the one that molbloom carries: ZINC20's compounds in stock. Nothing is downloaded.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.problems import not_installed
from mrkl_chemistry.resolve import resolve
from mrkl_core import Evidence, Result, Verdict

CATALOGUE = "ZINC20's compounds in stock (9,227,726)"

#: How much of what is not in it the filter takes for a part of it (molbloom 3.2; measured: 0.069).
FALSE_POSITIVES = 0.07


def purchasable(substance: str) -> Result:
    """Whether it is in the catalogue: no is sure, yes is likely; see the tool's schema."""
    structure = resolve(substance)
    written = molbloom().canon(molecules.smiles_of(structure.mol))
    found = bool(
        molbloom().buy(written, catalog="zinc-instock-mini", canonicalize=False, check_common=False)
    )
    value = {
        "smiles": written,
        "in_catalogue": found,
        "certain": not found,
        "false_positive_rate": FALSE_POSITIVES if found else 0.0,
        "catalogue": CATALOGUE,
    }
    if found:
        text = f"probably yes: {written} is in {CATALOGUE}, wrongly told of 7 % of what is not"
    else:
        text = f"no: {written}, so written, is not in {CATALOGUE}; others may sell it"
    evidence = Evidence(
        "it is in the catalogue" if found else "this SMILES is not in the catalogue",
        "molbloom's Bloom filter of SMILES",
        Verdict.UNCHECKED if found else Verdict.PASSED,
        f"a rate of {FALSE_POSITIVES:.0%} false positives" if found else "no false negatives",
    )
    return Result(value, text, (*structure.evidence, evidence))


@cache
def molbloom() -> Any:
    """The module molbloom. Raises Problem if it is not installed."""
    try:
        return importlib.import_module("molbloom")
    except ImportError:
        raise not_installed("molbloom") from None
