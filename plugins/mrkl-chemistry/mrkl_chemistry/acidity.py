"""How acid solutions are: the balance of charges in water at 25 °C, solved for the pH."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

from mrkl_chemistry.acid_table import SOURCE, STRONG, Acid, Form, dissolved
from mrkl_chemistry.amounts import read_amount, shown
from mrkl_core import Evidence, Problem, Result, Verdict

#: The ion product of water at 25 °C, as -log10.
PKW = 14.0

_LOWEST, _HIGHEST = -3.0, 17.0
_STEPS = 80

#: What a solution is told by, and the constants an acid or a base may be given by.
SCALES = ("ph", "poh", "hydronium", "hydroxide")
CONSTANTS = ("pka", "pkb", "ka", "kb")

Solute = Mapping[str, Any]


@dataclass(frozen=True)
class _Part:
    """A form of an acid (or hydroxide: none) in a concentration in mol/L."""

    form: Form | None
    molar: float


def ph(solutes: list[dict[str, Any]], wanted: str = "ph") -> Result:
    """The pH of a solution of all these; see the tool's schema."""
    parts = _parts(solutes)
    found = _balanced(parts)
    value = _scales(found)
    if wanted == "ionized_percent":
        value["ionized_percent"] = _ionized(parts, found)
    balance = _excess(parts, found)
    size = 10**-found + 10 ** (found - PKW) + sum(part.molar for part in parts)
    evidence = [
        Evidence(
            "the charges of all ions come out even at this pH",
            "proton balance with the ionisation of water, pKw 14.00 at 25 °C",
            Verdict.PASSED if abs(balance) <= 1e-9 * size else Verdict.FAILED,
            f"{balance:.1e} mol/L left over",
        ),
        Evidence(
            "a pH meter shows this",
            "concentrations taken for activities",
            Verdict.UNCHECKED,
            f"ideal solution{_constants(parts)}",
        ),
    ]
    return Result(value, _told(value, wanted), tuple(evidence))


def _parts(solutes: Sequence[Solute]) -> list[_Part]:
    """What is in the solution, in mol/L of the whole. Raises Problem."""
    volumes = [_measured(solute, "volume", "L") for solute in solutes]
    if any(volumes) and not all(volumes):
        raise Problem("SYNTAX", "the volume of each solution or of none is to be given")
    whole = sum(volumes) or 1.0
    parts: list[_Part] = []
    for solute, volume in zip(solutes, volumes, strict=True):
        share = (volume or 1.0) / whole
        molar = _measured(solute, "concentration", "mol/L") * share
        conjugate = _measured(solute, "conjugate", "mol/L") * share
        if not molar + conjugate:
            raise Problem("SYNTAX", "the concentration of each solute is to be given")
        given = {name: solute[name] for name in CONSTANTS if name in solute}
        if given or conjugate:
            parts += _given(solute, given, molar, conjugate)
            continue
        known = dissolved(str(solute.get("substance", "")))
        parts += [_Part(form, molar * count) for form, count in known.forms]
        parts += [_Part(None, molar * known.hydroxide)] if known.hydroxide else []
    return parts


def _measured(solute: Solute, name: str, unit: str) -> float:
    """A quantity of a solute in this unit; 0 if it is not given. Raises Problem."""
    if name not in solute:
        return 0.0
    amount = read_amount(str(solute[name]))
    if amount.unit != unit:
        raise Problem("UNKNOWN_UNIT", f"the {name} {solute[name]!r} is to be in {unit}")
    return float(amount.value)


def _given(
    solute: Solute, given: Mapping[str, float], molar: float, conjugate: float
) -> list[_Part]:
    """An acid or base with its constant, or with its conjugate base or acid beside it."""
    if given:
        (name, constant), *others = given.items()
        if others:
            raise Problem("SYNTAX", "one of pka, pkb, ka and kb is to be given")
        pka = pka_of(name, constant)
        base = name in ("pkb", "kb")
        acid, lost = Acid("the acid", "", (pka,)), 0
    else:
        known = dissolved(str(solute.get("substance", "")))
        if len(known.forms) != 1 or known.hydroxide:
            raise Problem("SYNTAX", "a conjugate is only had by one weak acid or base")
        (form, _) = known.forms[0]
        acid, lost = form.acid, form.lost
        base = acid.charge > 0 and lost > 0
    one, other = (lost, lost + 1) if not base else (1 if given else lost, 0 if given else lost - 1)
    if not 0 <= other <= len(acid.pkas):
        raise Problem("IMPOSSIBLE", f"{acid.name} has no such conjugate")
    found = [_Part(Form(acid, one), molar), _Part(Form(acid, other), conjugate)]
    return [part for part in found if part.molar]


