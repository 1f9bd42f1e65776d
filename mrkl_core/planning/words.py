"""From words to a validated plan in words: formalize, solve, validate, narrate."""

from __future__ import annotations

import time
from collections.abc import Sequence

from mrkl_core.contracts.context import emit
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import (
    Formalization,
    FormalizeStatus,
    PlanAnswer,
    SolveOptions,
    SolveResult,
)
from mrkl_core.errors import DomainNotFound, NotReady
from mrkl_core.planning.choice import DomainFit, best, fit
from mrkl_core.planning.domains import Domains, is_pddl
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.language.english import listing
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.solve import solve


def read_words(words: str, domain: str, domains: Domains) -> DomainFit:
    """The words as a problem of the domain, or of the one that reads them best.

    Raises DomainNotFound, naming what there is, if no domain reads any of them.
    """
    if is_pddl(domain):
        raise NotReady(
            "words cannot be read for a domain given as PDDL alone: it has no language",
            hint="name a domain, or put domain.pddl and domain.yaml in a folder of their own",
        )
    if domain:
        return fit(words, domains.get(domain))
    fits = best(words, domains)
    if not fits:
        titles = listing([d.name for d in domains.all() if d.has_language])
        raise DomainNotFound(
            "no planning domain reads these words",
            hint=f"say what is where and what should be; the domains are {titles}",
        )
    return fits[0]


def formalize_words(words: str, domain: str, domains: Domains) -> Formalization:
    """The problem that the words state; an empty `domain` lets the words choose."""
    return read_words(words, domain, domains).formalization


def plan_words(
    words: str,
    domain: str = "",
    options: SolveOptions | None = None,
    *,
    domains: Domains,
    prefer: Sequence[str] = (),
) -> PlanAnswer:
    """A validated plan for what the words ask, told in words.

    Its status is a SolveStatus only if every word was understood; an empty `domain` lets the
    words choose.
    """
    timings: dict[str, float] = {}
    start = time.perf_counter()
    found = read_words(words, domain, domains)
    formalization = found.formalization
    timings["formalize"] = _since(start)
    emit(
        "formalized",
        status=formalization.status,
        domain=found.domain.name,
        facts=len(formalization.facts),
        assumptions=list(formalization.assumptions),
        unmatched=list(formalization.unmatched),
    )
    if formalization.status is not FormalizeStatus.FORMALIZED:
        return _unread(formalization, timings)
    checked = _evidence(formalization, found)
    asked = options or SolveOptions()
    solved = solve(found.domain.pddl, formalization.problem, asked, prefer=prefer)
    timings.update(solved.timings)
    started = time.perf_counter()
    narrator = Narrator(found.domain.language, found.names)
    steps = narrator.steps(solved.plan or ())
    goals = [fact.fact for fact in formalization.facts if fact.goal]
    summary = narrator.summary(solved.status, solved.plan, goals, solved.cost)
    timings["narrate"] = _since(started)
    timings["all"] = _since(start)
    emit("narrated", steps=len(steps))
    return _answer(formalization, solved, steps, summary, checked, timings)


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 6)


def _unread(formalization: Formalization, timings: dict[str, float]) -> PlanAnswer:
    if formalization.status is FormalizeStatus.NEEDS_INPUT:
        summary = formalization.question
        check = Evidence(
            "the request says all that is needed",
            "read to the end by the domain's grammar",
            Verdict.FAILED,
            formalization.question,
        )
    else:
        parts = listing([f"“{part}”" for part in formalization.unmatched])
        summary = f"Not understood: {parts}. Nothing was planned."
        check = _understood(formalization)
    return PlanAnswer(
        status=formalization.status,
        domain=formalization.domain,
        problem="",
        plan=None,
        cost=None,
        steps=(),
        summary=summary,
        assumptions=formalization.assumptions,
        unmatched=formalization.unmatched,
        question=formalization.question,
        engine="",
        validated=False,
        evidence=(check,),
        timings=timings,
        diagnostics=formalization.diagnostics,
    )


def _answer(
    formalization: Formalization,
    solved: SolveResult,
    steps: tuple[str, ...],
    summary: str,
    checked: Sequence[Evidence],
    timings: dict[str, float],
) -> PlanAnswer:
    return PlanAnswer(
        status=solved.status,
        domain=formalization.domain,
        problem=formalization.problem,
        plan=solved.plan,
        cost=solved.cost,
        steps=steps,
        summary=summary,
        assumptions=formalization.assumptions,
        unmatched=(),
        question="",
        engine=solved.engine,
        validated=solved.validated,
        evidence=(*checked, *solved.evidence),
        timings=timings,
        diagnostics=(*formalization.diagnostics, *solved.diagnostics),
    )


# -- evidence ------------------------------------------------------------------------------


def _evidence(formalization: Formalization, found: DomainFit) -> list[Evidence]:
    return [
        _understood(formalization),
        read_back(formalization, found.domain.language, found.names),
        *(
            Evidence(
                "assumed, not said",
                f"a default of the domain {formalization.domain!r}",
                Verdict.UNCHECKED,
                assumption,
            )
            for assumption in formalization.assumptions
        ),
    ]


def _understood(formalization: Formalization) -> Evidence:
    lost = formalization.unmatched
    return Evidence(
        "every part of the request was understood",
        "read to the end by the domain's grammar",
        Verdict.FAILED if lost else Verdict.PASSED,
        f"not understood: {listing([f'“{part}”' for part in lost])}"
        if lost
        else f"{len(formalization.facts)} facts and goals were read",
    )


def read_back(formalization: Formalization, language: Language, names: dict[str, str]) -> Evidence:
    """Says every fact that was read in the domain's own words, reads those, and compares."""
    narrator = Narrator(language, names)
    now = [f.fact for f in formalization.facts if not f.goal]
    goals = [f.fact for f in formalization.facts if f.goal]
    said = [
        *_introductions(formalization, language, names),
        *(f"{narrator.fact(fact)}." for fact in now),
        "The goal:",
        *(f"- {narrator.fact(fact)}" for fact in goals),
    ]
    again, _ = formalize("\n".join(said), language)
    before = {(fact, False) for fact in now} | {(fact, True) for fact in goals}
    after = {(fact.fact, fact.goal) for fact in again.facts}
    lost = sorted(fact for fact, _ in before ^ after)
    kept = not lost and not again.unmatched
    return Evidence(
        "the problem says what the request says",
        "each fact was said in the domain's own words, read again and compared",
        Verdict.PASSED if kept else Verdict.FAILED,
        f"{len(before)} facts and goals are the same"
        if kept
        else f"not the same when read again: {listing(lost or list(again.unmatched))}",
    )


def _introductions(
    formalization: Formalization, language: Language, names: dict[str, str]
) -> list[str]:
    """Sentences that name every thing with its type, so that the rest can be read."""
    problem = parse_problem(formalization.problem)
    return [
        f"{names[thing.name]} is {language.a(thing.types[0])}."
        for thing in problem.objects
        if thing.name in names
    ]
