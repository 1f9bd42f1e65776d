from __future__ import annotations

import re

import pytest

from mrkl_core import Failure, Result, Verdict
from mrkl_core.contracts.expert import Expert
from mrkl_core.errors import DomainNotFound, EngineMissing, PddlInvalid
from mrkl_core.testing import assert_plugin_ok, call_tool, experts_of
from mrkl_planner.bids import bid

WORDS = (
    "Block a is on block b, block b is on the table and block a is clear. "
    "I want block b on block a."
)
PROBLEM = """(define (problem swap) (:domain blocksworld) (:objects a b)
  (:init (on a b) (on-table b) (clear a) (arm-empty)) (:goal (on b a)))"""

RENAMED = re.sub(r"\ba\b", "x", PROBLEM)


@pytest.fixture
def planner() -> Expert:
    (expert,) = experts_of("mrkl_planner")
    return expert


def test_the_plugin_is_ok() -> None:
    assert_plugin_ok("mrkl_planner")


def test_words_become_a_validated_plan_in_words(planner: Expert) -> None:
    result = call_tool(planner, "plan", words=WORDS)
    assert isinstance(result, Result)
    assert result.value["domain"] == "blocksworld"
    assert result.value["validated"] is True
    assert len(result.value["steps"]) == len(result.value["plan"]) == 4
    assert result.text.count("\n") == 4
    assert not [e for e in result.evidence if e.verdict is Verdict.FAILED]


def test_words_not_understood_are_a_failure_that_names_them(planner: Expert) -> None:
    failure = call_tool(planner, "plan", words=WORDS + " The moon is cheese.", domain="blocksworld")
    assert isinstance(failure, Failure)
    assert failure.code == "NOT_UNDERSTOOD"
    assert "moon" in failure.message


def test_a_missing_goal_is_asked_for(planner: Expert) -> None:
    failure = call_tool(
        planner,
        "plan",
        words="Block a is on block b. Block b is on the table.",
        domain="blocksworld",
    )
    assert isinstance(failure, Failure)
    assert failure.code == "NEEDS_INPUT"
    assert "?" in failure.message


def test_pddl_is_solved_for_a_domain_by_name(planner: Expert) -> None:
    result = call_tool(planner, "solve", domain="blocksworld", problem=PROBLEM, optimal=True)
    assert isinstance(result, Result)
    assert result.value["status"] == "SOLVED_OPTIMALLY"
    assert result.value["cost"] == 4


def test_an_unsolvable_problem_is_a_failure(planner: Expert) -> None:
    both = PROBLEM.replace("(:goal (on b a))", "(:goal (and (on b a) (on a b)))")
    failure = call_tool(planner, "solve", domain="blocksworld", problem=both)
    assert isinstance(failure, Failure)
    assert failure.code == "UNSOLVABLE"


def test_a_plan_is_validated(planner: Expert) -> None:
    right = "(unstack a b)\n(putdown a)\n(pickup b)\n(stack b a)\n"
    good = call_tool(planner, "validate", domain="blocksworld", problem=PROBLEM, plan=right)
    assert isinstance(good, Result)
    assert good.value["valid"] is True
    wrong = call_tool(
        planner, "validate", domain="blocksworld", problem=PROBLEM, plan="(pickup b)\n"
    )
    assert isinstance(wrong, Result)
    assert wrong.value["failed_step"] == 0
    assert any("clear b" in literal for literal in wrong.value["unmet"])


def test_bad_input_is_an_error(planner: Expert) -> None:
    with pytest.raises(DomainNotFound, match="blocksworld"):
        call_tool(planner, "solve", domain="blockworld", problem=PROBLEM)
    with pytest.raises(PddlInvalid):
        call_tool(planner, "solve", domain="blocksworld", problem=PROBLEM[:-1])
    with pytest.raises(EngineMissing):
        call_tool(planner, "solve", domain="blocksworld", problem=PROBLEM, engine="warp-drive")


def test_a_planning_task_gets_a_bid() -> None:
    (found,) = bid(WORDS)
    assert found.confidence >= 0.9
    assert found.arguments == {"words": WORDS, "domain": "blocksworld"}


def test_words_partly_understood_get_a_lower_bid() -> None:
    (found,) = bid(WORDS + " The moon is made of cheese.")
    assert 0.5 < found.confidence < 0.9


