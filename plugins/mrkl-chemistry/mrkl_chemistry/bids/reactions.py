"""Reads requests about reactions: balancing, amounts, named reactions."""

from __future__ import annotations

import re

from mrkl_chemistry.balance import read_equation
from mrkl_chemistry.bids.forms import ASK, MASS_OR_AMOUNT, form, matches, substance
from mrkl_chemistry.formula import is_formula
from mrkl_chemistry.reactions import TEMPLATES
from mrkl_core import Bid, Problem
from mrkl_core.contracts.jsonvalue import JsonObject

_REACTION = "|".join(map(re.escape, sorted(TEMPLATES, key=len, reverse=True)))
_ARROW = re.compile(r"->|→|⟶|⇌|<=>|=>")
_LEAD = re.compile(r"^\s*\d+\s+")
_THE = r"(?:the |this |a )?(?:following )?(?:balanced )?(?:chemical )?(?:equation|reaction)?"
_BALANCE = (
    form(
        rf"{ASK}(?:write |give |complete )?(?:the |a )?balanced? {_THE}"
        r"(?: for| of)?[: ]*(?P<equation>.{3,2000}?)"
    ),
    form(rf"(?:how (?:do (?:you|i|we)|to) )?balance:? {_THE}[: ]*(?P<equation>.{{3,2000}}?)"),
    form(rf"{ASK}(?:stoichiometric )?coefficients (?:of|for|in) {_THE}[: ]*(?P<equation>.+?)"),
)
_CHECK = form(rf"is {_THE}[: ]*(?P<equation>.{{3,2000}}?) (?:a )?balanced(?: equation)?")
_COMBUSTION = form(
    rf"{ASK}(?:write |give )?(?:the |a )?(?:balanced? {_THE}(?: for| of)?|equation (?:for|of))"
    r" ?(?:the )?(?:complete )?(?:combustion|burning) of (?P<substance>[^?\n]{1,80}?)"
)
#: Where an equation stands in a text: it has an arrow between formulas and plus signs.
_FORMULA = r"[A-Z(\[][\w()\[\]^+·.-]*"
_SIDE = rf"(?:\d+ ?)?{_FORMULA}(?: \+ (?:\d+ ?)?{_FORMULA})*"
_EQUATION = re.compile(rf"(?<![\w()\[\]^+·.-])(?P<equation>{_SIDE} ?(?:->|→|⟶|⇌|=>|=) ?{_SIDE})")
_GIVEN = re.compile(rf"(?P<amount>{MASS_OR_AMOUNT}) (?:of )?(?P<species>{_FORMULA}|[a-z]{{4,20}})")
_TARGET = re.compile(
    r"(?:how (?:many (?P<unit>grams|g|moles|mol)|much)(?: of)?|(?:theoretical )?yield of"
    r"|(?:what|which) mass of|mass of) (?P<species>[A-Z(\[][\w()\[\]^+-]*)",
    re.IGNORECASE,
)
_LIMITING = re.compile(r"\blimiting (?:reagent|reactant)\b", re.IGNORECASE)
#: What else may be said of a reaction without changing what is asked.
_FILLER = re.compile(
    r"[\s,.:;?!]|\b(?:how|much|many|grams?|moles?|mol|of|in|the|an?|is|are|do|does|by|from|if|when|what"
    r"|which|with|for|to|and|it|will|can|be|needed|required|need|reaction|equation|react|reacts|reacted"
    r"|produced?|produces|formed|forms?|made|make|makes|give|gives|given|gets?|comes?|burn|burning"
    r"|burned|burnt|burns|completely|yield|theoretical|according|following|mass|limiting|reagent"
    r"|reactant|obtained|consumed|used|up|excess(?: \w+)?|there|we|i|have|mixed|combined|determine"
    r"|find|calculate|balanced|chemical|using|via|through|consider|reacting|starting)\b",
    re.IGNORECASE,
)
_SIMILAR = (
    form(r"how similar are (?P<first>.{1,300}?) and (?P<second>.{1,300}?)"),
    form(
        rf"{ASK}(?:tanimoto )?similarity (?:of|between) (?P<first>.{{1,300}}?) and "
        r"(?P<second>.{1,300}?)"
    ),
)
_PRODUCTS = form(
    rf"{ASK}(?:products? of (?:the )?)?(?P<reaction>{_REACTION}) of (?P<first>.{{1,300}}?)"
    r"(?: (?:with|and) (?P<second>.{1,300}?))?"
)


