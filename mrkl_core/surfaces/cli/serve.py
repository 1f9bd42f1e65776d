"""`mrkl serve`: the gRPC server. The one place where a surface imports another: to start it."""

from __future__ import annotations

import sys

import click

from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example, FiniteRange
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.grpc.server import (
    DEFAULT_GRACE_S,
    MAX_CALLS,
    MAX_MESSAGE_BYTES,
    SERVICES,
)
from mrkl_core.surfaces.grpc.server import serve as serve_grpc


@click.command(
    cls=Command,
    examples=[
        Example("mrkl serve"),
        Example("mrkl serve --port 0 --json"),
        Example("mrkl serve --listen unix:/tmp/mrkl.sock"),
    ],
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=50051,
    show_default=True,
    help="Port to listen on; 0 picks a free one.",
)
@click.option("--listen", default="", metavar="ADDRESS", help="host:port or unix:/path at once.")
@click.option(
    "--grace",
    type=FiniteRange(min=0),
    default=DEFAULT_GRACE_S,
    show_default=True,
    metavar="SECONDS",
    help="How long running calls may take to end once the server is told to stop.",
)
@click.option(
    "--max-calls",
    type=click.IntRange(min=1),
    default=MAX_CALLS,
    show_default=True,
    help="Calls served at once; more are refused.",
)
@click.option(
    "--max-message",
    type=click.IntRange(min=1024),
    default=MAX_MESSAGE_BYTES,
    show_default=True,
    metavar="BYTES",
    help="The largest message that is read or written.",
)
@pass_session
def serve(
    session: Session,
    host: str,
    port: int,
    listen: str,
    grace: float,
    max_calls: int,
    max_message: int,
) -> int:
    """Serves gRPC until SIGTERM or Ctrl-C, then lets running calls end.

    There is neither TLS nor authentication: the default address is this machine's own.
    """
    address = listen or f"{f'[{host}]' if ':' in host else host}:{port}"

    def told(bound: str) -> None:
        if session.as_json:
            session.out.document({"address": bound, "services": SERVICES})
        else:
            out = session.out
            out.stream.write(f"serving on {out.styled(bound, bold=True)}\n")
            for name in SERVICES:
                out.line(f"  {name}", dim=True)
            out.line("  with health and reflection; Ctrl-C stops", dim=True)
        sys.stdout.flush()

    async def work(runtime: Runtime) -> int:
        await serve_grpc(
            runtime,
            address,
            on_ready=told,
            max_calls=max_calls,
            max_message_bytes=max_message,
            grace_s=grace,
        )
        return 0

    return run(session, work, serving=True)