def pka_of(name: str, constant: float) -> float:
    """The pKa by any of the four constants of an acid and its conjugate base. Raises Problem."""
    if name in ("ka", "kb"):
        if not 1e-60 < constant < 1e60:
            raise Problem("IMPOSSIBLE", f"{constant:g} is no constant of an acid or a base")
        constant = -log10(constant)
    if not -60 < constant < 60:
        raise Problem("IMPOSSIBLE", f"{constant:g} is no pKa of an acid in water")
    return PKW - constant if name in ("pkb", "kb") else constant


def _excess(parts: Sequence[_Part], at: float) -> float:
    """Positive charge left over at a pH, in mol/L; it falls with the pH."""
    free = 10**-at - 10 ** (at - PKW)
    return free + sum(part.molar * _protons(part.form, at) for part in parts)


def _protons(form: Form | None, at: float) -> float:
    """How many protons a form takes up, on average, at a pH; hydroxide takes one."""
    if form is None:
        return 1.0
    return form.lost - _lost(form.acid, at)


def _lost(acid: Acid, at: float) -> float:
    """How many protons an acid has lost, on average, at a pH."""
    shares = _shares(acid, at)
    return sum(lost * share for lost, share in enumerate(shares))


def _shares(acid: Acid, at: float) -> list[float]:
    """The shares of the forms of an acid at a pH, by how many protons are lost."""
    logs = [0.0]
    for pka in acid.pkas:
        logs.append(logs[-1] + at - pka)
    most = max(logs)
    weights = [10 ** (log - most) for log in logs]
    return [weight / sum(weights) for weight in weights]


def _balanced(parts: Sequence[_Part]) -> float:
    """The pH at which charges come out even, by halving. Raises Problem if it is off the scale."""
    low, high = _LOWEST, _HIGHEST
    if not _excess(parts, low) > 0 > _excess(parts, high):
        raise Problem("IMPOSSIBLE", "so concentrated a solution has no pH that can be computed")
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _excess(parts, middle) > 0 else (low, middle)
    return (low + high) / 2


def _ionized(parts: Sequence[_Part], at: float) -> float:
    """The percent of the one weak acid or base that has given or taken a proton."""
    if len(parts) != 1 or parts[0].form is None:
        raise Problem("AMBIGUOUS", "of which solute the ionised part is asked is not clear")
    form = parts[0].form
    return round(100 * (1 - _shares(form.acid, at)[form.lost]), 4)


def _constants(parts: Sequence[_Part]) -> str:
    """Which constants were taken from the table, for the record."""
    acids = {part.form.acid for part in parts if part.form and part.form.acid.smiles}
    weak = [
        f"{acid.name} {', '.join('strong' if p == STRONG else f'{p:g}' for p in acid.pkas)}"
        for acid in sorted(acids, key=lambda acid: acid.name)
    ]
    return f"; pKa of {'; '.join(weak)} ({SOURCE})" if weak else ""


def acidity(
    ph: float | None = None,
    poh: float | None = None,
    hydronium: str = "",
    hydroxide: str = "",
    wanted: str = "ph",
) -> Result:
    """One of the four ways to say how acid a solution is by another; see the tool's schema."""
    given = [
        *([] if ph is None else [ph]),
        *([] if poh is None else [PKW - poh]),
        *([-log10(_molar(hydronium))] if hydronium else []),
        *([PKW + log10(_molar(hydroxide))] if hydroxide else []),
    ]
    if len(given) != 1:
        raise Problem("SYNTAX", f"one of {', '.join(SCALES)} is to be given")
    if not -20 <= given[0] <= 34:
        raise Problem("IMPOSSIBLE", f"no solution in water has a pH of {given[0]:g}")
    value = _scales(given[0])
    check = Evidence(
        "the two concentrations multiply to the ion product of water",
        "pKw 14.00 at 25 °C",
        Verdict.PASSED
        if abs(log10(value["hydronium"] * value["hydroxide"]) + PKW) < 1e-4
        else Verdict.FAILED,
    )
    return Result(value, _told(value, wanted), (check,))


def _molar(text: str) -> float:
    return _measured({"concentration": text}, "concentration", "mol/L")


def _scales(found: float) -> dict[str, float]:
    return {
        "ph": round(found, 4),
        "poh": round(PKW - found, 4),
        "hydronium": float(shown(10**-found)),
        "hydroxide": float(shown(10 ** (found - PKW))),
    }


def _told(value: Mapping[str, float], wanted: str) -> str:
    found = value[wanted]
    acid = value["ph"]
    kind = "acidic" if acid < 6.995 else "basic" if acid > 7.005 else "neutral"
    return {
        "ph": f"pH {acid:.2f} ({kind})",
        "poh": f"pOH {value['poh']:.2f}",
        "hydronium": f"[H+] = {found:.4g} mol/L",
        "hydroxide": f"[OH-] = {found:.4g} mol/L",
        "ionized_percent": f"{found:.4g} % (at pH {acid:.2f})",
    }[wanted]