def read(text: str) -> Bid | None:
    """The call that asks about a reaction, or about two substances."""
    return _amounts(text) or _balance(text) or _pair(text)


def _balance(text: str) -> Bid | None:
    if match := _COMBUSTION.fullmatch(text):
        if found := substance(match["substance"]):
            arguments: JsonObject = {"equation": f"{found} + O2 -> CO2 + H2O"}
            return Bid("balance", arguments, 0.95, f"asks for the combustion of {found!r}")
        return None
    if (match := _CHECK.fullmatch(text)) and _is_equation(match["equation"]):
        arguments = {"equation": match["equation"], "check": True}
        return Bid("balance", arguments, 0.95, "asks whether a reaction is balanced")
    for asked in matches(_BALANCE, text):
        equation = asked["equation"].strip(" :")
        if _is_equation(equation) or (_ARROW.search(equation) and _in_names(equation)):
            return Bid("balance", {"equation": equation}, 0.95, "a reaction, read to the end")
    bare = text.strip(" ?!.")
    if _ARROW.search(bare) and re.search(r"[+\d]", bare) and _is_equation(bare):
        return Bid("balance", {"equation": bare}, 0.95, "a reaction, read to the end")
    return None


def _is_equation(text: str) -> bool:
    try:
        read_equation(text)
    except Problem:
        return False
    return True


def _in_names(text: str) -> bool:
    """Whether each side is made of formulas and of what may be names of substances."""
    sides = _ARROW.split(text)
    return len(sides) == 2 and all(
        _may_name(_LEAD.sub("", name)) for side in sides for name in side.split(" + ")
    )


def _may_name(text: str) -> bool:
    text = text.strip()
    return is_formula(text) or (len(text.split()) <= 4 and bool(re.search("[a-z]{3}", text)))


def _amounts(text: str) -> Bid | None:
    """What given amounts make: the equation, the amounts, what is asked, and nothing else."""
    found = _EQUATION.search(text)
    if found is None or not _is_equation(equation := found["equation"].strip(" .")):
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    given = list(_GIVEN.finditer(rest))
    without = _GIVEN.sub(" ", rest)
    target = _TARGET.search(without)
    if not given or (target is None and not _LIMITING.search(without)):
        return None
    if target is not None:
        without = without[: target.start()] + " " + without[target.end() :]
    species = {term.formula.text for term in read_equation(equation).terms}
    left = [word for word in _FILLER.sub(" ", without).split() if word not in species]
    if left:
        return None
    arguments: JsonObject = {
        "equation": equation,
        "amounts": [{"species": m["species"], "amount": m["amount"]} for m in given],
    }
    if target is not None:
        unit = (target["unit"] or "g").lower()
        arguments |= {"wanted": target["species"], "to": "mol" if unit[0] == "m" else "g"}
    return Bid("stoichiometry", arguments, 0.95, "asks what amounts make")


def _pair(text: str) -> Bid | None:
    for pair in matches(_SIMILAR, text):
        arguments: JsonObject = {key: value.strip() for key, value in pair.groupdict().items()}
        return Bid("similarity", arguments, 0.92, "asks for a similarity")
    if match := _PRODUCTS.fullmatch(text):
        name = next(n for n in TEMPLATES if n.lower() == match["reaction"].lower())
        given = [reactant for reactant in (match["first"], match["second"]) if reactant]
        return Bid("products", {"reaction": name, "reactants": given}, 0.93, f"asks for {name}")
    return None
