"""Reads requests for numerals; what is not one in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mrkl_core import Bid

_ASK = r"\s*(?:please )?(?:(?:what(?:'s| is)|write|convert|give me)\s+)?"
_FORMS = (
    re.compile(
        _ASK + r"(?P<number>[0-9]{1,4}) (?:in|as|to|into) (?:a )?roman(?: numerals?)?\s*[?.!]*",
        re.IGNORECASE,
    ),
    re.compile(
        r"\s*[Ww]hat (?:(?:number|year) )?is (?:the )?(?:roman numeral )?"
        r"(?P<number>[MDCLXVI]{2,15})(?: in (?:arabic numerals|digits|numbers))?\s*[?.!]*"
    ),
)


def bid(words: str) -> Iterable[Bid]:
    """One bid if the words ask for a numeral, or what one means."""
    if len(words) > 100:
        return
    for form in _FORMS:
        if found := form.fullmatch(words):
            yield Bid("convert", {"number": found["number"]}, 0.95, "a number and its numeral")
            return
