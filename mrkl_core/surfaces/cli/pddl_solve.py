"""`mrkl pddl solve`: a plan, or why there is none."""

from __future__ import annotations

import dataclasses
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from mrkl_core.contracts.events import Event
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import SolveOptions, SolveResult, SolveStatus
from mrkl_core.errors import BadRequest, NotReady
from mrkl_core.manifest.model import PlanningPolicy
from mrkl_core.planning.plan_text import print_plan
from mrkl_core.service.direct import Stopped, keep, solve_in
from mrkl_core.service.early import solving_child
from mrkl_core.service.planning.solving import chosen_engines, default_options
from mrkl_core.service.run import RunRecord
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example, FiniteRange
from mrkl_core.surfaces.cli.direct import run_directly
from mrkl_core.surfaces.cli.failure import named_diagnostics, tell_diagnostic, tell_warning
from mrkl_core.surfaces.cli.inputs import (
    complete_domain,
    complete_problem,
    only_one_stdin,
    read_domain,
    read_problem,
)
from mrkl_core.surfaces.cli.output import Output, number, seconds, write_text
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import OUTCOMES

_TOLD = {
    SolveStatus.UNSOLVABLE: "proved: no plan exists",
    SolveStatus.TIMEOUT: "no plan within the time limit; try a longer --timeout",
    SolveStatus.MEMOUT: "no plan within the memory limit; try a larger --memory",
    SolveStatus.UNSUPPORTED: "no engine here does what this needs; see mrkl pddl engines",
    SolveStatus.NO_PLAN_FOUND: "the search ended without a plan, and without a proof of none",
}


def complete_engine(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The engines mrkl knows; mrkl pddl engines tells which are here."""
    names = ("kairos", "fast-downward", "symk")
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def search_options(function: click.decorators.FC) -> click.decorators.FC:
    """The options of a search: engine, optimal, timeout, memory."""
    for option in (
        click.option(
            "--memory",
            type=click.IntRange(min=16),
            metavar="MB",
            help="Limit on memory; else the manifest's.",
        ),
        click.option(
            "--timeout",
            type=FiniteRange(min=0, min_open=True),
            metavar="SECONDS",
            help="Limit on time, reading and checking included; else the manifest's.",
        ),
        click.option("--optimal", is_flag=True, help="Only a plan proved cheapest will do."),
        click.option(
            "--engine",
            default="",
            metavar="NAME",
            shell_complete=complete_engine,
            help="Use this engine; else those that fit race. mrkl pddl engines lists them.",
        ),
    ):
        function = option(function)
    return function


def asked_options(
    policy: PlanningPolicy, engine: str, optimal: bool, timeout: float | None, memory: int | None
) -> SolveOptions:
    """The options given, over the manifest's."""
    defaults = default_options(policy)
    return dataclasses.replace(
        defaults,
        engine=engine,
        optimal=optimal,
        timeout_s=timeout or defaults.timeout_s,
        memory_mb=memory or defaults.memory_mb,
    )


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl solve blocksworld p01"),
        Example("mrkl pddl solve domain.pddl problem.pddl --optimal -o best.plan --json"),
        Example("mrkl pddl solve blocksworld p01 --anytime --timeout 2"),
        Example("cat problem.pddl | mrkl pddl solve domain.pddl - --timeout 10"),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem)
