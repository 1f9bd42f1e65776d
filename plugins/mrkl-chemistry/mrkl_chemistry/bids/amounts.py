"""Reads requests about amounts, solutions and what substances are made of."""

from __future__ import annotations

import re

from mrkl_chemistry.bids.forms import (
    ASK,
    CONCENTRATION,
    COUNTED,
    GRAMS,
    MASS_OR_AMOUNT,
    MOLES,
    SUBSTANCE,
    VOLUME,
    form,
    matches,
    substance,
)
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_ANY = rf"(?P<amount>{MOLES}|{GRAMS}|{COUNTED})"
_IN = r"(?:are|is) (?:there )?(?:in|contained in)?\s?"
_UNITS = (
    r"(?P<to>grams?|g|moles?|mol|(?P<element>[a-z]{2,12} )?atoms|molecules|particles|formula units)"
)
_PARTS = r"(?:(?P<element>[a-z]{2,12}|[A-Z][a-z]?) )?atoms"
_BY_MASS = r"(?: (?:by (?:mass|weight)|content))?"

_Forms = tuple[re.Pattern[str], ...]

#: An amount in another unit.
_CONVERTED: _Forms = (
    form(rf"how many {_UNITS} {_IN}{_ANY} (?:of )?{SUBSTANCE}"),
    form(rf"how many {_UNITS} (?:in|is|are) {_ANY} (?:of )?{SUBSTANCE}"),
    form(rf"how many {_UNITS} of {SUBSTANCE} {_IN}{_ANY}(?: of (?:it|(?P<again>[^?]{{1,80}}?)))?"),
    form(rf"(?:convert |change )?{_ANY} (?:of )?{SUBSTANCE} (?:in|to|into) {_UNITS}"),
    form(
        rf"i have {_ANY} of {SUBSTANCE}[.,;:]? how many {_UNITS} (?:is|are) (?:that|this|it|there)"
    ),
    form(rf"{ASK}(?:number of )?{_UNITS} in {_ANY} (?:of )?{SUBSTANCE}"),
    form(rf"how many {_UNITS} (?:does|do|would) {_ANY} of {SUBSTANCE} (?:weigh|contain|have)"),
)
_WEIGHED: _Forms = (
    form(rf"{ASK}(?:mass|weight)(?: in grams)? of (?P<amount>{MOLES}|{COUNTED}) of {SUBSTANCE}"),
    form(rf"how (?:much|heavy) (?:do|does|is|are) (?P<amount>{MOLES}) of {SUBSTANCE}(?: weigh)?"),
    form(rf"what mass of {SUBSTANCE} is (?P<amount>{MOLES}|{COUNTED})"),
)
_IN_MOLES: _Forms = (
    form(rf"{ASK}amount(?: of substance)? (?:of|in) (?P<amount>{GRAMS}) of {SUBSTANCE}"),
)
#: What one molecule or formula unit is made of.
_COUNTS: _Forms = (
    form(rf"how many {_PARTS} (?:are|is) (?:there )?in {SUBSTANCE}"),
    form(rf"how many {_PARTS} (?:does|do) {SUBSTANCE} (?:have|contain)"),
    form(rf"{ASK}(?:total )?number of {_PARTS} in {SUBSTANCE}"),
)
_SHARE = r"(?:(?:mass |weight )?(?:percent(?:age)?|%)|mass fraction)"
_PERCENT: _Forms = (
    form(
        rf"what {_SHARE} of (?:the mass of )?{SUBSTANCE} is "
        r"(?P<element>[a-z]{1,12})(?: by (?:mass|weight))?"
    ),
    form(rf"how much of {SUBSTANCE} is (?P<element>[a-z]{{1,12}}) by (?:mass|weight)"),
    form(
        rf"{ASK}{_SHARE}(?: composition)?(?: by (?:mass|weight))? of "
        rf"(?P<element>[a-z]{{1,12}}){_BY_MASS} in {SUBSTANCE}"
    ),
    form(
        rf"{ASK}(?:(?:mass |weight )?percent(?:age)?(?: by (?:mass|weight))? |elemental )"
        rf"(?:composition|analysis)(?: by (?:mass|weight))? (?:of|for) {SUBSTANCE}"
    ),
)
_EMPIRICAL: _Forms = (form(rf"{ASK}(?:empirical|simplest) formula (?:of|for) {SUBSTANCE}"),)

