"""One thing to say about a text, and the edits of that text that would mend it."""

from __future__ import annotations

from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.planning.pddl.source import Edit, Note, Source
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Finding:
    """A diagnostic with its fix; `edits` is empty where there is no safe one."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...] = ()


def of_note(source: Source, note: Note) -> Finding:
    """What the reader forgave, as a finding."""
    return Finding(
        source.diagnostic(note.code, note.message, note.at, note.hint, Severity.NOTE), note.edits
    )


def warning(source: Source, code: str, message: str, at: int, hint: str = "") -> Finding:
    """A warning at an offset."""
    return Finding(source.diagnostic(code, message, at, hint, Severity.WARNING))


def note(source: Source, code: str, message: str, at: int, hint: str = "") -> Finding:
    """A note at an offset."""
    return Finding(source.diagnostic(code, message, at, hint, Severity.NOTE))
