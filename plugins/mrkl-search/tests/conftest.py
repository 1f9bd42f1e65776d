"""Folders of real files, and an index over them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mrkl_core.contracts.encoder import Encoder
from mrkl_search.config import Config
from mrkl_search.indexing import Indexer, Report

Index = Callable[..., Report]

LEASE = """# The flat

## Rent

The rent is 950 euros a month.
It is due on the third working day.

## Deposit

Frau Meier holds a deposit of 2,850 euros, which is paid back within six months
after the end of the lease. Interest belongs to the tenant.

## Pets

Cats may be kept. Dogs need a written permission of the landlord.
"""
MANUAL = """<html><head><title>Washing machine</title><script>var deposit = "none";</script></head>
<body><h1>Washing machine</h1>
<p>Descale the drum every three months with
citric acid.
<p>The error code <b>E18</b> means that the pump is blocked
<ul><li>Open the filter at the bottom right.<li>Let the water run out.</ul>
</body></html>
"""


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    bodies.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(bodies) + 1)
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(bodies)
        )
    references = " ".join(f"{kid} 0 R" for kid in kids).encode()
    bodies[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (references, len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        out.rfind(b"xref\n0"),
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with a document of each kind."""
    folder = tmp_path / "library"
    (folder / "house").mkdir(parents=True)
    (folder / "house" / "lease.md").write_text(LEASE, encoding="utf-8")
    (folder / "house" / "washing.html").write_text(MANUAL, encoding="utf-8")
    tickets = [["Ticket to Basel", "The last train leaves at 23:47."], ["Seat 61 in coach 5."]]
    (folder / "ticket.pdf").write_bytes(pdf_of(tickets))
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.of({"index": str(tmp_path / "index" / "search.db")})


@pytest.fixture
def index(config: Config) -> Index:
    """Indexes a folder as `mrkl search index` does."""

    def run(
        *folders: Path, encoder: Encoder | None = None, everything: bool = False,
        rebuild: bool = False, config: Config = config,
    ) -> Report:  # fmt: skip
        indexer = Indexer(config, encoder, lambda phase, done, total: None)
        roots = [(str(folder), everything) for folder in folders]
        return asyncio.run(indexer.run(roots, "2024-05-31T00:00:00+00:00", rebuild=rebuild))

    return run
