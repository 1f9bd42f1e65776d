"""The tools for repeated trials: sums of dice, successes in so many tries; exact fractions."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from fractions import Fraction

from mrkl_calculator.notation import decimal_of
from mrkl_core import Evidence, Failure, Result

#: How a number is compared with the one asked for.
RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "exactly": operator.eq,
    "at least": operator.ge,
    "at most": operator.le,
    "more than": operator.gt,
    "fewer than": operator.lt,
}
MOST_TRIALS = 500
MOST_DICE = 30
MOST_SIDES = 100
_FINEST = 10_000


def successes(trials: int, chance: str, count: int, relation: str = "exactly") -> Result | Failure:
    """The chance of so many successes in independent trials; see the tool's schema."""
    try:
        p = Fraction(chance.replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        return Failure("SYNTAX", f"{chance!r} is no fraction", "write it as '1/6' or '0.2'")
    if not 0 <= p <= 1 or p.denominator > _FINEST:
        return Failure(
            "UNDEFINED",
            f"{chance} is no chance from 0 to 1 with a denominator of {_FINEST:,} at most",
        )
    hit, miss = p.numerator, p.denominator - p.numerator
    holds = RELATIONS[relation]
    wanted = [k for k in range(trials + 1) if holds(k, count)]
    counted = sum(math.comb(trials, k) * hit**k * miss ** (trials - k) for k in wanted)
    one_by_one = _added([miss, hit], trials)
    return _told(
        f"{relation} {count} {'success' if count == 1 else 'successes'} "
        f"in {trials} trials of chance {p}",
        (counted, sum(one_by_one[k] for k in wanted)),
        p.denominator**trials,
        "binomial terms; trial after trial",
    )


def dice(count: int, total: int, sides: int = 6, relation: str = "exactly") -> Result | Failure:
    """The chance of a sum of fair dice; see the tool's schema."""
    holds = RELATIONS[relation]
    wanted = [n for n in range(count, count * sides + 1) if holds(n, total)]
    ways = _added([0] + [1] * sides, count)
    # De Moivre's formula: with any sides, less those in which a die shows more than it has.
    formula = sum(
        (-1) ** k * math.comb(count, k) * math.comb(n - k * sides - 1, count - 1)
        for n in wanted
        for k in range((n - count) // sides + 1)
    )
    return _told(
        f"a sum of {'' if relation == 'exactly' else relation + ' '}{total} "
        f"with {count} {'die' if count == 1 else 'dice'} of {sides} sides",
        (sum(ways[n] for n in wanted), formula),
        sides**count,
        "dice added one by one; de Moivre's formula",
    )


def _added(weights: Sequence[int], times: int) -> list[int]:
    """The weights of a sum of so many independent numbers, each of these weights."""
    found = list(weights)
    for _ in range(times - 1):
        longer = [0] * (len(found) + len(weights) - 1)
        for i, one in enumerate(found):
            for j, other in enumerate(weights):
                longer[i + j] += one * other
        found = longer
    return found


def _told(what: str, ways: tuple[int, int], all_ways: int, how: str) -> Result | Failure:
    if ways[0] != ways[1]:
        return Failure("CHECK_FAILED", "two ways of counting disagree, so there is no answer")
    value = Fraction(ways[0], all_ways)
    exact = str(value)
    near = decimal_of(value, 6)[0]
    short = exact if value.denominator == 1 else f"{exact} ≈ {near}"
    return Result(
        {"exact": exact, "decimal": decimal_of(value, 15)[0]},
        f"the chance of {what} is {short if len(exact) <= 60 else '≈ ' + near}",
        (Evidence("two ways of counting agree", how),),
    )
