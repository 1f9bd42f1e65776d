"""Drafts a domain's language from its PDDL: names become words, to be mended by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from mrkl_core.planning.language.english import upper_first
from mrkl_core.planning.pddl.tree import Action, Domain, DurativeAction, Predicate

_HEAD = """\
# How people speak of this domain: read by mrkl to turn words into a problem, and to say
# facts and actions in words. The first pattern of each list is the one used for saying.
# A draft made from the names in domain.pddl: mend the sentences, add how else they are said,
# say in `states` what holds unless something else is said, and run `mrkl pddl domains check`.
"""
_PREPOSITIONS = frozenset({"at", "in", "on", "near", "under", "above", "behind", "inside", "by"})


def draft(domain: Domain) -> str:
    """A domain.yaml for the domain, one sentence for each predicate and action."""
    nouns = frozenset(word for t in domain.types for word in _words(t.name).split())
    title = upper_first(_words(domain.name))
    data = {
        "title": title,
        "description": f"{title}: what it is about, in one sentence.",
        "types": dict(_types(domain)),
        "predicates": {p.name: [_sentence(p, nouns)] for p in domain.predicates},
        "actions": {a.name: _action(a) for a in domain.actions},
    }
    return _HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def _types(domain: Domain) -> Iterator[tuple[str, dict[str, object]]]:
    names = [t.name for t in domain.types if t.name != "object"]
    parents = {kind for t in domain.types if t.name != "object" for kind in t.types}
    if not names:
        yield "object", {"nouns": ["thing"]}
    for name in names:
        words: dict[str, object] = {"nouns": [_words(name)]}
        if name in parents:
            words["abstract"] = True
        yield name, words


def _words(name: str) -> str:
    return " ".join(re.split(r"[-_ ]+", name.strip("-_"))).lower()


def _sentence(predicate: Predicate, nouns: frozenset[str]) -> str:
    """ "on" of two is "{x} is on {y}"; "handempty" of none is "it is handempty"."""
    slots = [f"{{{v.name.removeprefix('?')}}}" for v in predicate.parameters]
    words = _words(predicate.name).removeprefix("is ")
    if words.split()[0] == "not" or words.split()[-1] in nouns:
        words = words.replace(" ", "-")  # else it would deny, or say of what type a thing is
    if not slots:
        return f"it is the case that {words}"
    if len(slots) == 1:
        return f"{slots[0]} is {words}"
    last = words.split()[-1]
    joined = words if last in _PREPOSITIONS else f"{words} with"
    return f"{slots[0]} is {joined} " + " and ".join(slots[1:])


def _action(action: Action | DurativeAction) -> str:
    slots = [f"{{{v.name.removeprefix('?')}}}" for v in action.parameters]
    told = f"{upper_first(_words(action.name))}"
    return f"{told}: {', '.join(slots)}." if slots else f"{told}."
