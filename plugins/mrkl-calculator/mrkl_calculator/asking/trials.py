"""Reads questions about repeated trials (coins, dice) and about ways to choose or arrange."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate
from mrkl_calculator.given import Given

_WORDS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_SMALL = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_ARTICLES = re.compile(r"\b(?:an?|the|fair|different|standard|ordinary) ")
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
_WAYS = r"(?:in )?how many ways (?:are there |is there )?"
_CHOSEN = re.compile(
    rf"{_WAYS}(?:can (?:you |one |we |i )?)?(?:to |of )?(?:choos|pick|select)(?:e|ing)? "
    rf"(?P<count>{_N})(?: [a-z]+)? (?:from|of|out of|among)(?: group of| set of)? "
    rf"(?P<all>{_N})(?: [a-z]+)?"
)
_ARRANGED = re.compile(
    rf"{_WAYS}(?:can (?P<some>{_N}) [a-z]+ be (?:arranged|ordered|lined up|seated)"
    rf"|(?:can you |can we )?(?:to )?(?:arrange|order|line up|seat) (?P<all>{_N}) [a-z]+)"
    r"(?: in (?:row|line|order))?"
)


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a question about trials or ways, if it is one in every word."""
    text = candidate.text.lower()
    if not ("ways" in text or "prob" in text or "chance" in text) or len(text) > 200:
        return
    text = _ARTICLES.sub("", _SMALL.sub(lambda found: _WORDS[found[0]], text))
    if found := _CHOSEN.fullmatch(text):
        expression = f"binomial({found['all']}, {found['count']})"
        yield Ask("evaluate", {"expression": expression}, "asks for ways to choose, in any order")
    elif found := _ARRANGED.fullmatch(text):
        yield Ask(
            "evaluate", {"expression": f"{found['some'] or found['all']}!"}, "asks for orders"
        )
    elif found := _SUM.fullmatch(text):
        count, total, sides = (int(found[k] or 6) for k in ("count", "total", "sides"))
        arguments = {"count": count, "total": total, "sides": sides, "relation": _relation(found)}
        yield Ask("dice", {**arguments}, "asks for a sum of dice")
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
