"""`mrkl ask`, `route` and `demo`: words in, answers with evidence out."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

from mrkl_core.surfaces.cli.command import WordsCommand, words_argument
from mrkl_core.surfaces.cli.reading import read_words

Invoke = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]


def test_an_answer_comes_first_and_then_what_was_checked(mrkl: Invoke) -> None:
    result = mrkl("ask", "what is 17% of 340?")
    assert result.exit_code == 0, result.output
    first, *rest = result.stdout.splitlines()
    assert "57.8" in first
    assert any(line.lstrip().startswith("✓") for line in rest)
    assert "calculator.evaluate(" in rest[-1]
    assert result.stderr == ""


def test_the_document_of_an_answer_has_every_key_of_the_contract(mrkl: Invoke) -> None:
    result = mrkl("ask", "--json", "what is 17% of 340?")
    document = json.loads(result.stdout)
    assert set(document) >= {
        "answer", "value", "expert", "tool", "arguments", "evidence", "run", "events",
    }  # fmt: skip
    assert document["expert"] == "calculator"
    assert document["tool"] == "calculator.evaluate"
    assert [event["kind"] for event in document["events"]][:2] == ["routed", "calling"]
    assert {"check", "method", "verdict"} <= set(document["evidence"][0])


def test_several_requests_in_one_are_answered_each_with_its_evidence(mrkl: Invoke) -> None:
    result = mrkl("ask", "--json", "what is 2+3 and 7*8?")
    document = json.loads(result.stdout)
    assert document["answer"].splitlines() == ["2 + 3 = 5", "7 * 8 = 56"]
    assert len(document["value"]) == 2
    assert len(document["evidence"]) >= 2
    assert [e["kind"] for e in document["events"]].count("called") == 2


@click.command(cls=WordsCommand)
@words_argument()
@click.option("--timeout", type=float)
def echo(words: tuple[str, ...], timeout: float | None) -> None:
    click.echo(f"{read_words(words)}|{timeout}")


@pytest.mark.parametrize(
    ("arguments", "stdin", "read"),
    [
        (("2", "+", "6"), "", "2 + 6|None"),
        (("-",), "-2 + 6\n", "-2 + 6|None"),
        ((), " -2 + 6\n", "-2 + 6|None"),
        (("-2 + 6",), "", "-2 + 6|None"),
        (("-2", "+", "6", "--timeout", "3"), "", "-2 + 6|3.0"),
        (("--timeout", "3", "-(2) + 6"), "", "-(2) + 6|3.0"),
        (("--timeout", "-3", "-.5"), "", "-.5|-3.0"),
        (("--", "-2", "+ 6"), "", "-2 + 6|None"),
        (("--", "--timeout"), "", "--timeout|None"),
        (("-x and -v",), "", "-x and -v|None"),
    ],
)
def test_words_come_from_arguments_or_stdin_and_may_begin_with_a_minus(
    arguments: tuple[str, ...], stdin: str, read: str
) -> None:
    result = CliRunner().invoke(echo, arguments, input=stdin)
    assert result.stdout == f"{read}\n", result.output


def test_no_words_is_an_error_that_says_what_to_do(mrkl: Invoke) -> None:
    result = mrkl("ask", stdin="  \n")
    assert result.exit_code == 30
    assert "hint:" in result.stderr


def test_words_that_are_not_utf8_are_refused(mrkl: Invoke) -> None:
    result = mrkl("ask", stdin=b"caf\xe9")
    assert result.exit_code == 30
    assert "byte 3 is 0xe9" in result.stderr


def test_a_tool_s_failure_is_an_answer_that_is_none(mrkl: Invoke) -> None:
    result = mrkl("ask", "what is 1/0?")
    assert 10 <= result.exit_code <= 19
    assert result.stdout.startswith("✗")
    assert result.stderr == ""


def test_words_for_nobody_are_refused_with_what_could_be_asked(mrkl: Invoke) -> None:
    result = mrkl("ask", "--json", "sing me a song about the sea")
    document = json.loads(result.stdout)
    assert document["status"] == "REFUSED"
    assert document["answer"]
    assert 10 <= result.exit_code <= 19


def test_a_route_shows_the_choice_and_calls_nothing(mrkl: Invoke) -> None:
    document = json.loads(mrkl("route", "--json", "what is 17% of 340?").stdout)
    assert document["chosen"]["tool"] == "calculator.evaluate"
    assert set(document["candidates"][0]) >= {"tool", "score", "reason", "arguments"}
    told = mrkl("route", "what is 17% of 340?").stdout
    assert told.startswith("calculator.evaluate(")


def test_the_demo_answers_three_requests_with_evidence(mrkl: Invoke) -> None:
    result = mrkl("demo")
    assert result.exit_code == 0, result.output
    assert "3 of 3 answered" in result.stdout
    assert result.stdout.count("✓") >= 4
    assert "✗" not in result.stdout


def test_the_demo_s_document_holds_the_three_answers(mrkl: Invoke) -> None:
    result = mrkl("demo", "--json")
    steps = json.loads(result.stdout)["steps"]
    assert [step["status"] for step in steps] == ["ANSWERED"] * 3
    assert [step["expert"] for step in steps] == ["calculator", "units", "planner"]


def test_the_demo_fails_where_a_step_fails(mrkl: Invoke) -> None:
    with open("m.yaml", "w", encoding="utf-8") as file:
        file.write("version: 1\nplugins: {block: [units]}\n")
    result = mrkl("demo", "--manifest", "m.yaml")
    assert result.exit_code != 0
    assert "2 of 3 answered" in result.stdout


def test_with_v_the_events_are_logged_to_stderr(shell: Shell) -> None:
    done = shell("mrkl ask -v --json 2+2")
    assert json.loads(done.stdout)["status"] == "ANSWERED"
    assert "calling" in done.stderr


def test_plain_ascii_terminals_get_plain_ascii(shell: Shell) -> None:
    done = shell("PYTHONIOENCODING=ascii mrkl ask 'what is 17% of 340?'")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert os.linesep + "  + " in done.stdout
