"""What the manifest says of the expert: `experts.units.config`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    """The service of currency rates; without a URL, the table that is built in."""

    rates_url: str = ""
