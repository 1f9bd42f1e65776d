"""Hunts for words misread in silence: mutates requests and looks at what is made of them.

Takes the shipped examples, or problems told by the authors of wordings.py, and damages them: a
strange word put in, "not" put in after a verb, a relation turned round, a name or a count
exchanged, a word left out or said twice. What is left must be another problem, a question or not
understood; a strange word may only give another problem where an assumption says so. Prints every
silent misreading with its text, and the counts.

    python bench/faithfulness.py [DOMAIN …] [--mutations N] [--seed N] [--authors]
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from wordings import DOMAINS

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.tree import And
from mrkl_core.resources import data_path

STRANGE = "zork Zork zork7 z zorks never only except or unless almost".split()
#: Words that turn what is said into something else.
TURNED = {
    "above": "below", "under": "on", "left": "right", "right": "left", "first": "second",
    "second": "first", "open": "closed", "closed": "open", "tight": "loose", "to": "from",
    "white": "black", "black": "white", "up": "down", "on": "under", "with": "without",
    "should": "should not", "must": "must not", "inflated": "uninflated", "all": "two",
    "each": "one", "both": "three", "in": "near", "at": "near", "one": "three", "two": "five",
}  # fmt: skip
_VERB = re.compile(r"\b(is|are|should|must|has to be|should be|must be)\b")
_NAME = re.compile(r"\b[A-Za-z]+[-_]?\d+(?:[-_]\d+)*\b|\b[A-Z]\b")
_COUNT = re.compile(r"\b(\d+|two|three|four|five)\b(?= [a-z])")


def strange(words: str, chance: Random) -> str | None:
    """A word that means nothing here, put in anywhere."""
    parts = words.split(" ")
    parts.insert(chance.randrange(len(parts) + 1), chance.choice(STRANGE))
    return " ".join(parts)


def denied(words: str, chance: Random) -> str | None:
    """ "not" after a verb."""
    found = list(_VERB.finditer(words))
    if not found:
        return None
    match = chance.choice(found)
    return f"{words[: match.end()]} not{words[match.end() :]}"


def turned(words: str, chance: Random) -> str | None:
    """A word turned into another that says something else."""
    parts = re.split(r"(\W+)", words)
    places = [at for at, part in enumerate(parts) if part in TURNED]
    if not places:
        return None
    at = chance.choice(places)
    parts[at] = TURNED[parts[at]]
    return "".join(parts)


def renamed(words: str, chance: Random) -> str | None:
    """A name exchanged for another of the same text."""
    found = list(_NAME.finditer(words))
    match = chance.choice(found) if found else None
    stem = re.sub(r"\d", "", match.group()) if match else ""
    others = sorted({m.group() for m in found if re.sub(r"\d", "", m.group()) == stem})
    others = [o for o in others if match and o != match.group()]
    if match is None or not others:
        return None
    return words[: match.start()] + chance.choice(others) + words[match.end() :]


def counted(words: str, chance: Random) -> str | None:
    """A count made another."""
    found = list(_COUNT.finditer(words))
    if not found:
        return None
    match = chance.choice(found)
    number = str(chance.randint(6, 12))
    return words[: match.start()] + number + words[match.end() :]


def shortened(words: str, chance: Random) -> str | None:
    """One word left out."""
    parts = words.split(" ")
    del parts[chance.randrange(len(parts))]
    return " ".join(parts)


def doubled(words: str, chance: Random) -> str | None:
    """One word said twice."""
    parts = words.split(" ")
    at = chance.randrange(len(parts))
    if parts[at] == "not":
        return None  # what is not not so is so
    return " ".join((*parts[:at], parts[at], *parts[at:]))


def crossed(words: str, chance: Random) -> str | None:
    """Two words in each other's place."""
    parts = words.split(" ")
    at = chance.randrange(1, len(parts))
    parts[at - 1], parts[at] = parts[at], parts[at - 1]
    return " ".join(parts)


MUTATIONS: dict[str, Callable[[str, Random], str | None]] = {
    f.__name__: f for f in (strange, denied, turned, renamed, counted, shortened, doubled, crossed)
}