@search_options
@click.option("--anytime", is_flag=True, help="Tell of ever better plans until the limit.")
@click.option(
    "--top-k",
    type=click.IntRange(0, 10_000),
    default=0,
    metavar="K",
    help="Find the K cheapest plans.",
)
@click.option(
    "--quality",
    type=FiniteRange(min=1),
    metavar="Q",
    help="Find all plans, or the K cheapest, that cost at most Q times the cheapest.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the plan there in IPC form; untouched unless a plan is found.",
)
@pass_session
def solve(
    session: Session,
    domain: str,
    problem: str,
    engine: str,
    optimal: bool,
    timeout: float | None,
    memory: int | None,
    anytime: bool,
    top_k: int,
    quality: float | None,
    output: Path | None,
) -> int:
    """Finds a plan and checks it with an independent validator.

    What is printed is itself a plan in IPC form: everything else stands in its comments.
    Without --engine, engines race; the first plan is improved for a moment that nobody
    notices. Ctrl-C keeps the best plan so far.
    """
    only_one_stdin(domain, problem)
    if output is not None and not output.absolute().parent.is_dir():
        raise BadRequest(f"-o {str(output)!r}: there is no folder {str(output.parent)!r}")

    def tell(result: SolveResult, record: RunRecord) -> int:
        if output is not None and result.plan is not None:
            write_plan(output, ipc_form(result))
        if session.as_json:
            found = {"diagnostics": named_diagnostics(session, result.diagnostics)}
            session.out.document({**to_json(result), **found})
        else:
            _tell(session, result, output)
        sys.stdout.flush()
        try:
            keep(record)
        except NotReady as error:
            tell_warning(session, error)
        return OUTCOMES[result.status]

    with session.child or solving_child() as child:

        def work(runtime: Runtime) -> int:
            policy = runtime.manifest.planning
            spent_s = time.monotonic() - session.began
            options = dataclasses.replace(
                asked_options(policy, engine, optimal, timeout, memory),
                # The moment that nobody notices is the command's, not the search's.
                improve_s=max(policy.improve_s - spent_s, 0.0),
                anytime=anytime,
                top_k=top_k,
                quality=quality or 0.0,
            )
            texts = (
                read_domain(session, runtime, domain),
                read_problem(session, runtime, problem, domain),
            )
            engines = chosen_engines(engine, policy, lambda: runtime.registry)
            with Progress(session, "reading") as progress:
                listen = _listener(session, progress, anytime=anytime)
                try:
                    result, record = solve_in(
                        child, *texts, options, engines=engines, listen=listen
                    )
                except (KeyboardInterrupt, Stopped) as stop:
                    if stop.args:
                        progress.clear()
                        tell(*stop.args)
                    raise
            return tell(result, record)

        return run_directly(session, work)


def _listener(session: Session, progress: Progress, *, anytime: bool) -> Callable[[Event], None]:
    """Shows each event and, if `anytime`, writes a line for each better plan."""

    def listen(event: Event) -> None:
        progress.event(event)
        if anytime and event.kind == "better_plan" and not session.as_json:
            progress.clear()
            found = event.data
            cost = f"cost = {number(found['cost'])}, " if found["cost"] is not None else ""
            told = f"; {seconds(found['seconds'])}: {cost}{len(found['plan'])} steps"
            session.out.line(f"{told}, {found['engine']}")
            session.out.stream.flush()

    return listen


def ipc_form(result: SolveResult) -> str:
    """The plan as the planning competitions write it, with its cost in the last line."""
    lines = _lines(result)
    if result.cost is not None:
        lines.append(f"; cost = {number(result.cost)}")
    return "\n".join(lines) + "\n"


def _lines(result: SolveResult) -> list[str]:
    return print_plan(result.plan or (), times=result.times, end=result.end).splitlines()


def write_plan(path: Path, text: str) -> None:
    """Puts the plan in place at once: a reader sees the old file or the whole new one."""
    import tempfile  # most plans go to stdout

    path = path.resolve()  # the file that a link leads to, not the link
    if path.exists() and not path.is_file():
        write_text(path, text)  # a device or a pipe stays one
        return
    try:
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(scratch).chmod(_mode(path))
            Path(scratch).replace(path)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadRequest(f"-o {str(path)!r} cannot be written: {error.strerror}") from None


def _mode(path: Path) -> int:
    # mkstemp makes files private; a plan is as readable as the file it replaces, or as usual.
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _tell(session: Session, result: SolveResult, output: Path | None) -> None:
    out: Output = session.out
    if result.plan is None:
        color = "red" if result.status is SolveStatus.UNSOLVABLE else "yellow"
        status = out.styled(result.status, fg=color, bold=True)
        out.stream.write(f"{status}: {_TOLD[result.status]}\n")
    elif output is None:
        for line in _lines(result):
            out.line(line, bold=True)
    if result.plan is not None:
        cost = f"cost = {number(result.cost)}, " if result.cost is not None else ""
        best = "optimal" if result.status is SolveStatus.SOLVED_OPTIMALLY else "satisficing"
        out.line(f"; {cost}{len(result.plan)} steps, {best}", fg="green")
        if output is not None:
            out.line(f"; written to {output}")
    for rank, other in enumerate(result.plans, 1):
        cost = f", cost = {number(other.cost)}" if other.cost is not None else ""
        out.line(f"; plan {rank} of {len(result.plans)}: {len(other.plan)} steps{cost}", fg="cyan")
        for line in print_plan(other.plan).splitlines() if rank > 1 else ():
            out.line(f";   {line}")
    lead = "; " if result.plan is not None else "  "
    out.evidence(result.evidence, prefix=lead)
    for diagnostic in result.diagnostics:
        tell_diagnostic(session, session.err, diagnostic)
    for reason in result.reasons:
        out.line(f"{lead}{reason}", dim=True)
    told = [f"{name} {seconds(spent)}" for name, spent in result.timings.items()]
    out.line(lead + " · ".join([*([result.engine] if result.engine else []), *told]), dim=True)
