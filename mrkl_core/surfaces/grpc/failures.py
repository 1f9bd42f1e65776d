"""Errors on the wire and back: google.rpc.Status with ErrorInfo on every one.

    code, message   ErrorInfo.reason, Status.message
    metadata        ErrorInfo.metadata
    violations      BadRequest.field_violations
    hint            Help, as a link's description (without a link: it says what to do)
    location        ErrorInfo.metadata: location_file, location_line, location_column
    retry_after_s   RetryInfo; where trying again can help, the status table gives a default

The details travel in a trailer, and readers commonly refuse trailers past 8 KiB: long texts are
cut, and long lists end early.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from google.rpc import code_pb2, error_details_pb2, status_pb2

import grpc
from mrkl_core.errors import Location, MrklError, Violation
from mrkl_core.surfaces.status import TABLE, status_of

#: ErrorInfo's domain.
DOMAIN = "mrkl"

#: The trailer that carries a google.rpc.Status.
TRAILER = "grpc-status-details-bin"

#: What to do about statuses that come from below us.
_HINTS = MappingProxyType(
    {
        "UNAVAILABLE": "is a mrkl server running there?",
        "UNIMPLEMENTED": "is the server an older mrkl?",
    }
)

# In bytes of UTF-8. The message travels twice, once percent-encoded at three times its size,
# and the details in base64.
_MAX_TEXT = 800
_MAX_VALUE = 300
_MAX_METADATA = 800
_MAX_DETAILS = 3000


def to_status(error: MrklError) -> status_pb2.Status:
    """The google.rpc.Status that says what the error says."""
    row = status_of(error)
    status = status_pb2.Status(
        code=code_pb2.Code.Value(row.grpc), message=_cut(error.message, _MAX_TEXT)
    )
    retry_s = row.retry_after_s if error.retry_after_s is None else error.retry_after_s
    for detail in (_info(error), _retry(retry_s), _help(error.hint)):
        if detail is not None:
            status.details.add().Pack(detail)
    room = _MAX_DETAILS - status.ByteSize()
    if error.violations:
        status.details.add().Pack(_bad_request(error.violations, room))
    return status


def to_trailer(status: status_pb2.Status) -> tuple[tuple[str, bytes], ...]:
    """The trailing metadata that carries a status."""
    return ((TRAILER, status.SerializeToString()),)


def from_call_error(error: grpc.aio.AioRpcError) -> MrklError:
    """The error that a server's status stands for, with all its fields.

    A status without our details (a dead server, a proxy, a message past the limit) becomes the
    most general class of its code.
    """
    found = _details(error)
    info = found.get("ErrorInfo")
    message = found["Status"].message if "Status" in found else (error.details() or "")
    if info is None or info.domain != DOMAIN:
        code = error.code().name
        return _general(code)(f"{code}: {message}", hint=_HINTS.get(code, ""))
    kind = _by_code(info.reason) or _general(error.code().name)
    metadata = dict(info.metadata)
    retry, hints, bad = found.get("RetryInfo"), found.get("Help"), found.get("BadRequest")
    return kind(
        message,
        hint=hints.links[0].description if hints is not None else "",
        location=_take_location(metadata),
        metadata=metadata,
        violations=[Violation(v.field, v.description) for v in bad.field_violations]
        if bad is not None
        else (),
        retry_after_s=retry.retry_delay.ToTimedelta().total_seconds() if retry else None,
    )


def _info(error: MrklError) -> Any:
    metadata: dict[str, str] = {}
    room = _MAX_METADATA
    for key, value in error.metadata.items():
        metadata[key] = _cut(value, _MAX_VALUE)
        room -= len(key.encode()) + len(metadata[key].encode())
        if room < 0:
            del metadata[key]
            break
    if error.location is not None:
        metadata["location_file"] = _cut(error.location.file, _MAX_VALUE)
        metadata["location_line"] = str(error.location.line)
        metadata["location_column"] = str(error.location.column)
    return error_details_pb2.ErrorInfo(reason=error.code, domain=DOMAIN, metadata=metadata)


def _take_location(metadata: dict[str, str]) -> Location | None:
    if "location_line" not in metadata:
        return None
    return Location(
        metadata.pop("location_file", ""),
        int(metadata.pop("location_line")),
        int(metadata.pop("location_column", "1")),
    )


def _retry(seconds: float | None) -> Any:
    if seconds is None:
        return None
    retry = error_details_pb2.RetryInfo()
    retry.retry_delay.FromTimedelta(timedelta(seconds=seconds))
    return retry


def _help(hint: str) -> Any:
    if not hint:
        return None
    return error_details_pb2.Help(
        links=[error_details_pb2.Help.Link(description=_cut(hint, _MAX_TEXT))]
    )


def _bad_request(violations: Iterable[Violation], room: int) -> Any:
    bad = error_details_pb2.BadRequest()
    for violation in violations:
        added = bad.field_violations.add(
            field=_cut(violation.field, _MAX_VALUE),
            description=_cut(violation.description, _MAX_VALUE),
        )
        room -= added.ByteSize() + 4
        if room < 0 and len(bad.field_violations) > 1:
            del bad.field_violations[-1]
            break
    return bad


def _cut(text: str, size: int) -> str:
    raw = text.encode("utf-8", "replace")
    if len(raw) <= size:
        return raw.decode()
    return raw[: size - 3].decode("utf-8", "ignore") + "…"


def _details(error: grpc.aio.AioRpcError) -> dict[str, Any]:
    """The messages of the trailer, by their short names."""
    for key, value in error.trailing_metadata() or ():
        if key == TRAILER and isinstance(value, bytes):
            status = status_pb2.Status.FromString(value)
            found: dict[str, Any] = {"Status": status}
            for packed in status.details:
                name = packed.TypeName().rpartition(".")[2]
                kind = getattr(error_details_pb2, name, None)
                if kind is not None:
                    found[name] = kind.FromString(packed.value)
            return found
    return {}


def _by_code(code: str) -> type[MrklError] | None:
    return next((kind for kind in _kinds(MrklError) if kind.code == code), None)


def _general(code: str) -> type[MrklError]:
    return next((kind for kind, row in TABLE.items() if row.grpc == code), MrklError)


def _kinds(kind: type[MrklError]) -> Iterator[type[MrklError]]:
    yield kind
    for derived in kind.__subclasses__():
        yield from _kinds(derived)
