from __future__ import annotations

import pytest

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.plan_text import print_plan, read_plan


def test_a_plan_is_read_in_any_case_with_comments_and_lines():
    written = read_plan(
        "; a plan\n(Drive T A b)  ; go\n\n  (drive t b c)\n; cost = 2 (unit cost)\n"
    )
    assert written.steps == (("drive", "t", "a", "b"), ("drive", "t", "b", "c"))
    assert written.lines == (2, 4)
    assert written.plan.times == ()
    assert not written.temporal


def test_a_temporal_plan_is_read_in_the_order_of_its_times():
    written = read_plan("2.5: (b x) [1]\n0.000: (a)[D:2.500; C:1]\n")
    assert written.steps == (("a",), ("b", "x"))
    assert written.plan.times == ((0.0, 2.5), (2.5, 1.0))
    assert written.lines == (2, 1)
    assert written.temporal


def test_an_empty_text_is_the_empty_plan():
    assert read_plan("").steps == ()
    assert read_plan(" ; nothing to do\n").steps == ()


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("(a)\ndrive t a b", "2:1", "write '(drive t a b)'"),
        ("(a)\n (drive t a b", "2:2", "a ')' is missing"),
        ("(a)\n2. (drive t a b)", "2:1", "take '2.' away"),
        ("()", "1:1", "an empty plan is an empty text"),
        ("1. (a)", "1:1", ""),
        ("0.0 (a)", "1:1", ""),
    ],
)
def test_what_is_not_a_step_is_refused_with_its_line(text, place, hint):
    with pytest.raises(PddlInvalid) as caught:
        read_plan(text)
    assert str(caught.value.location) == f"plan:{place}"
    assert hint in caught.value.hint


def test_what_is_printed_reads_back():
    steps = (("a",), ("b", "x"))
    assert print_plan(steps, 2.0) == "(a)\n(b x)\n; cost = 2\n"
    assert read_plan(print_plan(steps, 2.0)).steps == steps
    times = ((0.0, 1.5), (1.501, 1 / 3))
    again = read_plan(print_plan(steps, times=times)).plan
    assert [t for pair in again.times for t in pair] == pytest.approx([0, 1.5, 1.501, 1 / 3])


def test_a_plan_that_waits_says_until_when():
    text = "0.000: (a) [0.000]\n3.500: @PlanEND\n"
    read = read_plan(text.replace("END", "End"))
    assert (read.steps, read.plan.end) == ((("a",),), 3.5)
    assert print_plan(read.steps, times=read.plan.times, end=read.plan.end) == text
