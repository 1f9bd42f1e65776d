"""The ideal gas law: of pressure, volume, temperature and amount the fourth, and their changes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from mrkl_chemistry import table
from mrkl_chemistry.amounts import AVOGADRO, Amount, read_amount, shown
from mrkl_chemistry.elements import DIATOMIC
from mrkl_chemistry.identify import compound_of, formula_for, molar_mass
from mrkl_chemistry.measures import ATMOSPHERE, FREEZING, read_pressure, read_temperature
from mrkl_chemistry.resolve import resolve
from mrkl_core import Evidence, Problem, Result, Verdict

#: The molar gas constant in J/(mol K), exact (SI 2019).
R = Fraction("8.31446261815324")

_LAW = (("pressure", "volume"), ("amount", "temperature"))

_IDEAL = Evidence(
    "a real gas does so", "the ideal gas law", Verdict.UNCHECKED, "an ideal gas is assumed"
)

#: In pascals, cubic metres, kelvins and moles.
State = dict[str, Fraction]


def gas(
    pressure: str = "",
    volume: str = "",
    temperature: str = "",
    amount: str = "",
    substance: str = "",
    stp: bool = False,
) -> Result:
    """The fourth of the four, or a molar mass or a density; see the tool's schema."""
    if stp and (pressure or temperature):
        raise Problem("SYNTAX", "STP says the pressure and the temperature")
    state = _read(pressure, volume, temperature)
    if stp:
        state |= {"pressure": ATMOSPHERE, "temperature": FREEZING}
    substance = DIATOMIC.get(substance.lower(), substance)
    formula, evidence = formula_for(substance) if substance else (None, ())
    weight = Fraction(molar_mass(formula)).limit_denominator(10**6) if formula else None
    given = read_amount(amount) if amount else None
    if given and (weight or given.unit != "g"):
        state["amount"] = _moles(given, weight)
    elif weight and not given and len(state) == 2 and "volume" not in state:
        state["amount"] = Fraction(1)  # of whatever amount: a density is asked for
    missing = [name for side in _LAW for name in side if name not in state]
    if len(missing) != 1:
        said = "three of pressure, volume, temperature and amount are to be given"
        raise Problem("SYNTAX", said)
    state = _solved(state, missing[0])
    if substance:
        _refuse_liquid(substance, state)
    if given and given.unit == "g":
        weight = weight or given.value / state["amount"]
    p, v, n, t = (state[name] for side in _LAW for name in side)
    wanted = missing[0]
    if wanted == "amount" and given:
        wanted = "molar mass"
    elif wanted == "volume" and not given and weight:
        wanted = "density"
    text = _told(wanted, state, weight)
    if stp and wanted in ("volume", "amount", "density", "molar mass"):
        factor = ATMOSPHERE / 10**5
        other = state | (
            {"volume": v * factor} if wanted in ("volume", "density") else {"amount": n / factor}
        )
        heavier = weight * factor if weight and wanted == "molar mass" else weight
        text += f" at 0 °C and 1 atm; at IUPAC's 1 bar {_told(wanted, other, heavier)}"
    check = Evidence(
        "pressure times volume is amount times R times temperature",
        "both products computed from the values told; R exact (SI 2019)",
        Verdict.PASSED if abs(p * v / (n * R * t) - 1) < 1e-12 else Verdict.FAILED,
    )
    value = {
        "pascals": float(shown(p)),
        "litres": float(shown(v * 1000)),
        "kelvins": float(shown(t)),
        "mol": float(shown(n)),
        "g_per_mol": float(shown(weight)) if weight else None,
    }
    return Result(value, text, (*evidence, check, _IDEAL))


def _refuse_liquid(substance: str, state: State) -> None:
    """Raises Problem if it boils above this temperature, and is under 1 atm or more."""
    try:
        compound = compound_of(resolve(substance))
    except Problem:
        return
    boils = table.boiling_point(compound.cas) if compound else None
    if boils and state["temperature"] < boils and state["pressure"] >= ATMOSPHERE:
        said = f"{substance[:60]!r} boils at {boils:g} K at 1 atm: it is no gas so"
        raise Problem("IMPOSSIBLE", said, "give a higher temperature or a lower pressure")


