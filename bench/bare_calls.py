"""The bare library call beside a tool of an expert, for the tool's own first example.

Tools that no library has a call for (evidence, grammars and stores of our own) have none here.
"""

from __future__ import annotations

import calendar
import io
import itertools
import math
import statistics
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import matplotlib.figure
import molbloom
import numpy as np
import pint
import scipy.constants
import scipy.integrate
import scipy.interpolate
import scipy.optimize
import scipy.stats
import sympy
from currency_converter import CurrencyConverter
from dateutil.rrule import FR, MONTHLY, rrule
from rdkit import Chem, DataStructs
from rdkit.Chem import AllChem, Descriptors, Draw, rdFingerprintGenerator, rdMolDescriptors

X = sympy.Symbol("x")
UNITS = pint.UnitRegistry()
RATES = CurrencyConverter()
ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O"
CAFFEINE = "CN1C=NC2=C1C(=O)N(C(=O)N2C)C"
ESTER = AllChem.ReactionFromSmarts("[C:1](=[O:2])[OH].[OH:3][C:4]>>[C:1](=[O:2])[O:3][C:4]")
MORGAN = rdFingerprintGenerator.GetMorganGenerator(radius=2)
SMARTS = Chem.MolFromSmarts("c1ccccc1")


def _molecule(smiles: str = ASPIRIN) -> Any:
    return Chem.MolFromSmiles(smiles)


def _fingerprint(smiles: str) -> Any:
    return MORGAN.GetFingerprint(_molecule(smiles))


def _plotted() -> bytes:
    figure, picture = matplotlib.figure.Figure(), io.BytesIO()
    x = np.linspace(-2, 2, 401)
    figure.subplots().plot(x, x**2)
    figure.savefig(picture, format="svg")
    return picture.getvalue()


def _charges(ph: float) -> float:
    """Of 0.1 M acetic acid."""
    hydronium, ka = 10**-ph, 10**-4.756
    return hydronium - 1e-14 / hydronium - 0.1 * ka / (ka + hydronium)


def _esterified() -> Any:
    return ESTER.RunReactants((_molecule("CC(=O)O"), _molecule("CCO")))


def _curve(x: Any, a: float, b: float) -> Any:
    return a * np.exp(b * x)


