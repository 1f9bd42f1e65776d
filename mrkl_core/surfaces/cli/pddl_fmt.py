"""`mrkl pddl fmt`: PDDL in one style, comments kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.errors import BadRequest
from mrkl_core.planning.pddl.format import format_pddl
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.output import write_text
from mrkl_core.surfaces.cli.reading import read_text
from mrkl_core.surfaces.cli.session import Session, Source, pass_session


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl fmt domain.pddl problem.pddl"),
        Example("mrkl pddl fmt --check domain.pddl", exit=0),
        Example("cat problem.pddl | mrkl pddl fmt -"),
    ],
)
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--check", is_flag=True, help="Write nothing; exit with 18 if anything would change.")
@pass_session
def fmt(session: Session, files: Sequence[str], check: bool) -> int:
    """Lays out PDDL files in place; - reads stdin and writes stdout.

    Comments stay, no word changes, and a file that was laid out stays as it is.
    """
    changed = []
    for name in files:
        text = read_text(name)
        session.sources[name] = Source("stdin" if name == "-" else name, text)
        new = format_pddl(text, name)
        if new != text:
            changed.append(name)
        if name == "-" and not check:
            if session.as_json:
                raise BadRequest("--json cannot be joined with '-': stdout is for the text")
            session.out.stream.write(new)
        elif new != text and not check:
            write_text(Path(name), new)
    if session.as_json:
        session.out.document({"changed": changed, "checked": check})
    elif "-" not in files or check:
        out = session.out
        for name in changed:
            word = "would be laid out" if check else "laid out"
            out.stream.write(f"{out.mark(Verdict.FAILED if check else Verdict.PASSED)} ")
            out.line(f"{name}: {word}")
        if not changed:
            out.stream.write(f"{out.mark(Verdict.PASSED)} nothing to change\n")
    return Exit.FINDINGS if check and changed else 0
