from __future__ import annotations

from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import Explanation, Simulation
from mrkl_core.contracts.read import from_json
from mrkl_core.planning.jobs import explain, simulate

TANK_PLAN = "(light)\n(go a b)\n(refuel)\n(go b c)\n(refuel)\n(go c b)\n"


def test_each_step_tells_what_it_changed(drive):
    found = simulate(drive.domain, drive.problem, "(drive t a b)\n(drive t b c)\n")
    first, second = found.transitions
    assert "(at t a)" in found.initial
    assert (first.added, first.removed) == (("(at t b)",), ("(at t a)",))
    assert (second.added, second.removed) == (("(at t c)",), ("(at t b)",))
    assert "(at t c)" in found.final
    assert "(at t b)" not in found.final
    assert found.validation.valid


def test_numbers_are_told_and_derived_facts_are_not(tank):
    found = simulate(tank.domain, tank.problem, TANK_PLAN)
    assert found.transitions[1].changed == {"(fuel)": 1.0, "(total-cost)": 1.5}
    assert found.transitions[1].added == ("(in b)", "(seen b)")
    assert found.transitions[2].changed == {"(fuel)": 2.5, "(total-cost)": 2.5}
    assert "(all-seen)" not in found.final
    assert found.validation.cost == 7.5


def test_it_stops_before_the_first_step_that_fails(drive):
    found = simulate(drive.domain, drive.problem, "(drive t a b)\n(drive t a b)\n(drive t b c)\n")
    assert [t.step for t in found.transitions] == [("drive", "t", "a", "b")]
    assert found.validation.failed_step == 1
    assert "(at t b)" in found.final


def test_each_step_is_explained_by_who_needs_what_it_gives(drive):
    found = explain(drive.domain, drive.problem, "(drive t a b)\n(drive t b c)\n")
    first, second = found.steps
    assert (first.gives, first.needed_by, first.redundant) == (("(at t b)",), (1,), False)
    assert (second.gives, second.needed_by) == (("(at t c)",), (-1,))
    assert first.sentence == "(drive t a b) gives (at t b) for step 2 (drive t b c)."
    assert second.sentence == "(drive t b c) gives (at t c) for the goal."
    assert "none of them can be left out" in found.summary


def test_needs_go_through_numbers_conditional_effects_and_derived_facts(tank):
    steps = explain(tank.domain, tank.problem, TANK_PLAN).steps
    # The light is needed by each step that sees; what it sees itself by the goal.
    assert steps[0].needed_by == (1, 2, 3, 5, -1) or steps[0].needed_by == (1, 3, 5, -1)
    assert "(seen a)" in steps[0].gives
    # Fuel is needed by the step that burns it.
    assert 3 in steps[2].needed_by
    assert -1 in steps[3].needed_by  # (seen c), through (all-seen)


def test_a_way_there_and_back_is_redundant(drive):
    detour = "(drive t a b)\n(drive t b a)\n(drive t a b)\n(drive t b c)\n"
    found = explain(drive.domain, drive.problem, detour)
    assert [step.redundant for step in found.steps] == [True, True, False, False]
    assert "2 can be left out" in found.summary
    assert "is not needed" in found.steps[0].sentence


def test_a_plan_that_fails_is_explained_up_to_there(drive):
    found = explain(drive.domain, drive.problem, "(drive t a b)\n(drive t a b)\n")
    assert len(found.steps) == 1
    assert not found.validation.valid
    assert found.summary.startswith("The plan does not work: line 2: step 2")
    short = explain(drive.domain, drive.problem, "(drive t a b)\n")
    assert "the goal does not hold" in short.summary


def test_an_empty_plan_is_explained(drive):
    problem = drive.problem.replace("(at t c)", "(at t a)")
    found = explain(drive.domain, problem, "")
    assert found.summary == "The plan is empty: the goal holds already."


def test_a_plan_in_time_is_told_by_its_happenings(match):
    plan = "0.000: (light-match m) [5.000]\n0.001: (mend f) [2.000]\n"
    found = simulate(match.domain, match.problem, plan)
    assert [(t.time, t.step[0], t.phase) for t in found.transitions] == [
        (0.0, "light-match", "start"),
        (0.001, "mend", "start"),
        (2.001, "mend", "end"),
        (5.0, "light-match", "end"),
    ]
    assert "(mended f)" in found.transitions[2].added
    assert not found.validation.valid  # g is not mended


def test_a_plan_in_time_says_who_needs_what(match):
    plan = "0: (light-match m) [5]\n0.1: (mend f) [2]\n2.2: (mend g) [2]\n"
    found = explain(match.domain, match.problem, plan)
    light, first, second = found.steps
    assert (light.needed_by, first.needed_by, second.needed_by) == ((1, 2), (2, -1), (-1,))
    assert "(mended f)" in first.gives
    unfinished = explain(match.domain, match.problem, "0: (light-match m) [5]")
    assert not unfinished.validation.valid
    assert not unfinished.steps


def test_both_survive_the_way_through_json(tank):
    simulation = simulate(tank.domain, tank.problem, TANK_PLAN)
    assert from_json(Simulation, to_json(simulation)) == simulation
    explanation = explain(tank.domain, tank.problem, TANK_PLAN)
    assert from_json(Explanation, to_json(explanation)) == explanation


def test_explaining_a_long_plan_is_bounded(ipc):
    from mrkl_core.planning.explain import redundant_steps
    from mrkl_core.planning.jobs import solve
    from mrkl_core.planning.pddl.parse import parse_domain, parse_problem

    task = ipc("logistics98/prob35")
    steps = solve(task.domain, task.problem).plan
    assert steps
    trees = parse_domain(task.domain), parse_problem(task.problem)
    _, complete = redundant_steps(*trees, steps, 0.001)
    assert not complete
    redundant, complete = redundant_steps(*trees, steps, 60)
    assert complete
    left = [step for index, step in enumerate(steps) if index not in redundant]
    text = "".join(f"({' '.join(step)})\n" for step in left)
    assert explain(task.domain, task.problem, text).validation.valid
