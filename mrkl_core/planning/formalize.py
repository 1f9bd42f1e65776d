"""Words to a PDDL problem, by a domain's own language and without a model.

What is not understood is reported, never dropped; what is left open is completed by the
domain's stated defaults, each listed with its reason, or asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import (
    GRAMMAR,
    Faithfulness,
    Formalization,
    FormalizeStatus,
    ReadFact,
)
from mrkl_core.errors import ArgumentsInvalid, Violation
from mrkl_core.planning.language.completion import Completion
from mrkl_core.planning.language.drawings import without_maps
from mrkl_core.planning.language.facts import Fact
from mrkl_core.planning.language.markup import without_markup
from mrkl_core.planning.language.model import NOT, Language
from mrkl_core.planning.language.moods import statements
from mrkl_core.planning.language.readings import Readings
from mrkl_core.planning.language.symbols import give_symbols
from mrkl_core.planning.language.tables import without_tables
from mrkl_core.planning.language.thing import Thing
from mrkl_core.planning.language.things import Things
from mrkl_core.planning.pddl.print import print_problem
from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Fluent,
    Metric,
    Not,
    Number,
    Problem,
    Typed,
    Value,
)

#: Longer texts are refused: a request, not a book.
LONGEST_WORDS = 20_000
_MOST_NAMED = 12
_COST = Fluent("total-cost")


def formalize(words: str, language: Language) -> tuple[Formalization, dict[str, str]]:
    """The problem these words state, and the person's own name for each of its symbols.

    Raises ArgumentsInvalid if the words are too long to be a request.
    """
    if len(words) > LONGEST_WORDS:
        raise ArgumentsInvalid(
            f"the words are {len(words)} characters long; at most {LONGEST_WORDS} are read",
            hint="shorten them, or write the problem in PDDL",
            violations=[Violation("words", f"at most {LONGEST_WORDS} characters")],
        )
    things = Things(language)
    readings = Readings(language, things)
    prose, drawings = without_maps(without_tables(without_markup(words)), language)
    readings.take(statements(prose, language), drawings)
    completion = Completion(readings)
    completion.run()
    give_symbols(things)
    questions = [*readings.questions, *completion.questions]
    facts = tuple(
        ReadFact(_text(fact), said, goal)
        for table, goal in ((readings.now, False), (readings.goal, True))
        for fact, said in table.items()
    )
    if readings.unread:
        status = FormalizeStatus.NOT_UNDERSTOOD
    elif questions:
        status = FormalizeStatus.NEEDS_INPUT
    else:
        status = FormalizeStatus.FORMALIZED
    problem = "" if questions else print_problem(_problem(readings, completion))
    names = {thing.symbol: thing.phrase for thing in things.all}
    result = Formalization(
        status=status,
        domain=language.name,
        problem=problem,
        facts=facts,
        assumptions=tuple(completion.assumptions),
        unmatched=tuple(readings.unread),
        question=questions[0] if questions and not readings.unread else "",
        diagnostics=_diagnostics(readings, questions),
        by=GRAMMAR,
        faithfulness=_faithfulness(status, completion.assumptions),
        names=names,
    )
    return result, names


def _problem(readings: Readings, completion: Completion) -> Problem:
    things = readings.things
    order = [t.name for t in readings.language.domain.types]
    constants = {constant.name for constant in readings.language.domain.constants}
    typed = [(t.symbol, things.possible(t)[0]) for t in things.all if t.symbol not in constants]
    typed.sort(key=lambda pair: order.index(pair[1]) if pair[1] in order else len(order))
    init = {**readings.now, **completion.follows, **completion.assumed}
    goal = {**readings.goal, **completion.wanted}
    counted = any(f.name == _COST.name for f in readings.language.domain.functions)
    costs = (Value(_COST, Number(Fraction(0))),) if counted else ()
    return Problem(
        name=f"{readings.language.name}-in-words",
        domain=readings.language.name,
        objects=tuple(Typed(symbol, (kind,)) for symbol, kind in typed),
        init=(*costs, *(_atom(fact) for fact in init)),
        goal=And(tuple(_literal(fact) for fact in goal)),
        metric=Metric("minimize", _COST) if costs else None,
    )


def _faithfulness(status: FormalizeStatus, assumptions: Sequence[str]) -> Faithfulness:
    if status is not FormalizeStatus.FORMALIZED:
        return Faithfulness.UNSURE
    return Faithfulness.ASSUMED if assumptions else Faithfulness.PROVED


def _atom(fact: Fact) -> Atom:
    return Atom(str(fact[0]), tuple(t.symbol for t in fact[1:] if isinstance(t, Thing)))


def _literal(fact: Fact) -> Atom | Not:
    name = str(fact[0])
    return Not(_atom((name.removeprefix(NOT), *fact[1:]))) if name.startswith(NOT) else _atom(fact)


def _text(fact: Fact) -> str:
    literal = _literal(fact)
    atom = literal.part if isinstance(literal, Not) else literal
    assert isinstance(atom, Atom)
    text = f"({' '.join((atom.name, *atom.terms))})"
    return f"(not {text})" if isinstance(literal, Not) else text


def _diagnostics(readings: Readings, questions: list[str]) -> tuple[Diagnostic, ...]:
    reasons = dict(readings.reasons)
    found = [
        Diagnostic(
            "NOT_UNDERSTOOD",
            Severity.ERROR,
            f"“{words}” was not understood" + (f": {reasons[words]}" if words in reasons else ""),
            hint=_hint(readings.language),
        )
        for words in readings.unread
    ]
    found += [Diagnostic("QUESTION", Severity.WARNING, question) for question in questions]
    return tuple(found[:_MOST_NAMED])


def _hint(language: Language) -> str:
    return f"the domain can read, for instance: {language.examples[0]}" if language.examples else ""
