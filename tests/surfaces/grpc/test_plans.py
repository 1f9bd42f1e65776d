from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from mrkl_core import errors
from mrkl_core.client import Client
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.planning import SolveOptions, SolveResult, SolveStatus
from mrkl_core.service.runtime import Runtime

pytestmark = pytest.mark.asyncio(loop_scope="module")

DOMAIN = """(define (domain lamps)
  (:requirements :strips :typing)
  (:types lamp)
  (:predicates (on ?l - lamp) (off ?l - lamp) (next ?a ?b - lamp))
  (:action light :parameters (?a ?b - lamp)
    :precondition (and (on ?a) (next ?a ?b) (off ?b))
    :effect (and (on ?b) (not (off ?b)))))
"""
PROBLEM = """(define (problem three) (:domain lamps)
  (:objects a b c - lamp)
  (:init (on a) (off b) (off c) (next a b) (next b c))
  (:goal (on c)))
"""
PLAN = "(light a b)\n(light b c)\n"
BROKEN_PLAN = "(light b c)\n"
UNSOLVABLE = PROBLEM.replace("(next b c)", "")

#: One more pigeon than holes, none of which is like another to a planner that looks at states.
PIGEONS = """(define (domain pigeons)
  (:requirements :strips :typing)
  (:types pigeon hole)
  (:predicates (free ?h - hole) (homeless ?p - pigeon)
    (in ?p - pigeon ?h - hole) (housed ?p - pigeon))
  (:action settle :parameters (?p - pigeon ?h - hole)
    :precondition (and (homeless ?p) (free ?h))
    :effect (and (in ?p ?h) (housed ?p) (not (homeless ?p)) (not (free ?h))))
  (:action leave :parameters (?p - pigeon ?h - hole)
    :precondition (in ?p ?h)
    :effect (and (homeless ?p) (free ?h) (not (in ?p ?h)) (not (housed ?p)))))
"""


def pigeons(holes: int) -> str:
    birds = [f"p{i}" for i in range(holes + 1)]
    nests = [f"h{i}" for i in range(holes)]
    init = [f"(free {h})" for h in nests] + [f"(homeless {p})" for p in birds]
    goal = [f"(housed {p})" for p in birds]
    return f"""(define (problem crowd) (:domain pigeons)
      (:objects {" ".join(birds)} - pigeon {" ".join(nests)} - hole)
      (:init {" ".join(init)})
      (:goal (and {" ".join(goal)})))"""


async def solved(plans: Any, problem: str, options: SolveOptions | None = None) -> SolveResult:
    items = [item async for item in plans.solve(DOMAIN, problem, options)]
    assert all(isinstance(item, Event) for item in items[:-1])
    assert isinstance(items[-1], SolveResult)
    return items[-1]


@pytest.mark.parametrize("problem", [PROBLEM, UNSOLVABLE], ids=["solvable", "unsolvable"])
async def test_a_result_is_the_one_found_in_process(
    client: Client, runtime: Runtime, problem: str
) -> None:
    def timeless(result: SolveResult) -> SolveResult:
        assert result.timings
        return replace(result, timings={}, statistics={})

    here, there = await solved(runtime.plans, problem), await solved(client.plans, problem)
    assert timeless(there) == timeless(here)


async def test_the_way_to_a_plan(client: Client) -> None:
    result = await solved(client.plans, PROBLEM)
    assert result.status.solved
    assert result.plan == (("light", "a", "b"), ("light", "b", "c"))
    assert result.validated
    assert result.evidence
    unsolvable = await solved(client.plans, UNSOLVABLE)
    assert unsolvable.status is SolveStatus.UNSOLVABLE
    assert unsolvable.plan is None


async def test_options_go_all_the_way(client: Client) -> None:
    with pytest.raises(errors.EngineMissing, match="nosuch"):
        await solved(client.plans, PROBLEM, SolveOptions(engine="nosuch"))


@pytest.mark.parametrize("plan", [PLAN, BROKEN_PLAN, ""], ids=["valid", "broken", "empty"])
async def test_plans_are_checked_and_told_as_in_process(
    client: Client, runtime: Runtime, plan: str
) -> None:
    for name in ("validate", "simulate", "explain"):
        here = await getattr(runtime.plans, name)(DOMAIN, PROBLEM, plan)
        there = await getattr(client.plans, name)(DOMAIN, PROBLEM, plan)
        assert there == here, name


