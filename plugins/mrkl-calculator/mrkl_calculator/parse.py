"""Reads an expression into a tree; every word and sign of it, or a refusal that points.

Precedence, loosest first: comparison; + −; × ÷ // mod and "of"; implicit multiplication; a
minus sign before; ^ (to the right); ! % ° after. So −2² is −4 and 2^−1 is a half.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.functions import CONSTANTS, FUNCTIONS, TRIGONOMETRIC, function
from mrkl_calculator.names import NO_NAMES, Names
from mrkl_calculator.refusal import Refusal, ambiguous, syntax
from mrkl_calculator.spoken import spoken
from mrkl_calculator.tokens import Token, tokenize
from mrkl_calculator.tree import (
    Binary,
    Call,
    Compare,
    Constant,
    Node,
    Number,
    Postfix,
    Prefix,
    walk,
)

_COMPARISONS = ("=", "!=", "<", ">", "<=", ">=")
_PRODUCTS = ("*", "/", "//", "mod", "of")
_TWO = Number(Fraction(2))
_LARGEST = 5000  # nodes of a tree in which functions have been replaced by what they are


def parse(text: str, bounds: Bounds, names: Names = NO_NAMES) -> Node:
    """The tree of `text`, in which `names` stand for what they are given as.

    Raises Refusal: SYNTAX, AMBIGUOUS, TOO_LONG.
    """
    return _Parser(spoken(tokenize(text, bounds), names), bounds, names).whole()


class _Parser:
    def __init__(self, tokens: list[Token], bounds: Bounds, names: Names) -> None:
        self._tokens = tokens
        self._bounds = bounds
        self._names = names
        self._place = 0
        self._nesting = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self, *texts: str) -> Token | None:
        token = self._next
        if token.kind == "op" and token.text in texts:
            self._place += 1
            return token
        return None

    def whole(self) -> Node:
        node = self._sum()
        sign = self._take(*_COMPARISONS, "less than", "more than")
        if sign is not None and sign.text in ("less than", "more than"):
            raise ambiguous(
                f"'{sign.text}' may compare or calculate",
                "write '3 < 5' for the comparison, '5 - 3' for three less than five",
                sign.start,
            )
        if sign is not None and not (sign.text == "=" and self._next.kind == "end"):
            node = Compare(sign.text, node, self._sum(), sign.start)
        self._take("?")
        if self._next.kind != "end":
            raise self._unexpected()
        for part, depth in walk(node):
            if depth > self._bounds.max_depth:
                raise Refusal("TOO_LONG", "the expression is nested too deeply", at=part.at)
        return node

    def _unexpected(self) -> Refusal:
        token = self._next
        if token.kind == "end":
            return syntax("the expression ends too early", token.start)
        if token.kind == "word":
            hint = "this expert knows numbers, operators, functions and constants"
            return syntax(f"{token.text!r} is not understood", token.start, hint)
        return syntax(f"{token.text!r} was not expected here", token.start)

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._take("+", "-"):
            right = self._product()
            if _percent(right) and not _takes_percent(node):
                raise ambiguous(
                    "adding a percentage is read in two ways",
                    "write '340 * 1.15', or '340 + 0.15', or 'increase 340 by 15%'",
                    sign.start,
                )
            node = Binary(sign.text, node, right, sign.start)
        return node

    def _product(self) -> Node:
        node = self._implicit()
        while sign := self._take(*_PRODUCTS):
            if sign.text == "of" and not (_percent(node) or _fraction(node)):
                raise syntax("'of' follows a percentage or a fraction", sign.start)
            mark = self._place
            right = self._implicit()
            if sign.text in ("/", "//", "mod") and self._juxtaposed(mark):
                raise ambiguous(
                    "people read a division by a product without a sign in two ways",
                    "put parentheses: '6/(2(1+2))' or '(6/2)(1+2)'",
                    sign.start,
                )
            node = Binary("*" if sign.text == "of" else sign.text, node, right, sign.start)
        return node

    def _juxtaposed(self, mark: int) -> bool:
        """Whether factors stand side by side from here; what parentheses hold is one factor."""
        depth = 0
        for token in self._tokens[mark : self._place]:
            if token.kind == "juxtaposed" and depth == 0:
                return True
            depth += (token.kind == "op") * ((token.text == "(") - (token.text == ")"))
        return False

    def _implicit(self) -> Node:
        node = self._prefix()
        while self._begins_factor():
            at = self._next.start
            # Leaves a mark, so that a division by this can be called ambiguous.
            self._tokens.insert(self._place, Token("juxtaposed", "", at, at))
            self._place += 1
            node = Binary("*", node, self._power(), at)
        return node

    def _begins_factor(self) -> bool:
        token = self._next
        before = self._tokens[self._place - 1]
        after_name = before.kind == "word" and self._names.has_value(before.text)
        if token.text == "(" and token.kind == "op":
            if before.text == "phi":
                raise ambiguous(
                    "phi(…) is Euler's function to some, the golden ratio times … to others",
                    "write 'totient(36)' or 'phi * 36'",
                    before.start,
                )
            closed = before.kind == "number" or before.text in (")", "!", *CONSTANTS)
            return closed or after_name
        if token.kind == "word" and (token.text in CONSTANTS or self._is_name(token.text)):
            return before.kind == "number" or before.text == ")" or after_name
        return token.kind == "op" and token.text == "√" and before.kind == "number"

    def _is_name(self, word: str) -> bool:
        return self._names.has(word) or function(word) is not None

    def _prefix(self) -> Node:
        sign = self._take("-", "+")
        if sign is None:
            return self._power()
        with _Nested(self):
            operand = self._prefix()
        return Prefix(operand, sign.start) if sign.text == "-" else operand

    def _power(self) -> Node:
        base = self._postfix()
        if chosen := self._take("choose"):
            return Call("binomial", (base, self._postfix()), chosen.start)
        sign = self._take("^")
        if sign is None:
            return base
        with _Nested(self):
            exponent = self._prefix()
        return Binary("^", base, exponent, sign.start)

    def _postfix(self) -> Node:
        node = self._atom()
        while sign := self._take("!", "%", "°", "²", "³"):
            at = sign.start
            if sign.text in "²³":
                node = Binary("^", node, Number(Fraction(2 if sign.text == "²" else 3)), at)
                continue
            if sign.text == "%" and (self._next.kind == "number" or self._next.text == "("):
                raise ambiguous(
                    "'%' between two numbers is read in two ways",
                    "write '17 mod 5' for the remainder, or '17% of 5'",
                    at,
                )
            if sign.text == "!" and isinstance(node, Postfix) and node.sign == "!":
                raise ambiguous(
                    "'!!' is read in two ways", "write '(5!)!'; double factorials are not known", at
                )
            node = Postfix(sign.text, node, at)
        return node

    def _atom(self) -> Node:
        token = self._next
        if token.kind == "number":
            self._place += 1
            return Number(token.value, token.start)
        if token.kind in ("apply", "list"):
            self._place += 1
            with _Nested(self):
                return self._applied(token) if token.kind == "apply" else self._listed(token)
        if self._take("("):
            with _Nested(self):
                node = self._sum()
            if self._take(")") is None:
                raise syntax("')' was expected", self._next.start, "a parenthesis stays open")
            return node
        if bar := self._take("|"):
            with _Nested(self):
                node = self._sum()
            if self._take("|") is None:
                raise syntax("'|' was expected", self._next.start, "a bar stays open")
            return Call("abs", (node,), bar.start)
        if self._take("√"):
            with _Nested(self):
                return Call("sqrt", (self._postfix(),), token.start)
        if token.kind == "word":
            return self._named(token)
        raise self._unexpected()

    def _named(self, token: Token) -> Node:
        if self._names.has(token.text):
            self._place += 1
            return self._given(token)
        name = function(token.text)
        if name is None:
            if token.text not in CONSTANTS:
                raise self._unexpected()
            self._place += 1
            return Constant(token.text, token.start)
        self._place += 1
        with _Nested(self):
            if self._take("("):
                arguments = self._arguments()
            elif self._begins_argument():
                arguments = (self._postfix(),)  # sqrt 16, sin 30°
                self._end_of_operand(f"{name} ")
            else:
                raise syntax(f"{name} needs its argument in parentheses", self._next.start)
        return self._call(name, arguments, token)

    def _begins_argument(self) -> bool:
        token = self._next
        named = token.text in CONSTANTS or self._names.has_value(token.text)
        return token.kind == "number" or (token.kind == "word" and named)

    def _given(self, token: Token) -> Node:
        """What a name was given as: a value, an unknown, or a function of its argument."""
        known = self._names.value(token.text, token.start)
        if known is not None:
            return known
        with _Nested(self):
            if self._take("(") is None:
                raise syntax(f"{token.text} needs its argument in parentheses", self._next.start)
            (argument, *more) = self._arguments()
        if more:
            raise syntax(f"{token.text} takes one argument", token.start)
        node = self._names.applied(token.text, argument)
        if sum(1 for _ in islice(walk(node), _LARGEST + 1)) > _LARGEST:
            raise Refusal(
                "TOO_LONG", "the functions within functions grow too long", at=token.start
            )
        return node

    def _arguments(self) -> tuple[Node, ...]:
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        if self._take(")") is None:
            raise syntax("')' or ',' was expected", self._next.start)
        return tuple(arguments)

    def _call(self, name: str, arguments: tuple[Node, ...], token: Token) -> Node:
        fewest, most = FUNCTIONS[name]
        if not fewest <= len(arguments) <= most:
            takes = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            raise syntax(f"{name} takes {takes} arguments, not {len(arguments)}", token.start)
        if name in TRIGONOMETRIC and _percent(arguments[0]):
            raise syntax(f"{name} of a percentage makes no sense", token.start)
        if name == "pow":
            base, exponent = arguments
            return Binary("^", base, exponent, token.start)
        return Call(name, arguments, token.start)

    def _applied(self, token: Token) -> Node:
        operand = self._prefix()
        if token.text not in ("double", "triple"):
            self._end_of_operand(f"{token.text} of ")
        match token.text:
            case "square":
                return Binary("^", operand, _TWO, token.start)
            case "cube":
                return Binary("^", operand, Number(Fraction(3)), token.start)
            case "double":
                return Binary("*", _TWO, operand, token.start)
            case "triple":
                return Binary("*", Number(Fraction(3)), operand, token.start)
        if token.text.startswith("root"):
            degree = Number(Fraction(token.text.removeprefix("root")))
            return self._call("root", (operand, degree), token)
        return self._call(token.text, (operand,), token)

    def _end_of_operand(self, what: str) -> None:
        """Refuses "sin 2 pi" and "square root of 4 times 9": nobody can say where they end."""
        if self._begins_factor() or (
            self._next.kind == "op" and self._next.text in ("^", *_PRODUCTS)
        ):
            raise ambiguous(
                f"where the argument of {what.split()[0]!r} ends is not clear",
                f"put parentheses around it: '{what}(…)'",
                self._next.start,
            )

    def _listed(self, token: Token) -> Node:
        items = [self._prefix()]
        ended = False  # an "and" stood before the last item
        while joint := self._take(","):
            joint = self._take(",") or joint  # "3, 4, and 5"
            if ended and self._next.kind == "list":
                raise ambiguous(
                    "whether this is one more of the list, or asked besides, is not clear",
                    "put parentheses around the list, or ask for one thing at a time",
                    self._next.start,
                )
            ended = ended or joint.end > joint.start + 1
            items.append(self._prefix())
        if self._next.kind == "op" and self._next.text in ("+", "-", "^", *_PRODUCTS):
            raise ambiguous(
                "where the list ends is not clear", "put parentheses around it", self._next.start
            )
        if token.text in ("difference", "quotient"):
            if len(items) != 2:
                raise syntax(f"a {token.text} is of two numbers", token.start)
            if token.text == "quotient":
                return Binary("/", items[0], items[1], token.start)
            # A difference between two numbers is how far apart they are, in either order.
            return Call("abs", (Binary("-", items[0], items[1], token.start),), token.start)
        if len(items) < 2:
            raise syntax(f"{token.text} is of two numbers or more", token.start)
        return self._call(token.text, tuple(items), token)


class _Nested:
    """Counts how deep the parser has gone into itself."""

    def __init__(self, parser: _Parser) -> None:
        self._parser = parser

    def __enter__(self) -> None:
        self._parser._nesting += 1
        if self._parser._nesting > self._parser._bounds.max_nesting:
            at = self._parser._next.start
            raise Refusal("TOO_LONG", "the expression is nested too deeply", at=at)

    def __exit__(self, *exc: object) -> None:
        self._parser._nesting -= 1


def _fraction(node: Node) -> bool:
    match node:
        case Number():
            return node.value.denominator != 1  # a third of 90; but "3 of 5" is no arithmetic
        case Binary(sign="/", left=Number(), right=Number()):
            return True
    return False


def _percent(node: Node) -> bool:
    return isinstance(node, Postfix) and node.sign == "%"


def _takes_percent(node: Node) -> bool:
    """Whether adding a percentage to this can only mean one thing: 1 + 5%, 100% - 20% - 30%."""
    if isinstance(node, Number):
        return node.value == 1
    while isinstance(node, Binary) and node.sign in ("+", "-") and _percent(node.right):
        node = node.left
    return _percent(node)
