"""Lists whose heading says a part of each item: "In room 1:", and below it what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from mrkl_core.planning.language.clause import Clause, Kind
from mrkl_core.planning.language.tokens import Sentence, sentences

Read = Callable[[Sentence], list[Clause]]


def clauses_of(words: str, read: Read) -> Iterator[tuple[Sentence, list[Clause]]]:
    """Every sentence with its clauses; a heading is read with each item where it must be."""
    found = sentences(words)
    at = 0
    while at < len(found):
        sentence = found[at]
        clauses = read(sentence)
        at += 1
        items = list(takewhile(lambda s: s.bullet, found[at:]))
        if items and sentence.tokens[-1].text == ":" and _unread(clauses):
            headed = [(s, read(s)) for s in _headed(sentence, items)]
            if len(headed) == len(items) and not any(_unread(clauses) for _, clauses in headed):
                yield from headed
                at += len(items)
                continue
        yield sentence, clauses


def _headed(heading: Sentence, items: Sequence[Sentence]) -> Iterator[Sentence]:
    for item in items:
        yield from sentences(f"{heading.words} {item.words}")


def _unread(clauses: Sequence[Clause]) -> bool:
    return any(clause.kind is Kind.UNREAD for clause in clauses)
