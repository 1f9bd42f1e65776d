"""What really happened, in words, put into the state that a plan should have reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.contracts.planning import (
    Faithfulness,
    Formalization,
    FormalizeStatus,
    ReadFact,
    Step,
)
from mrkl_core.errors import BadRequest, NotReady
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.print import print_formula, print_problem
from mrkl_core.planning.repair.after import progressed
from mrkl_core.planning.repair.draft import Draft, Work, goals, written
from mrkl_core.planning.repair.groups import Settler
from mrkl_core.planning.repair.knowledge import Knowledge
from mrkl_core.planning.repair.mend import with_names
from mrkl_core.planning.repair.witness import hear


def observed(problem: str, done: Sequence[Step], words: str, known: Knowledge) -> Formalization:
    """The problem from here on, after some steps of its plan and what was then observed.

    What the words say holds; what cannot hold beside it does not; everything else is taken to
    be as the steps left it. Raises NotReady if no words can be read for the domain.
    """
    if known.language is None:
        raise NotReady(
            "observations cannot be read for a domain without a language",
            hint="write its domain.yaml",
        )
    before = parse_problem(problem)
    try:
        work = Work(known.domain, Draft(progressed(known.domain, before, done)))
    except BadRequest as error:
        return _asking(known, error.message)
    read, phrases = formalize(words, known.language)
    if read.unmatched:
        return replace(read, status=FormalizeStatus.NOT_UNDERSTOOD, problem="", question="")
    witness = hear(work, words, read, phrases, known.language)
    if witness.unknown:
        return _asking(known, f"What is meant by {written(witness.unknown[0])}? No such thing.")
    if not witness.now or witness.goal:
        return _asking(known, "What is true now? Say only what was observed.")
    for fact, said in witness.now.items():
        work.add([fact], f"observed: “{said}”")
    Settler(work, known.groups, witness.now).settle()
    if work.doubts:
        return _asking(known, work.doubts[0])
    steps = f"the first {len(done)} steps left it" if done else "the plan supposed at its start"
    wanted = tuple(
        ReadFact(print_formula(g), "the goal as before", True) for g in goals(before.goal)
    )
    return Formalization(
        status=FormalizeStatus.FORMALIZED,
        domain=known.domain.name,
        problem=print_problem(work.problem()),
        facts=(*(replace(f, fact=with_names(f.fact, witness.names)) for f in read.facts), *wanted),
        assumptions=(*work.changes, f"Everything that was not observed is as {steps}."),
        by="observed",
        faithfulness=Faithfulness.ASSUMED,
        names={name: phrases.get(symbol, symbol) for symbol, name in witness.names.items()},
    )


def _asking(known: Knowledge, question: str) -> Formalization:
    return Formalization(
        FormalizeStatus.NEEDS_INPUT, known.domain.name, "", question=question, by="observed"
    )
