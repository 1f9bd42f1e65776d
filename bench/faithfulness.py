"""Hunts for words misread in silence: mutates requests and looks at what is made of them.

Takes the shipped examples and the strangers' texts of tests/planning/wordings, or problems told by
the authors of wordings.py, and damages them in the ways of damage.py: a strange word put in, a
word denied, hedged or turned round, a name or a count exchanged, a sentence doubted or told of
something else. What is left must be another problem, a question or not understood; a strange word
may only give another problem where an assumption says so. Nothing may be related to itself. Prints
every silent misreading with its text, and the counts.

    python bench/faithfulness.py [DOMAIN …] [--mutations N] [--seed N] [--authors] [--kind KIND]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from authors import tellers
from damage import CHANGED, CUT, PUT_IN, contradicted, strange
from wordings import DOMAINS

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.language import moods
from mrkl_core.planning.language.clause import Clause
from mrkl_core.planning.language.clauses import ClauseReader
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.tokens import DRAWN, Sentence
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.tree import And
from mrkl_core.resources import data_path

WRITTEN = Path(__file__).parent.parent / "tests/planning/wordings"
_MOST_REMEMBERED = 20_000  # sentences; those of the texts as they are come first


@dataclass(frozen=True)
class Text:
    """Words that are read as they are meant, the language, and the reading."""

    name: str
    words: str
    language: Language
    read: Formalization

    @cached_property
    def content(self) -> tuple[frozenset[object], ...]:
        """The objects, facts and goals of its problem."""
        return content(self.read)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("domains", nargs="*")
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--authors", action="store_true", help="damage what the authors tell")
    parser.add_argument("--kind", action="append", help="damage in this way only")
    args = parser.parse_args()
    remember_sentences()
    texts = list(readable(args.domains, args.seed, authors=args.authors))
    ways = [w for w in (*PUT_IN, *CHANGED, *CUT) if not args.kind or w.__name__ in args.kind]
    chance = Random(args.seed)
    counts: Counter[str] = Counter()
    silent: set[str] = set()
    for _ in range(args.mutations):
        text, way = chance.choice(texts), chance.choice(ways)
        words = way(text.words, chance)
        if words is None or words == text.words:
            continue
        try:
            after, _ = formalize(words, text.language)
        except Exception as error:  # told with its words, as a misreading is
            after, wrong = text.read, f"{type(error).__name__}: {error}"
        else:
            wrong = misread(way, text, after)
        counts[f"{way.__name__}: {wrong or 'told'}"] += 1
        if wrong and words not in silent:
            silent.add(words)
            print(f"--- {text.name} {way.__name__}: {wrong}\n{shown(text.words, words)}")
            print(f"{differences(text.content, content(after))}\n", flush=True)
    for name, number in sorted(counts.items()):
        print(f"{number:6} {name}")
    return 1 if silent else 0


def readable(domains: Sequence[str], seed: int, *, authors: bool) -> Iterator[Text]:
    """The texts that are formalized as they are."""
    shipped = {domain.name: domain for domain in Domains().all()}
    told = authored(domains or DOMAINS, seed) if authors else examples(domains)
    for name, words in told:
        language = shipped[name.split("/")[0]].language
        read, _ = formalize(words, language)
        if read.status is FormalizeStatus.FORMALIZED:
            yield Text(name, words, language, read)


def remember_sentences() -> None:
    """Lets a sentence be read once: damage leaves most of a text as it was."""
    known: dict[object, list[Clause]] = {}

    class Remembering(ClauseReader):
        """Reads each sentence once, whatever text it stands in."""

        def __init__(self, sentence: Sentence, automaton: Any, *rest: Any) -> None:
            tokens = tuple((t.raw, t.line) for t in sentence.tokens)
            self.key = (id(automaton), tokens, sentence.words, sentence.bullet)
            if self.key not in known:
                super().__init__(sentence, automaton, *rest)

        def read(self) -> list[Clause]:
            if self.key in known:
                return known[self.key]
            clauses = super().read()
            if DRAWN not in self.sentence.words and len(known) < _MOST_REMEMBERED:
                known[self.key] = clauses  # maps are told apart by their place in the text
            return clauses

    moods.ClauseReader = Remembering  # type: ignore[misc]


def examples(domains: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The shipped examples and the strangers' texts, each with its name."""
    for path in sorted((*data_path("pddl_domains").glob("*/p*.txt"), *WRITTEN.glob("*.txt"))):
        domain, _, name = path.name.partition(".")
        if path.parent != WRITTEN:
            domain, name = path.parent.name, path.name
        if not domains or domain in domains:
            yield f"{domain}/{name}", path.read_text(encoding="utf-8").split("\n--- means\n")[0]


def authored(domains: Sequence[str], seed: int) -> Iterator[tuple[str, str]]:
    """Small problems of the seven domains, each as every author tells it."""
    for name in domains:
        teller, authors = tellers(name)
        for author, tell in authors.items():
            for size in (1, 2, 3):
                chance = Random(f"{seed}-{name}-{author}-{size}")
                yield f"{name}/{author}-{size}", tell(teller.task(size, chance), chance)


def misread(way: object, text: Text, after: Formalization) -> str:
    """How a mutation was misread in silence; empty if it was told, asked or read as said."""
    if after.status is not FormalizeStatus.FORMALIZED:
        return ""
    found = content(after)
    told = (fact.fact.strip("()").split() for fact in after.facts)
    if any(len(set(f)) < len(f) and f[0] not in text.language.reflexive for f in told):
        return "related to itself"
    if way in CUT or set(after.assumptions) - set(text.read.assumptions):
        return ""
    same = found == text.content
    if way is contradicted:
        return "something was overwritten" if named_facts(text.read) - named_facts(after) else ""
    if way in CHANGED:
        return "nothing changed" if same else ""
    if same:
        return "the word was lost" if way is strange else ""
    trees = parse_problem(text.read.problem), parse_problem(after.problem)
    if equivalent(text.language.domain, *trees).same:
        return ""  # it became a name
    return "another problem"


def named_facts(found: Formalization) -> set[tuple[str, bool]]:
    """The facts told of a thing by its name, not of "everything else"."""
    return {
        (fact.fact, fact.goal)
        for fact in found.facts
        if any(found.names.get(term, term) in fact.words for term in fact.fact[1:-1].split()[1:])
    }


def content(found: Formalization) -> tuple[frozenset[object], ...]:
    """The objects, facts and goals of a problem."""
    tree = parse_problem(found.problem)
    goals = tree.goal.parts if isinstance(tree.goal, And) else (tree.goal,)
    return frozenset(tree.objects), frozenset(tree.init), frozenset(goals)


def differences(before: Sequence[frozenset[object]], after: Sequence[frozenset[object]]) -> str:
    """Some of what only one of two problems has."""
    parts = list(zip(before, after, strict=True))
    odd = (
        ("lost", [fact for first, second in parts for fact in first - second]),
        ("new", [fact for first, second in parts for fact in second - first]),
    )
    return "\n".join(f"    {what} {fact}" for what, facts in odd for fact in facts[:4])


def shown(before: str, after: str) -> str:
    """The mutated line."""
    lines = set(before.splitlines())
    return "\n".join(line for line in after.splitlines() if line not in lines)


if __name__ == "__main__":
    sys.exit(main())
