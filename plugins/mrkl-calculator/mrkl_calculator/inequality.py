"""The tool that solves inequalities of one unknown, and tries its answer between all its ends."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.given import read_given
from mrkl_calculator.names import Names
from mrkl_calculator.notation import decimal_of, exact_text, rounded
from mrkl_calculator.numeric import at_floats
from mrkl_calculator.parse import parse
from mrkl_calculator.patience import Impatient, patience
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.symbolic import size_of, symbol, to_sympy
from mrkl_calculator.tree import (
    Binary,
    Call,
    Compare,
    number,
    replaced,
    show,
    symbols,
    walk,
)
from mrkl_core import Evidence, Failure, Result

SIGNS = ("<", ">", "<=", ">=")
_HIGHEST = 12
#: sympy looks at one period of what repeats itself, so sines and their like are not asked of it.
_ALGEBRAIC = frozenset({"abs", "sqrt", "cbrt", "exp", "ln", "log", "log2", "log10", "pow"})
_BESIDE = 1e-6


def inequality(
    inequalities: Sequence[str], given: Sequence[str] = (), *, bounds: Bounds | None = None
) -> Result | Failure:
    """The numbers for which inequalities hold; see the tool's schema."""
    from sympy import CRootOf
    from sympy.calculus.util import AccumBounds

    bounds = bounds or Bounds()
    try:
        known = read_given(given, bounds)
        read = [read_inequality(text, bounds, known.names) for text in inequalities]
        names = {name for one in read for name in symbols(one)}
        if len(names) != 1:
            raise Refusal("UNDETERMINED", "inequalities are solved for one unknown, and no more")
        (name,) = names
        for one in read:
            _allow(one)
        with patience(0.7):
            found = _solved(read, name)
        tried = _tried(read, name, found)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    except (NotImplementedError, ValueError, TypeError, Impatient):
        return Failure("UNDECIDED", "no method known here solves this inequality")
    if found.has(AccumBounds):
        return Failure("UNDECIDED", "no method known here solves this inequality")
    shown = " and ".join(show(one) for one in read)
    if found.is_empty:
        return Failure("NO_SOLUTION", f"no real number has {shown}")
    parts = [
        _interval(part, lambda end: exact_text(end, bounds.max_digits)) for part in _parts(found)
    ]
    rounded_parts = [_interval(part, lambda end: rounded(end, 15)) for part in _parts(found)]
    decimal = " or ".join(_told(part, name) for part in rounded_parts)
    # A root of a polynomial that has no other form than being one is told by its digits alone.
    written = not found.has(CRootOf)
    exact = " or ".join(_told(part, name) for part in parts) if written else ""
    told = (
        f"{exact}, about {decimal}" if exact and decimal != exact else exact or f"about {decimal}"
    )
    check = Evidence(
        "they hold where the answer says so, and nowhere else",
        f"tried in floating point at {tried} numbers: between, at and beside all its ends",
    )
    return Result(
        {
            "exact": exact,
            "decimal": decimal,
            "intervals": parts if written else rounded_parts,
            "inequalities": [show(one) for one in read],
        },
        told,
        (check, *known.evidence()),
    )


def read_inequality(text: str, bounds: Bounds, names: Names) -> Compare:
    """One inequality. Raises Refusal."""
    node = parse(text, bounds, names.open())
    if isinstance(node, Compare) and node.sign in SIGNS:
        return node
    raise Refusal("SYNTAX", f"{text!r} is no inequality", hint="write it as 'x^2 < 9'")


def _allow(node: Compare) -> None:
    for part, _ in walk(node):
        if isinstance(part, Call) and part.name not in _ALGEBRAIC:
            raise Refusal("UNDECIDED", f"inequalities with {part.name} are not solved here")
        if isinstance(part, Binary) and part.sign in ("//", "mod"):
            raise Refusal("UNDECIDED", "inequalities with remainders are not solved here")
    difference = to_sympy(node.left) - to_sympy(node.right)
    if size_of(difference) > _HIGHEST:
        raise Refusal("TOO_LARGE", f"powers up to {_HIGHEST} are solved here")


