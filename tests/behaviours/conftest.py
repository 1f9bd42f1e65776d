"""The three first surfaces behind one face: the same request gives the same JSON on each."""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from mrkl_core.client import Client
from mrkl_core.contracts.context import LOCAL
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import SolveOptions
from mrkl_core.errors import MrklError
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

#: How the command line says what a method of the planning service does: the command, the files
#: that hold the texts, and options.
_PDDL = {
    "lint": ("lint", ("domain.pddl", "problem.pddl")),
    "mend": ("lint", ("domain.pddl", "problem.pddl"), "--fix"),
    "lay_out": ("fmt", ("text.pddl",)),
    "domain_page": ("show", ("domain.pddl",)),
    "problem_page": ("show", ("domain.pddl", "problem.pddl")),
    "draw": ("show", ("domain.pddl", "problem.pddl"), "--graph", "picture.svg"),
    "equivalent": ("equiv", ("domain.pddl", "a.pddl", "b.pddl")),
    "validate": ("validate", ("domain.pddl", "problem.pddl", "plan")),
    "simulate": ("simulate", ("domain.pddl", "problem.pddl", "plan")),
    "explain": ("explain", ("domain.pddl", "problem.pddl", "plan")),
    "diagnose": ("explain", ("domain.pddl", "problem.pddl")),
}

#: What differs from run to run.
VOLATILE = ("run", "elapsed_s", "cached", "events", "timings", "statistics", "at_s")


class Refusal(Exception):
    """A request was refused: the error's code, its violations' fields, its hint."""

    def __init__(self, code: str, fields: list[str], hint: str) -> None:
        super().__init__(code, fields, hint)
        self.code, self.fields, self.hint = code, fields, hint


def steady(value: Any) -> Any:
    """The value without what differs from run to run."""
    if isinstance(value, dict):
        return {k: steady(v) for k, v in value.items() if k not in VOLATILE}
    return [steady(v) for v in value] if isinstance(value, list) else value


class InProcess:
    """Python and gRPC: the runtime and the client have the same face."""

    def __init__(self, api: Any) -> None:
        self._api = api

    async def _do(self, result: Any) -> Any:
        try:
            found = await result if inspect.isawaitable(result) else result
        except MrklError as error:
            fields = [v.field for v in error.violations]
            raise Refusal(error.code, fields, error.hint) from error
        return steady(to_json(found))

    async def _call(self, group: str, method: str, *arguments: Any) -> Any:
        try:
            result = getattr(getattr(self._api, group), method)(*arguments)
        except MrklError as error:  # what the runtime does at once
            raise Refusal(error.code, [], error.hint) from error
        return await self._do(result)

    async def answer(self, words: str, today: str = "") -> Any:
        return await self._do(self._api.answers.answer(words, today=today))

    async def route(self, words: str) -> Any:
        return await self._call("answers", "route", words)

    async def call(self, tool: str, arguments: Any) -> Any:
        return await self._call("tools", "call", tool, arguments)

    async def tool(self, name: str) -> Any:
        return await self._call("tools", "get", name)

    async def tools(self) -> Any:
        return await self._call("tools", "list")

    async def search(self, words: str) -> Any:
        return await self._call("tools", "search", words)

    async def plugins(self) -> Any:
        return await self._call("tools", "plugins")

    async def domains(self) -> Any:
        return await self._call("plans", "domains")

    async def plans(self, method: str, *texts: str) -> Any:
        """What one of the methods says that take PDDL texts and give one outcome."""
        return await self._call("plans", method, *texts)

    async def engines(self) -> Any:
        return await self._call("plans", "engines")

    async def plan(self, words: str, domain: str, language: str = "") -> Any:
        return await self._do(self._api.plans.plan(words, domain, language=language))

    async def replan(self, words: str, domain: str, observed: str, done: int) -> Any:
        first = await self._api.plans.plan(words, domain)
        return await self._do(self._api.plans.replan(first.run, observed, done=done))

    async def solve(self, domain: str, problem: str, engine: str = "") -> Any:
        async def last() -> Any:
            options = SolveOptions(engine=engine)
            return [item async for item in self._api.plans.solve(domain, problem, options)][-1]

        return await self._do(last())


