"""What mrkl does, told once and proved on every surface."""

from __future__ import annotations

from typing import Any

import pytest

#: One event loop for all, since one server serves all.
pytestmark = pytest.mark.asyncio(loop_scope="module")

DOMAIN = """(define (domain doors) (:requirements :strips)
  (:predicates (open ?d) (closed ?d) (locked ?d))
  (:action pull :parameters (?d) :precondition (closed ?d)
    :effect (and (open ?d) (not (closed ?d)))))"""
PROBLEM = """(define (problem p) (:domain doors) (:objects d1 d2)
  (:init (closed d1) (closed d2)) (:goal (and (open d1) (open d2))))"""
UNSOLVABLE = PROBLEM.replace("(closed d2)", "(locked d2)")
PLAN = "(pull d1)\n(pull d2)\n"
HALL = DOMAIN.replace(
    "(:action",
    """(:action enter :parameters (?d) :precondition (open ?d) :effect (inside))
  (:action""",
).replace("(locked ?d)", "(locked ?d) (inside)")
HALL_PROBLEM = """(define (problem p) (:domain doors) (:objects d1)
  (:init (closed d1)) (:goal (inside)))"""
WORDS = (
    "Block a is on block b, block b is on the table and block a is clear. "
    "I want block b on block a."
)


async def test_arithmetic_in_words_is_answered_with_its_evidence(surface: Any) -> None:
    answer = await surface.answer("what is 17% of 340?")
    assert answer["status"] == "ANSWERED"
    assert answer["answer"].startswith("17% * 340 =")
    assert answer["answer"].endswith("57.8")
    assert answer["value"]["exact"] == "289/5"
    assert (answer["expert"], answer["tool"]) == ("calculator", "calculator.evaluate")
    assert answer["arguments"] == {"expression": "17% * 340"}
    assert [e["verdict"] for e in answer["evidence"]] == ["PASSED"]


async def test_a_conversion_in_words_is_answered(surface: Any) -> None:
    answer = await surface.answer("how many feet are in 3 miles?")
    assert answer["value"]["value"] == "15840"
    assert answer["tool"] == "units.convert"
    assert len(answer["evidence"]) == 3


async def test_today_is_the_date_of_the_request(surface: Any) -> None:
    answer = await surface.answer("how many days until 25 December 2024?", "2024-05-31")
    assert answer["value"]["value"] == "208"
    assert answer["arguments"]["today"] == "2024-05-31"


@pytest.mark.parametrize(
    ("words", "value", "tool", "calls"),
    [
        ("What weekday is 90 days after 2024-03-01?", "Thursday", "calendar.weekday", 2),
        ("What is the mass in pounds of 3 moles of caffeine?", "1.28", "units.convert", 2),
        ("the derivative of the derivative of x^3 + 2*x", "6*x", "calculator.differentiate", 2),
    ],
)
async def test_a_value_asked_for_goes_to_what_asks_about_it(
    surface: Any, words: str, value: str, tool: str, calls: int
) -> None:
    answer = await surface.answer(words)
    assert answer["status"] == "ANSWERED"
    assert answer["tool"] == tool
    shown = answer["value"].get("value") or answer["value"].get("exact") or answer["answer"]
    assert str(shown).startswith(value)
    assert len(answer["evidence"]) >= calls
    assert all(e["verdict"] == "PASSED" for e in answer["evidence"])


async def test_a_date_of_a_request_that_is_none_is_refused(surface: Any, refused: Any) -> None:
    assert (await refused(surface.answer("what is 2 + 2?", "soon"))).fields == ["today"]


async def test_a_planning_task_in_words_is_solved_and_told(surface: Any) -> None:
    answer = await surface.answer(WORDS)
    assert answer["status"] == "ANSWERED"
    assert answer["expert"] == "planner"
    # What is assumed is UNCHECKED, and says so; all that is checked has passed.
    verdicts = {e["check"]: e["verdict"] for e in answer["evidence"]}
    assert verdicts["the plan reaches the goal"] == "PASSED"
    assert "FAILED" not in verdicts.values()


async def test_a_right_tool_may_find_no_result(surface: Any) -> None:
    answer = await surface.answer("what is 1/0?")
    assert answer["status"] == "FAILED"
    assert answer["failure"]["code"] == "DIVISION_BY_ZERO"
    assert answer["value"] is None


