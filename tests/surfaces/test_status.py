from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import grpc
import pytest

from mrkl_core import errors
from mrkl_core.contracts.answers import AnswerStatus
from mrkl_core.contracts.execution import ExecutionStatus
from mrkl_core.contracts.planning import FormalizeStatus, SolveStatus
from mrkl_core.surfaces.status import INVALID_PLAN_EXIT, OUTCOMES, TABLE, Status, status_of


def every_error() -> Iterator[type[errors.MrklError]]:
    for name in errors.__all__:
        kind = getattr(errors, name)
        if isinstance(kind, type) and issubclass(kind, errors.MrklError):
            yield kind


@pytest.mark.parametrize("kind", list(every_error()))
def test_every_error_has_a_row_of_its_own_family(kind: type[errors.MrklError]) -> None:
    row = status_of(kind("x"))
    assert row == status_of(kind)
    assert row.grpc in grpc.StatusCode.__members__
    assert 20 <= row.exit <= 39
    if kind is not errors.MrklError:
        assert row != TABLE[errors.MrklError], "only the root itself is UNKNOWN"


def test_the_architecture_table_is_what_the_code_says() -> None:
    assert {kind.__name__: status_of(kind).grpc for kind in errors.MrklError.__subclasses__()} == {
        "BadRequest": "INVALID_ARGUMENT",
        "NotFound": "NOT_FOUND",
        "Refused": "PERMISSION_DENIED",
        "NotReady": "FAILED_PRECONDITION",
        "Exhausted": "RESOURCE_EXHAUSTED",
        "TimedOut": "DEADLINE_EXCEEDED",
        "Cancelled": "CANCELLED",
        "Conflict": "ABORTED",
        "Unavailable": "UNAVAILABLE",
        "Broken": "INTERNAL",
    }


def test_an_error_that_is_not_ours_counts_as_broken() -> None:
    assert status_of(ValueError("x")) == status_of(errors.Broken)


def test_a_plugins_own_error_takes_its_familys_row() -> None:
    class Overdrawn(errors.Conflict):
        code = "OVERDRAWN"

    assert status_of(Overdrawn("x")) == TABLE[errors.Conflict]


def test_limits_exit_in_the_twenties_and_the_rest_in_the_thirties() -> None:
    limits = (errors.Exhausted, errors.TimedOut, errors.Cancelled)
    for kind in every_error():
        block = 20 if issubclass(kind, limits) else 30
        assert block <= status_of(kind).exit < block + 10, kind


def test_trying_again_is_advised_only_where_it_can_help() -> None:
    advised = {kind.__name__ for kind in every_error() if status_of(kind).retry_after_s}
    assert advised == {
        "QueueFull",
        "Unavailable",
        "ExpertsBusy",
        "ModelUnavailable",
        "ShuttingDown",
    }


@pytest.mark.parametrize("kind", [AnswerStatus, SolveStatus, FormalizeStatus, ExecutionStatus])
def test_every_outcome_has_an_exit_code(kind: type[StrEnum]) -> None:
    for outcome in kind:
        code = OUTCOMES[outcome]
        assert code == 0 or 10 <= code < 30


def test_only_answers_exit_with_zero() -> None:
    assert {outcome for outcome, code in OUTCOMES.items() if code == 0} == {
        AnswerStatus.ANSWERED,
        SolveStatus.SOLVED_OPTIMALLY,
        SolveStatus.SOLVED_SATISFICING,
        FormalizeStatus.FORMALIZED,
        ExecutionStatus.DONE,
    }
    assert 10 <= INVALID_PLAN_EXIT < 20
    assert INVALID_PLAN_EXIT not in OUTCOMES.values()


def test_families_are_told_apart_by_their_exit_codes() -> None:
    rows: list[Status] = list(TABLE.values())
    assert len({row.exit for row in rows}) == len(rows)
