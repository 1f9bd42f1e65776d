"""`mrkl pddl domains`, `simulate` and `explain`: what is there, what happens, and why."""

from __future__ import annotations

import click

from mrkl_core.contracts.planning import DomainCard, Explanation, Simulation, Transition
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
        Example("mrkl pddl domains"),
        Example("mrkl pddl domains blocksworld"),
        Example("mrkl pddl domains --json"),
    ],
)
@click.argument("name", default="", shell_complete=complete_domain)
@pass_session
def domains(session: Session, name: str) -> int:
    """Lists the domains that can be named, or shows one with its PDDL."""

    async def work(runtime: Runtime) -> int:
        if name:
            card = runtime.plans.domain(name)
            if session.as_json:
                session.out.document(card)
            else:
                _tell_domain(session.out, card)
            return 0
        cards = runtime.plans.domains()
        if session.as_json:
            session.out.document({"domains": cards})
        else:
            session.out.table(
                [[c.name, "words" if c.language else "PDDL only", c.description] for c in cards],
                styles=[{"fg": "cyan", "bold": True}, {"dim": True}, {}],
            )
        return 0

    return run(session, work)


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


def _tell_domain(out: Output, card: DomainCard) -> None:
    out.line(f"{card.name}: {card.title}" if card.title else card.name, bold=True)
    out.line(f"  {card.description}")
    for title, names in (
        ("actions", card.actions),
        ("predicates", card.predicates),
        ("types", card.types),
        ("requirements", card.requirements),
    ):
        if names:
            out.stream.write(f"{out.styled(title, fg='cyan')}: {out.plain(', '.join(names))}\n")
    for example in card.examples:
        out.line("example", fg="cyan")
        out.line(f"  {example}")
    out.line()
    out.line(card.pddl.rstrip(), dim=True)


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
