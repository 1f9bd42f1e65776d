"""Sums of quantities, and quantities in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Failure, Result
from mrkl_core.testing import as_called
from mrkl_units.arithmetic import calculate
from mrkl_units.bids import bid
from mrkl_units.extract import quantities
from mrkl_units.numbers import shown

calculate = as_called(calculate)


@pytest.mark.parametrize(
    ("expression", "value", "unit"),
    [
        ("100 km / 2 h", "50", "km/h"),
        ("1 h + 30 min", "1.5", "h"),
        ("(5 km + 300 m) / 20 min", "0.265", "km/min"),
        ("3 m * 4 m", "12", "m²"),
        ("2 m^2 * 3", "6", "m²"),
        ("(2 m)^2", "4", "m²"),
        ("60 mph * 2 h", "193121.28", "m"),
        ("5 km - -3 km", "8", "km"),
        ("5 km/h times 2 h", "10", "km"),
        ("5 min / 2", "2.5", "min"),
    ],
)
def test_quantities_are_computed_with(expression: str, value: str, unit: str) -> None:
    result = calculate(expression)
    assert isinstance(result, Result), result
    assert (result.value["value"], result.value["unit"]) == (value, unit)


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("5 kg + 3 m", "INCOMPATIBLE"),
        ("5 + 3 m", "INCOMPATIBLE"),
        ("20 °C + 5 °C", "AMBIGUOUS"),
        ("5 m / 0 s", "DIVISION_BY_ZERO"),
        ("3 * (2 m", "SYNTAX"),
        ("(" * 50 + "1 m" + ")" * 50, "TOO_LONG"),
        ("1 m + " * 200, "TOO_LONG"),
    ],
)
def test_sums_that_make_no_sense_are_refused(expression: str, code: str) -> None:
    failure = calculate(expression)
    assert isinstance(failure, Failure), failure
    assert failure.code == code


def test_a_refused_sum_names_both_kinds() -> None:
    (found,) = bid("5 kg + 3 m")
    failure = calculate(**found.arguments)
    assert isinstance(failure, Failure)
    assert failure.message == "mass and length cannot be added or subtracted"


@pytest.mark.parametrize("words", ["3b + 4b", "2x + 3x", "17% of 340", "x = 3 m + 2", "5 - 3"])
def test_other_sums_get_no_bid(words: str) -> None:
    assert list(bid(words)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 27-kilometer ring", [("27", "kilometer")]),
        ("a 5 metre shark of 1.2 tonnes", [("5", "meter"), ("1.2", "metric ton")]),
        ("it fell to $ 75 million", [("75000000", "dollar")]),
        ("about £2,000 or 470 pence", [("2000", "pound sterling"), ("470", "penny")]),
        ("0.9 trillion cubic feet", [("900000000000", "cubic foot")]),
        ("he is 5 ft 2 in.", [("5.16666666666667", "foot")]),
        ("thirteen dollars and forty-five cents", [("13.45", "dollar")]),
        ("9.83e-3 +/- 1e-5 km/s2", [("0.00983", "kilometer second^-2")]),
        ("3.5–4.0 TeV", [("3.5", "teraelectron volt"), ("4", "teraelectron volt")]),
        ("45 and 50 mg", [("45", "milligram"), ("50", "milligram")]),
        ("98.6 degrees F", [("98.6", "degree Fahrenheit")]),
        ("75 USD million, then 3 euros", [("75000000", "US dollar"), ("3", "euro")]),
        ("8x2^10 bits", [("8192", "bit")]),
        ("3 × 5^2 m long, 2 × 3 m wide", [("75", "meter"), ("3", "meter")]),
        ("500 satoshis", [("500", "satoshi")]),
        ("-5 °C", [("-5", "degree Celsius")]),
        ("five years old", [("5", "year")]),
        ("a grid of 2.1 pm", [("2.1", "picometer")]),
        ("at 2 pm, two in my car, a bus, flight 777F, block L-202, in 2013-14", []),
        ("Send a DM. I'm tired.", []),
        (
            "7-10 km away, 20-30%",
            [("7", "kilometer"), ("10", "kilometer"), ("20", "percent"), ("30", "percent")],
        ),
        ("-78-0 degrees Celsius", [("-78", "degree Celsius"), ("0", "degree Celsius")]),
        ("he is 5'11\", minus 5 degrees", [("5.91666666666667", "foot"), ("-5", "degree")]),
        ('a pen 10 " long, "English 101"', [("10", "inch")]),
        ("an hour and a half, 87 yo", [("1.5", "hour"), ("87", "year")]),
        ("9.81 m s^-2 and 5 per cent", [("9.81", "meter second^-2"), ("5", "percent")]),
        ("35 lakh rupees, Rs. 1,200", [("3500000", "Indian rupee"), ("1200", "Indian rupee")]),
        ("at 40.7° N, a 500 square-foot flat", [("40.7", "degree"), ("500", "square foot")]),
        ("the 1990s, 3rd place, 2nd floor, 5G, a 3D printer, a 10K run, 120/80 mmHg", []),
    ],
)
def test_quantities_are_found_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(shown(item.value)[0], item.unit) for item in quantities(text)] == expected


@given(st.text(alphabet="0123456789.,- $€kmgin ftand±/^¼", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for item in quantities(text, numbers=True):
        assert 0 <= item.start < item.end <= len(text)
    assert isinstance(calculate(text), Result | Failure)
