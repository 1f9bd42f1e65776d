"""`mrkl pddl lint`: what is wrong or odd with these texts, and mending what can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.errors import BadRequest
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.failure import named_diagnostics, tell_diagnostic
from mrkl_core.surfaces.cli.inputs import (
    complete_domain,
    complete_problem,
    only_one_stdin,
    read_domain,
    read_problem,
)
from mrkl_core.surfaces.cli.output import Output, write_text
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.sarif import sarif
from mrkl_core.surfaces.cli.session import Session, pass_session


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl lint blocksworld p01"),
        Example("mrkl pddl lint domain.pddl problem.pddl --fix"),
        Example("mrkl pddl lint domain.pddl --sarif"),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem, default="")
@click.option("--fix", is_flag=True, help="Mend what is safe, in place; for - on stdout.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print a SARIF 2.1.0 log.")
@pass_session
def lint(session: Session, domain: str, problem: str, fix: bool, as_sarif: bool) -> int:
    """Says what is wrong or odd with a domain, and with a problem for it.

    docs/pddl.md lists the codes. Exits with 18 if there are errors.
    """
    only_one_stdin(domain, problem)

    async def work(runtime: Runtime) -> int:
        texts = [read_domain(session, runtime, domain)]
        if problem:
            texts.append(read_problem(session, runtime, problem, domain))
        out = session.out
        found: tuple[Diagnostic, ...]
        if fix:
            mended = await runtime.plans.mend(*texts)
            found = mended.left
            if "-" in (domain, problem):
                out.stream.write(mended.domain if domain == "-" else mended.problem)
                out = session.err
            for key, name, old, new in zip(
                ("domain.pddl", "problem.pddl"),
                (domain, problem),
                texts,
                (mended.domain, mended.problem),
                strict=False,
            ):
                _write(name, old, new)
                # What is left to say points into the mended text.
                session.sources[key] = replace(session.sources[key], text=new)
            if not (session.as_json or as_sarif):
                for diagnostic in mended.mended:
                    out.line(f"mended {diagnostic.code}: {diagnostic.message}", fg="green")
        else:
            found = await runtime.plans.lint(*texts)
        _tell(session, out, found, as_sarif)
        return Exit.FINDINGS if any(d.severity is Severity.ERROR for d in found) else 0

    return run(session, work)


def _write(name: str, old: str, new: str) -> None:
    if name != "-" and new != old:
        if not Path(name).is_file():
            raise BadRequest(f"{name!r} is shipped with mrkl; only files can be mended")
        write_text(Path(name), new)


def _tell(session: Session, out: Output, found: Sequence[Diagnostic], as_sarif: bool) -> None:
    named = named_diagnostics(session, tuple(found))
    if as_sarif:
        out.document(sarif(named))
    elif session.as_json:
        out.document({"diagnostics": to_json(named)})
    elif not found:
        out.stream.write(f"{out.mark(Verdict.PASSED)} nothing to complain of\n")
    else:
        for diagnostic in found:
            tell_diagnostic(session, out, diagnostic)
