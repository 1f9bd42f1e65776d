"""The law of formalizing: what a domain's language says of a problem is read as that problem."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.tree import And, Atom, Formula, Not, Problem
from mrkl_core.resources import data_path

DOMAINS = Domains()
PROBLEMS = sorted(data_path("pddl_domains").glob("*/p*.pddl"))


def text(literal: Formula) -> str:
    if isinstance(literal, Not):
        return f"(not {text(literal.part)})"
    assert isinstance(literal, Atom)
    return f"({' '.join((literal.name, *literal.terms))})"


def goals(problem: Problem) -> tuple[Formula, ...]:
    return problem.goal.parts if isinstance(problem.goal, And) else (problem.goal,)


def said(problem: Problem, domain: NamedDomain, chance: random.Random) -> str:
    """Every thing, fact and goal as a sentence, in any order."""
    language = domain.language
    tell = Narrator(language).fact
    facts = [text(i) for i in problem.init if isinstance(i, Atom)]
    wanted = [text(g) for g in goals(problem)]
    chance.shuffle(facts)
    chance.shuffle(wanted)
    owned = [  # what no fact gives an owner is told apart by saying whose it is
        f"{fact.split()[1]} has {term}."
        for fact in facts
        for term, kind in ((t.name, t.types[0]) for t in problem.objects)
        if language.types[kind].of
        and not language.types[kind].by
        and term in fact.strip("()").split()
    ]
    return "\n".join(
        [
            *(f"{thing.name} is {language.a(thing.types[0])}." for thing in problem.objects),
            *owned,
            *(f"{tell(fact)}." for fact in facts),
            "Goal:",
            *(f"- {tell(goal)}" for goal in wanted),
        ]
    )


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PROBLEMS), st.randoms(use_true_random=False))
def test_what_is_said_of_a_problem_is_read_as_that_problem(
    path: Path, chance: random.Random
) -> None:
    domain = DOMAINS.get(path.parent.name)
    problem = parse_problem(path.read_text(encoding="utf-8"))
    words = said(problem, domain, chance)
    found, _ = formalize(words, domain.language)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    again = parse_problem(found.problem)
    assert frozenset(again.objects) == frozenset(problem.objects)
    assert frozenset(again.init) == frozenset(problem.init)
    assert frozenset(goals(again)) == frozenset(goals(problem))
