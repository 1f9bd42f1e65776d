from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from mrkl_core.contracts.context import call_context
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import (
    EngineCard,
    EngineResult,
    Plan,
    SolveOptions,
    SolveResult,
    SolveStatus,
)
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import EngineMissing, PddlInvalid
from mrkl_core.experts.scratch import scratch_folder
from mrkl_core.planning import jobs
from mrkl_core.planning.engines import Engines, engine_cards
from mrkl_core.planning.engines.processes import kill_tree
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.plan_text import print_plan
from mrkl_core.planning.search import Search
from mrkl_core.planning.solve import solve

ENGINES = ["kairos", "fast-downward", "symk"]


@pytest.fixture(autouse=True)
def _needs(request: pytest.FixtureRequest) -> None:
    asked = getattr(request.node, "callspec", None)
    name = asked.params.get("engine") if asked else None
    missing = {card.name for card in engine_cards() if not card.installed}
    if name in missing:
        pytest.skip(f"{name} is not installed")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_plan_is_found_and_validated(drive, engine):
    found = solve(drive.domain, drive.problem, SolveOptions(engine=engine))
    assert found.status.solved
    assert found.plan == (("drive", "t", "a", "b"), ("drive", "t", "b", "c"))
    assert found.cost == 2.0
    assert found.engine == engine
    assert found.validated
    assert found.evidence[0].verdict is Verdict.PASSED
    assert found.timings.keys() == {"read", "solve", "validate", "total"}
    assert found.timings["total"] >= found.timings["solve"]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_optimum_is_proved_and_its_proof_is_not_passed_off_as_checked(drive, engine):
    found = solve(drive.domain, drive.problem, SolveOptions(engine=engine, optimal=True))
    assert found.status is SolveStatus.SOLVED_OPTIMALLY
    assert found.cost == 2.0
    assert [e.verdict for e in found.evidence] == [Verdict.PASSED, Verdict.UNCHECKED]


# SymK ends without a plan and without a word on whether that proves anything.
@pytest.mark.parametrize("engine", ["kairos", "fast-downward"])
def test_a_problem_without_a_plan_is_unsolvable(drive, engine):
    problem = drive.problem.replace("(at t c)", "(at t d)")
    found = solve(drive.domain, problem, SolveOptions(engine=engine))
    assert (found.status, found.plan, found.validated) == (SolveStatus.UNSOLVABLE, None, False)
    assert found.evidence[0].check == "no plan exists"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("goal", ["(at t a)", "(and)", "()"])
def test_a_goal_that_holds_has_the_empty_plan(drive, engine, goal):
    problem = drive.problem.replace("(at t c)", goal)
    found = solve(drive.domain, problem, SolveOptions(engine=engine))
    assert (found.plan, found.cost, found.validated) == ((), 0.0, True)


def test_without_an_engine_asked_for_the_preferred_one_is_taken_with_a_reason(drive):
    found = solve(drive.domain, drive.problem)
    assert found.engine == "kairos"
    assert found.reasons[0].startswith("kairos: the first in preference that supports typing")
    other = solve(drive.domain, drive.problem, engines=Engines(("fast-downward", "kairos")))
    assert other.reasons[0].startswith("fast-downward: the first in preference")


def test_what_an_engine_cannot_do_is_passed_over_and_said(tank):
    found = solve(tank.domain, tank.problem, engines=Engines(("fast-downward", "kairos")))
    assert found.validated
    assert found.engine == "kairos"
    assert any("does not support numeric-fluents" in r for r in found.reasons) or any(
        "not installed" in r for r in found.reasons
    )


@pytest.mark.parametrize("engine", ["fast-downward"])
def test_only_an_engine_that_cannot_do_it_means_unsupported(tank, engine):
    found = solve(tank.domain, tank.problem, SolveOptions(engine=engine))
    assert found.status is SolveStatus.UNSUPPORTED
    assert found.plan is None


