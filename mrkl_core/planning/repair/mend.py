"""A model's reply to some words, as a problem that can be trusted, or the reason why not.

A right problem is never changed; a wrong one is mended only where what is meant is certain, and
every change is an assumption with its reason. The grammar's own reading of the same words is the
strongest witness: where it is complete, the problem must say the same, fact for fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import (
    BY_MODEL,
    Faithfulness,
    Formalization,
    FormalizeStatus,
    ReadFact,
)
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.language.english import listing
from mrkl_core.planning.language.tables import without_tables
from mrkl_core.planning.language.tokens import sentences
from mrkl_core.planning.pddl.check import check_problem
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.print import print_problem
from mrkl_core.planning.pddl.tree import And, Atom
from mrkl_core.planning.repair.compare import compare
from mrkl_core.planning.repair.draft import Draft, Fact, Work, goal_facts, goals, told
from mrkl_core.planning.repair.faithful import weigh
from mrkl_core.planning.repair.groups import Settler
from mrkl_core.planning.repair.knowledge import Knowledge
from mrkl_core.planning.repair.names import Names
from mrkl_core.planning.repair.relations import complete, count, imply
from mrkl_core.planning.repair.reply import read_replies
from mrkl_core.planning.repair.rewrite import arity
from mrkl_core.planning.repair.witness import Witness, hear

NO_LANGUAGE = "the domain has no language to read the words with, so only names were compared"


@dataclass(frozen=True)
class Repaired:
    """What became of a reply; `again` is what to tell the model if it may try again."""

    formalization: Formalization
    again: tuple[str, ...] = ()


def mend(
    replies: Sequence[str], words: str, known: Knowledge, *, cut_off: bool = False
) -> Repaired:
    """The problem that a model's replies mean, held against the words.

    Each later reply corrects those before; `cut_off` tells that a limit ended the last one.
    """
    grammar, phrases = _grammar(words, known)
    draft = read_replies(replies, known.domain, cut_off=cut_off)
    if draft is None:
        return _without(grammar, known)
    if grammar is not None and grammar.status is FormalizeStatus.FORMALIZED:
        return _witnessed(draft, grammar, phrases, words, known)
    return _weighed(draft, grammar, phrases, words, known)


def _grammar(words: str, known: Knowledge) -> tuple[Formalization | None, dict[str, str]]:
    if known.language is None:
        return None, {}
    return formalize(words, known.language)


def _without(grammar: Formalization | None, known: Knowledge) -> Repaired:
    """The grammar's reading, where there is no draft to compare it with."""
    found = grammar or _nothing(known)
    diagnostic = Diagnostic("NO_PROBLEM", Severity.WARNING, "the reply states no problem")
    done = found.status is FormalizeStatus.FORMALIZED
    told = replace(found, diagnostics=(*found.diagnostics, diagnostic))
    return Repaired(told, () if done else (diagnostic.message,))


def _nothing(known: Knowledge) -> Formalization:
    return Formalization(FormalizeStatus.NOT_UNDERSTOOD, known.domain.name, "", by=BY_MODEL)


# -- with a complete reading of the words ----------------------------------------------------


def _witnessed(
    draft: Draft,
    grammar: Formalization,
    phrases: Mapping[str, str],
    words: str,
    known: Knowledge,
) -> Repaired:
    """The draft, or the draft repaired, if it says what the words say; else what they say."""
    assert known.language is not None
    truth = parse_problem(grammar.problem)
    work = Work(known.domain, draft)
    Names(work, known.problems).mend()
    count(work, known.problems)
    witness = hear(work, words, grammar, phrases, known.language)
    compared = compare(work, truth, witness.names)
    if compared.lost:
        complete(work, known.rules)
        imply(work, known.language)
        Settler(work, known.groups, witness.now).settle()
        compared = compare(work, truth, witness.names)
    if not compared.lost and not work.doubts:
        heard = replace(witness, names=compared.names)
        return Repaired(_result(work, grammar, heard, phrases, work.changes))
    lost = compared.lost or work.doubts[0]
    changes = [f"the reply is not what the words say, and they are kept: {lost}"]
    found = replace(
        grammar,
        faithfulness=Faithfulness.ASSUMED,
        assumptions=(*grammar.assumptions, *changes),
        diagnostics=(*grammar.diagnostics, *_diagnostics(work, changes)),
        by=BY_MODEL,
    )
    return Repaired(found)


def _renamed(facts: Sequence[ReadFact], names: Mapping[str, str]) -> tuple[ReadFact, ...]:
    return tuple(replace(f, fact=with_names(f.fact, names)) for f in facts)


def with_names(fact: str, names: Mapping[str, str]) -> str:
    """A fact in other names."""
    return re.sub(r"[^\s()]+", lambda m: names.get(m.group(), m.group()), fact)


# -- with a part of the words, or none -------------------------------------------------------