def _read(pressure: str, volume: str, temperature: str) -> State:
    return {
        **({"pressure": read_pressure(pressure)} if pressure else {}),
        **({"volume": _volume(volume)} if volume else {}),
        **({"temperature": read_temperature(temperature)} if temperature else {}),
    }


def _volume(text: str) -> Fraction:
    amount = read_amount(text)
    if amount.unit != "L":
        raise Problem("UNKNOWN_UNIT", f"{text[:60]!r} is no volume", 'write it as "250 mL"')
    return amount.value / 1000


def _moles(amount: Amount, weight: Fraction | None) -> Fraction:
    if amount.unit == "mol":
        return amount.value
    if amount.unit == "molecules":
        return amount.value / AVOGADRO
    if amount.unit == "g" and weight:
        return amount.value / weight
    raise Problem("UNKNOWN_UNIT", "the amount of a gas is to be in mol, g or molecules")


def _solved(state: State, missing: str) -> State:
    """The state with what is missing of it."""
    left, right = (prod(state[name] for name in side if name in state) for side in _LAW)
    right *= R
    return {**state, missing: right / left if missing in _LAW[0] else left / right}


def _told(wanted: str, state: Mapping[str, Fraction], weight: Fraction | None) -> str:
    """What was asked for, in the units it is mostly told in."""
    found = state.get(wanted, Fraction(0))
    if wanted == "pressure":
        return f"{shown(found / ATMOSPHERE)} atm = {shown(found / 1000)} kPa"
    if wanted == "temperature":
        return f"{shown(found)} K = {shown(found - FREEZING)} °C"
    if wanted == "volume":
        return f"{shown(found * 1000)} L"
    if wanted == "density" and weight:
        return f"{shown(state['amount'] * weight / state['volume'] / 1000)} g/L"
    if wanted == "molar mass" and weight:
        return f"{shown(weight)} g/mol"
    return f"{shown(found)} mol" + (f" ({shown(found * weight)} g)" if weight else "")


def gas_change(
    pressure: str = "",
    volume: str = "",
    temperature: str = "",
    new_pressure: str = "",
    new_volume: str = "",
    new_temperature: str = "",
) -> Result:
    """What becomes of a gas: what is not told stays the same; see the tool's schema."""
    before = _read(pressure, volume, temperature)
    after = _read(new_pressure, new_volume, new_temperature)
    lonely = before.keys() ^ after.keys()
    if len(lonely) != 1 or not before.keys() & after.keys():
        said = "one of pressure, volume and temperature is to be told before or after alone"
        raise Problem("SYNTAX", said, "give each other one both before and after")
    (wanted,) = lonely
    one, other = (before, after) if wanted in before else (after, before)
    rise = Fraction(1)
    for name in one.keys() & other.keys():
        rise *= (other[name] / one[name]) ** (1 if name in _LAW[0] else -1)
    other[wanted] = one[wanted] * (rise if wanted == "temperature" else 1 / rise)
    kept = {"pressure", "volume", "temperature"} - before.keys()
    parts = [_combined(state) for state in (before, after)]
    check = Evidence(
        "pressure times volume over temperature is kept",
        "computed before and after from the values told",
        Verdict.PASSED if parts[0] == parts[1] else Verdict.FAILED,
        f"{', '.join(sorted(kept))} and amount constant" if kept else "amount constant",
    )
    value = {
        "pascals": _shown_or_none(after, "pressure", 1),
        "litres": _shown_or_none(after, "volume", 1000),
        "kelvins": _shown_or_none(after, "temperature", 1),
    }
    return Result(value, _told(wanted, other, None), (check, _IDEAL))


def _combined(state: State) -> Fraction:
    factors = (state[n] if n in _LAW[0] else 1 / state[n] for n in state)
    return prod(factors, start=Fraction(1))


def _shown_or_none(state: State, name: str, scale: int) -> float | None:
    return float(shown(state[name] * scale)) if name in state else None
