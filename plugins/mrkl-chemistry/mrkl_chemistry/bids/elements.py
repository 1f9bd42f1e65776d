"""Reads requests about an element or an isotope."""

from __future__ import annotations

import re

from mrkl_chemistry.bids.forms import ASK, PARTICLES, form
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_ELEMENT = r"(?:the )?(?:element )?(?P<name>[A-Za-z]{1,20}(?:[- ]\d{1,3})?|\d{1,3}[A-Z][a-z]?)"
_ATOM = rf"(?:an? )?(?:atom of )?{_ELEMENT}(?: atom)?"

#: What is asked for, and how.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", form(rf"{ASK}atomic number (?:of|for) {_ELEMENT}")),
    ("number", form(rf"how many protons (?:does|do) {_ATOM} have")),
    ("number", form(rf"how many protons (?:are|is) (?:there )?in {_ATOM}")),
    ("number", form(rf"{ASK}number of protons (?:in|of) {_ATOM}")),
    ("number", form(rf"how many electrons (?:does|do) (?:an? )(?:neutral )?{_ELEMENT} atom have")),
    (
        "weight",
        form(
            rf"{ASK}(?:average |relative |standard )?atomic (?:weight|mass) (?:of|for) {_ELEMENT}"
        ),
    ),
    ("symbol", form(rf"{ASK}(?:chemical |element |atomic )?symbol (?:of|for) {_ELEMENT}")),
    ("name", form(r"(?:what|which) element (?:has|is) (?:the )?atomic number (?P<name>\d{1,3})")),
    (
        "name",
        form(
            r"(?:what|which) element (?:has|uses|is) (?:the )?(?:chemical )?(?:symbol )?"
            r"(?P<name>[A-Z][a-z]?)"
        ),
    ),
    ("name", form(r"(?:what|which) (?:is element|element is) (?:number )?(?P<name>\d{1,3})")),
    ("group", form(rf"(?:what|which) group (?:is|of the periodic table is) {_ELEMENT} in")),
    ("period", form(rf"(?:what|which) period (?:is|of the periodic table is) {_ELEMENT} in")),
    ("metal", form(rf"is {_ELEMENT} a (?:non-?)?metal(?: or a non-?metal)?")),
    ("valence_electrons", form(rf"how many valence electrons (?:does|do) {_ATOM} have")),
    ("valence_electrons", form(rf"how many valence electrons are (?:there )?in {_ATOM}")),
    ("most_common_isotope", form(rf"{ASK}most (?:common|abundant) isotope of {_ELEMENT}")),
    ("neutrons", form(rf"how many neutrons (?:does|do) {_ATOM} have")),
    ("neutrons", form(rf"how many neutrons (?:are|is) (?:there )?in {_ATOM}")),
)


def read(text: str) -> Bid | None:
    """The call that asks about an element."""
    for wanted, pattern in _FORMS:
        if match := pattern.fullmatch(text):
            name = match["name"]
            if name.lower() in PARTICLES:
                return None
            if wanted == "weight" and any(map(str.isdigit, name)):
                wanted = "isotope_mass"
            arguments: JsonObject = {"name": name, "wanted": wanted}
            return Bid("element", arguments, 0.95, f"asks for the {wanted} of {name!r}")
    return None
