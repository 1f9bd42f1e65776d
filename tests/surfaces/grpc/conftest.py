"""A runtime with a plugin that nobody here wrote, served on a free port."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from mrkl_core.client import Client
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.server import Server

#: A third party's plugin: what a wheel unpacks to.
PLUGIN = '''
import os, subprocess, sys, time
from mrkl_core import Bid, Effect, Evidence, Expert, Failure, Result, Tool, emit, hookimpl

ANY = {"type": "object"}

def schema(**properties):
    return {"type": "object", "properties": properties, "required": list(properties)}

def echo(value):
    return Result(value, text=f"echoed {value!r}", evidence=(Evidence("it is the same", "by eye"),))

def hold(file, seconds):
    """Leaves its process id and a grandchild's in the file, then holds on while it is there."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with open(file + ".new", "w") as out:
        print(os.getpid(), child.pid, file=out)
    os.rename(file + ".new", file)
    emit("holding", file=file)
    end = time.monotonic() + seconds
    while os.path.exists(file) and time.monotonic() < end:
        time.sleep(0.01)
    child.kill()
    return seconds

def divide(a, b):
    return Failure("DIVISION_BY_ZERO", "b is 0", hint="give another b") if b == 0 else a / b

def whose(who):
    return who

def crash():
    os._exit(3)

def fault():
    raise ValueError("a stranger's secret")

def lie():
    return "not a number"

def hog():
    return len(bytearray(4 << 30))

def shout():
    return "x" * 10_000_000

NUMBER = {"type": "number"}
WHOSE = {**ANY, "properties": {"who": {"type": "string", "x-mrkl-context": "caller"}}}

def bid(words):
    """Reads "probe echo WORD", "probe deep N", "probe divide A by B" and "probe hold FILE"."""
    match words.split():
        case ["probe", "echo", word]:
            yield Bid("echo", {"value": word}, 0.95, "it says so")
        case ["probe", "deep", levels]:
            value = 1
            for _ in range(int(levels)):
                value = {"in": value}
            yield Bid("echo", {"value": value}, 0.95, "it says so")
        case ["probe", "divide", a, "by", b]:
            yield Bid("divide", {"a": float(a), "b": float(b)}, 0.95, "it says so")
        case ["probe", "whose"]:
            yield Bid("whose", {}, 0.95, "it says so")
        case ["probe", "hold", file]:
            yield Bid("hold", {"file": file, "seconds": 60}, 0.95, "it says so")

@hookimpl
def mrkl_experts():
    yield Expert("probe", "Probes the server.", [
        Tool("echo", "Gives back its argument.", schema(value={}), {}, echo),
        Tool("hold", "Holds on for some seconds.",
             schema(file={"type": "string"}, seconds=NUMBER), NUMBER, hold, Effect.READS),
        Tool("divide", "Divides a by b.", schema(a=NUMBER, b=NUMBER), NUMBER, divide),
        Tool("whose", "Says who asks.", WHOSE, {"type": "string"}, whose, Effect.READS),
        Tool("crash", "Ends its process.", ANY, NUMBER, crash),
        Tool("fault", "Raises.", ANY, NUMBER, fault),
        Tool("lie", "Breaks its own schema.", ANY, NUMBER, lie),
        Tool("hog", "Takes four gigabytes.", ANY, NUMBER, hog),
        Tool("shout", "Returns ten megabytes.", ANY, {"type": "string"}, shout),
        Tool("idle", "Is turned off by the manifest.", ANY, {}, lie),
    ], keywords=("probe",), bid=bid)
'''

MANIFEST = """
version: 1
plugins: {required: [probe]}
defaults: {timeout_s: 20, memory_mb: 512, max_output_bytes: 65536}
experts:
  probe:
    tools: {idle: {enabled: false}}
"""


@dataclass(frozen=True)
class Site:
    """Where the plugin is installed, and the manifest that asks for it."""

    path: Path
    manifest: Path
    store_url: str


def install_probe(folder: Path) -> Site:
    """What `pip install mrkl-probe` would leave in a site-packages folder."""
    site = folder / "site-packages"
    info = site / "mrkl_probe-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "mrkl_probe.py").write_text(PLUGIN, encoding="utf-8")
    metadata = "Metadata-Version: 2.1\nName: mrkl-probe\nVersion: 1.0\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    (info / "entry_points.txt").write_text("[mrkl]\nprobe = mrkl_probe\n", encoding="utf-8")
    manifest = folder / "tools_manifest.yaml"
    manifest.write_text(MANIFEST, encoding="utf-8")
    return Site(site, manifest, f"sqlite:///{folder / 'runs.db'}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return install_probe(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where engines put their files."""
    return tmp_path_factory.mktemp("scratch")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def runtime(site: Site, scratch: Path) -> AsyncIterator[Runtime]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(scratch))
        patch.setattr(sys, "path", [str(site.path), *sys.path])
        async with Runtime.open(manifest=site.manifest, store_url=site.store_url) as opened:
            yield opened
        sys.modules.pop("mrkl_probe", None)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(runtime: Runtime) -> AsyncIterator[Server]:
    async with Server(runtime, "127.0.0.1:0") as started:
        yield started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(server: Server) -> AsyncIterator[Client]:
    async with Client(server.address) as connected:
        yield connected


async def eventually(condition: Callable[[], bool], what: str, seconds: float = 10) -> None:
    """Waits, at most so long, until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        await asyncio.sleep(0.01)


@dataclass(frozen=True)
class Held:
    """A call of probe.hold: its argument, and the processes it started."""

    file: Path

    async def started(self) -> None:
        """Waits until the tool runs."""
        await eventually(self.file.exists, "the tool to start")

    def release(self) -> None:
        """Lets the tool end."""
        self.file.unlink()

    async def gone(self) -> None:
        """Waits until no process of the tool is left."""
        pids = [int(pid) for pid in self.file.read_text(encoding="utf-8").split()]
        assert len(pids) == 2
        await eventually(lambda: not any(alive(pid) for pid in pids), f"{pids} to be gone")


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path / "pids")
