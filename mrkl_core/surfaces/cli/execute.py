"""`mrkl execute`: carries out the plan of an earlier run with the tools bound to its actions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.execution import (
    Bindings,
    Executed,
    ExecutedStep,
    ExecutionStatus,
    StepOutcome,
)
from mrkl_core.errors import RunNotFound
from mrkl_core.planning.bindings import read_bindings
from mrkl_core.service.planning.executing import MOST_REPLANS
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.reading import read_text
from mrkl_core.surfaces.cli.running import last, run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import OUTCOMES, status_of

_VERDICTS = {
    StepOutcome.OBSERVED: Verdict.PASSED,
    StepOutcome.REPORTED: Verdict.UNCHECKED,
}


@click.command(
    cls=Command,
    examples=[
        Example("mrkl execute 01a210a33437ad575718", exit=status_of(RunNotFound).exit),
        Example("mrkl execute 01a210a33437ad575718 --yes --json", exit=status_of(RunNotFound).exit),
    ],
)
@click.argument("earlier", metavar="RUN")
@click.option(
    "--tools",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Which tools do the actions (YAML); else the domain's own `tools`.",
)
@click.option("--yes", is_flag=True, help="Approve tools that change the outside world.")
@click.option(
    "--max-replans",
    type=click.IntRange(min=0),
    default=MOST_REPLANS,
    metavar="N",
    help="Plan the rest again so many times at most, where something goes otherwise.",
)
@pass_session
def execute(session: Session, earlier: str, tools: Path | None, yes: bool, max_replans: int) -> int:
    """Carries out the plan of RUN; mrkl runs list --kind plan lists the runs that planned.

    Each step is a call of the tool that is bound to its action. What is observed is compared
    with what the step should change; where it is otherwise, the rest is planned again.
    """

    bindings = _bindings(tools)

    async def work(runtime: Runtime) -> int:
        async def attempt(approve: bool) -> Executed:
            with Progress(session, "executing") as progress:
                stream = runtime.plans.execute(
                    earlier, bindings, approve=approve, max_replans=max_replans
                )
                return await last(stream, progress)

        done = await attempt(yes)
        if done.status is ExecutionStatus.NEEDS_APPROVAL and not yes and _may_ask(session):
            _tell(session.out, done)
            if click.confirm("Carry it out?", err=True):
                done = await attempt(True)
        if session.as_json:
            session.out.document(done)
        else:
            _tell(session.out, done)
        return OUTCOMES[done.status]

    return run(session, work)


def _bindings(file: Path | None) -> Bindings | None:
    if file is None:
        return None
    from mrkl_core.planning.language.load import read_tools  # YAML, which few commands need

    return read_bindings(read_tools(read_text(str(file)), str(file)))


def _may_ask(session: Session) -> bool:
    return not session.as_json and sys.stdin.isatty() and sys.stderr.isatty()


def _tell(out: Output, done: Executed) -> None:
    mark = Verdict.PASSED if done.status is ExecutionStatus.DONE else Verdict.FAILED
    out.stream.write(f"{out.mark(mark)} {out.styled(done.summary, bold=True)}\n")
    for index, step in enumerate(done.steps, 1):
        _tell_step(out, index, step)
    for sentence in done.left:
        out.line(f"    left: {sentence}", dim=True)
    out.evidence(done.evidence)
    out.line(f"  {done.status} · {done.run}", dim=True)


def _tell_step(out: Output, index: int, step: ExecutedStep) -> None:
    mark = out.mark(_VERDICTS.get(step.outcome, Verdict.FAILED))
    told = out.plain(f"{index:>3}. {step.sentence} ({step.outcome.lower()} by {step.tool})")
    out.stream.write(f"{mark} {told}\n")
    if step.outcome in (StepOutcome.FAILED, StepOutcome.LOST):
        out.line(f"       {step.text}", fg="red")
    if step.differs:
        out.line(f"       otherwise than planned: {' '.join(step.differs)}", fg="yellow")
