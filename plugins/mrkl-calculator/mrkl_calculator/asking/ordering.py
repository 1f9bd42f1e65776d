"""Reads questions about order: sort, pick the largest, the second smallest, the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_calculator.asking.ask import Ask, Candidate, listed
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare
from mrkl_core.contracts.jsonvalue import JsonObject

_LARGE = "biggest|largest|greatest|highest|maximum|bigger|larger|greater|higher|most"
_SMALL = "smallest|lowest|least|minimum|smaller|lower|lesser"
_RANKS = {
    word: rank
    for rank, words in enumerate(
        "first 1st|second 2nd|third 3rd|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th"
        "|ninth 9th|tenth 10th".split("|"),
        start=1,
    )
    for word in words.split()
}
_VALUE = r"(?: value| number| one)?"
_AMONG = r"(?:in|among|of|from|out of|between|:)"
_SORT = re.compile(
    r"(?:sort|put|order|arrange|rank) (?P<items>.+?)"
    r"(?:,? (?:in|into|by) (?P<order>ascending|increasing|descending|decreasing)(?: order)?"
    r"|,? from (?P<first>\w+) to \w+)?",
    re.IGNORECASE,
)
_PICK = re.compile(
    rf"(?:(?P<rank>{'|'.join(_RANKS)})[- ])?(?P<which>{_LARGE}|{_SMALL}){_VALUE}"
    rf"(?:,? {_AMONG}|[:,?])? ?(?P<items>.+)",
    re.IGNORECASE,
)
_NEAREST = re.compile(
    rf"(?:nearest|closest){_VALUE} to (?P<to>.+?)(?:,? {_AMONG} |[:?] ?| (?=\(a\)))(?P<items>.+)",
    re.IGNORECASE,
)
_OF_TWO = re.compile(rf"(?P<items>.+?) is (?:the )?(?P<which>{_LARGE}|{_SMALL})", re.IGNORECASE)
#: "(a) 3 (b) 4".
_OPTION = re.compile(r"\(([a-z])\)\s*(.+?)\s*(?=\([a-z]\)|$)")
_MOST = 200


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a list to sort or to pick from."""
    text = candidate.text
    if len(text) > 1000 or candidate.verdict:
        return
    if found := _SORT.fullmatch(text):
        order = (found["order"] or found["first"] or "ascending").lower()
        descending = order.startswith(("desc", "decr")) or _is_large(order)
        items = listed(found["items"])
        if len(items) > 1 and _readable(items, given):
            yield _ask("sort", {"items": items, "descending": descending})
        return
    if found := _NEAREST.fullmatch(text):
        yield from _picked(found["items"], {"which": "nearest", "to": found["to"]}, given)
    elif found := _PICK.fullmatch(text) or _OF_TWO.fullmatch(text):
        which = "largest" if _is_large(found["which"]) else "smallest"
        rank = _RANKS[(found.groupdict().get("rank") or "first").lower()]
        yield from _picked(found["items"], {"which": which, "rank": rank}, given)


def _picked(text: str, arguments: JsonObject, given: Given) -> Iterator[Ask]:
    options = _OPTION.findall(text)
    items = [value for _, value in options] if text.startswith("(") and options else listed(text)
    to = [str(arguments["to"])] if "to" in arguments else []
    if len(items) < 2 or not _readable([*items, *to], given):
        return
    if items and text.startswith("(") and options:
        arguments = {**arguments, "labels": [label for label, _ in options]}
    yield _ask("pick", {"items": items, **arguments})


def _readable(items: Sequence[str], given: Given) -> bool:
    if len(items) > _MOST:
        return False
    try:
        return not any(
            isinstance(parse(item, given.bounds, given.names), Compare) for item in items
        )
    except Refusal:
        return False


def _is_large(word: str) -> bool:
    return word.lower() in _LARGE.split("|")


def _ask(tool: str, arguments: JsonObject) -> Ask:
    return Ask(tool, arguments, "numbers to put in order")
