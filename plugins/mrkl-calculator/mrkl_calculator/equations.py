"""The tool that solves equations: linear ones in fractions, others by sympy; all checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mrkl_calculator.approximately import Approximate, approximate_roots
from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import plain
from mrkl_calculator.given import Given, difference, equations_of, read_given
from mrkl_calculator.linear import is_linear, solve_linear
from mrkl_calculator.names import Names
from mrkl_calculator.notation import decimal_of, exact_text, rounded
from mrkl_calculator.parse import parse
from mrkl_calculator.patience import Impatient, patience
from mrkl_calculator.polynomial import Polynomial, unknowns
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.symbolic import approximately_zero, order_of, symbol, to_sympy
from mrkl_calculator.tree import Binary, Compare, Node, show, symbols
from mrkl_core import Evidence, Failure, Result

_MOST_EQUATIONS = 20
_HIGHEST = 12  # sympy looks for factors, and takes seconds above


@dataclass(frozen=True)
class _Answer:
    """What is found: one mapping a solution, from each unknown wanted to its exact value."""

    solutions: list[dict[str, Any]]
    evidence: Evidence
    complete: bool = True  # whether there are surely no others


def solve(
    equations: Sequence[str],
    unknown: Sequence[str] = (),
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """The solutions of equations; see the tool's schema."""
    bounds = bounds or Bounds()
    try:
        known = read_given(given, bounds)
        read, wanted = read_equations(equations, unknown, known)
        answer = _solved(read, wanted, bounds)
        if isinstance(answer, Approximate):
            return _told_approximately(answer, read, wanted[0], known)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    written = [{name: _exact(value, bounds) for name, value in s.items()} for s in answer.solutions]
    if len(wanted) == 1:
        exact = ", ".join(solution[wanted[0]] for solution in written)
    else:
        exact = "; ".join(", ".join(f"{n} = {s[n]}" for n in wanted) for s in written)
    told = " or ".join(
        ", ".join(_told(name, value, solution[name]) for name, value in found.items())
        for found, solution in zip(answer.solutions, written, strict=True)
    )
    return Result(
        {
            "exact": exact,
            "solutions": written,
            "decimal": [
                {name: _decimal(value) for name, value in s.items()} for s in answer.solutions
            ],
            "complete": answer.complete,
            "equations": [show(equation) for equation in read],
        },
        f"{known.spoken()}{told}{'' if answer.complete else ' (there may be other solutions)'}",
        (answer.evidence, *known.evidence()),
    )


def _told_approximately(
    answer: Approximate, read: list[Compare], name: str, known: Given
) -> Result:
    told = " or ".join(f"{name} ≈ {root}" for root in answer.roots)
    note = "numerical; none can be written exactly by methods known here"
    note += "" if answer.complete else "; there may be others"
    return Result(
        {
            "exact": "",
            "solutions": [],
            "decimal": [{name: root} for root in answer.roots],
            "complete": answer.complete,
            "equations": [show(equation) for equation in read],
        },
        f"{known.spoken()}{told} ({note})",
        (answer.evidence, *known.evidence()),
    )


def read_equations(
    equations: Sequence[str], unknown: Sequence[str], known: Given
) -> tuple[list[Compare], list[str]]:
    """The equations and the unknowns wanted. Raises Refusal.

    e and i are unknowns where they are asked for, or where the equations make numbers of them.
    """
    parts = [part for text in equations for part in equations_of(text)]
    if not parts or len(parts) > _MOST_EQUATIONS:
        raise Refusal("TOO_LONG", f"from 1 to {_MOST_EQUATIONS} equations are solved together")
    read = [_equation(part, known.names.local(*unknown).open("e", "i")) for part in parts]
    polys = [difference(equation, known.bounds) for equation in read]
    constants = {"e", "i"} - {*unknown}
    if any(poly is None or not is_linear([poly]) for poly in polys) and any(
        symbols(equation) & constants for equation in read
    ):
        read = [_equation(part, known.names.local(*unknown).open()) for part in parts]
    found = sorted(set().union(*(symbols(equation) for equation in read)))
    wanted = [*unknown] or found
    if missing := [name for name in wanted if name not in found]:
        named = " and ".join(missing)
        raise Refusal("UNDETERMINED", f"the equations say nothing of {named}")
    return read, wanted


def _equation(text: str, names: Names) -> Compare:
    node = parse(text, Bounds(), names)
    if isinstance(node, Compare) and node.sign == "=":
        return node
    raise Refusal(
        "SYNTAX", f"{text!r} is no equation", hint="write both sides, as in '2*x + 3 = 7'"
    )


