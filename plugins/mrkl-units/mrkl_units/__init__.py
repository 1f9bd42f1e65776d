"""The units expert: conversions, sums and texts of quantities, UCUM, physical constants."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Expert, hookimpl
from mrkl_units.bids import bid
from mrkl_units.tools import TOOLS


@hookimpl
def mrkl_experts() -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "units",
        "Converts between units of measurement, computes with quantities, finds them in texts and "
        "gives physical constants.",
        TOOLS,
        examples=(
            "how many feet are in 3 miles?",
            "convert 72°F to celsius",
            "100 km / 2 h in m/s",
            "is mm[Hg] a valid UCUM code?",
        ),
        keywords=("unit", "convert", "measure", "temperature", "length", "mass", "constant"),
        bid=bid,
        preload=("mrkl_units.loaded",),
    )
