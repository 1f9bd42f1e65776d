"""Processes: both ways to start one, and none left when the parent is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

PARENT = """
import asyncio, json, os, sys, threading
from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.settings import Settings
from mrkl_core.experts.pool import Provider, Pool

mode, tool, folder = sys.argv[1:]
sys.path.append(folder)
if mode == "exec":  # a second thread is what makes a fork unsafe
    threading.Thread(target=threading.Event().wait, daemon=True).start()

async def main():
    pool = Pool(Settings(), [Provider("risky", "mrkl_risky", ("risky",))])
    mine = asyncio.get_running_loop()
    mine.add_signal_handler(15, lambda: print("handled", flush=True))
    def listen(kind, data):
        print(json.dumps([os.getpid(), data["pid"]]), flush=True)
    print("not yet flushed", end=" ")
    found = await pool.run(
        "risky", f"tool:{tool}", {}, Limits(timeout_s=60), on_event=listen
    )
    print(json.dumps(found.value), flush=True)
    await pool.close()

asyncio.run(main())
"""

PLUGINS = str(Path(__file__).parent / "plugins")


def parent(mode: str, tool: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PARENT, mode, tool, PLUGINS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def runs(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def left_of(processes: list[psutil.Process]) -> list[psutil.Process]:
    # Those that still run after a while; init may take its time to bury the dead.
    until = time.monotonic() + 10
    left = processes
    while left and time.monotonic() < until:
        left = [p for p in left if runs(p)]
        time.sleep(0.01)
    return left


def finish(process: subprocess.Popen[str]) -> Any:
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.startswith("not yet flushed ")
    return json.loads(out.removeprefix("not yet flushed "))


@pytest.mark.parametrize("mode", ["fork", "exec"])
def test_a_child_stands_where_it_should_however_it_was_started(mode: str) -> None:
    assert finish(parent(mode, "surroundings")) == {
        "stdin": "",
        "python_path": os.environ.get("PYTHONPATH"),
        "sockets": 1,
        "group": True,
        "sigterm": True,
    }


@pytest.mark.parametrize("mode", ["fork", "exec"])
def test_a_tool_may_run_a_loop_of_its_own(mode: str) -> None:
    assert finish(parent(mode, "runs_a_loop")) == "looped"


@pytest.mark.parametrize("mode", ["fork", "exec"])
def test_the_mode_is_what_it_seems(mode: str) -> None:
    with parent(mode, "sleep") as process:
        assert process.stdout is not None
        worker = psutil.Process(json.loads(process.stdout.readline().split("flushed ")[1])[1])
        nursery = worker.parent()
        assert nursery is not None
        assert nursery.ppid() == process.pid
        assert ("mrkl_core.experts.nursery" in nursery.cmdline()) is (mode == "exec")
        process.kill()


@pytest.mark.parametrize("mode", ["fork", "exec"])
@pytest.mark.parametrize("tool", ["sleep", "family", "deaf_family"])
def test_a_killed_parent_leaves_nothing(mode: str, tool: str) -> None:
    with parent(mode, tool) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(1 if tool == "sleep" else 3)]
        lines[0] = lines[0].removeprefix("not yet flushed ")
        started = [psutil.Process(json.loads(line)[1]) for line in lines]
        everyone = psutil.Process(process.pid).children(recursive=True)
        assert {p.pid for p in started} <= {p.pid for p in everyone}
        process.send_signal(signal.SIGKILL)
        assert not left_of(everyone)


@pytest.mark.parametrize("mode", ["fork", "exec"])
def test_signals_to_the_parent_are_its_own_business(mode: str) -> None:
    with parent(mode, "sleep") as process:
        assert process.stdout is not None
        worker = psutil.Process(json.loads(process.stdout.readline().split("flushed ")[1])[1])
        nursery = worker.parent()
        assert nursery is not None
        nursery.send_signal(signal.SIGTERM)  # as a service manager does to all of a group
        nursery.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "handled\n"
        assert nursery.is_running()
        assert worker.is_running()
        process.kill()
        assert not left_of([worker, nursery])
