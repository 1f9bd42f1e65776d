"""Reads questions about a draw from a bag of things or a deck of cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate, plain
from mrkl_calculator.given import Given
from mrkl_core.contracts.jsonvalue import JsonObject

_N = r"[0-9]{1,4}"
_THINGS = (
    r"(?:ball|marble|card|counter|sock|sweet|cand(?:y|ie)|chip|bead|pen|pencil|apple|disc)e?s?"
)
_CHANCE = r"(?:what is |what's |find |give )?(?:prob(?:ability)?|chances?)"
_DRAW = r"(?:drawing|picking|getting|choosing|selecting|pulling|taking)(?: out)?"
#: "a bag has 3 red and 5 blue marbles. What is the probability of …?"
_BAG = re.compile(
    r"(?:if )?(?:there are|[a-z]+ (?:has|contains|holds|with)) "
    rf"(?P<kinds>{_N} [a-z]+(?:(?:, and |, | and ){_N} [a-z]+)*) {_THINGS}"
    r"(?: in (?:bag|box|urn|jar|drawer|bowl))?[.,;:]+ (?P<rest>.+)"
)
_KIND = re.compile(rf"({_N}) ([a-z]+)")
_ONE = re.compile(
    rf"(?:(?:if )?(?:1|one)(?: of them)? is (?:drawn|picked|chosen|taken)(?: at random)?[.,;] )?"
    rf"{_CHANCE} (?:of {_DRAW}|that it is|that) (?P<kind>[a-z]+)(?: (?:1|{_THINGS}))?"
    r"(?: at random)?"
)
_SEVERAL = re.compile(
    rf"(?:if )?(?P<count>{_N})(?: {_THINGS}| of them)? are (?:drawn|picked|chosen|taken|selected)"
    r"(?: at random)?(?: in turn| one after other)? (?P<how>with|without) replacement[.,;] "
    rf"{_CHANCE} (?:that )?(?:both|all)(?: (?:of them|{_N}|{_THINGS}))*(?: are| being)? "
    rf"(?P<kind>[a-z]+)(?: {_THINGS})?"
)
_RANKS = "ace king queen jack".split()
_SUITS = "heart spade club diamond".split()
_CARD = rf"(?:{'|'.join([*_RANKS, *_SUITS])})"
_CARDS = re.compile(
    rf"{_CHANCE} of (?:{_DRAW} )?(?P<first>{_CARD})(?: or (?P<other>{_CARD}))?"
    r" (?:from|out of|in) (?:pack|deck)(?: of (?:52 )?(?:playing )?cards)?"
)
_CARDS_IN_A_ROW = re.compile(
    rf"{_CHANCE} of (?:{_DRAW} )?(?P<count>[2-9]) (?P<first>{_CARD})s(?: in row)? "
    r"(?P<how>with|without) replacement(?: (?:from|out of) (?:pack|deck)(?: of (?:52 )?cards)?)?"
)
_FROM_DECK = re.compile(
    r"card is (?:drawn|picked|chosen|taken)(?: at random)? from (?:pack|deck)"
    rf"(?: of (?:52 )?(?:playing )?cards?| of 52)?[.,;] {_CHANCE} that it is (?P<first>{_CARD})"
    rf"(?: or (?P<other>{_CARD}))?"
)
_DECK = 52


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a draw, if it is one in every word."""
    if len(candidate.text) > 300 or not re.search("prob|chance", candidate.text, re.IGNORECASE):
        return
    text = plain(candidate.text)
    if found := _BAG.fullmatch(text):
        contents = {kind: int(n) for n, kind in _KIND.findall(found["kinds"])}
        yield from _of_bag(contents, found["rest"])
    elif found := _CARDS_IN_A_ROW.fullmatch(text):
        drawn = [found["first"]] * int(found["count"])
        yield _draw(_deck(found["first"]), drawn, replace=found["how"] == "with")
    elif found := _CARDS.fullmatch(text) or _FROM_DECK.fullmatch(text):
        one, other = found["first"], found["other"]
        if other is None or ((one in _RANKS) is (other in _RANKS) and one != other):
            name = f"{one} or {other}" if other else one
            each = _deck(one)[one] * (2 if other else 1)
            yield _draw({name: each, "other cards": _DECK - each}, [name])


def _of_bag(contents: dict[str, int], rest: str) -> Iterator[Ask]:
    if found := _SEVERAL.fullmatch(rest):
        drawn, replace = [found["kind"]] * int(found["count"]), found["how"] == "with"
    elif found := _ONE.fullmatch(rest):
        drawn, replace = [found["kind"]], False
    else:
        return
    if found["kind"] in contents:
        yield _draw(contents, drawn, replace=replace)


def _deck(card: str) -> dict[str, int]:
    """A pack of cards as those of a rank or a suit, and the others."""
    count = 4 if card in _RANKS else 13
    return {card: count, "other cards": _DECK - count}


def _draw(contents: dict[str, int], drawn: list[str], *, replace: bool = False) -> Ask:
    arguments: JsonObject = {"contents": {**contents}, "sequence": [*drawn], "replace": replace}
    return Ask("draw", arguments, f"a draw of {len(drawn)}")
