"""How a model would say a domain's names: asked for, and used as far as the check proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mrkl_core.contracts.drafting import LanguageDraft
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import Message
from mrkl_core.contracts.pddl import Severity
from mrkl_core.errors import MrklError
from mrkl_core.planning.domains import GivenDomain
from mrkl_core.planning.draft import Wording, draft
from mrkl_core.planning.pddl.parse import parse_domain
from mrkl_core.planning.pddl.tree import Domain
from mrkl_core.planning.prove import prove
from mrkl_core.planning.repair.compact import object_in

SYSTEM = """You say how people speak of a planning domain. For each type give the nouns that people
call such a thing; for each predicate one to four short sentences in the present tense, each with
all of the predicate's parameters as slots, the plainest first; for each action one sentence that
tells it, with a full stop. A slot is a parameter's name in braces, without its question mark.
Answer with one JSON object and nothing else:
{"title": TEXT, "description": TEXT, "types": {TYPE: [NOUN, ...]},
 "predicates": {PREDICATE: [SENTENCE, ...]}, "actions": {ACTION: SENTENCE}}
For instance {"predicates": {"on": ["{x} is on {y}", "{x} sits on top of {y}"]},
 "actions": {"stack": "Stack {x} on {y}."}}"""

#: What a reply may have.
_PARTS = ("title", "description", "types", "predicates", "actions")
_TEXTS: JsonObject = {"type": "array", "items": {"type": "string"}}
_SLOT = re.compile(r"\{([^{}]*)\}")
#: More sentences of one predicate, and longer ones, are not taken.
_MOST_SENTENCES = 4
_LONGEST = 120


def ask_wording(domain: str) -> tuple[tuple[Message, ...], JsonObject]:
    """What to ask of a model, and the shape of its reply. Raises PddlInvalid."""
    tree = parse_domain(domain)
    shape = {
        "title": {"type": "string"},
        "description": {"type": "string"},
        "types": _object([t.name for t in tree.types], _TEXTS),
        "predicates": _object([p.name for p in tree.predicates], _TEXTS),
        "actions": _object([a.name for a in tree.actions], {"type": "string"}),
    }
    schema = {"type": "object", "properties": shape, "additionalProperties": False}
    return (Message("system", SYSTEM), Message("user", domain.strip())), schema


def _object(names: Sequence[str], of: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "properties": dict.fromkeys(names, of),
        "additionalProperties": False,
    }


def judge_wording(domain: str, reply: str) -> LanguageDraft:
    """The draft with as much of a model's wording as the check proves. Raises PddlInvalid."""
    tree = parse_domain(domain)
    offered = list(_entries(tree, object_in(reply, _PARTS) or {}))
    whole = _with(Wording(), offered)
    if offered and _passes(domain, tree, whole):
        return LanguageDraft(draft(tree, whole), by_model=True)
    kept, refused = Wording(), []
    for entry in offered:
        more = _with(kept, [entry])
        if _passes(domain, tree, more):
            kept = more
        else:
            refused.append(entry[1])
    used = kept != Wording()
    return LanguageDraft(draft(tree, kept if used else None), used, tuple(refused))


#: A part of a domain.yaml, a name in it, and how that is said.
_Entry = tuple[str, str, Any]


def _entries(tree: Domain, reply: Mapping[str, Any]) -> Iterator[_Entry]:
    """What a reply offers for names of the domain, in a form that can be tried."""
    for part in ("title", "description"):
        if texts := _texts([reply.get(part)]):
            yield part, part, texts[0]
    known: dict[str, dict[str, list[str] | None]] = {
        "types": {t.name: None for t in tree.types},
        "predicates": {p.name: _slots(p.parameters) for p in tree.predicates},
        "actions": {a.name: _slots(a.parameters) for a in tree.actions},
    }
    for part, names in known.items():
        given = reply.get(part)
        for name, said in given.items() if isinstance(given, dict) else ():
            texts = _texts(said if isinstance(said, list) else [said])
            slots = names.get(name)
            if slots is not None:  # a sentence names each thing once
                all_of = part == "predicates"
                texts = [t for t in texts if _fits(_SLOT.findall(t), slots, all_of=all_of)]
            if name in names and texts:
                yield part, name, texts[0] if part == "actions" else texts


def _texts(given: Sequence[Any]) -> list[str]:
    found = [" ".join(text.split()) for text in given if isinstance(text, str)]
    return [text for text in found if 0 < len(text) <= _LONGEST][:_MOST_SENTENCES]


def _slots(parameters: Sequence[Any]) -> list[str]:
    return [str(parameter.name).removeprefix("?") for parameter in parameters]


def _fits(found: Sequence[str], slots: Sequence[str], *, all_of: bool) -> bool:
    return sorted(found) == sorted(slots) if all_of else set(found) <= set(slots)


def _with(wording: Wording, entries: Sequence[_Entry]) -> Wording:
    for part, name, said in entries:
        value: Any = said if part == name else {**getattr(wording, part), name: said}
        wording = replace(wording, **{part: value})
    return wording


def _passes(domain: str, tree: Domain, wording: Wording) -> bool:
    """Whether the draft is read as it is said, with this wording: in each sentence it has."""
    for first in range(max(map(len, wording.predicates.values()), default=1)):
        turned = {p: _turned(said, first) for p, said in wording.predicates.items()}
        try:
            found = prove(GivenDomain(domain, draft(tree, replace(wording, predicates=turned))))
        except MrklError:  # a pattern that is none
            return False
        if any(d.severity is Severity.ERROR for d in found):
            return False
    return True


def _turned(said: Sequence[str], first: int) -> list[str]:
    """The sentences with another one first: that is the one which the check says and reads."""
    at = first % len(said)
    return [*said[at:], *said[:at]]
