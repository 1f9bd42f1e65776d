"""Reads the text of PDF files, page by page, for as long as there is time."""

from __future__ import annotations

import io
import logging

from mrkl_core import remaining
from mrkl_search.reading.document import Document, Line, Unreadable, pieces

#: Of the time for a file, how many seconds are left to hand over what was read.
_RESERVE_S = 3.0


def read_pdf(path: str, data: bytes, page: int = 0) -> Document:
    """The document of a PDF file, or one page of it. Raises Unreadable."""
    from pypdf import PdfReader  # 0.2 s
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is encrypted")
        count = len(reader.pages)
        title = str((reader.metadata and reader.metadata.title) or "").strip()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"it is no sound PDF: {type(error).__name__}") from None
    wanted = range(page, page + 1) if page else range(1, count + 1)
    lines: list[Line] = []
    broken = 0
    for number in wanted:
        left = remaining()
        if left is not None and left < _RESERVE_S and not page:
            return Document("pdf", title, tuple(lines), f"from page {number} of {count} on")
        try:
            text = reader.pages[number - 1].extract_text()
        except Exception:  # whatever a broken page does to pypdf, the others are still read
            broken += 1
            continue
        for place, line in enumerate(text.split("\n"), 1):
            lines += [Line(piece, place, place, number) for piece in pieces(line.rstrip())]
    if not any(line.text for line in lines):
        raise Unreadable("it holds no text, only pictures" if not broken else "no page is sound")
    return Document("pdf", title, tuple(lines), f"{broken} unsound pages" if broken else "")
