"""Lint: what is wrong or odd is named with a stable code, a place and a hint; the rest is not."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

import pytest

from mrkl_core.contracts.pddl import Severity
from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.lint import codes
from mrkl_core.planning.lint.report import lint, mend
from mrkl_core.planning.pddl.check import require_valid
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.resources import data_path

ROOT = Path(__file__).parents[2]

BLOCKS = (data_path("pddl_domains") / "blocksworld" / "domain.pddl").read_text(encoding="utf-8")

TABLE = """(define (problem five) (:domain blocksworld) (:objects a b c d e)
  (:init (arm-empty) (on-table a) (on-table b) (on-table c) (on-table d) (on e d)
    (clear a) (clear b) (clear c) (clear e))
  (:goal (and (on a b) (on b c))))"""


def warned(domain: str, problem: str) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in lint(domain, problem) if d.severity is not Severity.NOTE]


def test_a_good_problem_is_not_complained_of() -> None:
    assert warned(BLOCKS, TABLE) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("(on-table b)", "", "INIT_INCOMPLETE", "(on-table b)"),
        ("(on-table b)", "(on-table b) (on b a)", "INIT_CONTRADICTORY", "(on b a), (on-table b)"),
        ("(arm-empty)", "(arm-empty) (holding b)", "INIT_CONTRADICTORY", "(holding b)"),
        ("(arm-empty)", "", "INIT_INCOMPLETE", "(arm-empty)"),
        ("(on b c))", "(on b a))", "GOAL_CONTRADICTORY", "(on a b), (on b a)"),
        ("(on b c))", "(on c b))", "GOAL_CONTRADICTORY", "(on a b), (on c b)"),
        ("(and (on a b) (on b c))", "(and (on e d))", "GOAL_HOLDS", "the empty plan"),
    ],
)
def test_states_and_goals_are_judged_by_invariants(
    old: str, new: str, code: str, told: str
) -> None:
    assert old in TABLE
    found = warned(BLOCKS, TABLE.replace(old, new, 1))
    assert code in [c for c, _ in found]
    assert any(told in message for c, message in found if c == code)


def test_each_goal_that_is_out_of_reach_is_named(drive) -> None:
    problem = drive.problem.replace("(at t c)", "(and (at t c) (at t d))")
    assert warned(drive.domain, problem) == [
        (
            "GOAL_CONTRADICTORY",
            "the goal can never hold: (at t c), (at t d) are never true together",
        ),
        ("GOAL_UNREACHABLE", "(at t d) cannot be reached, even if no action removed anything"),
    ]


def test_a_goal_no_action_makes_true_says_so(drive) -> None:
    odd = drive.domain.replace("(:predicates", "(:predicates (rain)")
    (found,) = (
        d
        for d in lint(odd, drive.problem.replace("(at t c)", "(rain)"))
        if d.code == "GOAL_UNREACHABLE"
    )
    assert found.hint == "no action makes 'rain' true, and the initial state does not hold it"


def test_an_action_that_never_applies_is_named(drive) -> None:
    idle = "(:action fly :parameters (?t - truck) :precondition (road ?t ?t)"
    domain = drive.domain.replace("?a ?b - place))", "?a ?b - object))", 1).rstrip()[:-1]
    found = lint(
        f"{domain} {idle} :effect (not (at ?t ?t))))".replace("?p - place", "?p - object"),
        drive.problem,
    )
    assert ("ACTION_NEVER_APPLIES", "'fly'") in [(d.code, d.message.split()[1]) for d in found]


def test_a_temporal_goal_is_judged_too(match) -> None:
    assert warned(match.domain, match.problem) == []
    assert [c for c, _ in warned(match.domain, match.problem.replace("(unused m)", ""))] == [
        "GOAL_UNREACHABLE",
        "GOAL_UNREACHABLE",
    ]


def test_an_object_that_only_problems_declare_is_told_as_that(drive) -> None:
    # As in tyreworld: actions name the wrench, each problem declares it.
    domain = drive.domain.replace("(road ?a ?b))", "(road ?a ?b) (at t ?a))", 1)
    (found,) = (d for d in lint(domain, drive.problem) if d.severity is Severity.ERROR)
    assert found.code == "OBJECT_NOT_CONSTANT"
    assert "(:constants t - truck)" in found.hint
    with pytest.raises(PddlInvalid) as refused:  # whoever wants it solved is told the same
        require_valid(parse_domain(domain), parse_problem(drive.problem))
    assert (refused.value.metadata["code"], refused.value.hint) == (found.code, found.hint)
    (alone,) = (d for d in lint(domain) if d.severity is Severity.ERROR)
    assert (alone.code, alone.hint) == ("OBJECT_UNKNOWN", "write '?t' if the parameter is meant")


def roads(*left_out: str) -> str:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("a", "e")]
    facts = [f"(road {x} {y})" for one, other in pairs for x, y in ((one, other), (other, one))]
    kept = " ".join(fact for fact in facts if fact not in left_out)
    return f"""(define (problem ring) (:domain drive) (:objects t - truck a b c d e - place)
      (:init (at t a) {kept}) (:goal (at t c)))"""


def test_one_road_that_leads_one_way_is_odd_and_two_are_not(drive) -> None:
    assert warned(drive.domain, roads()) == []
    ((code, message),) = warned(drive.domain, roads("(road d c)"))
    assert code == "RELATION_ODD"
    assert message == "'road' is symmetric everywhere but here: (road d c) is missing"
    assert warned(drive.domain, roads("(road d c)", "(road b a)")) == []


def test_a_relation_may_be_the_inverse_of_another(drive) -> None:
    more = "(left ?a ?b - place) (right ?a ?b - place) (road ?a ?b - place)"
    domain = drive.domain.replace("(road ?a ?b - place)", more)
    names = "abcdefghi"
    facts = [f"(left {x} {y}) (right {y} {x})" for x, y in pairwise(names)]
    problem = drive.problem.replace("a b c d -", "a b c d e f g h i -").replace(
        "(:init", f"(:init {' '.join(facts)}"
    )
    assert warned(domain, problem) == []
    ((code, message),) = warned(domain, problem.replace("(right e d)", ""))
    assert code == "RELATION_ODD"
    assert "(right e d) is missing" in message


def test_mending_applies_what_is_safe_and_changes_no_meaning(drive) -> None:
    sloppy = drive.domain.replace(" :typing", "").replace(":effect", ":effects")
    problem = drive.problem.replace("(road a b)", "(road a b) (road a b)")[:-2]
    done = mend(sloppy.replace("- truck ?a", "-truck ?a"), problem)
    assert {d.code for d in done.mended} == {
        "KEY_MISSPELT",
        "DASH_GLUED",
        "FACT_TWICE",
        "BRACKET_UNCLOSED",
        "REQUIREMENT_UNDECLARED",
    }
    assert [d.code for d in done.left] == ["OBJECT_UNUSED"]
    assert lint(done.domain, done.problem) == lint(drive.domain, drive.problem)


def test_what_becomes_false_later_stays_in_the_initial_state(match) -> None:
    sloppy = match.problem.replace("(:init", "(:init (not (light)) (at 5 (not (light)))")
    assert mend(match.domain, sloppy).problem == match.problem.replace(
        "(:init", "(:init  (at 5 (not (light)))"
    )


def test_competition_files_raise_no_alarm(ipc) -> None:
    for name in (
        "depot/p01",
        "sokoban-opt11-strips/p01",
        "zenotravel/p01",
        "rovers-numeric-automatic/instance-11",
    ):
        task = ipc(name)
        assert warned(task.domain, task.problem) == []


def test_every_code_is_documented_and_every_documented_code_is_used() -> None:
    used = set()
    for folder in ("pddl", "lint"):
        for file in (ROOT / "mrkl_core" / "planning" / folder).glob("*.py"):
            if file.name != "codes.py":
                tree = ast.parse(file.read_text(encoding="utf-8"))
                used |= {
                    n.value
                    for n in ast.walk(tree)
                    if isinstance(n, ast.Constant)
                    and isinstance(n.value, str)
                    and n.value in codes.CODES
                }
    assert used == set(codes.CODES)
    page = (ROOT / "docs" / "pddl.md").read_text(encoding="utf-8")
    rows = dict(
        (cell.strip(" `") for cell in line.split("|")[1:3])
        for line in page.splitlines()
        if line.startswith("| `")
    )
    assert rows == dict(codes.CODES)


def test_no_diagnostic_has_a_code_of_its_own() -> None:
    made = {"invalid", "diagnostic", "note", "warning", "_error", "_unknown"}
    for folder in ("pddl", "lint"):
        for file in (ROOT / "mrkl_core" / "planning" / folder).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                    told = [t for t in texts if isinstance(t, str) and t.isupper()]
                    assert name not in made or set(told) <= set(codes.CODES), (file.name, told)
