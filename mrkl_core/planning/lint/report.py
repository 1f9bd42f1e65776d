"""All there is to say about a domain and a problem: errors, warnings, and what looks odd."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core.contracts.pddl import Diagnostic, Mended, Severity
from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.lint import goals, initial, relations, requirements, symbols
from mrkl_core.planning.lint.finding import Finding, of_note
from mrkl_core.planning.pddl.check import check_domain, check_problem
from mrkl_core.planning.pddl.constants import not_constant
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.source import Edit, edited
from mrkl_core.planning.pddl.tree import Domain, Problem

#: Rounds of mending: one edit may bring to light what another is for.
MAX_ROUNDS = 10


def lint(domain: str, problem: str = "") -> tuple[Diagnostic, ...]:
    """Diagnostics of both texts; an unreadable text gives its one error."""
    found = _look(domain, problem)
    return tuple(finding.diagnostic for findings in found for finding in findings)


def mend(domain: str, problem: str = "") -> Mended:
    """Applies what is safe: no edit changes what the texts mean to a reader that reads them."""
    mended: list[Diagnostic] = []
    for _ in range(MAX_ROUNDS):
        of_domain, of_problem = _look(domain, problem)
        fixes = [f for f in (*of_domain, *of_problem) if f.edits]
        if not fixes:
            break
        mended += [f.diagnostic for f in fixes]
        domain = edited(domain, [e for f in of_domain for e in f.edits])
        problem = edited(problem, [e for f in of_problem for e in f.edits])
    return Mended(domain, problem, tuple(mended), lint(domain, problem))


def _look(domain: str, problem: str) -> tuple[list[Finding], list[Finding]]:
    """What there is to say of the domain's text, and of the problem's."""
    try:
        tree = parse_domain(domain)
    except PddlInvalid as error:
        return [_refused(error, domain)], []
    of_domain = [of_note(tree.source, note) for note in tree.notes]
    if not problem:
        of_domain += map(Finding, not_constant(check_domain(tree), tree, None))
        return [*of_domain, *symbols.unused(tree, None)], []
    try:
        read = parse_problem(problem)
    except PddlInvalid as error:
        of_domain += map(Finding, not_constant(check_domain(tree), tree, None))
        return of_domain, [_refused(error, problem)]
    of_problem = [of_note(read.source, note) for note in read.notes]
    of_domain += map(Finding, not_constant(check_domain(tree), tree, read))
    of_problem += map(Finding, check_problem(tree, read))
    for finding in _oddities(tree, read, (*of_domain, *of_problem)):
        place = finding.diagnostic.location
        in_domain = place is None or place.file == tree.source.file
        (of_domain if in_domain else of_problem).append(finding)
    return of_domain, of_problem


def _oddities(domain: Domain, problem: Problem, found: Iterable[Finding]) -> list[Finding]:
    odd = [*requirements.undeclared(domain, problem), *symbols.unused(domain, problem)]
    if any(f.diagnostic.severity is Severity.ERROR for f in found):
        return odd  # what follows from wrong texts says nothing
    return [
        *odd,
        *initial.judge(domain, problem),
        *relations.odd_facts(domain, problem),
        *goals.judge(domain, problem),
    ]


def _refused(error: PddlInvalid, text: str) -> Finding:
    code = error.metadata.get("code", error.code)
    diagnostic = Diagnostic(code, Severity.ERROR, error.message, error.location, error.hint)
    edits: tuple[Edit, ...] = ()
    if code == "BRACKET_UNCLOSED" and error.metadata.get("where") == "end":
        missing = ")" * int(error.metadata["missing"])
        end = len(text.rstrip())
        edits = (Edit(end, end, f"\n{missing}" if _in_comment(text, end) else missing),)
    elif code == "BRACKET_EXTRA" and error.location is not None:
        at = int(error.metadata.get("at", -1))
        if at >= 0 and not text[at:].strip(") \t\r\n"):
            edits = (Edit(at, at + 1, ""),)
    return Finding(diagnostic, edits)


def _in_comment(text: str, end: int) -> bool:
    return ";" in text[text.rfind("\n", 0, end) + 1 : end]
