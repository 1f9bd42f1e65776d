"""Who may use what: one rule, obeyed by lists, search, routing, answers and calls."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mrkl_core.client import Client
from mrkl_core.contracts.answers import AnswerStatus
from mrkl_core.contracts.context import called_by
from mrkl_core.errors import ExpertNotFound, ToolForbidden, ToolNotFound
from mrkl_core.manifest.load import load
from mrkl_core.registry.audit import audit
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

MANIFEST = """
version: 1
plugins: {allow: [calculator, units]}
callers:
  "*": ["calculator.evaluate"]
  ann: ["units.con*", "calculator.*"]
  nobody: []
routing: {order: [bids, by_schema]}
"""
WORDS = "convert 3 miles to km"


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("callers") / "tools_manifest.yaml"
    file.write_text(MANIFEST, "utf-8")
    return file


@pytest.fixture(scope="module")
def runtime(loop: asyncio.AbstractEventLoop, manifest: Path) -> Iterator[Runtime]:
    async def opened() -> Runtime:
        return Runtime.open(manifest, store_url=f"sqlite:///{manifest.parent}/runs.db")

    found = loop.run_until_complete(opened())
    yield found
    loop.run_until_complete(found.close())


Seen = Callable[[str, Callable[[Any], Any]], Any]


@pytest.fixture(params=["in process", "over gRPC"])
def asking(
    request: pytest.FixtureRequest, loop: asyncio.AbstractEventLoop, runtime: Runtime
) -> Seen:
    """What a caller is given: by a runtime, or by a client of a server over it."""

    async def here(who: str, ask: Callable[[Any], Any]) -> Any:
        with called_by(who):
            found = ask(runtime)
            return await found if asyncio.iscoroutine(found) else found

    async def there(who: str, ask: Callable[[Any], Any]) -> Any:
        async with (
            Server(runtime, "127.0.0.1:0") as server,
            Client(server.address, caller=who) as client,
        ):
            return await ask(client)

    one = here if request.param == "in process" else there
    return lambda who, ask: loop.run_until_complete(one(who, ask))


def test_only_what_one_may_use_is_listed_and_found(asking: Seen) -> None:
    for who in ("bob", ""):  # named nowhere, and who does not say
        listed = asking(who, lambda api: api.tools.list())
        assert [tool.name for tool in listed] == ["calculator.evaluate"]
        found = asking(who, lambda api: api.tools.search(WORDS))
        assert [match.tool.name for match in found] == ["calculator.evaluate"]
        (expert,) = asking(who, lambda api: api.tools.experts())
        assert (expert.name, expert.tools) == ("calculator", ("evaluate",))
        with pytest.raises(ExpertNotFound):
            asking(who, lambda api: api.tools.list("units"))
    found = asking("ann", lambda api: api.tools.search(WORDS))
    assert found[0].tool.name == "units.convert"
    assert all(match.tool.name.startswith(("units.con", "calculator.")) for match in found)
    assert asking("nobody", lambda api: api.tools.list()) == ()
    assert list(asking("nobody", lambda api: api.tools.search(WORDS))) == []


def test_a_call_of_another_tool_is_an_error_of_its_own(asking: Seen) -> None:
    arguments = {"quantity": "3 miles", "to": "km"}
    assert asking("ann", lambda api: api.tools.call("units.convert", arguments)).text
    for ask in (
        lambda api: api.tools.call("units.convert", arguments),
        lambda api: api.tools.get("units.convert"),
    ):
        with pytest.raises(ToolForbidden, match="is not for 'bob'") as caught:
            asking("bob", ask)
        assert caught.value.metadata == {"tool": "units.convert", "caller": "bob"}
    with pytest.raises(ToolNotFound) as absent:
        asking("bob", lambda api: api.tools.get("units.convrt"))
    assert "units" not in absent.value.hint


def test_words_go_to_nobody_that_one_may_not_use(asking: Seen) -> None:
    assert asking("ann", lambda api: api.answers.answer(WORDS)).tool == "units.convert"
    refused = asking("bob", lambda api: api.answers.answer(WORDS))
    assert refused.status is AnswerStatus.REFUSED
    assert "units" not in refused.answer
    assert not any(c.arguments for c in refused.candidates if c.tool.startswith("units."))
    assert (
        asking("bob", lambda api: api.answers.route("2 + 3")).chosen.tool == "calculator.evaluate"
    )


def test_the_command_line_obeys_the_same_rule(manifest: Path) -> None:
    def mrkl(who: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mrkl_core", "--manifest", str(manifest), "--json", *words],
            capture_output=True, text=True, timeout=100, check=False,
            env={**os.environ, "MRKL_CALLER": who,
                 "MRKL_STORE": str(manifest.parent / "cli.db")},
        )  # fmt: skip

    assert len(json.loads(mrkl("bob", "tools", "list").stdout)["tools"]) == 1
    done = mrkl("bob", "call", "units.convert", "quantity=3 miles", "to=km")
    assert done.returncode == 32
    assert '"TOOL_FORBIDDEN"' in done.stdout + done.stderr


def test_a_pattern_that_names_no_tool_is_told(manifest: Path, tmp_path: Path) -> None:
    file = tmp_path / "tools_manifest.yaml"
    file.write_text(MANIFEST.replace("units.con*", "unit.con*"), "utf-8")
    policy = load(file)

    async def found() -> list[str]:
        async with Runtime.open(file, store_url=f"sqlite:///{tmp_path}/runs.db") as runtime:
            return [
                d.message for d in audit(policy, runtime.registry) if d.code == "manifest.caller"
            ]

    assert asyncio.run(found()) == ["no tool is called 'unit.con*', which 'ann' may use"]
