"""Requests in words: which call each asks for, and that others ask for none."""

from __future__ import annotations

import pytest

from mrkl_chemistry.bids import bid


def told(words: str) -> str:
    """The call that is bid for, its equation left out where amounts are asked for."""
    (found,) = bid(words)
    arguments = {**found.arguments}
    if found.tool == "stoichiometry":
        amounts = arguments.pop("amounts")
        arguments["equation"] = " and ".join(f"{e['amount']} {e['species']}" for e in amounts)
    return f"{found.tool}: " + ", ".join(f"{k}={v}" for k, v in arguments.items())


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("molar mass of caffeine", "mass: substance=caffeine"),
        ("how heavy is one mole of water?", "mass: substance=water"),
        ("SMILES of aspirin", "identify: substance=aspirin, wanted=smiles"),
        ("CAS number of ethanol?", "identify: substance=ethanol, wanted=cas"),
        ("which compound has CAS 64-17-5?", "identify: substance=64-17-5"),
        ("formula of calcium chloride", "identify: substance=calcium chloride, wanted=formula"),
        ("What is NaHCO3 called?", "identify: substance=NaHCO3, wanted=name"),
        ("name of CC(C)O", "identify: substance=CC(C)O, wanted=name"),
        ("What molecule is CC(=O)O?", "identify: substance=CC(=O)O"),
        ("empirical formula of glucose", "composition: substance=glucose, wanted=empirical"),
        ("what functional groups does aspirin contain?", "groups: substance=aspirin"),
        ("how many rings are in naphthalene?", "descriptors: substance=naphthalene, wanted=rings"),
        ("polar surface area of aspirin", "descriptors: substance=aspirin, wanted=tpsa"),
        ("draw caffeine", "draw: substance=caffeine"),
        (
            "is there a benzene ring in aspirin?",
            "substructure: substance=aspirin, pattern=c1ccccc1",
        ),
        ("what is the atomic number of iron?", "element: name=iron, wanted=number"),
        ("What element has atomic number 26?", "element: name=26, wanted=name"),
        ("atomic mass of carbon-13", "element: name=carbon-13, wanted=isotope_mass"),
        ("Is sodium a metal?", "element: name=sodium, wanted=metal"),
        ("How many neutrons are in carbon-14?", "element: name=carbon-14, wanted=neutrons"),
    ],
)
def test_requests_about_substances_and_elements(words: str, call: str) -> None:
    assert told(words) == call


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("How many moles of NaCl are in 100 g?", "amount: substance=NaCl, amount=100 g, to=mol"),
        ("Convert 50 g of CaCO3 to moles", "amount: substance=CaCO3, amount=50 g, to=mol"),
        (
            "How many molecules are in 18 g of water?",
            "amount: substance=water, amount=18 g, to=molecules",
        ),
        (
            "How many atoms of oxygen are in 2 mol of CO2?",
            "amount: substance=CO2, amount=2 mol, to=atoms, element=oxygen",
        ),
        ("5 mol NaOH in grams", "amount: substance=NaOH, amount=5 mol, to=g"),
        (
            "I have 9 grams of water. How many moles is that?",
            "amount: substance=water, amount=9 grams, to=mol",
        ),
        ("grams in 0.1 mol of KMnO4", "amount: substance=KMnO4, amount=0.1 mol, to=g"),
        (
            "mass of 3.01 x 10^23 molecules of CO2",
            "amount: substance=CO2, amount=3.01 x 10^23 molecules, to=g",
        ),
        (
            "How many oxygen atoms are in 1 mole of H2SO4?",
            "amount: substance=H2SO4, amount=1 mole, to=atoms, element=oxygen",
        ),
        (
            "How many hydrogen atoms are in C6H12O6?",
            "composition: substance=C6H12O6, wanted=count, element=hydrogen",
        ),
        (
            "What percent of CO2 is carbon?",
            "composition: substance=CO2, wanted=percent, element=carbon",
        ),
        (
            "percent by mass of nitrogen in NH4NO3",
            "composition: substance=NH4NO3, wanted=percent, element=nitrogen",
        ),
        ("percent composition of water", "composition: substance=water, wanted=percent"),
    ],
)
def test_requests_about_amounts_and_compositions(words: str, call: str) -> None:
    assert told(words) == call