BARE: dict[str, Callable[[], Any]] = {
    "calculator.sort": lambda: sorted(map(Fraction, ("3", "-2/3", "0.5"))),
    "calculator.pick": lambda: min((Fraction("0.3"), Fraction("0.4")), key=lambda f: abs(f - 1)),
    "calculator.prime_factors": lambda: sympy.factorint(360),
    "calculator.divisors": lambda: sympy.divisors(12),
    "calculator.in_base": lambda: f"{255:x}",
    "calculator.draw": lambda: Fraction(math.comb(3, 2), math.comb(8, 2)),
    "calculator.successes": lambda: math.comb(10, 3) * Fraction(1, 2) ** 10,
    "calculator.dice": lambda: sum(a + b == 7 for a, b in itertools.product(range(1, 7), repeat=2)),
    "calculator.rewrite": lambda: sympy.factor(X**2 - 1),
    "calculator.coefficient": lambda: sympy.Poly((X + 1) ** 3, X).coeff_monomial(X**2),
    "calculator.sequence": lambda: sympy.interpolate([1, 4, 9, 16], X),
    "calculator.integrate": lambda: sympy.integrate(sympy.sin(X), (X, 0, sympy.pi)),
    "calculator.limit": lambda: sympy.limit(sympy.sin(X) / X, X, 0),
    "calculator.series": lambda: sympy.series(sympy.exp(X), X, 0, 6),
    "calculator.sum": lambda: sympy.summation(X**2, (X, 1, 100)),
    "calculator.matrix": lambda: sympy.Matrix([[1, 2], [3, 4]]).det(),
    "calculator.eigenvalues": lambda: sympy.Matrix([[2, 1], [1, 2]]).eigenvects(),
    "calculator.plot": _plotted,
    "units.calculate": lambda: (UNITS("100 km") / UNITS("2 h")).to("m/s"),
    "units.constant": lambda: scipy.constants.physical_constants["speed of light in vacuum"],
    "units.exchange": lambda: RATES.convert(100, "USD", "EUR"),
    "numerics.minimum": lambda: scipy.optimize.minimize_scalar(lambda x: x**4 - x, bounds=(0, 2)),
    "numerics.integral": lambda: scipy.integrate.quad(lambda x: math.exp(-x * x), 0, 1),
    "numerics.linear_program": lambda: scipy.optimize.linprog(
        [-3, -2], A_ub=[[1, 1], [1, 3]], b_ub=[4, 6]
    ),
    "numerics.system": lambda: scipy.optimize.root(
        lambda v: (v[0] ** 2 + v[1] ** 2 - 4, v[1] - math.exp(v[0])), (0, 2)
    ),
    "numerics.minimum_in_box": lambda: scipy.optimize.differential_evolution(
        lambda v: (v[0] - 1) ** 2 + (v[1] + 2) ** 2, [(-5, 5), (-5, 5)]
    ),
    "numerics.initial_value": lambda: scipy.integrate.solve_ivp(
        lambda t, y: -2 * y, (0, 1), [1], rtol=1e-10, atol=1e-12
    ),
    "numerics.fit": lambda: np.polyfit([0, 1, 2], [1, 3, 5], 1),
    "numerics.t_test": lambda: scipy.stats.ttest_1samp([5, 6, 7], 4),
    "numerics.distribution": lambda: scipy.stats.norm.cdf(1.96),
    "numerics.fit_curve": lambda: scipy.optimize.curve_fit(
        _curve, [0, 1, 2, 3], [1, 2.7, 7.4, 20], (1, 1)
    ),
    "numerics.interpolate": lambda: scipy.interpolate.CubicSpline([0, 1, 2, 3], [0, 1, 4, 9])(1.5),
    "numerics.describe": lambda: statistics.stdev([3, 4, 4, 6, 9]),
    "numerics.anova": lambda: scipy.stats.f_oneway([1, 2, 3], [2, 3, 4], [6, 7, 8]),
    "numerics.chi_square": lambda: scipy.stats.chisquare([10, 8, 12, 9, 11, 10]),
    "numerics.rank_test": lambda: scipy.stats.mannwhitneyu([1, 3, 5], [4, 6, 8]),
    "numerics.correlation": lambda: scipy.stats.pearsonr([1, 2, 3, 4], [2, 4, 5, 9]),
    "numerics.proportion_test": lambda: scipy.stats.binomtest(60, 100),
    "calendar.between": lambda: date(2024, 3, 1) - date(2024, 2, 1),
    "calendar.weekday": lambda: date(2024, 2, 29).weekday(),
    "calendar.leap_year": lambda: calendar.isleap(2024),
    "calendar.workday": lambda: np.is_busday("2024-07-04"),
    "calendar.in_zone": lambda: datetime(
        2024, 5, 31, 15, 30, tzinfo=ZoneInfo("America/New_York")
    ).astimezone(ZoneInfo("Asia/Tokyo")),
    "calendar.recur": lambda: list(
        rrule(MONTHLY, byweekday=FR(-1), count=3, dtstart=datetime(2024, 5, 31) + timedelta())
    ),
    "chemistry.ph": lambda: scipy.optimize.brentq(_charges, -2, 16),
    "chemistry.oxidation_states": lambda: rdMolDescriptors.CalcOxidationNumbers(
        _molecule("[O-][Mn](=O)(=O)=O.[K+]")
    ),
    "chemistry.purchasable": lambda: molbloom.buy(ASPIRIN, catalog="zinc-instock-mini"),
    "chemistry.identify": lambda: Chem.MolToSmiles(_molecule()),
    "chemistry.mass": lambda: Descriptors.MolWt(_molecule(CAFFEINE)),
    "chemistry.descriptors": lambda: (
        Descriptors.MolLogP(_molecule()),
        Descriptors.TPSA(_molecule()),
    ),
    "chemistry.groups": lambda: _molecule().GetSubstructMatches(SMARTS),
    "chemistry.substructure": lambda: _molecule().HasSubstructMatch(SMARTS),
    "chemistry.similarity": lambda: DataStructs.TanimotoSimilarity(
        _fingerprint("CCO"), _fingerprint("CO")
    ),
    "chemistry.balance": lambda: sympy.Matrix([[1, 0, -2], [0, 2, -3]]).nullspace(),
    "chemistry.stoichiometry": lambda: sympy.Matrix([[2, 0, -2], [0, 2, -1]]).nullspace(),
    "chemistry.amount": lambda: 3 * Descriptors.MolWt(_molecule(CAFFEINE)),
    "chemistry.element": lambda: Chem.GetPeriodicTable().GetAtomicWeight("Fe"),
    "chemistry.draw": lambda: Draw.MolsToGridImage([_molecule()], molsPerRow=1, useSVG=True),
    "chemistry.products": _esterified,
}
