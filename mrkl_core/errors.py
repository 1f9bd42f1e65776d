"""Every way a request can fail to be served, as one tree.

MrklError
├── BadRequest    ArgumentsInvalid, PddlInvalid, ManifestInvalid, PageTokenInvalid
├── NotFound      ToolNotFound, ExpertNotFound, DomainNotFound, RunNotFound, StrategyNotFound
├── Refused       ToolDisabled, ToolForbidden, PluginBlocked, ApprovalNeeded
├── NotReady      EngineMissing, ModelNotConfigured, PluginFailed
├── Exhausted     MemoryExceeded, OutputTooLarge, QueueFull
├── TimedOut
├── Cancelled
├── Conflict
├── Unavailable   ExpertsBusy, ModelUnavailable, ShuttingDown
└── Broken        ToolCrashed, ResultInvalid

What a right system may well answer (an unsolvable problem, a division by zero) is a
value, never one of these. The class decides the gRPC status, the HTTP status and the exit
code, in one table: `mrkl_core/surfaces/status.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from mrkl_core.records import dataclass

__all__ = [
    "ApprovalNeeded",
    "ArgumentsInvalid",
    "BadRequest",
    "Broken",
    "Cancelled",
    "Conflict",
    "DomainNotFound",
    "EngineMissing",
    "Exhausted",
    "ExpertNotFound",
    "ExpertsBusy",
    "Location",
    "ManifestInvalid",
    "MemoryExceeded",
    "ModelNotConfigured",
    "ModelUnavailable",
    "MrklError",
    "NotFound",
    "NotReady",
    "OutputTooLarge",
    "PageTokenInvalid",
    "PddlInvalid",
    "PluginBlocked",
    "PluginFailed",
    "QueueFull",
    "Refused",
    "ResultInvalid",
    "RunNotFound",
    "ShuttingDown",
    "StrategyNotFound",
    "TimedOut",
    "ToolCrashed",
    "ToolDisabled",
    "ToolForbidden",
    "ToolNotFound",
    "Unavailable",
    "Violation",
    "nearest",
]


@dataclass(frozen=True)
class Location:
    """A place in a text; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Violation:
    """One thing wrong with a request: which field, and what was expected of it."""

    field: str
    description: str


class MrklError(Exception):
    """The request could not be served.

    `code` is stable and matches google.rpc.ErrorInfo's reason; every dynamic part of the
    message is also in `metadata`; `hint` says what to do about it.
    """

    code: ClassVar[str] = "MRKL_ERROR"

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        metadata: Mapping[str, str] | None = None,
        violations: Iterable[Violation] = (),
        location: Location | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.metadata = dict(metadata or {})
        self.violations = tuple(violations)
        self.location = location
        self.retry_after_s = retry_after_s

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        return f"{place}{self.message}" + (f" ({self.hint})" if self.hint else "")


class BadRequest(MrklError):
    """The request itself is wrong; sending it again cannot help."""

    code = "BAD_REQUEST"


class ArgumentsInvalid(BadRequest):
    """Arguments do not fit the tool's schema; `violations` has one entry each."""

    code = "ARGUMENTS_INVALID"


class PddlInvalid(BadRequest):
    """PDDL text that cannot be read; `location` is the first error's place."""

    code = "PDDL_INVALID"


class ManifestInvalid(BadRequest):
    """tools_manifest.yaml does not fit its schema; names the path and the line."""

    code = "MANIFEST_INVALID"


class PageTokenInvalid(BadRequest):
    """A page token that no list method gave out."""

    code = "PAGE_TOKEN_INVALID"


class NotFound(MrklError):
    """A named thing does not exist; the message offers the nearest names."""

    code = "NOT_FOUND"


class ToolNotFound(NotFound):
    """No active tool has this name."""

    code = "TOOL_NOT_FOUND"


class ExpertNotFound(NotFound):
    """No active expert has this name."""

    code = "EXPERT_NOT_FOUND"


class DomainNotFound(NotFound):
    """No planning domain has this name."""

    code = "DOMAIN_NOT_FOUND"


class RunNotFound(NotFound):
    """No run has this id."""

    code = "RUN_NOT_FOUND"


class StrategyNotFound(NotFound):
    """No strategy of this name."""

    code = "STRATEGY_NOT_FOUND"


class Refused(MrklError):
    """A rule forbids it; the message names the rule."""

    code = "REFUSED"


class ToolDisabled(Refused):
    """The manifest turns this tool off."""

    code = "TOOL_DISABLED"


class ToolForbidden(Refused):
    """The manifest does not let this caller use this tool."""

    code = "TOOL_FORBIDDEN"


class PluginBlocked(Refused):
    """The manifest blocks this plugin."""

    code = "PLUGIN_BLOCKED"


class ApprovalNeeded(Refused):
    """A guard asks for an operator's approval first."""

    code = "APPROVAL_NEEDED"


class NotReady(MrklError):
    """Something must be installed or configured first; `hint` says what."""

    code = "NOT_READY"


class EngineMissing(NotReady):
    """The planning engine asked for is not installed."""

    code = "ENGINE_MISSING"


class ModelNotConfigured(NotReady):
    """No language model is configured."""

    code = "MODEL_NOT_CONFIGURED"


class PluginFailed(NotReady):
    """A required plugin did not load."""

    code = "PLUGIN_FAILED"


class Exhausted(MrklError):
    """A limit on memory, size or load was reached."""

    code = "EXHAUSTED"


class MemoryExceeded(Exhausted):
    """A tool went past its memory limit and was stopped."""

    code = "MEMORY_EXCEEDED"


class OutputTooLarge(Exhausted):
    """A tool's result is larger than its limit."""

    code = "OUTPUT_TOO_LARGE"


class QueueFull(Exhausted):
    """Too many calls are waiting."""

    code = "QUEUE_FULL"


class TimedOut(MrklError):
    """The deadline passed; what was running has been killed."""

    code = "TIMED_OUT"


class Cancelled(MrklError):
    """The caller gave up; what was running has been killed."""

    code = "CANCELLED"


class Conflict(MrklError):
    """The thing changed underneath the request."""

    code = "CONFLICT"


class Unavailable(MrklError):
    """Something the request needs does not answer now; try again later."""

    code = "UNAVAILABLE"


class ExpertsBusy(Unavailable):
    """Who might answer could not say so in time; nobody else does."""

    code = "EXPERTS_BUSY"


class ModelUnavailable(Unavailable):
    """The model's endpoint does not answer, or not sensibly."""

    code = "MODEL_UNAVAILABLE"


class ShuttingDown(Unavailable):
    """The server is draining and takes no new work."""

    code = "SHUTTING_DOWN"


class Broken(MrklError):
    """A fault of ours or of a plugin's; carries no stranger's text."""

    code = "BROKEN"


class ToolCrashed(Broken):
    """A tool's process died or its code raised."""

    code = "TOOL_CRASHED"


class ResultInvalid(Broken):
    """A tool returned what its own schema forbids."""

    code = "RESULT_INVALID"


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint naming what is close to `name`, else what exists; empty if nothing does."""
    from difflib import get_close_matches  # only what went wrong needs it

    names = sorted(known)
    begun = [n for n in names if name and n.startswith(name)]
    close = get_close_matches(name, names) or begun[:3]
    if close:
        return "did you mean " + " or ".join(repr(c) for c in close) + "?"
    if not names:
        return ""
    return "known: " + ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
