"""The tools the expert offers, with their schemas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from mrkl_calculator.bases import in_base
from mrkl_calculator.beyond_numbers import eigenvalues_tool, matrix_tool, plot_tool
from mrkl_calculator.bounds import Bounds
from mrkl_calculator.calculus import differentiate, integrate, limit, series
from mrkl_calculator.chance_tools import CHANCE_TOOLS
from mrkl_calculator.equations import solve
from mrkl_calculator.evaluate import evaluate
from mrkl_calculator.inequality import inequality
from mrkl_calculator.notation import FORMS
from mrkl_calculator.order import pick, sort
from mrkl_calculator.primes import divisors, is_prime, prime_factors
from mrkl_calculator.rewriting import coefficient, rewrite, sequence
from mrkl_calculator.schemas import (
    DECIMAL,
    EXACT,
    LATEX,
    TRUTH,
    arguments,
    text,
    texts,
    whole,
)
from mrkl_calculator.sums import sum_terms
from mrkl_core import Example, Tool, schemas
from mrkl_core.schemas import array, choice, result, truth

_EXPRESSION = text("An expression, which may have unknowns: 'x^2 + 3*x'.", "x^2 + 3*x")
_VARIABLE = text("The variable; may be left out if there is one only.", "x", 20)
_NUMBER = text("A whole number, or an expression that is one.", "2^31 - 1")
_ITEMS = texts("Numbers or expressions: '3', '-2/3', 'sqrt(2)'.")


def tools(bounds: Bounds) -> Iterable[Tool]:
    """Every tool of the calculator."""
    yield from _arithmetic(bounds)
    yield from _ordering(bounds)
    yield from _integers(bounds)
    yield from CHANCE_TOOLS
    symbolic = (
        *_algebra(bounds),
        *_calculus(bounds),
        matrix_tool(bounds),
        eigenvalues_tool(bounds),
    )
    for tool in symbolic:
        yield replace(tool, preload=("sympy",))
    yield plot_tool(bounds)


def _arithmetic(bounds: Bounds) -> Iterable[Tool]:
    yield Tool(
        "evaluate",
        "Evaluates arithmetic exactly: rational numbers, roots, powers, logarithms, "
        "trigonometry, percentages, comparisons.",
        arguments(
            {
                "expression": text(
                    "Arithmetic in symbols or words: '17% of 340', 'sqrt(2)^10', "
                    "'twelve times seven', '2^10 > 1000'.",
                    "17% of 340",
                )
            },
            digits=whole("Significant digits of a rounded decimal.", 1, 1000, 15),
            form=choice("How it is to be written.", "", *FORMS),
        ),
        result(
            expression=text("The arithmetic as it was read.", longest=100_000),
            exact=EXACT,
            decimal=DECIMAL,
            rounded=truth("Whether digits of the decimal were cut."),
            latex=LATEX,
            kind={"enum": ["integer", "rational", "real", "complex", "boolean"]},
            written=text("It in the form asked for; '' if in none.", longest=100_000),
        ),
        partial(evaluate, bounds=bounds),
        examples=(
            Example("what is 17% of 340?", {"expression": "17% of 340"}),
            Example("the square root of 2 to 30 digits", {"expression": "sqrt(2)", "digits": 30}),
        ),
        synonyms=("add", "subtract", "multiply", "divide", "sum", "product", "percent"),
    )


def _ordering(bounds: Bounds) -> Iterable[Tool]:
    yield Tool(
        "sort",
        "Puts numbers in ascending or descending order, compared exactly.",
        arguments(
            {"items": _ITEMS},
            descending=truth("Largest first."),
        ),
        result(exact=EXACT, items=texts("The items in order.")),
        partial(sort, bounds=bounds),
        examples=(Example("sort 3, -2/3, 0.5", {"items": ["3", "-2/3", "0.5"]}),),
        synonyms=("rank", "order"),
    )
    yield Tool(
        "pick",
        "Picks the largest, the smallest (or the second, third …) of some numbers, or the one "
        "nearest to a number.",
        arguments(
            {
                "items": _ITEMS,
                "which": choice("The one wanted.", "largest", "smallest", "nearest"),
            },
            rank=whole("1 for the largest, 2 for the second largest …", 1, 200, 1),
            to=text("For nearest: the number to be near to.", "1/3"),
            labels=texts("Names of the items, of which one is to be the answer: 'a', 'b'."),
        ),
        result(
            exact=text("The item, or its label if it has one."),
            item=text("The item."),
            place={"type": "integer", "description": "Its place in the list, from 1."},
        ),
        partial(pick, bounds=bounds),
        examples=(
            Example(
                "which is nearest to 1/3: 0.3 or 0.4?",
                {"items": ["0.3", "0.4"], "which": "nearest", "to": "1/3"},
            ),
        ),
        synonyms=("maximum", "minimum", "highest", "lowest", "greatest", "biggest"),
    )


def _integers(bounds: Bounds) -> Iterable[Tool]:
    yield Tool(
        "is_prime",
        "Says whether a whole number is prime, or whether it is composite.",
        arguments({"number": _NUMBER}, claim=choice("What is asked.", "prime", "composite")),
        result(exact=TRUTH, number=text("The number.", longest=5000), prime={"type": "boolean"}),
        partial(is_prime, bounds=bounds),
        examples=(Example("is 2^31 - 1 prime?", {"number": "2^31 - 1"}),),
    )
    pair = {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}
    yield Tool(
        "prime_factors",
        "Factors a whole number into primes.",
        arguments({"number": _NUMBER}),
        result(
            exact=text("The different primes, smallest first."),
            factors=array("Each prime and its power.", pair),
            product=text("The number as a product of powers."),
        ),
        partial(prime_factors, bounds=bounds),
        examples=(Example("prime factors of 360", {"number": "360"}),),
    )
    yield Tool(
        "divisors",
        "Lists the divisors of a whole number.",
        arguments({"number": _NUMBER}),
        result(exact=text("The divisors, smallest first."), count={"type": "integer"}),
        partial(divisors, bounds=bounds),
        examples=(Example("divisors of 12", {"number": "12"}),),
    )
    yield Tool(
        "in_base",
        "Computes with whole numbers written in any base, and writes the result in another.",
        schemas.arguments(
            {"expression": text("A number or a sum in that base: 'ff + 1'.", "ff + 1")},
            base=whole("The base the numbers are written in.", 2, 36, 10),
            to=whole("The base to write the result in.", 2, 36, 10),
        ),
        result(
            exact=text("The digits in the base wanted.", longest=100_000),
            decimal=DECIMAL,
            base={"type": "integer"},
        ),
        partial(in_base, bounds=bounds),
        examples=(Example("255 in hexadecimal", {"expression": "255", "to": 16}),),
        synonyms=("binary", "octal", "hexadecimal"),
    )


def _algebra(bounds: Bounds) -> Iterable[Tool]:
    solution = {"type": "object", "additionalProperties": {"type": "string"}}
    yield Tool(
        "solve",
        "Solves equations exactly for their unknowns, and checks each solution.",
        arguments(
            {"equations": texts("Equations: '2*x + 3 = 7'.", 20)},
            unknown=texts("The unknowns wanted; all if left out.", 20),
        ),
        result(
            exact=EXACT,
            solutions=array("Each, exactly.", solution),
            decimal=array("Each, in decimals.", solution),
            complete=truth("Whether there are surely no others."),
            equations=texts("The equations as they were read."),
        ),
        partial(solve, bounds=bounds),
        examples=(
            Example("solve x^2 - x - 1 = 0", {"equations": ["x^2 - x - 1 = 0"]}),
            Example("solve x + y = 3, x - y = 1", {"equations": ["x + y = 3", "x - y = 1"]}),
        ),
        synonyms=("roots", "zeros", "unknown"),
    )
    interval = result(
        lower=text("Its lower end; '' if it has none."),
        upper=text("Its upper end; '' if it has none."),
        with_lower=truth("Whether the lower end belongs to it."),
        with_upper=truth("Whether the upper end belongs to it."),
    )
    yield Tool(
        "inequality",
        "Solves inequalities of one unknown for the real numbers for which all of them hold.",
        arguments({"inequalities": texts("Inequalities: 'x^2 < 9', '2*x + 3 >= 11'.", 10)}),
        result(
            exact=EXACT,
            decimal=DECIMAL,
            intervals=array("Where they hold, from the lowest up.", interval),
            inequalities=texts("The inequalities as they were read."),
        ),
        partial(inequality, bounds=bounds),
        examples=(Example("solve x^2 < 9", {"inequalities": ["x^2 < 9"]}),),
        synonyms=("unequal", "range of solutions"),
    )
    yield Tool(
        "rewrite",
        "Rewrites an expression: simplified, expanded, factored, in partial fractions.",
        arguments(
            {"expression": _EXPRESSION},
            form=choice("The form wanted.", "simplify", "expand", "factor", "apart", "together"),
            positive=truth("Whether its unknowns are > 0."),
        ),
        result(exact=EXACT, expression=text("As it was read.", longest=100_000), latex=LATEX),
        partial(rewrite, bounds=bounds),
        examples=(Example("factor x^2 - 1", {"expression": "x^2 - 1", "form": "factor"}),),
    )
    yield Tool(
        "coefficient",
        "Gives a coefficient of a polynomial: of a power, or as a letter of a form.",
        arguments(
            {"expression": _EXPRESSION},
            of=text("The power whose coefficient is wanted: 'x^2'.", "x^2", 20),
            form=text("Or a form, as 'a*x^2 + b*x + c' …", "a*x + b"),
            name=text("… and the letter of it that is wanted.", "a", 20),
        ),
        result(exact=EXACT, polynomial=text("The polynomial in order.", longest=100_000)),
        partial(coefficient, bounds=bounds),
        examples=(
            Example("the coefficient of x^2 in (x+1)^3", {"expression": "(x+1)^3", "of": "x^2"}),
        ),
    )
    yield Tool(
        "sequence",
        "Goes on with a sequence by the simplest rule that fits: a polynomial, or a ratio.",
        arguments(
            {"terms": texts("The terms, from the first.", 100)},
            name=text("A letter, if the rule is wanted: 'n'.", "n", 20),
        ),
        result(exact=EXACT, next=text("The next term."), rule=text("The term at place n.")),
        partial(sequence, bounds=bounds),
        examples=(Example("what is next in 1, 4, 9, 16?", {"terms": ["1", "4", "9", "16"]}),),
    )


def _calculus(bounds: Bounds) -> Iterable[Tool]:
    answer = result(exact=EXACT, decimal=DECIMAL, latex=LATEX)
    order = whole("Which derivative.", 1, 20, 1)
    at = text("Where its value is wanted; the derivative itself if left out.", "2")
    yield Tool(
        "differentiate",
        "Differentiates an expression.",
        arguments({"expression": _EXPRESSION}, variable=_VARIABLE, order=order, at=at),
        answer,
        partial(differentiate, bounds=bounds),
        examples=(Example("the derivative of x^2", {"expression": "x^2"}),),
        synonyms=("derivative", "slope", "gradient"),
    )
    ends = {"lower": text("The lower end.", "0"), "upper": text("The upper end.", "pi")}
    yield Tool(
        "integrate",
        "Integrates an expression: an antiderivative, or between two ends.",
        arguments({"expression": _EXPRESSION}, variable=_VARIABLE, **ends),
        answer,
        partial(integrate, bounds=bounds),
        examples=(
            Example(
                "integrate sin(x) from 0 to pi",
                {"expression": "sin(x)", "lower": "0", "upper": "pi"},
            ),
        ),
        synonyms=("integral", "area under a curve"),
    )
    sides = choice("From above (+) or from below (-).", "", "+", "-")
    yield Tool(
        "limit",
        "Finds the limit of an expression.",
        arguments(
            {"expression": _EXPRESSION, "to": text("The place; 'infinity' too.", "0")},
            variable=_VARIABLE,
            side=sides,
        ),
        answer,
        partial(limit, bounds=bounds),
        examples=(
            Example("limit of sin(x)/x as x approaches 0", {"expression": "sin(x)/x", "to": "0"}),
        ),
    )
    yield Tool(
        "series",
        "Expands an expression into its Taylor polynomial.",
        arguments(
            {"expression": _EXPRESSION},
            variable=_VARIABLE,
            around=text("The place.", "0"),
            order=whole("The highest power.", 1, 30, 5),
        ),
        answer,
        partial(series, bounds=bounds),
        examples=(Example("series of exp(x)", {"expression": "exp(x)"}),),
    )
    yield Tool(
        "sum",
        "Adds, or multiplies, an expression over a range of whole numbers, infinite ones too.",
        arguments(
            {
                "expression": text("The term, with its variable: 'k^2'.", "k^2"),
                "lower": text("The first whole number.", "1"),
                "upper": text("The last; 'infinity', or a letter for a formula, too.", "100"),
            },
            variable=_VARIABLE,
            operation=choice("Sum if left out.", "sum", "product"),
        ),
        answer,
        partial(sum_terms, bounds=bounds),
        examples=(
            Example(
                "the sum of k^2 from k = 1 to 100",
                {"expression": "k^2", "lower": "1", "upper": "100"},
            ),
            Example(
                "the sum of 1/n^2 from n = 1 to infinity",
                {"expression": "1/n^2", "lower": "1", "upper": "infinity"},
            ),
        ),
        synonyms=("summation", "sigma", "partial sum", "infinite product"),
    )