def test_numbers_and_prices_are_minimized(tank):
    found = solve(tank.domain, tank.problem, SolveOptions(optimal=True, timeout_s=20))
    assert found.status is SolveStatus.SOLVED_OPTIMALLY
    assert found.cost == 7.5
    assert found.evidence[0].method == "executed step by step by mrkl's validator"


def test_a_temporal_plan_has_times_and_survives_being_written(match):
    found = solve(match.domain, match.problem)
    assert found.validated
    assert found.plan is not None
    assert len(found.times) == len(found.plan)
    text = print_plan(found.plan, times=found.times)
    again = jobs.validate(match.domain, match.problem, text)
    assert again.valid, again.message


def test_text_that_only_we_can_read_is_solved_in_our_spelling(drive):
    sloppy = drive.domain.replace("(at ?t ?a)", "(at?t?a)")
    found = solve(sloppy, drive.problem)
    assert found.validated
    assert "kairos: it was given the text as mrkl prints it" in found.reasons


@pytest.mark.parametrize("engine", ENGINES)
def test_a_domain_without_requirements_is_solved(drive, engine):
    plain = drive.domain.replace("(:requirements :strips :typing)", "")
    problem = drive.problem.replace("(:domain drive)", "(:domain something-else)")
    found = solve(plain, problem, SolveOptions(engine=engine))
    assert found.validated
    assert [d.code for d in found.diagnostics] == ["DOMAIN_NAME"]


def test_wrong_texts_are_errors_with_a_place(drive):
    with pytest.raises(PddlInvalid, match=r"problem\.pddl:5:10: object 'z'"):
        solve(drive.domain, drive.problem.replace("(at t c)", "(at t z)"))


def hopeless() -> tuple[str, str]:
    """A sliding puzzle of 5 by 5: solvable, and far from optimally so in seconds."""
    cells = [f"c{x}{y}" for x in range(5) for y in range(5)]
    tiles = [f"t{n}" for n in range(1, 25)]
    near = [
        f"(near c{x}{y} c{x + dx}{y + dy})"
        for x in range(5)
        for y in range(5)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
        if 0 <= x + dx < 5 and 0 <= y + dy < 5
    ]
    domain = """(define (domain slide) (:requirements :strips :typing) (:types tile cell)
      (:predicates (at ?t - tile ?c - cell) (blank ?c - cell) (near ?a ?b - cell))
      (:action move :parameters (?t - tile ?a ?b - cell)
        :precondition (and (at ?t ?a) (blank ?b) (near ?a ?b))
        :effect (and (not (at ?t ?a)) (at ?t ?b) (blank ?a) (not (blank ?b)))))"""
    start = [f"(at {t} {c})" for t, c in zip(reversed(tiles), cells, strict=False)]
    goal = [f"(at {t} {c})" for t, c in zip(tiles, cells, strict=False)]
    problem = f"""(define (problem slide) (:domain slide)
      (:objects {" ".join(tiles)} - tile {" ".join(cells)} - cell)
      (:init {" ".join(start)} (blank {cells[-1]}) {" ".join(near)})
      (:goal (and {" ".join(goal)})))"""
    return domain, problem


@pytest.mark.parametrize("engine", ENGINES)
def test_the_time_limit_is_kept_and_no_process_is_left(engine):
    # Other tests' servers may be children of this process too: only new ones count.
    before = set(psutil.Process().children(recursive=True))
    began = time.monotonic()
    found = solve(*hopeless(), SolveOptions(engine=engine, optimal=True, timeout_s=1.5))
    assert time.monotonic() - began < 4
    # A plan found on the way is kept; it is not called optimal.
    assert found.status in (SolveStatus.TIMEOUT, SolveStatus.SOLVED_SATISFICING)
    assert found.validated is (found.plan is not None)
    assert set(psutil.Process().children(recursive=True)) <= before


