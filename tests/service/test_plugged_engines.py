"""A planning engine of a plugin: installed, named, run within limits, and never believed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mrkl_core.contracts.planning import SolveOptions, SolveResult, SolveStatus
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.engines import engines
from mrkl_core.registry.soundness import BUILT_IN
from mrkl_core.resources import data_path
from mrkl_core.service.runtime import Runtime

BLOCKS = data_path("pddl_domains/blocksworld")
SWAP = """(define (problem swap) (:domain blocksworld) (:objects a b)
  (:init (on a b) (on-table b) (clear a) (arm-empty)) (:goal (on b a)))"""
STEPS = (("unstack", "a", "b"), ("putdown", "a"), ("pickup", "b"), ("stack", "b", "a"))
ENGINE = """
import os, re, time
from mrkl_core.contracts.planning import EngineCard, EngineResult, Plan, SolveStatus

class Engine:
    def __init__(self, name, solve):
        self.name, self._solve = name, solve
    def card(self):
        if self.name == "broken":
            raise KeyError("card")
        return EngineCard(self.name, True, "7", ("classical",), "pip install it", "MIT")
    def missing(self):
        return "there is none" if self.name == "absent" else ""
    def supports(self, features, options):
        if self.name == "broken":
            raise KeyError("supports")
        return "it proves nothing" if options.optimal else ""
    def solve(self, domain, problem, options, on_plan):
        return self._solve(problem)

def steps(problem):
    a, b = re.search(r"\\(on ([^ ()]+) ([^ ()]+)\\)", problem).groups()
    return ("unstack", a, b), ("putdown", a), ("pickup", b), ("stack", b, a)

def right(problem): return EngineResult(SolveStatus.SOLVED_SATISFICING, Plan(steps(problem)))
def wrong(problem): return EngineResult(SolveStatus.SOLVED_OPTIMALLY, Plan(steps(problem)[:2]))
def raises(problem): raise KeyError("nothing")
def hangs(problem): time.sleep(60)
def dies(problem): os.abort()
def nonsense(problem): return "a plan"

@hookimpl
def mrkl_planners(settings):
    assert settings.config("known")["secret"] == "swordfish", settings
    for solve in (right, wrong, raises, hangs, dies, nonsense):
        yield Engine(solve.__name__, solve)
    yield Engine("absent", right)
    yield Engine("broken", right)
