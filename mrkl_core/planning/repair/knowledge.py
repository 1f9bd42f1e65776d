"""What is known of a domain before any reply is read: its rules, its groups, its examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.repair.groups import Group, groups
from mrkl_core.planning.repair.regular import Regularity, learn


@dataclass(frozen=True)
class Example:
    """A request in words and the problem it means."""

    words: str
    problem: str


@dataclass(frozen=True)
class Knowledge:
    """A domain as repair sees it; `language` is None where only its PDDL is known."""

    domain: Domain
    pddl: str
    language: Language | None = None
    examples: tuple[Example, ...] = ()
    problems: tuple[Problem, ...] = ()
    rules: Regularity = field(default_factory=Regularity)
    groups: Sequence[Group] = ()


def known(domain: NamedDomain) -> Knowledge:
    """What a named domain's files tell."""
    examples = tuple(Example(words, problem) for words, problem in domain.examples)
    problems = tuple(map(parse_problem, dict.fromkeys(e.problem for e in examples)))
    language = domain.language if domain.has_language else None
    return Knowledge(
        domain.tree,
        domain.pddl,
        language,
        examples,
        problems,
        learn(domain.tree, problems),
        groups(domain.tree, language.states if language else (), problems),
    )


def knowledge(domain: str, domains: Domains, language: str = "") -> Knowledge:
    """What is known of a domain given by name or as PDDL text. Raises DomainNotFound."""
    found = domains.find(domain, language)
    return known(found) if found.has_language or found.examples else unnamed(found.pddl)


def unnamed(pddl: str) -> Knowledge:
    """What a domain tells that is given as PDDL alone."""
    return Knowledge(parse_domain(pddl), pddl)
