"""`mrkl plugins`: what is loaded, and how to write another."""

from __future__ import annotations

from pathlib import Path

import click

from mrkl_core.contracts.catalogue import PluginReport
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.pddl import Severity
from mrkl_core.registry.scaffold import new_plugin
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example, Group
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.failure import tell_diagnostic
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.testing import check_plugin


@click.group(cls=Group)
def plugins() -> None:
    """Lists the plugins found, writes new ones, and checks them."""


@plugins.command(
    "list",
    examples=[
        Example("mrkl plugins list"),
        Example("mrkl plugins list --json"),
    ],
)
@pass_session
def list_(session: Session) -> int:
    """Lists every plugin found, with its state and, if it is not active, the reason."""

    async def work(runtime: Runtime) -> int:
        found = runtime.tools.plugins()
        if session.as_json:
            session.out.document({"plugins": found})
        else:
            _tell_plugins(session.out, found)
        return 0

    return run(session, work)


@plugins.command(
    examples=[
        Example("mrkl plugins new mrkl-tides"),
        Example("mrkl plugins new mrkl-moons --into my-plugins --json"),
    ]
)
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Where to put the folder; else here.",
)
@pass_session
def new(session: Session, name: str, into: Path) -> int:
    """Writes a working plugin of this NAME: a copy of the roman expert, renamed."""
    folder = new_plugin(name, into)
    if session.as_json:
        session.out.document({"name": name, "path": str(folder)})
    else:
        out = session.out
        out.stream.write(f"{out.mark(Verdict.PASSED)} {out.styled(str(folder), bold=True)}\n")
        out.line(f"  install it:  pip install -e {folder}")
        out.line(f"  check it:    mrkl plugins check {folder}")
        out.line("  see it:      mrkl plugins list")
    return 0


@plugins.command(
    cls=Command,
    examples=[
        Example("mrkl plugins new mrkl-stars && mrkl plugins check mrkl-stars"),
        Example("mrkl plugins check no-such-folder --json", exit=Exit.FINDINGS),
    ],
)
@click.argument("path", type=click.Path(path_type=Path))
@pass_session
def check(session: Session, path: Path) -> int:
    """Checks a plugin's folder: that it loads, and that its tools keep their promises."""
    found = check_plugin(path)
    broken = any(d.severity is Severity.ERROR for d in found)
    out = session.out
    if session.as_json:
        out.document({"path": str(path), "sound": not broken, "diagnostics": found})
    else:
        for diagnostic in found:
            tell_diagnostic(session, out, diagnostic)
        mark = out.mark(Verdict.FAILED if broken else Verdict.PASSED)
        told = "does not work" if broken else "is sound"
        out.stream.write(f"{mark} {out.styled(str(path), bold=True)} {told}\n")
    return Exit.FINDINGS if broken else 0


def _tell_plugins(out: Output, found: tuple[PluginReport, ...]) -> None:
    """Writes a line a plugin."""
    out.table(
        [
            [
                p.name,
                p.state.lower(),
                f"{p.distribution} {p.version}".strip(),
                p.reason or ", ".join(p.experts or p.hooks),
            ]
            for p in found
        ],
        styles=[{"fg": "cyan", "bold": True}, {}, {"dim": True}, {}],
    )
