"""`mrkl demo`: three requests in words, answered by three experts, with the evidence."""

from __future__ import annotations

import time
from collections.abc import Mapping

import click

from mrkl_core.contracts.answers import Answer, AnswerStatus
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.ask import told_call
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.output import Output, seconds
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.running import last, run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import OUTCOMES

REQUESTS = (
    ("An exact calculation", "what is 17% of 340 plus 2/7?"),
    ("A unit conversion", "convert 26.2 miles to km"),
    (
        "A logistics problem, planned and proved",
        "There are two cities, Berlin and Paris. Berlin has a depot and an airport, and Paris has "
        "an airport and a post office. Truck 1 is at the depot in Berlin, truck 2 is at Paris's "
        "airport, and a plane is waiting at the airport in Berlin. The parcel is at the depot in "
        "Berlin. Deliver the parcel to the post office in Paris.",
    ),
)


@click.command(
    cls=Command,
    examples=[
        Example("mrkl demo"),
        Example("mrkl demo --json"),
    ],
)
@pass_session
def demo(session: Session) -> int:
    """Answers three requests for real: no language model, no network, no tricks."""

    async def work(runtime: Runtime) -> int:
        out = session.out
        answers: list[Answer] = []
        start = time.monotonic()
        for title, words in REQUESTS:
            if not session.as_json:
                _tell_request(out, title, words)
            began = time.monotonic()
            with Progress(session, "routing") as progress:
                answer = await last(runtime.answers.stream(words), progress)
            answers.append(answer)
            if not session.as_json:
                _tell_answer(out, answer, time.monotonic() - began)
        worst = max(OUTCOMES[answer.status] for answer in answers)
        if session.as_json:
            session.out.document(
                {
                    "steps": [
                        {"title": title, "words": words, **to_json(answer)}
                        for (title, words), answer in zip(REQUESTS, answers, strict=True)
                    ]
                }
            )
        else:
            good = sum(answer.status is AnswerStatus.ANSWERED for answer in answers)
            mark = out.mark(Verdict.FAILED if worst else Verdict.PASSED)
            told = f"{good} of {len(answers)} answered in {seconds(time.monotonic() - start)}"
            out.stream.write(f"{mark} {out.styled(told, bold=True)}")
            out.line(" · no model, no network · next: mrkl ask, mrkl tools list", dim=True)
        return worst

    return run(session, work)


def _tell_request(out: Output, title: str, words: str) -> None:
    bar = "━━" if out.unicode else "=="
    out.line(f"{bar} {title}", fg="cyan", bold=True)
    for line in _wrapped(words):
        out.line(f"   {line}", italic=True)
    out.stream.flush()


def _tell_answer(out: Output, answer: Answer, elapsed_s: float) -> None:
    if answer.tool:
        arrow = "→" if out.unicode else "->"
        out.line(f" {arrow} {told_call(answer.tool, answer.arguments, 90)}", dim=True)
    value = answer.value if isinstance(answer.value, Mapping) else {}
    for line in str(value.get("problem", "")).splitlines():  # the words, as PDDL
        out.line(f"     {line}", dim=True)
    failed = answer.status is not AnswerStatus.ANSWERED
    for line in answer.answer.splitlines():
        out.line(f"   {line}", bold=True, fg="red" if failed else "green")
    out.evidence(answer.evidence, prefix="   ")
    solver = f"solved by {value['engine']} · " if value.get("engine") else ""
    out.line(f"   {solver}{seconds(elapsed_s)}", dim=True)
    out.line()
    out.stream.flush()


def _wrapped(words: str) -> list[str]:
    return click.wrap_text(words, width=92).splitlines()
