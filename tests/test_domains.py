"""Every shipped domain keeps its promises: words, problem, plan and sentences agree."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.planning import FormalizeStatus, SolveOptions, SolveStatus
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.jobs import validate
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.tree import And, Problem
from mrkl_core.planning.plan_text import read_plan
from mrkl_core.planning.words import plan_words, read_words

DOMAINS = Domains()
WORDINGS = [wording for domain in DOMAINS.all() for wording in domain.wordings]
FIRST = [problem.with_suffix(".txt") for problem in dict.fromkeys(p for _, p in WORDINGS)]


def label(value: Path | tuple[Path, Path]) -> str:
    path = value if isinstance(value, Path) else value[0]
    return f"{path.parent.name}-{path.stem}"


def text(path: Path, suffix: str) -> str:
    return path.with_suffix(suffix).read_text(encoding="utf-8")


def content(problem: Problem) -> tuple[object, ...]:
    """A problem without its name and its order."""
    goal = problem.goal.parts if isinstance(problem.goal, And) else (problem.goal,)
    return (
        problem.domain,
        frozenset(problem.objects),
        frozenset(problem.init),
        frozenset(goal),
    )


@pytest.mark.parametrize("name", DOMAINS.names())
def test_a_domain_has_five_problems_of_three_files(name: str) -> None:
    problems = {problem for _, problem in DOMAINS.get(name).wordings}
    assert len(problems) >= 5
    for problem in problems:
        assert problem.is_file()
        assert problem.with_suffix(".txt").is_file()
        assert problem.with_suffix(".plan").is_file()


@pytest.mark.parametrize("path", FIRST, ids=label)
def test_every_problem_is_said_in_two_ways(path: Path) -> None:
    other = path.with_suffix(".2.txt")
    assert other.is_file()
    assert text(other, ".txt") != text(path, ".txt")


@pytest.mark.parametrize("wording", WORDINGS, ids=label)
def test_every_wording_says_the_same_problem(wording: tuple[Path, Path]) -> None:
    words, problem = wording
    domain = DOMAINS.get(words.parent.name)
    found, _ = formalize(words.read_text(encoding="utf-8"), domain.language)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    expected = parse_problem(text(problem, ".pddl"))
    result = equivalent(domain.tree, parse_problem(found.problem), expected)
    assert result.same, result.differences


@pytest.mark.parametrize("path", FIRST, ids=label)
def test_the_words_become_the_problem(path: Path) -> None:
    found, names = formalize(text(path, ".txt"), DOMAINS.get(path.parent.name).language)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    expected = parse_problem(text(path, ".pddl"))
    assert content(parse_problem(found.problem)) == content(expected)
    constants = DOMAINS.get(path.parent.name).tree.constants
    assert set(names) - {c.name for c in constants} == {thing.name for thing in expected.objects}


@pytest.mark.parametrize("path", FIRST, ids=label)
def test_the_plan_is_valid_and_says_its_cost(path: Path) -> None:
    verdict = validate(DOMAINS.get(path.parent.name).pddl, text(path, ".pddl"), text(path, ".plan"))
    assert verdict.valid, verdict.message
    assert f"; cost = {verdict.cost:g} " in text(path, ".plan")


@pytest.mark.parametrize("path", FIRST, ids=label)
def test_the_words_are_planned_and_told_in_sentences(path: Path) -> None:
    words = text(path, ".txt")
    answer = plan_words(words, path.parent.name, SolveOptions(timeout_s=20), domains=DOMAINS)
    assert answer.status is SolveStatus.SOLVED_SATISFICING
    assert answer.validated
    assert answer.plan is not None
    assert len(answer.steps) == len(answer.plan) >= len(read_plan(text(path, ".plan")).steps)
    assert not [e for e in answer.evidence if e.verdict is Verdict.FAILED]
    assert all(step.endswith(".") and "{" not in step for step in answer.steps)


@pytest.mark.parametrize("wording", WORDINGS, ids=label)
def test_the_words_choose_their_domain(wording: tuple[Path, Path]) -> None:
    found = read_words(wording[0].read_text(encoding="utf-8"), "", DOMAINS)
    assert found.domain.name == wording[0].parent.name


@pytest.mark.parametrize("domain", DOMAINS.all(), ids=lambda d: d.name)
def test_the_examples_of_the_card_can_be_read(domain: NamedDomain) -> None:
    card = domain.card()
    assert card.examples
    for words in card.examples:
        found, _ = formalize(words, domain.language)
        assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)


def ground_facts() -> list[tuple[str, str, tuple[str, ...]]]:
    """One fact of each predicate for each choice of types of its things."""
    return [
        (domain.name, name, kinds)
        for domain in DOMAINS.all()
        for name in domain.language.parameters
        for kinds in product(*domain.language.kinds(name))
    ]


@pytest.mark.parametrize(("domain", "predicate", "kinds"), ground_facts())
@pytest.mark.parametrize("goal", [False, True])
def test_every_predicate_is_read_as_it_is_said(
    domain: str, predicate: str, kinds: tuple[str, ...], goal: bool
) -> None:
    language = DOMAINS.get(domain).language
    names = {f"{kind}_x{at}": f"{kind}_x{at}" for at, kind in enumerate(kinds)}
    fact = f"({' '.join((predicate, *names))})"
    introduced = "".join(
        f"{name} is {language.a(kind)}. " for name, kind in zip(names, kinds, strict=True)
    )
    owned = [k for k in kinds if language.types[k].of and not language.types[k].by]
    for kind in owned:  # what no fact gives an owner is told apart by saying whose it is
        introduced += (
            f"{_of(names, kinds, language.types[kind].of)} has {_of(names, kinds, kind)}. "
        )
    said = Narrator(language, names).fact(fact)
    words = introduced + (f"The goal is that {said}." if goal else f"{said}.")
    found, _ = formalize(words, language)
    assert not found.unmatched
    assert [(f.fact, f.goal) for f in found.facts if f.goal or not goal] == [(fact, goal)]


def _of(names: dict[str, str], kinds: tuple[str, ...], kind: str) -> str:
    return list(names)[kinds.index(kind)]


@pytest.mark.parametrize("domain", DOMAINS.all(), ids=lambda d: d.name)
def test_every_action_is_told_with_the_names_given(domain: NamedDomain) -> None:
    for action in domain.tree.actions:
        step = (action.name, *(f"thing{at}" for at in range(len(action.parameters))))
        told = Narrator(domain.language).step(step)
        assert told.endswith(".")
        assert "thing0" in told.lower()
