"""What was checked about an answer, and how."""

from __future__ import annotations

from enum import StrEnum

from mrkl_core.records import dataclass


class Verdict(StrEnum):
    """The outcome of one check. UNCHECKED is honest; it is never shown as success."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    UNCHECKED = "UNCHECKED"


@dataclass(frozen=True)
class Evidence:
    """One check of an answer.

    `check` says what was checked ("the plan reaches the goal"), `method` how and by what
    ("executed step by step by mrkl's validator"), `detail` what came out.
    """

    check: str
    method: str
    verdict: Verdict = Verdict.PASSED
    detail: str = ""
