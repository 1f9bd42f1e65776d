"""What the worker pool calls by name: JSON in, dataclasses out."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.planning import (
    Diagnostic,
    DomainCard,
    Explanation,
    Formalization,
    PlanAnswer,
    Simulation,
    SolveOptions,
    SolveResult,
    Validation,
)
from mrkl_core.contracts.read import from_json
from mrkl_core.planning import explain as explaining
from mrkl_core.planning import simulate as simulating
from mrkl_core.planning import solve as solving
from mrkl_core.planning.domains import shared
from mrkl_core.planning.pddl import lint as linting
from mrkl_core.planning.pddl.check import require_valid
from mrkl_core.planning.pddl.features import features
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan, read_plan
from mrkl_core.planning.validate import validate_plan
from mrkl_core.planning.words import formalize_words, plan_words


def solve(
    domain: str, problem: str, options: JsonObject | None = None, prefer: Sequence[str] = ()
) -> SolveResult:
    """A checked plan for a problem, both given as PDDL text."""
    asked = from_json(SolveOptions, options or {})
    return solving.solve(domain, problem, asked, prefer=prefer)


def validate(domain: str, problem: str, plan: str) -> Validation:
    """Whether a plan works."""
    read_domain, read_problem, written = _read(domain, problem, plan)
    return validate_plan(read_domain, read_problem, written, features(read_domain, read_problem))


def simulate(domain: str, problem: str, plan: str) -> Simulation:
    """What each step of a plan changes."""
    return simulating.simulate(*_read(domain, problem, plan))


def explain(domain: str, problem: str, plan: str) -> Explanation:
    """Why each step is in a plan."""
    return explaining.explain(*_read(domain, problem, plan))


def lint(domain: str, problem: str = "") -> tuple[Diagnostic, ...]:
    """What is wrong or odd with a domain, and with a problem for it."""
    return linting.lint(domain, problem)


def formalize(words: str, domain: str = "", folders: Sequence[str] = ()) -> Formalization:
    """Words as a problem of a named domain; `folders` hold domains beside the shipped ones."""
    return formalize_words(words, domain, shared(tuple(folders)))


def plan(
    words: str,
    domain: str = "",
    options: JsonObject | None = None,
    folders: Sequence[str] = (),
    prefer: Sequence[str] = (),
) -> PlanAnswer:
    """A checked plan in words for a request in words."""
    asked = from_json(SolveOptions, options or {})
    return plan_words(words, domain, asked, domains=shared(tuple(folders)), prefer=prefer)


def domain_text(domain: str) -> str:
    """PDDL text for a domain given as text or by name. Raises DomainNotFound."""
    return shared().resolve(domain)


def domain_cards() -> tuple[DomainCard, ...]:
    """The domains that have a name."""
    return shared().cards()


def _read(domain: str, problem: str, plan: str) -> tuple[Domain, Problem, WrittenPlan]:
    parsed_domain, parsed_problem = parse_domain(domain), parse_problem(problem)
    require_valid(parsed_domain, parsed_problem)
    return parsed_domain, parsed_problem, read_plan(plan)
