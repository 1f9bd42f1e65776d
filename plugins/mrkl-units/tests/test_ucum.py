"""UCUM: codes are read, checked, converted and written; its own tests where they are at hand."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Failure, Problem, Result
from mrkl_core.testing import as_called
from mrkl_units.convert import convert
from mrkl_units.ucum.codes import atoms
from mrkl_units.ucum.grammar import read_code
from mrkl_units.ucum.measure import convert_code, size
from mrkl_units.ucum.tools import validate, write

convert, write = map(as_called, (convert, write))

SUITE = Path(__file__).resolve().parents[4] / "shared/bench/units/ucum/UcumFunctionalTests.xml"


@pytest.mark.parametrize(
    "code",
    ["m", "/m", "10*3/ul", "mm[Hg]", "kg.m/s2", "{cells}/uL", "4.[pi].10*-7.N/A2",
     "%[slope]",
             "g/(8.h)", "B[10.nV]", "ug{creat}", "m2{body}", "mL/min/{1.73_m2}", "KiBy"],
)  # fmt: skip
def test_codes_are_read(code: str) -> None:
    assert validate(code).value["valid"] is True


@pytest.mark.parametrize(
    "code", ["", "m/", "m//s", "10+3/ul", "g/12h", "iU", "{a}m", "kg[H20]", "m(s", "m)s", "cm[H20]",
             "rad2{錠}", "ug(8.h)", "m s", "([", "m{", "k", "0.m", "dam2k"],
)  # fmt: skip
def test_what_is_no_code_is_refused_and_says_why(code: str) -> None:
    found = validate(code)
    assert found.value["valid"] is False
    assert found.value["reason"]


@pytest.mark.parametrize(
    ("value", "code", "to", "expected"),
    [
        ("6.3", "s.mm-2", "s.m-2", "6300000"),
        ("1", "[ly]", "cm", "946073047258080000"),
        ("1", "m[Hg]", "g.s-2.m-1", "133322000"),
        ("100", "Cel", "[degF]", "212"),
        ("5", "[IU]/L", "[iU]/L", "5"),
        ("1", "[psi]", "kPa", "6.89475729316836"),
        ("7", "[pH]", "mol/l", "0.0000001"),
        ("1", "KiBy/s", "bit/s", "8192"),
    ],
)
def test_codes_are_converted(value: str, code: str, to: str, expected: str) -> None:
    result = convert(f"{value} {code}", to)
    assert isinstance(result, Result), result
    assert float(result.value["value"]) == pytest.approx(float(expected), rel=1e-13)


def test_a_prefix_scales_a_scale() -> None:
    assert convert_code(Fraction(1), "kCel", "K") == (Fraction("1273.15"), True)


@pytest.mark.parametrize(
    ("code", "to", "expected"),
    [
        ("mol/L", "g/L", "INCOMPATIBLE"),
        ("[iU]/L", "[arb'U]/L", "INCOMPATIBLE"),
        ("Cel/s2", "K/s2", "UNSUPPORTED"),
    ],
)
def test_codes_of_other_kinds_are_refused(code: str, to: str, expected: str) -> None:
    with pytest.raises(Problem) as caught:
        convert_code(Fraction(1), code, to)
    assert caught.value.failure.code == expected


@pytest.mark.parametrize(
    ("unit", "code"),
    [("km/h", "km/h"), ("milligrams per deciliter", "mg/dL"), ("m/s^2", "m/s2"), ("°F", "[degF]")],
)
def test_codes_are_written(unit: str, code: str) -> None:
    result = write(unit)
    assert isinstance(result, Result)
    assert result.value["code"] == code
    assert isinstance(write("parsnips"), Failure)


def test_every_unit_of_the_table_has_a_size() -> None:
    for code in atoms():
        size(code)


@given(st.text(alphabet="mskgK[]{}()./-+*0123456789^%'", max_size=30))
def test_any_text_is_a_code_or_refused(code: str) -> None:
    try:
        read_code(code)
        size(code)
    except Problem:
        return
    assert validate(code).value["valid"] is True


def _cases(path: str) -> list[ElementTree.Element]:
    if not SUITE.is_file():
        pytest.skip("the functional tests of UCUM are not at hand")
    return ElementTree.parse(SUITE).findall(path)


def test_the_functional_tests_of_validation_pass() -> None:
    cases = _cases("validation/case")
    wrong = [
        case.get("unit")
        for case in cases
        if validate(case.get("unit", "")).value["value"] != case.get("valid")
    ]
    assert (len(cases), wrong) == (529, [])


def test_the_functional_tests_of_conversion_pass() -> None:
    cases = _cases("conversion/case")
    for case in cases:
        value, source, target = (case.get(k, "") for k in ("value", "srcUnit", "dstUnit"))
        found, _ = convert_code(Fraction(value), source, target)
        digits = len(case.get("outcome", "").lower().split("e")[0].replace(".", "").lstrip("0"))
        assert f"{float(found):.{min(digits, 15) - 1}e}" == (
            f"{float(case.get('outcome', '')):.{min(digits, 15) - 1}e}"
        )
    assert len(cases) == 30
