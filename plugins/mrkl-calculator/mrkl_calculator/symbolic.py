"""Between our trees and sympy's expressions; and whether an expression is nothing."""

from __future__ import annotations

from functools import reduce
from typing import Any

from mrkl_calculator.bounds import Bounds, bits
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import (
    Binary,
    Call,
    Constant,
    Node,
    Number,
    Postfix,
    Prefix,
    Symbol,
)

#: Functions that sympy has by the same name.
_SAME = frozenset(
    "sqrt cbrt exp sin cos tan sec csc cot asin acos atan sinh cosh tanh asinh acosh atanh "
    "sign factorial binomial floor".split()
)
_LARGEST_POWER = 1000
#: Where two expressions are compared: no place is special to the functions people use.
_POINTS = (("0.7310529", "1.8163271"), ("2.3917283", "0.6180412"), ("1.1291847", "3.4472961"))


def symbol(name: str) -> Any:
    """sympy's symbol of an unknown."""
    import sympy

    return sympy.Symbol(name)


def to_sympy(node: Node) -> Any:
    """The tree as a sympy expression. Raises Refusal for what sympy is not asked."""
    import sympy

    match node:
        case Number():
            Bounds().allow(bits(node.value), "a number", node.at)
            return sympy.Rational(node.value.numerator, node.value.denominator)
        case Symbol():
            return symbol(node.name)
        case Constant():
            golden = (1 + sympy.sqrt(5)) / 2
            known = {"pi": sympy.pi, "e": sympy.E, "tau": 2 * sympy.pi, "phi": golden}
            return known.get(node.name, sympy.I)
        case Prefix():
            return -to_sympy(node.operand)
        case Postfix():
            operand = to_sympy(node.operand)
            if node.sign == "!":
                return sympy.factorial(operand)
            return operand / 100 if node.sign == "%" else operand * sympy.pi / 180
        case Binary():
            return _binary(node, to_sympy(node.left), to_sympy(node.right))
        case Call():
            return _call(node, [to_sympy(argument) for argument in node.arguments])
    raise Refusal("SYNTAX", "a comparison is no expression", at=node.at)


def _binary(node: Binary, left: Any, right: Any) -> Any:
    match node.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            if right == 0:
                raise Refusal("DIVISION_BY_ZERO", "this divides by zero", at=node.at)
            return left / right
        case "^":
            if right.is_number and abs(complex(right.evalf(15))) > _LARGEST_POWER:
                raise Refusal("TOO_LARGE", f"powers here go up to {_LARGEST_POWER}", at=node.at)
            return left**right
    raise Refusal("SYNTAX", f"{node.sign!r} is of numbers, not of unknowns", at=node.at)


def _call(node: Call, values: list[Any]) -> Any:
    import sympy

    match node.name:
        case "abs":
            return sympy.Abs(values[0])
        case "ceil":
            return sympy.ceiling(values[0])
        case "ln":
            return sympy.log(values[0])
        case "log" | "log2" | "log10":
            base = values[1] if values[1:] else sympy.Integer(2 if node.name == "log2" else 10)
            return sympy.log(values[0]) / sympy.log(base)
        case "root":
            return sympy.root(values[0], values[1])
        case "sum":
            return reduce(lambda a, b: a + b, values)
        case "product":
            return reduce(lambda a, b: a * b, values)
        case "mean":
            return reduce(lambda a, b: a + b, values) / len(values)
        case name if name in _SAME:
            return getattr(sympy, name)(*values)
    raise Refusal("SYNTAX", f"{node.name} is of numbers, not of unknowns", at=node.at)


def approximately_zero(value: Any) -> bool:
    """Whether an expression is 0 in 30 digits, at points where its unknowns are put."""
    import sympy

    letters = sorted(value.free_symbols, key=str)
    for point in _POINTS[: 3 if letters else 1]:
        numbers = [sympy.Float(point[i % 2], 60) + i // 2 for i in range(len(letters))]
        put = value.subs(dict(zip(letters, numbers, strict=True)))
        near = put.evalf(40, chop=False)
        if not near.is_number or near.has(sympy.nan, sympy.zoo, sympy.oo):
            return False
        if abs(complex(near)) > 1e-25 * max(1.0, _size(put)):
            return False
    return True


def _size(value: Any) -> float:
    """How large the parts of a sum are, whose difference is to be nothing."""
    parts = value.args if value.is_Add else (value,)
    try:
        return max(abs(complex(part.evalf(15))) for part in parts)
    except (TypeError, OverflowError):
        return 1.0


def order_of(value: Any) -> tuple[int, float, float]:
    """The place of a solution among others: real ones first, by size."""
    try:
        number = complex(value) if not hasattr(value, "evalf") else complex(value.evalf(15))
    except (TypeError, OverflowError):
        return 2, 0.0, 0.0
    return (0 if abs(number.imag) < 1e-12 else 1), number.real, number.imag


def size_of(value: Any) -> int:
    """The highest power in an expression. Raises Refusal for one that would expand too far."""
    import sympy

    powers = [abs(int(p.exp)) for p in value.atoms(sympy.Pow) if p.exp.is_Integer]
    if max(powers, default=0) > 200:
        raise Refusal("TOO_LARGE", "powers of unknowns up to 200 are rewritten")
    return max(powers, default=0)
