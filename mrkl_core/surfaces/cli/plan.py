"""`mrkl plan`: words to a validated plan in words."""

from __future__ import annotations

import time
from itertools import groupby

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import PlanAnswer
from mrkl_core.errors import BadRequest
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Example, WordsCommand, words_argument
from mrkl_core.surfaces.cli.failure import named_diagnostics
from mrkl_core.surfaces.cli.inputs import complete_domain, name_or_pddl
from mrkl_core.surfaces.cli.output import Output, number, seconds
from mrkl_core.surfaces.cli.pddl_solve import asked_options, search_options
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.reading import read_words
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import OUTCOMES

_REQUEST = (
    "Block a is on block b, block b is on the table and block a is clear. "
    "I want block b on block a."
)


@click.command(
    cls=WordsCommand,
    examples=[
        Example(f'mrkl plan --domain blocksworld "{_REQUEST}"'),
        Example(f'echo "{_REQUEST}" | mrkl plan --domain blocksworld --json'),
    ],
)
@words_argument()
@click.option(
    "--domain",
    default="",
    metavar="NAME|FILE",
    shell_complete=complete_domain,
    help="The domain to plan in; else the words choose. A FILE needs a model to read words.",
)
@click.option(
    "--from",
    "earlier",
    default="",
    metavar="RUN",
    help="Plan on from this earlier run; mrkl runs list --kind plan lists them.",
)
@click.option("--observe", default="", metavar="WORDS", help="What is true now, with --from.")
@click.option(
    "--done",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="So many steps of that run were taken, with --from.",
)
@click.option("--strict", is_flag=True, help="Ask rather than assume anything.")
@click.option("--facts", is_flag=True, help="Also show each sentence with what was read from it.")
@search_options
@pass_session
def plan(
    session: Session,
    words: tuple[str, ...],
    domain: str,
    earlier: str,
    observe: str,
    done: int,
    strict: bool,
    facts: bool,
    engine: str,
    optimal: bool,
    timeout: float | None,
    memory: int | None,
) -> int:
    """Plans what WORDS ask for: reads them as a problem, solves it, checks the plan, tells it.

    WORDS may be piped in.
    """
    if bool(earlier) != bool(observe):
        raise BadRequest("--from and --observe go together", hint="say what is true now")
    asked = observe or read_words(words)

    async def work(runtime: Runtime) -> int:
        options = asked_options(runtime.manifest.planning, engine, optimal, timeout, memory)
        start = time.monotonic()
        with Progress(session, "planning"):
            if earlier:
                answer = await runtime.plans.replan(earlier, asked, options, done=done)
            else:
                given = name_or_pddl(session, domain)
                answer = await runtime.plans.plan(asked, given, options, strict=strict)
        if session.as_json:
            found = {"diagnostics": named_diagnostics(session, answer.diagnostics)}
            session.out.document({**to_json(answer), **to_json(found)})
        else:
            if facts:
                _tell_facts(session.out, answer)
            _tell(session.out, answer, time.monotonic() - start)
        return OUTCOMES[answer.status]

    return run(session, work)


def _tell_facts(out: Output, answer: PlanAnswer) -> None:
    for (words, goal), facts in groupby(answer.facts, lambda fact: (fact.words, fact.goal)):
        read = " ".join(fact.fact for fact in facts)
        out.line(f"  “{words}” {'asks for' if goal else 'says'} {read}", dim=True)


def _tell(out: Output, answer: PlanAnswer, elapsed_s: float) -> None:
    solved = answer.plan is not None
    if answer.summary:
        lead = "" if solved else f"{out.mark(Verdict.FAILED)} "
        out.stream.write(f"{lead}{out.styled(answer.summary, bold=True)}\n")
    for index, sentence in enumerate(answer.steps, 1):
        out.line(f"{index:>3}. {sentence}")
    if answer.question:
        out.line(answer.question, fg="yellow", bold=True)
    for assumption in answer.assumptions:
        out.line(f"  assumed: {assumption}", fg="yellow")
    for words in answer.unmatched:
        out.line(f"  not understood: {words}", fg="red")
    for diagnostic in answer.diagnostics:
        out.line(f"  {diagnostic.severity.lower()}: {diagnostic.message}", fg="yellow")
    out.evidence(answer.evidence)
    told: list[str] = [answer.status, answer.faithfulness]
    if answer.cost is not None:
        told.append(f"cost = {number(answer.cost)}")
    told += [word for word in (answer.domain, answer.engine, seconds(elapsed_s)) if word]
    out.line("  " + " · ".join(told), dim=True)
