"""The pieces that requests about substances are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mrkl_chemistry.elements import NUMBERS
from mrkl_chemistry.formula import is_formula

ASK = (
    r"(?:please |can you |could you )?(?:(?:tell|give|show) (?:me )?|find |calculate |compute "
    r"|determine |get |look up |state )?(?:what(?:'?s| is| are) |which (?:is|are) )?(?:the )?"
)
SUBSTANCE = r"(?P<substance>[^?\n]{1,400}?)"
_END = r"\s*[?.!]*\s*"
#: Read whole or not at all, so that long ones cost no more than their length.
NUMBER = (
    r"(?<!\d)(?<!\d[.,])\d++(?:[.,]\d++)*+"
    r"(?:\s?[x×*]\s?10\s?\^?[-−⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]++|e[-+]?\d++)?+"
)
MOLES = rf"{NUMBER}\s*(?:milli|micro|nano|[mµμunk])?mol(?:es?)?"
GRAMS = rf"{NUMBER}\s*(?:(?:milli|kilo|micro)?grams?|[mµμunk]?g)"
COUNTED = rf"{NUMBER}\s*(?:molecules?|atoms?|particles|formula units?)"
MASS_OR_AMOUNT = rf"(?:{MOLES}|{GRAMS})\b"
VOLUME = rf"{NUMBER}\s*(?:(?:milli|micro)?lit(?:re|er)s?|[mµμudc]?L)\b"
CONCENTRATION = rf"{NUMBER}\s*(?:[mµμun]?M|(?:milli)?molar|mol/L|[mµμ]?g/m?L)\b"

#: "… of caffeine and of glucose" are two requests; "caffeine and glucose" the tool refuses.
_SEVERAL = re.compile(r" (?:and|or|plus) (?:of|for|in|the|an?|what) ", re.IGNORECASE)
_ARTICLE = re.compile(
    r"^(?:(?:(?:a|one|each) )?(?:molecule|formula unit) of |(?:the )?(?:compound|molecule|substance"
    r"|element|chemical|ion) (?:(?:with|of) (?:the )?(?:smiles|formula) )?|an? |the |pure )",
    re.IGNORECASE,
)
PARTICLES = ("electron", "proton", "neutron")
_MOST_WORDS = 6


def form(pattern: str) -> re.Pattern[str]:
    """A whole request of this form, with a question mark or a full stop behind it or not."""
    return re.compile(rf"\s*{pattern}{_END}", re.IGNORECASE)


def matches(forms: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The whole text as each of these forms that it has."""
    return filter(None, (pattern.fullmatch(text) for pattern in forms))


def substance(text: str) -> str:
    """The substance named, without an article; empty if it cannot be one, or is several."""
    text = _ARTICLE.sub("", text.strip())
    text = re.sub(r"^CAS (?:number |no\.? )?", "", text)
    if _SEVERAL.search(text) or text.lower() in PARTICLES:
        return ""
    if text in NUMBERS or is_formula(text):
        return text
    return text if len(text.split()) <= _MOST_WORDS and re.search(r"\w", text) else ""
