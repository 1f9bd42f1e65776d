"""`mrkl ask` and `mrkl route`: requests in words."""

from __future__ import annotations

import json
import time

import click

from mrkl_core.contracts.answers import Answer, AnswerStatus
from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.routing import Candidate, Route
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Example, FiniteRange, WordsCommand, words_argument
from mrkl_core.surfaces.cli.explain import tell_explanation
from mrkl_core.surfaces.cli.output import Output, seconds
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.reading import read_words
from mrkl_core.surfaces.cli.running import last, run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import OUTCOMES

timeout_option = click.option(
    "--timeout",
    type=FiniteRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up after this long; the tool's own limit may be shorter.",
)


@click.command(
    cls=WordsCommand,
    examples=[
        Example('mrkl ask "what is 17% of 340?"'),
        Example("mrkl ask 2+2 --json"),
        Example('echo "convert 26.2 miles to km" | mrkl ask'),
    ],
)
@words_argument()
@timeout_option
@click.option("--today", default="", metavar="DATE", help="Answer as on this date (2024-05-31).")
@click.option(
    "--strategy",
    default="",
    metavar="NAME",
    help="Answer by this strategy: direct (as always), graph (a model plans), or a plugin's.",
)
@pass_session
def ask(
    session: Session, words: tuple[str, ...], timeout: float | None, today: str, strategy: str
) -> int:
    """Answers a request in words: routes it, runs the tool, shows what was checked.

    WORDS may be piped in.
    """
    asked = read_words(words)
    deadline = deadline_after(timeout)

    async def work(runtime: Runtime) -> int:
        start = time.monotonic()
        with Progress(session, "routing") as progress:
            answer = await last(
                runtime.answers.stream(asked, today=today, strategy=strategy, deadline=deadline),
                progress,
            )
        if session.as_json:
            session.out.document(answer)
        else:
            tell_answer(session.out, answer, time.monotonic() - start)
        return OUTCOMES[answer.status]

    return run(session, work)


@click.command(
    cls=WordsCommand,
    examples=[
        Example('mrkl route "what is 17% of 340?"'),
        Example('mrkl route --explain "what is 17% of 340?"'),
        Example('mrkl route --json "sing me a song"', exit=OUTCOMES[AnswerStatus.REFUSED]),
    ],
)
@words_argument()
@click.option("--explain", is_flag=True, help="Show each score's parts and each argument's words.")
@timeout_option
@pass_session
def route(session: Session, words: tuple[str, ...], explain: bool, timeout: float | None) -> int:
    """Shows where a request would go, and why; calls nothing.

    WORDS may be piped in.
    """
    asked = read_words(words)
    deadline = deadline_after(timeout)

    async def work(runtime: Runtime) -> int:
        found = await runtime.answers.route(asked, deadline=deadline)
        if session.as_json:
            session.out.document(found)
        else:
            _tell_route(session.out, found)
            if explain:
                tell_explanation(session.out, found)
        if found.question:
            return OUTCOMES[AnswerStatus.NEEDS_INPUT]
        return OUTCOMES[AnswerStatus.ANSWERED if found.chosen else AnswerStatus.REFUSED]

    return run(session, work)


def deadline_after(timeout: float | None) -> Deadline | None:
    """The moment a command's --timeout means."""
    return None if timeout is None else Deadline.after(timeout)


def tell_answer(out: Output, answer: Answer, elapsed_s: float) -> None:
    """Writes an answer for people: the answer first, then what was checked, then how."""
    if answer.status is AnswerStatus.ANSWERED:
        out.line(answer.answer, bold=True)
    else:
        head, *rest = answer.answer.split("\n")
        asks = answer.status is AnswerStatus.NEEDS_INPUT
        mark = out.mark(Verdict.UNCHECKED if asks else Verdict.FAILED)
        out.stream.write(f"{mark} {out.styled(head, bold=True)}\n")
        for line in rest:
            out.line(line)
    out.evidence(answer.evidence)
    made = [(e.data["tool"], e.data["arguments"]) for e in answer.events if e.kind == "calling"]
    if not made and answer.tool:
        made = [(answer.tool, answer.arguments)]
    *before, last = [told_call(tool, arguments) for tool, arguments in made] or ["nobody to ask"]
    for call in before:
        out.line(f"  {call}", dim=True)
    out.line(f"  {last} · {seconds(elapsed_s)} · run {answer.run}", dim=True)


def told_call(tool: str, arguments: JsonObject, width: int = 80) -> str:
    """A call as one short line: `calculator.evaluate(expression="17% of 340")`."""
    pairs = [f"{k}={json.dumps(to_json(v), ensure_ascii=False)}" for k, v in arguments.items()]
    told = f"{tool}({', '.join(pairs)})"
    return told if len(told) <= width else told[: width - 2] + "…)"


def _tell_route(out: Output, found: Route) -> None:
    if found.chosen is None:
        mark = out.mark(Verdict.UNCHECKED if found.question else Verdict.FAILED)
        out.stream.write(f"{mark} {out.styled(found.refusal, bold=True)}\n")
    else:
        for step in found.steps:
            told = told_call(step.call.tool, step.call.arguments or {})
            out.line(f"{step.reference} = {told}", bold=True)
            asked = f"asked by {step.words!r}: " if step.words else ""
            out.line(f"  {asked}{step.call.reason}")
        chosen = found.chosen
        out.line(told_call(chosen.tool, chosen.arguments or {}), bold=True)
        out.line(f"  {chosen.reason}")
    for call in found.also:
        out.line(told_call(call.tool, call.arguments or {}), bold=True)
        out.line(f"  {call.reason}")
    if found.unused:
        out.line(f"not taken into account: {', '.join(found.unused)}")
    others: list[Candidate] = [c for c in found.candidates if c != found.chosen]
    if others:
        out.line("also considered:" if found.chosen else "considered:", dim=True)
        out.table(
            [[f"  {c.score:.2f}", c.tool, c.by, c.reason] for c in others],
            styles=[{}, {"fg": "cyan"}, {"dim": True}, {"dim": True}],
        )
    for reason in found.reasons:
        out.line(f"  {reason}", dim=True)
