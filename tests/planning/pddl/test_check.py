from __future__ import annotations

import pytest

from mrkl_core.contracts.pddl import Severity
from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.lint.report import lint
from mrkl_core.planning.pddl.check import check_domain, check_problem, require_valid
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"),
    [
        ("(road ?a ?b))\n", "(raod ?a ?b))\n", "PREDICATE_UNKNOWN", "'raod'", "'road'"),
        ("?p - place)", "?p - palce)", "TYPE_UNKNOWN", "'palce'", "'place'"),
        ("(road ?a ?b))\n", "(road ?a))\n", "ARITY", "takes 2 argument(s), found 1", "(road ?a"),
        ("(road ?a ?b))\n", "(road ?a ?c))\n", "VARIABLE_UNKNOWN", "'?c' is not bound", "?a"),
        ("(road ?a ?b))\n", "(road ?t ?b))\n", "TYPE_MISMATCH", "'?t' is truck", "(road ?a"),
        ("(road ?a ?b))\n", "(> (toll) 2))\n", "FUNCTION_UNKNOWN", "'toll'", ""),
        ("(:action drive\n", "(:action drive)\n (:action drive\n", "DECLARED_TWICE", "'drive'", ""),
        ("truck place)", "truck - place place - truck)", "TYPE_CYCLE", "'truck'", ""),
    ],
)
def test_a_wrong_domain_is_told_where_and_what(drive, old, new, code, message, hint):
    assert old in drive.domain
    domain = parse_domain(drive.domain.replace(old, new, 1))
    found = check_domain(domain)
    assert [d.code for d in found] == [code]
    assert found[0].severity is Severity.ERROR
    assert message in found[0].message
    assert hint in found[0].hint
    with pytest.raises(PddlInvalid) as caught:
        require_valid(domain)
    assert caught.value.location == found[0].location
    assert caught.value.metadata["code"] == code


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("(at t c)))", "(at t cc)))", "OBJECT_UNKNOWN", "'cc'"),
        ("(at t c)))", "(at a t)))", "TYPE_MISMATCH", "must be truck; 'a' is place"),
        ("t - truck", "t - lorry", "TYPE_UNKNOWN", "'lorry'"),
    ],
)
def test_a_wrong_problem_is_told_where_and_what(drive, old, new, code, message):
    found = check_problem(
        parse_domain(drive.domain), parse_problem(drive.problem.replace(old, new))
    )
    assert code in [d.code for d in found]
    assert any(message in d.message for d in found)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("(:domain drive)", "(:domain other)", "DOMAIN_NAME"),
        ("a b c d - place", "a b c d a - place", "DECLARED_TWICE"),
    ],
)
def test_what_is_sloppy_but_harmless_is_only_a_warning(drive, old, new, code):
    domain, problem = parse_domain(drive.domain), parse_problem(drive.problem.replace(old, new))
    (warning,) = require_valid(domain, problem)
    assert (warning.code, warning.severity) == (code, Severity.WARNING)


def test_one_slip_is_told_once_however_often_it_is_made(drive):
    found = check_domain(
        parse_domain(
            drive.domain.replace("(at ?t", "(att ?t").replace("(att ?t - truck", "(at ?t - truck")
        )
    )
    assert [d.code for d in found] == ["PREDICATE_UNKNOWN"]


def test_competition_files_have_no_errors(ipc_tasks):
    for task in ipc_tasks:
        require_valid(parse_domain(task.domain), parse_problem(task.problem))


def test_lint_tells_what_is_odd(drive):
    odd = drive.domain.replace("(:predicates", "(:predicates (rain)").replace(
        "?a ?b - place)\n", "?a ?b ?c - place)\n"
    )
    goal = drive.problem.replace("(at t c)", "(and (at t c) (rain))")
    codes = {d.code: d.severity for d in lint(odd, goal)}
    assert codes == {
        "PREDICATE_UNUSED": Severity.NOTE,
        "PARAMETER_UNUSED": Severity.NOTE,
        "OBJECT_UNUSED": Severity.NOTE,
        "GOAL_UNREACHABLE": Severity.WARNING,
    }
    assert [d.code for d in lint(drive.domain, drive.problem)] == ["OBJECT_UNUSED"]


def test_lint_gives_an_unreadable_text_as_its_one_error(drive):
    (error,) = lint(drive.domain, drive.problem[:-3])
    assert error.severity is Severity.ERROR
    assert error.code == "BRACKET_UNCLOSED"
    assert error.location is not None


def test_lint_names_requirements_that_are_used_and_not_declared(drive):
    note, *_ = lint(drive.domain.replace(" :typing", ""), drive.problem)
    assert note.hint == "add :typing"


def test_features_are_found_in_the_text_not_in_what_it_declares(drive, tank, match):
    def of(task):
        return features(parse_domain(task.domain), parse_problem(task.problem))

    assert of(drive) == {"typing"}
    assert of(match) == {"typing", "durative-actions"}
    assert of(tank) == {
        "typing",
        "derived-predicates",
        "conditional-effects",
        "disjunctive-preconditions",
        "existential-preconditions",
        "negative-preconditions",
        "numeric-fluents",
        "universal-preconditions",
        "action-costs",
    }


@pytest.mark.parametrize(
    ("cost", "metric", "numeric"),
    [
        ("(increase (total-cost) (toll))", "(total-cost)", False),
        ("(increase (total-cost) 3)", "(total-cost)", False),
        ("(increase (total-cost) 3.5)", "(total-cost)", True),
        ("(decrease (total-cost) 3)", "(total-cost)", True),
        ("(increase (toll) 3)", "(total-cost)", True),
        ("(when (road ?a ?b) (increase (total-cost) 3))", "(total-cost)", True),
        ("(increase (total-cost) 3)", "(+ (total-cost) (toll))", True),
    ],
)
def test_prices_are_told_from_numbers(drive, cost, metric, numeric):
    domain = drive.domain.replace("(:action", "(:functions (total-cost) (toll))\n(:action")
    domain = domain.replace("(at ?t ?b))))", f"(at ?t ?b) {cost})))")
    problem = drive.problem.replace("(:goal", f"(:metric minimize {metric})\n(:goal")
    problem = problem.replace("(:init", "(:init (= (toll) 2)")
    found = features(parse_domain(domain), parse_problem(problem))
    assert ("numeric-fluents" in found) is numeric
