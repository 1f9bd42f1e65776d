"""Gases, electrons, oxidation states, yields, and the catalogue."""

from __future__ import annotations

from typing import Any

import pytest

from mrkl_chemistry.electrons import configuration
from mrkl_chemistry.elements import SYMBOLS
from mrkl_core import Failure, Result, Verdict
from mrkl_core.testing import call_tool, experts_of

(EXPERT,) = experts_of("mrkl_chemistry")


def result(tool: str, **arguments: Any) -> Result:
    found = call_tool(EXPERT, tool, **arguments)
    assert isinstance(found, Result), found
    assert all(item.verdict is not Verdict.FAILED for item in found.evidence), found.evidence
    return found


def code(tool: str, **arguments: Any) -> str:
    found = call_tool(EXPERT, tool, **arguments)
    assert isinstance(found, Failure), found
    return found.code


@pytest.mark.parametrize(
    ("arguments", "name", "expected"),
    [
        ({"amount": "1 mol", "stp": True}, "litres", 22.414),
        ({"amount": "2 mol", "volume": "10 L", "temperature": "300 K"}, "pascals", 498868),
        (
            {"amount": "32 g", "substance": "O2", "pressure": "760 mmHg", "temperature": "0 °C"},
            "litres",
            22.415,
        ),
        ({"volume": "24.465 L", "pressure": "1 atm", "temperature": "25 °C"}, "mol", 1.0),
        ({"amount": "1 mol", "volume": "10 L", "pressure": "202.65 kPa"}, "kelvins", 243.73),
        (
            {"amount": "2.5 g", "volume": "1.2 L", "pressure": "1 atm", "temperature": "77 F"},
            "g_per_mol",
            50.97,
        ),
    ],
)
def test_the_fourth_of_the_gas_law(arguments: dict[str, Any], name: str, expected: float) -> None:
    assert result("gas", **arguments).value[name] == pytest.approx(expected, rel=1e-4)


def test_standard_conditions_are_told_in_both_ways() -> None:
    told = result("gas", amount="1 mol", stp=True).text
    assert told == "22.414 L at 0 °C and 1 atm; at IUPAC's 1 bar 22.711 L"
    assert result("gas", substance="CO2", stp=True).text.startswith("1.9634")
    assert result("gas", substance="oxygen", amount="8 g", stp=True).value["mol"] == 0.250016
    assert "12.18" in result("gas", amount="1 g", volume="1.84 L", stp=True).text


def test_a_gas_is_changed() -> None:
    squeezed = result("gas_change", pressure="1 atm", volume="2 L", new_volume="0.5 L")
    assert squeezed.text == "4 atm = 405.3 kPa"
    assert (
        result("gas_change", volume="2 L", temperature="300 K", new_temperature="450 K").text
        == "3 L"
    )
    every = {"pressure": "1 atm", "volume": "2 L", "temperature": "300 K"}
    hotter = result("gas_change", **every, new_pressure="2 atm", new_volume="2 L")
    assert hotter.value["kelvins"] == 600
    assert (
        result("gas_change", pressure="1 bar", new_pressure="2 bar", new_volume="1 L").text == "2 L"
    )


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        ("gas", {"amount": "1 mol"}, "SYNTAX"),
        ("gas", {"pressure": "1 atm", "stp": True, "amount": "1 mol"}, "SYNTAX"),
        ("gas", {"amount": "1 mol", "volume": "1 L", "temperature": "-300 C"}, "IMPOSSIBLE"),
        ("gas", {"amount": "1 mol", "volume": "1 kg", "temperature": "300 K"}, "UNKNOWN_UNIT"),
        ("gas", {"amount": "1 mol", "volume": "1 L", "temperature": "300 m"}, "UNKNOWN_UNIT"),
        ("gas", {"amount": "1 mol", "substance": "water", "stp": True}, "IMPOSSIBLE"),
        ("gas_change", {"pressure": "1 atm", "volume": "2 L"}, "SYNTAX"),
        ("gas_change", {"pressure": "1 atm", "new_volume": "2 L"}, "SYNTAX"),
        ("percent_yield", {"actual": "8 g", "theoretical": "1 mol"}, "UNKNOWN_UNIT"),
        ("percent_yield", {"actual": "8 g"}, "SYNTAX"),
        ("percent_yield", {"actual": "8 g", "percent": -1}, "IMPOSSIBLE"),
    ],
)
def test_what_cannot_be_told_says_so(tool: str, arguments: dict[str, Any], expected: str) -> None:
    assert code(tool, **arguments) == expected


