"""What the domain's grammar read in the same words, in the names of a model's problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mrkl_core.contracts.planning import Formalization
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.repair.draft import Fact, Work, goal_facts
from mrkl_core.planning.repair.sentence import Sentence
from mrkl_core.planning.repair.words import key

#: Bounds of the search for things that have no names in the words.
MOST_TRIES = 20_000
MOST_PLACED = 200


@dataclass(frozen=True)
class Witness:
    """Facts that the words state for certain, in the draft's names.

    `unknown` are facts about things that the draft does not have; `missing` are such things
    that the words name.
    """

    now: Mapping[Fact, str] = field(default_factory=dict)
    goal: Mapping[Fact, str] = field(default_factory=dict)
    unknown: tuple[Fact, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def things(self) -> frozenset[str]:
        """The draft's things that the grammar knows too."""
        return frozenset(self.names.values())


def hear(
    work: Work, words: str, read: Formalization, phrases: Mapping[str, str], language: Language
) -> Witness:
    """What the grammar read in some words, for a draft; `phrases` are the words for each of its
    symbols. Things that the words only count are those that the draft says the same of.
    """
    facts = [(_split(f.fact), f.words, f.goal) for f in read.facts if "(not " not in f.fact]
    used = dict.fromkeys(term for fact, _, _ in facts for term in fact[1:])
    symbols = list(dict.fromkeys((*phrases, *used)))
    names = match(symbols, phrases, [*work.objects, *work.constants], language)
    text = Sentence(words)
    counted = {s for s in symbols if not text.names((s, phrases.get(s, s).removeprefix("the ")))}
    nameless = [
        (fact, goal)
        for fact, _, goal in facts
        if (lost := set(fact[1:]) - names.keys()) and lost <= counted
    ]
    if nameless:
        held = {False: tuple(work.facts), True: tuple(goal_facts(work.goal))}
        names = _placed(nameless, names, held) or names
    tables: tuple[dict[Fact, str], dict[Fact, str]] = {}, {}
    unknown = []
    for fact, said, goal in facts:
        if all(term in names for term in fact[1:]):
            tables[goal].setdefault((fact[0], *(names[t] for t in fact[1:])), said)
        else:
            unknown.append(fact)
    missing = [phrases[s] for s in phrases if s not in names and s not in counted]
    return Witness(*tables, tuple(unknown), names, tuple(missing))


def _placed(
    facts: Sequence[tuple[Fact, bool]],
    names: Mapping[str, str],
    held: Mapping[bool, Sequence[Fact]],
) -> dict[str, str] | None:
    """Names for things that the words only count, under which the draft says all these facts.

    None if there are none, or none was found within a bound.
    """
    tries = MOST_TRIES

    def place(at: int, known: dict[str, str]) -> dict[str, str] | None:
        nonlocal tries
        if at == len(facts):
            return known
        fact, goal = facts[at]
        taken = set(known.values())
        for other in held[goal]:
            if other[0] != fact[0] or len(other) != len(fact):
                continue
            tries -= 1
            if tries < 0:
                return None
            grown = dict(known)
            for term, name in zip(fact[1:], other[1:], strict=True):
                if grown.setdefault(term, name) != name or (term not in known and name in taken):
                    break
            else:
                if len(set(grown.values())) == len(grown) and (done := place(at + 1, grown)):
                    return done
        return None

    # The search goes one call deeper for each fact.
    return place(0, dict(names)) if len(facts) <= MOST_PLACED else None


def match(
    symbols: Sequence[str],
    phrases: Mapping[str, str],
    objects: Sequence[str],
    language: Language,
) -> dict[str, str]:
    """Which object each of the grammar's symbols is: by its name, with or without its noun."""
    nouns = {key(n) for words in language.types.values() for n in (*words.nouns, *words.kinds)}
    found: dict[str, str] = {}
    for forms in (_plain, _without_nouns):
        taken = set(found.values())
        free = [name for name in objects if name not in taken]
        by_form: dict[str, list[str]] = {}
        for name in free:
            for form in forms(name, nouns):
                by_form.setdefault(form, []).append(name)
        claims: dict[str, list[str]] = {}
        for symbol in symbols:
            if symbol in found:
                continue
            said = (symbol, phrases.get(symbol, symbol).removeprefix("the "))
            near = {n for s in said for form in forms(s, nouns) for n in by_form.get(form, ())}
            if len(near) == 1:
                claims.setdefault(near.pop(), []).append(symbol)
        found.update({who[0]: name for name, who in claims.items() if len(who) == 1})
    return found


def _plain(name: str, nouns: set[str]) -> set[str]:
    return {key(name)}


def _without_nouns(name: str, nouns: set[str]) -> set[str]:
    """The name without the noun of its type: b of block_b."""
    words = [w for w in re.split(r"[\W_]+|(?<=[a-z])(?=\d)", name.casefold()) if w]
    rest = [w for w in words if w not in nouns]
    return {"".join(rest)} if rest else {key(name)}


def _split(fact: str) -> Fact:
    return tuple(fact.strip("() ").split())
