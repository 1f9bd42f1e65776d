"""The tool for draws: the chance of a sequence, or of so many of each, counted exactly."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from mrkl_calculator.notation import decimal_of
from mrkl_core import Evidence, Failure, Result

_MOST = 10_000


def draw(
    contents: Mapping[str, int],
    sequence: Sequence[str] = (),
    counts: Mapping[str, int] | None = None,
    replace: bool = False,
) -> Result | Failure:
    """The chance of what is drawn; see the tool's schema."""
    counts = counts or {}
    total = sum(contents.values())
    drawn = len(sequence) or sum(counts.values())
    if bool(sequence) is bool(counts):
        return Failure("SYNTAX", "either a sequence or counts are asked for", "give one of them")
    if total > _MOST or drawn > _MOST:
        return Failure("TOO_LARGE", f"draws here are from up to {_MOST:,} things")
    if total == 0 or (drawn > total and not replace):
        return Failure("UNDEFINED", f"{drawn} cannot be drawn from {total}")
    if sequence:
        chance, other = (
            _in_turn(contents, sequence, replace),
            _arranged(contents, sequence, replace),
        )
    else:
        chance, other = _at_once(contents, counts, replace), _summed(contents, counts, replace)
    if chance != other:
        return Failure("CHECK_FAILED", "two ways of counting disagree, so there is no answer")
    what = "".join(sequence) if all(len(s) == 1 for s in sequence) else ", ".join(sequence)
    what = what or " and ".join(f"{n} {name}" for name, n in counts.items())
    how = "with" if replace else "without"
    return Result(
        {"exact": str(chance), "decimal": decimal_of(chance, 15)[0]},
        f"the chance of drawing {what} from {total} {how} replacement is {chance}"
        + ("" if chance.denominator == 1 else f" ≈ {decimal_of(chance, 6)[0]}"),
        (Evidence("two ways of counting agree", "draw by draw; and by arrangements"),),
    )


def _in_turn(contents: Mapping[str, int], sequence: Sequence[str], replace: bool) -> Fraction:
    left, total, chance = dict(contents), sum(contents.values()), Fraction(1)
    for name in sequence:
        chance *= Fraction(max(left.get(name, 0), 0), total)
        if not replace:
            left[name] = left.get(name, 0) - 1
            total -= 1
        if not chance:
            return chance
    return chance


def _arranged(contents: Mapping[str, int], sequence: Sequence[str], replace: bool) -> Fraction:
    total = sum(contents.values())
    wanted = Counter(sequence)
    if replace:
        ways = math.prod(contents.get(name, 0) ** n for name, n in wanted.items())
        return Fraction(ways, total ** len(sequence))
    ways = math.prod(math.perm(contents.get(name, 0), n) for name, n in wanted.items())
    return Fraction(ways, math.perm(total, len(sequence)))


def _at_once(contents: Mapping[str, int], counts: Mapping[str, int], replace: bool) -> Fraction:
    total, drawn = sum(contents.values()), sum(counts.values())
    if replace:
        ways = math.factorial(drawn)
        chance = Fraction(1)
        for name, n in counts.items():
            ways //= math.factorial(n)
            chance *= Fraction(contents.get(name, 0), total) ** n
        return ways * chance
    ways = math.prod(math.comb(contents.get(name, 0), n) for name, n in counts.items())
    return Fraction(ways, math.comb(total, drawn))


def _summed(contents: Mapping[str, int], counts: Mapping[str, int], replace: bool) -> Fraction:
    """One order of drawing, times the number of orders: all are as likely."""
    sequence = [name for name, n in counts.items() for _ in range(n)]
    orders, left = 1, len(sequence)
    for n in counts.values():
        orders *= math.comb(left, n)
        left -= n
    return orders * _in_turn(contents, sequence, replace)
