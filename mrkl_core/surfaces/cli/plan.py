"""`mrkl plan`: words to a validated plan in words."""

from __future__ import annotations

import time
from pathlib import Path

import click

from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import PlanAnswer
from mrkl_core.errors import BadRequest
from mrkl_core.planning.plan_text import print_plan
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Example, WordsCommand, words_argument
from mrkl_core.surfaces.cli.failure import named_diagnostics
from mrkl_core.surfaces.cli.inputs import complete_domain, name_or_pddl
from mrkl_core.surfaces.cli.output import write_text
from mrkl_core.surfaces.cli.pddl_solve import asked_options, search_options
from mrkl_core.surfaces.cli.plan_draft import is_meant
from mrkl_core.surfaces.cli.plan_page import answer_page, simulated
from mrkl_core.surfaces.cli.plan_told import tell_facts, tell_plan
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.reading import read_text, read_words
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
    metavar="NAME|PATH",
    shell_complete=complete_domain,
    help="The domain to plan in, else the words choose: its name, its folder, or a FILE.pddl with "
    "a domain.yaml or a --language; a model reads words for it without one.",
)
@click.option(
    "--language",
    default="",
    metavar="FILE",
    help="A language of your own for --domain; mrkl pddl domains new drafts one.",
)
@click.option("--new-domain", is_flag=True, help="Have a model draft a domain for WORDS first.")
@click.option("--yes", is_flag=True, help="Use the drafted domain without asking.")
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
@click.option("--table", is_flag=True, help="Tell each step with what it takes and changes.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page: the request with what was read, the plan, states, evidence.",
)
@search_options
@pass_session
def plan(
    session: Session,
    words: tuple[str, ...],
    domain: str,
    language: str,
    new_domain: bool,
    yes: bool,
    earlier: str,
    observe: str,
    done: int,
    strict: bool,
    facts: bool,
    table: bool,
    html: Path | None,
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
    if new_domain and (domain or earlier):
        raise BadRequest("--new-domain goes with neither --domain nor --from")
    if language and not domain:
        raise BadRequest("--language goes with --domain", hint="name the domain that it is for")
    asked = observe or read_words(words)

    async def work(runtime: Runtime) -> int:
        options = asked_options(runtime.manifest.planning, engine, optimal, timeout, memory)
        given, beside = name_or_pddl(session, domain)
        if new_domain:
            draft = await runtime.plans.draft_domain(asked)
            if not is_meant(session, draft, yes=yes):
                return OUTCOMES[draft.status]
            given = draft.domain
        start = time.monotonic()
        with Progress(session, "planning"):
            if earlier:
                answer = await runtime.plans.replan(earlier, asked, options, done=done)
            else:
                own = read_text(language) if language else beside
                answer = await runtime.plans.plan(
                    asked, given, options, language=own, strict=strict
                )
        if html is not None:
            write_text(html, await _page(runtime, asked, answer, given))
        if session.as_json:
            found = {"diagnostics": named_diagnostics(session, answer.diagnostics)}
            session.out.document({**to_json(answer), **to_json(found)})
        else:
            if facts:
                tell_facts(session.out, answer)
            tell_plan(session.out, answer, time.monotonic() - start, table=table)
            if html is not None:
                session.out.line(f"written: {html}", dim=True)
        return OUTCOMES[answer.status]

    return run(session, work)


async def _page(runtime: Runtime, words: str, answer: PlanAnswer, domain: str) -> str:
    """The answer as a page, with its states where they can be told."""
    if not answer.plan or not answer.changes:
        return answer_page(words, answer, None, None)
    times = [
        (change.start, change.duration)
        for change in answer.changes
        if change.start is not None and change.duration is not None
    ]
    plan = print_plan(answer.plan, times=times)
    texts = domain or answer.domain, answer.problem, plan
    return answer_page(words, answer, *await simulated(runtime, *texts))
