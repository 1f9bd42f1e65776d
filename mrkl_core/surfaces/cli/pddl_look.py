"""`mrkl pddl simulate` and `explain`: what happens, and why."""

from __future__ import annotations

import click

from mrkl_core.contracts.planning import Explanation, Simulation, Transition
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
from mrkl_core.surfaces.cli.output import Output, number
from mrkl_core.surfaces.cli.pddl_check import tell_validation
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import INVALID_PLAN_EXIT


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl simulate blocksworld p01 p01"),
        Example("mrkl pddl simulate domain.pddl problem.pddl the.plan --json"),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem)
@click.argument("plan", shell_complete=complete_problem)
@pass_session
def simulate(session: Session, domain: str, problem: str, plan: str) -> int:
    """Shows what each step of a plan changes, up to the first that fails."""
    only_one_stdin(domain, problem, plan)

    async def work(runtime: Runtime) -> int:
        found = await runtime.plans.simulate(
            read_domain(session, runtime, domain),
            read_problem(session, runtime, problem, domain),
            read_plan(session, runtime, plan, domain),
        )
        if session.as_json:
            session.out.document(found)
        else:
            _tell_simulation(session.out, found)
        return 0 if found.validation.valid else INVALID_PLAN_EXIT

    return run(session, work)


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl explain blocksworld p01 p01"),
        Example("mrkl pddl explain domain.pddl problem.pddl the.plan --json"),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem)
@click.argument("plan", shell_complete=complete_problem)
@pass_session
def explain(session: Session, domain: str, problem: str, plan: str) -> int:
    """Says why each step is in a plan, and which steps nothing needs."""
    only_one_stdin(domain, problem, plan)

    async def work(runtime: Runtime) -> int:
        found = await runtime.plans.explain(
            read_domain(session, runtime, domain),
            read_problem(session, runtime, problem, domain),
            read_plan(session, runtime, plan, domain),
        )
        if session.as_json:
            session.out.document(found)
        else:
            _tell_explanation(session.out, found)
        return 0 if found.validation.valid else INVALID_PLAN_EXIT

    return run(session, work)


def _tell_simulation(out: Output, found: Simulation) -> None:
    for index, transition in enumerate(found.transitions, 1):
        out.line(f"{index:>3}  ({' '.join(transition.step)})", bold=True)
        _tell_changes(out, transition)
    tell_validation(out, found.validation)


def _tell_changes(out: Output, transition: Transition) -> None:
    for sign, facts, color in (("+", transition.added, "green"), ("-", transition.removed, "red")):
        for fact in facts:
            out.line(f"       {sign} {fact}", fg=color)
    for fluent, value in transition.changed.items():
        out.line(f"       = {fluent} = {number(value)}", fg="yellow")


def _tell_explanation(out: Output, found: Explanation) -> None:
    out.line(found.summary, bold=True)
    for index, reason in enumerate(found.steps, 1):
        spare = out.styled("  (nothing needs it)", fg="yellow") if reason.redundant else ""
        out.stream.write(f"{index:>3}  {out.plain(reason.sentence)}{spare}\n")
    tell_validation(out, found.validation)
