"""`mrkl pddl explain`: why there is no plan, or why a plan is as it is."""

from __future__ import annotations

import click

from mrkl_core.contracts.planning import Explanation, SolveStatus
from mrkl_core.contracts.reasoning import Diagnosis
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
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.pddl_check import tell_validation
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import INVALID_PLAN_EXIT, OUTCOMES

_STATUS = {
    True: SolveStatus.SOLVED_SATISFICING,
    False: SolveStatus.UNSOLVABLE,
    None: SolveStatus.NO_PLAN_FOUND,
}


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl explain blocksworld p01"),
        Example("mrkl pddl explain blocksworld p01 p01"),
        Example("mrkl pddl explain domain.pddl problem.pddl the.plan --json"),
    ],
)
@click.argument("domain", shell_complete=complete_domain)
@click.argument("problem", shell_complete=complete_problem)
@click.argument("plan", shell_complete=complete_problem, default="")
@pass_session
def explain(session: Session, domain: str, problem: str, plan: str) -> int:
    """Says why there is no plan; with a plan, why each step is in it.

    Without a plan: goals that cannot be reached, the fewest goals that are in conflict, and
    facts that would give a plan; or what every plan goes through, if there are any. With one:
    who needs what each step gives, which steps nothing needs, and the landmarks on its way:
    facts that every plan brings about.
    """
    only_one_stdin(domain, problem, plan)

    async def work(runtime: Runtime) -> int:
        texts = (
            read_domain(session, runtime, domain),
            read_problem(session, runtime, problem, domain),
        )
        if not plan:
            return _show(session, await runtime.plans.diagnose(*texts))
        found = await runtime.plans.explain(*texts, read_plan(session, runtime, plan, domain))
        if session.as_json:
            session.out.document(found)
        else:
            _tell_explanation(session.out, found)
        return 0 if found.validation.valid else INVALID_PLAN_EXIT

    return run(session, work)


def _show(session: Session, found: Diagnosis) -> int:
    if session.as_json:
        session.out.document(found)
    else:
        _tell_diagnosis(session.out, found)
    return OUTCOMES[_STATUS[found.solvable]]


def _tell_diagnosis(out: Output, found: Diagnosis) -> None:
    if found.solvable:
        out.line(f"There is a plan ({found.by} found one).", bold=True)
        if found.landmarks:
            out.line("every plan rests at some time on:")
            for fact in found.landmarks:
                out.line(f"    {fact}", fg="cyan")
        return
    if found.solvable is None:
        out.line("No plan was found, and no proof that there is none.", bold=True)
    else:
        out.line(f"There is no plan ({found.by} proved it).", bold=True)
    for goal in found.unreachable:
        out.line(f"can never hold: {goal.what} ({goal.proof})", fg="red")
    if found.conflict:
        told = "no fewer conflict" if found.smallest else "perhaps fewer conflict"
        goals = " ".join(found.conflict)
        out.line(f"cannot all hold together: {goals} ({told})", fg="red")
    if found.missing:
        out.line("there would be a plan, if one of these were true at the start:")
        for fact in found.missing:
            out.line(f"    {fact}", fg="green")


def _tell_explanation(out: Output, found: Explanation) -> None:
    out.line(found.summary, bold=True)
    for index, reason in enumerate(found.steps, 1):
        spare = out.styled("  (nothing needs it)", fg="yellow") if reason.redundant else ""
        out.stream.write(f"{index:>3}  {out.plain(reason.sentence)}{spare}\n")
    if found.landmarks:
        out.line("every plan brings about at some time, as this one does:")
        for landmark in found.landmarks:
            out.stream.write(f"{landmark.since + 1:>3}  {out.styled(landmark.fact, fg='cyan')}\n")
    tell_validation(out, found.validation)
