"""`mrkl pddl validate`: is this plan valid, and if not, why?"""

from __future__ import annotations

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.planning import Validation
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
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import INVALID_PLAN_EXIT

#: A state is shown up to so many facts; `--json` has them all.
MOST_FACTS = 40


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl validate blocksworld p01 p01"),
        Example("mrkl pddl validate domain.pddl problem.pddl the.plan --json"),
        Example("mrkl pddl solve blocksworld p02 | mrkl pddl validate blocksworld p02 -"),
        Example(
            "echo '(pick-up a)' | mrkl pddl validate blocksworld p01 -", exit=INVALID_PLAN_EXIT
        ),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem)
@click.argument("plan", shell_complete=complete_problem)
@pass_session
def validate(session: Session, domain: str, problem: str, plan: str) -> int:
    """Says whether a plan works, and if not, which step fails first and why."""
    only_one_stdin(domain, problem, plan)

    async def work(runtime: Runtime) -> int:
        found = await runtime.plans.validate(
            read_domain(session, runtime, domain),
            read_problem(session, runtime, problem, domain),
            read_plan(session, runtime, plan, domain),
        )
        if session.as_json:
            session.out.document(found)
        else:
            tell_validation(session.out, found)
        return 0 if found.valid else INVALID_PLAN_EXIT

    return run(session, work)


def tell_validation(out: Output, found: Validation) -> None:
    """Writes the verdict, what was unmet, and what was checked."""
    mark = out.mark(Verdict.PASSED if found.valid else Verdict.FAILED)
    word = out.styled("valid" if found.valid else "INVALID", bold=True)
    cost = f", cost = {number(found.cost)}" if found.valid and found.cost is not None else ""
    told = f": {out.plain(found.message)}" if found.message and not found.valid else ""
    out.stream.write(f"{mark} {word}{cost}{told}\n")
    for cause in found.causes:
        since = f"since step {cause.since + 1} {cause.by}" if cause.by else ""
        out.line(f"    does not hold: {cause.literal}", fg="red")
        out.line(f"        {since or 'so since the initial state'}", dim=True)
    if found.state:
        more = f" … and {len(found.state) - MOST_FACTS} more" * (len(found.state) > MOST_FACTS)
        out.line(f"    the state there: {' '.join(found.state[:MOST_FACTS])}{more}", dim=True)
    out.evidence(found.evidence)
