"""Engines side by side: what they find together, what they may use, what they leave."""

from __future__ import annotations

import os
import time
from dataclasses import replace

import psutil
import pytest

from mrkl_core.contracts.context import call_context
from mrkl_core.contracts.planning import (
    EngineCard,
    EngineResult,
    Plan,
    SolveOptions,
    SolveStatus,
)
from mrkl_core.errors import BadRequest
from mrkl_core.experts.scratch import scratch_folder
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.race import Entrant, Race
from mrkl_core.planning.search import Search
from mrkl_core.planning.solve import solve

WRONG = Plan((("drive", "t", "a", "c"),), 1.0)
RIGHT = Plan((("drive", "t", "a", "b"), ("drive", "t", "b", "c")), 2.0)
LONG = Plan((("drive", "t", "a", "b"), ("drive", "t", "b", "a"), *RIGHT.steps), 4.0)


class Plays:
    """An engine that does what it is told to; each of its plans after so many seconds."""

    def __init__(self, name: str, *steps: tuple[float, Plan], end: EngineResult | None = None):
        self.name = name
        self._steps = steps
        self._end = end

    def card(self) -> EngineCard:
        return EngineCard(self.name, True, "1", (), "", "")

    def missing(self) -> str:
        return ""

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        return ""

    def solve(self, domain, problem, options, on_plan) -> EngineResult:
        for wait, plan in self._steps:
            time.sleep(wait)
            on_plan(plan)
        if self._end is not None:
            return self._end
        time.sleep(60)
        raise AssertionError


class Dies(Plays):
    def solve(self, domain, problem, options, on_plan) -> EngineResult:
        os.abort()


class Grows(Plays):
    def solve(self, domain, problem, options, on_plan) -> EngineResult:
        self._kept = bytearray(os.urandom(1)) * (200 * 2**20)
        time.sleep(60)
        raise AssertionError


def raced(task, *planners, **options) -> Search:
    domain, problem = parse_domain(task.domain), parse_problem(task.problem)
    asked = SolveOptions(**{"timeout_s": 20.0, **options})
    search = Search(domain, problem, features(domain, problem), asked, time.perf_counter())
    before = set(psutil.Process().children(recursive=True))
    Race(search, [Entrant(planner) for planner in planners]).run()
    assert set(psutil.Process().children(recursive=True)) <= before
    return search


UNSOLVABLE = EngineResult(SolveStatus.UNSOLVABLE)


def test_the_first_valid_plan_wins_and_the_losers_are_killed(drive):
    began = time.monotonic()
    found = raced(drive, Plays("slow"), Plays("quick", (0.0, RIGHT))).result()
    assert (found.status, found.engine, found.plan) == (
        SolveStatus.SOLVED_SATISFICING,
        "quick",
        RIGHT.steps,
    )
    assert time.monotonic() - began < 15


class Scratches(Plays):
    def solve(self, domain, problem, options, on_plan) -> EngineResult:
        with scratch_folder() as folder:
            on_plan(LONG)  # as a sign that it is there
            assert folder.is_dir()
            return super().solve(domain, problem, options, on_plan)