"""


@pytest.fixture
def open_runtime(
    install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Runtime]:
    """A runtime with the plugin installed, and these engines preferred."""
    install("known", ENGINE)
    monkeypatch.setenv("MRKL_LOAD_PLUGINS", "known")

    def opened(*prefer: str) -> Runtime:
        manifest = tmp_path / "tools.yaml"
        manifest.write_text(
            "version: 1\nexperts: {known: {config: {secret: swordfish}}}\n"
            f"planning: {{timeout_s: 20, engines: {{prefer: [{', '.join(prefer)}]}}}}\n",
            encoding="utf-8",
        )
        return Runtime.open(manifest, store_url=f"sqlite:///{tmp_path}/runs.db")

    return opened


async def solve(runtime: Runtime, **options: Any) -> SolveResult:
    asked = SolveOptions(**{"timeout_s": 20.0, **options})
    found = [item async for item in runtime.plans.solve("blocksworld", SWAP, asked)]
    assert isinstance(found[-1], SolveResult)
    return found[-1]


async def test_one_that_is_named_plans_and_our_validator_judges(
    open_runtime: Callable[..., Runtime],
) -> None:
    async with open_runtime() as runtime:
        found = await solve(runtime, engine="right")
        (kept,) = await runtime.runs.list()
    assert (found.engine, found.plan, found.validated) == ("right", STEPS, True)
    assert found.status is SolveStatus.SOLVED_SATISFICING
    assert found.evidence
    assert "swordfish" not in json.dumps(kept.request)


async def test_one_that_the_manifest_prefers_leads_the_race(
    open_runtime: Callable[..., Runtime],
) -> None:
    async with open_runtime("right", "kairos") as runtime:
        found = await solve(runtime)
    assert found.validated
    assert any(why.startswith("right: the first in preference") for why in found.reasons)


async def test_one_that_is_named_plans_what_words_ask(open_runtime: Callable[..., Runtime]) -> None:
    words = (
        "Block a is on block b, block b is on the table and block a is clear. "
        "I want block b on block a."
    )
    async with open_runtime() as runtime:
        planned = await runtime.plans.plan(words, options=SolveOptions(engine="right"))
    assert (planned.engine, planned.validated) == ("right", True)


async def test_one_that_nobody_names_takes_no_part(open_runtime: Callable[..., Runtime]) -> None:
    async with open_runtime() as runtime:
        found = await solve(runtime)
    assert found.validated
    assert "right" not in " ".join(found.reasons).split()


@pytest.mark.parametrize(
    ("engine", "status", "why"),
    [
        ("wrong", SolveStatus.NO_PLAN_FOUND, "the plan of wrong was thrown away"),
        ("raises", SolveStatus.NO_PLAN_FOUND, "it raised KeyError"),
        ("dies", SolveStatus.NO_PLAN_FOUND, "its process died"),
        ("nonsense", SolveStatus.NO_PLAN_FOUND, "it raised AttributeError"),
        ("hangs", SolveStatus.TIMEOUT, "stopped at its limit"),
    ],
)
async def test_whatever_one_does_ends_in_a_status_that_is_true(
    open_runtime: Callable[..., Runtime], engine: str, status: SolveStatus, why: str
) -> None:
    async with open_runtime() as runtime:
        found = await solve(runtime, engine=engine, timeout_s=3.0)
    assert (found.status, found.plan) == (status, None)
    assert any(why in reason for reason in found.reasons), found.reasons


async def test_others_plan_where_a_preferred_one_fails(
    open_runtime: Callable[..., Runtime],
) -> None:
    async with open_runtime("broken", "wrong", "raises") as runtime:
        found = await solve(runtime)
        cards = {card.name: card for card in runtime.plans.engines()}
    assert found.validated
    assert found.engine not in ("wrong", "raises", "broken")
    assert cards["broken"].reason == "it raised KeyError: 'card'"


async def test_one_that_is_not_here_or_not_known_is_told(
    open_runtime: Callable[..., Runtime],
) -> None:
    async with open_runtime() as runtime:
        with pytest.raises(EngineMissing, match="there is none"):
            await solve(runtime, engine="absent")
        with pytest.raises(EngineMissing) as caught:
            await solve(runtime, engine="rigth")
    assert "right" in caught.value.hint


def test_the_command_line_lists_it_and_plans_with_it(
    open_runtime: Callable[..., Runtime], tmp_path: Path
) -> None:
    open_runtime()
    (tmp_path / "swap.pddl").write_text(SWAP, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "site-packages"),
        "MRKL_MANIFEST": str(tmp_path / "tools.yaml"),
        "MRKL_STORE": str(tmp_path / "runs.db"),
    }

    def mrkl(*arguments: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "mrkl_core", *arguments, "--json"],
            capture_output=True, text=True, env=environment, timeout=60, check=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    listed = {engine["name"]: engine for engine in mrkl("pddl", "engines")["engines"]}
    assert listed["right"]["installed"]
    assert listed["right"]["licence"] == "MIT"
    found = mrkl("pddl", "solve", "blocksworld", str(tmp_path / "swap.pddl"), "--engine", "right")
    assert (found["engine"], found["validated"]) == ("right", True)
    assert mrkl("manifest", "check")["valid"]


def test_no_plugin_may_take_the_name_of_an_engine_of_ours() -> None:
    assert set(BUILT_IN["mrkl_planners"]) == {engine.name for engine in engines()}
