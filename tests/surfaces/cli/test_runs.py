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
