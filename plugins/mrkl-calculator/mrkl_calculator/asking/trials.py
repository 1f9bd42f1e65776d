"""Reads questions about repeated trials: coins, dice, tries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate, plain
from mrkl_calculator.given import Given
from mrkl_core.contracts.jsonvalue import JsonObject

_N = r"[0-9]{1,4}"
_RELATION = r"(?:(?P<relation>exactly|at least|at most|more than|fewer than|less than) )?"
_CHANCE = r"(?:prob(?:ability)?|chances?) (?:of|that) (?:getting |rolling |throwing |there are )?"
_OF_WHAT = re.compile(
    rf"{_CHANCE}{_RELATION}(?P<count>{_N}) "
    r"(?P<what>heads?|tails?|[1-6]'?s|fives|sixe?s|success(?:es)?) "
    r"(?:in|from|out of|with|when|if|on|after) (?P<how>.+)"
)
_TOSS = r"(?:you |i )?(?:toss|flip|throw|roll)(?:p?ing)? "
_HOW = tuple(
    re.compile(form)
    for form in (
        rf"(?P<trials>{_N}) (?:coin |die |dice )?(?:toss(?:es)?|flips?|throws?|rolls?|tries)"
        r"(?: of (?:a )?(?:coins?|die|dice))?",
        rf"{_TOSS}(?:a )?(?:coin|die|dice) (?P<trials>{_N}) times",
        rf"{_TOSS}(?P<trials>{_N}) (?:coins|dice)",
        rf"(?P<trials>{_N}) (?:independent )?(?:trials|tries)(?: each)?,? (?:with|of|at) "
        r"(?:success )?(?:chance|probability)(?: of success)?(?: of| p ?=)? "
        r"(?P<chance>[0-9.]+(?:/[0-9]+)?)",
    )
)
_SUM = re.compile(
    rf"{_CHANCE}(?:sum|total) (?:of )?{_RELATION}(?P<total>{_N}) "
    rf"(?:with|from|on|when|in|of)(?: (?:rolling|throwing|rolls? of|throws? of))? (?P<count>{_N}) "
    r"(?:(?P<sides>[0-9]{1,4})[- ]sided )?(?:dice|die)"
)
#: "a 6 with a die", "at least 10 with two dice", "that the sum of two dice is 5".
_SHOWN = re.compile(
    rf"{_CHANCE}(?:sum |total )?(?:of )?{_RELATION}(?P<total>{_N}) "
    rf"(?:with|on|from|in) (?:(?:roll|throw) of )?(?:(?P<count>{_N}) )?"
    r"(?:(?P<sides>[0-9]{1,4})[- ]sided )?(?:dice|die)(?: roll| throw)?"
)
_SUM_IS = re.compile(
    rf"{_CHANCE}(?:sum|total) (?:of|on) (?:(?P<count>{_N}) )?(?:(?P<sides>[0-9]{{1,4}})[- ]sided )?"
    rf"dice (?:is|equals|comes to) {_RELATION}(?P<total>{_N})"
)
_IN_A_ROW = re.compile(
    rf"{_CHANCE}(?P<count>{_N}) (?P<what>heads|tails|[1-6]s|fives|sixe?s) in row"
)
#: In place of a number of them: "no heads" are none.
_NO = re.compile(r"\bno (?=heads?|tails?|[1-6]'?s\b|sixe?s|success)")
_GREATER = re.compile(r"\b(?:greater|higher|larger) than\b")
_LOWER = re.compile(r"\b(?:lower|smaller) than\b")


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a question about trials, if it is one in every word."""
    text = candidate.text.lower()
    if not ("prob" in text or "chance" in text) or len(text) > 200:
        return
    text = _NO.sub("0 ", _GREATER.sub("more than", _LOWER.sub("fewer than", text)))
    text = plain(text)
    if found := _IN_A_ROW.fullmatch(text):
        count = int(found["count"])
        chance = "1/2" if found["what"] in ("heads", "tails") else "1/6"
        yield Ask("successes", {"trials": count, "chance": chance, "count": count}, "in a row")
    elif found := _SUM.fullmatch(text) or _SUM_IS.fullmatch(text) or _SHOWN.fullmatch(text):
        dice = 2 if found.re is _SUM_IS else 1
        count, total = int(found["count"] or dice), int(found["total"])
        arguments: JsonObject = {"count": count, "total": total, "sides": int(found["sides"] or 6)}
        yield Ask("dice", {**arguments, "relation": _relation(found)}, "asks for a sum of dice")
    elif found := _OF_WHAT.fullmatch(text):
        yield from _successes(found)


def _successes(found: re.Match[str]) -> Iterator[Ask]:
    for form in _HOW:
        if not (how := form.fullmatch(found["how"])):
            continue
        what, parts = found["what"], how.groupdict()
        chance = parts.get("chance")
        if what.startswith("success") is (chance is None):
            return
        face = what[0].isdigit() or what in ("fives", "sixs", "sixes")
        arguments = {
            "trials": int(how["trials"]),
            "chance": chance or ("1/6" if face else "1/2"),
            "count": int(found["count"]),
            "relation": _relation(found),
        }
        yield Ask("successes", {**arguments}, f"asks for {found['count']} of {how['trials']}")
        return


def _relation(found: re.Match[str]) -> str:
    return {None: "exactly", "less than": "fewer than"}.get(found["relation"], found["relation"])
