from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import descriptor_pool, json_format, message_factory
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)

from mrkl_core import errors
from mrkl_core._gen.mrkl.v1 import tool_service_pb2 as wire
from mrkl_core._gen.mrkl.v1 import tool_service_pb2_grpc as stubs
from mrkl_core.client import Client
from mrkl_core.contracts.answers import Answer
from mrkl_core.contracts.catalogue import PluginState
from mrkl_core.contracts.context import Deadline
from mrkl_core.experts.ijson import MAX_DEPTH
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.grpc.failures import TRAILER
from mrkl_core.surfaces.grpc.server import Server
from mrkl_core.surfaces.grpc.structs import fill_struct

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_reflection_client_finds_and_calls_a_strangers_tool(server: Server) -> None:
    """Does what grpcurl does: knows nothing but the address."""

    def grpcurl() -> dict[str, Any]:
        with grpc.insecure_channel(server.address) as channel:
            database = ProtoReflectionDescriptorDatabase(channel)
            assert set(database.get_services()) >= {
                "mrkl.v1.ToolService",
                "mrkl.v1.AnswerService",
                "mrkl.v1.PlanService",
                "grpc.health.v1.Health",
            }
            pool = descriptor_pool.DescriptorPool(database)
            service = pool.FindServiceByName("mrkl.v1.ToolService")
            method = service.methods_by_name["CallTool"]
            request = message_factory.GetMessageClass(method.input_type)()
            response = message_factory.GetMessageClass(method.output_type)
            words = '{"name": "probe.echo", "arguments": {"value": {"n": 4, "list": [null, 1.5]}}}'
            json_format.Parse(words, request, descriptor_pool=pool)
            call = channel.unary_unary(
                f"/{service.full_name}/{method.name}",
                request_serializer=lambda message: message.SerializeToString(),
                response_deserializer=response.FromString,
            )
            found: dict[str, Any] = json_format.MessageToDict(
                call(request, timeout=20), descriptor_pool=pool
            )
            return found

    found = await asyncio.to_thread(grpcurl)
    assert found["result"] == {"value": {"n": 4, "list": [None, 1.5]}}
    assert found["evidence"][0]["verdict"] == "VERDICT_PASSED"
    assert found["tool"] == "probe.echo"


async def test_health_has_an_entry_per_service_expert_and_plugin(
    server: Server, runtime: Runtime
) -> None:
    names = ["", "mrkl.v1.ToolService", "mrkl.v1.AnswerService", "mrkl.v1.PlanService"]
    names += [f"mrkl.expert.{expert.name}" for expert in runtime.tools.experts()]
    assert "mrkl.expert.probe" in names
    states = {report.name: report.state for report in runtime.tools.plugins()}
    assert states["probe"] is PluginState.ACTIVE
    async with grpc.aio.insecure_channel(server.address) as channel:
        health: Any = health_pb2_grpc.HealthStub(channel)
        for name in names:
            found = await health.Check(health_pb2.HealthCheckRequest(service=name), timeout=10)
            assert found.status == health_pb2.HealthCheckResponse.SERVING, name
        for name, state in states.items():
            request = health_pb2.HealthCheckRequest(service=f"mrkl.plugin.{name}")
            serving = (await health.Check(request, timeout=10)).status == 1
            assert serving == (state is PluginState.ACTIVE), name
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await health.Check(health_pb2.HealthCheckRequest(service="nobody"), timeout=10)
        assert caught.value.code() is grpc.StatusCode.NOT_FOUND


async def test_a_call_gives_what_it_gives_in_process(client: Client, runtime: Runtime) -> None:
    arguments = {"value": {"n": 4, "text": "ä", "list": [1.5, None, True], "none": None}}
    here = await runtime.tools.call("probe.echo", dict(arguments))
    there = await client.tools.call("probe.echo", arguments)
    assert there.value == here.value == arguments["value"]
    assert (there.tool, there.arguments, there.text) == (here.tool, here.arguments, here.text)
    assert there.evidence == here.evidence
    assert there.failure is None
    assert there.run != here.run


async def test_a_failure_that_is_a_value_has_status_ok(client: Client, runtime: Runtime) -> None:
    here = await runtime.tools.call("probe.divide", {"a": 1, "b": 0})
    there = await client.call("probe.divide", a=1, b=0)
    assert there.failure == here.failure
    assert there.failure is not None
    assert there.failure.code == "DIVISION_BY_ZERO"
    assert (there.text, there.value, there.evidence) == (here.text, here.value, here.evidence)


