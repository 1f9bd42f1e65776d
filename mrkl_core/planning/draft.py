"""Drafts a domain's language from its PDDL: names become words, to be mended by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field

from mrkl_core.planning.language.english import upper_first
from mrkl_core.planning.pddl.features import changed_by
from mrkl_core.planning.pddl.invariant import Invariant
from mrkl_core.planning.pddl.invariants import invariants
from mrkl_core.planning.pddl.tree import Action, Domain, DurativeAction, Predicate
from mrkl_core.records import dataclass

_HEAD = """\
# How people speak of this domain: read by mrkl to turn words into a problem, and to say
# facts and actions in words. The first pattern of each list is the one used for saying.
# {by}
# From top to bottom:
#   1. mend what reads badly, and add how else it is said: "{{x}} (is|sits|rests) [right] on {{y}}";
#   2. take away the marks (#) of what fits below, and give an example of a request;
#   3. run `mrkl pddl domains check FOLDER` after each change: it tells what is read otherwise;
#   4. plan with it: `mrkl plan --domain FOLDER "WORDS"`.
# How sentences are written, and what more can be said: docs/languages.md.
"""
_BY_NAMES = "A draft made from the names in domain.pddl."
_BY_MODEL = "A draft by a model, as far as it passed the check, and from the names in domain.pddl."
_EXAMPLES = """
# The first is shown to people who ask what they can say. The check reads each of them.
# examples:
#   - "…, … and …. I want …."
"""
_TYPES = """
# What things are called: `nouns`, and `kinds` for what is of the type by its name: [kitchen, hall].
types:
"""
_PREDICATES = """
# What is said of things, at the start and in the goal.
predicates:
"""
_SENTENCES = """
# What people ask for by what is done: a list of things to say, and the facts to reach.
# sentences:
"""
_SENTENCE = """\
#   - say: {said}
#     goal: [{fact}]
"""
_IMPLIES = """
# What follows from what is said: here, where it holds both ways.
# implies:
"""
_BOTH_WAYS = """\
#   - if: [{fact}]
#     then: {turned}
"""
_ACTIONS = """
# How each step of a plan is told.
actions:
"""
_STATES = """
# What holds of each thing exactly once: so domain.pddl has it, as its actions keep it. Take
# the marks away, and a fact that is left out is asked for; with `otherwise` it is assumed and told.
# states:
"""
_STATE = """\
#   - each: {{{each}}}
#     one_of: [{members}]
"""
_OTHERWISE = """\
#     otherwise: {fact}
#     because: nothing else is said of it
"""
_PREPOSITIONS = frozenset({"at", "in", "on", "near", "under", "above", "behind", "inside", "by"})
_ADJECTIVES = ("ed", "ent", "ing")
_NEXT = frozenset({"next", "succ", "successor", "above", "follows", "smaller", "greater", "pred"})
_MOST_STATES = 12


@dataclass(frozen=True)
class Wording:
    """How some of a domain's names are said; what is not here is said by its name."""

    title: str = ""
    description: str = ""
    types: Mapping[str, Sequence[str]] = field(default_factory=dict)
    predicates: Mapping[str, Sequence[str]] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)


def draft(domain: Domain, wording: Wording | None = None) -> str:
    """A domain.yaml for the domain, with a sentence for each predicate and action.

    Comments say what each name means in PDDL, and what to do next.
    """
    given = wording or Wording()
    title = given.title or upper_first(_words(domain.name))
    told = given.description or f"{title}: what it is about, in one sentence."
    parts = [
        _HEAD.format(by=_BY_MODEL if wording else _BY_NAMES),
        f"title: {_quoted(title)}\ndescription: {_quoted(told)}\n",
        _EXAMPLES,
        _TYPES,
        *_types(domain, given),
        _PREDICATES if domain.predicates else "",
        *_predicates(domain, given),
        *_sentences(domain),
        *_implied(domain),
        _ACTIONS if domain.actions else "",
        *_actions(domain, given),
        *_states(domain),
    ]
    return "".join(parts)


def _types(domain: Domain, given: Wording) -> Iterator[str]:
    names = [t.name for t in domain.types if t.name != "object"]
    parents = {kind for t in domain.types if t.name != "object" for kind in t.types}
    for name in names or ["object"]:
        nouns = given.types.get(name) or [_words(name) if names else "thing"]
        abstract = ", abstract: true" if name in parents else ""
        yield f"  {name}: {{nouns: [{', '.join(map(_quoted, nouns))}]{abstract}}}\n"
        for predicate in _relations(domain):
            if _words(predicate.name).split()[0] in _NEXT and predicate.parameters[0].types == (
                name,
            ):
                following = _quoted(f"({predicate.name} {{self}} {{next}})")
                yield f"  # if they count from 0: numbers: {{symbol: n, next: {following}}}\n"


def _predicates(domain: Domain, given: Wording) -> Iterator[str]:
    nouns = frozenset(word for t in domain.types for word in _words(t.name).split())
    names = {predicate.name for predicate in domain.predicates}
    related = {predicate.name for predicate in _relations(domain)}
    for predicate in domain.predicates:
        yield f"  {predicate.name}: # {_told(predicate)}\n"
        plain = _sentence(predicate, nouns, names, relates=predicate.name in related)
        for pattern in given.predicates.get(predicate.name) or [plain]:
            yield f"    - {_quoted(pattern)}\n"


