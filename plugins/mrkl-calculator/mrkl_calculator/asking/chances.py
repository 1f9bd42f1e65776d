"""Reads questions about draws: "two letters picked without replacement from …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate
from mrkl_calculator.given import Given

_COUNT = r"(?:[0-9]+|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
_NUMBERS = {
    word: n
    for n, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
_DRAWN = (
    rf"(?P<drawn>{_COUNT}) (?:letters?|balls?|cards?|things?|items?|marbles?|symbols?|characters?)"
    r" (?:(?:is|are) )?(?:picked|drawn|chosen|taken|selected)(?: at random)?"
    r" (?P<how>with|without) (?:replacement|putting back) from (?P<bag>\{[^{}]{1,300}\}|[A-Za-z]+)"
)
_CHANCE = r"(?:the )?(?:prob(?:ability)?|chances?) of "
_WHAT = (
    r"(?:(?:the )?(?:picking |drawing |getting )?(?:the )?sequence (?P<sequence>[A-Za-z]+)"
    r"|(?:picking|drawing|getting) (?P<counts>[^?.]{1,200}))"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_CHANCE}{_WHAT} (?:when|if) {_DRAWN}",
        rf"{_DRAWN}[.,;] *(?:what is |what's |give |calculate |find |determine )?{_CHANCE}{_WHAT}",
    )
)
_PART = re.compile(rf"({_COUNT}) ([A-Za-z]+)", re.IGNORECASE)
_ENTRY = re.compile(r"([A-Za-z]+)\s*:\s*([0-9]{1,4})")


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a draw, if what is drawn and from what are both told."""
    if "replace" not in candidate.text and "back" not in candidate.text:
        return
    for form in _FORMS:
        found = form.fullmatch(candidate.text)
        if found is None:
            continue
        contents, drawn = _contents(found["bag"]), _number(found["drawn"])
        if contents is None:
            return
        replace = found["how"].lower() == "with"
        if found["sequence"]:
            wanted = [*found["sequence"]]
            arguments = {"contents": contents, "sequence": wanted, "replace": replace}
            size = len(wanted)
        else:
            counts = _counts(found["counts"])
            arguments = {"contents": contents, "counts": counts, "replace": replace}
            size = sum(counts.values())
        if size == drawn:
            yield Ask("draw", {**arguments}, f"a draw of {drawn}")
        return


def _contents(text: str) -> dict[str, int] | None:
    if not text.startswith("{"):
        return dict(Counter(text))
    entries = [_ENTRY.fullmatch(part.strip()) for part in text[1:-1].split(",")]
    if not all(entries):
        return None
    return {entry[1]: int(entry[2]) for entry in entries if entry}


def _counts(text: str) -> dict[str, int]:
    parts = [_PART.fullmatch(part) for part in re.split(r",\s*(?:and )?| and ", text.strip())]
    return {part[2]: _number(part[1]) for part in parts if part} if all(parts) else {}


def _number(word: str) -> int:
    word = word.lower()
    return 1 if word in ("a", "an") else _NUMBERS.get(word) or int(word)
