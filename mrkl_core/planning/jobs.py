"""What the worker pool calls by name: JSON in, dataclasses out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mrkl_core.contracts.drafting import LanguageDraft
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.pddl import Diagnostic, DomainPage, Equivalence, Mended, ProblemPage
from mrkl_core.contracts.planning import (
    DomainCard,
    Explanation,
    Formalization,
    PlanAnswer,
    Simulation,
    SolveOptions,
    Step,
    Validation,
)
from mrkl_core.contracts.read import from_json
from mrkl_core.contracts.reasoning import (
    Diagnosis,
    Landmarks,
    NeverReached,
    NextSteps,
    Reached,
    Simplification,
)
from mrkl_core.errors import BadRequest
from mrkl_core.planning import diagnose as diagnosing
from mrkl_core.planning import explain as explaining
from mrkl_core.planning import prove as proving
from mrkl_core.planning import simulate as simulating
from mrkl_core.planning.domains import NamedDomain, shared
from mrkl_core.planning.draft import draft
from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.engines import Engines
from mrkl_core.planning.execute import Execution
from mrkl_core.planning.lint import report as linting
from mrkl_core.planning.pddl import equivalence as comparing
from mrkl_core.planning.pddl import graph as graphs
from mrkl_core.planning.pddl import page
from mrkl_core.planning.pddl.check import require_valid
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL, features
from mrkl_core.planning.pddl.format import format_pddl
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan, read_plan
from mrkl_core.planning.reasoning import landmarks as landmarking
from mrkl_core.planning.reasoning import next_steps as next_stepping
from mrkl_core.planning.reasoning import reach, redundancy, successors
from mrkl_core.planning.reasoning.redundancy_in_time import simplify_in_time
from mrkl_core.planning.solve_job import solve as solve
from mrkl_core.planning.validate import validate_plan
from mrkl_core.planning.words import formalize_words, plan_problem, plan_words


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


def diagnose(domain: str, problem: str, seconds: float = 20.0) -> Diagnosis:
    """Why a problem has no plan, or what every plan goes through."""
    read_domain, read_problem, _ = _read(domain, problem, "")
    _require_steps_alone(features(read_domain, read_problem), "a diagnosis")
    return diagnosing.diagnose(read_domain, read_problem, seconds)


def lint(domain: str, problem: str = "") -> tuple[Diagnostic, ...]:
    """What is wrong or odd with a domain, and with a problem for it."""
    return linting.lint(domain, problem)


def mend(domain: str, problem: str = "") -> Mended:
    """The texts after all safe fixes."""
    return linting.mend(domain, problem)


def lay_out(text: str) -> str:
    """A PDDL text in mrkl's style."""
    return format_pddl(text)


def domain_page(domain: str) -> DomainPage:
    """A domain to read."""
    return page.domain_page(parse_domain(domain))


def problem_page(domain: str, problem: str) -> ProblemPage:
    """A problem as counts."""
    return page.problem_page(parse_domain(domain), parse_problem(problem))


def draw(domain: str, problem: str, form: str) -> str:
    """A problem as a picture; `form` is svg or dot."""
    parsed_domain, parsed = parse_domain(domain), parse_problem(problem)
    require_valid(parsed_domain, parsed)
    graph = graphs.graph_of(parsed)
    if form == "dot":
        return graphs.dot(graph, parsed.name)
    if len(graph.nodes) > graphs.MAX_OBJECTS:
        raise BadRequest(
            f"{len(graph.nodes)} objects cannot be drawn so that one can read it",
            hint="write a .dot file and lay it out with Graphviz",
        )
    return graphs.svg(graph, parsed.name)


def equivalent(domain: str, a: str, b: str) -> Equivalence:
    """Whether two problems of a domain are the same up to the names of objects."""
    parsed = parse_domain(domain)
    problems = parse_problem(a, "a"), parse_problem(b, "b")
    for problem in problems:
        require_valid(parsed, problem)
    return comparing.equivalent(parsed, *problems)


def formalize(
    words: str,
    domain: str = "",
    folders: Sequence[str] = (),
    strict: bool = False,
    language: str = "",
) -> Formalization:
    """Words as a problem of a named domain; `folders` hold domains beside the shipped ones."""
    domains = shared(tuple(folders))
    return formalize_words(words, domain, domains, strict=strict, language=language)


def plan(
    words: str,
    domain: str = "",
    options: JsonObject | None = None,
    folders: Sequence[str] = (),
    engines: JsonObject | None = None,
    strict: bool = False,
    whole: bool = False,
    language: str = "",
) -> PlanAnswer:
    """A checked plan in words for a request in words."""
    return plan_words(
        words,
        domain,
        from_json(SolveOptions, options or {}),
        domains=shared(tuple(folders)),
        engines=from_json(Engines, engines or {}),
        strict=strict,
        whole=whole,
        language=language,
    )


