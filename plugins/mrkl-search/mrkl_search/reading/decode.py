"""Bytes as text: by what they say of themselves, else UTF-8, else by what they look like."""

from __future__ import annotations

import codecs
import re

from mrkl_search.reading.document import Unreadable

#: How much is looked at to find an encoding, and to see that it is no text at all.
_SAMPLE = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The HTML standard looks for it in the first 1024 bytes.
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)


def decoded(data: bytes, *, html: bool = False) -> str:
    """The text, with `\\n` at the end of lines. Raises Unreadable for what is none."""
    text = _text(data, html)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(data: bytes, html: bool) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _by(name, data)
    if b"\0" in data[:_SAMPLE]:
        raise Unreadable("it is binary")
    if html and (said := _META.search(data[:1024])):
        try:
            return _by(said[1].decode("ascii"), data)
        except (LookupError, Unreadable):
            pass  # it says what it is not
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # only what is not UTF-8 needs it

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise Unreadable("it is binary, or in an encoding that is not known")
    return _by(best.encoding, data)


def _by(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not the {encoding} it looks like: byte {error.start}") from None
