"""What is dissolved in water: pH, buffers, constants, concentrations."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_chemistry.acid_table import ACIDS, Form, dissolved
from mrkl_core import Failure, Result, Verdict
from mrkl_core.testing import call_tool, experts_of

(EXPERT,) = experts_of("mrkl_chemistry")


def result(tool: str, **arguments: Any) -> Result:
    found = call_tool(EXPERT, tool, **arguments)
    assert isinstance(found, Result), found
    assert all(item.verdict is not Verdict.FAILED for item in found.evidence), found.evidence
    return found


def ph(*solutes: tuple[str, str] | dict[str, Any]) -> float:
    told = [
        s if isinstance(s, dict) else dict(zip(("substance", "concentration"), s, strict=True))
        for s in solutes
    ]
    return float(result("ph", solutes=told).value["ph"])


@pytest.mark.parametrize(
    ("substance", "concentration", "expected"),
    [
        *(("HCl", "0.01 M", 2.0), ("NaOH", "1 mM", 11.0), ("Ba(OH)2", "0.02 M", 12.60)),
        *(("HCl", "1e-8 M", 6.98), ("sulfuric acid", "0.01 M", 1.84), ("NaCl", "1 M", 7.0)),
        *(("acetic acid", "0.1 M", 2.88), ("ammonia", "0.1 M", 11.12), ("NH4Cl", "0.1 M", 5.13)),
        *(("sodium acetate", "0.1 M", 8.88), ("NaHCO3", "0.1 M", 8.34), ("Na2CO3", "0.1 M", 11.65)),
        *(("H3PO4", "0.1 M", 1.64), ("NaCN", "0.1 M", 11.10), ("HF", "0.1 M", 2.11)),
    ],
)  # the last digits by hand: -log10 of the root of x^2/(c - x) = K, or of sqrt(K1 K2)
def test_the_ph_of_one_solute(substance: str, concentration: str, expected: float) -> None:
    assert ph((substance, concentration)) == pytest.approx(expected, abs=0.02)


def test_a_buffer_and_a_titration_are_mixtures() -> None:
    assert ph(("acetic acid", "0.1 M"), ("sodium acetate", "0.2 M")) == pytest.approx(
        5.06, abs=0.01
    )
    acid = {"substance": "HCl", "concentration": "0.1 M", "volume": "25 mL"}
    base = {"substance": "NaOH", "concentration": "0.1 M", "volume": "20 mL"}
    assert ph(acid, base) == pytest.approx(1.954, abs=0.001)
    assert ph(acid, {**base, "volume": "25 mL"}) == pytest.approx(7)
    assert ph() == 7


def test_a_constant_may_be_given_in_four_ways() -> None:
    weak = {"concentration": "0.1 M"}
    assert ph({**weak, "ka": 1.8e-5}) == pytest.approx(ph({**weak, "pka": 4.7447}), abs=0.001)
    assert ph({**weak, "kb": 1.8e-5}) == pytest.approx(14 - ph({**weak, "ka": 1.8e-5}), abs=0.001)
    assert ph({**weak, "pkb": 4.7447}) == pytest.approx(11.125, abs=0.005)
    assert ph({**weak, "pka": 5, "conjugate": "0.1 M"}) == pytest.approx(5, abs=0.001)
    both = {**weak, "substance": "acetic acid", "conjugate": "0.2 M"}
    assert ph(both) == pytest.approx(5.06, abs=0.01)


@settings(deadline=None)
@given(st.sampled_from(ACIDS), st.floats(-5, 0), st.floats(-5, 0))
def test_more_acid_never_makes_it_more_basic(acid: Any, one: float, more: float) -> None:
    low, high = sorted((10**one, 10**more))
    weak, strong = (
        ph({"pka": max(acid.pkas[0], -5), "concentration": f"{c:.6g} M"}) for c in (low, high)
    )
    assert strong <= weak + 1e-6 <= 7 + 2e-6


def test_every_acid_of_the_table_is_found_by_its_name() -> None:
    for acid in ACIDS:
        if acid.charge == 0:
            assert dissolved(acid.name).forms == ((Form(acid, 0), 1),), acid.name


@pytest.mark.parametrize(
    ("solutes", "expected"),
    [
        ([{"substance": "glucose", "concentration": "0.1 M"}], "UNKNOWN"),
        ([{"substance": "CuSO4", "concentration": "0.1 M"}], "UNKNOWN"),
        ([{"substance": "HCl", "concentration": "0.1 mol"}], "UNKNOWN_UNIT"),
        ([{"substance": "HCl", "concentration": "1e9 M"}], "IMPOSSIBLE"),
        ([{"concentration": "0.1 M", "ka": -1}], "IMPOSSIBLE"),
        ([{"concentration": "0.1 M", "ka": 1e-5, "pka": 5}], "SYNTAX"),
        ([{"substance": "NaCl", "concentration": "1 M", "conjugate": "1 M"}], "SYNTAX"),
    ],
)
def test_what_has_no_ph_here_says_so(solutes: list[dict[str, Any]], expected: str) -> None:
    found = call_tool(EXPERT, "ph", solutes=solutes)
    assert isinstance(found, Failure)
    assert found.code == expected


def test_scales_buffers_and_constants() -> None:
    assert result("acidity", ph=3, wanted="poh").text == "pOH 11.00"
    assert result("acidity", hydroxide="1e-3 M").value["ph"] == 11
    assert result("acidity", poh=2, wanted="hydronium").value["hydronium"] == 1e-12
    assert result("buffer", pka=4.76, ph=5.76).value["ratio"] == 10
    assert result("buffer", acid="acetic acid", ratio=1).value["ph"] == 4.756
    assert (
        result("buffer", acid="NaH2PO4", acid_amount="1 mol", base_amount="1 mol").value["ph"]
        == 7.21
    )
    assert result("buffer", acid="ammonia", ratio=1).value["ph"] == 9.25
    assert result("acid_constant", acid="NH3", wanted="pkb").value["pkb"] == 4.75
    assert result("acid_constant", ka=1e-5).value["pka"] == 5
    for arguments in ({}, {"ph": 3, "poh": 11}, {"ph": 1e9}):
        assert isinstance(call_tool(EXPERT, "acidity", **arguments), Failure)
    assert isinstance(call_tool(EXPERT, "acid_constant", acid="HCl"), Failure)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"to": "mol/kg", "amount": "10 g", "solvent_amount": "500 g"}, 0.342231),
        ({"to": "mole fraction", "amount": "1 mol", "solvent_amount": "9 mol"}, 0.1),
        ({"to": "mol/L", "concentration": "10 %", "density": "1.07 g/mL"}, 1.83094),
        ({"to": "% by mass", "concentration": "2 molal"}, 10.4653),
        ({"to": "ppm", "concentration": "0.01 %"}, 100),
        ({"to": "% by mass", "amount": "10 g", "solvent_amount": "90 g"}, 10),
    ],
)
def test_a_concentration_in_another_measure(arguments: dict[str, str], expected: float) -> None:
    found = result("concentration", solute="NaCl", **arguments)
    assert found.value["value"] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"to": "mol/L", "concentration": "37 %"}, "SYNTAX"),  # for want of a density
        ({"to": "mol/L", "concentration": "37 %", "density": "2 g"}, "UNKNOWN_UNIT"),
        ({"to": "mol/kg", "amount": "10 g", "solvent_amount": "1 L"}, "UNKNOWN_UNIT"),
        ({"to": "mol/kg", "concentration": "200 %"}, "IMPOSSIBLE"),
        ({"to": "mol/kg"}, "SYNTAX"),
    ],
)
def test_what_is_no_concentration_says_so(arguments: dict[str, str], expected: str) -> None:
    found = call_tool(EXPERT, "concentration", solute="NaCl", **arguments)
    assert isinstance(found, Failure)
    assert found.code == expected