_SOLUTE = rf"(?P<amount>{MASS_OR_AMOUNT}) (?:of )?{SUBSTANCE}"
_VOLUME = rf"(?P<volume>{VOLUME})"
_STRENGTH = rf"(?P<concentration>{CONCENTRATION})"
_MADE = (
    r"(?:do i need|would i need|(?:is|are) needed|(?:is|are) required|makes?|should i (?:weigh|use)"
    r"|to (?:make|prepare)|(?:do|would) you need|required|needed)(?: to (?:make|prepare)| for)?"
)
_SOLUTIONS: _Forms = (
    form(
        rf"how (?:many (?:grams|moles)|much) (?:of )?{SUBSTANCE} {_MADE} {_VOLUME} of (?:an? )?"
        rf"{_STRENGTH}(?: solution)?"
    ),
    form(
        rf"{ASK}(?:mass|amount) of {SUBSTANCE} {_MADE} {_VOLUME} of (?:an? )?"
        rf"{_STRENGTH}(?: solution)?"
    ),
    form(
        rf"(?:how (?:do i|to|can i) )?(?:prepare|make) {_VOLUME} of (?:an? )?"
        rf"{_STRENGTH} (?:solution of )?{SUBSTANCE}(?: solution)?"
    ),
    form(
        rf"(?:i need|to make) {_VOLUME} of {_STRENGTH} (?P<again>[^?.,]{{1,60}}?)[.,] how (?:much|"
        rf"many (?:grams|moles) of) {SUBSTANCE} (?:should|do|must) i "
        r"(?:weigh(?: out| in)?|need|use)"
    ),
    form(
        rf"how (?:many (?:grams|moles)|much) (?:of )?{SUBSTANCE} (?:are|is) (?:there )?in "
        rf"{_VOLUME} of (?:an? )?{_STRENGTH}(?: solution| (?P<again>[^?.,]{{1,60}}?))?"
    ),
    form(
        rf"{ASK}(?:molarity|molar concentration|concentration)(?: in mol/L| in M)? of "
        r"(?:an? solution (?:(?:made|prepared) )?(?:with|of|from|by|containing|that contains) )?"
        rf"(?:dissolving )?{_SOLUTE} "
        rf"(?:dissolved )?in {_VOLUME}(?: (?:of )?(?:solution|water))?"
    ),
    form(
        rf"(?:what|which) volume of {_STRENGTH} {SUBSTANCE} (?:contains|holds|has|provides) "
        rf"(?P<amount>{MASS_OR_AMOUNT})(?: of (?P<again>[^?.,]{{1,60}}?))?"
    ),
)
_STOCK = rf"(?P<stock>{CONCENTRATION})"
_TARGET = rf"(?P<target>{CONCENTRATION})"
_TAKEN = rf"(?P<stock_volume>{VOLUME})"
_WHAT = r"(?: (?P<solute>[^?.,\d]{1,40}?))?"
_AGAIN = r"(?: (?P<again>[^?.,\d]{1,40}?))?"
_DILUTED: _Forms = (
    form(
        rf"(?:how (?:do i|to|can i) )?dilute (?:an? )?{_STOCK}(?: stock| solution)*{_WHAT} to "
        rf"{_VOLUME} of (?:an? )?{_TARGET}(?: solution)?{_AGAIN}"
    ),
    form(
        rf"(?:how much|how many (?:ml|l|(?:milli)?lit(?:re|er)s)|(?:what|which) volume)"
        rf"(?: of)? (?:an? )?{_STOCK}{_WHAT} {_MADE} "
        rf"{_VOLUME} of (?:an? )?{_TARGET}(?: solution)?{_AGAIN}"
    ),
    form(
        rf"(?:if i dilute |if )?{_TAKEN} of (?:an? )?{_STOCK}(?: solution)?{_WHAT} "
        rf"(?:(?:is|are) diluted )?to {_VOLUME}[.,]? (?:then )?what is (?:the|its) "
        r"(?:new |final |resulting )?(?:concentration|molarity)"
    ),
    form(
        rf"{ASK}(?:new |final |resulting )?(?:concentration|molarity) (?:when|if|of|after) "
        rf"{_TAKEN} of (?:an? )?{_STOCK}(?: solution)?{_WHAT} (?:(?:is|are) )?diluted to {_VOLUME}"
    ),
)


def read(text: str) -> Bid | None:
    """The call that asks about an amount, a solution or a composition."""
    return _solution(text) or _amount(text) or _composition(text)


def _amount(text: str) -> Bid | None:
    for forms, unit in ((_CONVERTED, ""), (_WEIGHED, "g"), (_IN_MOLES, "mol")):
        for match in matches(forms, text):
            found = substance(match["substance"])
            if not found or re.search(r" (?:in|to|from) ", found):  # "caffeine in pounds" is none
                continue
            element = (match.groupdict().get("element") or "").strip()
            to = unit or _unit(match["to"])
            again = substance(match.groupdict().get("again") or "")
            if again and again.casefold() != found.casefold():
                if to != "atoms" or element:  # "moles of oxygen in … of CO2": of O or of O2
                    continue
                found, element = again, found
            arguments: JsonObject = {"substance": found, "amount": match["amount"], "to": to}
            if element:
                arguments["element"] = element
            return Bid("amount", arguments, 0.95, f"asks how much {match['amount']} are in {to}")
    return None


def _unit(words: str) -> str:
    """The unit that words ask for."""
    words = words.lower()
    if words.endswith("atoms"):
        return "atoms"
    if words in ("mole", "moles", "mol"):
        return "mol"
    return "g" if words.startswith("g") else "molecules"


def _composition(text: str) -> Bid | None:
    for wanted, forms in (("count", _COUNTS), ("percent", _PERCENT), ("empirical", _EMPIRICAL)):
        for match in matches(forms, text):
            if found := substance(match["substance"]):
                arguments: JsonObject = {"substance": found, "wanted": wanted}
                if element := match.groupdict().get("element"):
                    arguments["element"] = element
                return Bid("composition", arguments, 0.95, f"asks for the {wanted} of {found!r}")
    return None


def _solution(text: str) -> Bid | None:
    for tool, forms in (("solution", _SOLUTIONS), ("dilution", _DILUTED)):
        for match in matches(forms, text):
            arguments: JsonObject = {
                name: value.strip() for name, value in match.groupdict().items() if value
            }
            again = str(arguments.pop("again", ""))
            named = str(arguments.pop("solute" if tool == "dilution" else "substance", ""))
            if again and again.casefold() != named.casefold():
                continue
            if tool == "solution":
                if named.casefold() == "water":  # how much solvent: nobody knows
                    continue
                arguments["solute"] = named
            return Bid(tool, arguments, 0.95, f"asks for a {tool}")
    return None
