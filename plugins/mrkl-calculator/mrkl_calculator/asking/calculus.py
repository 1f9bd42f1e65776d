"""Reads questions of calculus: derivatives, integrals, limits, series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate
from mrkl_calculator.given import Given
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare
from mrkl_core.contracts.jsonvalue import JsonObject

_ORDERS = {word: n for n, word in enumerate("first second third fourth fifth".split(), start=1)} | {
    f"{n}{end}": n for n, end in ((1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (5, "th"))
}
_BY = r"(?:,? (?:with respect to|wrt|w\.r\.t\.|in|by) (?P<by>[A-Za-z]))?"
_AT = r"(?:,? (?:at|when|for) (?P<letter>[A-Za-z]) ?= ?(?P<at>[^?]+))?"
_DERIVE = (
    re.compile(
        rf"(?:(?P<order>{'|'.join(_ORDERS)}) )?(?:partial )?derivative of "
        rf"(?P<expression>[^?]+?){_BY}{_AT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:slope|gradient) of (?:the (?:curve|graph|function)(?: of)? )?"
        rf"(?:(?:y|f\([a-z]\)) ?= ?)?(?P<expression>[^?=]+?){_AT}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:differentiate|derive) (?P<expression>[^?]+?){_BY}{_AT}", re.IGNORECASE),
    re.compile(rf"d/d(?P<by>[a-z]) ?(?P<expression>[^?]+?){_AT}", re.IGNORECASE),
)
_INTEGRATE = re.compile(
    r"(?:integrate|(?:the )?(?:definite |indefinite )?integral of|antiderivative of|∫) ?"
    rf"(?P<expression>[^?]+?)(?: ?\bd(?P<d>[a-z]))?{_BY}"
    r"(?:,? from (?P<lower>[^?]+?) to (?P<upper>[^?]+?))?(?: ?\bd(?P<d2>[a-z]))?",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"lim(?:it)? of (?P<expression>[^?]+?),? (?:as|when) (?P<by>[a-z]) ?"
    r"(?:->|→|approaches|tends to|goes to|to) ?(?P<to>[^?]+?)"
    r"(?: from (?:the )?(?P<side>left|right|below|above))?",
    re.IGNORECASE,
)
_LIM = re.compile(
    r"lim(?:it)? ?_?[({]?(?P<by>[a-z]) ?(?:->|→|to) ?(?P<to>[^\s(){}]+)[)}]? "
    r"(?:of )?(?P<expression>[^?]+?)(?P<side>(?!))?",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?:the )?area (?:under|below) (?:the (?:curve|graph)(?: of)? )?(?:y ?= ?)?"
    r"(?P<expression>[^?=]+?),? (?:from|between) (?:(?P<by>[a-z]) ?= ?)?(?P<lower>[^?]+?) "
    r"(?:to|and) (?:[a-z] ?= ?)?(?P<upper>[^?]+)",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"(?:taylor |maclaurin |power )?(?:series|expansion)(?: expansion)? of (?P<expression>[^?]+?)"
    r"(?:,? (?:around|about|at|near) (?:(?P<by>[a-z]) ?= ?)?(?P<around>[^?,]+?))?"
    r"(?:,? (?:to|up to) (?:order|degree) (?P<order>[0-9]{1,2}))?",
    re.IGNORECASE,
)


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a question of calculus, if it is one in every word."""
    text = candidate.text
    if len(text) > 500 or candidate.verdict:
        return
    for form in _DERIVE:
        if found := form.fullmatch(text):
            yield from _derived(found, given)
            return
    if found := _INTEGRATE.fullmatch(text):
        by = found["d"] or found["d2"] or found["by"]
        arguments: JsonObject = {"expression": found["expression"]}
        if found["lower"]:
            arguments |= {"lower": _end(found["lower"]), "upper": _end(found["upper"])}
        yield from _ask("integrate", arguments, by, given)
    elif found := _UNDER.fullmatch(text):
        arguments = {key: found[key] for key in ("expression", "lower", "upper")}
        yield from _ask("integrate", arguments, found["by"], given)
    elif found := _LIMIT.fullmatch(text) or _LIM.fullmatch(text):
        side = {"left": "-", "below": "-", "right": "+", "above": "+"}.get(found["side"] or "", "")
        arguments = {"expression": found["expression"], "to": _end(found["to"])}
        yield from _ask("limit", arguments | ({"side": side} if side else {}), found["by"], given)
    elif found := _SERIES.fullmatch(text):
        arguments = {"expression": found["expression"]}
        arguments |= {"around": found["around"]} if found["around"] else {}
        arguments |= {"order": int(found["order"])} if found["order"] else {}
        yield from _ask("series", arguments, found["by"], given)


def _derived(found: re.Match[str], given: Given) -> Iterator[Ask]:
    parts = found.groupdict()
    arguments: JsonObject = {"expression": parts["expression"]}
    order = _ORDERS[(parts.get("order") or "first").lower()]
    if order > 1:
        arguments["order"] = order
    if parts["at"]:
        arguments["at"] = parts["at"]
    yield from _ask("differentiate", arguments, parts["by"] or parts["letter"], given)


def _ask(tool: str, arguments: JsonObject, by: str | None, given: Given) -> Iterator[Ask]:
    names = given.names.local(*([by] if by else [])).open()
    try:
        node = parse(str(arguments["expression"]), given.bounds, names)
        for key in ("lower", "upper", "to", "around", "at"):
            if key in arguments and not _infinite(str(arguments[key])):
                parse(str(arguments[key]), given.bounds, given.names)
    except Refusal:
        return
    if not isinstance(node, Compare):
        yield Ask(tool, {**arguments, **({"variable": by} if by else {})}, f"to {tool}")


def _infinite(text: str) -> bool:
    return text.strip().lower() in ("infinity", "-infinity", "minus infinity", "oo", "∞", "-∞")


def _end(text: str) -> str:
    """An end as the tools read it: "-inf" is -infinity."""
    return re.sub(r"(?<![a-z])inf$", "infinity", text.strip(), flags=re.IGNORECASE)
