"""`mrkl pddl equiv`: are two problems the same, and if not, what differs?"""

from __future__ import annotations

from pathlib import Path

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.pddl import Equivalence
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.inputs import (
    complete_domain,
    complete_problem,
    only_one_stdin,
    read_domain,
    read_problem,
)
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl equiv problem.pddl p01 --domain blocksworld"),
        Example("mrkl pddl equiv p01 p02 --domain blocksworld --json", exit=Exit.FINDINGS),
    ],
)
@click.argument("a", shell_complete=complete_problem)
@click.argument("b", shell_complete=complete_problem)
@click.option(
    "--domain",
    default="",
    shell_complete=complete_domain,
    help="File or name; else domain.pddl beside A, else the domain that A names.",
)
@pass_session
def equiv(session: Session, a: str, b: str, domain: str) -> int:
    """Says whether two problems are the same up to the names of objects.

    Goals are the same if they mean the same: what a goal implies need not be written. Exits
    with 18 if the problems differ.
    """
    only_one_stdin(a, b, domain)

    async def work(runtime: Runtime) -> int:
        beside = Path(a).parent / "domain.pddl"
        name = domain or (str(beside) if a != "-" and beside.is_file() else "")
        first = read_problem(session, runtime, a, name, "a")
        name = name or parse_problem(first, "a").domain
        second = read_problem(session, runtime, b, name, "b")
        text = read_domain(session, runtime, name)
        found = await runtime.plans.equivalent(text, first, second)
        if session.as_json:
            session.out.document(found)
        else:
            _tell(session.out, found, a, b)
        return 0 if found.same else Exit.FINDINGS

    return run(session, work)


def _tell(out: Output, found: Equivalence, a: str, b: str) -> None:
    verdict = {True: Verdict.PASSED, False: Verdict.FAILED, None: Verdict.UNCHECKED}[found.same]
    word = {True: "the same", False: "different", None: "too alike and too large to decide"}
    out.stream.write(f"{out.mark(verdict)} {out.styled(word[found.same], bold=True)}\n")
    if found.renaming:
        pairs = ", ".join(f"{one} = {other}" for one, other in found.renaming.items())
        out.line(f"  if {pairs}" if found.same else f"  taking {pairs}", dim=True)
    for side, name, color in (("a", a, "red"), ("b", b, "green")):
        for difference in found.differences:
            if difference.only_in == side:
                out.line(f"  only in {name}: {difference.section} {difference.text}", fg=color)