def plan_formalized(
    formalization: JsonObject,
    domain: str,
    options: JsonObject | None = None,
    folders: Sequence[str] = (),
    engines: JsonObject | None = None,
    rest: Sequence[Sequence[str]] = (),
    language: str = "",
) -> PlanAnswer:
    """A checked plan in words for what was read before; what still works of `rest` is kept."""
    found = shared(tuple(folders)).find(domain, language)
    return plan_problem(
        from_json(Formalization, formalization),
        found.pddl,
        found.language if found.has_language else None,
        from_json(SolveOptions, options or {}),
        engines=from_json(Engines, engines or {}),
        rest=[tuple(step) for step in rest],
    )


def prove(domain: str, folders: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """What is wrong with the language of a domain, given by its name or its folder."""
    folder = Path(domain)
    named = NamedDomain(folder) if folder.is_dir() else shared(tuple(folders)).get(domain)
    return proving.prove(named)


def draft_language(domain: str) -> LanguageDraft:
    """A first domain.yaml for a domain."""
    return LanguageDraft(draft(parse_domain(domain)))


def domain_text(domain: str) -> str:
    """PDDL text for a domain given as text or by name. Raises DomainNotFound."""
    return shared().resolve(domain)


def domain_cards() -> tuple[DomainCard, ...]:
    """The domains that have a name."""
    return shared().cards()


def applicable(domain: str, problem: str, after: str = "") -> tuple[Step, ...]:
    """Every step that can be taken after the steps `after`."""
    return successors.applicable(Execution(*_after(domain, problem, after)))


def progress(domain: str, problem: str, steps: str) -> Simulation:
    """What some steps change; unlike `simulate`, the goal does not matter."""
    return simulating.progress(*_read(domain, problem, steps))


def reachable(
    domain: str, problem: str, facts: Sequence[str], after: str = "", seconds: float = 20.0
) -> tuple[Reached, ...]:
    """Whether each of some facts can ever hold."""
    read_domain, read_problem = _after(domain, problem, after)
    conditions = [reach.fact_of(read_domain, read_problem, fact) for fact in facts]
    found = reach.Reachability(read_domain, read_problem, seconds)
    return tuple(found.of(atom, f"({' '.join((atom.name, *atom.terms))})") for atom in conditions)


def ever_applicable(
    domain: str, problem: str, actions: str, after: str = "", seconds: float = 20.0
) -> tuple[Reached, ...]:
    """Whether each of some actions can ever be applied."""
    read_domain, read_problem = _after(domain, problem, after)
    steps = read_plan(actions, "actions").steps
    conditions = [reach.precondition_of(read_domain, read_problem, step) for step in steps]
    found = reach.Reachability(read_domain, read_problem, seconds)
    return tuple(
        found.of(condition, f"({' '.join(step)})")
        for condition, step in zip(conditions, steps, strict=True)
    )


def never_true(domain: str, problem: str, after: str = "", seconds: float = 20.0) -> NeverReached:
    """The facts that can never hold."""
    return reach.Reachability(*_after(domain, problem, after), seconds).never_true()


def never_applicable(
    domain: str, problem: str, after: str = "", seconds: float = 20.0
) -> NeverReached:
    """The actions that can never be applied."""
    return reach.Reachability(*_after(domain, problem, after), seconds).never_applicable()


def landmarks(domain: str, problem: str, after: str = "", seconds: float = 20.0) -> Landmarks:
    """The facts that hold at some time in every plan."""
    return landmarking.landmarks(*_after(domain, problem, after), seconds)


def next_steps(domain: str, problem: str, after: str = "", seconds: float = 20.0) -> NextSteps:
    """Every applicable step, judged by the cheapest plan that begins with it."""
    return next_stepping.next_steps(*_after(domain, problem, after), seconds)


def simplify(domain: str, problem: str, plan: str, seconds: float = 20.0) -> Simplification:
    """A valid plan without its needless steps. Raises BadRequest where mrkl judges no plans."""
    read_domain, read_problem, written = _read(domain, problem, plan)
    used = features(read_domain, read_problem)
    _require_steps_alone(used, "simplification")
    if used & BEYOND_SEQUENTIAL:
        try:
            return simplify_in_time(read_domain, read_problem, written, used, seconds)
        except Unjudged as reason:
            said = f"simplification leaves plans alone that mrkl itself cannot judge: {reason}"
            raise BadRequest(said, hint="such a plan can be validated") from reason
    return redundancy.simplify(read_domain, read_problem, written.steps, seconds)


def _require_steps_alone(used: frozenset[str], what: str) -> None:
    beyond = sorted(used & {"object-fluents", "time"})
    if beyond:
        raise BadRequest(
            f"{what} covers what only steps change; this uses {', '.join(beyond)}",
            hint="such a problem can be solved, and its plans validated",
        )


def _after(domain: str, problem: str, steps: str) -> tuple[Domain, Problem]:
    read_domain, read_problem, written = _read(domain, problem, steps)
    simulating.require_sequential(read_domain, read_problem, "reasoning about states")
    return read_domain, successors.progressed(read_domain, read_problem, written.steps)


def _read(domain: str, problem: str, plan: str) -> tuple[Domain, Problem, WrittenPlan]:
    parsed_domain, parsed_problem = parse_domain(domain), parse_problem(problem)
    require_valid(parsed_domain, parsed_problem)
    return parsed_domain, parsed_problem, read_plan(plan)
