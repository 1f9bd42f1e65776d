"""The tools on data, with their schemas."""

from __future__ import annotations

from mrkl_core import Example, Tool
from mrkl_core.schemas import Schema, arguments, array, choice, number, or_null, truth, whole
from mrkl_numerics.between_points import METHODS, interpolate
from mrkl_numerics.describing import FIGURES, describe
from mrkl_numerics.distributions import LAWS, distribution
from mrkl_numerics.fits import fit, fit_curve
from mrkl_numerics.hypotheses import (
    anova,
    chi_square,
    correlation,
    proportion_test,
    rank_test,
    t_test,
)
from mrkl_numerics.schemas import by_name, numbers, result, rows, text

_POINTS = {"x": numbers("The places."), "y": numbers("The values there.")}
_PAIRED = truth("Whether the samples go in pairs.")
_SHARE = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}


def _counted(description: str, least: int = 0) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": 100_000, "description": description}


def _of_test() -> Schema:
    return result(
        statistic=text("The test's statistic."),
        df=array("Degrees of freedom.", {"type": "number"}),
    )


DATA_TOOLS = (
    Tool(
        "fit",
        "Fits a polynomial to points by least squares.",
        arguments(
            _POINTS,
            degree={
                "type": "integer",
                "minimum": 0,
                "maximum": 10,
                "description": "The polynomial's degree; 1 for a line.",
            },
        ),
        result(
            coefficients=array("From the constant up.", {"type": "string"}),
            r2=number("The share of the variation that it explains."),
            residual=number("The root of the sum of squares left."),
            condition=number("The condition number: how far errors in y may grow."),
        ),
        fit,
        examples=(Example("a line through (0,1), (1,3), (2,5)", {"x": [0, 1, 2], "y": [1, 3, 5]}),),
    ),
    Tool(
        "t_test",
        "Tests whether two means differ (Welch), or a mean from a number; two-sided.",
        arguments(
            {"sample": numbers("The numbers.")},
            other=numbers("A second sample; a number is tested against if left out."),
            mean=number("The number to test against: 0 if left out."),
            paired=_PAIRED,
        ),
        _of_test(),
        t_test,
        examples=(
            Example("does the mean of 5, 6, 7 differ from 4?", {"sample": [5, 6, 7], "mean": 4}),
        ),
    ),
    Tool(
        "distribution",
        "Gives P(X <= x) of a distribution, or the x that a probability belongs to.",
        arguments(
            {
                "name": {"enum": [*LAWS], "description": "The distribution."},
                "parameters": numbers(
                    "; ".join(f"{n}: {', '.join(law.parameters)}" for n, law in LAWS.items()) + ".",
                    3,
                ),
            },
            x=number("The number up to which the probability is wanted."),
            lower=number("The number from which it is wanted; alone, all above it."),
            quantile={
                "type": "number",
                "exclusiveMinimum": 0,
                "exclusiveMaximum": 1,
                "description": "Or the probability whose number is wanted.",
            },
        ),
        result(
            rest=number("What is left to 1."),
        ),
        distribution,
        examples=(
            Example(
                "P(X <= 1.96) of the standard normal",
                {"name": "normal", "parameters": [0, 1], "x": 1.96},
            ),
        ),
    ),
    Tool(
        "fit_curve",
        "Fits the parameters of a curve of one's own to points by least squares.",
        arguments(
            {
                "function": text("The curve, of x and its parameters: 'a*exp(-b*x) + c'."),
                **_POINTS,
                "start": by_name(number("Where to start."), "Each parameter, and a likely value."),
            }
        ),
        result(
            parameters=by_name({"type": "string"}, "Each parameter."),
            errors=by_name(number("Its standard error."), "Each parameter's standard error."),
            r2=number("The share of the variation that it explains."),
            residual=number("The root of the sum of squares left."),
            condition=number("The condition number."),
        ),
        fit_curve,
        examples=(
            Example(
                "fit a*exp(b*x) to (0, 1), (1, 2.7), (2, 7.4), (3, 20)",
                {
                    "function": "a*exp(b*x)",
                    "x": [0, 1, 2, 3],
                    "y": [1, 2.7, 7.4, 20],
                    "start": {"a": 1, "b": 1},
                },
            ),
        ),
    ),
    Tool(
        "interpolate",
        "Gives values between points: by lines, by a monotone or a smooth curve, by a polynomial.",
        arguments(
            {**_POINTS, "at": numbers("Where values are wanted, between the points.", 1000)},
            method={
                "enum": [*METHODS],
                "description": "pchip, which does not overshoot, if left out.",
            },
        ),
        result(
            values=array("The values.", {"type": "string"}),
            left_out_error=or_null(number("How far a point left out is missed, on average.")),
        ),
        interpolate,
        examples=(
            Example(
                "the value at 1.5 between (0, 0), (1, 1), (2, 4), (3, 9)",
                {"x": [0, 1, 2, 3], "y": [0, 1, 4, 9], "at": [1.5]},
            ),
        ),
    ),
    Tool(
        "describe",
        "Describes a sample: mean, median, quartiles, standard deviation, confidence interval.",
        arguments(
            {"sample": numbers("The numbers.")},
            figure={"enum": [*FIGURES], "description": "The figure wanted: the mean if left out."},
        ),
        result(
            count=whole("How many."),
            mean=number("The mean."),
            sd=or_null(number("The sample's standard deviation.")),
            median=number("The median."),
        ),
        describe,
        examples=(Example("describe 3, 4, 4, 6, 9", {"sample": [3, 4, 4, 6, 9]}),),
    ),
    Tool(
        "anova",
        "Tests whether the means of several samples differ (one-way analysis of variance).",
        arguments({"samples": rows("The samples.", 50, 2000)}),
        _of_test(),
        anova,
        examples=(
            Example(
                "do the means of 1, 2, 3 and 2, 3, 4 and 6, 7, 8 differ?",
                {"samples": [[1, 2, 3], [2, 3, 4], [6, 7, 8]]},
            ),
        ),
    ),
    Tool(
        "chi_square",
        "Tests counts against what is expected, or a table of counts for independence.",
        arguments(
            {
                "observed": rows(
                    "The counts: one row for a test of fit, a table otherwise.", 50, 1000
                )
            },
            expected=numbers("For one row: the counts expected; equal ones if left out.", 1000),
        ),
        _of_test(),
        chi_square,
        examples=(
            Example(
                "is a die fair that showed 10, 8, 12, 9, 11, 10?",
                {"observed": [[10, 8, 12, 9, 11, 10]]},
            ),
        ),
    ),
    Tool(
        "rank_test",
        "Tests whether one sample tends to be larger, by ranks (Mann-Whitney; Wilcoxon in pairs).",
        arguments(
            {"sample": numbers("One sample.", 2000), "other": numbers("The other.", 2000)},
            paired=_PAIRED,
        ),
        _of_test(),
        rank_test,
        examples=(
            Example(
                "are 1, 3, 5 smaller than 4, 6, 8, by ranks?",
                {"sample": [1, 3, 5], "other": [4, 6, 8]},
            ),
        ),
    ),
    Tool(
        "correlation",
        "Gives the correlation of two variables and tests it: Pearson's, or Spearman's by ranks.",
        arguments(_POINTS, method=choice("Which.", "pearson", "spearman")),
        result(p=number("The probability of one as far from 0 if there is none.")),
        correlation,
        examples=(
            Example(
                "the correlation of 1, 2, 3, 4 and 2, 4, 5, 9",
                {"x": [1, 2, 3, 4], "y": [2, 4, 5, 9]},
            ),
        ),
    ),
    Tool(
        "proportion_test",
        "Tests whether a share differs from a number (exact binomial test), with its interval.",
        arguments(
            {
                "successes": _counted("How often it happened."),
                "trials": _counted("Of how many times.", 1),
            },
            proportion={**_SHARE, "description": "The share to test against: 0.5 if left out."},
        ),
        result(
            statistic=text("The share."),
            interval={**numbers("Wilson's 95% interval.", 2), "minItems": 2},
        ),
        proportion_test,
        examples=(Example("is 60 heads of 100 fair?", {"successes": 60, "trials": 100}),),
    ),
)