async def test_what_fits_nobody_is_refused_with_what_could_be_asked(surface: Any) -> None:
    answer = await surface.answer("sing me a song about the sea")
    assert answer["status"] == "REFUSED"
    assert answer["tool"] == ""
    assert "You could ask" in answer["answer"]


async def test_an_empty_request_is_a_bad_one(surface: Any, refused: Any) -> None:
    assert (await refused(surface.answer(" "))).code == "BAD_REQUEST"


async def test_a_route_says_why_and_calls_nothing(surface: Any) -> None:
    route = await surface.route("what is 17% of 340?")
    assert route["chosen"]["tool"] == "calculator.evaluate"
    assert route["chosen"]["arguments"] == {"expression": "17% * 340"}
    assert route["candidates"][0]["reason"]
    assert route["reasons"]


async def test_a_tool_is_called_by_name(surface: Any) -> None:
    outcome = await surface.call("calculator.evaluate", {"expression": "2^100"})
    assert outcome["value"]["exact"] == "1267650600228229401496703205376"
    assert outcome["failure"] is None


async def test_a_failure_is_a_value(surface: Any) -> None:
    outcome = await surface.call("calculator.evaluate", {"expression": "9**9**9"})
    assert outcome["failure"]["code"] == "TOO_LARGE"
    assert outcome["value"] is None


async def test_an_unknown_tool_is_answered_with_the_nearest(surface: Any, refused: Any) -> None:
    found = await refused(surface.call("calculator.evalute", {}))
    assert found.code == "TOOL_NOT_FOUND"
    assert "calculator.evaluate" in found.hint
    assert (await refused(surface.tool("units.convertt"))).code == "TOOL_NOT_FOUND"


async def test_arguments_that_do_not_fit_are_named(surface: Any, refused: Any) -> None:
    found = await refused(surface.call("calculator.evaluate", {"expression": 7, "digit": 3}))
    assert found.code == "ARGUMENTS_INVALID"
    assert {"$.expression", "$.digit"} == set(found.fields)


async def test_tools_are_listed_with_schemas_limits_and_digests(surface: Any) -> None:
    tools = {tool["name"]: tool for tool in await surface.tools()}
    assert {"calculator.evaluate", "units.convert", "planner.solve"} <= set(tools)
    one = await surface.tool("calculator.evaluate")
    assert one == tools["calculator.evaluate"]
    assert one["digest"].startswith("sha256:")
    assert one["arguments"]["required"] == ["expression"]
    assert one["limits"]["memory_mb"] == 512


async def test_tools_are_found_by_words(surface: Any) -> None:
    found = await surface.search("convert between units of measurement")
    assert found[0]["tool"]["name"] == "units.convert"


async def test_plugins_are_listed_with_their_states(surface: Any) -> None:
    plugins = {plugin["name"]: plugin for plugin in await surface.plugins()}
    assert plugins["calculator"]["state"] == "ACTIVE"
    assert plugins["calculator"]["required"] is True


async def test_domains_are_listed(surface: Any) -> None:
    domains = {domain["name"]: domain for domain in await surface.domains()}
    assert {"blocksworld", "logistics", "grippers"} <= set(domains)
    assert domains["logistics"]["language"] is True


async def test_a_problem_is_solved_and_its_plan_validated(surface: Any) -> None:
    result = await surface.solve(DOMAIN, PROBLEM)
    assert result["status"] in ("SOLVED_OPTIMALLY", "SOLVED_SATISFICING")
    assert sorted(result["plan"]) == [["pull", "d1"], ["pull", "d2"]]
    assert result["validated"] is True
    assert result["cost"] == 2


@pytest.mark.parametrize("engine", ["kairos", "fast-downward"])
async def test_what_cannot_be_solved_is_proved(surface: Any, engine: str) -> None:
    result = await surface.solve(DOMAIN, UNSOLVABLE, engine)
    assert result["status"] == "UNSOLVABLE"
    assert result["plan"] is None
    assert result["engine"] == engine


async def test_an_unknown_engine_is_named(surface: Any, refused: Any) -> None:
    found = await refused(surface.solve(DOMAIN, PROBLEM, "kairo"))
    assert "kairos" in found.hint


async def test_broken_pddl_is_a_bad_request(surface: Any, refused: Any) -> None:
    found = await refused(surface.solve(DOMAIN, PROBLEM[:-2]))
    assert found.code == "PDDL_INVALID"


