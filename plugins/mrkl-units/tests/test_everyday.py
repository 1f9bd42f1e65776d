"""Conversions in the forms in which people ask for them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Expert, Failure, Result, Verdict
from mrkl_core.testing import as_called, call_tool, experts_of
from mrkl_units.bids import bid
from mrkl_units.convert import convert
from mrkl_units.numbers import to_decimals

convert = as_called(convert)


@pytest.fixture(scope="module")
def expert() -> Expert:
    (found,) = experts_of("mrkl_units")
    return found


def answered(expert: Expert, words: str) -> Result | Failure:
    found = max(bid(words), key=lambda one: one.confidence)
    return call_tool(expert, found.tool, **found.arguments)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3 mi = ? ft", "15840"),
        ("3 miles equals how many feet?", "15840"),
        ("what is the number of feet in 3 miles?", "15840"),
        ("miles to feet: 3", "15840"),
        ("hey, can you convert 5 km to m for me?", "5000"),
        ("what would 5 km be in meters", "5000"),
        ("what is 5 km expressed in meters", "5000"),
        ("what's the equivalent of 5 km in meters", "5000"),
        ("what temperature in celsius is 98.6 fahrenheit", "37"),
        ("a temperature of 20ºC in ºF", "68"),
        ("minus 40 celsius in fahrenheit", "-40"),
        ("5’11” in cm", "180.34"),
        ("five foot eleven in cm", "180.34"),
        ("5ft11 in cm", "180.34"),
        ("11 stone 6 in lb", "160"),
        ("1 st 4 lb in pounds", "18"),
        ("2-1/2 inches in cm", "6.35"),
        ("a mile and a half in feet", "7920"),
        ("2h15m in seconds", "8100"),
        ("1 million seconds in hours", "277.777777777778"),
        ("5e-3 mol/L in mmol/dL", "0.5"),
        ("10 km/L in mpg", "23.5214583333333"),
        ("8 L/100km in mpg", "29.4018229166667"),
        ("30 miles per gallon in liters per 100 km", "7.84048611111111"),
        ("5 min/km in min/mile", "8.04672"),
        ("6 min/km in km/h", "10"),
        ("100 kmph in m/s", "27.7777777777778"),
        ("50 MBps in Mbps", "400"),
        ("1 cfm in m3/h", "1.69901079552"),
        ("what is the length in feet of 12 miles", "63360"),
        ("12 miles is the same as how many feet", "63360"),
        ("12 mi = ____ ft", "63360"),
        ("12 mi => ft", "63360"),
        ("how many feet per mile", "5280"),
        ("a change of 10 °C in °F", "18"),
        ("a temperature difference of 20 °F in °C", "11.1111111111111"),
        ("what is a rise of 5 kelvin in fahrenheit degrees?", "9"),
        ("10 °C change in °F", "18"),
        ("10 Δ°C in Δ°F", "18"),
        ("speed of light in vacuum", "299792458"),
        ("what is the UCUM code for milligrams per deciliter", "mg/dL"),
        ("convert 4.5 from kg to g", "4500"),
        ("four point five kilograms in grams", "4500"),
        ("five sixteenths of a meter in cm", "31.25"),
        ("half of 5 km in m", "2500"),
        ("how many inches is a 12 foot rope", "144"),
        ("I ran 10 km. How many meters is that?", "10000"),
        ("What is the temperature in Fahrenheit when it is 25 degrees Celsius?", "77"),
        ("1 Mb in kB", "125"),
        ("20 kn to km/h", "37.04"),
        ("10 Nm in ft-lbs", "7.37562149277265"),
        ("120 mm Hg in kPa", "15.9986864898"),
        ("1 tesla in gauss", "10000"),
        ("1 AU in km", "149597870.7"),
        ("1 league in miles", "3"),
        ("1 acre-foot in cubic feet", "43560"),
        ("500 mA in A", "0.5"),
        ("150 pounds to kilos", "68.0388555"),
        ("1200 sq. ft. to m²", "111.483648"),
        ("10 gallons of water in quarts", "40"),
        ("100 mbps in megabytes per second", "12.5"),
        ("40 mpg (UK) in l/100km", "7.06202340829555"),
        ("30 mpg US in l/100km", "7.84048611111111"),
        ("1 pint (UK) in ml", "568.26125"),
        ("1 gallon (imperial) in litres", "4.54609"),
        ("10 pounds is how much in kilograms", "4.5359237"),
        ("10lbs=?kg", "4.5359237"),
        ("minus ten celsius in fahrenheit", "14"),
        ("pi/2 radians in degrees", "90"),
        ("kilos to pounds", "2.20462262184878"),
        ("my car does 30 miles per gallon, what's that in litres per 100 km", "7.84048611111111"),
        ("the distance is 5 miles; in km?", "8.04672"),
        ("3661 seconds in hours minutes and seconds", "1 h 1 min 1 s"),
        ("gravity in m/s^2", "9.80665"),
        ("5 miles in km to 2 decimal places", "8.05"),
        ("5 miles in km to the nearest whole number", "8"),
    ],
)
def test_what_people_ask_is_converted(expert: Expert, words: str, value: str) -> None:
    found = answered(expert, words)
    assert isinstance(found, Result), found
    assert found.value["value"] == value
    assert all(one.verdict is Verdict.PASSED for one in found.evidence)


@pytest.mark.parametrize(
    ("quantity", "to", "told"),
    [
        ("180 cm", "feet and inches", "5 ft 10.8661417322835 in"),
        ("3661 s", "hours, minutes and seconds", "1 h 1 min 1 s"),
        ("-90 min", "hours and minutes", "-1 h 30 min"),
    ],
)
def test_a_quantity_is_told_in_several_units(quantity: str, to: str, told: str) -> None:
    found = convert(quantity, to)
    assert isinstance(found, Result), found
    assert found.value["value"] == told
    assert all(one.verdict is Verdict.PASSED for one in found.evidence)


@pytest.mark.parametrize(
    ("quantity", "to", "code"),
    [
        ("180 cm", "inches and feet", "SYNTAX"),
        ("180 cm", "feet and pounds", "INCOMPATIBLE"),
        ("20 °C", "°F and K", "UNSUPPORTED"),
        ("5 acres", "mpg", "INCOMPATIBLE"),
        ("0 km/h", "min/km", "INCOMPATIBLE"),
        ("3 cfx", "m", "UNKNOWN_UNIT"),
    ],
)
def test_what_cannot_be_converted_is_refused(quantity: str, to: str, code: str) -> None:
    failure = convert(quantity, to)
    assert isinstance(failure, Failure), failure
    assert failure.code == code


@pytest.mark.parametrize("words", ["2 cups of flour in grams", "5 bananas to kg"])
def test_what_things_weigh_gets_no_bid(words: str) -> None:
    assert not list(bid(words))


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("convert", {"quantity": "1 " + "m*" * 45 + "m", "to": "m"}, "UNKNOWN_UNIT"),
        ("convert", {"quantity": "1/0 m", "to": "km"}, "SYNTAX"),
        ("convert", {"quantity": "nan m", "to": "km"}, "SYNTAX"),
        ("calculate", {"expression": "(1 m)^9^9^9^9"}, "SYNTAX"),
        ("extract", {"text": "one " * 5000}, "TOO_LARGE"),
        ("extract", {"text": "9" * 20_000}, "NONE_FOUND"),
        ("exchange", {"money": "5 USD", "to": "EUR", "date": "99999-9-9"}, "SYNTAX"),
    ],
)
def test_the_worst_arguments_are_refused(
    expert: Expert, tool: str, arguments: dict[str, str], code: str
) -> None:
    failure = call_tool(expert, tool, **arguments)
    assert isinstance(failure, Failure), failure
    assert failure.code == code


@given(st.fractions(max_denominator=10**6), st.integers(0, 15))
def test_decimals_are_the_nearest(value: Fraction, places: int) -> None:
    text, complete = to_decimals(value, places)
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**places)
    assert complete is (Fraction(text) == value)
    assert len(text.partition(".")[2]) == places


@pytest.mark.parametrize(
    "words",
    [
        "how many 12 foot ropes make a mile",
        "I ran 10 km twice. How many miles is that?",
        "Tom runs 5 km each day, how many miles is that",
        "a box weighs 20 lb more than mine, how many kg is that?",
        "10 km to 5 m",
        "5 km of m",
        "how many feet per second",
    ],
)
def test_what_asks_for_more_than_a_conversion_is_left_alone(words: str) -> None:
    assert not [one for one in bid(words) if one.tool == "convert"]


@pytest.mark.parametrize("words", ["celsius to fahrenheit", "m to s", "love to hate", "5 us"])
def test_two_words_with_to_between_are_no_conversion_of_one(words: str) -> None:
    assert not list(bid(words))