@pytest.mark.parametrize(
    ("tool", "arguments", "kind"),
    [
        ("probe.ecko", {}, errors.ToolNotFound),
        ("probe.idle", {}, errors.ToolDisabled),
        ("probe.divide", {"a": "one", "b": 2}, errors.ArgumentsInvalid),
        ("probe.divide", {"a": 1}, errors.ArgumentsInvalid),
        ("probe.crash", {}, errors.ToolCrashed),
        ("probe.fault", {}, errors.ToolCrashed),
        ("probe.lie", {}, errors.ResultInvalid),
        ("probe.hog", {}, errors.MemoryExceeded),
        ("probe.shout", {}, errors.OutputTooLarge),
    ],
)
async def test_an_error_is_the_one_that_is_raised_in_process(
    client: Client,
    runtime: Runtime,
    tool: str,
    arguments: dict[str, Any],
    kind: type[errors.MrklError],
) -> None:
    with pytest.raises(kind) as here:
        await runtime.tools.call(tool, dict(arguments))
    with pytest.raises(kind) as there:
        await client.tools.call(tool, arguments)
    assert type(there.value) is type(here.value) is kind
    assert there.value.message == here.value.message
    assert there.value.hint == here.value.hint
    assert there.value.violations == here.value.violations
    expected = dict(here.value.metadata)
    if isinstance(there.value, errors.Broken):
        expected["request"] = there.value.metadata["request"]
        assert "secret" not in str(there.value)
    assert there.value.metadata == expected


async def test_errors_carry_details_that_any_client_can_read(server: Server) -> None:
    async with grpc.aio.insecure_channel(server.address) as channel:
        call = channel.unary_unary("/mrkl.v1.ToolService/CallTool")
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call(b"\xff\xff\xff", timeout=10)
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    trailers = dict(caught.value.trailing_metadata() or ())
    status = status_pb2.Status.FromString(trailers[TRAILER])
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info)
    assert (info.reason, info.domain) == ("BAD_REQUEST", "mrkl")


async def test_what_nobody_foresaw_is_internal_with_an_id_and_a_log_and_no_text(
    client: Client,
    runtime: Runtime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(name: str) -> None:
        raise KeyError("a stranger's secret")

    monkeypatch.setattr(runtime.tools, "get", fail)
    with pytest.raises(errors.Broken) as caught:
        await client.tools.get("probe.echo")
    assert type(caught.value) is errors.Broken
    assert "secret" not in str(caught.value)
    request = caught.value.metadata["request"]
    assert request in caught.value.message
    (record,) = (r for r in caplog.records if request in r.getMessage())
    assert "a stranger's secret" in caplog.text
    assert record.exc_info


async def test_a_deadline_kills_the_tool_and_all_it_started(client: Client, held: Any) -> None:
    call = asyncio.create_task(
        client.tools.call(
            "probe.hold", {"file": str(held.file), "seconds": 60}, deadline=Deadline.after(1.5)
        )
    )
    await held.started()
    with pytest.raises(errors.TimedOut) as caught:
        await call
    await held.gone()
    assert "DEADLINE_EXCEEDED" not in caught.value.message, "the server's own answer arrives"


async def test_a_caller_that_hangs_up_kills_the_tool_and_all_it_started(
    client: Client, held: Any
) -> None:
    call = asyncio.create_task(client.call("probe.hold", file=str(held.file), seconds=60))
    await held.started()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await held.gone()


async def test_a_lost_connection_kills_the_tool_too(server: Server, held: Any) -> None:
    async with Client(server.address) as other:
        call = asyncio.create_task(other.call("probe.hold", file=str(held.file), seconds=60))
        await held.started()
    with pytest.raises((errors.MrklError, asyncio.CancelledError)):
        await call
    await held.gone()


async def test_one_call_too_many_is_told_to_come_back(runtime: Runtime, held: Any) -> None:
    async with Server(runtime, "127.0.0.1:0", max_calls=1) as small, Client(small.address) as one:
        call = asyncio.create_task(one.call("probe.hold", file=str(held.file), seconds=60))
        await held.started()
        with pytest.raises(errors.QueueFull, match="1 calls are running") as caught:
            await one.tools.experts()
        assert caught.value.retry_after_s == 1.0
        call.cancel()
        await held.gone()


async def test_a_request_past_the_limit_is_refused(client: Client) -> None:
    with pytest.raises(errors.Exhausted, match="larger than max"):
        await client.call("probe.echo", value="x" * 5_000_000)
    assert (await client.call("probe.echo", value="still here")).value == "still here"


async def test_a_response_past_the_limit_is_refused(runtime: Runtime) -> None:
    async with (
        Server(runtime, "127.0.0.1:0", max_message_bytes=2000) as small,
        Client(small.address) as one,
    ):
        with pytest.raises(errors.OutputTooLarge, match="at most 2000"):
            await one.tools.list()


async def test_lists_come_in_pages(server: Server, runtime: Runtime) -> None:
    async with grpc.aio.insecure_channel(server.address) as channel:
        stub: Any = stubs.ToolServiceStub(channel)
        names: list[str] = []
        token = ""
        for _ in range(100):
            request = wire.ListToolsRequest(page_size=2, page_token=token)
            page = await stub.ListTools(request, timeout=10)
            assert len(page.tools) <= 2
            names += [tool.name for tool in page.tools]
            token = page.next_page_token
            if not token:
                break
        assert names == [tool.name for tool in runtime.tools.list()]


async def test_a_client_sees_what_the_runtime_shows(client: Client, runtime: Runtime) -> None:
    assert await client.tools.experts() == runtime.tools.experts()
    assert await client.tools.list() == runtime.tools.list()
    assert await client.tools.list("probe") == runtime.tools.list("probe")
    assert await client.tools.plugins() == runtime.tools.plugins()
    assert await client.tools.get("probe.echo") == runtime.tools.get("probe.echo")
    here = runtime.tools.search("divide a number", 3)
    there = await client.tools.search("divide a number", 3)
    assert there == here
    with pytest.raises(errors.ExpertNotFound):
        await client.tools.list("prob")


async def test_a_wrong_page_token_is_an_error(server: Server) -> None:
    async with grpc.aio.insecure_channel(server.address) as channel:
        stub: Any = stubs.ToolServiceStub(channel)
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await stub.ListTools(wire.ListToolsRequest(page_token="MTA"), timeout=10)
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "page_token" in (caught.value.details() or "")


async def test_a_taken_port_is_an_error_that_says_so(runtime: Runtime, server: Server) -> None:
    with pytest.raises(errors.NotReady, match="cannot listen"):
        await Server(runtime, server.address).start()


async def test_a_unix_socket_serves_too(runtime: Runtime, tmp_path: Path) -> None:
    address = f"unix:{tmp_path / 'mrkl.sock'}"
    async with Server(runtime, address) as local, Client(local.address) as one:
        assert (await one.call("probe.echo", value=[1])).value == [1]


async def test_nobody_listening_is_unavailable() -> None:
    async with Client("127.0.0.1:1") as nobody:
        with pytest.raises(errors.Unavailable, match="is a mrkl server running there"):
            await nobody.tools.experts()


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"in": value}
    return value


