"""`mrkl runs`: every request is kept, with what happened."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

Invoke = Callable[..., Result]


def test_runs_are_kept_listed_and_shown(mrkl: Invoke) -> None:
    asked = json.loads(mrkl("ask", "what is 17% of 340?", "--json").stdout)
    called = json.loads(mrkl("call", "calculator.evaluate", "expression=6*7", "--json").stdout)
    listed = json.loads(mrkl("runs", "list", "--json").stdout)["runs"]
    assert [run["id"] for run in listed] == [called["run"], asked["run"]]
    assert [run["kind"] for run in listed] == ["call", "answer"]
    only = json.loads(mrkl("runs", "list", "--kind", "answer", "--json").stdout)["runs"]
    assert [run["id"] for run in only] == [asked["run"]]
    older = json.loads(mrkl("runs", "list", "--before", called["run"], "--json").stdout)["runs"]
    assert [run["id"] for run in older] == [asked["run"]]
    shown = json.loads(mrkl("runs", "show", asked["run"], "--json").stdout)
    assert shown["response"]["answer"] == asked["answer"]
    assert [event["kind"] for event in shown["events"]] == [e["kind"] for e in asked["events"]]
    told = mrkl("runs", "show", "last").stdout
    assert "calculator.evaluate" in told
    assert called["run"] in told
    assert "17% of 340" in mrkl("runs", "list").stdout


def test_a_run_that_does_not_exist_is_not_found(mrkl: Invoke) -> None:
    assert mrkl("runs", "show", "last").exit_code == 31
    result = mrkl("runs", "show", "nope", "--json")
    assert result.exit_code == 31
    assert json.loads(result.stdout)["error"]["code"] == "RUN_NOT_FOUND"


def test_runs_are_deleted_by_id_by_text_and_by_age(mrkl: Invoke) -> None:
    for words in ("what is 2+2?", 'remember that Frau Größe has the "key"', "what is 3+3?"):
        mrkl("ask", words)

    def kept(*options: str) -> list[str]:
        listed = json.loads(mrkl("runs", "list", *options, "--json").stdout)["runs"]
        return [run["request"]["words"] for run in listed]

    assert kept("--with", 'frau GRÖSSE has the "key"') == kept()[1:2]
    assert len(kept("--older-than", "0")) == 3
    assert kept("--older-than", "1") == kept("--with", "no such text") == []
    assert json.loads(mrkl("runs", "delete", "--with", "größe", "--json").stdout) == {"deleted": 1}
    assert kept() == ["what is 3+3?", "what is 2+2?"]
    assert "deleted 1 run\n" in mrkl("runs", "delete", "last").stdout
    assert kept() == ["what is 2+2?"]
    assert "deleted 0 runs" in mrkl("runs", "delete", "--older-than", "1").stdout
    assert "deleted 1 run\n" in mrkl("runs", "delete", "--all").stdout
    assert kept() == []


def test_what_to_delete_must_be_said_in_one_way(mrkl: Invoke) -> None:
    mrkl("ask", "2+2")
    for wrong in ([], ["last", "--all"], ["--all", "--with", "x"], ["last", "--older-than", "0"]):
        assert mrkl("runs", "delete", *wrong).exit_code == 30
    assert mrkl("runs", "delete", "nope").exit_code == 31
    assert len(json.loads(mrkl("runs", "list", "--json").stdout)["runs"]) == 1