async def test_an_unknown_domain_is_answered_with_the_nearest(surface: Any, refused: Any) -> None:
    found = await refused(surface.plan(WORDS, "blockworld"))
    assert found.code == "DOMAIN_NOT_FOUND"
    assert "blocksworld" in found.hint


LAMPS = """(define (domain lamps)
  (:requirements :strips :typing)
  (:types lamp - object)
  (:predicates (lit ?l - lamp))
  (:action press :parameters (?l - lamp) :precondition () :effect (lit ?l)))"""
LAMPS_LANGUAGE = """
title: Lamps
description: Lamps that can be lit.
types: {lamp: {nouns: [lamp]}}
predicates: {lit: ["{l} is lit"]}
sentences: [{say: "light {l}", goal: ["(lit {l})"]}]
actions: {press: "Press the switch of {l}."}
"""
LAMPS_WORDS = "There are two lamps. Lamp 1 is lit. Light lamp 2."


async def test_a_domain_and_a_language_of_ones_own_work_like_shipped_ones(surface: Any) -> None:
    answer = await surface.plan(LAMPS_WORDS, LAMPS, LAMPS_LANGUAGE)
    assert answer["status"] == "SOLVED_OPTIMALLY"
    assert answer["plan"] == [["press", "lamp_2"]]
    assert answer["steps"] == ["Press the switch of lamp 2."]
    assert answer["domain"] == "lamps"


async def test_a_domain_without_a_language_says_how_to_get_one(surface: Any, refused: Any) -> None:
    found = await refused(surface.plan(LAMPS_WORDS, LAMPS))
    assert found.code == "NOT_READY"
    assert "mrkl pddl domains new" in found.hint


async def test_a_mistake_in_a_language_is_told_by_its_place(surface: Any, refused: Any) -> None:
    found = await refused(surface.plan(LAMPS_WORDS, LAMPS, LAMPS_LANGUAGE + "oops: 1"))
    assert found.code == "BAD_REQUEST"


async def test_a_plan_is_validated_step_by_step(surface: Any) -> None:
    good = await surface.plans("validate", DOMAIN, PROBLEM, PLAN)
    assert good["valid"] is True
    twice = await surface.plans("validate", DOMAIN, PROBLEM, "(pull d1)\n(pull d1)\n")
    assert (twice["valid"], twice["failed_step"]) == (False, 1)
    assert any("closed d1" in literal for literal in twice["unmet"])
    short = await surface.plans("validate", DOMAIN, PROBLEM, "(pull d1)\n")
    assert (short["valid"], short["failed_step"]) == (False, None)


async def test_a_plan_is_simulated_step_by_step(surface: Any) -> None:
    told = await surface.plans("simulate", DOMAIN, PROBLEM, PLAN)
    assert told["initial"] == ["(closed d1)", "(closed d2)"]
    assert [step["added"] for step in told["transitions"]] == [["(open d1)"], ["(open d2)"]]
    assert told["final"] == ["(open d1)", "(open d2)"]


async def test_each_step_of_a_plan_is_explained_and_landmarks_are_named(surface: Any) -> None:
    told = await surface.plans("explain", HALL, HALL_PROBLEM, "(pull d1)\n(enter d1)\n")
    assert [step["needed_by"] for step in told["steps"]] == [[1], [-1]]
    assert [step["redundant"] for step in told["steps"]] == [False, False]
    assert told["landmarks"] == [{"fact": "(open d1)", "since": 0}]


async def test_why_there_is_no_plan_is_said(surface: Any) -> None:
    told = await surface.plans("diagnose", DOMAIN, UNSOLVABLE)
    assert told["solvable"] is False
    assert [goal["what"] for goal in told["unreachable"]] == ["(open d2)"]
    assert told["missing"] == ["(closed d2)"]


async def test_what_is_odd_is_found(surface: Any) -> None:
    found = await surface.plans("lint", DOMAIN, PROBLEM.replace("closed d2", "close d2"))
    (unknown,) = (one for one in found if one["severity"] == "ERROR")
    assert unknown["code"] == "PREDICATE_UNKNOWN"
    assert unknown["location"] == {"file": "problem.pddl", "line": 2, "column": 22}
    assert "closed" in unknown["hint"]


