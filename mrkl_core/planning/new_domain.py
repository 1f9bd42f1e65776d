"""A domain drafted by a model from words: what to ask of it, and what its reply is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mrkl_core.contracts.drafting import DomainDraft, Probe
from mrkl_core.contracts.model import Message
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.planning.lint.report import mend
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL, features
from mrkl_core.planning.pddl.parse import parse_domain
from mrkl_core.planning.pddl.print import print_domain
from mrkl_core.planning.pddl.tree import Problem
from mrkl_core.planning.probes import probe
from mrkl_core.records import dataclass

#: More faults than these are not told at once.
MOST_FAULTS = 10

SYSTEM = """You write planning domains in PDDL. The user says what is to be planned; you write the
domain, not the problem: types, predicates and actions that such requests need, and no more.
Use :strips, :typing and :negative-preconditions only; no numbers, no time. Names are lower case
with dashes. Declare every predicate and type. An action states all that it needs and all that it
changes: what becomes true, and what is true no longer. Answer with the PDDL and nothing else."""

EXAMPLE_WORDS = "The lamp in the hall is off and the robot is in the kitchen. Switch the lamp on."
EXAMPLE = """(define (domain lamps)
  (:requirements :strips :typing :negative-preconditions)
  (:types room lamp)
  (:predicates (robot-in ?r - room) (lamp-in ?l - lamp ?r - room) (lit ?l - lamp))
  (:action go
    :parameters (?from - room ?to - room)
    :precondition (robot-in ?from)
    :effect (and (robot-in ?to) (not (robot-in ?from))))
  (:action switch-on
    :parameters (?l - lamp ?r - room)
    :precondition (and (robot-in ?r) (lamp-in ?l ?r) (not (lit ?l)))
    :effect (lit ?l)))"""

AGAIN = """That domain cannot be used as it is:
{faults}
Answer with the whole domain, put right, and nothing else."""

_DOMAIN = re.compile(r"\(\s*define\s*\(\s*domain\b", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    """A draft, and what to tell the model if it may try again."""

    draft: DomainDraft
    again: tuple[str, ...] = ()


def ask_domain(words: str, reply: str = "", faults: Sequence[str] = ()) -> tuple[Message, ...]:
    """What to ask of a model for a domain; with a reply, to put right what is wrong with it."""
    messages = (
        Message("system", SYSTEM),
        Message("user", EXAMPLE_WORDS),
        Message("assistant", EXAMPLE),
        Message("user", words.strip()),
    )
    if not faults:
        return messages
    told = "\n".join(f"- {fault}" for fault in faults[:MOST_FAULTS])
    return (*messages, Message("assistant", reply), Message("user", AGAIN.format(faults=told)))


def judge_domain(reply: str) -> Judged:
    """What a reply is worth: read, mended where that is safe, linted and probed."""
    starts = [match.start() for match in _DOMAIN.finditer(reply)]
    if not starts:
        return _unreadable("the reply has no PDDL domain", ())
    mended = mend(_text(reply[starts[-1] :]))
    errors = [d for d in mended.left if d.severity is Severity.ERROR]
    if errors:
        return _unreadable(errors[0].message, mended.left)
    domain = parse_domain(mended.domain)
    beyond = sorted(features(domain, Problem("none", domain.name)) & BEYOND_SEQUENTIAL)
    if not domain.actions or beyond:
        what = f"it uses {', '.join(beyond)}" if beyond else "it has no action"
        return _unreadable(what, mended.left)
    probes = probe(domain)
    lost = [p for p in probes if p.solvable is not p.expected]
    draft = DomainDraft(
        FormalizeStatus.NEEDS_INPUT,
        print_domain(domain),
        question=f"Is {domain.name!r} the domain that is meant? A model wrote it.",
        summary=_summary(probes, lost),
        probes=probes,
        diagnostics=(*mended.mended, *mended.left),
    )
    return Judged(draft, tuple(f"it should be so that {p.what}" for p in lost))


def _text(reply: str) -> str:
    """The domain's text: up to its last bracket, or to the end of its fence."""
    depth = 0
    for match in re.finditer(r";[^\n]*|[()]|```", reply):
        if match.group() == "```":
            return reply[: match.start()]
        depth += (match.group() == "(") - (match.group() == ")")
        if depth == 0 and match.group() == ")":
            return reply[: match.end()]
    return reply


def _summary(probes: Sequence[Probe], lost: Sequence[Probe]) -> str:
    if not lost:
        return f"All {len(probes)} small problems made from it came out as they should."
    told = "; ".join(p.what for p in lost)
    return (
        f"{len(lost)} of {len(probes)} small problems came out otherwise than they should: {told}."
    )


def _unreadable(why: str, found: tuple[Diagnostic, ...]) -> Judged:
    draft = DomainDraft(
        FormalizeStatus.NOT_UNDERSTOOD,
        "",
        question="",
        summary=f"The model wrote no domain that can be used: {why}.",
        diagnostics=found,
    )
    return Judged(draft, tuple(d.message for d in found if d.severity is Severity.ERROR) or (why,))
