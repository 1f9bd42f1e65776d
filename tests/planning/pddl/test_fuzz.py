"""Broken texts: each is read or refused with an error of ours, and what is read prints back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.lint.report import lint, mend
from mrkl_core.planning.pddl.check import check_domain
from mrkl_core.planning.pddl.format import format_pddl
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.print import print_domain, print_problem

ODD = [
    "(", ")", "-", "?", "?x", ":", ":init", ":goal", ":effect", "and", "or", "not", "when", "*",
    "+", "forall", "either", "=",
    "1e400", "\x00", "é", "İ", "at", "start", "()", ":action", "%", ";",
]  # fmt: skip

edits = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 6), st.lists(st.sampled_from(ODD), max_size=3)),
    min_size=1,
    max_size=4,
)


def broken(text: str, changes: list[tuple[int, int, list[str]]]) -> str:
    words = re.findall(r"[()]|[^\s()]+", text)
    for at, length, put in changes:
        begin = at % len(words)
        words[begin : begin + length] = put or words[begin : begin + 1] * 2
    return " ".join(words)


T = TypeVar("T")


def read(parse: Callable[[str], T], text: str) -> T | None:
    """What a text says; None if it is refused, with a place."""
    try:
        return parse(text)
    except PddlInvalid as refusal:
        if refusal.location is None:
            raise
        return None


@given(edits)
def test_a_broken_domain_is_read_or_refused(drive_text, changes) -> None:
    text = broken(drive_text[0], changes)
    domain = read(parse_domain, text)
    if domain is None:
        return
    check_domain(domain)
    assert parse_domain(print_domain(domain)) == domain


@given(edits)
def test_a_broken_problem_is_read_or_refused(drive_text, changes) -> None:
    text = broken(drive_text[1], changes)
    problem = read(parse_problem, text)
    if problem is None:
        return
    assert parse_problem(print_problem(problem)) == problem
    assert parse_problem(format_pddl(text)) == problem


@given(edits, edits)
def test_lint_bears_anything_and_mending_leaves_nothing_to_mend(
    drive_text, changes, others
) -> None:
    domain, problem = broken(drive_text[0], changes), broken(drive_text[1], others)
    lint(domain, problem)
    done = mend(domain, problem)
    assert mend(done.domain, done.problem).mended == ()