async def test_what_is_safe_to_mend_is_mended(surface: Any) -> None:
    mended = await surface.plans("mend", DOMAIN, PROBLEM.replace("(closed d1)", "(closed d1) " * 2))
    assert mended["problem"].count("(closed d1)") == 1
    assert not [one for one in mended["left"] if one["code"] == "FACT_TWICE"]


async def test_a_text_is_laid_out_with_its_comments(surface: Any) -> None:
    text = await surface.plans("lay_out", "(define (domain d) ; short\n(:predicates (p)))")
    assert text == "(define (domain d)  ; short\n  (:predicates (p)))\n"


async def test_a_domain_and_a_problem_are_shown(surface: Any) -> None:
    domain = await surface.plans("domain_page", DOMAIN)
    assert [action["name"] for action in domain["actions"]] == ["pull"]
    problem = await surface.plans("problem_page", DOMAIN, PROBLEM)
    assert problem["facts"] == {"closed": 2}
    assert (await surface.plans("draw", DOMAIN, PROBLEM, "svg")).startswith("<svg")


async def test_problems_are_compared_up_to_names(surface: Any) -> None:
    renamed = PROBLEM.replace("d1", "left").replace("d2", "right")
    assert (await surface.plans("equivalent", DOMAIN, PROBLEM, renamed))["same"] is True
    other = await surface.plans("equivalent", DOMAIN, PROBLEM, UNSOLVABLE)
    assert other["same"] is False
    assert {(one["only_in"], one["section"]) for one in other["differences"]} == {
        ("a", "init"),
        ("b", "init"),
    }


async def test_engines_are_listed_whether_they_are_here_or_not(surface: Any) -> None:
    engines = {engine["name"]: engine for engine in await surface.engines()}
    assert engines["kairos"]["installed"] is True
    assert all(engine["install"] for engine in engines.values())


async def test_words_become_a_validated_plan_in_words(surface: Any) -> None:
    plan = await surface.plan(WORDS, "blocksworld")
    assert plan["validated"] is True
    assert len(plan["steps"]) == len(plan["plan"]) == 4
    assert plan["problem"].startswith("(define (problem")


async def test_words_that_are_not_understood_are_named(surface: Any) -> None:
    plan = await surface.plan(WORDS + " The moon is made of cheese.", "blocksworld")
    assert plan["status"] == "NOT_UNDERSTOOD"
    assert any("moon" in part for part in plan["unmatched"])
    assert plan["faithfulness"] == "UNSURE"
    assert "Planned without it" in plan["summary"]


async def test_a_plan_goes_on_from_what_really_happened(surface: Any) -> None:
    words = f"{WORDS} Block c is on the table and clear."
    answer = await surface.replan(words, "blocksworld", "Block a is on block c.", 1)
    assert answer["validated"] is True
    assert any("observed" in assumption for assumption in answer["assumptions"])
    assert [step[0] for step in answer["plan"]][-1] == "stack"


async def test_only_a_run_that_planned_is_planned_on_from(surface: Any, refused: Any) -> None:
    found = await refused(surface.replan(WORDS, "blocksworld", "Block a is on block b.", 99))
    assert found.code == "BAD_REQUEST"


async def test_a_note_is_kept_told_and_forgotten(surface: Any) -> None:
    kept = await surface.answer("remember that the boiler is serviced in October", "2024-05-31")
    assert kept["value"]["at"] == "2024-05-31T00:00:00+00:00"
    told = await surface.answer("what did I tell you about the boiler?", "2024-06-30")
    assert told["arguments"]["caller"] == "local"
    assert told["value"]["notes"][0]["recency"] == 0.5
    gone = await surface.answer("forget that the boiler is serviced in October")
    assert gone["status"] == "ANSWERED"
    assert [item["verdict"] for item in gone["evidence"]] == ["PASSED", "UNCHECKED"]


async def test_nobody_can_ask_for_another_s_notes(surface: Any, refused: Any) -> None:
    error = await refused(surface.call("memory.list", {"caller": "somebody else"}))
    assert error.code == "REFUSED"


async def test_documents_that_are_not_indexed_are_asked_to_be(surface: Any) -> None:
    outcome = await surface.call("search.answer", {"question": "who holds the deposit?"})
    assert outcome["failure"]["code"] == "NOT_INDEXED"
    assert "mrkl search index" in outcome["failure"]["hint"]