LIMITED = """
import resource, sys
from mrkl_core.planning.jobs import solve
domain, problem, small_domain, small_problem, engine = sys.argv[1:]
solve(small_domain, small_problem, {"engine": engine})  # what is loaded once does not count
with open("/proc/self/statm") as statm:
    now = int(statm.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + 48 * 2**20, resource.RLIM_INFINITY))
found = solve(domain, problem, {"engine": engine, "timeout_s": 50, "memory_mb": 48})
print(found.status, found.reasons)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps memory limits")
@pytest.mark.parametrize("engine", ENGINES)
def test_the_memory_limit_is_kept(drive, engine):
    things = " ".join(f"o{n}" for n in range(60))
    domain = """(define (domain wide) (:predicates (p ?x ?y) (q ?x ?y ?z) (done))
      (:action join :parameters (?a ?b ?c) :effect (q ?a ?b ?c))
      (:action end :parameters (?a ?b ?c ?d ?e)
        :precondition (and (q ?a ?b ?c) (q ?c ?d ?e) (q ?e ?a ?b) (p ?a ?e)) :effect (done)))"""
    problem = f"""(define (problem wide) (:domain wide) (:objects {things})
      (:init {" ".join(f"(p o{n} o{m})" for n in range(60) for m in range(60))})
      (:goal (and (done) (q o1 o2 o3))))"""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, domain, problem, drive.domain, drive.problem, engine],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith("MEMOUT"), done.stdout


def test_events_tell_of_the_search_as_it_goes(drive):
    events: list[tuple[str, dict[str, object]]] = []
    with call_context(lambda kind, data: events.append((kind, data)), None):
        solve(drive.domain, drive.problem, SolveOptions(engine="kairos"))
    assert [kind for kind, _ in events] == ["solving", "plan_found", "validated", "better_plan"]
    assert events[0][1]["engine"] == "kairos"
    assert events[1][1] == {"engine": "kairos", "steps": 2, "cost": 2.0}
    assert events[2][1]["valid"] is True
    assert events[3][1]["plan"] == [["drive", "t", "a", "b"], ["drive", "t", "b", "c"]]


class Claims:
    """An engine that claims what it was told to: nobody may believe it."""

    def __init__(self, name: str, *results: EngineResult) -> None:
        self.name = name
        self._results = list(results)

    def card(self) -> EngineCard:
        return EngineCard(self.name, True, "1", (), "", "")

    def missing(self) -> str:
        return ""

    def supports(self, features: frozenset[str], options: SolveOptions) -> str:
        return ""

    def solve(self, domain, problem, options, on_plan) -> EngineResult:
        result = self._results.pop(0)
        if result.plan is not None:
            on_plan(result.plan)
        return result


def searching(task, **options) -> Search:
    domain, problem = parse_domain(task.domain), parse_problem(task.problem)
    asked = SolveOptions(**options)
    return Search(domain, problem, features(domain, problem), asked, time.perf_counter())


WRONG = Plan((("drive", "t", "a", "c"),), 1.0)
RIGHT = Plan((("drive", "t", "a", "b"), ("drive", "t", "b", "c")), 2.0)
LONG = Plan((("drive", "t", "a", "b"), ("drive", "t", "b", "a"), *RIGHT.steps), 2.0)


def test_a_wrong_plan_is_never_called_a_solution(drive):
    search = searching(drive)
    search.ask(Claims("liar", EngineResult(SolveStatus.SOLVED_OPTIMALLY, WRONG)))
    found = search.result()
    assert not search.settled
    assert (found.status, found.plan, found.validated) == (SolveStatus.NO_PLAN_FOUND, None, False)
    assert found.evidence[0].verdict is Verdict.FAILED
    assert "the plan of liar was thrown away" in found.reasons[0]


def test_after_a_wrong_plan_the_next_engine_may_have_a_right_one(drive):
    search = searching(drive)
    search.ask(Claims("liar", EngineResult(SolveStatus.SOLVED_SATISFICING, WRONG)))
    assert not search.settled
    search.ask(Claims("honest", EngineResult(SolveStatus.SOLVED_SATISFICING, RIGHT)))
    assert search.settled
    found = search.result()
    assert (found.status, found.plan) == (SolveStatus.SOLVED_SATISFICING, RIGHT.steps)
    assert [e.verdict for e in found.evidence] == [Verdict.FAILED, Verdict.PASSED]


def test_an_optimum_dearer_than_a_known_plan_is_refused(drive):
    search = searching(drive, optimal=True)
    search.ask(Claims("first", EngineResult(SolveStatus.SOLVED_SATISFICING, RIGHT)))
    assert not search.settled
    search.ask(Claims("liar", EngineResult(SolveStatus.SOLVED_OPTIMALLY, LONG)))
    assert not search.settled
    found = search.result()
    assert (found.status, found.plan) == (SolveStatus.SOLVED_SATISFICING, RIGHT.steps)
    assert found.evidence[0].verdict is Verdict.FAILED


def test_a_claim_of_unsolvability_does_not_undo_a_valid_plan(drive):
    search = searching(drive, optimal=True)
    search.ask(Claims("first", EngineResult(SolveStatus.SOLVED_SATISFICING, RIGHT)))
    search.ask(Claims("liar", EngineResult(SolveStatus.UNSOLVABLE)))
    assert search.result().status is SolveStatus.SOLVED_SATISFICING


HASTY = EngineResult(SolveStatus.UNSOLVABLE, statistics={"expanded": 0})
LATE = EngineResult(SolveStatus.UNSOLVABLE, statistics={"expanded": 7})


def test_a_proof_before_any_search_must_be_confirmed(drive, tank):
    search = searching(tank)
    search.ask(Claims("hasty", HASTY))
    assert search.result().status is SolveStatus.NO_PLAN_FOUND
    assert "nothing confirms that" in search.reasons[-1]
    search = searching(replace(drive, problem=drive.problem.replace("(at t c)", "(at t d)")))
    search.ask(Claims("hasty", HASTY))
    found = search.result()
    assert found.status is SolveStatus.UNSOLVABLE
    assert found.evidence[-1].verdict is Verdict.PASSED
    assert "even if nothing is ever lost" in found.evidence[-1].detail


@pytest.mark.parametrize("claim", [HASTY, LATE])
def test_a_false_proof_is_refuted_by_a_plan(drive, claim):
    search = searching(drive)
    search.ask(Claims("liar", claim))
    found = search.result()
    assert (found.status, found.engine, found.plan) == (
        SolveStatus.SOLVED_SATISFICING,
        "mrkl",
        RIGHT.steps,
    )
    assert "liar is wrong: a walk through the states found a plan" in found.reasons


def test_a_proof_is_repeated_where_every_state_can_be_looked_at(drive):
    search = searching(
        replace(drive, problem=drive.problem.replace("(at t c)", "(at t a) (at t b)"))
    )
    search.ask(Claims("prover", LATE))
    found = search.result()
    assert found.status is SolveStatus.UNSOLVABLE
    assert found.evidence[-1].verdict is Verdict.PASSED
    assert "every state" in found.evidence[-1].detail


def test_two_proofs_are_worth_more_than_one(tank):
    search = searching(tank)
    search.ask(Claims("first", LATE))
    assert search.result().evidence[-1].verdict is Verdict.UNCHECKED
    search.ask(Claims("first:in-another-way", LATE))
    assert search.result().evidence[-1].verdict is Verdict.UNCHECKED
    search.ask(Claims("second", LATE))
    assert search.settled
    found = search.result()
    assert (found.status, found.engine) == (SolveStatus.UNSOLVABLE, "first")
    assert found.evidence[-1].method == (
        "proved by first's and by first:in-another-way's and by second's search"
    )


def test_what_takes_time_is_not_out_of_reach_for_that(match):
    search = searching(match)
    search.ask(Claims("hasty", HASTY))
    assert search.result().status is SolveStatus.NO_PLAN_FOUND


def test_kairos_is_not_believed_where_it_looked_for_too_short_a_time(ipc):
    # Its own choice of engine calls this solvable problem unsolvable on most machines.
    task = ipc("depot/p22")
    found = solve(task.domain, task.problem, SolveOptions(engine="kairos", timeout_s=1.0))
    assert found.status in (SolveStatus.TIMEOUT, SolveStatus.SOLVED_SATISFICING)


@pytest.mark.parametrize(
    "status",
    [
        SolveStatus.TIMEOUT,
        SolveStatus.MEMOUT,
        SolveStatus.NO_PLAN_FOUND,
        SolveStatus.UNSUPPORTED,
    ],
)
def test_what_an_engine_ended_with_is_what_is_told(drive, status):
    search = searching(drive)
    search.ask(Claims("one", *[EngineResult(status, message="because")] * 2))
    found = search.result()
    assert (found.status, found.engine) == (status, "one")
    assert "because" in found.reasons[-1]


def test_an_unknown_engine_is_missing_with_the_nearest_name(drive):
    with pytest.raises(EngineMissing) as caught:
        solve(drive.domain, drive.problem, SolveOptions(engine="fastdownward"))
    assert "fast-downward" in caught.value.hint


HIDE = """
import sys
hidden = set(sys.argv[1].split(","))
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hide())
from mrkl_core.contracts.planning import SolveOptions
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.solve import solve
domain, problem, engine = sys.argv[2:]
try:
    found = solve(domain, problem, SolveOptions(engine=engine))
    print(found.status, found.engine, "|".join(found.reasons))
