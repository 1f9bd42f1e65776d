"""Reads requests about one substance: its identifiers, mass, structure and likeness."""

from __future__ import annotations

import re

from mrkl_chemistry.bids.forms import ASK, SUBSTANCE, form, matches, substance
from mrkl_chemistry.formula import is_formula
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_OF = r"(?:#| number| no\.?| string| code| registry number| notation)? (?:of|for|in) (?:the )?"
_FEATURE = (
    r"(?P<feature>log ?p|tpsa|(?:topological )?polar surface area|rotatable bonds?|h(?:ydrogen)?"
    r"[- ]bond (?:donors?|acceptors?)|(?:aromatic )?rings|stereocent(?:re|er)s)"
)
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "mass",
        form(
            rf"{ASK}(?:average |monoisotopic |exact )?(?:molar mass|molecular (?:weight|mass)"
            r"|formula (?:weight|mass)|monoisotopic mass|exact mass|mol\.? ?wt\.?|mw"
            rf"|(?:mass|weight) of (?:one|a|1) mol(?:e)?) (?:of|for) {SUBSTANCE}"
            r"(?: in (?:g/mol|grams per mole|Da|daltons?))?"
        ),
    ),
    (
        "mass",
        form(
            rf"(?:how (?:heavy is|much does)|what does) (?:a|one|1) mol(?:e)? of {SUBSTANCE}"
            r"(?: weigh)?"
        ),
    ),
    (
        "identify",
        form(
            rf"{ASK}(?:canonical |standard |isomeric )?"
            r"(?P<wanted>smiles|inchi ?key|inchi|cas|iupac name|systematic name|chemical name"
            r"|common name|trivial name|name"
            rf"|(?:molecular |chemical )?formula|chemical structure|structure){_OF}{SUBSTANCE}"
        ),
    ),
    ("identify", form(rf"what is {SUBSTANCE} (?P<wanted>called)")),
    (
        "identify",
        form(
            r"(?:what|which) (?:substance|compound|chemical|molecule) (?:has|is) (?:the )?"
            rf"(?:formula |structure |smiles )?{SUBSTANCE}"
        ),
    ),
    (
        "identify",
        form(
            rf"(?:convert|translate|change) {SUBSTANCE} (?:in)?to "
            r"(?:an? )?(?P<wanted>smiles|inchi ?key|inchi)"
        ),
    ),
    (
        "groups",
        form(rf"(?:list )?{ASK}functional groups?(?: are(?: present)?)? (?:of|in) {SUBSTANCE}"),
    ),
    (
        "groups",
        form(rf"(?:which|what) functional groups (?:does|do) {SUBSTANCE} (?:have|contain)"),
    ),
    (
        "groups",
        form(
            r"(?:(?:which|what) functional groups are|are there (?:any )?functional groups) "
            rf"(?:there |present )?in {SUBSTANCE}"
        ),
    ),
    (
        "descriptors",
        form(
            rf"{ASK}(?:(?:molecular )?descriptors|(?:number of )?{_FEATURE}) (?:of|for|in) "
            rf"{SUBSTANCE}"
        ),
    ),
    (
        "descriptors",
        form(
            rf"how many {_FEATURE} (?:(?:are|is) (?:there )?in {SUBSTANCE}"
            r"|(?:does|do) (?P<other>[^?\n]{1,400}?) (?:have|contain))"
        ),
    ),
    (
        "draw",
        form(
            rf"(?:draw|sketch|depict)(?: me)? (?:the )?(?P<of>(?:structure|molecule) (?:of )?)?"
            rf"{SUBSTANCE}"
        ),
    ),
    (
        "purchasable",
        form(
            rf"(?:is|are) {SUBSTANCE} (?:in stock|commercially available|purchasable|for sale"
            r"|(?:available|sold|listed) (?:for purchase|commercially|in a catalog(?:ue)?))"
        ),
    ),
    ("purchasable", form(rf"can (?:i|you|one|we) (?:buy|purchase|order) {SUBSTANCE}")),
    ("pubchem", form(rf"(?:look up|find|search for|search|get) {SUBSTANCE} (?:in|on) pubchem")),
    (
        "pubchem",
        form(rf"{ASK}pubchem (?:entry|record|page|cid|id)(?: number)? (?:of|for) {SUBSTANCE}"),
    ),
    (
        "precursors",
        form(rf"{ASK}(?:one-step )?(?:retrosynthesis|precursors) (?:of|for) {SUBSTANCE}"),
    ),
)
_CONTAINS = (
    form(rf"(?:does|do) {SUBSTANCE} (?:contain|have|include) (?:an? )?(?P<part>[^?]{{1,80}}?)"),
    form(rf"is there (?:an? )?(?P<part>[^?]{{1,80}}?) in {SUBSTANCE}"),
)
#: Words for what is a part and no functional group.
_PARTS = {"benzene ring": "c1ccccc1", "phenyl group": "[CX4,#7,#8,#16,c]-c1ccccc1"}
#: How what is said of a descriptor begins, and its name.
_DESCRIBED = {
    "rot": "rotatable_bonds",
    "log": "logp",
    "arom": "aromatic_rings",
    "ring": "rings",
    "ster": "stereocentres",
}
#: Words that are about anything; with these, a notation or a bare name must follow.
_EVERYDAY = ("name", "structure", "called")
_NOTATION = re.compile(r"[\d()\[\]=#]")
_PHRASE = re.compile(r"\b(?:of|the|an?|my|your|our|in|on|for|is|to)\b", re.IGNORECASE)


def read(text: str) -> Bid | None:
    """The call that asks about one substance."""
    for tool, pattern in _FORMS:
        match = pattern.fullmatch(text)
        groups = match.groupdict() if match else {}
        named = groups.get("substance") or groups.get("other") or ""
        if not (found := substance(named)):
            continue
        said = (groups.get("wanted") or "").lower()
        vague = said in _EVERYDAY or (tool == "draw" and not groups["of"])
        if (vague or said == "formula") and _PHRASE.search(named):
            continue
        if said in ("name", "called") and not (is_formula(found) or _NOTATION.search(found)):
            continue
        arguments: JsonObject = {"product" if tool == "precursors" else "substance": found}
        if said:
            arguments["wanted"] = _wanted(said)
        if feature := groups.get("feature"):
            arguments["wanted"] = _described(feature.lower())
        sure = 0.75 if vague or said == "formula" else 0.95
        return Bid(tool, arguments, sure, f"asks for {tool} of {found!r}")
    return _contained(text)


def _wanted(words: str) -> str:
    """The identifier that these words ask for."""
    words = words.replace(" ", "")
    if words in ("name", "commonname", "trivialname", "chemicalname", "called"):
        return "name"
    for name, mark in (("formula", "formula"), ("smiles", "structure"), ("iupac_name", "name")):
        if words.endswith(mark):
            return name
    return words


def _described(words: str) -> str:
    """The descriptor that these words ask for."""
    if words.startswith("h"):
        return f"hydrogen_bond_{'donors' if 'donor' in words else 'acceptors'}"
    return next((name for begins, name in _DESCRIBED.items() if words.startswith(begins)), "tpsa")


def _contained(text: str) -> Bid | None:
    for match in matches(_CONTAINS, text):
        found = substance(match["substance"])
        if found and (part := _PARTS.get(match["part"].lower())):
            arguments: JsonObject = {"substance": found, "pattern": part}
            return Bid("substructure", arguments, 0.9, f"asks for a part of {found!r}")
    return None
