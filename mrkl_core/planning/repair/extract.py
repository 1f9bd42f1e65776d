"""PDDL out of a reply: between fences and prose, cut off, or with brackets missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.formula import FormulaReader
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.read import Group, Item, Word
from mrkl_core.planning.pddl.source import Source
from mrkl_core.planning.pddl.tree import (
    And,
    Atom,
    Formula,
    Init,
    Metric,
    Not,
    Problem,
    Typed,
    Value,
)
from mrkl_core.planning.repair.draft import Draft
from mrkl_core.planning.repair.elision import elisions, is_elision

_DEFINE = re.compile(r"\(\s*define\b", re.IGNORECASE)
_PROBLEM = re.compile(r"\(\s*define\s*\(\s*problem\b", re.IGNORECASE)
_SECTION = re.compile(r"\(\s*:(domain|objects|init|goal|metric|requirements)\b", re.IGNORECASE)
_TOKEN = re.compile(r";[^\n]*|```[^\n]*|[()]|[^\s();]+")
_DOTTED = re.compile(r"\.{2,}|…")


def read_pddl(reply: str) -> Draft | None:
    """The problem in a reply; None if there is none.

    Of several the last one counts: a model that corrects itself does so at the end.
    """
    starts = [m.start() for m in _PROBLEM.finditer(reply)]
    if not starts and not _DEFINE.search(reply):
        starts = [m.start() for m in _SECTION.finditer(reply)][:1]
    if not starts:
        return None
    text = reply[starts[-1] :]
    end = _balanced(text)
    prose = [reply[: starts[-1]], text[end:]] if end else [reply[: starts[-1]]]
    said = [line.strip() for part in prose for line in part.splitlines() if _leaves_out(line)]
    if end:
        try:
            problem = parse_problem(text[:end])
        except PddlInvalid:
            pass
        else:
            return Draft(problem, (*elisions(text[:end]), *said))
    loose = _Loose(text)
    loose.read()
    return Draft(
        loose.problem(),
        (*elisions(_code(text)), *said),
        loose.cut,
        notes=tuple(loose.notes),
    )


def _leaves_out(line: str) -> bool:
    return is_elision(line) and re.search(r"omit|left out|brevity|abbreviat", line) is not None


def _code(text: str) -> str:
    """The text up to where its fence closes."""
    return text.split("```", 1)[0]


def _balanced(text: str) -> int:
    """Where the first bracket closes; 0 if it does not."""
    depth = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        depth += (token == "(") - (token == ")")
        if depth == 0:
            return match.end() if token == ")" else 0
    return 0


@dataclass
class _Loose:
    """Reads section by section, whatever the brackets between them."""

    text: str
    name: str = "task"
    domain: str = ""
    objects: list[Typed] = field(default_factory=list)
    init: list[Init] = field(default_factory=list)
    goal: list[Formula] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    metric: Metric | None = None
    cut: bool = False

    def read(self) -> None:
        self._formulas = FormulaReader(Source(self.text, "reply"))
        if named := re.match(r"\(\s*define\s*\(\s*problem\s+([^\s()]+)", self.text, re.IGNORECASE):
            self.name = named.group(1).lower()
        marks = [m for m in _SECTION.finditer(self.text) if not _in_comment(self.text, m.start())]
        ends = [m.start() for m in marks[1:]] + [len(self.text)]
        for mark, end in zip(marks, ends, strict=True):
            items = list(self._items(mark.end(), end, last=end == len(self.text)))
            match mark.group(1).lower():
                case "domain":
                    self.domain = next((i.text for i in items if isinstance(i, Word)), "")
                case "objects":
                    self.objects += _typed(items)
                case "init":
                    for item in items:
                        self._fact(item)
                case "metric":
                    self._metric(items)
                case "goal":
                    for item in items:
                        self._goal(item)
        if not self.goal:
            self.cut = True
        self.notes.append("the brackets do not match: the sections were read one by one")

    def problem(self) -> Problem:
        goal = self.goal[0] if len(self.goal) == 1 else And(tuple(self.goal))
        return Problem(
            name=self.name,
            domain=self.domain,
            objects=tuple(self.objects),
            init=tuple(self.init),
            goal=goal,
            metric=self.metric,
        )

    def _items(self, start: int, end: int, *, last: bool) -> Iterator[Item]:
        """The items of one section; what stands behind its end is not read."""
        open_groups: list[tuple[int, list[Item]]] = []
        closed = False
        for match in _TOKEN.finditer(self.text, start, end):
            token, at = match.group(), match.start()
            if token.startswith("```"):
                break
            if token[0] == ";":
                continue
            if token == "(":
                open_groups.append((at, []))
            elif token == ")":
                if not open_groups:
                    closed = True  # or a bracket too many: facts may go on behind it
                    continue
                began, items = open_groups.pop()
                group = Group(tuple(items), began, at)
                if open_groups:
                    open_groups[-1][1].append(group)
                else:
                    yield group
            elif open_groups:
                open_groups[-1][1].append(Word(token.lower(), at))
            elif closed:
                break  # prose
            else:
                yield Word(token.lower(), at)
        if open_groups and last:
            self.cut = True
        yield from self._unfinished(open_groups, end)

    def _unfinished(self, open_groups: list[tuple[int, list[Item]]], end: int) -> Iterator[Group]:
        """Groups that the text ends in: kept with the whole ones in them; a torn fact is not."""
        inner: Group | None = None
        for at, items in reversed(open_groups):
            kept = [*items, inner] if inner is not None else items
            whole = any(isinstance(item, Group) for item in kept)
            inner = Group(tuple(kept), at, end) if whole else None
        if inner is not None:
            yield inner

    def _fact(self, item: Item) -> None:
        if isinstance(item, Word) or not item.items:
            return
        head, *rest = item.items
        if not isinstance(head, Word):
            for part in item.items:
                self._fact(part)
        elif head.text == "and":
            for part in rest:
                self._fact(part)
        elif head.text == "=":
            self._value(item)
        elif head.text == "not" and len(rest) == 1 and isinstance(rest[0], Group):
            if (atom := _atom(rest[0])) is not None:
                self.init.append(Not(atom))
        elif (atom := _atom(item)) is not None:
            self.init.append(atom)

    def _value(self, item: Group) -> None:
        try:
            fluent, value = (self._formulas.expression(part) for part in item.items[1:])
        except (PddlInvalid, ValueError):
            return
        made = Value(fluent, value, item.at)  # type: ignore[arg-type]
        self.init.append(made)

    def _metric(self, items: Sequence[Item]) -> None:
        if len(items) > 1 and isinstance(items[0], Word):
            try:
                self.metric = Metric(items[0].text, self._formulas.expression(items[1]))
            except PddlInvalid:
                self.notes.append("the metric cannot be read")

    def _goal(self, item: Item) -> None:
        if not isinstance(item, Group):
            return
        try:
            self.goal.append(self._formulas.condition(item))
        except PddlInvalid as error:
            self.notes.append(f"a part of the goal cannot be read: {error.message}")
            self.cut = True


def _atom(item: Group) -> Atom | None:
    words = [part.text for part in item.items if isinstance(part, Word)]
    if len(words) != len(item.items) or not words or any(_DOTTED.search(w) for w in words):
        return None
    return Atom(words[0], tuple(words[1:]), item.at)


def _typed(items: Sequence[Item]) -> list[Typed]:
    """Objects with their types, however they are bracketed."""
    words: list[str] = []
    waiting: list[Item] = list(items)
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, Group):
            waiting[:0] = item.items
        elif not _DOTTED.search(item.text):
            words.append(item.text)
    found: list[Typed] = []
    names: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        if word == "-" and index + 1 < len(words):
            found += [Typed(name, (words[index + 1],)) for name in names]
            names, index = [], index + 1
        elif word != "-":
            names.append(word)
        index += 1
    return found + [Typed(name) for name in names]


def _in_comment(text: str, at: int) -> bool:
    return ";" in text[text.rfind("\n", 0, at) + 1 : at]