def _solved(read: Sequence[Compare], name: str) -> Any:
    import sympy
    from sympy.solvers.inequalities import solve_univariate_inequality

    letter = symbol(name)
    real = sympy.Symbol(name, real=True)
    found: Any = sympy.S.Reals
    for one in read:
        left, right = (to_sympy(side).subs(letter, real) for side in (one.left, one.right))
        relation = sympy.Rel(left, right, one.sign)
        if relation in (sympy.true, sympy.false):
            part: Any = sympy.S.Reals if relation == sympy.true else sympy.S.EmptySet
        else:
            part = solve_univariate_inequality(relation, real, relational=False)
        found = found.intersect(part)
    for part in _parts(found):
        if not (part.is_Interval or part.is_FiniteSet):
            raise NotImplementedError
    return found


def _parts(found: Any) -> list[Any]:
    import sympy

    pieces = found.args if isinstance(found, sympy.Union) else [found]
    apart = []
    for piece in pieces:
        if piece.is_empty:
            continue
        points = piece.args if isinstance(piece, sympy.FiniteSet) else None
        apart += [piece] if points is None else [sympy.FiniteSet(point) for point in points]
    return sorted(apart, key=lambda piece: float(piece.inf))


def _interval(part: Any, write: Callable[[Any], str]) -> dict[str, Any]:
    def end(value: Any) -> str:
        return "" if value.is_infinite else write(value)

    return {
        "lower": end(part.inf),
        "upper": end(part.sup),
        "with_lower": bool(part.contains(part.inf)) if part.inf.is_finite else False,
        "with_upper": bool(part.contains(part.sup)) if part.sup.is_finite else False,
    }


def _told(part: dict[str, Any], name: str) -> str:
    lower, upper = part["lower"], part["upper"]
    if not lower and not upper:
        return f"every real number {name}"
    if lower == upper:
        return f"{name} = {lower}"
    if not lower:
        return f"{name} {'<=' if part['with_upper'] else '<'} {upper}"
    if not upper:
        return f"{name} {'>=' if part['with_lower'] else '>'} {lower}"
    first = "<=" if part["with_lower"] else "<"
    second = "<=" if part["with_upper"] else "<"
    return f"{lower} {first} {name} {second} {upper}"


def _tried(read: Sequence[Compare], name: str, found: Any) -> int:
    """How many numbers agree with the answer. Raises Refusal if one does not."""
    tried = 0
    for place in _places(found):
        holds = [_holds(one, name, place) for one in read]
        if None in holds:
            continue  # too near to an end for floating point, or no real value
        value = number(place)
        inside = bool(found.contains(to_sympy(value)))
        if inside is not all(holds):
            raise Refusal("CHECK_FAILED", f"the answer fails at {decimal_of(place, 10)[0]}")
        tried += 1
    return tried


def _places(found: Any) -> Iterator[Fraction]:
    ends = sorted(
        {
            Fraction(float(end))
            for part in _parts(found)
            for end in (part.inf, part.sup)
            if end.is_finite
        }
    )
    chance = random.Random(1)
    near = [Fraction(round(chance.uniform(-20, 20), 3)) for _ in range(100)]
    far = [Fraction(sign * 10**power) for power in range(3) for sign in (-1, 1)]
    yield from (*near, *far, Fraction(0))
    for end in ends:
        step = Fraction(max(abs(float(end)), 1.0) * _BESIDE)
        yield from (end, end - step, end + step)
    outer = [ends[0] - 100, *ends, ends[-1] + 100] if ends else []
    for low, high in pairwise(outer):
        yield from (low + (high - low) * Fraction(n, 8) for n in range(1, 8))


def _holds(one: Compare, name: str, place: Fraction) -> bool | None:
    """Whether it holds at a number; False where a side has no real value, None if unsure."""
    left, right = (
        at_floats(replaced(side, {name: number(place)})) for side in (one.left, one.right)
    )
    if left != left or right != right:
        return False
    if abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right)):
        return None
    return left < right if "<" in one.sign else left > right
