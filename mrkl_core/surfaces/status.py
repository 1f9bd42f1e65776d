"""What an error, or an outcome that is no answer, is called on each surface: the one table.

gRPC and HTTP follow google.rpc.Code. Exit codes come in blocks: 0 answered, 10 to 19 no answer
but no error, 20 to 29 a limit was reached, 30 to 39 the request could not be served.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from mrkl_core import errors
from mrkl_core.contracts.answers import AnswerStatus
from mrkl_core.contracts.execution import ExecutionStatus
from mrkl_core.contracts.planning import FormalizeStatus, SolveStatus
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Status:
    """One row: `grpc` names a grpc.StatusCode; `retry_after_s` is what to tell a caller whom
    the error itself tells nothing, None where trying again cannot help.
    """

    grpc: str
    http: int
    exit: int
    retry_after_s: float | None = None


#: The most specific class on an error's way up to MrklError decides.
TABLE: Mapping[type[errors.MrklError], Status] = MappingProxyType(
    {
        errors.TimedOut: Status("DEADLINE_EXCEEDED", 504, 20),
        errors.Exhausted: Status("RESOURCE_EXHAUSTED", 429, 21),
        errors.MemoryExceeded: Status("RESOURCE_EXHAUSTED", 429, 22),
        errors.OutputTooLarge: Status("RESOURCE_EXHAUSTED", 429, 23),
        errors.QueueFull: Status("RESOURCE_EXHAUSTED", 429, 24, retry_after_s=1.0),
        errors.Cancelled: Status("CANCELLED", 499, 25),
        errors.BadRequest: Status("INVALID_ARGUMENT", 400, 30),
        errors.NotFound: Status("NOT_FOUND", 404, 31),
        errors.Refused: Status("PERMISSION_DENIED", 403, 32),
        errors.NotReady: Status("FAILED_PRECONDITION", 400, 33),
        errors.Unavailable: Status("UNAVAILABLE", 503, 34, retry_after_s=1.0),
        errors.Conflict: Status("ABORTED", 409, 35),
        errors.Broken: Status("INTERNAL", 500, 38),
        errors.MrklError: Status("UNKNOWN", 500, 39),
    }
)

#: Exit codes of outcomes that are values.
OUTCOMES: Mapping[StrEnum, int] = MappingProxyType(
    {
        AnswerStatus.ANSWERED: 0,
        AnswerStatus.FAILED: 10,
        AnswerStatus.REFUSED: 11,
        AnswerStatus.NEEDS_INPUT: 15,
        SolveStatus.SOLVED_OPTIMALLY: 0,
        SolveStatus.SOLVED_SATISFICING: 0,
        SolveStatus.UNSOLVABLE: 12,
        SolveStatus.NO_PLAN_FOUND: 13,
        SolveStatus.UNSUPPORTED: 14,
        SolveStatus.TIMEOUT: 20,
        SolveStatus.MEMOUT: 22,
        ExecutionStatus.DONE: 0,
        ExecutionStatus.NEEDS_APPROVAL: 19,
        ExecutionStatus.NEEDS_INPUT: 15,
        ExecutionStatus.STOPPED: 10,
        FormalizeStatus.FORMALIZED: 0,
        FormalizeStatus.NEEDS_INPUT: 15,
        FormalizeStatus.NOT_UNDERSTOOD: 16,
    }
)

#: The exit code of a plan that does not work.
INVALID_PLAN_EXIT = 17


def status_of(error: BaseException | type[BaseException]) -> Status:
    """The row of an error; anything that is not a MrklError counts as Broken."""
    kind = error if isinstance(error, type) else type(error)
    for cls in kind.__mro__:
        if cls in TABLE:
            return TABLE[cls]
    return TABLE[errors.Broken]
