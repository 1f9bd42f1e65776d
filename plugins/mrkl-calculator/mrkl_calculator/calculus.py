"""The tools of calculus: derivatives, integrals, limits and series, each checked in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.one_letter import OneLetter, failure, to_mpmath
from mrkl_calculator.patience import Impatient, patience
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.summed import NO_VALUE, summed
from mrkl_calculator.symbolic import approximately_zero
from mrkl_core import Evidence, Failure, Result, Verdict

#: The share of a call's time in which an exact form is looked for, before numbers are.
_EXACTLY = 0.7


def differentiate(
    expression: str,
    variable: str = "",
    order: int = 1,
    at: str = "",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """A derivative, or its value at a place; see the tool's schema."""
    try:
        work = _Work(expression, variable, given, bounds)
        found = work.value.diff(work.letter, order)
        evidence = work.derived(found, order)
        name = "d" if order == 1 else f"d^{order}"
        power = "" if order == 1 else f"^{order}"
        text = f"{name}/d{work.name}{power} ({work.shown})"
        if at:
            found = found.subs(work.letter, work.number(at))
            text += f" at {work.name} = {at}"
        return work.told(found, text, evidence)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)


def integrate(
    expression: str,
    variable: str = "",
    lower: str = "",
    upper: str = "",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """An antiderivative, or a definite integral; see the tool's schema."""
    import sympy

    try:
        work = _Work(expression, variable, given, bounds)
        if bool(lower) is not bool(upper):
            raise Refusal("SYNTAX", "a definite integral has a lower and an upper end")
        if not lower:
            with patience(0.8):
                found = sympy.integrate(work.value, work.letter)
            if found.has(sympy.Integral):
                raise Refusal("UNDECIDED", "no antiderivative was found in known functions")
            if not approximately_zero(found.diff(work.letter) - work.value):
                raise Refusal("CHECK_FAILED", "the antiderivative found does not derive to it")
            check = Evidence(
                "it derives to the integrand", "differentiated; to 30 digits at points"
            )
            return work.told(found, f"∫ {work.shown} d{work.name}", check, " + C")
        start, end = work.number(lower), work.number(upper)
        text = f"∫ from {lower} to {upper} of {work.shown} d{work.name}"
        try:
            with patience(_EXACTLY):
                found = sympy.integrate(work.value, (work.letter, start, end))
        except (Impatient, NotImplementedError, TypeError):
            return work.summed(text, start, end)
        if found.has(sympy.Integral):
            return work.summed(text, start, end)
        if found.has(sympy.oo, sympy.zoo, sympy.nan, sympy.AccumBounds):
            raise Refusal("UNDEFINED", "the integral does not converge")
        return work.told(found, text, work.integrated(found, start, end))
    except (Refusal, NotImplementedError, Impatient) as error:
        return failure(error, "this integral")


def limit(
    expression: str,
    to: str,
    variable: str = "",
    side: str = "",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """A limit; see the tool's schema."""
    import sympy

    try:
        work = _Work(expression, variable, given, bounds)
        place = work.number(to)
        with patience(0.8):
            if side or place.is_infinite:
                left = right = sympy.limit(work.value, work.letter, place, side or "+")
            else:
                left, right = (sympy.limit(work.value, work.letter, place, s) for s in "-+")
        if left != right:
            raise Refusal(
                "UNDEFINED", f"the limit is {left} from the left and {right} from the right"
            )
        found = right
        if found.has(sympy.AccumBounds, sympy.nan, sympy.zoo):
            raise Refusal("UNDEFINED", "there is no limit here")
        return work.told(
            found,
            f"limit of {work.shown} as {work.name} → {to}",
            work.approached(found, place, side),
        )
    except (Refusal, NotImplementedError, Impatient) as error:
        return failure(error, "this limit")


def series(
    expression: str,
    variable: str = "",
    around: str = "0",
    order: int = 5,
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """A Taylor polynomial; see the tool's schema."""
    import sympy

    try:
        work = _Work(expression, variable, given, bounds)
        place = work.number(around)
        found = sympy.series(work.value, work.letter, place, order + 1).removeO()
        known = work.value
        for k in range(order + 1):
            if not approximately_zero(
                (known - found.diff(work.letter, k)).subs(work.letter, place)
            ):
                raise Refusal("CHECK_FAILED", "a derivative of the series differs at the place")
            known = known.diff(work.letter)
        check = Evidence(
            "it has the derivatives of the function at the place", f"compared to order {order}"
        )
        text = f"series of {work.shown} around {work.name} = {around} to order {order}"
        return work.told(found, text, check)
    except (Refusal, NotImplementedError, ValueError) as error:
        return failure(error, "this series")


class _Work(OneLetter):
    """The checks on what is found of an expression of one variable."""

    def derived(self, found: Any, order: int) -> Evidence:
        """That a derivative is one: the difference quotient at a point comes to it."""
        import mpmath
        import sympy

        others = {s: sympy.Float("1.3717", 60) for s in self.value.free_symbols - {self.letter}}
        function = sympy.lambdify(self.letter, self.value.subs(others), "mpmath")
        exact = sympy.lambdify(self.letter, found.subs(others), "mpmath")
        for point in ("0.7310529", "1.8163271"):
            with mpmath.workdps(50):
                try:
                    near = mpmath.diff(function, mpmath.mpf(point), order)
                    known = exact(mpmath.mpf(point))
                except (ValueError, ZeroDivisionError, TypeError, NameError, OverflowError):
                    continue
                if abs(near - known) > 1e-15 * (1 + abs(known)):
                    raise Refusal(
                        "CHECK_FAILED", "the derivative found is not the slope at a point"
                    )
                return Evidence("it is the slope at a point", "by differences, to 15 digits")
        return Evidence("it is the slope at a point", "by differences", Verdict.UNCHECKED)

    def integrated(self, found: Any, start: Any, end: Any) -> Evidence:
        """That a definite integral is the area: summed numerically."""
        import mpmath

        check, method = "it agrees with a numerical integral", "Gauss and tanh-sinh rules of mpmath"
        if found.free_symbols:
            return Evidence(check, method, Verdict.UNCHECKED, "it has other letters")
        function = self.function
        with mpmath.workdps(30):
            ends = [to_mpmath(e) for e in (start, end)]
            try:
                area, error = mpmath.quad(function, ends, error=True)
            except NO_VALUE:
                return Evidence(check, method, Verdict.UNCHECKED, "it could not be summed")
            known = mpmath.mpmathify(found.evalf(30))
            if abs(area - known) <= 1e-9 * (1 + abs(known)):
                return Evidence(check, method, detail="to 9 digits")
            if error < 1e-9:
                raise Refusal("CHECK_FAILED", "the integral found is not the area summed")
        return Evidence(check, method, Verdict.UNCHECKED, "the sum did not settle")

    def summed(self, text: str, start: Any, end: Any) -> Result:
        """A definite integral as a number, with its error bound."""

        if self.value.free_symbols - {self.letter}:
            raise Refusal("UNDECIDED", "no exact value was found, and it has other letters")
        function = self.function
        with patience(0.9):
            number = summed(function, to_mpmath(start), to_mpmath(end))
        check = Evidence(
            "three numerical sums agree",
            "the tanh-sinh rule of mpmath in 30 digits, whole and divided at two places",
            detail=f"to {number.error}",
        )
        return self.told_as_number(text, number.digits, number.error, check)

    def approached(self, found: Any, place: Any, side: str) -> Evidence:
        """That the function comes near its limit, near the place."""
        import mpmath
        import sympy

        check, method = "the function comes near it", "evaluated ever nearer to the place"
        if found.free_symbols or found.is_infinite:
            return Evidence(check, method, Verdict.UNCHECKED, "no number to come near to")
        function = self.function
        gaps = []
        for k in (4, 8, 16):
            with mpmath.workdps(60):
                step = mpmath.mpf(10) ** (k if place.is_infinite else -k)
                towards = -step if side == "-" or place == -sympy.oo else step
                near = towards if place.is_infinite else to_mpmath(place) + towards
                try:
                    gaps.append(float(abs(function(near) - to_mpmath(found))))
                except NO_VALUE:
                    return Evidence(check, method, Verdict.UNCHECKED)
        if gaps[-1] < 1e-6 * (1 + abs(complex(found.evalf(15)))):
            return Evidence(check, method)
        if gaps[-1] > gaps[0]:
            raise Refusal("CHECK_FAILED", "the function does not come near the limit found")
        return Evidence(check, method, Verdict.UNCHECKED, "it comes near slowly")
