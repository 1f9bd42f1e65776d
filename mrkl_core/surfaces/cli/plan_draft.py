"""A drafted domain on a terminal: shown with what was found out about it, and asked about."""

from __future__ import annotations

import sys

import click

from mrkl_core.contracts.drafting import DomainDraft
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.session import Session


def is_meant(session: Session, draft: DomainDraft, *, yes: bool) -> bool:
    """Whether the draft may be used: `yes`, or a person at a terminal says so.

    One that may not is the answer: as JSON, or shown.
    """
    if yes and draft.domain:
        if not session.as_json:
            _tell(session.out, draft)
        return True
    if session.as_json:
        session.out.document(draft)
        return False
    _tell(session.out, draft)
    if not draft.domain:
        return False
    if sys.stdin.isatty() and sys.stderr.isatty():
        return click.confirm(draft.question + " Use it?", err=True)
    session.out.line(f"{draft.question} Use it with --yes.", fg="yellow", bold=True)
    return False


def _tell(out: Output, draft: DomainDraft) -> None:
    if draft.domain:
        out.line(draft.domain.rstrip())
    for probe in draft.probes:
        as_expected = probe.solvable is probe.expected
        verdict = Verdict.UNCHECKED if probe.solvable is None else Verdict.FAILED
        mark = out.mark(Verdict.PASSED if as_expected else verdict)
        out.stream.write(f"  {mark} {out.plain(probe.what)}\n")
    for diagnostic in draft.diagnostics:
        out.line(f"  {diagnostic.severity.lower()}: {diagnostic.message}", fg="yellow")
    out.line(draft.summary, bold=True)
