"""Errors told: a message and a hint on stderr, or one JSON document on stdout."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.errors import BadRequest, Broken, Location, ManifestInvalid, MrklError, PddlInvalid
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.session import Session, Source


def tell_error(session: Session, error: MrklError) -> None:
    """Writes the error where the session's callers look for it."""
    if isinstance(error, ManifestInvalid) and error.location:
        _keep_manifest(session, error.location.file)
    if session.as_json:
        session.out.document(
            {
                "error": {
                    "code": error.code,
                    "message": error.message,
                    "hint": error.hint,
                    "metadata": error.metadata,
                    "location": _named(session, error.location),
                    "violations": error.violations,
                    "retry_after_s": error.retry_after_s,
                }
            }
        )
        return
    err = session.err
    code = error.metadata.get("code", "") if isinstance(error, PddlInvalid) else ""
    word = f"error {code}".rstrip()
    _headline(session, err, word, "red", error.message, error.location)
    alone = len(error.violations) == 1  # then it is what the headline says
    for violation in error.violations:
        if violation.description not in error.message and not (alone and error.location):
            field = f"{violation.field}: " if violation.field else ""
            err.line(f"  {field}{violation.description}")
    _hint(err, error.hint)


def tell_warning(session: Session, error: MrklError) -> None:
    """Writes, on stderr, what went wrong after the answer was told."""
    _headline(session, session.err, "warning", "yellow", error.message, None)
    _hint(session.err, error.hint)


def tell_diagnostic(session: Session, out: Output, diagnostic: Diagnostic) -> None:
    """Writes one finding with the line it is about."""
    color = {Severity.ERROR: "red", Severity.WARNING: "yellow"}.get(diagnostic.severity, "cyan")
    word = f"{diagnostic.severity.lower()} {diagnostic.code}"
    _headline(session, out, word, color, diagnostic.message, diagnostic.location)
    _hint(out, diagnostic.hint)


def named_diagnostics(session: Session, found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """The findings with their places in the files the person named."""
    return [
        Diagnostic(d.code, d.severity, d.message, _named(session, d.location), d.hint)
        for d in found
    ]


def usage_error(error: click.ClickException) -> BadRequest:
    """What click says about a command line, as one of our errors."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "mrkl"
    return BadRequest(error.format_message(), hint=f"see {path} --help")


def internal_error(error: BaseException) -> Broken:
    """A fault of ours; the traceback is for those who ask for it."""
    return Broken(
        f"internal error: {type(error).__name__}: {error}",
        hint="this is a bug of mrkl's; run again with --debug to see where",
    )


def _keep_manifest(session: Session, path: str) -> None:
    # Nobody read it for this command; it is known by its path.
    with suppress(OSError, UnicodeDecodeError):
        session.sources[path] = Source(path, Path(path).read_text(encoding="utf-8"))


def _headline(
    session: Session,
    out: Output,
    word: str,
    color: str,
    message: str,
    location: Location | None,
) -> None:
    place = _named(session, location)
    prefix = out.styled(f"{place}: " if place else "mrkl: ", bold=True)
    out.stream.write(
        f"{prefix}{out.styled(f'{word}:', fg=color, bold=True)} {out.plain(message)}\n"
    )
    if location is not None:
        _excerpt(out, _source(session, location), location, color)


def _excerpt(out: Output, source: Source | None, location: Location, color: str) -> None:
    lines = source.text.split("\n") if source else []
    if not 1 <= location.line <= len(lines):
        return
    text = lines[location.line - 1].rstrip("\r")
    # Long lines are shown around the place; tabs count as one column, so show them as one.
    start = max(0, location.column - 60)
    shown = text[start : start + 100].replace("\t", " ")
    gutter = f"{location.line:>5} | "
    out.line(f"{gutter}{shown}")
    caret = " " * (location.column - 1 - start) + "^"
    out.line(f"{'':>5} | " + out.styled(caret, fg=color, bold=True))


def _hint(out: Output, hint: str) -> None:
    if hint:
        out.stream.write(f"  {out.styled('hint:', fg='cyan')} {out.plain(hint)}\n")


def _source(session: Session, location: Location) -> Source | None:
    return session.sources.get(location.file)


def _named(session: Session, location: Location | None) -> Location | None:
    source = _source(session, location) if location else None
    if location is None or source is None:
        return location
    return Location(source.name, location.line, location.column)