class CommandLine:
    """The command line, as a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.run = ""

    async def _run(self, *arguments: str, stdin: str = "") -> Any:
        end = arguments.index("--") if "--" in arguments else len(arguments)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "mrkl_core", *arguments[:end], "--json", *arguments[end:],
            stdin=-1, stdout=-1, stderr=-1, cwd=self._folder,
        )  # fmt: skip
        stdout, stderr = await asyncio.wait_for(process.communicate(stdin.encode()), 60)
        assert b"Traceback" not in stderr, stderr.decode()
        document = json.loads(stdout)
        self.run = document.get("run", "")
        if "error" in document:
            error = document["error"]
            assert process.returncode
            fields = [v["field"] for v in error["violations"]]
            raise Refusal(error["code"], fields, error["hint"])
        return steady(document)

    def _file(self, name: str, text: str) -> str:
        (self._folder / name).write_text(text, encoding="utf-8")
        return name

    def _domain(self, domain: str) -> str:
        return self._file("domain.pddl", domain) if "(" in domain else domain

    async def answer(self, words: str, today: str = "") -> Any:
        return await self._run("ask", *(["--today", today] if today else []), "--", words)

    async def route(self, words: str) -> Any:
        return await self._run("route", "--", words)

    async def call(self, tool: str, arguments: Any) -> Any:
        return await self._run("call", tool, "--args", json.dumps(arguments))

    async def tool(self, name: str) -> Any:
        return await self._run("tools", "show", name)

    async def tools(self) -> Any:
        return (await self._run("tools", "list"))["tools"]

    async def search(self, words: str) -> Any:
        return (await self._run("tools", "search", words))["matches"]

    async def plugins(self) -> Any:
        return (await self._run("plugins", "list"))["plugins"]

    async def domains(self) -> Any:
        return (await self._run("pddl", "domains"))["domains"]

    async def plans(self, method: str, *texts: str) -> Any:
        command, files, *more = _PDDL[method]
        names = [
            self._file(file, text) if "(" in text else text
            for file, text in zip(files, texts, strict=False)
        ]
        if command == "equiv":
            names = [*names[1:], "--domain", names[0]]
        found = await self._run("pddl", command, *names, *more)
        match method:
            case "lint":
                return found["diagnostics"]
            case "mend":
                left = {"left": found["diagnostics"]}
                return {"domain": self._text(files[0]), "problem": self._text(files[1]), **left}
            case "lay_out" | "draw":
                return self._text(more[-1] if more else files[0])
        return found

    async def engines(self) -> Any:
        return (await self._run("pddl", "engines"))["engines"]

    def _text(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")

    async def plan(self, words: str, domain: str, language: str = "") -> Any:
        own = ("--language", self._file("domain.yaml", language)) if language else ()
        return await self._run("plan", "--domain", self._domain(domain), *own, "--", words)

    async def replan(self, words: str, domain: str, observed: str, done: int) -> Any:
        await self.plan(words, domain)
        asked = ("--from", self.run, "--observe", observed, "--done", str(done))
        return await self._run("plan", *asked)

    async def solve(self, domain: str, problem: str, engine: str = "") -> Any:
        chosen = ("--engine", engine) if engine else ()
        file = self._file("problem.pddl", problem)
        return await self._run("pddl", "solve", self._domain(domain), file, *chosen)


@pytest.fixture
def refused() -> Callable[[Any], Awaitable[Refusal]]:
    """Awaits what must be refused, and gives the refusal."""

    async def refused(awaited: Any) -> Refusal:
        with pytest.raises(Refusal) as caught:
            await awaited
        return caught.value

    return refused


@pytest.fixture(scope="module", autouse=True)
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MRKL_STORE", str(tmp_path_factory.mktemp("store") / "runs.db"))
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "MRKL_MODEL", "MRKL_MANIFEST"):
            patch.delenv(name, raising=False)
        patch.delenv("MRKL_LOAD_PLUGINS", raising=False)
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(environment: None) -> AsyncIterator[dict[str, InProcess]]:
    """One runtime, and one server over it with a client: the same for all behaviours."""
    async with (
        Runtime.open() as runtime,
        Server(runtime, "127.0.0.1:0") as server,
        Client(server.address, caller=LOCAL) as client,
    ):
        yield {"python": InProcess(runtime), "grpc": InProcess(client)}


@pytest.fixture(params=["python", "grpc", "cli"])
def surface(request: pytest.FixtureRequest, served: dict[str, Any], tmp_path: Path) -> Any:
    return served.get(request.param) or CommandLine(tmp_path)
