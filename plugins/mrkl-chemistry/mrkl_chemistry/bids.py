"""Reads requests about substances and reactions; nothing is looked up here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mrkl_chemistry.balance import read_equation
from mrkl_chemistry.elements import NUMBERS
from mrkl_chemistry.formula import read_formula
from mrkl_chemistry.problems import Problem
from mrkl_chemistry.reactions import TEMPLATES
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_ASK = (
    r"(?:please |can you |could you )?(?:(?:tell|give|show) me |find |calculate |compute "
    r"|determine |get |look up )?(?:what(?:'s| is| are) |which (?:is|are) )?(?:the )?"
)
_X = r"(?P<substance>[^?\n]{1,400}?)"
_END = r"\s*[?.!]*\s*"
_OF = r"(?: number| no\.?| string| code| registry number| notation)? (?:of|for|in) (?:the )?"
_AMOUNT = r"\d[\d.,]*\s*[a-zA-Zµμ/]+"
_REACTION = "|".join(map(re.escape, sorted(TEMPLATES, key=len, reverse=True)))
#: "… of caffeine and of glucose" are two requests; "caffeine and glucose" the tool refuses.
_SEVERAL = re.compile(r" (?:and|or|plus) (?:of|for|in|the|an?|what) ", re.IGNORECASE)
#: A first cheap look: what every request here has in it.
_GATE = re.compile(
    r"mass|weight|smiles|inchi|cas\b|iupac|formula|group|balance|->|→|⇌|logp|tpsa|descriptor|draw"
    r"|solution|dilut|similar|atomic|synthesis|precursor|react|element|structure|percent|make"
    rf"|prepare|gram|mole|compound|symbol|pubchem|{_REACTION}",
    re.IGNORECASE,
)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\s*{pattern}{_END}", re.IGNORECASE)


_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "mass",
        _form(
            rf"{_ASK}(?:average |monoisotopic |exact )?(?:molar mass|molecular (?:weight|mass)"
            r"|formula (?:weight|mass)|monoisotopic mass|exact mass|mol\.? ?wt\.?"
            rf"|mass of (?:one|a) mole|percent composition) (?:of|for) {_X}"
            r"(?: in (?:g/mol|grams per mole|Da|daltons?))?"
        ),
    ),
    ("mass", _form(rf"how (?:heavy is|much does) (?:a|one) mole of {_X}(?: weigh)?")),
    (
        "identify",
        _form(
            rf"{_ASK}(?:canonical |standard |isomeric )?"
            r"(?P<wanted>smiles|inchi ?key|inchi|cas|iupac name|systematic name|chemical name"
            rf"|(?:molecular|chemical|empirical) formula|chemical structure){_OF}{_X}"
        ),
    ),
    (
        "identify",
        _form(rf"(?:what|which) (?:substance|compound|chemical) (?:has|is) (?:the )?{_X}"),
    ),
    (
        "identify",
        _form(rf"(?:convert|translate|change) {_X} (?:in)?to (?P<wanted>smiles|inchi ?key|inchi)"),
    ),
    ("groups", _form(rf"(?:list )?{_ASK}functional groups?(?: are(?: present)?)? (?:of|in) {_X}")),
    ("groups", _form(rf"which functional groups (?:does|do) {_X} (?:have|contain)")),
    (
        "descriptors",
        _form(
            rf"{_ASK}(?:logp|log p|tpsa|polar surface area|(?:molecular )?descriptors"
            rf"|rotatable bonds?) (?:of|for|in) {_X}"
        ),
    ),
    (
        "draw",
        _form(rf"(?:draw|sketch|depict)(?: me)? (?:the )?(?:structure|molecule) (?:of )?{_X}"),
    ),
    (
        "element",
        _form(
            rf"{_ASK}(?:average )?(?:atomic (?:number|weight|mass)|chemical symbol|element symbol)"
            rf" (?:of|for) {_X}"
        ),
    ),
    ("pubchem", _form(rf"(?:look up|find|search for|search|get) {_X} (?:in|on) pubchem")),
    ("pubchem", _form(rf"{_ASK}pubchem (?:entry|record|page|cid|id)(?: number)? (?:of|for) {_X}")),
    ("precursors", _form(rf"{_ASK}(?:one-step )?(?:retrosynthesis|precursors) (?:of|for) {_X}")),
)
_BALANCE = _form(
    rf"{_ASK}(?:balanced? )(?:the |this )?(?:following )?(?:chemical )?(?:equation|reaction)?"
    r"(?: for| of)?[: ]*(?P<equation>.{3,2000}?)"
)
_ARROW = re.compile(r"->|→|⟶|⇌|<=>|=>")
_SOLUTION = (
    _form(
        rf"how (?:many grams|much) (?:of )?{_X} (?:do i need|(?:is|are) needed|is required|makes?"
        r"|to (?:make|prepare))(?: to (?:make|prepare)|for)? "
        rf"(?P<volume>{_AMOUNT}) of (?:an? )?(?P<concentration>{_AMOUNT})(?: solution)?"
    ),
    _form(
        rf"(?:how (?:do i|to|can i) )?(?:prepare|make) (?P<volume>{_AMOUNT}) of (?:an? )?"
        rf"(?P<concentration>{_AMOUNT}) (?:solution of )?{_X}(?: solution)?"
    ),
)
_DILUTION = _form(
    rf"(?:how (?:do i|to|can i) )?dilute (?:an? )?(?P<stock>{_AMOUNT})(?: stock| solution)* to "
    rf"(?P<volume>{_AMOUNT}) of (?:an? )?(?P<target>{_AMOUNT})(?: solution)?"
)
_MOLES = r"\d[\d.,]*\s*(?:milli|[mµμunk])?mol(?:es?)?"
_GRAMS = r"\d[\d.,]*\s*(?:[mµμunk]?g|(?:milli|kilo)?grams?)"
#: Of how much of a substance the mass or the amount is asked for, and in which unit.
_AMOUNTS = (
    ("g", _form(rf"{_ASK}(?:mass|weight) of (?P<amount>{_MOLES}) of {_X}")),
    ("g", _form(rf"how (?:much|many grams) (?:do|does) (?P<amount>{_MOLES}) of {_X} weigh")),
    ("g", _form(rf"how many grams (?:are|is) (?:there )?(?:in )?(?P<amount>{_MOLES}) of {_X}")),
    ("mol", _form(rf"how many moles (?:are|is) (?:there )?(?:in )?(?P<amount>{_GRAMS}) of {_X}")),
    (
        "mol",
        _form(
            rf"{_ASK}(?:number of moles|amount(?: of substance)?) (?:of|in) "
            rf"(?P<amount>{_GRAMS}) of {_X}"
        ),
    ),
)
_STOICHIOMETRY = _form(
    rf"how (?:many grams|many moles|much) (?:of )?[^?]{{1,40}}? (?:do|does|is formed by"
    r"|is made (?:of|from|by)|forms? from|(?:is|are) produced (?:by|from)) "
    rf"(?P<amount>{_AMOUNT}) of "
    r"(?P<species>\S{1,40}) (?:make |give |yield )?(?:in|by|according to) (?P<equation>.{3,400}?)"
)
_SIMILAR = (
    _form(r"how similar are (?P<first>.{1,300}?) and (?P<second>.{1,300}?)"),
    _form(
        rf"{_ASK}(?:tanimoto )?similarity (?:of|between) (?P<first>.{{1,300}}?) and "
        r"(?P<second>.{1,300}?)"
    ),
)
_PRODUCTS = _form(
    rf"{_ASK}(?:products? of (?:the )?)?(?P<reaction>{_REACTION}) of (?P<first>.{{1,300}}?)"
    r"(?: (?:with|and) (?P<second>.{1,300}?))?"
)


def bid(words: str) -> Iterable[Bid]:
    """The calls these words ask for, if they are read to the end."""
    if len(words) > 4000 or not _GATE.search(words):
        return
    text = " ".join(words.split())
    yield from _equations(text)
    arguments: JsonObject
    for tool, form in _FORMS:
        if (match := form.fullmatch(text)) and (found := _substance(tool, match["substance"])):
            argument = {"element": "name", "precursors": "product"}.get(tool, "substance")
            arguments = {argument: found}
            if wanted := match.groupdict().get("wanted"):
                arguments["wanted"] = _wanted(wanted)
            yield Bid(tool, arguments, 0.95, f"asks for {tool} of {found!r}")
            return
    for to, form in _AMOUNTS:
        match = form.fullmatch(text)
        if match is None or " in " in match["substance"]:  # "caffeine in pounds" is none
            continue
        if found := _substance("amount", match["substance"]):
            arguments = {"substance": found, "amount": match["amount"], "to": to}
            yield Bid("amount", arguments, 0.95, f"asks how much {match['amount']} are in {to}")
            return
    for tool, forms in (
        ("solution", _SOLUTION),
        ("dilution", (_DILUTION,)),
        ("similarity", _SIMILAR),
    ):
        for form in forms:
            if match := form.fullmatch(text):
                arguments = {key: value.strip() for key, value in match.groupdict().items()}
                if tool == "solution":
                    arguments["solute"] = arguments.pop("substance")
                yield Bid(tool, arguments, 0.92, f"asks for a {tool}")
                return
    if match := _PRODUCTS.fullmatch(text):
        name = next(n for n in TEMPLATES if n.lower() == match["reaction"].lower())
        given = [reactant for reactant in (match["first"], match["second"]) if reactant]
        yield Bid("products", {"reaction": name, "reactants": given}, 0.93, f"asks for {name}")


def _wanted(words: str) -> str:
    """The identifier that these words ask for."""
    words = words.lower().replace(" ", "")
    for name, mark in (("formula", "formula"), ("smiles", "structure"), ("iupac_name", "name")):
        if words.endswith(mark):
            return name
    return words


def _substance(tool: str, text: str) -> str:
    """The substance named, without an article; empty if it cannot be one, or is several."""
    text = re.sub(r"^(?:the )?(?:compound|molecule|substance|element) |^an? ", "", text.strip())
    text = re.sub(r"^CAS (?:number |no\.? )?", "", text)
    if _SEVERAL.search(text):
        return ""
    if tool == "element" and text.lower() in ("electron", "proton", "neutron"):
        return ""
    if text in NUMBERS or _is_formula(text):
        return text
    words = text.split()
    return text if len(words) <= 6 and re.search(r"\w", text) else ""


def _is_formula(text: str) -> bool:
    try:
        read_formula(text)
    except Problem:
        return False
    return True


def _equations(text: str) -> Iterable[Bid]:
    if match := _STOICHIOMETRY.fullmatch(text):
        equation, species = match["equation"].strip(), match["species"]
        if _is_equation(equation):
            amounts = [{"species": species, "amount": match["amount"]}]
            arguments = {"equation": equation, "amounts": amounts}
            yield Bid("stoichiometry", arguments, 0.95, f"asks what {match['amount']} make")
        return
    asked = _BALANCE.fullmatch(text)
    equation = asked["equation"] if asked else text.strip(" ?!.")
    if (asked or (_ARROW.search(equation) and re.search(r"[+\d]", equation))) and _is_equation(
        equation
    ):
        yield Bid("balance", {"equation": equation}, 0.95, "a reaction, read to the end")


def _is_equation(text: str) -> bool:
    try:
        read_equation(text)
    except Problem:
        return False
    return True