def test_a_yield_is_the_third_of_three() -> None:
    assert result("percent_yield", actual="8 g", theoretical="10 g").text == "80 %"
    assert result("percent_yield", percent=80, theoretical="25 g").text == "20 g"
    assert result("percent_yield", actual="8 g", percent=80).value["theoretical"] == 10
    too_much = call_tool(EXPERT, "percent_yield", actual="12 g", theoretical="10 g")
    assert isinstance(too_much, Result)
    assert too_much.evidence[1].verdict is Verdict.FAILED
    given = {"equation": "2 H2 + O2 -> 2 H2O", "amounts": [{"species": "H2", "amount": "2 mol"}]}
    made = result("stoichiometry", **given, wanted="H2O", to="mol", obtained="1.5 mol")
    assert made.value["percent_yield"] == 75
    assert code("stoichiometry", **given, wanted="O2", obtained="1 mol") == "SYNTAX"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        *(("iron", "[Ar] 3d6 4s2"), ("Cr", "[Ar] 3d5 4s1"), ("Pd", "[Kr] 4d10"), ("H", "1s1")),
        *(("Fe3+", "[Ar] 3d5"), ("Fe^2+", "[Ar] 3d6"), ("Cu+", "[Ar] 3d10"), ("Mn²⁺", "[Ar] 3d5")),
        *(("Cl-", "[Ne] 3s2 3p6 = [Ar]"), ("O2-", "[He] 2s2 2p6 = [Ne]"), ("H+", "no electrons")),
        *(("Gd3+", "[Xe] 4f7"), ("Pb2+", "[Xe] 4f14 5d10 6s2"), ("uranium", "[Rn] 5f3 6d1 7s2")),
    ],
)
def test_electrons_of_atoms_and_ions(name: str, short: str) -> None:
    assert result("configuration", name=name).value["short"] == short


def test_every_element_has_all_its_electrons() -> None:
    for number, symbol in enumerate(SYMBOLS, 1):
        found = configuration(symbol)
        assert isinstance(found, Result)
        assert found.value["electrons"] == number
        assert all(item.verdict is not Verdict.FAILED for item in found.evidence), symbol


@pytest.mark.parametrize("name", ["Ti+", "Na3+", "Ce2+", "SO4^2-", "C9+", "unobtainium"])
def test_an_ion_that_no_rule_tells_is_refused(name: str) -> None:
    assert code("configuration", name=name) in ("UNKNOWN", "IMPOSSIBLE")


@pytest.mark.parametrize(
    ("substance", "element", "state"),
    [
        *(("KMnO4", "Mn", "+7"), ("K2Cr2O7", "Cr", "+6"), ("H2SO4", "S", "+6"), ("NH3", "N", "-3")),
        *(("H2O2", "O", "-1"), ("OF2", "O", "+2"), ("NaH", "H", "-1"), ("Fe3O4", "Fe", "+8/3")),
        *(("Na2S2O3", "S", "+2"), ("SO4^2-", "S", "+6"), ("CuSO4", "Cu", "+2"), ("O2", "O", "0")),
        *(("sodium chlorate", "Cl", "+5"), ("NaBH4", "H", "-1"), ("VO2+", "V", "+5")),
    ],
)
def test_oxidation_states(substance: str, element: str, state: str) -> None:
    found = result("oxidation_states", substance=substance, element=element)
    assert found.value["states"][element] == state


def test_different_states_of_one_element_are_told() -> None:
    assert "(-3, +5)" in result("oxidation_states", substance="NH4NO3", element="N").text


@pytest.mark.parametrize("substance", ["FeS2", "Ni(CO)4", "e-", "SiH4"])
def test_states_that_rules_do_not_tell_are_refused(substance: str) -> None:
    assert code("oxidation_states", substance=substance) in ("UNKNOWN", "AMBIGUOUS", "IMPOSSIBLE")


def test_the_catalogue_is_never_sure_of_a_yes() -> None:
    pytest.importorskip("molbloom")
    there = result("purchasable", substance="aspirin").value
    assert (there["in_catalogue"], there["certain"], there["false_positive_rate"]) == (
        True,
        False,
        0.07,
    )
    missing = result("purchasable", substance="CCCCCCC(F)CCCCCCCCC(Cl)CCCCI")
    assert missing.value["certain"]
    assert "others may sell it" in missing.text
