"""What a command writes to stdout: one JSON document, or lines for people."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.errors import BadRequest
from mrkl_core.records import dataclass

_MARKS = {
    Verdict.PASSED: ("✓", "+", "green"),
    Verdict.FAILED: ("✗", "x", "red"),
    Verdict.UNCHECKED: ("?", "?", "yellow"),
}


@dataclass(frozen=True)
class Output:
    """One stream, and what it can show: colours, and characters beyond ASCII."""

    stream: TextIO
    color: bool
    unicode: bool

    @classmethod
    def to(cls, stream: TextIO, color: bool | None = None) -> Output:
        """Output to this stream; `color` None decides by terminal, NO_COLOR and TERM."""
        if color is None:
            color = (
                stream.isatty()
                and not os.environ.get("NO_COLOR")
                and os.environ.get("TERM") != "dumb"
            )
        return cls(stream, color, _encodes(stream, "✓·—…"))

    def document(self, value: Any) -> None:
        """Writes one JSON document, on one line unless a person looks at it."""
        text = json.dumps(
            to_json(value),
            indent=2 if self.stream.isatty() else None,
            ensure_ascii=not _encodes(self.stream, "é✓"),
            allow_nan=False,
        )
        self.stream.write(text + "\n")
        self.stream.flush()

    def line(self, text: str = "", **style: Any) -> None:
        """Writes a line, styled as click.style would where colours are shown."""
        self.stream.write(self.styled(text, **style) + "\n")

    def styled(self, text: str, **style: Any) -> str:
        """The text as this stream can show it: styled, and never with control characters."""
        shown = self.plain(text)
        return click.style(shown, **style) if style and self.color else shown

    def plain(self, text: str) -> str:
        """The text without control characters, in ASCII where nothing else can be shown.

        A tool's text may hold anything; a terminal would obey its escape sequences.
        """
        if not text.isprintable():
            text = "".join(c if c in "\n\t" or not _controls(c) else repr(c)[1:-1] for c in text)
        if self.unicode:
            return text
        for fancy, ascii_ in (("·", "-"), ("—", "-"), ("…", "..."), ("→", "->")):
            text = text.replace(fancy, ascii_)
        return text

    def mark(self, verdict: Verdict) -> str:
        """✓, ✗ or ?, or their ASCII fallback."""
        fancy, ascii_, color = _MARKS[verdict]
        return self.styled(fancy if self.unicode else ascii_, fg=color, bold=True)

    def evidence(self, evidence: Iterable[Evidence], prefix: str = "  ") -> None:
        """Writes one line a check: the mark, what was checked, what came out, and how."""
        for item in evidence:
            told = f"{item.check}: {item.detail}" if item.detail else item.check
            method = self.styled(f" — {item.method}", dim=True) if item.method else ""
            self.stream.write(
                f"{prefix}{self.mark(item.verdict)} {self.plain(_one_line(told))}"
                f"{method.replace(chr(10), ' ')}\n"
            )

    def table(self, rows: Sequence[Sequence[str]], *, styles: Sequence[dict[str, Any]]) -> None:
        """Writes rows in aligned columns; the last column is cut to the terminal's width."""
        if not rows:
            return
        import shutil  # loads every compressor there is

        clean = [[self.plain(_one_line(cell)) for cell in row] for row in rows]
        widths = [max(len(row[i]) for row in clean) for i in range(len(styles) - 1)]
        room = shutil.get_terminal_size((100, 24)).columns - sum(widths) - 2 * len(widths)
        whole = not self.stream.isatty()  # a pipe gets all of it
        for row in clean:
            last = row[-1]
            if not whole and len(last) > max(room, 20):
                end = "…" if self.unicode else "..."
                last = last[: max(room, 20) - len(end)] + end
            cells = [
                self.styled(cell.ljust(width), **style)
                for cell, width, style in zip(row, widths, styles, strict=False)
            ]
            cells.append(self.styled(last, **styles[-1]))
            self.stream.write("  ".join(cells).rstrip() + "\n")


def seconds(value: float) -> str:
    """A duration for people: 12 ms, 3.4 s, 2 min 5 s."""
    if value < 1:
        return f"{value * 1000:.0f} ms" if value >= 0.001 else "under 1 ms"
    if value < 100:
        return f"{value:.1f} s"
    return f"{int(value) // 60} min {int(value) % 60} s"


def write_text(path: Path, text: str) -> None:
    """Writes a file. Raises BadRequest where that cannot be."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadRequest(f"cannot write {str(path)!r}: {error.strerror}") from error


def number(value: float) -> str:
    """A number without a needless fraction: 12 for 12.0."""
    return str(int(value)) if value == int(value) else repr(value)


def prepare_streams() -> None:
    """Makes stdout and stderr bear anything: what cannot be encoded is written as an escape.

    One that the caller closed (`>&-`) goes to nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
            setattr(sys, name, nowhere)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _encodes(stream: TextIO, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _controls(character: str) -> bool:
    # Cc and Cf: escapes, and the marks that reorder or hide text; Cs: lone surrogates.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
