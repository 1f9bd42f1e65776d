"""A plan from words, told on a terminal: sentences or a table, and all that was assumed."""

from __future__ import annotations

from itertools import groupby, zip_longest

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.planning import FormalizeStatus, PlanAnswer, StepChange
from mrkl_core.surfaces.cli.output import Output, number, seconds


def tell_facts(out: Output, answer: PlanAnswer) -> None:
    """Each sentence of the request beside the facts that were read from it."""
    for (words, goal), facts in groupby(answer.facts, lambda fact: (fact.words, fact.goal)):
        read = " ".join(fact.fact for fact in facts)
        out.line(f"  “{words}” {'asks for' if goal else 'says'} {read}", dim=True)


def tell_plan(out: Output, answer: PlanAnswer, elapsed_s: float, *, table: bool = False) -> None:
    """The answer, its steps one sentence each; `table` adds what each takes and changes."""
    solved = answer.plan is not None
    if answer.summary:
        lead = "" if solved else f"{out.mark(Verdict.FAILED)} "
        out.stream.write(f"{lead}{out.styled(answer.summary, bold=True)}\n")
    if table:
        _tell_table(out, answer)
    else:
        for index, sentence in enumerate(answer.steps, 1):
            out.line(f"{index:>3}. {sentence}")
    if answer.question:
        out.line(answer.question, fg="yellow", bold=True)
    lost = answer.status is FormalizeStatus.NOT_UNDERSTOOD
    if lost:
        _tell_lost(out, answer)
    if solved or not lost:
        _tell_checked(out, answer)
    told: list[str] = [answer.status, answer.faithfulness]
    if answer.cost is not None:
        told.append(f"cost = {number(answer.cost)}")
    told += [word for word in (answer.domain, answer.engine, seconds(elapsed_s)) if word]
    if solved:
        told.append(f"run {answer.run}")
    out.line("  " + " · ".join(told), dim=True)


def _tell_lost(out: Output, answer: PlanAnswer) -> None:
    """What was not understood, with its reason where there is one, and what to do about it."""
    found = [d for d in answer.diagnostics if d.code != "QUESTION"]  # nobody need answer yet
    told = " ".join(d.message for d in found)
    for words in answer.unmatched:
        if f"“{words}”" not in told:
            out.line(f"  not understood: {words}", fg="red")
    for diagnostic in found:
        out.line(f"  {diagnostic.severity.lower()}: {diagnostic.message}", fg="yellow")
    for hint in dict.fromkeys(d.hint for d in found if d.hint):
        out.line(f"  hint: {hint}", fg="cyan")


def _tell_checked(out: Output, answer: PlanAnswer) -> None:
    """All that was assumed, and every check of the problem and the plan."""
    for assumption in answer.assumptions:
        out.line(f"  assumed: {assumption}", fg="yellow")
    if answer.status is not FormalizeStatus.NOT_UNDERSTOOD:
        for words in answer.unmatched:
            out.line(f"  not understood: {words}", fg="red")
        for diagnostic in answer.diagnostics:
            if diagnostic.message != answer.question:
                out.line(f"  {diagnostic.severity.lower()}: {diagnostic.message}", fg="yellow")
    out.evidence(answer.evidence)


def _tell_table(out: Output, answer: PlanAnswer) -> None:
    timed = any(change.start is not None for change in answer.changes)
    head = ("", "step", "time" if timed else "cost", "changes")
    rows = [
        (str(index), sentence, _taken(change), _changed(change))
        for index, (sentence, change) in enumerate(
            zip_longest(answer.steps, answer.changes, fillvalue=None), 1
        )
        if sentence is not None
    ]
    if rows:
        out.table([head, *rows], styles=[{"dim": True}, {}, {"fg": "cyan"}, {"dim": True}])


def _taken(change: StepChange | None) -> str:
    """A step's time or cost."""
    if change is None:
        return ""
    if change.start is not None and change.duration is not None:
        return f"{change.start:g}–{change.start + change.duration:g}"
    return "" if change.cost is None else number(change.cost)


def _changed(change: StepChange | None) -> str:
    if change is None:
        return ""
    return "; ".join([*(f"+ {f}" for f in change.added), *(f"- {f}" for f in change.removed)])
