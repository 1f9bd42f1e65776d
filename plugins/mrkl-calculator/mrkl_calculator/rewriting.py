"""The tools of algebra: rewrite an expression, give a coefficient, go on with a sequence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.notation import exact_text
from mrkl_calculator.notation import latex as typeset
from mrkl_calculator.parse import parse
from mrkl_calculator.polynomial import (
    Polynomial,
    added,
    coefficients,
    polynomial,
    product,
    scaled,
    tree,
    unknowns,
)
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.symbolic import approximately_zero, size_of, to_sympy
from mrkl_calculator.tree import Compare, Node, show
from mrkl_core import Evidence, Failure, Result

_SAME = "it equals the expression given"
_POINTS = "both evaluated to 30 digits at points chosen for no reason"


def rewrite(
    expression: str,
    form: str = "simplify",
    positive: bool = False,
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """An expression in another form; see the tool's schema."""
    bounds = bounds or Bounds()
    try:
        known = read_given(given, bounds)
        node = read_expression(expression, known)
        text, latex, evidence = _rewritten(node, form, positive, bounds)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.pointed(expression), refusal.hint)
    return Result(
        {"exact": text, "expression": show(node), "latex": latex},
        f"{show(node)} = {text}",
        (evidence, *known.evidence()),
    )


