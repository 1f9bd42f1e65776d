from __future__ import annotations

from collections.abc import Iterator

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2
from grpc.aio import Metadata
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import errors
from mrkl_core.errors import Location, MrklError, Violation
from mrkl_core.surfaces.grpc.failures import from_call_error, to_status, to_trailer
from mrkl_core.surfaces.status import status_of


def every_error() -> Iterator[type[MrklError]]:
    for name in errors.__all__:
        kind = getattr(errors, name)
        if isinstance(kind, type) and issubclass(kind, MrklError):
            yield kind


def received(status: status_pb2.Status) -> grpc.aio.AioRpcError:
    """What a caller's grpc raises for a status."""
    code = next(code for code in grpc.StatusCode if code.value[0] == status.code)
    return grpc.aio.AioRpcError(
        code, Metadata(), Metadata(*to_trailer(status)), details=status.message
    )


def over_the_wire(error: MrklError) -> MrklError:
    return from_call_error(received(to_status(error)))


short = st.text(min_size=1, max_size=20)
some_errors = st.builds(
    lambda kind, **fields: kind(fields.pop("message"), **fields),
    st.sampled_from(list(every_error())),
    message=short,
    hint=st.text(max_size=20),
    metadata=st.dictionaries(short, short, max_size=3),
    violations=st.lists(st.builds(Violation, short, short), max_size=3),
    location=st.none() | st.builds(Location, short, st.integers(1, 9999), st.integers(1, 999)),
    retry_after_s=st.integers(0, 600).map(float),
)


@given(some_errors)
def test_an_error_comes_back_with_all_its_fields(error: MrklError) -> None:
    found = over_the_wire(error)
    assert type(found) is type(error)
    assert vars(found) == vars(error)
    assert str(found) == str(error)


@pytest.mark.parametrize("kind", list(every_error()))
def test_each_error_has_its_status_and_error_info(kind: type[MrklError]) -> None:
    status = to_status(kind("it is so", metadata={"a": "b"}))
    code = next(code for code in grpc.StatusCode if code.value[0] == status.code)
    assert code.name == status_of(kind).grpc
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info)
    assert (info.reason, info.domain, dict(info.metadata)) == (kind.code, "mrkl", {"a": "b"})


def test_errors_that_may_pass_say_when_to_try_again() -> None:
    assert over_the_wire(errors.QueueFull("x")).retry_after_s == 1.0
    assert over_the_wire(errors.ModelUnavailable("x", retry_after_s=7.5)).retry_after_s == 7.5
    assert over_the_wire(errors.MemoryExceeded("x")).retry_after_s is None


def test_a_plugins_own_error_keeps_its_code_where_the_class_is_known() -> None:
    class Overdrawn(errors.Conflict):
        code = "OVERDRAWN"

    assert type(over_the_wire(Overdrawn("x"))) is Overdrawn


def test_an_unknown_reason_becomes_its_codes_most_general_class() -> None:
    status = to_status(errors.ToolNotFound("no tool 'x'"))
    info = error_details_pb2.ErrorInfo(reason="FROM_THE_FUTURE", domain="mrkl")
    status.details[0].Pack(info)
    found = from_call_error(received(status))
    assert type(found) is errors.NotFound
    assert found.message == "no tool 'x'"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (grpc.StatusCode.UNAVAILABLE, errors.Unavailable),
        (grpc.StatusCode.DEADLINE_EXCEEDED, errors.TimedOut),
        (grpc.StatusCode.CANCELLED, errors.Cancelled),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, errors.Exhausted),
        (grpc.StatusCode.INTERNAL, errors.Broken),
        (grpc.StatusCode.UNIMPLEMENTED, MrklError),
    ],
)
def test_a_status_that_is_not_ours_is_an_error_all_the_same(
    code: grpc.StatusCode, kind: type[MrklError]
) -> None:
    found = from_call_error(grpc.aio.AioRpcError(code, Metadata(), Metadata(), details="down"))
    assert type(found) is kind
    assert found.message == f"{code.name}: down"


@pytest.mark.parametrize("letter", ["m", "\N{CJK UNIFIED IDEOGRAPH-4E00}", "\n", "\ud800"])
async def test_long_texts_are_cut_so_that_the_trailer_always_arrives(letter: str) -> None:
    error = errors.ArgumentsInvalid(
        letter * 100_000,
        hint=letter * 100_000,
        metadata={f"key{i}": letter * 1000 for i in range(100)},
        violations=[Violation(f"field{i}", letter * 1000) for i in range(1000)],
    )

    async def fail(request: bytes, context: grpc.aio.ServicerContext[bytes, bytes]) -> bytes:
        status = to_status(error)
        await context.abort(grpc.StatusCode.INVALID_ARGUMENT, status.message, to_trailer(status))
        raise AssertionError("abort raises")

    server = grpc.aio.server()
    handler = grpc.unary_unary_rpc_method_handler(fail)
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("x", {"Y": handler})])
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    try:
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await channel.unary_unary("/x/Y")(b"", timeout=10)
    finally:
        await server.stop(None)
    found = from_call_error(caught.value)
    assert type(found) is errors.ArgumentsInvalid
    assert found.message.endswith("…")
    assert found.hint.endswith("…")
    assert 1 <= len(found.violations) < 1000
