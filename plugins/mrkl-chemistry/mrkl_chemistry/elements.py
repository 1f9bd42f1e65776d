"""The symbols of the elements, and what RDKit's periodic table says of them."""

from __future__ import annotations

from functools import cache
from typing import Any

from mrkl_chemistry.problems import not_installed

#: In order of atomic number (IUPAC 2016).
SYMBOLS = tuple(
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se "
    "Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb "
    "Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm "
    "Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og".split()
)
NUMBERS = {symbol: number for number, symbol in enumerate(SYMBOLS, 1)}

#: Elements that are no metals, the metalloids among them.
NON_METALS = frozenset(
    "H He B C N O F Ne Si P S Cl Ar Ge As Se Br Kr Sb Te I Xe At Rn Ts Og".split()
)

#: Elements whose name means a molecule of two atoms where it takes part in a reaction.
DIATOMIC = {
    **{"hydrogen": "H2", "nitrogen": "N2", "oxygen": "O2", "fluorine": "F2"},
    **{"chlorine": "Cl2", "bromine": "Br2", "iodine": "I2"},
}
ALKALI = frozenset("Li Na K Rb Cs Fr".split())

#: The mass of an electron in Da (CODATA 2022).
ELECTRON_DA = 0.000548579909


@cache
def periodic_table() -> Any:
    """RDKit's periodic table. Raises Problem if RDKit is not installed."""
    try:
        from rdkit.Chem import GetPeriodicTable
    except ImportError:
        raise not_installed("RDKit") from None
    return GetPeriodicTable()


def split_isotope(name: str) -> tuple[int, str]:
    """The mass number (0 if none is named) and the symbol of "13C" or "C"."""
    digits = name.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits or 0), name[len(digits) :]


def average_weight(name: str) -> float:
    """The standard atomic weight in g/mol; of a named isotope, its own mass."""
    isotope, symbol = split_isotope(name)
    table = periodic_table()
    number = NUMBERS[symbol]
    mass = table.GetMassForIsotope(number, isotope) if isotope else table.GetAtomicWeight(number)
    return float(mass)


def monoisotopic_mass(name: str) -> float:
    """The mass in Da of the most abundant isotope, or of the isotope named; 0 if unknown."""
    isotope, symbol = split_isotope(name)
    table = periodic_table()
    number = NUMBERS[symbol]
    mass = (
        table.GetMassForIsotope(number, isotope)
        if isotope
        else table.GetMostCommonIsotopeMass(number)
    )
    return float(mass)
