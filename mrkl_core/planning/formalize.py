"""Words to a PDDL problem, by a domain's own language and without a model.

What is not understood is reported, never dropped; what is left open is completed by the
domain's stated defaults, each listed with its reason, or asked for.
"""

from __future__ import annotations

from mrkl_core.contracts.planning import (
    Diagnostic,
    Formalization,
    FormalizeStatus,
    ReadFact,
    Severity,
)
from mrkl_core.errors import ArgumentsInvalid, Violation
from mrkl_core.planning.language.completion import Completion
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.moods import statements
from mrkl_core.planning.language.readings import Fact, Readings
from mrkl_core.planning.language.things import Thing, Things
from mrkl_core.planning.pddl.print import print_problem
from mrkl_core.planning.pddl.tree import And, Atom, Problem, Typed

#: Longer texts are refused: a request, not a book.
LONGEST_WORDS = 20_000
_MOST_NAMED = 12


class GrammarFormalizer:
    """Formalizes with the patterns of one domain's language."""

    name = "grammar"

    def __init__(self, language: Language) -> None:
        self.language = language

    def formalize(self, words: str, domain: str = "") -> Formalization:
        """The problem these words state, what was assumed, and what was not understood."""
        return formalize(words, self.language)[0]


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
    readings.take(statements(words, language))
    completion = Completion(readings)
    completion.run()
    things.give_symbols()
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
    formalized = status is FormalizeStatus.FORMALIZED
    problem = print_problem(_problem(readings, completion)) if formalized else ""
    result = Formalization(
        status=status,
        domain=language.name,
        problem=problem,
        facts=facts,
        assumptions=tuple(completion.assumptions),
        unmatched=tuple(readings.unread),
        question=questions[0] if questions and not readings.unread else "",
        diagnostics=_diagnostics(readings, questions),
        by=GrammarFormalizer.name,
    )
    return result, {thing.symbol: thing.phrase for thing in things.all}


def _problem(readings: Readings, completion: Completion) -> Problem:
    things = readings.things
    order = [t.name for t in readings.language.domain.types]
    typed = [(t.symbol, things.possible(t)[0]) for t in things.all]
    typed.sort(key=lambda pair: order.index(pair[1]) if pair[1] in order else len(order))
    init = {**readings.now, **completion.assumed}
    return Problem(
        name=f"{readings.language.name}-in-words",
        domain=readings.language.name,
        objects=tuple(Typed(symbol, (kind,)) for symbol, kind in typed),
        init=tuple(_atom(fact) for fact in init),
        goal=And(tuple(_atom(fact) for fact in readings.goal)),
    )


def _atom(fact: Fact) -> Atom:
    return Atom(str(fact[0]), tuple(t.symbol for t in fact[1:] if isinstance(t, Thing)))


def _text(fact: Fact) -> str:
    atom = _atom(fact)
    return f"({' '.join((atom.name, *atom.terms))})"


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
