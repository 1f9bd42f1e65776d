"""An object that a domain uses and does not declare: what was meant, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mrkl_core.contracts.pddl import Diagnostic
from mrkl_core.planning.pddl.tree import Domain, Problem


def not_constant(
    found: Iterable[Diagnostic], domain: Domain, problem: Problem | None
) -> Iterator[Diagnostic]:
    """What was found in the domain, objects that it uses undeclared told as what they are."""
    declared = {o.name: o.types for o in problem.objects} if problem else {}
    variables = {p.name for action in domain.actions for p in action.parameters}
    for diagnostic in found:
        name = diagnostic.message.split("'")[1] if diagnostic.code == "OBJECT_UNKNOWN" else ""
        if name in declared:
            types = " or ".join(declared[name])
            yield replace(
                diagnostic,
                code="OBJECT_NOT_CONSTANT",
                message=f"object {name!r} is used by the domain, but declared by the problem only",
                hint=f"declare it in the domain, (:constants {name} - {types}), "
                "and take it out of the problem's :objects",
            )
        elif name and f"?{name}" in variables:
            yield replace(diagnostic, hint=f"write '?{name}' if the parameter is meant")
        elif name and not diagnostic.hint:
            yield replace(diagnostic, hint=f"declare it in (:constants {name} - TYPE)")
        else:
            yield diagnostic
