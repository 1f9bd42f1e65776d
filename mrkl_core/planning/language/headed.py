"""Lists whose heading says a part of each item: "In room 1:", and below it what is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind
from mrkl_core.planning.language.tokens import BOTH_WAYS, Sentence, sentences

_IN_BRACKETS = re.compile(
    r"(?P<leads>(?:(?:in|on|at|inside) )?)(?P<what>[^()]+?) ?\((?P<told>[^()]+)\) ?:", re.IGNORECASE
)
_TOLD_ITEM = re.compile(r"([\w-]+) \(([^():]+)\)")
_TOLD_ITEMS = re.compile(rf"{_TOLD_ITEM.pattern}(?:(?:[,;]|,? and) {_TOLD_ITEM.pattern})*")
_GROUP = re.compile(r"\[([^\[\]]+)\]")
_GROUPS = re.compile(rf"(?P<heading>[^\[\]]+:)(?P<groups>(?:[ ,;]*{_GROUP.pattern})+)[ .]*")

_FOLLOWING = re.compile(
    r"(?:the following|these) (?P<pairs>pairs of )?(?:[\w -]*? (?=(?:is|are|can|have|has) )|"
    r"[\w-]+ )(?P<said>[^\W\d_]+ [^:]+): (?P<items>.+)",
    re.IGNORECASE,
)
#: "Adjacent areas: A and B", "neighboring cells are the following pairs: …".
_RELATED = re.compile(
    r"(?P<said>[^\W\d_]+) (?:[^\W\d_]+ ?){1,2}?"
    r"(?:, (?:(?:in|within|along) the )?same (?:row|column)(?: of the \w+)?|"
    r", (?:inside|outside|within) [\w ]+| (?:is|are) (?:these|the following)(?: pairs)?)?: "
    r"(?P<items>.+)"
)
_DESCRIBED = re.compile(
    r"(?P<said>[^\W\d_]+) (?:[^\W\d_]+ )?[^\W\d_]+s: "
    rf"(?P<items>[\w-]+ (?:{'|'.join(english.AT)}) [^:]+)"
)
_PAIR = re.compile(r"\S+(?: and | to | ?[-\u2013] ?)\S+")
_BRACKETED_PAIR = re.compile(r"\(([^\s(),]+), ([^\s(),]+)\)")
_ITEM_ENDS = re.compile(r"[,;] (?:and )?")
#: "A --- B --- C": each is joined to the next.
_LINK = rf" (?:-{{2,}}|\u2013|\u2014|{BOTH_WAYS}|<-+>) "
_LINKED = re.compile(rf"[\w-]+(?:{_LINK}[\w-]+)+")

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
            each_item = len(headed) == len(told) + len(items)
            headed = [one for each in headed for one in _understood(each, read)]
            if each_item and not any(_unread(clauses) for _, clauses in headed):
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
        _related(sentence),
        _described(sentence),
        _linked(sentence),
    ):
        retold = [(s, read(s)) for s in told]
        if retold and not any(_unread(clauses) for _, clauses in retold):
            return retold
    return []


def _understood(
    one: tuple[Sentence, list[Clause]], read: Read
) -> list[tuple[Sentence, list[Clause]]]:
    """A sentence as it was read, or as it is when it is told in other words."""
    return (_unread(one[1]) and _retold(one[0], read)) or [one]


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
    each, pairs = _items(found["items"])
    if found["pairs"] and not pairs:
        return []
    if pairs and (found["pairs"] or len(each) > 1):
        items = each
    return sentences("\n\n".join(f"{item} {found['said']}." for item in items))


def _related(sentence: Sentence) -> list[Sentence]:
    """ "Adjacent areas: A and B; C and D": the two of each pair are adjacent."""
    found = _RELATED.fullmatch(sentence.words)
    if found is None:
        return []
    items, pairs = _items(found["items"])
    said = found["said"].lower()
    return sentences("\n\n".join(f"{item} are {said}." for item in items)) if pairs else []


def _described(sentence: Sentence) -> list[Sentence]:
    """ "Available hoists: h1 at A, h2 at B": each is where it is, and available."""
    found = _DESCRIBED.fullmatch(sentence.words.rstrip("."))
    if found is None:
        return []
    said = found["said"].lower()
    items = _ITEM_ENDS.split(found["items"])
    names = [] if said in english.PLACED else [item.split()[0] for item in items]
    return sentences("\n\n".join((*items, *(f"{name} is {said}." for name in names))))


def _linked(sentence: Sentence) -> list[Sentence]:
    """ "A --- B --- C": A and B, and B and C."""
    if not _LINKED.fullmatch(sentence.words):
        return []
    links = pairwise(re.split(_LINK, sentence.words))
    return sentences("\n\n".join(f"{a} {BOTH_WAYS} {b}." for a, b in links))


def _items(words: str) -> tuple[list[str], bool]:
    """The items of a list, and whether each is a pair."""
    items = _ITEM_ENDS.split(_BRACKETED_PAIR.sub(r"\1 and \2", words))
    return items, all(_PAIR.fullmatch(item) for item in items)


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