def coefficient(
    expression: str,
    of: str = "",
    form: str = "",
    name: str = "",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """A coefficient of a polynomial, or a letter of the form it is put into."""
    bounds = bounds or Bounds()
    try:
        known = read_given(given, bounds)
        poly = _polynomial(read_expression(expression, known), bounds)
        if of:
            letter, power = _power(of, known)
            found = coefficients(poly, letter).get(power, {})
            text = exact_text(to_sympy(tree(found)), bounds.max_digits)
            what = f"the coefficient of {of}"
        else:
            value = _matched(poly, form, name, known)
            text, what = str(value), name
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    return Result(
        {"exact": text, "polynomial": show(tree(poly))},
        f"{show(tree(poly))}: {what} is {text}",
        (Evidence("the polynomial has this coefficient", "expanded in fractions"),
         *known.evidence()),
    )  # fmt: skip


def sequence(
    terms: Sequence[str],
    name: str = "",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """The next term of a sequence, or its rule; see the tool's schema."""
    bounds = bounds or Bounds()
    try:
        known = read_given(given, bounds)
        exact = Exact(bounds)
        values = [exact.number(read_expression(term, known, letters=False)) for term in terms]
        if not all(isinstance(value, Fraction) for value in values):
            raise Refusal("UNDEFINED", "sequences here are of rational numbers")
        rule, following = _rule(values, name or "n", bounds)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    shown = ", ".join(map(str, values))
    return Result(
        {"exact": rule if name else str(following), "next": str(following), "rule": rule},
        f"{shown} goes on with {following}, by the simplest rule that fits: {rule}",
        (Evidence("the rule gives every term", "evaluated at each place",
                  detail="other rules fit too: this is the simplest of its kind"),),
    )  # fmt: skip


def read_expression(text: str, known: Given, *, letters: bool = True) -> Node:
    """The tree of an expression with unknowns. Raises Refusal."""
    node = parse(text, known.bounds, known.names.open() if letters else known.names)
    if isinstance(node, Compare):
        raise Refusal("SYNTAX", "an expression was expected, not a comparison", at=node.at)
    return node


def _rewritten(node: Node, form: str, positive: bool, bounds: Bounds) -> tuple[str, str, Evidence]:
    poly = polynomial(node, bounds)
    if poly is not None and form in ("expand", "simplify"):
        again = polynomial(tree(poly), bounds)
        if again != poly:
            raise Refusal("CHECK_FAILED", "the polynomial reads back as another")
        method = "both as polynomials with rational coefficients"
        found = to_sympy(tree(poly))
        return exact_text(found, bounds.max_digits), typeset(found), Evidence(_SAME, method)
    given = to_sympy(node)
    size_of(given)
    found = _applied(given, form, positive)
    if not approximately_zero(given - found):
        raise Refusal("CHECK_FAILED", "what was found does not equal the expression")
    return exact_text(found, bounds.max_digits), typeset(found), Evidence(_SAME, _POINTS)


def _applied(given: Any, form: str, positive: bool) -> Any:
    import sympy

    if positive:
        names = {s: sympy.Symbol(s.name, positive=True) for s in given.free_symbols}
        back = {known: unknown for unknown, known in names.items()}
        return sympy.simplify(sympy.powsimp(sympy.powdenest(given.subs(names)))).subs(back)
    actions: dict[str, Any] = {
        "simplify": sympy.simplify,
        "expand": sympy.expand,
        "factor": sympy.factor,
        "apart": sympy.apart,
        "together": sympy.together,
    }
    return actions[form](given)


def _polynomial(node: Node, bounds: Bounds) -> Polynomial:
    poly = polynomial(node, bounds)
    if poly is None:
        raise Refusal("UNDEFINED", f"{show(node)} is no polynomial")
    return poly


def _power(text: str, known: Given) -> tuple[str, int]:
    (item,) = _polynomial(read_expression(text, known), known.bounds).items()
    ((letter, power),) = item[0]
    return letter, power


def _matched(poly: Polynomial, form: str, name: str, known: Given) -> Fraction:
    """The value of a letter in a form such as a*x^2 + b*x + c."""
    letters = unknowns(poly)
    wanted = _polynomial(read_expression(form, known), known.bounds)
    found: Fraction | None = None
    for monomial in wanted:
        names = dict(monomial)
        rest = tuple(part for part in monomial if part[0] in letters)
        own = [n for n in names if n not in letters]
        if len(own) != 1 or names[own[0]] != 1 or wanted[monomial] != 1:
            raise Refusal("SYNTAX", f"{form!r} is no form with one letter for each power")
        if own[0] == name:
            found = poly.get(rest, Fraction(0))
    if found is None:
        raise Refusal("SYNTAX", f"{form!r} has no letter {name!r}")
    return found


def _rule(values: list[Fraction], name: str, bounds: Bounds) -> tuple[str, Fraction]:
    """The polynomial of least degree through the terms, or a constant ratio."""
    rows = [values]
    while len(rows[-1]) > 1 and any(rows[-1]):
        rows.append([b - a for a, b in pairwise(rows[-1])])
    depth = next((i for i, row in enumerate(rows) if not any(row)), None)
    # One difference at least must have been 0 without having to be.
    if depth is not None and depth < len(values):
        poly = _newton([row[0] for row in rows[:depth]], name, bounds)
        terms = [_at(poly, name, Fraction(n)) for n in range(1, len(values) + 2)]
        if terms[:-1] != values:
            raise Refusal("CHECK_FAILED", "the rule found does not give the terms")
        return exact_text(to_sympy(tree(poly)), bounds.max_digits), terms[-1]
    if all(values) and len({b / a for a, b in pairwise(values)}) == 1:
        ratio = values[1] / values[0]
        return f"{values[0]} * ({ratio})^({name} - 1)", values[-1] * ratio
    raise Refusal(
        "UNDETERMINED", "no polynomial of low degree and no constant ratio gives these terms",
        hint="give more terms",
    )  # fmt: skip


def _newton(differences: list[Fraction], name: str, bounds: Bounds) -> Polynomial:
    """Newton's forward formula from place 1."""
    result: Polynomial = {}
    basis: Polynomial = {(): Fraction(1)}
    for k, difference in enumerate(differences):
        result = added(result, scaled(basis, difference))
        step: Polynomial = {((name, 1),): Fraction(1), (): Fraction(-1 - k)}
        basis = scaled(product(basis, step, bounds), Fraction(1, k + 1))
    return result


def _at(poly: Polynomial, name: str, value: Fraction) -> Fraction:
    return sum(
        (c * value ** dict(monomial).get(name, 0) for monomial, c in poly.items()), Fraction(0)
    )
