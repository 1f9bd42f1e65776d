"""Reads one file; runs in a child process that may be stopped at any moment."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import asdict, dataclass
from pathlib import PurePath

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_search.reading.document import Document, Unreadable
from mrkl_search.reading.html import read_html
from mrkl_search.reading.passages import passages
from mrkl_search.reading.pdf import read_pdf
from mrkl_search.reading.text import read_text

HTML = {".html", ".htm", ".xhtml"}
PDF = {".pdf"}
TEXT = {
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".mdx",
    ".rst",
    ".adoc",
    ".org",
    ".tex",
    ".csv",
    ".tsv",
}


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of a file as they are now, with their digest."""

    data: bytes
    digest: str


def taken(path: str, max_bytes: int) -> Found:
    """A regular file's bytes. Raises Unreadable."""
    try:
        # Never waits for a pipe, and never follows a link that took the file's place.
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(number, "rb") as file:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise Unreadable("it is no regular file")
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise Unreadable(error.strerror or type(error).__name__) from None
    if len(data) > max_bytes:
        raise Unreadable(f"it is larger than {max_bytes / 1e6:g} MB")
    return Found(data, hashlib.sha256(data).hexdigest())


def document_of(path: str, data: bytes, page: int = 0) -> Document:
    """What a file's bytes say; of a PDF one page, if `page` is given. Raises Unreadable."""
    suffix = PurePath(path).suffix.lower()
    if suffix in PDF or data.startswith(b"%PDF-"):
        return read_pdf(path, data, page)
    if suffix in HTML:
        return read_html(path, data)
    return read_text(path, data)


def read_file(path: str, max_bytes: int, known: str = "") -> JsonObject:
    """A file's digest and passages, or why it is skipped; no passages if `known` is its digest."""
    try:
        found = taken(path, max_bytes)
        if found.digest == known:
            return {"digest": known}
        document = document_of(path, found.data)
    except Unreadable as error:
        return {"skipped": str(error)}
    return {
        "digest": found.digest,
        "kind": document.kind,
        "title": document.title[:200],
        "cut": document.cut,
        "passages": [asdict(passage) for passage in passages(document)],
    }
