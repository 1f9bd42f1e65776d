from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Failure, Result, Verdict
from mrkl_core.testing import as_called, assert_plugin_ok
from mrkl_units.bids import bid
from mrkl_units.constants import constant
from mrkl_units.convert import convert
from mrkl_units.numbers import read_number, shown

constant, convert = map(as_called, (constant, convert))


def value(quantity: str, to: str) -> str:
    result = convert(quantity, to)
    assert isinstance(result, Result), result
    assert all(item.verdict is Verdict.PASSED for item in result.evidence)
    return str(result.value["value"])


def code(quantity: str, to: str) -> str:
    result = convert(quantity, to)
    assert isinstance(result, Failure), result
    return result.code


def test_the_plugin_is_ok() -> None:
    assert_plugin_ok("mrkl_units")


# Values from NIST SP 811 (2008), appendix B, and by definition.
@pytest.mark.parametrize(
    ("quantity", "to", "expected"),
    [
        ("1 inch", "cm", "2.54"),
        ("1 mile", "km", "1.609344"),
        ("1 lb", "kg", "0.45359237"),
        ("1 acre", "m²", "4046.8564224"),
        ("1 furlong", "m", "201.168"),
        ("1 nautical mile", "m", "1852"),
        ("1 gallon", "L", "3.785411784"),
        ("1 imperial gallon", "L", "4.54609"),
        ("1 kWh", "MJ", "3.6"),
        ("1 light year", "km", "9460730472580.8"),
        ("1 stone", "pounds", "14"),
        ("72 °F", "°C", "22.2222222222222"),
        ("-40 degrees celsius", "degrees fahrenheit", "-40"),
        ("0 K", "celsius", "-273.15"),
        ("100 C", "F", "212"),
        ("5 ft 11 in", "cm", "180.34"),
        ("5'11\"", "cm", "180.34"),
        ("3 hours and 20 minutes", "s", "12000"),
        ("100 km/h", "m/s", "27.7777777777778"),
        ("60 mph", "kmh", "96.56064"),
        ("9.81 m/s^2", "cm/s²", "981"),
        ("10 square feet", "square meters", "0.9290304"),
        ("2 1/2 feet", "inches", "30"),
        ("half a mile", "feet", "2640"),
        ("three and a half yards", "feet", "10.5"),
        ("two hundred and five cm", "m", "2.05"),
        ("1,234.5 g", "kg", "1.2345"),
        ("1.5e3 m", "km", "1.5"),
        ("3 × 10^8 m/s", "km/s", "300000"),
        ("1 m^-1", "1/cm", "0.01"),
        ("8 ounces", "cups", "1"),
        ("8 ounces", "g", "226.796185"),
        ("1 joule", "kg m^2/s^2", "1"),
        ("1e6 bytes", "MB", "1"),
        ("1 TB", "bit", "8000000000000"),
        ("180 degrees", "radians", "3.14159265358979"),
        ("two dozen feet", "feet", "24"),
        ("half a dozen feet", "feet", "6"),
        ("two thirds of a year", "months", "8"),
        ("19/2 of a millennium", "decades", "950"),
        ("5'11", "cm", "180.34"),
        ("5 foot 11", "cm", "180.34"),
        ("1 J/(kg K)", "kJ/(kg K)", "0.001"),
        ("20 °C/m", "°F/m", "36"),
        ("1 UK pint", "ml", "568.26125"),
        ("1 US gallon", "L", "3.785411784"),
        ("1 troy ounce", "g", "31.1034768"),
        ("1 barrel", "gallons", "42"),
        ("1 KB", "bytes", "1000"),
        ("100 Mb", "MB", "12.5"),
        ("1 foot pound", "J", "1.3558179483314"),
        ("1e500 m", "km", "1e497"),
    ],
)
def test_values(quantity: str, to: str, expected: str) -> None:
    assert value(quantity, to) == expected


@pytest.mark.parametrize(
    ("quantity", "to", "expected"),
    [
        ("5 kg", "meters", "INCOMPATIBLE"),
        ("5 parsnips", "meters", "UNKNOWN_UNIT"),
        ("5 m**99999", "meters", "UNKNOWN_UNIT"),
        ("5 __import__('os')", "m", "UNKNOWN_UNIT"),
        ("meters", "feet", "SYNTAX"),
        ("5", "feet", "SYNTAX"),
        ("", "feet", "SYNTAX"),
        ("5 m", "", "SYNTAX"),
        ("5 ft 3 kg", "m", "SYNTAX"),
        ("-1 K", "celsius", "IMPOSSIBLE"),
        ("20 dollars", "euros", "UNKNOWN_UNIT"),
        ("1 kg/m*s", "kg/m*h", "AMBIGUOUS"),
        ("1 Hz", "rpm", "INCOMPATIBLE"),
        ("1 lumen", "candela", "INCOMPATIBLE"),
        ("1 sievert", "gray", "INCOMPATIBLE"),
        ("10 dBm", "mW", "UNSUPPORTED"),
        ("5 kilocelsius", "K", "UNKNOWN_UNIT"),
        ("two three km", "m", "UNKNOWN_UNIT"),
        ("a thousand million km", "m", "UNKNOWN_UNIT"),
        ("5/0 km", "m", "SYNTAX"),
        ("1,5000 m", "km", "UNKNOWN_UNIT"),
        ("5 km/", "m", "SYNTAX"),
        ("5 km/(h", "m/s", "SYNTAX"),
    ],
)
def test_what_has_no_right_answer_is_refused(quantity: str, to: str, expected: str) -> None:
    assert code(quantity, to) == expected


def test_an_unknown_unit_is_answered_with_the_nearest() -> None:
    failure = convert("3 killometers", "m")
    assert isinstance(failure, Failure)
    assert "kilometer" in failure.hint or "meter" in failure.hint


