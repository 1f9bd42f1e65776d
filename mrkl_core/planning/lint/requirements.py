"""Requirements that are used and not declared."""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.contracts.pddl import Severity
from mrkl_core.planning.lint.finding import Finding
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.source import Edit
from mrkl_core.planning.pddl.tree import Domain, Problem

# What each requirement brings with it (PDDL 3.1, BNF by Kovacs, section 1.3).
_QUANTIFIED = frozenset(("existential-preconditions", "universal-preconditions"))
_IMPLIED = {
    ":adl": _QUANTIFIED
    | {
        "typing",
        "negative-preconditions",
        "disjunctive-preconditions",
        "equality",
        "conditional-effects",
    },
    ":quantified-preconditions": _QUANTIFIED,
    ":fluents": frozenset(("numeric-fluents", "object-fluents", "action-costs")),
    ":numeric-fluents": frozenset(("action-costs",)),
    ":time": frozenset(("continuous-effects",)),
    ":timed-initial-literals": frozenset(("durative-actions",)),
}


def undeclared(domain: Domain, problem: Problem) -> Iterator[Finding]:
    """The features in use that no :requirements declares, as one finding."""
    declared: set[str] = set()
    for requirement in (*domain.requirements, *problem.requirements):
        declared |= {requirement[1:]} | _IMPLIED.get(requirement, frozenset())
    missing = sorted(features(domain, problem) - declared - {"time"})
    if missing:
        words = " ".join(f":{name}" for name in missing)
        diagnostic = domain.source.diagnostic(
            "REQUIREMENT_UNDECLARED",
            f"{', '.join(missing)} in use, not in :requirements",
            max(domain.source.text.find("("), 0),
            f"add {words}",
            Severity.NOTE,
        )
        yield Finding(diagnostic, _added(domain, words))


def _added(domain: Domain, words: str) -> tuple[Edit, ...]:
    """The edit that adds requirements to the section, or the section."""
    text = domain.source.text.lower()
    at = text.find(":requirements")
    if at >= 0 and ";" not in text[text.rfind("\n", 0, at) + 1 : at]:
        end = at + len(":requirements")
        return (Edit(end, end, f" {words}"),)
    head = text.find(")")
    if at < 0 <= head and ";" not in text[:head]:
        return (Edit(head + 1, head + 1, f"\n  (:requirements {words})"),)
    return ()