def _solved(read: list[Compare], wanted: list[str], bounds: Bounds) -> _Answer | Approximate:
    polys = [difference(equation, bounds) for equation in read]
    linear = [poly for poly in polys if poly is not None]
    if len(linear) == len(polys) and is_linear(linear):
        found = _linear(linear, wanted)
        if found is not None:
            return found
    return _general(read, wanted)


def _linear(polys: list[Polynomial], wanted: list[str]) -> _Answer | None:
    solved = solve_linear(polys)
    if not solved.consistent:
        raise Refusal("NO_SOLUTION", "no numbers solve these equations together")
    if not set(wanted) <= solved.values.keys():
        if len(polys) == 1 and len(wanted) == 1 and len(unknowns(polys[0])) > 1:
            return None  # a formula to be solved for one of its letters
        raise Refusal("UNDETERMINED", "many numbers solve these equations; nothing picks one")
    for poly in polys:
        total = poly.get((), Fraction(0))
        for monomial, coefficient in poly.items():
            if monomial and monomial[0][0] not in solved.values:
                break
            total += coefficient * solved.values[monomial[0][0]] if monomial else 0
        else:
            if total != 0:
                raise Refusal("CHECK_FAILED", "the solution found does not solve the equations")
    values = {name: solved.values[name] for name in wanted}
    return _Answer(
        [values],
        Evidence("the solution is the only one, and solves each equation",
                 "elimination in fractions; substituted back"),
    )  # fmt: skip


def _general(read: list[Compare], wanted: list[str]) -> _Answer | Approximate:
    import sympy

    differences = [to_sympy(_minus(equation)) for equation in read]
    letters = [symbol(name) for name in wanted]
    for part in differences:
        poly = part.as_poly(*letters)
        if poly is not None and poly.total_degree() > _HIGHEST:
            raise Refusal("TOO_LARGE", f"equations of degrees up to {_HIGHEST} are solved")
    others = sorted({s for d in differences for s in d.free_symbols} - {*letters}, key=str)
    if others and len(read) > 1:
        letters, others = [*letters, *others], []
    one = len(differences) == len(letters) == 1
    exactly = all(part.is_polynomial(*letters) for part in differences)
    try:
        with patience(0.7):
            found = sympy.solve(differences[0] if one else differences, letters, dict=True)
    except (NotImplementedError, Impatient):
        found = []
        exactly = False
    if not found and exactly:
        raise Refusal("NO_SOLUTION", "nothing solves this")
    if not found or any(v.has(sympy.CRootOf) for s in found for v in s.values()):
        if one:
            return _approximately(differences[0], letters[0])
        raise Refusal(
            "UNDECIDED", "its solutions cannot be written exactly by methods known here",
            hint="ask numerics.system for a solution near numbers",
        )  # fmt: skip
    solutions = [{name: s[symbol(name)] for name in wanted if symbol(name) in s} for s in found]
    if any(
        len(s) < len(wanted) or any(v.free_symbols - {*others} for v in s.values())
        for s in solutions
    ):
        raise Refusal("UNDETERMINED", "many numbers solve these equations; nothing picks one")
    for solution in found:
        if not all(approximately_zero(part.subs(solution)) for part in differences):
            raise Refusal("CHECK_FAILED", "a solution found does not solve the equations")
    method = "substituted back, evaluated to 30 digits"
    if others:
        method += " at random values of the other letters"
    check = "each solution solves every equation"
    solutions = [{name: plain(value) for name, value in s.items()} for s in solutions]
    unique = [s for place, s in enumerate(solutions) if s not in solutions[:place]]
    ordered = sorted(unique, key=lambda s: order_of(s[wanted[0]]))
    return _Answer(ordered, Evidence(check, method), complete=exactly and not others)


def _approximately(difference: Any, letter: Any) -> Approximate:
    try:
        with patience(0.9):
            return approximate_roots(difference, letter)
    except Impatient:
        raise Refusal("UNDECIDED", "no method known here solves this in time") from None


def _minus(equation: Compare) -> Node:
    return Binary("-", equation.left, equation.right)


def _exact(value: Any, bounds: Bounds) -> str:
    return str(value) if isinstance(value, Fraction) else exact_text(value, bounds.max_digits)


def _decimal(value: Any) -> str:
    if isinstance(value, Fraction):
        return decimal_of(value, 15)[0]
    return rounded(value, 15) if not value.free_symbols else ""


def _told(name: str, value: Any, exact: str) -> str:
    decimal = _decimal(value)
    whole = not decimal or decimal == exact or (isinstance(value, Fraction))
    return f"{name} = {exact}" + ("" if whole else f" ≈ {decimal}")
