"""Reads requests about substances and reactions; nothing is looked up here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mrkl_chemistry.bids import (
    acids,
    amounts,
    concentrations,
    electrons,
    elements,
    gases,
    reactions,
    substances,
)
from mrkl_chemistry.reactions import TEMPLATES
from mrkl_core import Bid

#: A first cheap look: what every request here has in it.
_GATE = re.compile(
    r"mass|\bmw\b|weigh|heavy|smiles|inchi|cas\b|iupac|formula|group|balance|->|→|⇌|logp|tpsa|surface"
    r"|descriptor|draw|sketch|depict|solution|dilut|similar|atom|synthesis|precursor|react|element"
    r"|structure|percent|make|prepare|gram|\bg\b|mole|molar|molal|ppm|stereocent|number|compound|symbol|pubchem|combustion|coefficient"
    r"|proton|neutron|electron|isotope|metal|period\b|called|name|chemical|substance|bond|rings?\b"
    r"|composition|yield|oxidation|buffer|\bp?(?:h|oh|k[ab])\b|volume|pressure|temperature|stock"
    r"|density|configuration|available|\bbuy\b|purchas|fraction|concentration|contain|\d\s*m\b|"
    + "|".join(map(re.escape, TEMPLATES)),
    re.IGNORECASE,
)
#: What is said for politeness before and behind a request.
_POLITE = re.compile(
    r"^(?:(?:hi|hey|hello|ok(?:ay)?|so|quick question)(?: there)?[,!:. ]+)+"
    r"|[, ]+(?:please|pls|plz|thanks|thank you|thx)(?=[.!? ]*$)",
    re.IGNORECASE,
)
_READERS = (
    *(reactions.read, amounts.read, electrons.read, elements.read, gases.read),
    *(concentrations.read, acids.read, substances.read),
)


def bid(words: str) -> Iterable[Bid]:
    """The calls these words ask for, if they are read to the end: of the first that reads them."""
    if len(words) > 4000 or not _GATE.search(words):
        return
    text = _POLITE.sub("", " ".join(words.split()))
    for read in _READERS:
        if found := read(text):
            yield found
            return
