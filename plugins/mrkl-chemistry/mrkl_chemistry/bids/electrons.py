"""Reads requests about electrons: configurations, and oxidation states."""

from __future__ import annotations

from mrkl_chemistry.bids.forms import ASK, SUBSTANCE, form, matches, substance
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_CHARGE = r"(?:\^?\d?[+-]|\^?[+-]\d|[⁰¹²³⁴⁵⁶⁷⁸⁹]?[⁺⁻])"
_ION = (
    rf"(?:an? |the )?(?:element |atom of |ion )?(?P<name>[A-Za-z]{{1,20}}(?:[- ]?{_CHARGE})?)"
    r"(?: atom| ion)?"
)
_CHARGED = rf"(?:an? |the )?(?P<name>[A-Z][a-z]?{_CHARGE})(?: ion)?"
_TELL = rf"(?:write |{ASK})(?:out )?(?:the )?"
_STYLE = r"(?:(?P<full>full|complete) |ground[- ]state |abbreviated |condensed |short(?:hand)? )*"
_HAVE = r"(?:does|do|has|are (?:there )?in|is in)"

#: What is asked of a configuration, and how.
_CONFIGURATIONS = (
    (
        "short",
        form(
            rf"{_TELL}{_STYLE}(?:(?:noble[- ]gas )?(?:electron(?:ic)?|orbital)|noble[- ]gas)"
            rf" (?:config(?:uration)?|arrangement) (?:of|for) {_ION}"
        ),
    ),
    ("unpaired", form(rf"how many unpaired electrons {_HAVE} {_ION}(?: have)?")),
    ("unpaired", form(rf"{ASK}number of unpaired electrons (?:in|of) {_ION}")),
    ("electrons", form(rf"how many electrons {_HAVE} {_CHARGED}(?: have)?")),
    ("electrons", form(rf"{ASK}number of electrons (?:in|of) {_CHARGED}")),
)
_STATE = r"oxidation (?:state|number)s?"
_ELEMENT = r"(?:an? |the )?(?:element )?(?P<element>[A-Za-z]{1,14}?)(?: atoms?)?"
_EACH = r"(?:each|every|all)(?: the| of the)? (?:elements?|atoms?)"
_OXIDATION = (
    form(rf"{ASK}{_STATE} (?:of|for) {_EACH} in {SUBSTANCE}"),
    form(rf"assign (?:the )?{_STATE} to {_EACH} in {SUBSTANCE}"),
    form(rf"{ASK}{_STATE} (?:of|for) {_ELEMENT} (?:in|of) {SUBSTANCE}"),
    form(rf"(?:what|which) {_STATE} (?:does|has) {_ELEMENT} (?:have )?in {SUBSTANCE}"),
    form(rf"in {SUBSTANCE},? what is (?:the )?{_STATE} of {_ELEMENT}"),
    form(rf"(?:assign |{ASK}){_STATE} (?:of|in|for|to) {SUBSTANCE}"),
)


def read(text: str) -> Bid | None:
    """The call that asks for a configuration, a number of electrons or an oxidation state."""
    for wanted, pattern in _CONFIGURATIONS:
        if match := pattern.fullmatch(text):
            full = match.groupdict().get("full")
            arguments: JsonObject = {"name": match["name"], "wanted": "full" if full else wanted}
            return Bid("configuration", arguments, 0.95, f"asks for {wanted} of {match['name']}")
    for match in matches(_OXIDATION, text):
        if found := substance(match["substance"]):
            arguments = {"substance": found}
            if element := match.groupdict().get("element"):
                arguments["element"] = element
            return Bid("oxidation_states", arguments, 0.95, f"asks for states in {found!r}")
    return None
