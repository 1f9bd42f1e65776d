"""`mrkl pddl lint`, `equiv`, `fmt` and `show`: what people, editors and code hosts get."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from jsonschema import Draft7Validator

#: OASIS' schema as SchemaStore has it (Apache-2.0), without its descriptions.
SARIF = Path(__file__).parent / "sarif-2.1.0.schema.json"

Invoke = Callable[..., Result]


def sloppy(folder: Path) -> str:
    text = (folder / "problem.pddl").read_text(encoding="utf-8")
    text = text.replace("(:init", "(:init (not (holding red_block))", 1)
    (folder / "odd.pddl").write_text(text, encoding="utf-8")
    return text


def test_fix_mends_the_file_and_says_what_it_mended(mrkl: Invoke, folder: Path) -> None:
    text = sloppy(folder)
    result = mrkl("pddl", "lint", "domain.pddl", "odd.pddl", "--fix")
    assert result.exit_code == 0
    assert "mended NOT_IN_INIT" in result.stdout
    mended = (folder / "odd.pddl").read_text(encoding="utf-8")
    assert mended == text.replace("(not (holding red_block))", "")
    assert "nothing to complain of" in mrkl("pddl", "lint", "domain.pddl", "odd.pddl").stdout


def test_fix_of_stdin_writes_the_text_alone_to_stdout(mrkl: Invoke, folder: Path) -> None:
    text = sloppy(folder)
    result = mrkl("pddl", "lint", "domain.pddl", "-", "--fix", stdin=text)
    assert result.stdout == text.replace("(not (holding red_block))", "")
    assert "mended NOT_IN_INIT" in result.stderr


def test_what_is_shipped_is_not_written_to(mrkl: Invoke, folder: Path) -> None:
    sloppy(folder)
    assert mrkl("pddl", "lint", "blocksworld", "odd.pddl", "--fix").exit_code == 0


def test_sarif_names_the_file_the_place_and_the_rule(mrkl: Invoke, folder: Path) -> None:
    sloppy(folder)
    (folder / "odd.pddl").rename(folder / "very odd.pddl")
    result = mrkl("pddl", "lint", "domain.pddl", "very odd.pddl", "--sarif")
    log = json.loads(result.stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (found,) = run["results"]
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
    assert (found["ruleId"], found["level"]) == ("NOT_IN_INIT", "note")
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "very%20odd.pddl"
    assert place["region"]["startLine"] > 1


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "(define (domain d)",
        "(define (domain d) (:predicates (p ?x)))",
        "(define (domain dé) (:predicates (p ?x - thing) (p))\n (:action a :effect (q ?y)))",
        "(define (domain d) (:types a - b b - a) (:action a :parameters (?x) :effect (not (p))))",
    ],
)
def test_sarif_keeps_to_the_standards_schema(mrkl: Invoke, folder: Path, domain: str) -> None:
    (folder / "d #1.pddl").write_text(domain, encoding="utf-8")
    for problem in ((), ("problem.pddl",)):
        log = json.loads(mrkl("pddl", "lint", "d #1.pddl", *problem, "--sarif").stdout)
        schema = json.loads(SARIF.read_text(encoding="utf-8"))
        Draft7Validator.check_schema(schema)
        assert [error.message for error in Draft7Validator(schema).iter_errors(log)] == []


def test_what_is_left_after_a_fix_is_shown_in_the_mended_text(mrkl: Invoke, folder: Path) -> None:
    text = "(define (domain d)\n  (:predicates (p ?x) (q ?x))\n"
    text += "  (:action a :parameters (?x ?y) :precondition (not (p ?x)) :effect (q ?x)))\n"
    (folder / "unsaid.pddl").write_text(text, encoding="utf-8")
    result = mrkl("pddl", "lint", "unsaid.pddl", "--fix")
    mended = (folder / "unsaid.pddl").read_text(encoding="utf-8").splitlines()
    place = re.search(r"unsaid.pddl:(\d+):(\d+): note PARAMETER_UNUSED", result.stdout)
    assert place is not None, result.stdout
    line = mended[int(place[1]) - 1]
    assert line[int(place[2]) - 1 :].startswith("?y")
    assert line in result.stdout


def test_equiv_finds_the_domain_beside_the_problem(mrkl: Invoke, folder: Path) -> None:
    text = (folder / "problem.pddl").read_text(encoding="utf-8")
    renamed = text.replace("red_block", "tmp").replace("blue_block", "red_block")
    (folder / "renamed.pddl").write_text(renamed.replace("tmp", "blue_block"), encoding="utf-8")
    result = mrkl("pddl", "equiv", "problem.pddl", "renamed.pddl", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["same"] is True


def test_fmt_lays_out_in_place_and_check_only_tells(mrkl: Invoke, folder: Path) -> None:
    file = folder / "problem.pddl"
    file.write_text(file.read_text(encoding="utf-8").replace("(:init", "( :init"), encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    result = mrkl("pddl", "fmt", "--check", "problem.pddl")
    assert (result.exit_code, file.read_text(encoding="utf-8")) == (18, before)
    assert mrkl("pddl", "fmt", "problem.pddl").exit_code == 0
    assert file.read_text(encoding="utf-8") != before
    assert mrkl("pddl", "fmt", "--check", "problem.pddl").exit_code == 0


def test_fmt_shows_where_a_bracket_is_missing(mrkl: Invoke, folder: Path) -> None:
    result = mrkl("pddl", "fmt", "-", stdin="(define (problem x)")
    assert result.exit_code == 30
    assert result.stderr.startswith("stdin:1:1: ")
    assert result.stdout == ""


def test_show_reads_well_and_draws(mrkl: Invoke, folder: Path) -> None:
    page = mrkl("pddl", "show", "blocksworld").stdout
    assert "(on-table ?1) + (holding ?1) + (on ?1 *) = 1" in page
    drawn = mrkl("pddl", "show", "blocksworld", "p01", "--graph", "p.svg")
    assert drawn.exit_code == 0, drawn.output
    assert (folder / "p.svg").read_text(encoding="utf-8").startswith("<svg")
    assert mrkl("pddl", "show", "blocksworld", "p01", "--graph", "p.png").exit_code == 30
