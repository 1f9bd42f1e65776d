"""`mrkl completion`: what a shell needs to complete `mrkl`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from mrkl_core.errors import NotReady
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.session import Session, pass_session


@click.command(
    cls=Command,
    examples=[
        Example("mrkl completion bash > mrkl.bash && . ./mrkl.bash"),
        Example("mrkl completion zsh > _mrkl"),
        Example("mrkl completion fish > mrkl.fish"),
    ],
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
@pass_session
def completion(session: Session, ctx: click.Context, shell: str) -> int:
    """Prints the completion script of a SHELL: bash, zsh or fish.

    It completes commands, options, tools, domains and their examples.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise NotReady(f"this version of click cannot complete for {shell}")
    script = kind(ctx.find_root().command, {}, "mrkl", "_MRKL_COMPLETE").source()
    if session.as_json:
        session.out.document({"shell": shell, "script": script})
    else:
        session.out.stream.write(script)
    return 0