@pytest.mark.parametrize(
    ("words", "call"),
    [
        (
            "What is the molarity of 58.44 g of NaCl in 1 L of solution?",
            "solution: amount=58.44 g, volume=1 L, solute=NaCl",
        ),
        (
            "How many moles of HCl are in 250 mL of 2 M HCl?",
            "solution: volume=250 mL, concentration=2 M, solute=HCl",
        ),
        (
            "How do I prepare 1 L of 0.1 M NaOH?",
            "solution: volume=1 L, concentration=0.1 M, solute=NaOH",
        ),
        (
            "What volume of 0.5 M NaCl contains 0.1 mol?",
            "solution: concentration=0.5 M, amount=0.1 mol, solute=NaCl",
        ),
        ("Dilute 12 M HCl to 1 L of 1 M", "dilution: stock=12 M, volume=1 L, target=1 M"),
        (
            "If I dilute 50 mL of 2 M NaCl to 200 mL, what is the new concentration?",
            "dilution: stock_volume=50 mL, stock=2 M, volume=200 mL",
        ),
    ],
)
def test_requests_about_solutions(words: str, call: str) -> None:
    assert told(words) == call


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("balance Fe + O2 -> Fe2O3", "balance: equation=Fe + O2 -> Fe2O3"),
        ("Fe + O2 -> Fe2O3", "balance: equation=Fe + O2 -> Fe2O3"),
        ("Balance: Fe + O2 -> Fe2O3", "balance: equation=Fe + O2 -> Fe2O3"),
        (
            "Write the balanced equation for NH3 + O2 -> NO + H2O",
            "balance: equation=NH3 + O2 -> NO + H2O",
        ),
        (
            "What are the coefficients of Fe2O3 + CO -> Fe + CO2?",
            "balance: equation=Fe2O3 + CO -> Fe + CO2",
        ),
        ("Is H2 + O2 -> H2O balanced?", "balance: equation=H2 + O2 -> H2O, check=True"),
        (
            "balance sodium + water -> sodium hydroxide + hydrogen",
            "balance: equation=sodium + water -> sodium hydroxide + hydrogen",
        ),
        ("Balance the combustion of methane", "balance: equation=methane + O2 -> CO2 + H2O"),
        (
            "How many grams of water are produced from 4 g of H2 in 2H2 + O2 -> 2H2O?",
            "stoichiometry: equation=4 g H2, wanted=water, to=g",
        ),
        (
            "In the reaction N2 + 3 H2 -> 2 NH3, how many moles of NH3 come from 6 moles of H2?",
            "stoichiometry: equation=6 moles H2, wanted=NH3, to=mol",
        ),
        (
            "Which is the limiting reagent of 5 g of H2 and 20 g of O2 in 2 H2 + O2 -> 2 H2O?",
            "stoichiometry: equation=5 g H2 and 20 g O2",
        ),
        (
            "How many grams of O2 burn 10 g of propane, C3H8 + 5 O2 -> 3 CO2 + 4 H2O?",
            "stoichiometry: equation=10 g propane, wanted=O2, to=g",
        ),
    ],
)
def test_requests_about_reactions(words: str, call: str) -> None:
    assert told(words) == call


