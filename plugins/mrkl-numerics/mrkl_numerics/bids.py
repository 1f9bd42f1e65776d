"""Reads requests for numerical answers; what is not understood in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mrkl_core import Bid, Problem
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_numerics.expression import read_function

_SURE = 0.95
_LONGEST = 1000
_ASK = (
    r"(?:please )?(?:what(?:'s| is| are)|find|give(?: me)?|calculate|compute|tell me)? ?(?:the )?"
)
_NUMBER = r"[-+−]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_LIST = rf"\[?(?P<{{}}>{_NUMBER}(?:(?:\s*,\s*(?:and )?|\s+and\s+|\s+){_NUMBER})+)\]?"
_ENDS = (
    rf"(?:from|between|on|for x from|for x between|in) \[?(?P<lower>{_NUMBER})(?: to | and |, ?)"
    rf"(?P<upper>{_NUMBER})\]?"
)
_FUNCTION = r"(?P<function>[^?]{1,200}?)(?: dx)?"
_ON_A_FUNCTION = tuple(
    (tool, re.compile(rf"{_ASK}{form}", re.IGNORECASE))
    for tool, form in (
        ("root", rf"(?:a )?(?:root|zero) of {_FUNCTION} {_ENDS}"),
        (
            "minimum",
            r"(?P<extreme>minim|maxim)(?:um|ise|ize)(?: value)?(?: of)? "
            rf"{_FUNCTION} {_ENDS}",
        ),
        ("integral", rf"numerical(?:ly)? (?:integral of|integrate) {_FUNCTION} {_ENDS}"),
        ("integral", rf"(?:integral of|integrate) {_FUNCTION} {_ENDS},? numerically"),
    )
)
_POINT = rf"\(\s*{_NUMBER}\s*,\s*{_NUMBER}\s*\)"
_POINTS = rf"(?P<points>{_POINT}(?:\s*(?:,|and|, and)?\s*{_POINT})+)"
_DEGREES = {"line": 1, "straight line": 1, "linear regression": 1, "least squares line": 1,
            "regression line": 1, "parabola": 2, "quadratic": 2, "cubic": 3}  # fmt: skip
_FIT = re.compile(
    rf"{_ASK}(?:fit )?(?:an? )?(?:best[- ]fit(?:ting)? )?"
    rf"(?P<kind>{'|'.join(_DEGREES)}|polynomial of degree (?P<degree>[0-9]))"
    rf"(?: of best fit)? (?:to|through|for|of)(?: the)?(?: points)? {_POINTS}",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"(?:linearly )?interpolate(?: between)? {_POINTS} at (?:x ?= ?)?(?P<at>{_NUMBER})",
    re.IGNORECASE,
)
_DESCRIBE = re.compile(
    rf"{_ASK}(?:describe|(?:sample )?(?P<figure>standard deviation|variance)"
    rf"|(?:summary|descriptive) statistics)(?: of| for)?:? {_LIST.format('sample')}",
    re.IGNORECASE,
)
_TWO = (
    rf"(?:of|between|on|for|:)? ?{_LIST.format('one')} ?"
    rf"(?:and|with|against|vs\.?|versus|;) ?{_LIST.format('other')}"
)
_ON_TWO = tuple(
    (tool, names, more, re.compile(rf"{_ASK}{form}:? {_TWO}", re.IGNORECASE))
    for tool, names, more, form in (
        ("correlation", ("x", "y"), {}, r"(?:pearson )?correlation(?: coefficient)?"),
        (
            "correlation",
            ("x", "y"),
            {"method": "spearman"},
            r"(?:spearman(?:'s)?|rank) correlation",
        ),
        ("t_test", ("sample", "other"), {"paired": True}, r"paired t[- ]?test"),
        ("t_test", ("sample", "other"), {}, r"(?:welch(?:'s)? )?t[- ]?test"),
        ("rank_test", ("sample", "other"), {}, r"mann[- ]whitney(?: u)?(?: test)?"),
    )
)
_BELOW = r"(?:<=?|≤|(?:is )?(?:at most|below|less than|under|smaller than|no more than))"
_ABOVE = r"(?:>=?|≥|(?:is )?(?:at least|above|more than|over|greater than|larger than))"
_NORMAL = (
    r"(?:(?:for|of|if|when|where|in) )?(?:[a-z]+ (?:is|follows|has) )?(?:an? |the )?"
    r"(?:(?P<standard>standard normal)|normal(?:ly distributed)?)(?: (?:distribution|variable))?"
    rf"(?: (?:with|of) (?:an? )?mean (?:of )?(?P<mean>{_NUMBER}),? (?:and |with )?(?:an? )?"
    rf"(?:standard deviation|sd|sigma) (?:of )?(?P<sd>{_NUMBER}))?"
)
_PROBABILITY = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_ASK}(?:p\(|probability (?:of|that) )[a-z]* ?(?:(?P<below>{_BELOW})|{_ABOVE}) ?"
        rf"(?P<x>{_NUMBER})\)?,? {_NORMAL}",
        rf"{_ASK}probability that (?:an? )?{_NORMAL} (?:(?P<below>{_BELOW})|{_ABOVE}) "
        rf"(?P<x>{_NUMBER})",
        rf"{_ASK}probability that (?:an? )?{_NORMAL} (?:is |lies )?between (?P<lower>{_NUMBER}) "
        rf"and (?P<x>{_NUMBER})(?P<below>)",
    )
)
_PERCENTILE = re.compile(
    rf"{_ASK}(?P<rank>[0-9]{{1,2}}(?:\.[0-9]+)?)(?:st|nd|rd|th)? percentile (?:of|for) (?:the )?"
    rf"{_NORMAL}",
    re.IGNORECASE,
)
_Z = re.compile(
    rf"{_ASK}p\( ?(?:(?P<lower>{_NUMBER}) ?<=? ?)?z ?(?:(?P<below><=?|≤)|(?P<above>>=?|≥)) ?"
    rf"(?P<x>{_NUMBER}) ?\)",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"(?:solve )?(?P<name>[a-su-z])' ?= ?(?P<rate>[^,;?]{1,200})[,;] ?(?:with |and )?"
    rf"(?P=name)\((?P<begin>{_NUMBER})\) ?= ?(?P<start>{_NUMBER})[,;]? ?"
    r"(?:for |at |find |what is |give )?"
    rf"(?:(?P=name)\((?P<end>{_NUMBER})\)|t ?= ?(?P<t>{_NUMBER}))",
    re.IGNORECASE,
)


def bid(words: str) -> Iterable[Bid]:
    """At most one bid: of the first reading that takes every word."""
    text = " ".join(words.split()).rstrip(" ?.!")
    if not text or len(text) > _LONGEST:
        return
    for reader in (_function, _fit, _between, _describe, _on_two, _probability, _rates):
        for tool, arguments in reader(text):
            yield Bid(tool, arguments, _SURE, f"read as a request for numerics.{tool}")
            return


_Call = tuple[str, JsonObject]


def _function(text: str) -> Iterator[_Call]:
    for tool, form in _ON_A_FUNCTION:
        if (found := form.fullmatch(text)) and _readable(found["function"], "x"):
            ends = {end: _number(found[end]) for end in ("lower", "upper")}
            more: JsonObject = {}
            if tool == "minimum" and found["extreme"].lower() == "maxim":
                more = {"maximize": True}
            yield tool, {"function": found["function"], **ends, **more}


def _fit(text: str) -> Iterator[_Call]:
    if found := _FIT.fullmatch(text):
        x, y = _points(found["points"])
        degree = int(found["degree"] or _DEGREES.get(found["kind"].lower(), 1))
        yield "fit", {"x": x, "y": y, "degree": degree}


def _between(text: str) -> Iterator[_Call]:
    if found := _BETWEEN.fullmatch(text):
        x, y = _points(found["points"])
        method = "linear" if text.lower().startswith("linearly") else "pchip"
        yield "interpolate", {"x": x, "y": y, "at": [_number(found["at"])], "method": method}


def _describe(text: str) -> Iterator[_Call]:
    if found := _DESCRIBE.fullmatch(text):
        figure = (found["figure"] or "mean").lower()
        yield "describe", {"sample": _numbers(found["sample"]), "figure": figure}


def _on_two(text: str) -> Iterator[_Call]:
    for tool, names, more, form in _ON_TWO:
        if (found := form.fullmatch(text)) and len(re.findall(r"\band\b", text)) <= 1:
            samples = dict(zip(names, (_numbers(found[g]) for g in ("one", "other")), strict=True))
            yield tool, {**samples, **more}
            return


def _probability(text: str) -> Iterator[_Call]:
    if (found := _Z.fullmatch(text)) and not (found["lower"] and found["above"]):
        end = {"lower" if found["above"] else "x": _number(found["x"])}
        end |= {"lower": _number(found["lower"])} if found["lower"] else {}
        yield "distribution", {"name": "normal", "parameters": [0, 1], **end}
        return
    for form in (*_PROBABILITY, _PERCENTILE):
        found = form.fullmatch(text)
        if found is None or bool(found["standard"]) is bool(found["mean"]):
            continue  # "normal" alone does not say which
        parameters = [_number(found["mean"]), _number(found["sd"])] if found["mean"] else [0, 1]
        if form is _PERCENTILE:
            end = {"quantile": float(found["rank"]) / 100}
        elif "lower" in form.groupindex:
            end = {key: _number(found[key]) for key in ("lower", "x")}
        else:
            end = {"x" if found["below"] else "lower": _number(found["x"])}
        yield "distribution", {"name": "normal", "parameters": parameters, **end}
        return


def _rates(text: str) -> Iterator[_Call]:
    found = _RATES.fullmatch(text)
    if found is None or not _readable(found["rate"], "t", found["name"]):
        return
    name, end = found["name"], found["end"] or found["t"]
    yield (
        "initial_value",
        {
            "rates": {name: found["rate"].strip()},
            "start": {name: _number(found["start"])},
            "begin": _number(found["begin"]),
            "end": _number(end),
        },
    )


def _readable(text: str, *unknowns: str) -> bool:
    try:
        read_function(text, unknowns)
    except Problem:
        return False
    return True


def _number(text: str) -> float:
    value = float(text.replace("−", "-"))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _numbers(text: str) -> list[float]:
    return [_number(one) for one in re.findall(_NUMBER, text)]


def _points(text: str) -> tuple[list[float], list[float]]:
    numbers = _numbers(text)
    return numbers[::2], numbers[1::2]
