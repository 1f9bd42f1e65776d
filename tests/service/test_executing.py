"""Plans carried out in a little world: a plugin's arm moves blocks in a file, and slips."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from mrkl_core.client import Client
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.execution import (
    Binding,
    Bindings,
    Executed,
    ExecutionStatus,
    StepOutcome,
)
from mrkl_core.errors import BadRequest, NotReady, RunNotFound, ToolNotFound
from mrkl_core.resources import data_path
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

#: One event loop for all, since one server serves all.
pytestmark = pytest.mark.asyncio(loop_scope="module")

#: A third party's plugin. `faults` in the file says how the next calls go wrong.
PLUGIN = '''
import json, os, time
from pathlib import Path
from mrkl_core import Effect, Expert, Failure, Tool, hookimpl
from mrkl_core.contracts.planning import DomainFolder

WORLD = Path(__file__).with_name("world.json")
HERE = Path(__file__).parent

def read():
    return json.loads(WORLD.read_text())

def write(world):
    new = WORLD.with_suffix(".new")
    new.write_text(json.dumps(world))
    os.replace(new, WORLD)

def move(block, to):
    """Takes a block to "hand", "table" or another block."""
    world = read()
    fault = world["faults"].pop(0) if world["faults"] else ""
    world["calls"].append([block, to])
    write(world)
    if fault == "jam":
        return Failure("JAMMED", "the arm is jammed")
    if fault == "hold":
        time.sleep(60)
    if fault == "crash":
        os._exit(3)
    world["on"][block] = "table" if fault == "slip" else to
    write(world)
    return f"{block} is at {to}"

def look():
    on = read()["on"]
    facts = []
    for block, place in on.items():
        if place == "hand":
            facts.append(f"(holding {block})")
        else:
            facts.append(f"(on-table {block})" if place == "table" else f"(on {block} {place})")
            if block not in on.values():
                facts.append(f"(clear {block})")
    if "hand" not in on.values():
        facts.append("(arm-empty)")
    return {"observed": facts}

TEXT = {"type": "string"}
MOVE = {"type": "object", "properties": {"block": TEXT, "to": TEXT}, "required": ["block", "to"]}

@hookimpl
def mrkl_experts():
    yield Expert("arm", "Moves blocks.", [
        Tool("move", "Moves a block.", MOVE, TEXT, move, Effect.CHANGES),
        Tool("look", "Tells what is where.", {"type": "object"}, {}, look, Effect.READS),
    ])

@hookimpl
def mrkl_domains():
    yield DomainFolder(str(HERE / "yards"))
'''

TOOLS = """
tools:
  actions:
    pickup: {tool: arm.move, arguments: {block: "{ob}", to: hand}}
    putdown: {tool: arm.move, arguments: {block: "{ob}", to: table}}
    stack: {tool: arm.move, arguments: {block: "{ob}", to: "{underob}"}}
    unstack: {tool: arm.move, arguments: {block: "{ob}", to: hand}}
  observe: {tool: arm.look}
  complete: [on, on-table, clear, holding, arm-empty]