@dataclass(frozen=True)
class Text:
    """Words that are read as they are meant, and the reading."""

    name: str
    words: str
    read: Formalization


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("domains", nargs="*")
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--authors", action="store_true", help="damage what the authors tell")
    args = parser.parse_args()
    shipped = Domains()
    told = authored(args.domains or DOMAINS, args.seed) if args.authors else examples(args.domains)
    read = [
        Text(name, words, formalize(words, shipped.get(name.split("/")[0]).language)[0])
        for name, words in told
    ]
    texts = [text for text in read if text.read.status is FormalizeStatus.FORMALIZED]
    chance = Random(args.seed)
    counts: Counter[str] = Counter()
    silent: set[str] = set()
    for _ in range(args.mutations):
        text = chance.choice(texts)
        kind = chance.choice(list(MUTATIONS))
        words = MUTATIONS[kind](text.words, chance)
        if words is None or words == text.words:
            continue
        after, _ = formalize(words, shipped.get(text.read.domain).language)
        wrong = misread(kind, text.read, after)
        counts[f"{kind}: {wrong or 'told'}"] += 1
        if wrong and words not in silent:
            silent.add(words)
            print(f"--- {text.name} {kind}: {wrong}\n{shown(text.words, words)}")
            print(f"{differences(text.read, after)}\n", flush=True)
    for name, number in sorted(counts.items()):
        print(f"{number:6} {name}")
    return 1 if silent else 0


def examples(domains: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The shipped examples, each with its name."""
    for path in sorted(data_path("pddl_domains").glob("*/p*.txt"), key=str):
        if not domains or path.parent.name in domains:
            yield f"{path.parent.name}/{path.name}", path.read_text(encoding="utf-8")


def authored(domains: Sequence[str], seed: int) -> Iterator[tuple[str, str]]:
    """Small problems of the seven domains, each as every author tells it."""
    for name in domains:
        teller = importlib.import_module(f"authors.{name}")
        more = importlib.import_module(f"authors.more.{name}")
        for author, tell in (*teller.AUTHORS.items(), *more.AUTHORS.items()):
            for size in (1, 2, 3):
                chance = Random(f"{seed}-{name}-{author}-{size}")
                yield f"{name}/{author}-{size}", tell(teller.task(size, chance), chance)


def misread(kind: str, before: Formalization, after: Formalization) -> str:
    """How a mutation was misread in silence; empty if it was told, asked or read as said."""
    if after.status is not FormalizeStatus.FORMALIZED:
        return ""
    same = content(before) == content(after)
    assumed = set(after.assumptions) - set(before.assumptions)
    if kind in ("strange", "doubled", "crossed"):
        if assumed or (same and kind != "strange"):
            return ""
        domain = Domains().get(before.domain).language.domain
        trees = parse_problem(before.problem), parse_problem(after.problem)
        if not same and equivalent(domain, *trees).same:
            return ""  # it became a name
        return "the word was lost" if same else "another problem"
    if kind == "shortened":
        return ""
    return "nothing changed" if same and not assumed else ""


def content(found: Formalization) -> tuple[frozenset[object], ...]:
    """The objects, facts and goals of a problem."""
    tree = parse_problem(found.problem)
    goals = tree.goal.parts if isinstance(tree.goal, And) else (tree.goal,)
    return frozenset(tree.objects), frozenset(tree.init), frozenset(goals)


def differences(before: Formalization, after: Formalization) -> str:
    """Some of what only one of two problems has."""
    told = [set().union(*content(found)) for found in (before, after)]
    odd = (("lost", told[0] - told[1]), ("new", told[1] - told[0]))
    return "\n".join(f"    {what} {fact}" for what, facts in odd for fact in list(facts)[:4])


def shown(before: str, after: str) -> str:
    """The mutated line."""
    lines = set(before.splitlines())
    return "\n".join(line for line in after.splitlines() if line not in lines)


if __name__ == "__main__":
    sys.exit(main())
