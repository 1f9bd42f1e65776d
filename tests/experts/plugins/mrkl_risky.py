"""A plugin whose tools do everything that a tool must not do."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from typing import Any, NoReturn

from mrkl_core import (
    Bid,
    Evidence,
    Expert,
    Failure,
    Problem,
    Result,
    Settings,
    Tool,
    emit,
    hookimpl,
)
from mrkl_core.contracts.context import remaining
from mrkl_core.errors import EngineMissing, Location, PddlInvalid, ToolCrashed, Violation

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
SECRET = "a stranger's secret"


def echo(value: Any) -> Any:
    return value


def result() -> Result:
    return Result(42, "forty-two", (Evidence("it is 42", "counted", detail="twice"),))


def failure() -> Failure:
    return Failure("DIVISION_BY_ZERO", "cannot divide by 0", "divide by something else", value=0)


def problem() -> NoReturn:
    raise Problem("DIVISION_BY_ZERO", "cannot divide by 0", "divide by something else")


def process() -> list[int]:
    return [os.getpid(), os.getppid()]


def nap(seconds: float) -> str:
    time.sleep(seconds)
    return "rested"


def sleep() -> None:
    emit("started", pid=os.getpid())
    time.sleep(600)


def busy() -> NoReturn:
    while True:
        pass


def regex() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")  # holds the GIL, in C, for longer than anyone lives


def deaf() -> NoReturn:
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        time.sleep(1)


def memory() -> int:
    hog = []
    while True:
        hog.append(bytearray(16 * 1024 * 1024))


def segfault() -> None:
    ctypes.string_at(0)


def abort() -> None:
    os.abort()


def exit_hard(status: int) -> None:
    os._exit(status)


def exit_softly(status: int) -> None:
    sys.exit(status)


def raises() -> None:
    raise ValueError(SECRET)


def raises_base() -> None:
    raise KeyboardInterrupt


def raises_own() -> None:
    class Unpleasant(ToolCrashed):
        def __init__(self) -> None:
            super().__init__(SECRET)
            self.metadata = None  # type: ignore[assignment]

    raise Unpleasant


def pddl_invalid() -> None:
    raise PddlInvalid(
        "expected ')'",
        hint="close it",
        metadata={"expected": ")"},
        violations=[Violation("domain", "expected ')'")],
        location=Location("domain.pddl", 3, 7),
        retry_after_s=1.5,
    )


def engine_missing() -> None:
    raise EngineMissing("no engine", hint="install one")


def prints() -> str:
    print("to stdout")
    print("to stderr", file=sys.stderr)
    sys.stdout.buffer.write(b"bytes\n")
    os.write(1, b"past Python")
    os.write(2, b"past Python")
    subprocess.run(["echo", "from a program"], stdout=sys.stdout, check=True)
    return "printed"


def prints_much() -> None:
    for _ in range(1000):
        print("x" * 1000)


def unserialisable() -> object:
    return object()


def nan() -> float:
    return float("nan")


def circular() -> list[Any]:
    loop: list[Any] = []
    loop.append(loop)
    return loop


def huge(size: int) -> str:
    return "x" * size


def misshapen() -> Result:
    return Result(1, text=7)  # type: ignore[arg-type]


def emits(count: int, size: int) -> int:
    for i in range(count):
        emit("step", i=i, text="x" * size)
    return count


def floods() -> None:
    """Writes past `emit`, as a tool gone mad might."""
    (fd,) = (
        int(name) for name in os.listdir("/proc/self/fd") if int(name) > 2 and _is_socket(int(name))
    )
    while True:
        os.write(fd, b"\x7f\xff\xff\xff" + b"x" * 65536)


def babbles() -> None:
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and _is_socket(int(name)):
            os.write(int(name), b"\x00\x00\x00\x03{]}")


def hangs_up() -> None:
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and _is_socket(int(name)):
            os.close(int(name))
    time.sleep(600)


def _is_socket(fd: int) -> bool:
    try:
        socket.socket(fileno=os.dup(fd)).close()
    except OSError:
        return False
    return True


def family() -> None:
    """Starts a child, one that left the group, and one that daemonized; then hangs."""
    emit("started", pid=subprocess.Popen(SLEEP).pid)
    emit("started", pid=subprocess.Popen(SLEEP, start_new_session=True).pid)
    emit("started", pid=_daemonize())
    time.sleep(600)


def deaf_family() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    family()


def orphans() -> list[int]:
    """The same, and returns as if nothing was left."""
    warnings.simplefilter("ignore", ResourceWarning)
    return [
        subprocess.Popen(SLEEP).pid,
        subprocess.Popen(SLEEP, start_new_session=True).pid,
        _daemonize(),
    ]


def _daemonize() -> int:
    read, write = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(write, str(os.getpid()).encode())
            time.sleep(600)
        os._exit(0)
    os.wait()
    return int(os.read(read, 20))


def forks() -> str:
    """Returns twice, once in a copy of the worker."""
    return "child" if os.fork() == 0 else "parent"


def thread() -> int:
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    return os.getpid()


def alarm() -> int:
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    return os.getpid()


def kills_parent() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


def asks_time() -> float | None:
    return remaining()


def preloaded() -> bool:
    return "colorsys" in sys.modules


def _heavy() -> bool:
    return preloaded()


def runs_a_loop() -> str:
    import asyncio

    async def say() -> str:
        await asyncio.sleep(0)
        return "looped"

    return asyncio.run(say())


def surroundings() -> dict[str, Any]:
    return {
        "stdin": os.read(0, 1).decode(),
        "python_path": os.environ.get("PYTHONPATH"),
        "sockets": sum(_is_socket(int(f)) for f in os.listdir("/proc/self/fd") if int(f) > 2),
        "group": os.getpgrp() == os.getpid(),
        "sigterm": signal.getsignal(signal.SIGTERM) == signal.SIG_DFL,
    }


def quotes(words: str) -> Iterator[Bid]:
    if words == "raise":
        raise ZeroDivisionError(SECRET)
    if words == "work":
        busy()
    if words == "hang":
        sleep()
    if words == "wait":
        time.sleep(2.2)
    if words == "crash":
        segfault()
    if words == "misbid":
        yield "not a bid"  # type: ignore[misc]
    yield Bid("echo", {"value": words}, 0.9, "it can say anything")


def modest(words: str) -> list[Bid]:
    return [Bid("nap", {"seconds": 0}, 0.2, "why not")]


@hookimpl
def mrkl_experts(settings: Settings) -> Iterator[Expert]:
    functions = [
        value
        for name, value in globals().items()
        if getattr(value, "__module__", "") == __name__ and not name.startswith("_")
    ]
    declared = {quotes, modest, mrkl_experts}
    tools = [
        Tool(f.__name__, "Does what it must not.", {"type": "object"}, {}, f)
        for f in functions
        if f not in declared
    ]
    config = dict(settings.config("risky"))
    tools.append(Tool("config", "Its settings.", {"type": "object"}, {}, lambda: config))
    heavy = Tool("heavy", "Needs more.", {"type": "object"}, {}, _heavy, preload=("colorsys",))
    tools.append(heavy)
    yield Expert("risky", "Does what it must not.", tools, bid=quotes, preload=("colorsys",))
    yield Expert(
        "modest",
        "Bids little.",
        [Tool("nap", "Rests.", {"type": "object"}, {}, nap)],
        bid=modest,
    )