"""

MANIFEST = """
version: 1
defaults: {timeout_s: 20}
experts: {arm: {tools: {move: {enabled: true}}}}
planning: {improve_s: 0}
"""

WORDS = (
    "Block a is on block b. Block b is on the table. Block c is on the table. "
    "I want block b on block c and block a on block b."
)
PLANNED = 6


class World:
    """The file that the arm works on."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begins(self, *faults: str, on: dict[str, str] | None = None) -> None:
        start = on or {"block_a": "block_b", "block_b": "table", "block_c": "table"}
        self.path.write_text(json.dumps({"on": start, "calls": [], "faults": faults}))

    @property
    def on(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.path.read_text())["on"]
        return found

    @property
    def calls(self) -> list[list[str]]:
        found: list[list[str]] = json.loads(self.path.read_text())["calls"]
        return found

    def is_as_wanted(self) -> bool:
        wanted = {"block_a": "block_b", "block_b": "block_c", "block_c": "table"}
        return {block: self.on[block] for block in wanted} == wanted


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip install mrkl-arm` would leave: the plugin, and a domain with its tools."""
    site = tmp_path_factory.mktemp("site")
    info = site / "mrkl_arm-1.0.dist-info"
    info.mkdir()
    (site / "mrkl_arm.py").write_text(PLUGIN, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: mrkl-arm\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mrkl]\narm = mrkl_arm\n")
    yard = site / "yards" / "yard"
    yard.mkdir(parents=True)
    blocks = data_path("pddl_domains/blocksworld")
    (yard / "domain.pddl").write_bytes((blocks / "domain.pddl").read_bytes())
    language = (blocks / "domain.yaml").read_text(encoding="utf-8")
    (yard / "domain.yaml").write_text(language + TOOLS, encoding="utf-8")
    (site / "tools.yaml").write_text(MANIFEST, encoding="utf-8")
    return site


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def runtime(site: Path) -> AsyncIterator[Runtime]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(site), *sys.path])
        async with Runtime.open(site / "tools.yaml", store_url="sqlite://") as opened:
            yield opened
        sys.modules.pop("mrkl_arm", None)


@pytest.fixture
def world(site: Path) -> World:
    world = World(site / "world.json")
    world.begins()
    return world


async def carried_out(plans: Any, domain: str = "yard", **asked: Any) -> Executed:
    """What came of planning the words and carrying the plan out."""
    answer = await plans.plan(WORDS, domain)
    assert len(answer.plan) == PLANNED
    *events, done = [item async for item in plans.execute(answer.run, **asked)]
    assert all(isinstance(event, Event) for event in events)
    assert isinstance(done, Executed)
    return done


async def test_a_plan_for_a_part_of_the_words_is_not_carried_out(runtime: Runtime) -> None:
    answer = await runtime.plans.plan(f"{WORDS} Mind the gap.", "yard")
    assert len(answer.plan or ()) == PLANNED
    with pytest.raises(BadRequest, match="Mind the gap"):
        await anext(runtime.plans.execute(answer.run, approve=True))


async def test_a_plan_is_carried_out_and_seen_to_work(runtime: Runtime, world: World) -> None:
    done = await carried_out(runtime.plans, approve=True)
    assert done.status is ExecutionStatus.DONE
    assert world.is_as_wanted()
    assert [step.outcome for step in done.steps] == [StepOutcome.OBSERVED] * PLANNED
    assert done.steps[0].sentence == "Take block a off block b."
    assert (done.left, done.replans) == ((), 0)
    assert [e.verdict for e in done.evidence] == [Verdict.PASSED] * 2
    kept = await runtime.runs.get(done.run)
    assert (kept.kind, kept.status) == ("execute", "DONE")
    assert [e.kind for e in kept.events].count("step_ended") == PLANNED


async def test_nothing_is_changed_without_approval(runtime: Runtime, world: World) -> None:
    done = await carried_out(runtime.plans)
    assert done.status is ExecutionStatus.NEEDS_APPROVAL
    assert "arm.move changes the outside world" in done.summary
    assert len(done.left) == PLANNED
    assert world.calls == []


async def test_a_slip_is_seen_and_the_rest_planned_again(runtime: Runtime, world: World) -> None:
    world.begins("", "", "", "slip")  # block b falls beside block c
    done = await carried_out(runtime.plans, approve=True)
    assert done.status is ExecutionStatus.DONE
    assert world.is_as_wanted()
    assert done.replans == 1
    slipped = done.steps[3]
    assert slipped.outcome is StepOutcome.DEVIATED
    assert "(on-table block_b)" in slipped.differs
    assert "(not (on block_b block_c))" in slipped.differs


async def test_a_failed_step_is_tried_again_within_bounds(runtime: Runtime, world: World) -> None:
    world.begins("jam")
    done = await carried_out(runtime.plans, approve=True)
    assert (done.status, done.replans) == (ExecutionStatus.DONE, 1)
    assert done.steps[0].outcome is StepOutcome.FAILED
    assert world.is_as_wanted()

    world.begins(*["jam"] * 9)
    done = await carried_out(runtime.plans, approve=True, max_replans=2)
    assert (done.status, done.replans) == (ExecutionStatus.STOPPED, 2)
    assert len(world.calls) == 3
    assert "the arm is jammed" in done.summary
    assert len(done.left) == PLANNED
    # Somebody helps, and says so: it is planned on from where things stood.
    answer = await runtime.plans.replan(done.run, "Block a is on the table.")
    assert answer.plan is not None
    assert len(answer.plan) == 4
    assert answer.steps[-1] == "Stack block a on block b."


async def test_what_a_lost_tool_did_is_looked_at(runtime: Runtime, world: World) -> None:
    world.begins("crash")
    done = await carried_out(runtime.plans, approve=True)
    assert done.status is ExecutionStatus.DONE
    assert done.steps[0].outcome is StepOutcome.LOST
    assert world.is_as_wanted()


async def test_a_world_that_is_otherwise_from_the_start_is_planned_in_as_it_is(
    runtime: Runtime, world: World
) -> None:
    world.begins(on={"block_a": "table", "block_b": "table", "block_c": "table"})
    done = await carried_out(runtime.plans, approve=True)
    assert done.status is ExecutionStatus.DONE
    assert world.is_as_wanted()
    assert len(done.steps) == 4  # the end of the plan was all that was needed
    assert done.replans == 1


async def test_what_is_otherwise_but_in_nobodys_way_is_no_reason_to_plan_again(
    runtime: Runtime, world: World
) -> None:
    answer = await runtime.plans.plan(f"Block d is on block e. {WORDS}", "yard")
    base = {"block_a": "block_b", "block_b": "table", "block_c": "table"}
    world.begins(on={**base, "block_d": "table", "block_e": "table"})
    stream = runtime.plans.execute(answer.run, approve=True, max_replans=0)
    *_, done = [item async for item in stream]
    assert isinstance(done, Executed)
    assert (done.status, done.replans) == (ExecutionStatus.DONE, 0)
    assert world.is_as_wanted()


BLIND = Bindings(
    (
        Binding("pickup", "arm.move", {"block": "{ob}", "to": "hand"}),
        Binding("putdown", "arm.move", {"block": "{ob}", "to": "table"}),
        Binding("stack", "arm.move", {"block": "{ob}", "to": "{underob}"}),
        Binding("unstack", "arm.move", {"block": "{ob}", "to": "hand"}),
    )
)


async def test_where_nobody_looks_nothing_is_called_observed(
    runtime: Runtime, world: World
) -> None:
    done = await carried_out(runtime.plans, "blocksworld", bindings=BLIND, approve=True)
    assert done.status is ExecutionStatus.DONE
    assert {step.outcome for step in done.steps} == {StepOutcome.REPORTED}
    assert [e.verdict for e in done.evidence] == [Verdict.UNCHECKED] * 2

    world.begins("", "crash")
    done = await carried_out(runtime.plans, "blocksworld", bindings=BLIND, approve=True)
    assert done.status is ExecutionStatus.STOPPED
    assert done.summary.startswith("Nobody knows what this step did")
    assert len(done.steps) == 2


async def test_what_cannot_be_carried_out_is_refused_before_anything_is_done(
    runtime: Runtime, world: World
) -> None:
    answer = await runtime.plans.plan(WORDS, "yard")

    async def execute(run: str, bindings: Bindings | None = None) -> None:
        async for _ in runtime.plans.execute(run, bindings, approve=True):
            pass

    with pytest.raises(NotReady, match="no tool does the action"):
        await execute(answer.run, Bindings(BLIND.actions[:3]))
    wrong = Binding("unstack", "arm.move", {"block": "{nothing}", "to": "hand"})
    with pytest.raises(BadRequest, match="is no template for the action 'unstack'"):
        await execute(answer.run, Bindings((*BLIND.actions[:3], wrong)))
    with pytest.raises(RunNotFound):
        await execute("nothing")
    none = Binding("unstack", "arm.unstack", {})
    with pytest.raises(ToolNotFound):
        await execute(answer.run, Bindings((*BLIND.actions[:3], none)))
    assert world.calls == []


async def test_cancelling_stops_the_tool_and_keeps_what_was_done(
    runtime: Runtime, world: World
) -> None:
    world.begins("", "hold")
    answer = await runtime.plans.plan(WORDS, "yard")
    stream = runtime.plans.execute(answer.run, approve=True)
    started = 0
    async for item in stream:
        started += isinstance(item, Event) and item.kind == "step_started"
        if started == 2:
            break
    await stream.aclose()
    (kept,) = await runtime.runs.list(limit=1, kind="execute")
    assert kept.status == "CANCELLED"
    assert len(kept.response["steps"]) == 1
    assert len(kept.response["left"]) == PLANNED - 1


async def test_a_plan_is_carried_out_over_grpc(runtime: Runtime, world: World) -> None:
    async with Server(runtime, "127.0.0.1:0") as server, Client(server.address) as client:
        world.begins("", "jam")
        done = await carried_out(client.plans, approve=True)
        assert (done.status, done.replans) == (ExecutionStatus.DONE, 1)
        assert world.is_as_wanted()
        world.begins()
        done = await carried_out(client.plans, "blocksworld", bindings=BLIND, approve=True)
        assert done.status is ExecutionStatus.DONE


async def test_the_command_line_carries_a_plan_out(
    site: Path, world: World, tmp_path: Path
) -> None:
    async def mrkl(*arguments: str) -> tuple[int | None, Any]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "mrkl_core", "--manifest", str(site / "tools.yaml"),
            *arguments, "--json", stdout=-1, stderr=-1,
            env={**os.environ, "PYTHONPATH": str(site), "MRKL_STORE": str(tmp_path / "runs.db")},
        )  # fmt: skip
        stdout, stderr = await asyncio.wait_for(process.communicate(), 60)
        assert b"Traceback" not in stderr, stderr.decode()
        return process.returncode, json.loads(stdout)

    _, answer = await mrkl("plan", "--domain", "yard", WORDS)
    code, done = await mrkl("execute", answer["run"])
    assert (code, done["status"]) == (19, "NEEDS_APPROVAL")
    assert world.calls == []
    code, done = await mrkl("execute", answer["run"], "--yes")
    assert (code, done["status"]) == (0, "DONE")
    assert world.is_as_wanted()
    (tmp_path / "tools.yaml").write_text("actions: {pickup: {tool: arm.move}}\nlook: 7\n")
    code, refused = await mrkl("execute", answer["run"], "--tools", str(tmp_path / "tools.yaml"))
    assert code == 30
    assert "look" in refused["error"]["message"]