def _weighed(
    draft: Draft,
    grammar: Formalization | None,
    phrases: Mapping[str, str],
    words: str,
    known: Knowledge,
) -> Repaired:
    work = Work(known.domain, draft)
    Names(work, known.problems).mend()
    count(work, known.problems)
    arity(work)
    stated = set(work.facts)
    regular = complete(work, known.rules)
    if draft.elided and known.rules.loose:  # what the rules restore need not be all of it
        work.unsaid.append(f"the reply leaves something out: “{draft.elided[0]}”")
    witness = Witness()
    if grammar is not None and known.language is not None:
        witness = _in_place(hear(work, words, grammar, phrases, known.language), work)
        _take(work, witness)
        imply(work, known.language)
    completed = bool(work.changes)
    Settler(work, known.groups, witness.now).settle()
    usual = _usual(work, known, witness)
    implied = {f for f in work.facts if f not in stated or f[0] in regular} | usual.keys()
    said = grammar.unmatched if grammar is not None else _sentences(words)
    weighed = weigh(work, witness, said, words, implied, known.rules.static)
    unmatched = (*weighed.unmatched, *weighed.unsupported, *work.unsaid)
    if witness.unknown:
        unmatched = (
            *unmatched,
            f"the reply does not have what the words say: {told(witness.unknown)}",
        )
    elif witness.missing:
        unmatched = (*unmatched, f"the reply does not have {listing(list(witness.missing))}")
    whole = grammar is not None and completed and not unmatched
    _check(work, draft, whole=whole)
    base = replace(grammar, assumptions=()) if grammar is not None else _nothing(known)
    if base.question and not base.unmatched:
        unmatched = (*unmatched, base.question)
    defaults = [
        f"{told([f for f in usual if usual[f] == why])}: {why}"
        for why in dict.fromkeys(usual.values())
    ]
    changes = [*work.changes, *defaults, *weighed.heard]
    # No model can put right that nothing reads the words.
    unread = unmatched if grammar is not None else (*unmatched, NO_LANGUAGE)
    found = _result(work, base, witness, phrases, changes, unread)
    if found.faithfulness is Faithfulness.PROVED:  # only a complete reading proves
        found = replace(found, faithfulness=Faithfulness.ASSUMED)
    return Repaired(found, (*work.doubts, *unmatched))


def _in_place(witness: Witness, work: Work) -> Witness:
    """The witness, with what the draft has only in its goal heard as a part of the goal.

    The words that say so may be among those that were not read.
    """
    asked = goal_facts(work.goal)
    late = {f: said for f, said in witness.now.items() if f in asked and f not in work.facts}
    now = {f: said for f, said in witness.now.items() if f not in late}
    return replace(witness, now=now, goal={**witness.goal, **late})


def _usual(work: Work, known: Knowledge, witness: Witness) -> dict[Fact, str]:
    """Facts that hold unless something else is said, each with its reason."""
    return {
        fact: group.because
        for group in known.groups
        if group.exact
        for template in group.usual()
        for fact in work.with_predicate(template[0])
        if fact not in witness.now
    }


def _take(work: Work, witness: Witness) -> None:
    """Adds what the words state and the draft does not."""
    for fact, said in witness.now.items():
        work.add([fact], f"the words say “{said}”")
    have = goal_facts(work.goal)
    lost = [fact for fact in witness.goal if fact not in have]
    if lost:
        parts = [*goals(work.goal), *(Atom(f[0], f[1:]) for f in lost)]
        work.goal = And(tuple(parts))
        said = witness.goal[lost[0]]
        work.changes.append(f"{told(lost)} is a part of the goal: the words say “{said}”")


def _check(work: Work, draft: Draft, *, whole: bool) -> None:
    """Doubts what cannot be, and what the reply left open if the words were not all matched."""
    errors = [
        d.message
        for d in check_problem(work.domain, work.problem())
        if d.severity is Severity.ERROR
    ]
    work.doubts += [message for message in errors if message not in work.doubts]
    if not list(goals(work.goal)):
        work.doubts.append("what should be true at the end?")
    elif draft.cut and not whole:
        work.doubts.append("the reply ends before the problem does")
    elif draft.elided and not whole and not work.changes:
        work.doubts.append(f"the reply leaves something out: “{draft.elided[0]}”")


def _sentences(words: str) -> tuple[str, ...]:
    told = sentences(without_tables(words))
    return tuple(" ".join(token.text for token in sentence.tokens) for sentence in told)


# -- the result ------------------------------------------------------------------------------


def _result(
    work: Work,
    base: Formalization,
    witness: Witness,
    phrases: Mapping[str, str],
    changes: Sequence[str],
    unmatched: tuple[str, ...] = (),
) -> Formalization:
    assumptions = (*base.assumptions, *changes)
    faithfulness = Faithfulness.PROVED
    if unmatched or work.doubts:
        faithfulness = Faithfulness.UNSURE
    elif assumptions:
        faithfulness = Faithfulness.ASSUMED
    status = FormalizeStatus.NEEDS_INPUT if work.doubts else FormalizeStatus.FORMALIZED
    return Formalization(
        status=status,
        domain=work.domain.name,
        problem="" if work.doubts else print_problem(work.problem()),
        facts=_renamed(base.facts, witness.names),
        assumptions=assumptions,
        unmatched=unmatched,
        question=work.doubts[0] if work.doubts else "",
        diagnostics=_diagnostics(work, work.changes),
        by=BY_MODEL,
        faithfulness=faithfulness,
        names={name: phrases.get(symbol, symbol) for symbol, name in witness.names.items()},
    )


def _diagnostics(work: Work, changes: Sequence[str]) -> tuple[Diagnostic, ...]:
    draft = work.draft
    found = [Diagnostic("ELIDED", Severity.WARNING, f"left out: “{e}”") for e in draft.elided]
    if draft.cut:
        found.append(Diagnostic("CUT_OFF", Severity.WARNING, "the reply ends too early"))
    found += [Diagnostic("REPAIRED", Severity.NOTE, change) for change in changes]
    found += [Diagnostic("DOUBT", Severity.WARNING, doubt) for doubt in work.doubts]
    return tuple(found[:50])
