"""Texts from the command line: arguments, files, and stdin for `-`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from mrkl_core.errors import BadRequest, NotFound


def read_words(words: Sequence[str]) -> str:
    """The words given, joined; `-` or no words at all reads what is piped in."""
    if words and tuple(words) != ("-",):
        return " ".join(words)
    if not words and sys.stdin.isatty():
        raise BadRequest(
            "no words were given", hint='put them in quotes, or pipe them in: … "what is 2+2?"'
        )
    return read_stdin().strip()


def read_text(path: str) -> str:
    """The text of a file; `-` is stdin. Raises NotFound or BadRequest, naming the file."""
    if path == "-":
        return read_stdin()
    try:
        return _decoded(Path(path).read_bytes(), path)
    except FileNotFoundError:
        raise NotFound(
            f"no file {path!r}", hint="check the path", metadata={"path": path}
        ) from None
    except OSError as error:
        raise BadRequest(
            f"{path!r} cannot be read: {error.strerror}", metadata={"path": path}
        ) from None


def read_stdin() -> str:
    """All of stdin, as UTF-8."""
    return _decoded(sys.stdin.buffer.read(), "stdin")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(
            f"{name!r} is not UTF-8 text: byte {error.start} is 0x{data[error.start]:02x}",
            hint="convert it: iconv -f latin1 -t utf-8",
            metadata={"path": name},
        ) from None
