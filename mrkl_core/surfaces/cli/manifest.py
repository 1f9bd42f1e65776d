"""`mrkl manifest`: the policy file."""

from __future__ import annotations

from pathlib import Path

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.pddl import Severity
from mrkl_core.manifest.load import load
from mrkl_core.registry.audit import audit
from mrkl_core.registry.manager import Registry
from mrkl_core.surfaces.cli.command import Example, Group
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.failure import tell_diagnostic
from mrkl_core.surfaces.cli.session import Session, pass_session


@click.group(cls=Group)
def manifest() -> None:
    """Checks tools_manifest.yaml: what is on, how far it may go, where requests go."""


@manifest.command(
    examples=[
        Example("mrkl manifest check"),
        Example(
            "echo 'versoin: 1' > mine.yaml; mrkl manifest check mine.yaml",
            exit=30,
        ),
        Example("mrkl manifest check --json"),
    ]
)
@click.argument("path", type=click.Path(path_type=Path), required=False)
@pass_session
def check(session: Session, path: Path | None) -> int:
    """Checks a manifest: its shape, and that what it names is there.

    Without PATH it is the one in force: --manifest, MRKL_MANIFEST, ./tools_manifest.yaml or
    the shipped one.
    """
    loaded = load(path or session.manifest)
    found = audit(loaded, Registry.open(loaded))
    broken = any(d.severity is Severity.ERROR for d in found)
    out = session.out
    if session.as_json:
        out.document({"valid": not broken, "path": loaded.path, "diagnostics": found})
    else:
        for diagnostic in found:
            tell_diagnostic(session, out, diagnostic)
        mark = out.mark(Verdict.FAILED if broken else Verdict.PASSED)
        told = "cannot be kept" if broken else "is sound"
        out.stream.write(f"{mark} {out.styled(loaded.path, bold=True)} {told}\n")
    return Exit.FINDINGS if broken else 0
