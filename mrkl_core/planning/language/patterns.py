"""Sentence patterns, and the automaton that matches all patterns of a language at once.

A pattern is words with `{slots}`, `(a|b)` choices, `[optional]` parts and `<phrases>` defined
elsewhere. `is` stands for every form of being somewhere or somehow; `the` for any
determiner or none; "\\(" for a bracket in the text, "\\the" for the word itself. All patterns
together become one deterministic automaton, so that matching visits each word of the text a bounded
number of times, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mrkl_core.planning.language.english import participle, stem

_LEX = re.compile(r"\{([\w-]+)(?::([\w-]+))?\}|<([\w-]+)>|([()\[\]|])|(\\[()]|[^\s(){}\[\]|<>]+)")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a thing; `type` is empty unless the pattern says it."""

    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Be:
    """A place for any form of "is"."""


@dataclass(frozen=True, slots=True)
class The:
    """A place for a determiner."""


Element = str | Slot | Be | The
Flat = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options; the first is the one used for saying."""

    options: tuple[Part, ...]


Part = Element | Sequence | Choice


def read(pattern: str, phrases: Mapping[str, str]) -> Part:
    """A pattern as a tree. Raises PatternError."""
    return _Reader(pattern, phrases).read()


def passive(part: Part) -> Part | None:
    """ "{x} is taken to {y}" of "take {x} to {y}"; None of what does not begin so."""
    if not isinstance(part, Sequence) or len(part.parts) < 2 or not isinstance(part.parts[1], Slot):
        return None
    verb, slot, *rest = part.parts
    options = verb.options if isinstance(verb, Choice) else (verb,)
    flat = [tuple(elements(option)) for option in options]
    verbs = [f[0] for f in flat if len(f) == 1 and isinstance(f[0], str)]
    if not verbs:
        return None
    done = Choice(tuple(participle(v) for v in verbs))
    return Sequence((slot, Be(), done, *rest))


def attributes(part: Part) -> Iterator[Part]:
    """Other ways to say "the size of {x} is {y}": "{x} 's size is {y}", "{y} is {x} 's size",
    "{y} is the size of {x}", "{x} has {y} as its size", "{x} has the size {y}".
    """
    if not isinstance(part, Sequence) or not isinstance(part.parts[0], The):
        return
    parts = part.parts
    at = next((i for i, p in enumerate(parts) if isinstance(p, Slot)), 0)
    if at < 3 or len(parts) != at + 3 or not isinstance(parts[at + 1], Be):
        return
    whose, what = parts[at], parts[at + 2]
    if not isinstance(what, Slot) or "of" not in elements(parts[at - 1]):
        return
    noun = parts[1 : at - 1]
    yield Sequence((whose, "'s", *noun, Be(), what))
    yield Sequence((what, Be(), whose, "'s", *noun))
    yield Sequence((what, Be(), *parts[: at + 1]))
    yield Sequence((whose, "has", what, "as", Choice(("its", The())), *noun))
    yield Sequence((whose, "has", "the", *noun, what))


def elements(part: Part) -> Iterator[Element]:
    """Every element of a pattern, in the order written."""
    if isinstance(part, Sequence):
        for inner in part.parts:
            yield from elements(inner)
    elif isinstance(part, Choice):
        for inner in part.options:
            yield from elements(inner)
    else:
        yield part


def first(part: Part) -> Flat:
    """The plain sequence used for saying: first options, without what may be left out."""
    if isinstance(part, Sequence):
        return tuple(e for inner in part.parts for e in first(inner))
    if isinstance(part, Choice):
        return first(part.options[0])
    return (part,)


def said(flat: Flat, names: Mapping[str, str], *, denied: bool = False) -> str:
    """A plain sequence as words, its slots filled; with "is not" if it is denied."""
    words: list[str] = []
    for element in flat:
        if isinstance(element, Slot):
            words.append(names[element.name])
        elif isinstance(element, Be):
            words += ["is", "not"] if denied else ["is"]
        elif isinstance(element, The):
            words.append("the")
        else:
            words.append(element)
    return " ".join(words).replace(" 's", "'s")


class _Reader:
    """Recursive descent over one pattern."""

    def __init__(self, pattern: str, phrases: Mapping[str, str], depth: int = 0) -> None:
        self.pattern, self.phrases, self.depth = pattern, phrases, depth
        if depth > 5:
            raise PatternError(f"phrases used by {pattern!r} contain themselves")
        self.lexemes = list(_LEX.finditer(pattern))
        if "".join(m.group() for m in self.lexemes) != "".join(pattern.split()):
            raise PatternError(f"{pattern!r} has a bracket that is not closed or not opened")
        self.at = 0

    def read(self) -> Part:
        part = self._choice()
        if self.at != len(self.lexemes):
            stray = self.lexemes[self.at]
            raise PatternError(
                f"{self.pattern!r} has an unexpected {stray.group()!r} "
                f"at column {stray.start() + 1}"
            )
        return part

    def _mark(self) -> str:
        return self.lexemes[self.at].group(4) or "" if self.at < len(self.lexemes) else ""

    def _choice(self) -> Part:
        options = [self._sequence()]
        while self._mark() == "|":
            self.at += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self.at < len(self.lexemes) and self._mark() not in ("|", ")", "]"):
            parts.append(self._item())
        return Sequence(tuple(parts))

    def _item(self) -> Part:
        lexeme = self.lexemes[self.at]
        self.at += 1
        name, kind, phrase, mark, word = lexeme.groups()
        if name:
            return Slot(name, kind or "")
        if phrase:
            if phrase not in self.phrases:
                raise PatternError(f"{self.pattern!r} uses <{phrase}>, which is not defined")
            return _Reader(self.phrases[phrase], self.phrases, self.depth + 1).read()
        if mark:
            inner = self._choice()
            closing = {"(": ")", "[": "]"}[mark]
            if self._mark() != closing:
                raise PatternError(f"{self.pattern!r} lacks a {closing!r}")
            self.at += 1
            return inner if mark == "(" else Choice((Sequence(()), inner))
        low = word.lower()
        if low.startswith("\\"):
            return low[1:]
        if low in ("is", "are"):
            return Be()
        return The() if low == "the" else low


_Item = tuple[int, int, tuple[str, ...]]  # rule, state of its pattern, slot names so far


class Node:
    """A state of the automaton; `ends` are the rules whose patterns end here, each with the
    names of the slots passed on the way.

    Where it leads is worked out when it is first asked for: a text visits few of all states.
    """

    __slots__ = ("_automaton", "be", "ends", "items", "slot", "the", "words")
    words: dict[str, Node]
    slot: Node | None
    be: Node | None
    the: Node | None
    ends: tuple[tuple[int, tuple[str, ...]], ...]

    def __init__(self, automaton: Automaton, items: frozenset[_Item]) -> None:
        self._automaton, self.items = automaton, items

    def __getattr__(self, name: str) -> Any:
        # Python comes here only for a slot that is not filled yet.
        if name not in self.__slots__:
            raise AttributeError(name)
        self._automaton.fill(self)
        return getattr(self, name)

    def rules(self) -> frozenset[int]:
        """Those whose patterns may still be met from here."""
        seen: dict[int, Node] = {}
        todo = [self]
        while todo:
            node = todo.pop()
            if id(node) not in seen:
                seen[id(node)] = node
                others = (node.slot, node.be, node.the)
                todo += (*node.words.values(), *(n for n in others if n is not None))
        return frozenset(rule for node in seen.values() for rule, _ in node.ends)


class Automaton:
    """Collects patterns, then gives the automaton that matches them all."""

    def __init__(self) -> None:
        self._edges: list[list[tuple[Element | None, int]]] = []
        self._starts: list[_Item] = []
        self._finals: set[int] = set()
        self._nodes: dict[frozenset[_Item], Node] = {}

    def add(self, pattern: str, part: Part, rule: int) -> None:
        """Adds one pattern for a rule. Raises PatternError if it can match too little."""
        start = self._state()
        end = self._build(part, start)
        self._finals.add(end)
        item = (rule, start, ())
        self._starts.append(item)
        if any(state in self._finals for _, state, _ in self._closure([item])):
            raise PatternError(f"{pattern!r} can be empty")
        for state in range(start, len(self._edges)):
            for element, target in self._edges[state]:
                if isinstance(element, Slot):
                    self._check_after(pattern, element, rule, target)

    def _check_after(self, pattern: str, slot: Slot, rule: int, target: int) -> None:
        for _, state, _ in self._closure([(rule, target, ())]):
            for element, _ in self._edges[state]:
                if isinstance(element, Slot) and not element.type:
                    raise PatternError(
                        f"{pattern!r} has {{{slot.name}}} right before {{{element.name}}}: "
                        "put a word between them, or say its type"
                    )

    def _state(self) -> int:
        self._edges.append([])
        return len(self._edges) - 1

    def _build(self, part: Part, start: int) -> int:
        if isinstance(part, Sequence):
            for inner in part.parts:
                start = self._build(inner, start)
            return start
        end = self._state()
        if isinstance(part, Choice):
            for option in part.options:
                self._edges[self._build(option, start)].append((None, end))
        else:
            self._edges[start].append((part, end))
        return end

    def _closure(self, items: list[_Item]) -> frozenset[_Item]:
        found = set(items)
        todo = list(items)
        while todo:
            rule, state, names = todo.pop()
            for element, target in self._edges[state]:
                item = (rule, target, names)
                if element is None and item not in found:
                    found.add(item)
                    todo.append(item)
        return frozenset(found)

    def build(self) -> Node:
        """The automaton's first state."""
        return self._node(self._starts)

    def _node(self, items: list[_Item]) -> Node:
        closed = self._closure(items)
        return self._nodes.setdefault(closed, Node(self, closed))

    def fill(self, node: Node) -> None:
        """Works out where a state leads; done twice at once it gives the same."""
        moves: dict[tuple[str, str], list[_Item]] = {}
        for rule, state, names in node.items:
            for element, target in self._edges[state]:
                if element is None:
                    continue
                if isinstance(element, Slot):
                    key, after = ("slot", ""), (*names, element.name)
                elif isinstance(element, str):
                    key, after = ("word", stem(element)), names
                else:
                    key, after = ("be" if isinstance(element, Be) else "the", ""), names
                moves.setdefault(key, []).append((rule, target, after))
        found = {key: self._node(items) for key, items in moves.items()}
        node.words = {word: after for (kind, word), after in found.items() if kind == "word"}
        node.slot, node.be, node.the = (found.get((kind, "")) for kind in ("slot", "be", "the"))
        node.ends = tuple(
            sorted({(rule, names) for rule, state, names in node.items if state in self._finals})
        )
