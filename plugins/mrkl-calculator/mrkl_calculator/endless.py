"""Sums and products without end: sympy's closed form, or a number; never without convergence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from mrkl_calculator.one_letter import OneLetter
from mrkl_calculator.patience import Impatient, patience
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.summed import NO_VALUE
from mrkl_core import Evidence, Result

_DIGITS = 30
_FIRST_TERMS = 200  # that are looked at for places without a value
_BLOCKS = (64, 128, 256, 512)  # where what each doubling of the terms adds is compared
_NEAR = 1e-9
#: What sympy raises of what it cannot do, or not in time.
_UNABLE = (Impatient, NotImplementedError, ValueError, TypeError, AttributeError)


def endless(work: OneLetter, text: str, start: int, product: bool) -> Result:
    """The sum or product of all terms from `start`. Raises Refusal."""
    import mpmath

    refuse_poles(work, start)
    _refuse_divergence(work, start, product)
    found = _closed(work, start, product)
    with patience(0.8), mpmath.workdps(_DIGITS):
        _refuse_gaps(work, start)
        one, other = (_extrapolated(work, start, ahead, product) for ahead in (0, 7))
        if found is not None:
            near = mpmath.mpmathify(found.evalf(_DIGITS))
            if abs(near - one) > _NEAR * (1 + abs(near)):
                raise Refusal("UNDECIDED", "a form was found, but numbers do not come to it")
            method = "its terms extrapolated (mpmath's nsum and nprod), to 9 digits"
            check = Evidence("partial results come to it", method)
            return work.told(found, text, check)
        gap = abs(one - other)
        if gap > _NEAR * abs(one):
            raise Refusal("UNDECIDED", "no exact value was found, and numbers do not settle on one")
        decimal, error = mpmath.nstr(one, 9, strip_zeros=False), mpmath.nstr(_NEAR * abs(one), 1)
    check = Evidence(
        "two numerical results agree", "extrapolated from the first term and from the eighth",
        detail=f"to {error}",
    )  # fmt: skip
    return work.told_as_number(text, decimal, error, check)


def refuse_poles(work: OneLetter, start: int) -> None:
    """Refuses an expression that has no value at a whole number from `start`."""
    import sympy

    below = sympy.together(work.value).as_numer_denom()[1]
    if not below.is_polynomial(work.letter) or below.free_symbols - {work.letter}:
        return
    for root in sympy.Poly(below, work.letter).ground_roots():
        if root.is_Integer and root >= start:
            raise Refusal("UNDEFINED", f"the term at {work.name} = {root} divides by zero")


def _closed(work: OneLetter, start: int, product: bool) -> Any:
    """sympy's value; None if it finds none in time."""
    import sympy

    every = (work.letter, start, sympy.oo)
    try:
        with patience(0.5):
            if product:
                upper = sympy.Symbol("upper", positive=True, integer=True)
                part = sympy.product(work.value, (work.letter, start, upper))
                found = sympy.limit(sympy.combsimp(part), upper, sympy.oo)
            else:
                found = sympy.Sum(work.value, every).doit()
    except _UNABLE:
        return None
    open_forms = (sympy.Sum, sympy.Product, sympy.Limit, sympy.Piecewise, sympy.AccumBounds)
    if found.free_symbols or found.has(*open_forms) or found.is_finite is False:
        return None
    return found if found.is_real else None


def _refuse_divergence(work: OneLetter, start: int, product: bool) -> None:
    import sympy

    name, form = ("product", sympy.Product) if product else ("sum", sympy.Sum)
    try:
        with patience(0.4):
            converges = form(work.value, (work.letter, start, sympy.oo)).is_convergent()
    except _UNABLE:
        converges = None
    if converges is not None and bool(converges):
        return
    # sympy takes some that converge slowly, as sin(n)/n, for divergent.
    if converges is None or not _goes_on(work, start, product):
        raise Refusal("UNDECIDED", f"no method known here decides whether this {name} converges")
    more = " to a number other than 0" if product else ""
    raise Refusal("UNDEFINED", f"this {name} does not converge{more}")


def _goes_on(work: OneLetter, start: int, product: bool) -> bool:
    """Whether terms do not shrink, or are of one sign and each doubling adds as much again."""
    import mpmath

    with mpmath.workdps(_DIGITS):
        try:
            blocks = [
                [_term(work.function, start + k, product) for k in range(size, 2 * size)]
                for size in _BLOCKS
            ]
        except NO_VALUE:
            return False
        sizes = [max(map(abs, block)) for block in blocks]
        if sizes[0] > 0 and all(b >= 0.99 * a for a, b in pairwise(sizes)):
            return True
        signs = {mpmath.sign(term) for block in blocks for term in block}
        sums = [abs(sum(block)) for block in blocks]
        return len(signs) == 1 and all(b >= 0.75 * a > 0 for a, b in pairwise(sums))


def _term(function: Any, place: int, product: bool) -> Any:
    import mpmath

    value = mpmath.mpmathify(function(mpmath.mpf(place)))
    value = mpmath.log(value) if product else value
    if not isinstance(value, mpmath.mpf):
        raise ValueError
    return value


def _refuse_gaps(work: OneLetter, start: int) -> None:
    """Refuses an expression without a value at one of its first places."""
    import mpmath

    try:
        places = map(mpmath.mpf, range(start, start + _FIRST_TERMS))
        whole = all(mpmath.isfinite(work.function(place)) for place in places)
    except (*NO_VALUE, mpmath.NoConvergence):
        whole = False
    if not whole:
        raise _no_number()


def _no_number() -> Refusal:
    return Refusal("UNDECIDED", "a term has no value, or no number is come to")


def _extrapolated(work: OneLetter, start: int, ahead: int, product: bool) -> Any:
    """mpmath's value, the first `ahead` terms taken by themselves."""
    import mpmath

    function, every = work.function, [start + ahead, mpmath.inf]
    try:
        first = [function(mpmath.mpf(place)) for place in range(start, start + ahead)]
        if product:
            value = mpmath.fprod(first) * mpmath.nprod(function, every)
        else:
            value = mpmath.fsum(first) + mpmath.nsum(function, every)
    except (*NO_VALUE, mpmath.NoConvergence):
        raise _no_number() from None
    if not isinstance(value, mpmath.mpf) or not mpmath.isfinite(value):
        raise Refusal("UNDECIDED", "its terms come to no real number")
    return value
