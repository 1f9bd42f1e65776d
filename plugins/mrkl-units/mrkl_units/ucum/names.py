"""UCUM codes in words, and units in words as UCUM codes."""

from __future__ import annotations

from mrkl_core import Problem
from mrkl_units.kinds import base_of
from mrkl_units.quantities import Unit
from mrkl_units.registry import registry
from mrkl_units.ucum.codes import PREFIXES
from mrkl_units.ucum.grammar import Part

#: pint's unit → its code.
_CODES = {
    name: code
    for line in (
        "meter m, second s, gram g, radian rad, kelvin K, coulomb C, candela cd, mole mol",
        "steradian sr, hertz Hz, newton N, pascal Pa, joule J, watt W, ampere A, volt V",
        "farad F, ohm Ohm, siemens S, weber Wb, tesla T, henry H, lumen lm, lux lx",
        "becquerel Bq, gray Gy, sievert Sv, degree deg, arcminute ', arcsecond '', liter L",
        "minute min, hour h, day d, year a, week wk, month mo, metric_ton t, bar bar",
        "electron_volt eV, parsec pc, inch [in_i], foot [ft_i], yard [yd_i], mile [mi_i]",
        "nautical_mile [nmi_i], knot [kn_i], acre [acr_br], gallon [gal_us], quart [qt_us]",
        "pint [pt_us], cup [cup_us], fluid_ounce [foz_us], tablespoon [tbs_us]",
        "teaspoon [tsp_us], imperial_gallon [gal_br], imperial_pint [pt_br], grain [gr]",
        "pound [lb_av], ounce [oz_av], stone [stone_av], ton [ston_av], long_ton [lton_av]",
        "troy_ounce [oz_tr], carat [car_m], force_pound [lbf_av], square_foot [sft_i]",
        "pound_force_per_square_inch [psi], standard_atmosphere atm, millimeter_Hg mm[Hg]",
        "degree_Celsius Cel, degree_Fahrenheit [degF], degree_Rankine [degR], calorie cal",
        "percent %, ppm [ppm], bit bit, byte By, light_year [ly], erg erg, dyne dyn, poise P",
        "stokes St, gauss G, maxwell Mx, curie Ci, roentgen R, angstrom Ao, barn b, katal kat",
        "enzyme_unit U, atmosphere_liter atm.L, tex tex, denier [den], diopter [diop]",
        "turn circ, oil_barrel [bbl_us], hand [hd_i], fathom [fth_i], kilogram_force kgf",
        "dalton u, are ar",
    )
    for name, code in (pair.split(" ") for pair in line.split(", "))
}
_PREFIX_CODES = {name: code for code, (_, name) in PREFIXES.items()} | {"deca": "da"}


def code_of(unit: Unit) -> str:
    """The UCUM code of a unit that was read in words. Raises Problem NO_CODE."""
    above, below = "", ""
    for name, power in unit.powers:
        code = _code(name) + (str(abs(power)) if abs(power) > 1 else "")
        if power > 0:
            above += f".{code}"
        else:
            below += f"/{code}"
    return above.lstrip(".") + below


def _code(name: str) -> str:
    if name in _CODES:
        return _CODES[name]
    base = base_of(name)
    prefix = str(registry().parse_unit_name(name)[0][0])
    if base not in _CODES or (prefix and prefix not in _PREFIX_CODES):
        raise Problem("NO_CODE", f"UCUM has no code for {name!r} that is known here")
    return _PREFIX_CODES.get(prefix, "") + _CODES[base]


def display(parts: tuple[Part, ...]) -> str:
    """The units of a code by their names: "(meter ^ 3) * (kilogram ^ -1)"."""
    shown = ""
    for part in parts:
        name = str(part.number)
        power = part.power
        if part.atom is not None:
            name = (PREFIXES[part.prefix][1] if part.prefix else "") + part.atom.name
        sign = (" / " if power == -1 else " * ") if shown else ("1 / " if power == -1 else "")
        named = name if power in (1, -1) else f"{name} ^ {power}"
        shown += sign + (named if part.atom is None else f"({named})")
    return shown or "(unity)"
