"""Texts from the command line: arguments, files, and stdin for `-`."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from mrkl_core.errors import BadRequest, NotFound

#: No more is read: a device or a pipe may never end.
MAX_BYTES = 256 << 20

#: How a text in UTF-16 begins.
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
        with Path(path).open("rb") as file:
            return _decoded(_read(file, path), path)
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
    return _decoded(_read(sys.stdin.buffer, "stdin"), "stdin")


def _read(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BadRequest(f"{name!r} has more than {MAX_BYTES >> 20} MiB", metadata={"path": name})
    return data


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(
            f"{name!r} is not UTF-8 text: byte {error.start} is 0x{data[error.start]:02x}",
            hint=f"convert it: iconv -f {'utf-16' if data[:2] in _UTF_16 else 'latin1'} -t utf-8",
            metadata={"path": name},
        ) from None
