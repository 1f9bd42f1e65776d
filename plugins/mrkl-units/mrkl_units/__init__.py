"""The units expert: conversions, sums and texts of quantities, UCUM, physical constants."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Expert, Settings, hookimpl
from mrkl_units.bids import bid
from mrkl_units.config import Config
from mrkl_units.money.provider import Provider
from mrkl_units.money.reference import ReferenceTable
from mrkl_units.tools import tools


@hookimpl
def mrkl_experts(settings: Settings) -> Iterable[Expert]:
    """Declares the expert; its config may set `rates_url`, a service of currency rates."""
    config = settings.read("units", Config)
    rates = Provider(config.rates_url) if config.rates_url else ReferenceTable()
    yield Expert(
        "units",
        "Converts between units of measurement and between currencies, computes with quantities, "
        "finds them in texts and gives physical constants.",
        tools(rates),
        examples=(
            "how many feet are in 3 miles?",
            "convert 72°F to celsius",
            "100 km / 2 h in m/s",
            "is mm[Hg] a valid UCUM code?",
            "100 Deutsche Mark in euros",
        ),
        keywords=(
            "unit",
            "convert",
            "measure",
            "temperature",
            "length",
            "mass",
            "constant",
            "currency",
        ),
        bid=bid,
        preload=("mrkl_units.loaded",),
    )