@pytest.mark.parametrize(
    "words", ["", "2 + 2", "10 km in miles", "hello", "what is a block?", "sing me a song"]
)
def test_other_words_get_none(words: str) -> None:
    assert list(bid(words)) == []


def test_an_agent_can_ask_what_can_be_done_and_what_it_changes(planner: Expert) -> None:
    able = call_tool(planner, "applicable", domain="blocksworld", problem=PROBLEM)
    assert isinstance(able, Result)
    assert able.value["actions"] == [["unstack", "a", "b"]]
    done = call_tool(
        planner, "progress", domain="blocksworld", problem=PROBLEM, actions="(unstack a b)"
    )
    assert isinstance(done, Result)
    assert done.value["added"] == ["(clear b)", "(holding a)"]
    assert done.value["removed"] == ["(arm-empty)", "(clear a)", "(on a b)"]
    failure = call_tool(
        planner, "progress", domain="blocksworld", problem=PROBLEM, actions="(pickup b)"
    )
    assert isinstance(failure, Failure)
    assert failure.code == "NOT_APPLICABLE"


def test_an_agent_can_ask_what_can_ever_be(planner: Expert) -> None:
    never = call_tool(planner, "reachable", domain="blocksworld", problem=PROBLEM)
    assert isinstance(never, Result)
    assert [one["what"] for one in never.value["verdicts"]] == ["(on a a)", "(on b b)"]
    assert all(e.verdict is Verdict.PASSED for e in never.evidence)
    asked = call_tool(
        planner,
        "ever_applicable",
        domain="blocksworld",
        problem=PROBLEM,
        actions="(stack a a)\n(stack b a)",
    )
    assert isinstance(asked, Result)
    assert [one["verdict"] for one in asked.value["verdicts"]] == ["UNREACHABLE", "REACHABLE"]


def test_an_agent_can_ask_for_landmarks_and_the_next_action(planner: Expert) -> None:
    found = call_tool(planner, "landmarks", domain="blocksworld", problem=PROBLEM)
    assert isinstance(found, Result)
    assert "(holding b)" in found.value["needed"]
    ahead = call_tool(
        planner, "next_actions", domain="blocksworld", problem=PROBLEM, after="(unstack a b)"
    )
    assert isinstance(ahead, Result)
    assert ahead.value["best"] == [["putdown", "a"]]
    assert ahead.value["cost"] == 3


def test_a_plan_that_does_not_work_is_not_simplified(planner: Expert) -> None:
    failure = call_tool(
        planner, "simplify", domain="blocksworld", problem=PROBLEM, plan="(pickup b)"
    )
    assert isinstance(failure, Failure)
    assert failure.code == "INVALID_PLAN"


@pytest.mark.parametrize(
    ("tool", "arguments", "key", "value", "told"),
    [
        ("lint", {"domain": "blocksworld", "problem": PROBLEM.replace("clear", "cleer")},
         "diagnostics", None, "PREDICATE_UNKNOWN"),
        ("lint", {"domain": "blocksworld"}, "diagnostics", [], "nothing to complain of"),
        ("lay_out", {"text": "(define (domain d) (:predicates (p)))"},
         "text", None, "(:predicates (p))"),
        ("compare", {"domain": "blocksworld", "a": PROBLEM, "b": RENAMED},
         "same", True, "the same"),
        ("simulate", {"domain": "blocksworld", "problem": PROBLEM, "plan": "(unstack a b)"},
         "valid", False, "(unstack a b): + "),
        ("explain", {"domain": "blocksworld", "problem": PROBLEM,
                     "plan": "(unstack a b) (putdown a) (pickup b) (stack b a)"},
         "links", None, "none of them can be left out"),
        ("diagnose", {"domain": "blocksworld", "problem": PROBLEM.replace("(on b a)", "(on a a)")},
         "solvable", False, "can never hold: (on a a)"),
        ("diagnose", {"domain": "blocksworld", "problem": PROBLEM},
         "solvable", True, "every plan rests at some time on"),
    ],
)  # fmt: skip
def test_texts_and_plans_are_looked_at(
    planner: Expert, tool: str, arguments: dict[str, str], key: str, value: object, told: str
) -> None:
    result = call_tool(planner, tool, **arguments)
    assert isinstance(result, Result)
    assert told in result.text
    assert result.value[key] if value is None else result.value[key] == value