def test_a_killed_engine_leaves_no_scratch_folder(drive, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    raced(drive, Scratches("untidy"))
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_plan_stops_nobody(drive):
    liar = Plays("liar", (0.0, WRONG), end=EngineResult(SolveStatus.SOLVED_SATISFICING, WRONG))
    found = raced(drive, liar, Plays("honest", (0.2, RIGHT))).result()
    assert (found.engine, found.plan) == ("honest", RIGHT.steps)
    assert any("the plan of liar was thrown away" in reason for reason in found.reasons)


def test_who_dies_makes_room_for_the_next(drive):
    first, second = Dies("first"), Dies("second")
    found = raced(drive, first, second, Plays("third", (0.0, RIGHT))).result()
    assert found.engine == "third"
    assert any("first ended with NO_PLAN_FOUND: its process died" in r for r in found.reasons)


def test_a_proof_that_there_is_no_plan_ends_the_race(drive):
    stuck = replace(drive, problem=drive.problem.replace("(at t c)", "(at t d)"))
    found = raced(stuck, Plays("slow"), Plays("prover", end=UNSOLVABLE)).result()
    assert (found.status, found.engine) == (SolveStatus.UNSOLVABLE, "prover")


class Ponders(Plays):
    def solve(self, domain, problem, options, on_plan) -> EngineResult:
        time.sleep(1.0)
        return UNSOLVABLE


def test_a_proof_that_nothing_confirms_may_be_contradicted_for_a_while(tank):
    right = solve(tank.domain, tank.problem, SolveOptions(engine="kairos"))
    plan = Plan(right.plan or ())
    found = raced(tank, Ponders("liar"), Plays("honest", (1.2, plan))).result()
    assert (found.status, found.engine) == (SolveStatus.SOLVED_SATISFICING, "honest")
    found = raced(tank, Ponders("prover"), Plays("slow")).result()
    assert (found.status, found.engine) == (SolveStatus.UNSOLVABLE, "prover")


def test_a_moment_is_spent_on_a_better_plan_and_no_more(drive):
    engine_of_two = Plays("two", (0.2, LONG), (0.3, RIGHT))
    assert raced(drive, engine_of_two, improve_s=5.0).result().plan == RIGHT.steps
    assert raced(drive, engine_of_two, improve_s=0.0).result().plan == LONG.steps


def test_the_best_plan_is_kept_when_the_time_is_up(drive):
    found = raced(drive, Plays("one", (0.0, LONG)), optimal=True, timeout_s=1.0).result()
    assert (found.status, found.plan) == (SolveStatus.SOLVED_SATISFICING, LONG.steps)


def test_all_engines_together_have_one_memory_limit(drive):
    found = raced(drive, Grows("big"), Plays("small", (1.0, RIGHT)), memory_mb=150).result()
    assert found.engine == "small"
    assert any("big ended with MEMOUT" in reason for reason in found.reasons)


def test_real_engines_race_and_say_who_took_part(drive):
    found = solve(drive.domain, drive.problem, SolveOptions(improve_s=0.5))
    assert found.validated
    assert found.plan == RIGHT.steps
    assert "kairos: the first in preference" in found.reasons[0]


def test_where_one_engine_alone_reads_a_task_it_searches_in_two_ways(match):
    found = solve(match.domain, match.problem)
    assert found.validated
    assert "beside it kairos:novelty" in next(r for r in found.reasons if r.startswith("kairos: "))
    again = solve(match.domain, match.problem, SolveOptions(engine="kairos:novelty"))
    assert (again.validated, again.engine) == (True, "kairos:novelty")


def test_anytime_tells_of_each_better_plan_until_the_proof(drive):
    events: list[tuple[str, dict[str, object]]] = []
    with call_context(lambda kind, data: events.append((kind, data)), None):
        found = solve(
            drive.domain, drive.problem, SolveOptions(engine="kairos", anytime=True, timeout_s=20)
        )
    assert found.status is SolveStatus.SOLVED_OPTIMALLY
    better = [data for kind, data in events if kind == "better_plan"]
    assert better[-1]["cost"] == found.cost


def test_the_k_cheapest_plans_are_all_checked(drive):
    problem = drive.problem.replace("(road b a)", "(road b a) (road a d) (road d c)")
    found = solve(drive.domain, problem, SolveOptions(top_k=3, timeout_s=20))
    if found.status is SolveStatus.UNSUPPORTED:
        pytest.skip("needs symk")
    assert [ranked.cost for ranked in found.plans] == sorted(p.cost or 0 for p in found.plans)
    assert {ranked.plan for ranked in found.plans} == {
        RIGHT.steps,
        (("drive", "t", "a", "d"), ("drive", "t", "d", "c")),
    }
    assert found.status is SolveStatus.SOLVED_OPTIMALLY
    assert "these are all plans without loops" in [e.check for e in found.evidence]
    fewer = solve(drive.domain, problem, SolveOptions(top_k=1, optimal=True, timeout_s=20))
    assert fewer.status is SolveStatus.SOLVED_OPTIMALLY


def test_names_that_are_not_ascii_are_spelt_for_the_engines_and_told_as_they_are(drive, match):
    domain, problem = (t.replace("drive", "fährt") for t in (drive.domain, drive.problem))
    found = solve(domain, problem.replace(" c", " 駅"), SolveOptions(timeout_s=20))
    assert found.plan == (("fährt", "t", "a", "b"), ("fährt", "t", "b", "駅"))
    assert found.reasons
    # In time, two validators say so.
    domain, problem = (t.replace("(light)", "(glüht)") for t in (match.domain, match.problem))
    timed = solve(
        domain,
        problem.replace("m - match", "zündholz - match").replace("unused m", "unused zündholz"),
        SolveOptions(timeout_s=20),
    )
    assert ("light-match", "zündholz") in (timed.plan or ())
    assert len(timed.evidence) == 2


def test_all_plans_that_are_cheap_enough_are_found_and_no_others(drive):
    roads = "(road b a) (road a d) (road d c) (road c d)"
    problem = drive.problem.replace("(road b a)", roads)
    found = solve(drive.domain, problem, SolveOptions(quality=1.0, timeout_s=20))
    if found.status is SolveStatus.UNSUPPORTED:
        pytest.skip("needs symk")
    assert [ranked.cost for ranked in found.plans] == [2.0, 2.0]
    assert "these are all plans" in found.evidence[0].check
    one = solve(drive.domain, problem, SolveOptions(quality=1.0, top_k=1, timeout_s=20))
    assert [ranked.cost for ranked in one.plans] == [2.0]
    looser = solve(drive.domain, problem, SolveOptions(quality=1.5, timeout_s=20))
    assert len(looser.plans) >= 2
    assert all(ranked.cost is not None and ranked.cost <= 3 for ranked in looser.plans)


def test_a_quality_below_that_of_the_cheapest_is_refused(drive):
    for quality in (0.5, -1.0, float("inf"), float("nan")):
        with pytest.raises(BadRequest, match="quality"):
            solve(drive.domain, drive.problem, SolveOptions(quality=quality))
