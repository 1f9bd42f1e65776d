"""Lists whose heading says a part of each item: "In room 1:", and below it what is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from mrkl_core.planning.language.clause import Clause, Kind
from mrkl_core.planning.language.tokens import Sentence, sentences

_IN_BRACKETS = re.compile(
    r"(?P<leads>(?:(?:in|on|at|inside) )?)(?P<what>[^()]+?) ?\((?P<told>[^()]+)\) ?:", re.IGNORECASE
)
_TOLD_ITEM = re.compile(r"([\w-]+) \(([^():]+)\)")
_TOLD_ITEMS = re.compile(rf"{_TOLD_ITEM.pattern}(?:(?:[,;]|,? and) {_TOLD_ITEM.pattern})*")
_GROUP = re.compile(r"\[([^\[\]]+)\]")
_GROUPS = re.compile(rf"(?P<heading>[^\[\]]+:)(?P<groups>(?:[ ,;]*{_GROUP.pattern})+)[ .]*")

_FOLLOWING = re.compile(
    r"(?:the following|these) (?P<pairs>pairs of )?[\w -]*?"
    r"(?P<said>(?:is|are|can|have|has) [^:]+): (?P<items>.+)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\S+(?: and | to | ?[-\u2013] ?)\S+")
_ITEM_ENDS = re.compile(r"[,;] (?:and )?")

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
            heading, told = _told(sentence.words)
            headed = [(s, read(s)) for s in (*told, *_headed(heading, items))]
            if len(headed) == len(told) + len(items) and not any(
                _unread(clauses) for _, clauses in headed
            ):
                yield from headed
                at += len(items)
                continue
        if _unread(clauses) and (retold := _retold(sentence, read)):
            yield from retold
            continue
        yield sentence, clauses


def _retold(sentence: Sentence, read: Read) -> list[tuple[Sentence, list[Clause]]]:
    """The sentences that say what a line does, read; none if one of them is not understood."""
    for told in (
        _each_told(sentence),
        _each_wished(sentence),
        _grouped(sentence),
        _the_following(sentence),
    ):
        retold = [(s, read(s)) for s in told]
        if retold and not any(_unread(clauses) for _, clauses in retold):
            return retold
    return []


def _grouped(sentence: Sentence) -> list[Sentence]:
    """ "Stacks, from bottom to top: [A B] [C]": the heading said of each group."""
    found = list(_GROUPS.finditer(sentence.words))
    if "".join(match.group() for match in found) != sentence.words:
        return []
    told = (
        f"{match['heading']} {', '.join(group.replace(',', ' ').split())}."
        for match in found
        for group in _GROUP.findall(match["groups"])
    )
    return sentences("\n\n".join(told))


def _each_told(sentence: Sentence) -> list[Sentence]:
    """ "Nuts: n1 (tight), n2 (loose)": the nuts n1 and n2, and what is said of each of them."""
    head, mark, items = re.split(r"(: | is | are )", f"{sentence.words}: ", maxsplit=1)[:3]
    items = items.removesuffix(": ")
    if not _TOLD_ITEMS.fullmatch(items):
        return []
    told = _TOLD_ITEM.findall(items)
    names = ", ".join(name for name, _ in told)
    said = (f"{name} is {what}." for name, what in told)
    return sentences("\n\n".join((f"{head}{mark}{names}", *said)))


def _each_wished(sentence: Sentence) -> list[Sentence]:
    """ "To achieve: a (at x), b (at y)": an opening before what is said of each."""
    head, _, items = sentence.words.partition(": ")
    if not _TOLD_ITEMS.fullmatch(items):
        return []
    return sentences(f"{head}: " + "; ".join(" is ".join(t) for t in _TOLD_ITEM.findall(items)))


def _the_following(sentence: Sentence) -> list[Sentence]:
    """ "The following pairs of rooms are connected: A and B, C and D": of each pair, of all."""
    found = _FOLLOWING.fullmatch(sentence.words)
    if found is None:
        return []
    items = [found["items"]]
    each = _ITEM_ENDS.split(found["items"])
    pairs = all(_PAIR.fullmatch(item) for item in each)
    if found["pairs"] and not pairs:
        return []
    if pairs and (found["pairs"] or len(each) > 1):
        items = each
    return sentences("\n\n".join(f"{item} {found['said']}." for item in items))


def _told(heading: str) -> tuple[str, list[Sentence]]:
    """ "In the box (open):" is the heading "In the box:", and the box is open."""
    found = _IN_BRACKETS.fullmatch(heading)
    if found is None:
        return heading, []
    return f"{found['leads']}{found['what']}:", sentences(f"{found['what']} is {found['told']}")


def _headed(heading: str, items: Sequence[Sentence]) -> Iterator[Sentence]:
    for item in items:
        yield from sentences(f"{heading} {item.words}")


def _unread(clauses: Sequence[Clause]) -> bool:
    return any(clause.kind is Kind.UNREAD for clause in clauses)
