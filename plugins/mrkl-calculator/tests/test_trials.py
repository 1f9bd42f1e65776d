"""Chances of repeated trials: laws, limits, refusals."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_calculator.trials import RELATIONS, dice, successes
from mrkl_core import Failure, Result


def exact(outcome: Result | Failure) -> Fraction:
    assert isinstance(outcome, Result), outcome
    assert outcome.evidence
    return Fraction(outcome.value["exact"])  # type: ignore[index, call-overload, arg-type]


@given(st.integers(1, 4), st.integers(2, 5), st.integers(0, 22), st.sampled_from([*RELATIONS]))
def test_dice_are_what_counting_every_throw_gives(
    count: int, sides: int, total: int, relation: str
) -> None:
    throws = [sum(t) for t in itertools.product(range(1, sides + 1), repeat=count)]
    hits = sum(RELATIONS[relation](n, total) for n in throws)
    assert exact(dice(count, total, sides, relation)) == Fraction(hits, len(throws))


@given(st.integers(1, 12), st.fractions(0, 1, max_denominator=50), st.integers(0, 13))
def test_at_least_and_fewer_than_are_everything(trials: int, chance: Fraction, count: int) -> None:
    more = exact(successes(trials, str(chance), count, "at least"))
    assert more + exact(successes(trials, str(chance), count, "fewer than")) == 1


@pytest.mark.parametrize("chance", ["3/2", "-0.1", "1/0", "often", "0.123456789"])
def test_what_is_no_chance_is_refused(chance: str) -> None:
    assert isinstance(successes(3, chance, 1), Failure)


def test_the_largest_ends() -> None:
    assert 0 < exact(successes(500, "0.1234", 100, "at least")) < 1
    assert exact(dice(30, 30, 100)) == Fraction(1, 100**30)
