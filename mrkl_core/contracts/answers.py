"""What comes back from a call or a question, the same on every surface."""

from __future__ import annotations

from enum import StrEnum

from mrkl_core.contracts.events import Event
from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.contracts.routing import Candidate
from mrkl_core.contracts.tool import Failure
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class CallOutcome:
    """What calling one tool gave: a value with its evidence, or a failure that is a value."""

    tool: str
    arguments: JsonObject
    value: JsonValue
    text: str
    evidence: tuple[Evidence, ...]
    failure: Failure | None
    run: str
    elapsed_s: float
    cached: bool = False


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "ANSWERED"
    FAILED = "FAILED"  # a tool was right to find no result: see `failure`
    REFUSED = "REFUSED"  # nobody fits: `answer` says what could be asked
    NEEDS_INPUT = "NEEDS_INPUT"  # something is missing: `answer` asks for it


@dataclass(frozen=True)
class Answer:
    """The answer to a request in words, with all that led to it.

    Of several calls, `answer` has a line, `value` an item and `evidence` its checks for each,
    in order; `tool` and `arguments` are those of the first that failed, or else of the first.
    Where steps led to the one chosen, the answer is that of the last, the evidence that of all.
    `events` tell every call.
    """

    status: AnswerStatus
    answer: str
    value: JsonValue
    expert: str
    tool: str
    arguments: JsonObject
    evidence: tuple[Evidence, ...]
    failure: Failure | None
    candidates: tuple[Candidate, ...]
    run: str
    events: tuple[Event, ...]
