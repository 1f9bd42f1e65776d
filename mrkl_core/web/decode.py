"""A body put together and decompressed, never past its bound."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from mrkl_core.web.problems import WebProblem, unavailable

#: The one compression that is asked for; the standard library can stop in the middle of it.
ENCODING = "gzip"


def decoded(parts: Iterable[bytes], encoding: str, most: int, host: str) -> bytes:
    """The body of a reply. Raises WebProblem."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _joined(parts, most, host)
    if encoding not in (ENCODING, f"x-{ENCODING}"):
        raise WebProblem(
            "CONTENT_REFUSED", f"{host} answered in {encoding[:40]!r}, which was not asked for"
        )
    return _unzipped(parts, most, host)


def _joined(parts: Iterable[bytes], most: int, host: str) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > most:
            raise too_large(host, most)
    return bytes(body)


def _unzipped(parts: Iterable[bytes], most: int, host: str) -> bytes:
    body, unzip, read = bytearray(), zlib.decompressobj(wbits=31), 0
    try:
        for part in parts:
            read += len(part)  # a stream may go on without giving anything
            rest = part
            while rest:
                if unzip.eof:  # gzip may consist of several members
                    unzip = zlib.decompressobj(wbits=31)
                body += unzip.decompress(rest, most + 1 - len(body))
                if len(body) > most or read > most:
                    raise too_large(host, most)
                rest = unzip.unused_data
    except zlib.error:
        raise unavailable(f"{host} answered with broken {ENCODING}") from None
    if read and not unzip.eof:
        raise unavailable(f"{host} broke off in the middle of its answer")
    return bytes(body)


def too_large(host: str, most: int) -> WebProblem:
    """The problem of an answer past its bound."""
    return WebProblem("TOO_LARGE", f"{host} answered with more than {most:,} bytes")
