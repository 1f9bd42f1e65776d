"""Buffers by the equation of Henderson and Hasselbalch, and the constants of acids."""

from __future__ import annotations

from math import log10

from mrkl_chemistry.acid_table import SOURCE, STRONG, Form, dissolved
from mrkl_chemistry.acidity import CONSTANTS, PKW, pka_of
from mrkl_chemistry.amounts import read_amount, shown
from mrkl_core import Evidence, Problem, Result, Verdict


def buffer(
    acid: str = "",
    pka: float | None = None,
    ph: float | None = None,
    ratio: float | None = None,
    acid_amount: str = "",
    base_amount: str = "",
) -> Result:
    """The pH of a buffer, or the ratio of base to acid that has a pH; see the tool's schema."""
    constant, source = _constant(acid, pka)
    if acid_amount or base_amount:
        if ratio is not None or not (acid_amount and base_amount):
            raise Problem("SYNTAX", "a ratio or both amounts are to be given")
        ratio = _ratio(acid_amount, base_amount)
    if (ph is None) == (ratio is None):
        raise Problem("SYNTAX", "a pH, a ratio or two amounts are to be given, and no more")
    if ratio is not None and not 1e-30 < ratio < 1e30:
        raise Problem("IMPOSSIBLE", "a buffer has some of its acid and of its base")
    if ph is not None and not -20 < ph < 34:
        raise Problem("IMPOSSIBLE", f"no solution in water has a pH of {ph:g}")
    if ph is None:
        assert ratio is not None
        ph = constant + log10(ratio)
        text = f"pH {ph:.2f}"
    else:
        ratio = 10 ** (ph - constant)
        text = f"base : acid = {shown(ratio)} : 1"
    evidence = Evidence(
        "the equation of Henderson and Hasselbalch holds",
        "pH - pKa and the logarithm of the ratio compared",
        Verdict.PASSED if abs(ph - constant - log10(ratio)) < 1e-9 else Verdict.FAILED,
        f"pKa {constant:.4g}{source}",
    )
    near = Evidence(
        "a pH meter shows this",
        "amounts as mixed, activities taken as concentrations",
        Verdict.UNCHECKED,
        "ideal" if abs(ph - constant) <= 1 else "more than 1 from the pKa: a weak buffer",
    )
    value = {"ph": round(ph, 4), "pka": round(constant, 4), "ratio": float(shown(ratio))}
    return Result(value, text, (evidence, near))


def _ratio(acid: str, base: str) -> float:
    one, other = read_amount(acid), read_amount(base)
    if one.unit != other.unit or one.unit not in ("mol", "mol/L"):
        raise Problem("UNKNOWN_UNIT", "acid and base are to be in mol, or both in mol/L")
    return float(other.value / one.value)


def _constant(acid: str, pka: float | None) -> tuple[float, str]:
    if pka is not None:
        return pka_of("pka", pka), ""
    if not acid:
        raise Problem("SYNTAX", "an acid or its pKa is to be given")
    form = _weak(acid)
    return form.acid.pkas[_step(form)], f" of {form.acid.name}, {SOURCE}"


def _weak(substance: str) -> Form:
    """The form of the one weak acid that a substance is. Raises Problem."""
    known = dissolved(substance)
    forms = [form for form, _ in known.forms]
    if len(forms) != 1 or known.hydroxide or STRONG in forms[0].acid.pkas[forms[0].lost :][:1]:
        raise Problem("UNKNOWN", f"{substance[:60]!r} is not one weak acid or base")
    return forms[0]


def _step(form: Form) -> int:
    """Which of its acid's protons a form gives next; of a base, the one it takes."""
    base = form.lost > 0 and (form.acid.charge > 0 or form.lost == len(form.acid.pkas))
    return form.lost - 1 if base else form.lost


def constant(
    acid: str = "",
    pka: float | None = None,
    pkb: float | None = None,
    ka: float | None = None,
    kb: float | None = None,
    wanted: str = "pka",
) -> Result:
    """The constant of an acid or its conjugate base by another, or from the table."""
    given = dict(zip(CONSTANTS, (pka, pkb, ka, kb), strict=True))
    known = [(name, value) for name, value in given.items() if value is not None]
    if len(known) + bool(acid) != 1:
        raise Problem("SYNTAX", f"an acid or one of {', '.join(CONSTANTS)} is to be given")
    if acid:
        form = _weak(acid)
        found, others = form.acid.pkas[_step(form)], form.acid.pkas
        source = f"{form.acid.name}: {', '.join(f'{p:g}' for p in others)} ({SOURCE})"
    else:
        found, source = pka_of(*known[0]), "computed from what was given"
    value = {
        "pka": round(found, 4),
        "pkb": round(PKW - found, 4),
        "ka": float(shown(10**-found)),
        "kb": float(shown(10 ** (found - PKW))),
    }
    label = {"pka": "pKa", "pkb": "pKb", "ka": "Ka", "kb": "Kb"}[wanted]
    text = f"{label} = {value[wanted]:.4g}"
    check = Evidence(
        "the constants of acid and base multiply to the ion product of water",
        "Ka times Kb against pKw 14.00 at 25 °C",
        Verdict.PASSED if abs(log10(value["ka"] * value["kb"]) + PKW) < 1e-4 else Verdict.FAILED,
        source,
    )
    return Result(value, text, (check,))
