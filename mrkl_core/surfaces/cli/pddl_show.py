"""`mrkl pddl show`: a domain to read, a problem as counts or as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from mrkl_core.contracts.pddl import DomainPage, ProblemPage
from mrkl_core.errors import BadRequest
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.inputs import (
    complete_domain,
    complete_problem,
    only_one_stdin,
    read_domain,
    read_problem,
)
from mrkl_core.surfaces.cli.output import Output, write_text
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl show blocksworld"),
        Example("mrkl pddl show blocksworld p01 --graph p01.svg"),
        Example("mrkl pddl show domain.pddl problem.pddl --json"),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem, default="")
@click.option(
    "--graph",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the problem into a file that ends in .svg or .dot.",
)
@pass_session
def show(session: Session, domain: str, problem: str, graph: Path | None) -> int:
    """Shows a domain as a page to read, and a problem as counts or as a picture."""
    only_one_stdin(domain, problem)
    if graph is not None and graph.suffix not in (".svg", ".dot"):
        raise BadRequest(f"{str(graph)!r} must end in .svg or .dot")
    if graph is not None and not problem:
        raise BadRequest("a problem is drawn, and none was given", hint="name one after the domain")

    async def work(runtime: Runtime) -> int:
        text = read_domain(session, runtime, domain)
        if not problem:
            page = await runtime.plans.domain_page(text)
            if session.as_json:
                session.out.document(page)
            else:
                _tell_domain(session.out, page)
            return 0
        read = read_problem(session, runtime, problem, domain)
        if graph is not None:
            drawn = await runtime.plans.draw(text, read, graph.suffix[1:])
            write_text(graph, drawn)
        counts = await runtime.plans.problem_page(text, read)
        if session.as_json:
            session.out.document(counts)
        else:
            _tell_problem(session.out, counts)
        return 0

    return run(session, work)


def _tell_domain(out: Output, page: DomainPage) -> None:
    out.line(page.name, bold=True)
    if page.requirements:
        out.line(" ".join(page.requirements), dim=True)
    for title, lines in (
        ("Types", page.types),
        ("Constants", page.constants),
        ("Facts", page.predicates),
        ("Numbers", page.functions),
        ("Follows", page.derived),
        ("Invariants", page.invariants),
    ):
        _list(out, title, lines)
    for action in page.actions:
        out.line()
        about = f" ({', '.join(action.parameters)})" if action.parameters else ""
        out.line(f"{action.name}{about}", fg="cyan", bold=True)
        if action.duration:
            out.line(f"  takes  {action.duration}")
        for word, parts in (("needs", action.needs), ("then", action.makes)):
            for number, part in enumerate(parts):
                out.line(f"  {word if number == 0 else '':<5}  {part}")


def _tell_problem(out: Output, page: ProblemPage) -> None:
    out.line(page.name, bold=True)
    if page.features:
        out.line(", ".join(page.features), dim=True)
    for title, counts in (
        ("objects", page.objects),
        ("facts", page.facts),
        ("values", page.values),
    ):
        if counts:
            out.line(f"{sum(counts.values())} {title}: {_counts(counts)}")
    if page.timed:
        out.line(f"{page.timed} facts that come by themselves")
    _list(out, "Goal", page.goal)
    _list(out, "Constraints", page.constraints)
    if page.metric:
        out.line(page.metric)


def _list(out: Output, title: str, lines: Sequence[str]) -> None:
    if lines:
        out.line()
        out.line(title, fg="cyan", bold=True)
        for line in lines:
            out.line(f"  {line}")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())