async def test_a_problem_without_a_plan_is_diagnosed_as_in_process(
    client: Client, runtime: Runtime
) -> None:
    for problem in (PROBLEM, UNSOLVABLE):
        here = await runtime.plans.diagnose(DOMAIN, problem)
        assert await client.plans.diagnose(DOMAIN, problem) == here
        assert here.solvable is (problem is PROBLEM)


async def test_a_broken_plan_says_where(client: Client) -> None:
    validation = await client.plans.validate(DOMAIN, PROBLEM, BROKEN_PLAN)
    assert not validation.valid
    assert validation.failed_step == 0
    assert validation.unmet


async def test_pddl_that_cannot_be_read_names_the_place(client: Client, runtime: Runtime) -> None:
    broken = PROBLEM.rstrip().removesuffix(")")
    with pytest.raises(errors.PddlInvalid) as here:
        await runtime.plans.validate(DOMAIN, broken, PLAN)
    with pytest.raises(errors.PddlInvalid) as there:
        await client.plans.validate(DOMAIN, broken, PLAN)
    assert there.value.location == here.value.location
    assert there.value.location is not None
    assert str(there.value) == str(here.value)


async def test_lint_finds_what_it_finds_in_process(client: Client, runtime: Runtime) -> None:
    odd = PROBLEM.replace("(on c)", "(shines c)")
    found = await client.plans.lint(DOMAIN, odd)
    assert found
    assert found == await runtime.plans.lint(DOMAIN, odd)


async def test_domains_and_engines_are_listed(client: Client, runtime: Runtime) -> None:
    domains = await client.plans.domains()
    assert domains == runtime.plans.domains()
    assert {"blocksworld", "logistics"} <= {domain.name for domain in domains}
    assert await client.plans.domain("logistics") == runtime.plans.domain("logistics")
    assert await client.plans.engines() == runtime.plans.engines()
    with pytest.raises(errors.DomainNotFound, match="logistics"):
        await client.plans.domain("logistic")


async def test_words_become_a_plan_in_words(client: Client, runtime: Runtime) -> None:
    words = runtime.plans.domain("blocksworld").examples[0]
    here = await runtime.plans.plan(words, "blocksworld")
    there = await client.plans.plan(words, "blocksworld")
    assert replace(there, timings={}, run="") == replace(here, timings={}, run="")
    assert there.validated
    assert len(there.steps) == len(there.plan or ())
    formalized = await client.plans.formalize(words, "blocksworld")
    assert formalized == await runtime.plans.formalize(words, "blocksworld")


async def test_leaving_a_search_kills_every_engine_and_leaves_no_file(
    client: Client, scratch: Path
) -> None:
    def workers() -> set[int]:  # the direct children are the nurseries they were forked from
        return {
            child.pid
            for nursery in psutil.Process().children()
            for child in nursery.children(recursive=True)
        }

    installed = {card.name for card in await client.plans.engines() if card.installed}
    racing = {"kairos", "fast-downward"} & installed
    before = workers()
    options = SolveOptions(timeout_s=100)
    async with aclosing(client.plans.solve(PIGEONS, pigeons(12), options)) as stream:
        started: set[str] = set()
        async for item in stream:
            assert isinstance(item, Event), "nobody solves this so fast"
            if item.kind == "solving":
                started.add(item.data["engine"])
            if started >= racing:
                break
        end = time.monotonic() + 20
        while "fast-downward" in racing and not list(scratch.iterdir()):
            assert time.monotonic() < end, "no engine made a file"
            await asyncio.sleep(0.01)
        searching = workers() - before
        assert searching
    end = time.monotonic() + 10
    while searching & workers() or list(scratch.iterdir()):
        assert time.monotonic() < end, "the search went on, or left a file"
        await asyncio.sleep(0.01)
    assert (await solved(client.plans, PROBLEM)).validated


async def test_a_search_past_its_deadline_is_an_answer(client: Client) -> None:
    stream = client.plans.solve(PIGEONS, pigeons(12), deadline=Deadline.after(3))
    *_, result = [item async for item in stream]
    assert isinstance(result, SolveResult)
    assert result.status is SolveStatus.TIMEOUT
    assert result.plan is None
