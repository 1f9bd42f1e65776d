"""`mrkl pddl` and `mrkl plan`: plans, verdicts, and what is wrong with a file."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from mrkl_core.planning.new_domain import EXAMPLE
from mrkl_core.resources import data_path

Invoke = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]

MATCH = """(define (domain match)
  (:requirements :durative-actions)
  (:predicates (light) (unused) (mended))
  (:durative-action light-it
    :parameters ()
    :duration (= ?duration 5)
    :condition (at start (unused))
    :effect (and (at start (light)) (at end (not (light)))))
  (:durative-action mend
    :parameters ()
    :duration (= ?duration 2)
    :condition (over all (light))
    :effect (at end (mended))))"""


def test_a_plan_has_every_key_of_the_contract(mrkl: Invoke) -> None:
    result = mrkl("pddl", "solve", "domain.pddl", "problem.pddl", "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert set(document) >= {"status", "plan", "cost", "engine", "validated", "timings"}
    assert document["status"] in ("SOLVED_OPTIMALLY", "SOLVED_SATISFICING")
    assert document["validated"] is True
    assert all(isinstance(part, str) for step in document["plan"] for part in step)
    assert document["cost"] == len(document["plan"])


def test_what_is_printed_is_a_plan_that_validates(shell: Shell) -> None:
    done = shell("mrkl pddl solve blocksworld p01 | mrkl pddl validate blocksworld p01 -")
    assert done.returncode == 0, done.stderr
    assert "valid" in done.stdout


def test_o_writes_the_plan_in_ipc_form(mrkl: Invoke, folder: Path) -> None:
    result = mrkl("pddl", "solve", "blocksworld", "p01", "-o", "out.plan", "--optimal")
    assert result.exit_code == 0, result.output
    *steps, cost = (folder / "out.plan").read_text(encoding="utf-8").splitlines()
    assert all(step.startswith("(") and step.endswith(")") for step in steps)
    assert cost == f"; cost = {len(steps)}"
    assert mrkl("pddl", "validate", "blocksworld", "p01", "out.plan").exit_code == 0
    assert not list(folder.glob(".out.plan*"))


def test_an_unsolvable_problem_is_proved_so_and_clobbers_no_file(
    mrkl: Invoke, folder: Path
) -> None:
    text = (folder / "problem.pddl").read_text(encoding="utf-8")
    head = text[: text.index("(:goal")]
    (folder / "never.pddl").write_text(
        f"{head}(:goal (and (on red_block blue_block) (on blue_block red_block))))",
        encoding="utf-8",
    )
    (folder / "out.plan").write_text("(kept)\n", encoding="utf-8")
    result = mrkl("pddl", "solve", "blocksworld", "never.pddl", "-o", "out.plan", "--json")
    document = json.loads(result.stdout)
    assert document["status"] == "UNSOLVABLE"
    assert document["plan"] is None
    assert result.exit_code == 12
    assert (folder / "out.plan").read_text(encoding="utf-8") == "(kept)\n"
    assert "UNSOLVABLE" in mrkl("pddl", "solve", "blocksworld", "never.pddl").stdout


def test_a_plan_that_fails_says_where_and_why(mrkl: Invoke, folder: Path) -> None:
    steps = (folder / "the.plan").read_text(encoding="utf-8").splitlines()
    broken = [line for line in steps if line.startswith("(")][1:]
    stdin = "\n".join(broken)
    result = mrkl("pddl", "validate", "blocksworld", "p01", "-", stdin=stdin)
    assert result.exit_code == 17
    assert "INVALID" in result.stdout
    document = json.loads(
        mrkl("pddl", "validate", "blocksworld", "p01", "-", "--json", stdin=stdin).stdout
    )
    assert document["valid"] is False
    assert document["failed_step"] == 0
    assert document["unmet"]


def test_unbalanced_pddl_is_shown_where_it_breaks(mrkl: Invoke, folder: Path) -> None:
    (folder / "bad.pddl").write_text(
        "(define (problem x)\n  (:domain blocksworld)\n  (:objects a b - block\n"
        "  (:init (clear a))\n  (:goal (and (on a b))))\n",
        encoding="utf-8",
    )
    result = mrkl("pddl", "solve", "domain.pddl", "bad.pddl")
    assert result.exit_code == 30
    place, _, said = result.stderr.partition(": ")
    name, line, column = place.split(":")
    assert name == "bad.pddl"
    assert 1 <= int(line) <= 5
    assert int(column) >= 1
    assert "expected" in said
    shown, caret = result.stderr.splitlines()[1:3]
    assert shown.startswith(f"    {line} | ")
    assert caret == "      | " + " " * (int(column) - 1) + "^"
    assert result.stdout == ""
    error = json.loads(mrkl("pddl", "solve", "domain.pddl", "bad.pddl", "--json").stdout)["error"]
    assert error["code"] == "PDDL_INVALID"
    assert error["location"] == {"file": "bad.pddl", "line": int(line), "column": int(column)}


def test_a_domains_constant_declared_again_is_told_and_solved(mrkl: Invoke, folder: Path) -> None:
    p04 = data_path("pddl_domains") / "tyreworld" / "p04.pddl"
    again = p04.read_text(encoding="utf-8").replace("(:objects", "(:objects wrench - tool", 1)
    (folder / "again.pddl").write_text(again, encoding="utf-8")
    result = mrkl("pddl", "solve", "tyreworld", "again.pddl", "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["validated"] is True
    assert "DECLARED_TWICE" in [d["code"] for d in document["diagnostics"]]


def test_pddl_from_stdin_is_called_stdin(mrkl: Invoke) -> None:
    result = mrkl("pddl", "solve", "domain.pddl", "-", stdin="(define (problem x)")
    assert result.exit_code == 30
    assert result.stderr.startswith("stdin:")


def test_lint_finds_what_is_wrong(mrkl: Invoke, folder: Path) -> None:
    assert mrkl("pddl", "lint", "blocksworld", "p01").exit_code == 0
    text = (folder / "problem.pddl").read_text(encoding="utf-8")
    (folder / "odd.pddl").write_text(text.replace("(on ", "(onn ", 1), encoding="utf-8")
    result = mrkl("pddl", "lint", "domain.pddl", "odd.pddl", "--json")
    assert result.exit_code == 18
    found = json.loads(result.stdout)["diagnostics"]
    assert any("onn" in item["message"] for item in found)
    assert found[0]["location"]["file"] == "odd.pddl"


def test_names_that_do_not_exist_are_answered_with_the_nearest(mrkl: Invoke) -> None:
    for arguments, nearest in (
        (("solve", "blockworld", "p01"), "'blocksworld'"),
        (("solve", "blocksworld", "p1"), "'p01'"),
        (("solve", "blocksword", "p01"), "neither a file nor the name of a planning domain"),
        (("domains", "logistic"), "'logistics'"),
    ):
        result = mrkl("pddl", *arguments)
        assert result.exit_code == 31, arguments
        assert nearest in result.stderr


def test_only_one_input_can_be_stdin(mrkl: Invoke) -> None:
    result = mrkl("pddl", "solve", "-", "-", stdin="()")
    assert result.exit_code == 30
    assert "only one" in result.stderr


def test_a_missing_engine_says_what_to_install_or_what_exists(mrkl: Invoke) -> None:
    result = mrkl("pddl", "solve", "blocksworld", "p01", "--engine", "kairoz")
    assert 30 <= result.exit_code <= 39
    assert "kairos" in result.stderr


def test_v_is_heard_before_and_after_the_commands_name(shell: Shell) -> None:
    for line in ("mrkl -v pddl solve blocksworld p01", "mrkl pddl solve blocksworld p01 -v"):
        assert "better_plan" in shell(line).stderr, line


@pytest.mark.parametrize("number", ["nan", "inf", "1e400"])
def test_a_limit_that_is_no_finite_number_is_refused(mrkl: Invoke, number: str) -> None:
    result = mrkl("pddl", "solve", "blocksworld", "p01", "--timeout", number)
    assert result.exit_code == 30
    assert "not a finite number" in result.stderr


def test_domains_are_listed_and_shown(mrkl: Invoke) -> None:
    names = [d["name"] for d in json.loads(mrkl("pddl", "domains", "--json").stdout)["domains"]]
    assert {"blocksworld", "grippers", "logistics"} <= set(names)
    assert "(define (domain" in mrkl("pddl", "domains", "grippers").stdout


def test_a_language_is_drafted_and_checked(mrkl: Invoke, tmp_path: Path) -> None:
    pddl = data_path("pddl_domains") / "logistics" / "domain.pddl"
    target = tmp_path / "mine"
    made = mrkl("pddl", "domains", "new", str(pddl), "--to", str(target))
    assert made.exit_code == 0, made.stderr
    assert (target / "domain.yaml").is_file()
    assert mrkl("pddl", "domains", "check", str(target), "grippers").exit_code == 0
    again = mrkl("pddl", "domains", "new", str(pddl), "--to", str(target))
    assert "is there already" in again.stderr
    (target / "p01.txt").write_text("Truck 1 flies.", encoding="utf-8")
    checked = mrkl("pddl", "domains", "check", str(target), "--json")
    assert checked.exit_code == 18
    assert "NOT_FORMALIZED" in checked.stdout


def test_simulate_and_explain_go_step_by_step(mrkl: Invoke) -> None:
    simulation = json.loads(mrkl("pddl", "simulate", "blocksworld", "p01", "p01", "--json").stdout)
    assert simulation["validation"]["valid"] is True
    explanation = json.loads(mrkl("pddl", "explain", "blocksworld", "p01", "p01", "--json").stdout)
    assert len(explanation["steps"]) == len(simulation["transitions"])
    told = mrkl("pddl", "simulate", "blocksworld", "p01", "p01").stdout
    assert "  1  (" in told
    assert "✓ valid" in told


def test_a_simulation_shows_whole_states_and_writes_a_page_that_needs_nothing_else(
    mrkl: Invoke, tmp_path: Path
) -> None:
    page = tmp_path / "plan.html"
    asked = ("pddl", "simulate", "blocksworld", "p01", "p01")
    found = json.loads(mrkl(*asked, "--full", "--html", str(page), "--json").stdout)
    assert len(found["states"]) == len(found["transitions"])
    assert sorted(found["final"]) == found["states"][-1]
    text = page.read_text(encoding="utf-8")
    data = json.loads(text.split('id="data">')[1].split("</script>")[0])
    assert len(data["bars"]) == len(found["transitions"])
    assert data["links"][-1]["user"] == -1
    assert not re.search(r"(?:src|href)=|@import|url\(", text)
    for nowhere in (tmp_path, tmp_path / "no" / "plan.html"):
        assert mrkl(*asked, "--html", str(nowhere)).exit_code == 30


def test_the_page_of_a_plan_in_time_tells_who_needs_what(mrkl: Invoke, folder: Path) -> None:
    (folder / "d.pddl").write_text(MATCH, encoding="utf-8")
    (folder / "p.pddl").write_text(
        "(define (problem one) (:domain match) (:init (unused)) (:goal (mended)))", encoding="utf-8"
    )
    (folder / "t.plan").write_text("0: (light-it) [5]\n1: (mend) [2]\n", encoding="utf-8")
    result = mrkl("pddl", "simulate", "d.pddl", "p.pddl", "t.plan", "--html", "page.html")
    assert result.exit_code == 0, result.output
    text = (folder / "page.html").read_text(encoding="utf-8")
    data = json.loads(text.split('id="data">')[1].split("</script>")[0])
    # The match is lit first and burns longest: its bar is the last to be done.
    assert [(n["step"][0], n["began"], n["at"]) for n in data["nodes"]] == [
        ("light-it", 1, 4),
        ("mend", 2, 3),
    ]
    assert {(link["giver"], link["user"]) for link in data["links"]} == {(0, 1), (1, -1)}
    assert set(data["why"]) == {"1", "2"}


def test_a_problem_without_a_plan_is_explained(mrkl: Invoke, tmp_path: Path) -> None:
    problem = tmp_path / "p.pddl"
    problem.write_text(
        "(define (problem p) (:domain blocksworld) (:objects a b c)"
        " (:init (on-table a) (on-table b) (on-table c) (clear a) (clear b) (clear c) (arm-empty))"
        " (:goal (and (on a b) (on-table c) (on b a))))",
        encoding="utf-8",
    )
    result = mrkl("pddl", "explain", "blocksworld", str(problem), "--json")
    assert result.exit_code == 12
    found = json.loads(result.stdout)
    assert (found["solvable"], found["conflict"]) == (False, ["(on a b)", "(on b a)"])
    told = mrkl("pddl", "explain", "blocksworld", str(problem)).stdout
    assert "cannot all hold together: (on a b) (on b a)" in told
    good = mrkl("pddl", "explain", "blocksworld", "p01")
    assert good.exit_code == 0
    assert "every plan" in good.stdout


def test_words_become_a_plan_told_in_words(mrkl: Invoke) -> None:
    words = (
        "Block a is on block b, block b is on the table and block a is clear. "
        "I want block b on block a."
    )
    result = mrkl("plan", "--domain", "blocksworld", words, "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["problem"].lstrip().startswith("(define")
    assert len(document["steps"]) == len(document["plan"])
    assert document["validated"] is True
    assert {"fact": "(clear block_a)", "words": "block a is clear", "goal": False} in document[
        "facts"
    ]
    told = mrkl("plan", "--domain", "blocksworld", stdin=words)
    assert told.exit_code == 0
    assert "  1. " in told.stdout
    assert "(clear block_a)" not in told.stdout
    shown = mrkl("plan", "--domain", "blocksworld", "--facts", stdin=words).stdout
    assert "“block a is clear” says (clear block_a)" in shown
    assert "“block b on block a” asks for (on block_b block_a)" in shown


def test_words_for_a_domain_file_need_a_language_or_a_model(mrkl: Invoke, folder: Path) -> None:
    result = mrkl("plan", "--domain", "./domain.pddl", "A is on B. Put B on A.")
    assert result.exit_code >= 30
    assert "has no language" in result.stderr
    assert "mrkl pddl domains new" in result.stderr


def test_words_that_are_no_problem_are_not_forced_into_one(mrkl: Invoke) -> None:
    result = mrkl("plan", "--domain", "blocksworld", "the moon is made of cheese", "--json")
    document = json.loads(result.stdout)
    assert document["status"] in ("NOT_UNDERSTOOD", "NEEDS_INPUT")
    assert document["plan"] is None
    assert 10 <= result.exit_code <= 19


def test_a_plan_from_words_is_told_as_a_table_and_as_a_page(mrkl: Invoke, tmp_path: Path) -> None:
    words = (
        "Block a is on block b, block b is on the table and block a is clear. "
        "I want block b on block a."
    )
    page = tmp_path / "plan.html"
    asked = ("plan", "--domain", "blocksworld", words)
    told = mrkl(*asked, "--table", "--html", str(page)).stdout
    row = next(line for line in told.splitlines() if line.startswith("1 "))
    assert "Take block a off block b." in row
    assert "+ the arm is holding block a; - the arm is empty" in row
    data = json.loads(page.read_text("utf-8").split('id="data">')[1].split("</script>")[0])
    assert data["words"] == words
    assert data["read"][-1] == {
        "words": "block b on block a", "goal": True, "facts": ["(on block_b block_a)"],
    }  # fmt: skip
    assert len(data["steps"]) == len(data["bars"]) == len(data["transitions"])
    assert {"assumptions", "evidence", "links"} <= data.keys()

    lost = mrkl(*asked[:3], f"{words} Mind the gap.", "--html", str(page))
    assert lost.exit_code == 16
    assert "Mind the gap" in page.read_text("utf-8")


def test_a_new_domain_is_shown_and_asked_about_before_it_is_used(
    mrkl: Invoke, chat_server: Any, tmp_path: Path
) -> None:
    words = "The lamp is in the kitchen and it is off. The robot is in the hall. Switch it on."
    lost = mrkl("plan", "--new-domain", words)
    assert lost.exit_code == 33
    assert "a new domain is drafted by a model" in lost.stderr

    manifest = tmp_path / "tools.yaml"
    manifest.write_text(
        f'version: 1\nmodels: {{default: {{base_url: "{chat_server.base_url}", name: m}}}}\n'
    )
    problem = {
        "objects": {"room": ["hall", "kitchen"], "lamp": ["lamp"]},
        "init": ["(robot-in hall)", "(lamp-in lamp kitchen)"],
        "goal": ["(lit lamp)"],
    }
    chat_server.says(EXAMPLE, EXAMPLE, json.dumps(problem))
    asked = ("--manifest", str(manifest), "plan", "--new-domain", words)
    shown = mrkl(*asked)
    assert shown.exit_code == 15
    assert "(define (domain lamps)" in shown.stdout
    assert "Is 'lamps' the domain that is meant?" in shown.stdout
    assert "Use it with --yes." in shown.stdout

    used = json.loads(mrkl(*asked, "--yes", "--json").stdout)
    assert used["plan"] == [["go", "hall", "kitchen"], ["switch-on", "lamp", "kitchen"]]


def test_words_that_are_not_understood_are_told_with_what_to_say(mrkl: Invoke) -> None:
    words = "Block a is on block b. The moon is made of cheese. Put block b on block a."
    told = mrkl("plan", "--domain", "blocksworld", words).stdout
    lines = [line for line in told.splitlines() if "moon is made of cheese" in line]
    assert len(lines) == 3  # the summary, the reason, and the check that failed
    assert told.count("hint: the domain can read, for instance:") == 1
