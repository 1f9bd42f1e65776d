"""Reads questions about ways to choose and to arrange, answered by arithmetic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate, plain
from mrkl_calculator.given import Given

_N = r"[0-9]{1,4}"
_WAYS = r"(?:in )?how many ways (?:are there |is there )?"
_GROUP = r"(?:committee|team|group|jury|panel|hand|sample|subset|set|delegation)"
_MADE = r"be (?:chosen|selected|formed|picked|made|drawn)"
_FROM = rf"(?:from|of|out of|among)(?: group of| set of| class of)? (?P<all>{_N})(?: [a-z]+)?"
_PLACED = r"(?:arranged|ordered|lined up|seated|placed)"
_LINE = r"(?: (?:in|on) (?:row|line|order|shelf|bench|queue))?"
#: Phrases, after `plain`, and the arithmetic they ask for.
_FORMS = tuple(
    (re.compile(form), expression)
    for form, expression in (
        (
            rf"{_WAYS}(?:can (?:you |one |we |i )?)?(?:to |of )?(?:choos|pick|select)(?:e|ing)? "
            rf"(?P<some>{_N})(?: [a-z]+)? {_FROM}",
            "binomial({all}, {some})",
        ),
        (
            rf"{_WAYS}can (?:{_GROUP} of )?(?P<some>{_N})(?: [a-z]+)? {_MADE} {_FROM}",
            "binomial({all}, {some})",
        ),
        (
            rf"how many {_GROUP}s of (?P<some>{_N})(?: [a-z]+)? can {_MADE} {_FROM}",
            "binomial({all}, {some})",
        ),
        (
            rf"(?:number of |how many )?combinations of (?P<all>{_N}) [a-z]+ taken (?P<some>{_N}) "
            r"at time",
            "binomial({all}, {some})",
        ),
        (
            rf"(?:number of |how many )?permutations of (?P<all>{_N}) [a-z]+ taken (?P<some>{_N}) "
            r"at time",
            "permutations({all}, {some})",
        ),
        (
            rf"binomial coefficient (?P<all>{_N}) (?:over|choose) (?P<some>{_N})",
            "binomial({all}, {some})",
        ),
        (
            rf"{_WAYS}can (?P<all>{_N}) [a-z]+ (?:be {_PLACED}|stand|sit|queue|line up){_LINE}",
            "{all}!",
        ),
        (
            rf"{_WAYS}(?:can you |can we )?(?:to )?(?:arrange|order|line up|seat) (?P<all>{_N}) "
            rf"[a-z]+{_LINE}",
            "{all}!",
        ),
        (
            rf"how many handshakes (?:are there )?(?:among|between|with|for) (?P<all>{_N}) "
            r"people(?: if everybody shakes hands once| if everyone shakes hands once)?",
            "binomial({all}, 2)",
        ),
        (
            rf"(?:number of |how many )subsets (?:of|does|has|are there of|in) set "
            rf"(?:of|with) (?P<all>{_N}) (?:elements|members|things)(?: have)?",
            "2^{all}",
        ),
    )
)
_LETTERS = re.compile(
    rf"(?:{_WAYS}can letters (?:of|in) (?:word )?(?P<a>[a-z]{{2,40}}) be (?:re)?{_PLACED}"
    r"|(?:number of |how many )?(?:arrangements|permutations|anagrams|rearrangements)"
    r"(?: are there)? of (?:letters (?:of|in) )?(?:word )?(?P<b>[a-z]{2,40})(?: are there)?)"
)
#: 12C5, P(8, 3): in capitals, as they are written.
_SIGNED = re.compile(
    rf"(?P<all>{_N}) ?(?P<sign>[CP]) ?(?P<some>{_N})"
    rf"|(?P<sign2>[CP])\((?P<all2>{_N}), ?(?P<some2>{_N})\)"
)
_ONES = frozenset("objects things items letters numbers elements people".split())


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a number of ways, if it is one in every word."""
    if len(candidate.text) > 200:
        return
    if found := _SIGNED.fullmatch(candidate.text):
        sign, top, below = (found[n] or found[f"{n}2"] for n in ("sign", "all", "some"))
        name = "binomial" if sign == "C" else "permutations"
        yield Ask("evaluate", {"expression": f"{name}({top}, {below})"}, "asks for ways")
        return
    text = plain(candidate.text)
    for form, expression in _FORMS:
        if found := form.fullmatch(text):
            arithmetic = expression.format(**found.groupdict())
            yield Ask("evaluate", {"expression": arithmetic}, "asks for ways")
            return
    if (found := _LETTERS.fullmatch(text)) and (word := found["a"] or found["b"]) not in _ONES:
        alike = " * ".join(f"{n}!" for n in Counter(word).values() if n > 1)
        arithmetic = f"{len(word)}!" + (f" / ({alike})" if alike else "")
        yield Ask("evaluate", {"expression": arithmetic}, f"asks for orders of {word}")
