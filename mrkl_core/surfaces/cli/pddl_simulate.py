"""`mrkl pddl simulate`: what each step of a plan changes, as a table, JSON or a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.planning import Simulation, Transition
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.inputs import (
    complete_domain,
    complete_problem,
    only_one_stdin,
    read_domain,
    read_plan,
    read_problem,
)
from mrkl_core.surfaces.cli.output import Output, number, write_text
from mrkl_core.surfaces.cli.pddl_check import tell_validation
from mrkl_core.surfaces.cli.plan_page import plan_page, simulated
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import INVALID_PLAN_EXIT


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl simulate blocksworld p01 p01"),
        Example("mrkl pddl simulate blocksworld p01 p01 --full"),
        Example("mrkl pddl simulate blocksworld p01 p01 --html plan.html"),
        Example("mrkl pddl simulate domain.pddl problem.pddl the.plan --json"),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem)
@click.argument("plan", shell_complete=complete_problem)
@click.option("--full", is_flag=True, help="Show the whole state after each step.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page: timeline, states, and which step needs what.",
)
@pass_session
def simulate(
    session: Session, domain: str, problem: str, plan: str, full: bool, html: Path | None
) -> int:
    """Shows what each step of a plan changes, up to the first that fails.

    Plans in time are told by their happenings: each start and end of a step.
    """
    only_one_stdin(domain, problem, plan)

    async def work(runtime: Runtime) -> int:
        texts = (
            read_domain(session, runtime, domain),
            read_problem(session, runtime, problem, domain),
            read_plan(session, runtime, plan, domain),
        )
        if html is None:
            found = await runtime.plans.simulate(*texts)
        else:
            found, why = await simulated(runtime, *texts)
            names = parse_domain(texts[0]).name, parse_problem(texts[1]).name
            write_text(html, plan_page(*names, found, why))
        if session.as_json:
            document: JsonObject = to_json(found)
            if full:
                document["states"] = [sorted(state) for state in _states(found)]
            session.out.document(document)
        else:
            _tell(session.out, found, full)
            if html is not None:
                session.out.line(f"written: {html}", dim=True)
        return 0 if found.validation.valid else INVALID_PLAN_EXIT

    return run(session, work)


def _states(found: Simulation) -> Iterator[frozenset[str]]:
    """The facts and numbers after each step."""
    facts, numbers = frozenset(found.initial), dict(found.numbers)
    for change in found.transitions:
        facts = facts - frozenset(change.removed) | frozenset(change.added)
        numbers.update(change.changed)
        yield facts | {f"(= {fluent} {number(value)})" for fluent, value in numbers.items()}


def _tell(out: Output, found: Simulation, full: bool) -> None:
    for index, (change, state) in enumerate(zip(found.transitions, _states(found), strict=True), 1):
        when = f"{index:>3}" if change.time is None else f"{change.time:>8.3f}"
        out.line(f"{when}  ({' '.join(change.step)}) {change.phase}".rstrip(), bold=True)
        _tell_changes(out, change)
        if full:
            out.line(f"       {' '.join(sorted(state))}", dim=True)
    tell_validation(out, found.validation)


def _tell_changes(out: Output, change: Transition) -> None:
    for sign, facts, color in (("+", change.added, "green"), ("-", change.removed, "red")):
        for fact in facts:
            out.line(f"       {sign} {fact}", fg=color)
    for fluent, value in change.changed.items():
        out.line(f"       = {fluent} = {number(value)}", fg="yellow")