def test_digits_are_called_exact_only_if_they_are() -> None:
    exact = convert("1 inch", "cm")
    assert isinstance(exact, Result)
    assert exact.value["exact"] == "127/50"
    assert exact.text == "1 inch = 2.54 cm"
    rounded = convert("1 cm", "inch")
    assert isinstance(rounded, Result)
    assert rounded.value["exact"] == "50/127"
    assert "≈" in rounded.text
    angle = convert("1 radian", "degree")
    assert isinstance(angle, Result)
    assert angle.value["exact"] is None


@pytest.mark.parametrize("unit", ["kiloparsec", "Da", "hbar", "milliradian"])
def test_a_factor_that_was_measured_is_never_exact(unit: str) -> None:
    to = {"kiloparsec": "km", "Da": "kg", "hbar": "J s", "milliradian": "degree"}[unit]
    result = convert(f"1 {unit}", to)
    assert isinstance(result, Result)
    assert result.value["exact"] is None


def test_what_is_inexact_on_both_sides_cancels() -> None:
    result = convert("1 turn", "arcminute")
    assert isinstance(result, Result)
    assert result.value["exact"] == "21600"


def test_how_an_ambiguous_unit_was_read_is_said() -> None:
    result = convert("1 gallon", "L")
    assert isinstance(result, Result)
    assert "US" in result.value["note"]


@given(
    st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1000),
    st.sampled_from([("km", "mile"), ("degC", "degF"), ("kg", "ounce"), ("L", "gallon")]),
)
def test_there_and_back_is_where_we_were(number: Fraction, units: tuple[str, str]) -> None:
    one, other = units
    result = convert(f"{number.numerator}/{number.denominator} {one}", other)
    if isinstance(result, Failure):
        assert result.code == "IMPOSSIBLE"
        return
    exact = Fraction(str(result.value["exact"]))
    assert result.evidence[1].verdict is Verdict.PASSED
    assert Fraction(shown(exact, 60)[0]) == pytest.approx(float(exact))


@given(st.text(max_size=60))
def test_any_text_gives_a_result_or_a_failure(text: str) -> None:
    assert isinstance(convert(text, "m"), Result | Failure)
    assert isinstance(convert("1 m", text), Result | Failure)
    list(bid(text))


@given(st.fractions(max_denominator=10**6, min_value=-(10**12), max_value=10**12))
def test_numbers_are_shown_to_the_digit(number: Fraction) -> None:
    text, exact = shown(number)
    assert (Fraction(text) == number) is exact
    assert abs(Fraction(text) - number) <= abs(number) * Fraction(1, 10**14)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", 1234), ("½", Fraction(1, 2)), ("3½", Fraction(7, 2)), ("twenty-one", 21)],
)
def test_numbers(text: str, number: Fraction) -> None:
    read = read_number(text)
    assert read is not None
    assert read[0] == number


@pytest.mark.parametrize(
    "words",
    [
        "10 km in miles",
        "convert 72°F to celsius",
        "how many feet are in 3 miles?",
        "What is 100 km/h in m/s?",
        "how many ounces in a gallon?",
        "5 ft 11 in in cm",
        "please convert 10 lbs to kg",
        "convert 5 kg to meters",
        "how tall is 6'2\" in cm?",
        "How many months are there in two thirds of a year?",
    ],
)
def test_conversions_get_a_bid(words: str) -> None:
    (found,) = bid(words)
    assert found.confidence >= 0.9


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2 + 2",
        "what is 17% of 340?",
        "what is 5 in binary",
        "is 5 in the list",
        "what was the capital of France in 1900",
        "How many people are in a football team?",
        "put block a on block b",
        "convert 12 parsnips to meters",
        "a" * 5000,
        "how many " * 500,
        "what is 5 am in pm",
        "what is 5 pm in PST",
        "go 5 miles to town",
        "I ran 5 miles in 40 minutes",
    ],
)
def test_other_words_get_none(words: str) -> None:
    assert list(bid(words)) == []


def test_constants() -> None:
    light = constant("speed of light", "km/h")
    assert isinstance(light, Result)
    assert light.value["value"] == "1079252848.8"
    assert light.value["uncertainty"] == "0"
    mass = constant("mass of the electron")
    assert isinstance(mass, Result)
    assert float(mass.value["uncertainty"]) > 0
    typo = constant("plank constant")
    assert isinstance(typo, Failure)
    assert "Planck constant" in typo.hint
    energy = constant("electron mass", "MeV")
    assert isinstance(energy, Result)
    assert energy.value["value"].startswith("0.51099895")
    assert "mc²" in energy.text
    assert "CODATA" in energy.evidence[0].method
    scale = constant("Planck temperature", "celsius")
    assert isinstance(scale, Failure)
    wrong = constant("electron mass", "meter")
    assert isinstance(wrong, Failure)
    assert wrong.code == "INCOMPATIBLE"


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("What is the speed of light?", {"name": "speed of light in vacuum"}),
        ("speed of light in km/h", {"name": "speed of light in vacuum", "unit": "km/h"}),
        ("mass of the electron in MeV", {"name": "electron mass", "unit": "MeV"}),
        ("what's Planck's constant?", {"name": "Planck constant"}),
    ],
)
def test_constants_get_a_bid(words: str, arguments: dict[str, str]) -> None:
    (found,) = bid(words)
    assert (found.tool, found.arguments) == ("constant", arguments)


@pytest.mark.parametrize(
    "words",
    ["the mass of a blue whale", "what is the charge of the electron?", "mass in the church"],
)
def test_what_is_no_constant_gets_none(words: str) -> None:
    assert list(bid(words)) == []
