"""The tool: money in another currency, by the law where it fixed the rate, else by rates told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from mrkl_core import Evidence, Problem, Result, Verdict
from mrkl_units.money.fixed import PER_EURO, SINCE, SOURCE
from mrkl_units.money.provider import Rates
from mrkl_units.money.reading import amount, named
from mrkl_units.numbers import shown

_LARGEST = 10**24
_HALF = Fraction(1, 200)


@dataclass(frozen=True)
class _Step:
    """One rate on the way from a currency to the other."""

    rate: Fraction
    day: str
    source: str
    evidence: Evidence


def exchange(money: str, to: str, date: str = "", *, provider: Rates) -> Result:
    """A sum of money in another currency; see the tool's schema."""
    value, source, one_note = amount(money)
    wanted, other_note = named(to)
    if abs(value) > _LARGEST:
        raise Problem("TOO_LARGE", "that is more money than there is: the limit is 10^24")
    if date:
        _check_day(date)
    steps = _steps(source, wanted, date, provider)
    rate = Fraction(1)
    for step in steps:
        rate *= step.rate
    answer = value * rate
    digits, complete = shown(answer)
    notes = "; ".join(dict.fromkeys(note for note in (one_note, other_note) if note))
    day = max((step.day for step in steps), default="")
    sources = ", ".join(dict.fromkeys(step.source for step in steps))
    told = f"rate of {day}, {sources}" if steps else "the same currency"
    said = f"{_rounded(answer)} {wanted}"
    sign = "=" if complete and Fraction(_rounded(answer)) == answer else "≈"
    return Result(
        {
            "value": digits,
            "rounded": _rounded(answer),
            "currency": wanted,
            "rate": shown(rate)[0],
            "date": day,
            "source": sources,
            "note": notes,
        },
        f"{shown(value)[0]} {source} {sign} {said} ({'; '.join(filter(None, (told, notes)))})",
        (
            *(step.evidence for step in steps),
            _back(value, rate),
        ),
    )


def _back(value: Fraction, rate: Fraction) -> Evidence:
    """That what is told, a rounded sum, is worth what was given."""
    off = abs(Fraction(_rounded(value * rate)) / rate - value)
    return Evidence(
        "the rounded sum, converted back, is off by no more than its rounding",
        "exact rational arithmetic",
        Verdict.PASSED if off <= _HALF / rate else Verdict.FAILED,
    )


def _steps(source: str, wanted: str, day: str, provider: Rates) -> list[_Step]:
    """The rates from one currency to the other: through the euro where the law says so."""
    if source == wanted:
        return []
    before = [_fixed(source, 1 / PER_EURO[source])] if _is_fixed(source, day) else []
    after = [_fixed(wanted, PER_EURO[wanted])] if _is_fixed(wanted, day) else []
    one, other = "EUR" if before else source, "EUR" if after else wanted
    live = [] if one == other else [_live(one, other, day, provider)]
    return [*before, *live, *after]


def _is_fixed(code: str, day: str) -> bool:
    return code in PER_EURO and (not day or day >= SINCE[code])


def _fixed(code: str, rate: Fraction) -> _Step:
    since = SINCE[code]
    detail = f"1 EUR = {shown(PER_EURO[code])[0]} {code} since {since}"
    return _Step(rate, since, SOURCE, Evidence("the rate is fixed for good", SOURCE, detail=detail))


def _live(source: str, wanted: str, day: str, provider: Rates) -> _Step:
    rate = provider.rate(source, wanted, day)
    evidence = Evidence(
        "the rate is that of the market",
        f"told by {rate.source}, not checked against another",
        Verdict.UNCHECKED,
        f"1 {source} = {shown(rate.value)[0]} {wanted} on {rate.day}",
    )
    return _Step(rate.value, rate.day, rate.source, evidence)


def _check_day(text: str) -> None:
    try:
        written = Date.fromisoformat(text).isoformat()
    except ValueError:
        written = ""
    if written != text:
        raise Problem("SYNTAX", f"{text!r} is no day: write one as in 2024-05-17")


def _rounded(value: Fraction) -> str:
    """To the nearest cent, half up, as Regulation (EC) No 1103/97 rounds sums (article 5)."""
    with localcontext(prec=60):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        return str(decimal.quantize(Decimal("0.01"), ROUND_HALF_UP))