async def test_what_nests_as_deep_as_tools_may_take_goes_over_the_wire(client: Client) -> None:
    deepest = nested(MAX_DEPTH - 1)  # the arguments themselves are a level
    assert (await client.call("probe.echo", value=deepest)).value == deepest
    items = [item async for item in client.answers.stream(f"probe deep {MAX_DEPTH - 1}")]
    assert isinstance(items[-1], Answer)
    assert items[-1].value == deepest


@pytest.mark.parametrize(
    "value", [nested(MAX_DEPTH), nested(500), 2**53, float("nan"), "\ud800", {1: 2}]
)
async def test_arguments_that_json_cannot_carry_are_refused_as_in_process(
    client: Client, runtime: Runtime, value: Any
) -> None:
    with pytest.raises(errors.ArgumentsInvalid) as here:
        await runtime.tools.call("probe.echo", {"value": value})
    with pytest.raises(errors.ArgumentsInvalid) as there:
        await client.tools.call("probe.echo", {"value": value})
    assert there.value.violations == here.value.violations


async def test_a_request_that_nests_deeper_than_protobuf_reads_is_refused(
    server: Server,
) -> None:
    request = wire.CallToolRequest(name="probe.echo")
    fill_struct(request.arguments, {"value": nested(60)})
    async with grpc.aio.insecure_channel(server.address) as channel:
        stub: Any = stubs.ToolServiceStub(channel)
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await stub.CallTool(request, timeout=10)
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "cannot be decoded" in (caught.value.details() or "")


async def test_json_output_of_a_call_survives_json(client: Client) -> None:
    outcome = await client.call("probe.echo", value={"big": 2**53 - 1, "pi": 3.14})
    assert json.loads(json.dumps(outcome.value)) == {"big": 2**53 - 1, "pi": 3.14}


async def test_who_asks_travels_in_the_metadata_of_every_kind_of_call(server: Server) -> None:
    async with Client(server.address, caller="ann") as ann, Client(server.address) as nobody:
        assert (await ann.call("probe.whose")).value == "ann"
        *_, last = [item async for item in ann.answers.stream("probe whose")]
        assert isinstance(last, Answer)
        assert last.value == "ann"
        assert (await nobody.call("probe.whose")).value == ""
        with pytest.raises(errors.Refused):
            await nobody.call("probe.whose", who="ann")
