"""What was checked when words became a problem, as evidence."""

from __future__ import annotations

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import GRAMMAR, Formalization
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.language.english import listing
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.parse import parse_problem


def evidence(found: Formalization, language: Language | None) -> list[Evidence]:
    """Every check of a formalization, and everything it assumed."""
    checks = [understood(found)]
    if language is not None and found.by == GRAMMAR and not found.unmatched:
        checks.append(read_back(found, language))
    return [
        *checks,
        *(
            Evidence(
                "assumed, not said",
                f"a default of the domain {found.domain!r}, or a repair",
                Verdict.UNCHECKED,
                assumption,
            )
            for assumption in found.assumptions
        ),
    ]


def understood(found: Formalization) -> Evidence:
    """Whether every part of the request was understood."""
    lost = found.unmatched
    by_grammar = found.by == GRAMMAR
    return Evidence(
        "every part of the request was understood",
        "read to the end by the domain's grammar"
        if by_grammar
        else f"the problem of {found.by!r}, repaired and held against the words",
        Verdict.FAILED if lost else Verdict.PASSED if by_grammar else Verdict.UNCHECKED,
        f"not understood: {listing([f'“{part}”' for part in lost])}"
        if lost
        else f"{len(found.facts)} facts and goals were read",
    )


def read_back(found: Formalization, language: Language) -> Evidence:
    """Says every fact that was read in the domain's own words, reads those, and compares."""
    narrator = Narrator(language, found.names)
    now = [f.fact for f in found.facts if not f.goal]
    goals = [f.fact for f in found.facts if f.goal]
    said = [
        *_introductions(found, language),
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


def _introductions(found: Formalization, language: Language) -> list[str]:
    """Sentences that name every thing with its type, so that the rest can be read."""
    problem = parse_problem(found.problem)
    return [
        f"{found.names[thing.name]} is {language.a(thing.types[0])}."
        for thing in problem.objects
        if thing.name in found.names
    ]