@pytest.mark.parametrize(
    ("words", "call"),
    [
        (
            "What is the pH of a 0.1 M solution of acetic acid (Ka = 1.8 x 10^-5)?",
            "ph: solutes=[{'concentration': '0.1 M', 'substance': 'acetic acid', 'ka': 1.8e-05}]",
        ),
        (
            "pH of a buffer of 0.1 M NH3 and 0.2 M NH4Cl",
            "ph: solutes=[{'concentration': '0.1 M', 'substance': 'NH3'}, "
            "{'concentration': '0.2 M', 'substance': 'NH4Cl'}]",
        ),
        (
            "What is the pH when 25 mL of 0.1 M HCl is mixed with 20 mL of 0.1 M NaOH?",
            "ph: solutes=[{'concentration': '0.1 M', 'substance': 'HCl', 'volume': '25 mL'}, "
            "{'concentration': '0.1 M', 'substance': 'NaOH', 'volume': '20 mL'}]",
        ),
        ("pH if the hydroxide concentration is 2e-3 M", "acidity: wanted=ph, hydroxide=2e-3 M"),
        ("What is the pOH of a solution with a pH of 3?", "acidity: wanted=poh, ph=3.0"),
        ("ratio of acetate to acetic acid at pH 5", "buffer: ph=5.0, acid=acetic acid"),
        ("pH of a buffer with pKa 4.76 and a ratio of 2:1", "buffer: ratio=2.0, pka=4.76"),
        ("What is the pKa of acetic acid?", "acid_constant: wanted=pka, acid=acetic acid"),
        ("Convert Ka 1.8e-5 to pKa", "acid_constant: wanted=pka, ka=1.8e-05"),
        ("What volume do 2 mol of a gas occupy at STP?", "gas: amount=2 mol, stp=True"),
        (
            "How many moles of O2 are in a 5 L tank at 2 atm and 300 K?",
            "gas: pressure=2 atm, volume=5 L, temperature=300 K, substance=O2",
        ),
        (
            "A gas occupies 3 L at 2 atm. What volume will it occupy at 1 atm?",
            "gas_change: pressure=2 atm, new_pressure=1 atm, volume=3 L",
        ),
        ("electron configuration of Fe3+", "configuration: name=Fe3+, wanted=short"),
        ("How many electrons does Na+ have?", "configuration: name=Na+, wanted=electrons"),
        (
            "oxidation number of sulfur in H2SO4",
            "oxidation_states: substance=H2SO4, element=sulfur",
        ),
        (
            "percent yield if 8 g were obtained and the theoretical yield is 10 g",
            "percent_yield: actual=8 g, theoretical=10 g",
        ),
        (
            "molality of 10 g of NaCl dissolved in 500 g of water",
            "concentration: to=mol/kg, solute=NaCl, amount=10 g, solvent_amount=500 g",
        ),
        (
            "molarity of 37% HCl with density 1.19 g/mL",
            "concentration: to=mol/L, density=1.19 g/mL, concentration=37%, solute=HCl",
        ),
        ("is aspirin commercially available?", "purchasable: substance=aspirin"),
        ("hi, whats the molar mass of NaCl please", "mass: substance=NaCl"),
        ("pH of 10 mM HCl", "ph: solutes=[{'concentration': '10 mM', 'substance': 'HCl'}]"),
        ("Ka of an acid with pKa 3.2", "acid_constant: wanted=ka, pka=3.2"),
        (
            "Calculate the molarity of a solution prepared by dissolving 5 g of NaCl in 1 L",
            "solution: amount=5 g, volume=1 L, solute=NaCl",
        ),
    ],
)
def test_requests_about_solutions_gases_and_electrons(words: str, call: str) -> None:
    assert told(words) == call


@pytest.mark.parametrize(
    "words",
    [
        *("What is the pH of water at 80 degrees?", "What is the pH of 0.1 M HCl in ethanol?"),
        *("pH of my soil", "What is the pressure in a tyre?", "volume of a sphere of 2 m"),
        "What was the initial volume of a gas that is 2 L after going from 1 atm to 3 atm?",
        "How many moles are in 5 L of water at 300 K?",
        "What volume of a gas at 300 K is in 2 mol?",
        "mole fraction of water in 10 g of NaCl in 90 g of water",
        "percent yield of 8 g from 10 g of NaCl",
        "acid to base ratio at pH 5 with pKa 4.76",
        *("mass of the electron", "a -> b", "balance my budget", "2 + 2 = 4", "draw a circle"),
        *("the structure of a novel", "name of the capital of France", "is this bill balanced?"),
        *("formula for the area of a circle", "how much money is enough?", "convert 5 g to mg"),
        *("how many grams of sugar are in 2 cups of flour?", "what is my name called"),
        "molar mass of caffeine and of glucose",
        "InChIKey of caffeine and the formula of glucose",
        "How many L of O2 at STP come from 4 g of H2O in 2 H2O -> 2 H2 + O2?",
        "What percent yield do 5 g of H2O from 4 g of H2 in 2 H2 + O2 -> 2 H2O make?",
        "How many moles are in 5 L of water?",
        "How many moles of oxygen are in 2 mol of CO2?",
    ],
)
def test_what_is_no_chemistry_or_not_read_to_the_end_gets_no_bid(words: str) -> None:
    assert list(bid(words)) == []


@pytest.mark.parametrize(
    "hostile",
    [
        *("A" * 3900 + "->", "A + " * 990 + "-> B", "([" * 1900 + "->", "A-" * 1900 + ">"),
        *("1" * 3900 + " g of x to y", "how many moles are in " + "1," * 1900),
        *("what is the " * 300 + "mass of x", "how many grams of " + "a " * 1900 + "make 3 L"),
    ],
)
def test_hostile_requests_are_read_within_the_time_of_a_test(hostile: str) -> None:
    assert list(bid(hostile)) == []
