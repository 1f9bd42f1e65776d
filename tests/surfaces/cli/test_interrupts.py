"""Ctrl-C, SIGTERM and closed pipes: nothing is left behind, nothing is spilled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

Shell = Callable[..., subprocess.CompletedProcess[str]]

_PIGEONS = """(define (domain pigeons)
  (:requirements :strips :typing)
  (:types pigeon hole)
  (:predicates (free ?h - hole) (in ?p - pigeon ?h - hole) (housed ?p - pigeon)
    (out ?p - pigeon))
  (:action enter :parameters (?p - pigeon ?h - hole)
    :precondition (and (out ?p) (free ?h))
    :effect (and (in ?p ?h) (housed ?p) (not (free ?h)) (not (out ?p))))
  (:action leave :parameters (?p - pigeon ?h - hole)
    :precondition (and (in ?p ?h))
    :effect (and (out ?p) (free ?h) (not (housed ?p)) (not (in ?p ?h)))))
"""


def _hard_problem(folder: Path, holes: int = 16) -> tuple[str, str]:
    """One pigeon too many: unsolvable, and no engine here can prove it quickly."""
    pigeons = [f"p{i}" for i in range(holes + 1)]
    nests = [f"h{i}" for i in range(holes)]
    facts = [f"(out {p})" for p in pigeons] + [f"(free {h})" for h in nests]
    goals = " ".join(f"(housed {p})" for p in pigeons)
    (folder / "pigeons.pddl").write_text(_PIGEONS, encoding="utf-8")
    (folder / "full.pddl").write_text(
        f"(define (problem full) (:domain pigeons) (:objects {' '.join(pigeons)} - pigeon "
        f"{' '.join(nests)} - hole) (:init {' '.join(facts)}) (:goal (and {goals})))",
        encoding="utf-8",
    )
    return "pigeons.pddl", "full.pddl"


def _searching(pid: int) -> list[psutil.Process]:
    """The child processes, once one of them has burnt a second of CPU: it searches."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        children = psutil.Process(pid).children(recursive=True)
        try:
            if any(sum(child.cpu_times()[:2]) > 1.0 for child in children):
                return children
        except psutil.NoSuchProcess:
            pass
        time.sleep(0.05)  # polls; what is waited for is the condition above
    raise AssertionError("no search began")


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "sigterm"]
)
def test_stopping_a_long_solve_leaves_no_process(
    folder: Path, sent: signal.Signals, code: int
) -> None:
    started = subprocess.Popen(
        [
            *(sys.executable, "-m", "mrkl_core", "pddl", "solve", *_hard_problem(folder)),
            *("--timeout", "100", "--engine", "kairos", "-o", "out.plan"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A suite that a shell runs in the background inherits an ignored SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with started:
        try:
            children = _searching(started.pid)
            assert children
            started.send_signal(sent)
            stdout, stderr = started.communicate(timeout=30)
        finally:
            started.kill()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive
    assert started.returncode == code
    assert "Traceback" not in stderr
    assert stdout == ""
    assert not (folder / "out.plan").exists()


def test_a_limit_ends_a_long_solve_as_a_value(folder: Path, shell: Shell) -> None:
    domain, problem = _hard_problem(folder)
    start = time.monotonic()
    done = shell(f"mrkl pddl solve {domain} {problem} --timeout 1")
    assert done.returncode == 20, done.stderr
    assert done.stdout.startswith("TIMEOUT")
    assert time.monotonic() - start < 15


def test_a_closed_pipe_is_no_error_message(shell: Shell) -> None:
    done = shell('mrkl tools list --json | head -c 5; echo "|${PIPESTATUS[0]}"')
    assert done.stderr == ""
    # 0 where all of it fitted into the pipe before head went away
    assert done.stdout in ('{"too|0\n', '{"too|141\n')


def test_a_pipe_that_nobody_reads_ends_with_the_shell_s_code(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "mrkl_core", "--help"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 141
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_one_line(shell: Shell) -> None:
    done = shell("mrkl tools list > /dev/full")
    assert done.returncode == 37
    assert done.stderr == "mrkl: error: stdout cannot be written: No space left on device\n"


def test_a_stdout_that_is_closed_is_no_fault(shell: Shell) -> None:
    done = shell("mrkl --version >&-")
    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_keeps_the_best_plan_so_far(folder: Path) -> None:
    domain, problem = _sliding(folder)
    environment = {**os.environ, "MRKL_STORE": str(folder / "runs.db")}
    command = ["pddl", "solve", domain, problem, "--anytime"]
    with subprocess.Popen(
        [sys.executable, "-m", "mrkl_core", *command, "--timeout", "60", "-o", "best.plan"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as started:
        assert started.stdout is not None
        try:
            told = started.stdout.readline()  # the first plan was found
            children = psutil.Process(started.pid).children(recursive=True)
            started.send_signal(signal.SIGINT)
            stdout, stderr = started.communicate(timeout=30)
        finally:
            started.kill()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive
    assert started.returncode == 130
    assert told.startswith("; ")
    assert "; it was stopped" in stdout
    assert "Traceback" not in stderr
    plan = (folder / "best.plan").read_text(encoding="utf-8")
    assert plan.startswith("(")


def _sliding(folder: Path) -> tuple[str, str]:
    """A sliding puzzle near its end: a first plan soon, a proof of the best one never."""
    width, height = 4, 4
    cells = [(x, y) for x in range(width) for y in range(height)]
    near = [
        f"(near c{x}{y} c{x + dx}{y + dy})"
        for x, y in cells
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
        if (x + dx, y + dy) in cells
    ]
    tiles = [f"t{n}" for n in range(1, len(cells))]
    mixed = [*tiles[3:9], *tiles[:3], *tiles[9:]]  # an even permutation
    start = [f"(at {t} c{x}{y})" for t, (x, y) in zip(mixed, cells, strict=False)]
    goal = [f"(at {t} c{x}{y})" for t, (x, y) in zip(tiles, cells, strict=False)]
    (folder / "slide.pddl").write_text(
        """(define (domain slide) (:requirements :strips :typing) (:types tile cell)
          (:predicates (at ?t - tile ?c - cell) (blank ?c - cell) (near ?a ?b - cell))
          (:action move :parameters (?t - tile ?a ?b - cell)
            :precondition (and (at ?t ?a) (blank ?b) (near ?a ?b))
            :effect (and (not (at ?t ?a)) (at ?t ?b) (blank ?a) (not (blank ?b)))))""",
        encoding="utf-8",
    )
    objects = f"{' '.join(tiles)} - tile {' '.join(f'c{x}{y}' for x, y in cells)} - cell"
    blank = f"c{width - 1}{height - 1}"
    (folder / "tiles.pddl").write_text(
        f"""(define (problem tiles) (:domain slide) (:objects {objects})
          (:init {" ".join(start)} (blank {blank}) {" ".join(near)})
          (:goal (and {" ".join(goal)})))""",
        encoding="utf-8",
    )
    return "slide.pddl", "tiles.pddl"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_plan_for_a_device_or_through_a_link_leaves_what_is_there(
    shell: Shell, folder: Path
) -> None:
    done = shell("mrkl pddl solve blocksworld p01 -o /dev/full")
    assert (done.returncode, Path("/dev/full").is_char_device()) == (30, True)
    assert "cannot write '/dev/full': No space left on device" in done.stderr
    link = folder / "link.plan"
    link.symlink_to("real.plan")
    assert shell(f"mrkl pddl solve blocksworld p01 -o {link}").returncode == 0
    assert link.is_symlink()
    assert "(stack" in (folder / "real.plan").read_text(encoding="utf-8")