except EngineMissing as error:
    print("missing:", error.message, "->", error.hint)
"""


def without(packages: str, task, engine: str = "") -> str:
    """What solving prints in a Python where these packages cannot be imported."""
    done = subprocess.run(
        [sys.executable, "-c", HIDE, packages, task.domain, task.problem, engine],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return done.stdout


def test_an_engine_that_is_not_installed_is_named_with_the_way_to_get_it(drive):
    said = without("kairos", drive, "kairos")
    assert "missing: the planning engine 'kairos' is not installed" in said
    assert "pip install kairos-planner" in said
    none = without("kairos,up_fast_downward,up_symk,unified_planning", drive)
    assert "missing: no planning engine is installed" in none
    assert "pip install kairos-planner or pip install up-fast-downward" in none


@pytest.mark.parametrize("engine", ["fast-downward"])
def test_without_the_preferred_engine_the_next_one_is_taken(drive, engine):
    said = without("kairos", drive)
    assert said.startswith(f"SOLVED_SATISFICING {engine}")
    assert "kairos is not installed (pip install kairos-planner)" in said


def test_a_result_survives_the_way_through_json(drive):
    found = jobs.solve(drive.domain, drive.problem, {"optimal": True}, {"prefer": ["kairos"]})
    assert from_json(SolveResult, to_json(found)) == found


def test_a_process_is_killed_with_all_below_it(tmp_path: Path):
    below = tmp_path / "below"
    script = (
        "import subprocess, sys; p = subprocess.Popen(['sleep', '60']);"
        f"open({str(below)!r}, 'w').write(str(p.pid)); print(flush=True); p.wait()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        kill_tree(process.pid)
        assert process.wait(timeout=10) == -9
    pid = int(below.read_text(encoding="utf-8"))
    until = time.monotonic() + 10
    while time.monotonic() < until and _runs(pid):
        os.sched_yield()
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")


def test_a_folder_left_by_a_killed_process_is_removed(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    script = (
        "import os, signal; from mrkl_core.experts.scratch import scratch_folder\n"
        "with scratch_folder(): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script], timeout=30, check=False)
    assert len(list(tmp_path.iterdir())) == 1
    with scratch_folder() as folder:
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "logistics98/prob35",
        "openstacks-sat08-adl/p01",
        "nomystery-sat11-strips/p01",
        "zenotravel/p01",
        "satellite-time-automatic/instance-20",
        "rovers-numeric-automatic/instance-1",
    ],
)
def test_competition_problems_are_solved_and_validated(ipc, name):
    task = ipc(name)
    found = solve(task.domain, task.problem, SolveOptions(timeout_s=20))
    assert found.status is SolveStatus.SOLVED_SATISFICING, found.reasons
    assert found.validated
