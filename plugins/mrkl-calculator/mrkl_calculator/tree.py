"""An expression as a tree, and the one way of writing it that reads back the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True)
class Number:
    """A literal number; never negative: a sign is a Prefix."""

    value: Fraction
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Constant:
    """pi, e, tau, phi or i."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Symbol:
    """An unknown."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Prefix:
    """A minus sign before its operand."""

    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Postfix:
    """One of `!` (factorial), `%` (per cent), `°` (degrees) after its operand."""

    sign: str
    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Binary:
    """One of + - * / // mod ^ between two operands."""

    sign: str
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Call:
    """A function applied to its arguments."""

    name: str
    arguments: tuple[Node, ...]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Compare:
    """One of = != < > <= >= between two sides; only ever the whole expression."""

    sign: str
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


Node: TypeAlias = Number | Constant | Symbol | Prefix | Postfix | Binary | Call | Compare

# How tightly each form binds, loosest first; a child that binds looser gets parentheses.
_COMPARE, _SUM, _PRODUCT, _PREFIX, _POWER, _POSTFIX, _ATOM = range(7)
_BINARY = {"+": _SUM, "-": _SUM, "^": _POWER}


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below this one."""
    match node:
        case Prefix() | Postfix():
            return (node.operand,)
        case Binary() | Compare():
            return (node.left, node.right)
        case Call():
            return node.arguments
    return ()


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node with its depth, from the top down; does not recurse."""
    stack: list[tuple[Node, int]] = [(node, 1)]
    while stack:
        top, depth = stack.pop()
        yield top, depth
        stack.extend((child, depth + 1) for child in children(top))


def symbols(node: Node) -> frozenset[str]:
    """The names of the unknowns in a tree."""
    return frozenset(part.name for part, _ in walk(node) if isinstance(part, Symbol))


def replaced(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with these unknowns replaced."""
    match node:
        case Symbol():
            return values.get(node.name, node)
        case Prefix() | Postfix():
            return replace(node, operand=replaced(node.operand, values))
        case Binary() | Compare():
            left, right = replaced(node.left, values), replaced(node.right, values)
            return replace(node, left=left, right=right)
        case Call():
            return replace(node, arguments=tuple(replaced(a, values) for a in node.arguments))
    return node


def number(value: Fraction) -> Node:
    """The tree of a number, which may be negative."""
    return Prefix(Number(-value)) if value < 0 else Number(value)


def show(node: Node, at_least: int = 0) -> str:
    """The expression in symbols, with no more parentheses than it needs."""
    text, binds = _write(node)
    return f"({text})" if binds < at_least else text


def _write(node: Node) -> tuple[str, int]:
    match node:
        case Number():
            return literal(node.value), _ATOM
        case Constant() | Symbol():
            return node.name, _ATOM
        case Call():
            return f"{node.name}({', '.join(show(a) for a in node.arguments)})", _ATOM
        case Prefix():
            return f"-{show(node.operand, _PREFIX)}", _PREFIX
        case Postfix():
            return f"{show(node.operand, _ATOM)}{node.sign}", _POSTFIX
        case Compare():
            return f"{show(node.left, _SUM)} {node.sign} {show(node.right, _SUM)}", _COMPARE
        case Binary(sign="^"):
            return f"{show(node.left, _POSTFIX)}^{show(node.right, _PREFIX)}", _POWER
        case Binary():
            binds = _BINARY.get(node.sign, _PRODUCT)
            return f"{show(node.left, binds)} {node.sign} {show(node.right, binds + 1)}", binds


def literal(value: Fraction) -> str:
    """A fraction as a decimal literal, with an exponent where that is shorter.

    One whose decimals never end is written as a division, in parentheses.
    """
    below, twos, fives = value.denominator, 0, 0
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    if below != 1:
        return f"({value.numerator} / {value.denominator})"
    places = max(twos, fives)
    scaled = value * 10**places
    digits = str(scaled.numerator)
    if places == 0:
        bare = digits.rstrip("0")
        return f"{bare}e{len(digits) - len(bare)}" if len(digits) - len(bare) > 30 else digits
    if places > 40:
        return f"{digits}e-{places}"
    digits = digits.rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"
