"""What the manifest says of the expert: `experts.chemistry.config`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WHERE = "experts.chemistry.config"

#: What is told of an offer.
OFFER = ("vendor", "catalogue", "amount", "price", "currency", "url")


@dataclass(frozen=True)
class Literature:
    """A service of publications; its `url` if it is not the provider's own."""

    provider: str = ""
    url: str = ""


@dataclass(frozen=True)
class Prices:
    """A vendor's API: how it is asked, and where its answer has what."""

    url: str = ""
    path: str = ""
    items: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError if a field is named that is not told of an offer."""
        if unknown := self.fields.keys() - set(OFFER):
            names = ", ".join(map(repr, sorted(unknown)))
            raise ValueError(f"{WHERE}.prices.fields has {names}; known: {', '.join(OFFER)}")


@dataclass(frozen=True)
class Config:
    """The services that may be asked, and the tools that an operator approved."""

    pubchem_url: str = ""
    literature: Literature = field(default_factory=Literature)
    prices: Prices = field(default_factory=Prices)
    approved: tuple[str, ...] = ()
