"""Percent yield: of what was obtained, what theory gives and the percent the third."""

from __future__ import annotations

from fractions import Fraction

from mrkl_chemistry.amounts import read_amount, shown
from mrkl_core import Evidence, Problem, Result, Verdict


def percent_yield(actual: str = "", theoretical: str = "", percent: float | None = None) -> Result:
    """The third of the three; see the tool's schema."""
    if sum((bool(actual), bool(theoretical), percent is not None)) != 2:
        raise Problem("SYNTAX", "two of actual, theoretical and percent are to be given")
    given = [read_amount(text) for text in (actual, theoretical) if text]
    unit = given[0].unit
    if {amount.unit for amount in given} - {"g", "mol"} or len({a.unit for a in given}) > 1:
        raise Problem("UNKNOWN_UNIT", "both are to be in grams, or both in moles")
    part = Fraction(str(percent)) / 100 if percent is not None else given[0].value / given[1].value
    if not part > 0:
        raise Problem("IMPOSSIBLE", "a yield is more than nothing")
    whole = given[-1].value if theoretical else given[0].value / part
    made = given[0].value if actual else whole * part
    texts = {
        "percent": f"{shown(part * 100)} %",
        "theoretical": f"{shown(whole)} {unit} in theory",
        "actual": f"{shown(made)} {unit}",
    }
    missing = "percent" if percent is None else "actual" if theoretical else "theoretical"
    value = {
        "percent": float(shown(part * 100)),
        "theoretical": float(shown(whole)),
        "actual": float(shown(made)),
        "unit": unit,
    }
    check = Evidence(
        "the percent of what theory gives is what was obtained",
        "multiplied back, exactly",
        Verdict.PASSED if whole * part == made else Verdict.FAILED,
    )
    possible = Evidence(
        "no more is obtained than there can be",
        "the percent compared with 100",
        Verdict.PASSED if part <= 1 else Verdict.FAILED,
        "" if part <= 1 else "more than 100 %: it is impure or wet, or a number is wrong",
    )
    return Result(value, texts[missing], (check, possible))