def _relations(domain: Domain) -> Iterator[Predicate]:
    """What no action changes between two things of one type: roads, neighbours, what is next."""
    changed = {name for action in domain.actions for name in changed_by(action.effect)}
    for predicate in domain.predicates:
        kinds = [v.types for v in predicate.parameters]
        if predicate.name not in changed and len(kinds) == 2 and kinds[0] == kinds[1]:
            yield predicate


def _sentences(domain: Domain) -> Iterator[str]:
    """A suggestion, as comments: what is brought where."""
    static = {p.name for p in _relations(domain)}
    for predicate in domain.predicates:
        if len(predicate.parameters) == 2 and predicate.name not in static:
            x, y = (v.name.removeprefix("?") for v in predicate.parameters)
            kind = predicate.parameters[0].types[0]
            said = f"(bring|take|move) {{{x}:{kind}}} to {{{y}}}"
            fact = f"({predicate.name} {{{x}}} {{{y}}})"
            yield _SENTENCES + _SENTENCE.format(said=_quoted(said), fact=_quoted(fact))
            return


def _implied(domain: Domain) -> Iterator[str]:
    """Suggestions, as comments: what may hold both ways."""
    told = [p for p in _relations(domain) if _words(p.name).split()[0] not in _NEXT]
    if told:
        yield _IMPLIES
    for predicate in told:
        x, y = (f"{{{v.name.removeprefix('?')}}}" for v in predicate.parameters)
        facts = (_quoted(f"({predicate.name} {a} {b})") for a, b in ((x, y), (y, x)))
        yield _BOTH_WAYS.format(**dict(zip(("fact", "turned"), facts, strict=True)))


def _actions(domain: Domain, given: Wording) -> Iterator[str]:
    for action in domain.actions:
        yield f"  {action.name}: {_quoted(given.actions.get(action.name) or _action(action))}\n"


def _states(domain: Domain) -> Iterator[str]:
    """Suggestions, as comments: what the domain's own actions keep."""
    found = [i for i in invariants(domain) if i.exact and all(len(t) == 1 for t in i.types)]
    # Of those with the same members, the last is about the narrowest type.
    told = {frozenset(part.predicate for part in i.parts): i for i in found}
    if told:
        yield _STATES
    for invariant in list(told.values())[:_MOST_STATES]:
        yield from _state(invariant)


def _state(invariant: Invariant) -> Iterator[str]:
    names = [f"x{at}" if at else "x" for at in range(len(invariant.types))]
    slots = [f"{{{name}}}" for name in names]
    kinds = zip(names, (kind for (kind,) in invariant.types), strict=True)
    members = [f"({' '.join((p.predicate, *p.terms(slots, '*')))})" for p in invariant.parts]
    yield _STATE.format(
        each=", ".join(f"{name}: {kind}" for name, kind in kinds),
        members=", ".join(map(_quoted, members)),
    )
    usual = [member for member in members if "*" not in member]
    if len(members) > 1 and usual:
        yield _OTHERWISE.format(fact=_quoted(usual[0]))


def _quoted(text: str) -> str:
    """A string of YAML."""
    return json.dumps(text, ensure_ascii=False)


def _words(name: str) -> str:
    return " ".join(re.split(r"[-_ ]+", name.strip("-_"))).lower()


def _told(predicate: Predicate) -> str:
    """The predicate with its types, as its domain declares it."""
    terms = (f"{v.name} - {' or '.join(v.types)}" for v in predicate.parameters)
    return f"({' '.join((predicate.name, *terms))})"


def _sentence(
    predicate: Predicate, nouns: frozenset[str], names: Collection[str], *, relates: bool
) -> str:
    """ "on" of two is "{x} is on {y}"; "handempty" of none is "it is handempty"."""
    slots = [f"{{{v.name.removeprefix('?')}}}" for v in predicate.parameters]
    words = _words(predicate.name).removeprefix("is ")
    first, last = words.split()[0], words.split()[-1]
    if len(slots) == 2 and first in _PREPOSITIONS and first not in names:
        return f"{slots[0]} is {first} {slots[1]}"  # "at-person", "in-city"
    if len(slots) == 2 and _words(predicate.parameters[1].types[0]).endswith(last):
        return f"the {words} of {slots[0]} is {slots[1]}"  # "fuel-level" of a level
    if first == "not" or last in nouns:
        words = words.replace(" ", "-")  # else it would deny, or say of what type a thing is
    if not slots:
        return f"it is the case that {words}"
    if len(slots) == 1:
        return f"{slots[0]} is {words}"
    if relates and not last.endswith(_ADJECTIVES) and last not in _NEXT:
        return f"there is the {words} from {slots[0]} to {slots[1]}"  # "link", "road"
    joined = words if last in _PREPOSITIONS else f"{words} with"
    return f"{slots[0]} is {joined} " + " and ".join(slots[1:])


def _action(action: Action | DurativeAction) -> str:
    slots = [f"{{{v.name.removeprefix('?')}}}" for v in action.parameters]
    told = f"{upper_first(_words(action.name))}"
    return f"{told}: {', '.join(slots)}." if slots else f"{told}."
