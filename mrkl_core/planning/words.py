"""From words to a validated plan in words: formalize, solve, validate, narrate."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.context import emit
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import (
    GRAMMAR,
    Faithfulness,
    Formalization,
    FormalizeStatus,
    PlanAnswer,
    SolveOptions,
    SolveResult,
    SolveStatus,
    Step,
    StepChange,
    WhyNot,
)
from mrkl_core.errors import BadRequest, DomainNotFound
from mrkl_core.planning.changes import step_changes
from mrkl_core.planning.choice import DomainFit, best, fit
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.engines import Engines
from mrkl_core.planning.language.english import listing
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.print import print_formula
from mrkl_core.planning.read_back import evidence, understood
from mrkl_core.planning.repair.draft import goals
from mrkl_core.planning.reuse import still_working
from mrkl_core.planning.solve import solve
from mrkl_core.planning.why_not import told_why, why_not
from mrkl_core.records import dataclass

_PDDL = re.compile(r"\s*\(\s*define\b", re.IGNORECASE)


def read_words(words: str, domain: str, domains: Domains, language: str = "") -> DomainFit:
    """The words as a problem of the domain, or of the one that reads them best.

    `language` is the text of a domain.yaml of the caller's own for the domain. Raises
    DomainNotFound, naming what there is, if no domain reads any of them, NotReady if the domain
    has no language, and BadRequest if they are no words.
    """
    if _PDDL.match(words):
        hint = "solve it as it is: mrkl pddl solve DOMAIN PROBLEM"
        raise BadRequest("the request is PDDL, and what is read here is words", hint=hint)
    if domain:
        found = fit(words, domains.find(domain, language))
        return found if found.formalization.facts or language else _elsewhere(found, words, domains)
    if language:
        raise BadRequest("a language goes with its domain", hint="give the domain, too")
    fits = best(words, domains)
    if not fits:
        titles = listing([d.name for d in domains.all() if d.has_language])
        raise DomainNotFound(
            "no planning domain reads these words",
            hint=f"say what is where and what should be; the domains are {titles}",
        )
    return fits[0]


def _elsewhere(found: DomainFit, words: str, domains: Domains) -> DomainFit:
    """A fit that reads nothing, with the domain that reads all of the words, if there is one."""
    other = next(iter(best(words, domains)), None)
    if other is None or other.formalization.unmatched:
        return found
    name = other.domain.name
    told = Diagnostic(
        "ANOTHER_DOMAIN",
        Severity.WARNING,
        f"the domain {name!r} reads all of these words",
        hint=f"plan in {name!r}, or name no domain",
    )
    diagnostics = (told, *found.formalization.diagnostics)
    return replace(found, formalization=replace(found.formalization, diagnostics=diagnostics))


def formalize_words(
    words: str, domain: str, domains: Domains, *, strict: bool = False, language: str = ""
) -> Formalization:
    """The problem that the words state; an empty `domain` lets the words choose."""
    found = read_words(words, domain, domains, language).formalization
    return strictly(found) if strict else found


def strictly(found: Formalization) -> Formalization:
    """The formalization, with a question in the place of what it assumed or made of a part."""
    if found.status is FormalizeStatus.NOT_UNDERSTOOD:
        return replace(found, problem="")
    if found.status is not FormalizeStatus.FORMALIZED or not found.assumptions:
        return found
    return replace(
        found,
        status=FormalizeStatus.NEEDS_INPUT,
        problem="",
        question=f"Is this so? {found.assumptions[0]}",
        faithfulness=Faithfulness.UNSURE,
    )


def plan_words(
    words: str,
    domain: str = "",
    options: SolveOptions | None = None,
    *,
    domains: Domains,
    engines: Engines | None = None,
    strict: bool = False,
    whole: bool = False,
    language: str = "",
) -> PlanAnswer:
    """A validated plan for what the words ask, told in words.

    An empty `domain` lets the words choose; `strict` asks rather than assume anything; `whole`
    plans nothing unless every word was understood.
    """
    start = time.perf_counter()
    found = read_words(words, domain, domains, language)
    formalization = found.formalization
    if strict or (whole and formalization.unmatched):
        formalization = strictly(formalization)
    timings = {"formalize": _since(start)}
    return plan_problem(
        formalization,
        found.domain.pddl,
        found.domain.language,
        options,
        engines=engines,
        timings=timings,
    )


def plan_problem(
    formalization: Formalization,
    domain: str,
    language: Language | None,
    options: SolveOptions | None = None,
    *,
    engines: Engines | None = None,
    timings: dict[str, float] | None = None,
    rest: Sequence[Step] = (),
) -> PlanAnswer:
    """A validated plan for what was read from words, told in words; `domain` is PDDL text.

    What was NOT_UNDERSTOOD stays so, with a plan for the rest of the words where there is one.
    What still works of `rest`, an earlier plan, is kept unless the cheapest plan is asked for.
    """
    timings = dict(timings or {})
    start = time.perf_counter()
    emit(
        "formalized",
        status=formalization.status,
        domain=formalization.domain,
        by=formalization.by,
        facts=len(formalization.facts),
        assumptions=list(formalization.assumptions),
        unmatched=list(formalization.unmatched),
    )
    if not formalization.problem:
        return _unread(formalization, timings)
    checked = evidence(formalization, language)
    asked = options or SolveOptions()
    kept = None
    if rest and not asked.optimal:
        parsed = parse_domain(domain), parse_problem(formalization.problem)
        kept = still_working(*parsed, rest)
    solved = kept or solve(domain, formalization.problem, asked, engines=engines)
    timings.update(solved.timings)
    if formalization.status is not FormalizeStatus.FORMALIZED and not solved.status.solved:
        return _unread(formalization, timings)
    started = time.perf_counter()
    told = _told(formalization, domain, language, solved, asked.timeout_s - _since(start))
    timings["narrate"] = _since(started)
    timings["all"] = round(timings.get("formalize", 0.0) + _since(start), 6)
    emit("narrated", steps=len(told.steps))
    return _answer(formalization, solved, told, checked, timings)


@dataclass(frozen=True)
class _Told:
    """An outcome in words."""

    summary: str
    steps: tuple[str, ...]
    changes: tuple[StepChange, ...]
    why_not: WhyNot | None


def _told(
    found: Formalization, domain: str, language: Language | None, solved: SolveResult, left_s: float
) -> _Told:
    narrator = Narrator(language, found.names)
    parsed, problem = parse_domain(domain), parse_problem(found.problem)
    if found.by == GRAMMAR:
        goal = [fact.fact for fact in found.facts if fact.goal]
    else:  # what the grammar did not read is in no fact
        goal = [print_formula(part) for part in goals(problem.goal)]
    summary = narrator.summary(solved.status, solved.plan, goal, solved.cost)
    why = None
    if solved.status is SolveStatus.UNSOLVABLE:
        why = why_not(parsed, problem, solved, left_s, narrator)
        summary = f"{summary} {told_why(why, goal)}".rstrip() if why else summary
    changes = step_changes(parsed, problem, solved, narrator)
    return _Told(summary, narrator.steps(solved.plan or ()), changes, why)


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
        summary = f"{_lost(formalization)} Nothing was planned."
        check = understood(formalization)
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
        faithfulness=Faithfulness.UNSURE,
        facts=formalization.facts,
    )


def _lost(found: Formalization) -> str:
    return f"Not understood: {listing([f'“{part}”' for part in found.unmatched])}."


def _answer(
    formalization: Formalization,
    solved: SolveResult,
    told: _Told,
    checked: Sequence[Evidence],
    timings: dict[str, float],
) -> PlanAnswer:
    failed = any(check.verdict is Verdict.FAILED for check in checked)
    partly = formalization.status is FormalizeStatus.NOT_UNDERSTOOD
    lost = f"{_lost(formalization)} Planned without it: " if partly else ""
    return PlanAnswer(
        status=formalization.status if partly else solved.status,
        domain=formalization.domain,
        problem=formalization.problem,
        plan=solved.plan,
        cost=solved.cost,
        steps=told.steps,
        summary=f"{lost}{told.summary}",
        assumptions=formalization.assumptions,
        unmatched=formalization.unmatched,
        question="",
        engine=solved.engine,
        validated=solved.validated,
        evidence=(*checked, *solved.evidence),
        timings=timings,
        diagnostics=(*formalization.diagnostics, *solved.diagnostics),
        faithfulness=Faithfulness.UNSURE if failed else formalization.faithfulness,
        facts=formalization.facts,
        changes=told.changes,
        why_not=told.why_not,
        names=formalization.names,
    )
