"""Reads requests about concentrations in other measures, and about percent yields."""

from __future__ import annotations

import re

from mrkl_chemistry.bids.forms import CONCENTRATION, GRAMS, MOLES, NUMBER
from mrkl_chemistry.bids.lexer import Token, lexed, lexer, paired, texts
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_AMOUNT = rf"(?:{MOLES}|{GRAMS})\b"
_BY_MASS = r"(?: ?\(?(?:w/w|by (?:mass|weight))\)?)?"
_LEXER = lexer(
    {
        "density": rf"(?:density(?: of| is|=|:)* ?)?{NUMBER}\s?k?g/(?:mL|L|cm\^?[3³]|dm3|m3)\b",
        "fraction": r"mole fraction (?:of |is |= ?)?0?\.\d+",
        "share": rf"{NUMBER}\s?(?:%|percent|ppm){_BY_MASS}",
        "molal": rf"{NUMBER}\s?(?:(?-i:m)(?![\w³/])|molal\b|mol/kg\b)",
        "concentration": CONCENTRATION,
        "amount": _AMOUNT,
        "to_molality": r"molality|molal concentration",
        "to_fraction": r"mole fraction",
        "to_percent": r"(?:mass|weight) (?:percent(?:age)?|%)|percent(?:age)?(?: concentration)?"
        r" by (?:mass|weight)|percent(?:age)? (?:mass|weight)",
        "to_ppm": r"(?:concentration )?(?:in )?(?:ppm|parts per million)",
        "to_molarity": r"molarity|molar concentration",
        "solution": r"g of solution",
    },
    r"dissolv(?:ed|ing)|density|convert|into|concentrated|mixture|mixed|mixing|solvent|solute|pure|it",
)
_MEASURES = {
    "molality": "mol/kg", "fraction": "mole fraction", "percent": "% by mass", "ppm": "ppm",
    "molarity": "mol/L",
}  # fmt: skip

_ACTUAL = r"(?:actual|experimental|isolated|obtained)"
_EVENT = r"(?:obtained|recovered|isolated|collected|produced|formed|got|gets?|made)"
_YIELDS = lexer(
    {
        "wanted_percent": r"(?:percent(?:age)?|%) yield(?! (?:of|is|was|=) ?\d)",
        "percent": rf"(?:percent(?:age)? )?yield(?: of| is| was|=| =)* ?{NUMBER}\s?%"
        rf"|{NUMBER}\s?(?:%|percent)(?: yield)?",
        "theoretical": rf"theoretical(?: yield)?(?: of \w+ reaction)?(?: of| is| was|=)* ?{_AMOUNT}"
        rf"|{_AMOUNT} (?:theoretical(?:ly)?|expected|in theory)"
        rf"|expected(?: yield)?(?: of| is| was)* ?{_AMOUNT}",
        "actual": rf"{_ACTUAL}(?: yield)?(?: of| is| was|=|:)* ?{_AMOUNT}|{_AMOUNT} {_EVENT}"
        rf"|{_AMOUNT} (?:is|was|are|were) (?:actually )?{_EVENT}|{_EVENT} (?:only )?{_AMOUNT}",
        "wanted_theoretical": r"theoretical yield",
        "wanted_actual": rf"{_ACTUAL} yield",
    },
    r"reaction|product|but|only|actually|student|my|percent|while",
)


def read(text: str) -> Bid | None:
    """The call that asks for another measure of a concentration, or for a yield."""
    return _yield(text) or _concentration(text)


def _concentration(text: str) -> Bid | None:
    tokens = lexed(_LEXER, text)
    asked = [token.kind for token in tokens if token.kind.startswith("to_")]
    if len(asked) != 1:
        return None
    measure = _MEASURES[asked[0].removeprefix("to_")]
    given = [t for t in tokens if t.kind in ("share", "molal", "concentration", "fraction")]
    arguments: JsonObject = {"to": measure}
    if density := texts(tokens, "density"):
        found = re.search(rf"{NUMBER}\s?k?g/\S+?(?= |$)", density[0], re.IGNORECASE)
        arguments["density"] = found[0] if found else density[0]
    names = texts(tokens, "name")
    if len(given) == 1 and not texts(tokens, "amount"):
        solutes = {name.casefold(): name for name in names if name.casefold() != "water"}
        if len(solutes) != 1 or len(density) > 1:
            return None
        arguments |= {
            "concentration": given[0].text.strip(),
            "solute": next(iter(solutes.values())),
        }
        return Bid("concentration", arguments, 0.94, "asks for a concentration in another measure")
    return None if given else _mixed(tokens, arguments, names)


def _mixed(tokens: list[Token], arguments: JsonObject, names: list[str]) -> Bid | None:
    pairs = paired(tokens, "amount")
    if len(pairs) != 2 or texts(tokens, "solution") or not all(name for _, name in pairs):
        return None
    (amount, solute), (solvent_amount, solvent) = pairs
    if {name.casefold() for name in names} - {solute.casefold(), solvent.casefold()}:
        return None
    if len(names) > 2 and names[0].casefold() != solute.casefold():
        return None  # asked of the solvent
    arguments |= {"solute": solute, "amount": amount, "solvent_amount": solvent_amount}
    if solvent.casefold() != "water":
        arguments["solvent"] = solvent
    return Bid("concentration", arguments, 0.95, "asks for the concentration of what is mixed")


def _yield(text: str) -> Bid | None:
    tokens = lexed(_YIELDS, text)
    asked = {token.kind for token in tokens if token.kind.startswith("wanted_")}
    wanted = {kind.removeprefix("wanted_") for kind in asked}
    given = [token for token in tokens if token.kind in ("percent", "theoretical", "actual")]
    if len(given) != 2 or len({t.kind for t in given}) != 2 or len(texts(tokens, "name")) > 1:
        return None
    if wanted != {"percent", "theoretical", "actual"} - {token.kind for token in given}:
        return None
    arguments: JsonObject = {}
    for token in given:
        if token.kind == "percent":
            found = re.search(NUMBER, token.text)
            arguments["percent"] = float(found[0].replace(",", "")) if found else 0.0
        else:
            amount = re.search(_AMOUNT, token.text, re.IGNORECASE)
            arguments[token.kind] = amount[0] if amount else ""
    return Bid("percent_yield", arguments, 0.95, "asks for a yield")
