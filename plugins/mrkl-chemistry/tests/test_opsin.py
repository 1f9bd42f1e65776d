"""OPSIN, kept running: shared by forks, started again, never mistaken in whose answer it is."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from mrkl_chemistry import opsin
from mrkl_chemistry.screening.screen import screen
from mrkl_chemistry.served import Ended, Served
from mrkl_core import Problem
from mrkl_core.errors import NotReady

#: Answers as OPSIN does: what it says of a line, then the answer with the line.
_ECHO = """
import sys, time
for line in sys.stdin:
    line = line.rstrip("\\n")
    if line == "hang":
        time.sleep(600)
    print("about " + line)
    print(line.upper() + "\\t" + line, flush=True)
"""


@pytest.fixture
def served() -> Iterator[Served]:
    program = Served((sys.executable, "-c", _ECHO))
    yield program
    program.close()


def test_each_line_gets_its_own_answer_in_every_fork(served: Served) -> None:
    until = time.monotonic() + 60
    children = []
    for child in range(4):
        if (pid := os.fork()) == 0:
            wrong = 0
            for number in range(50):
                line = f"{child}-{number}"
                wrong += served.ask(line, until) != [f"about {line}", f"{line}\t{line}"]
                if child == 0 and number == 20:
                    # Asked, and dead before the answer is read.
                    served._to.write(b"lost\nlost too")
                    os.kill(os.getpid(), signal.SIGKILL)
            os._exit(wrong)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [signal.SIGKILL, 0, 0, 0]
    assert served.ask("lost", until) == ["about lost", "LOST\tlost"]


def test_one_that_ends_or_hangs_is_told(served: Served) -> None:
    with pytest.raises(TimeoutError):
        served.ask("hang", time.monotonic() + 0.2)
    other = Served((sys.executable, "-c", ""))
    with pytest.raises(Ended):
        other.ask("anything", time.monotonic() + 60)
    other.close()


@pytest.mark.parametrize("program", ["import time; time.sleep(600)", ""])
def test_a_guard_that_cannot_have_a_name_read_refuses(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opsin, "program", lambda: (sys.executable, "-c", program))
    monkeypatch.setattr(opsin, "_TIME_S", 0.5)
    opsin.stop()
    with pytest.raises(Problem):
        opsin.read("a name of nothing")
    with pytest.raises(NotReady):
        screen(["a name of nothing"], [])
    opsin.stop()


@pytest.mark.skipif(not opsin.program(), reason="OPSIN needs a Java runtime")
def test_opsin_is_started_again_when_it_was_killed() -> None:
    assert opsin.read("hexan-2-ol").smiles
    os.kill(opsin.running()._process.pid, signal.SIGKILL)
    assert opsin.read("heptan-3-ol").smiles
    assert "multiple structures" in opsin.read("xylene").doubt
    opsin.stop()
