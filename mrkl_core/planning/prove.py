"""Proves a domain's language: every predicate is said and read, every example passes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.errors import MrklError
from mrkl_core.planning.domains import NamedDomain
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.narrate import Narrator
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.plan_text import read_plan
from mrkl_core.planning.validate import validate_plan

#: More choices of types than this are not tried for one predicate.
_MOST_KINDS = 60
_MOST_TOLD = 5


def prove(domain: NamedDomain) -> tuple[Diagnostic, ...]:
    """What is wrong with a domain's language; nothing if it keeps its promises.

    Raises NotReady if it has none, BadRequest or PddlInvalid if a file cannot be read.
    """
    language = domain.language
    return (*_facts(language), *_cards(language), *_examples(domain))


def _facts(language: Language) -> Iterator[Diagnostic]:
    """One fact of each predicate, for each choice of types, at the start and in the goal."""
    for name in language.parameters:
        for kinds in list(product(*language.kinds(name)))[:_MOST_KINDS]:
            for goal in (False, True):
                yield from _round_trip(language, name, kinds, goal=goal)


def _round_trip(
    language: Language, predicate: str, kinds: tuple[str, ...], *, goal: bool
) -> Iterator[Diagnostic]:
    names = [f"{kind}_x{at}" for at, kind in enumerate(kinds)]
    fact = f"({' '.join((predicate, *names))})"
    words = "".join(
        f"{name} is {language.a(kind)}. " for name, kind in zip(names, kinds, strict=True)
    )
    for at, kind in enumerate(kinds):
        of = language.types[kind].of if kind in language.types else ""
        if of in kinds and not language.types[kind].by:
            # What no fact gives an owner is told apart by saying whose it is.
            words += f"{names[kinds.index(of)]} has {names[at]}. "
    said = Narrator(language).fact(fact)
    words += f"The goal is that {said}." if goal else f"{said}."
    found, _ = formalize(words, language)
    read = [(f.fact, f.goal) for f in found.facts if f.goal or not goal]
    if found.unmatched or read != [(fact, goal)]:
        when = "in the goal" if goal else "at the start"
        instead = ", ".join(f for f, _ in read) or "nothing"
        yield _error("NOT_READ_AS_SAID", f"{fact} {when} is said “{said}” and read as {instead}")


def _cards(language: Language) -> Iterator[Diagnostic]:
    if not language.examples:
        missing = "the language has no `examples`: people are shown the first"
        yield Diagnostic("NO_EXAMPLE", Severity.WARNING, missing)
    for words in language.examples:
        yield from _read(words, language, f"the example “{words[:60]}”")


def _examples(domain: NamedDomain) -> Iterator[Diagnostic]:
    problems: dict[Path, str] = {}
    for path, problem in domain.wordings:
        words = path.read_text(encoding="utf-8")
        yield from _read(words, domain.language, path.name)
        if not problem.is_file():
            continue
        text = problems.setdefault(problem, problem.read_text(encoding="utf-8"))
        found, _ = formalize(words, domain.language)
        if found.problem:
            yield from _compare(domain, found.problem, text, f"{path.name} is not {problem.name}")
    for problem, text in problems.items():
        yield from _plan(domain, text, problem.with_suffix(".plan"))


def _compare(domain: NamedDomain, found: str, said: str, what: str) -> Iterator[Diagnostic]:
    result = equivalent(domain.tree, parse_problem(found), parse_problem(said))
    if not result.same:
        parts = [f"{part.text} ({part.section})" for part in result.differences[:_MOST_TOLD]]
        yield _error("ANOTHER_PROBLEM", f"{what}: {', '.join(parts) or 'undecided'}")


def _plan(domain: NamedDomain, problem: str, plan: Path) -> Iterator[Diagnostic]:
    if not plan.is_file():
        return
    try:
        tree, read = domain.tree, parse_problem(problem)
        written = read_plan(plan.read_text(encoding="utf-8"))
        verdict = validate_plan(tree, read, written, features(tree, read))
    except MrklError as error:
        yield _error("INVALID_PLAN", f"{plan.name}: {error}")
        return
    if not verdict.valid:
        yield _error("INVALID_PLAN", f"{plan.name}: {verdict.message}")


def _read(words: str, language: Language, what: str) -> Iterator[Diagnostic]:
    found, _ = formalize(words, language)
    if found.status is not FormalizeStatus.FORMALIZED:
        why = found.question or "; ".join(d.message for d in found.diagnostics)
        yield _error("NOT_FORMALIZED", f"{what}: {why}")


def _error(code: str, message: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message)
