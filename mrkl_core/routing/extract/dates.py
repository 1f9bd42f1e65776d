"""Dates and times in a request, as people write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.tokens import Token

_MONTHS = """
january february march april may june july august september october november december
"""
MONTHS = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
_SHORT = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(_SHORT)})(?![a-z])\.?"
_YEAR = r"(?P<year>\d{4})"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_YEAR}(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?:\b|(?=T\d))",
        rf"\b(?P<m>\d{{1,2}})(?P<sep>[-/.])(?P<day>\d{{1,2}})(?P=sep){_YEAR}\b",
        rf"\b{_MONTH}\s*{_DAY}\b(?:\s*,\s*|\s+(?:of\s+|in\s+)?){_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s*{_DAY}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}",
        rf"\b{_MONTH},?\s+{_YEAR}\b",
    )
]
_RELATIVE = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|(?:next|last|this|coming)\s+(?:week|weekend|month|year"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b",
    re.IGNORECASE,
)
_TIMES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<h>\d{1,2})(?::(?P<min>\d{2}))?(?::(?P<sec>\d{2}))?\s*(?P<half>[ap])\.?m\b\.?",
        r"(?:\b|(?<=\dT))(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<sec>\d{2}))?\b(?!\s*[ap]\.?m)",
        r"\b(?P<word>noon|midnight)\b",
    )
]


def dates(words: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Every date; `value` is ISO 8601 as far as it is known, else the words."""
    taken: list[tuple[int, int]] = []
    for pattern in (*_DATES, _RELATIVE):
        for match in pattern.finditer(words):
            if any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            value = match[0] if pattern is _RELATIVE else _iso(match)
            span = _span(tokens, match.start(), match.end())
            if value and span:
                taken.append(match.span())
                yield Mention(Kind.DATE, value, *span)


def times(words: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Every time of day, as HH:MM, with seconds if they are given."""
    for pattern in _TIMES:
        for match in pattern.finditer(words):
            value, span = _clock(match), _span(tokens, match.start(), match.end())
            if value and span:
                yield Mention(Kind.TIME, value, *span)


def formatted(value: str, wanted: str) -> str | None:
    """The date in the format a description asks for: `DD/MM/YYYY` and its like.

    None if it asks for none, or for parts that are not known.
    """
    wanted = wanted.replace("%Y", "yyyy").replace("%m", "mm").replace("%d", "dd")
    spelled = re.sub(r"\byear\b(?=[-/])|(?<=[-/])year\b", "yyyy", wanted, flags=re.IGNORECASE)
    for name, letters in (("month", "mm"), ("day", "dd")):
        spelled = re.sub(
            rf"\b{name}(?=[-/])|(?<=[-/]){name}\b", letters, spelled, flags=re.IGNORECASE
        )
    match = _FORMAT.search(spelled)
    if match is None:
        return None
    parts = dict(zip(("y", "m", "d"), value.split("-"), strict=False))
    told = match[0]
    for letter, run in ((c, re.search(rf"{c}+", told, re.IGNORECASE)) for c in "ymd"):
        if run is None:
            continue
        known = parts.get(letter)
        if known is None or not known.isdecimal():
            return None
        told = told.replace(run[0], known[-2:] if run[0].lower() == "yy" else known)
    return told


_FORMAT = re.compile(
    r"\b(?:y{2,4}|m{2}|d{2})(?:[-/. ](?:y{2,4}|m{2}|d{2})){1,2}(?:\b|(?=T[hH]))", re.IGNORECASE
)


def _iso(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    name = (found.get("month") or "").lower().rstrip(".")
    month = MONTHS.get(name) or _SHORT.get(name) or int(found.get("m") or 0)
    day, year = int(found.get("day") or 0), int(found.get("year") or 0)
    if month > 12 >= day > 0 and found.get("m"):  # the day was written first
        month, day = day, month
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return None
    if not year:
        return match[0]
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _clock(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    if word := found.get("word"):
        return "12:00" if word.lower() == "noon" else "00:00"
    hour, minute = int(found["h"]), int(found.get("min") or 0)
    if half := found.get("half"):
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{found['sec']}" if found.get("sec") else "")


def _span(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    inside = [n for n, token in enumerate(tokens) if token.start < end and start < token.end]
    return (inside[0], inside[-1]) if inside else None
