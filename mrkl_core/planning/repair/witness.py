"""What the domain's grammar read in the same words, in the names of a model's problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mrkl_core.contracts.planning import Formalization
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.repair.draft import Fact, Work
from mrkl_core.planning.repair.names import key


@dataclass(frozen=True)
class Witness:
    """Facts that the words state for certain, in the draft's names.

    `unknown` are facts about things that the draft does not have.
    """

    now: Mapping[Fact, str] = field(default_factory=dict)
    goal: Mapping[Fact, str] = field(default_factory=dict)
    unknown: tuple[Fact, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def things(self) -> frozenset[str]:
        """The draft's things that the grammar knows too."""
        return frozenset(self.names.values())


def hear(
    work: Work, read: Formalization, phrases: Mapping[str, str], language: Language
) -> Witness:
    """What the grammar read, for a draft; `phrases` are the words for each of its symbols."""
    facts = [(_split(f.fact), f.words, f.goal) for f in read.facts if "(not " not in f.fact]
    used = dict.fromkeys(term for fact, _, _ in facts for term in fact[1:])
    symbols = list(dict.fromkeys((*phrases, *used)))
    names = match(symbols, phrases, [*work.objects, *work.constants], language)
    tables: tuple[dict[Fact, str], dict[Fact, str]] = {}, {}
    unknown = []
    for fact, words, goal in facts:
        if all(term in names for term in fact[1:]):
            tables[goal].setdefault((fact[0], *(names[t] for t in fact[1:])), words)
        else:
            unknown.append(fact)
    return Witness(*tables, tuple(unknown), names)


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
