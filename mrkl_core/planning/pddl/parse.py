"""Domains and problems, from text to tree. Every error says where, what and instead of what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from mrkl_core.errors import nearest
from mrkl_core.planning.pddl.beyond import beyond
from mrkl_core.planning.pddl.formula import RESERVED
from mrkl_core.planning.pddl.read import Flat, Group, Item, Word, describe
from mrkl_core.planning.pddl.sections import SectionParser
from mrkl_core.planning.pddl.source import Edit, Source
from mrkl_core.planning.pddl.tree import (
    TRUE,
    Action,
    Atom,
    Derived,
    Domain,
    DurativeAction,
    Fluent,
    Formula,
    Function,
    Init,
    Metric,
    Not,
    Predicate,
    Problem,
    Symbol,
    TimedInit,
    Typed,
    Value,
)

__all__ = ["parse_domain", "parse_problem"]

#: Sections of problems that PDDL once had.
_OBSOLETE = frozenset((":length", ":situation"))

_Keys: TypeAlias = dict[str, tuple[Word, list[Item]]]


def parse_domain(text: str, file: str = "domain.pddl") -> Domain:
    """The domain a text states. Raises PddlInvalid with the place of the first error."""
    return _domain(text, file)


@lru_cache(maxsize=8)  # a warm worker reads the same domain again for each request
def _domain(text: str, file: str) -> Domain:
    return _DomainParser(Source(text, file)).parse()


def parse_problem(text: str, file: str = "problem.pddl") -> Problem:
    """The problem a text states. Raises PddlInvalid with the place of the first error."""
    return _ProblemParser(Source(text, file)).parse()


class _DomainParser(SectionParser):
    def parse(self) -> Domain:
        name, items = self.sections("domain")
        actions: list[Action | DurativeAction] = []
        derived: list[Derived] = []
        domain = Domain(name, source=self.source)
        repeated: dict[str, Callable[[Word, Sequence[Item]], None]] = {
            ":action": lambda key, rest: actions.append(self.action(key, rest)),
            ":process": lambda key, rest: actions.append(self.action(key, rest)),
            ":event": lambda key, rest: actions.append(self.action(key, rest)),
            ":durative-action": lambda key, rest: actions.append(self.durative(key, rest)),
            ":derived": lambda key, rest: derived.append(self.derived(key, rest)),
        }
        single: dict[str, Callable[[Word, Sequence[Item]], Domain]] = {
            ":requirements": lambda _, rest: replace(domain, requirements=self.requirements(rest)),
            ":types": lambda _, rest: replace(
                domain, types=self.read.typed_list(rest, "the name of a type")
            ),
            ":constants": lambda _, rest: replace(
                domain, constants=self.read.typed_list(rest, "an object's name")
            ),
            ":predicates": lambda _, rest: replace(
                domain, predicates=tuple(self.predicate(item) for item in rest)
            ),
            ":functions": lambda _, rest: replace(domain, functions=self.functions(rest)),
            ":constraints": lambda key, rest: replace(
                domain, constraints=self.read.condition(self.one(rest, key, "a condition"))
            ),
        }
        for item in items:
            key, rest = self.head(item, "a section such as '(:action …)'")
            if key.text in repeated:
                repeated[key.text](key, rest)
            elif key.text in single:
                self.once(key)
                domain = single[key.text](key, rest)
            else:
                raise self.unknown(key, "a domain", (*single, *repeated))
        return replace(domain, actions=tuple(actions), derived=tuple(derived), notes=self.notes())

    def predicate(self, item: Item) -> Predicate:
        name, rest = self.head(item, "'(PREDICATE ?variable - type …)'")
        return Predicate(name.text, self.read.typed_list(rest, "?variable"), item.at)

    def functions(self, items: Sequence[Item]) -> tuple[Function, ...]:
        found: list[Function] = []
        untyped = 0  # functions from here on wait for their `- type`
        index = 0
        while index < len(items):
            item = items[index]
            if isinstance(item, Word):
                if item.text != "-" or untyped == len(found):
                    raise self.read.expected("'(FUNCTION ?variable - type …)'", item, item.at)
                index += 1
                after = items[index] if index < len(items) else None
                result = self.read.word(after, "'number' or a type after '-'", item.at).text
                found[untyped:] = [replace(f, result=result) for f in found[untyped:]]
                untyped = len(found)
            else:
                name, rest = self.head(item, "'(FUNCTION ?variable - type …)'")
                parameters = self.read.typed_list(rest, "?variable")
                found.append(Function(name.text, parameters, at=item.at))
            index += 1
        return tuple(found)

    def action(self, key: Word, items: Sequence[Item]) -> Action:
        name, keys = self.keys(key, items, (":parameters", ":precondition", ":effect"))
        return Action(
            name.text,
            self.parameters(keys),
            self.part(keys, ":precondition", self.read.condition),
            self.part(keys, ":effect", self.read.effect),
            key.text[1:],
            name.at,
        )

    def durative(self, key: Word, items: Sequence[Item]) -> DurativeAction:
        known = (":parameters", ":duration", ":condition", ":effect")
        name, keys = self.keys(key, items, known)
        return DurativeAction(
            name.text,
            self.parameters(keys),
            self.part(keys, ":duration", self.read.condition),
            self.part(keys, ":condition", self.read.condition),
            self.part(keys, ":effect", self.read.effect),
            name.at,
        )

    def derived(self, key: Word, items: Sequence[Item]) -> Derived:
        if len(items) != 2:
            found = items[2] if len(items) > 2 else None
            raise self.read.expected("'(:derived (PREDICATE …) CONDITION)'", found, key.at)
        predicate = self.predicate(items[0])
        condition = self.read.condition(items[1])
        return Derived(predicate.name, predicate.parameters, condition, items[0].at)

    def keys(self, key: Word, items: Sequence[Item], known: Sequence[str]) -> tuple[Word, _Keys]:
        first = items[0] if items else None
        name = self.read.word(first, f"a name after {key.text!r}", key.at)
        if name.text.startswith(":"):
            raise self.read.expected(f"a name after {key.text!r}", name, name.at)
        found: _Keys = {}
        rest = items[1:]
        index = 0
        while index < len(rest):
            what = f"one of {', '.join(known)}"
            word = self.key(self.read.word(rest[index], what, rest[index].at), known)
            if word.text in found:
                raise self.source.invalid(
                    "SECTION_TWICE", f"{word.text!r} is given twice in {name.text!r}", word.at
                )
            index += 1
            if index == len(rest) or _is_key(rest[index], known):
                raise self.read.expected(f"a form after {word.text!r}", None, word.at)
            forms = [rest[index]]
            index += 1
            while index < len(rest) and isinstance(rest[index], Group):
                forms.append(rest[index])
                index += 1
            found[word.text] = (word, forms)
        return name, found

    def key(self, word: Word, known: Sequence[str]) -> Word:
        """The key that a word is, a missing colon or a plural forgiven."""
        for key in known:
            if word.text == key:
                return word
            if word.text.strip(":").rstrip("s") == key.strip(":").rstrip("s"):
                edit = Edit(word.at, word.at + len(word.text), key)
                said = f"{word.text!r} is read as {key!r}"
                self.read.note("KEY_MISSPELT", said, word.at, f"write {key!r}", edit)
                return Word(key, word.at)
        what = f"one of {', '.join(known)}"
        raise self.read.expected(what, word, word.at, nearest(word.text, known))

    def parameters(self, keys: _Keys) -> tuple[Typed, ...]:
        if ":parameters" not in keys:
            return ()
        word, (item, *more) = keys[":parameters"]
        if more:
            raise self.read.expected("one list after ':parameters'", more[0], word.at)
        listed = self.read.group(item, "'(?variable - type …)'", word.at)
        return self.read.typed_list(listed.items, "?variable")

    def part(self, keys: _Keys, name: str, reader: Callable[[Item], Formula]) -> Formula:
        if name not in keys:
            return TRUE
        _, forms = keys[name]
        return reader(forms[0]) if len(forms) == 1 else self.read.joined(forms, name, reader)


class _ProblemParser(SectionParser):
    def parse(self) -> Problem:
        name, items = self.sections("problem")
        problem = Problem(name, "", source=self.source)
        single: dict[str, Callable[[Word, Sequence[Item]], Problem]] = {
            ":domain": lambda key, rest: replace(
                problem,
                domain=self.read.word(self.one(rest, key, "a name"), "a name", key.at).text,
            ),
            ":requirements": lambda _, rest: replace(problem, requirements=self.requirements(rest)),
            ":objects": lambda _, rest: replace(
                problem, objects=self.read.typed_list(rest, "an object's name")
            ),
            ":init": lambda _, rest: replace(problem, init=self.init(rest)),
            ":goal": lambda key, rest: replace(problem, goal=self.goal(key, rest)),
            ":constraints": lambda key, rest: replace(
                problem, constraints=self.read.condition(self.one(rest, key, "a condition"))
            ),
            ":metric": lambda key, rest: replace(problem, metric=self.metric(key, rest)),
        }
        for item in items:
            key, rest = self.head(item, "a section such as '(:init …)'")
            if key.text in _OBSOLETE and isinstance(item, Group):
                said = f"{key.text!r} meant something in PDDL of 1998; now it says nothing"
                edit = Edit(item.at, item.end + 1, "")
                self.read.note("SECTION_OBSOLETE", said, key.at, "remove it", edit)
                continue
            if key.text not in single:
                raise self.unknown(key, "a problem", tuple(single))
            self.once(key)
            problem = single[key.text](key, rest)
        for needed in (":init", ":goal"):
            if needed not in self.seen:
                at = max(self.source.text.find("("), 0)
                raise self.source.invalid(
                    "SECTION_MISSING", f"expected a section '({needed} …)', found none", at
                )
        return replace(problem, notes=self.notes())

    def goal(self, key: Word, items: Sequence[Item]) -> Formula:
        if len(items) > 1 and all(isinstance(item, Group) for item in items):
            return self.read.joined(items, key.text, self.read.condition)
        return self.read.condition(self.one(items, key, "a condition"))

    def init(self, items: Sequence[Item]) -> tuple[Init, ...]:
        if len(items) == 1 and isinstance(items[0], Group) and items[0].items:
            first = items[0].items[0]
            if isinstance(first, Word) and first.text == "and":
                said = "':init' is a list of facts: the (and …) is read as its parts"
                begin = Edit(items[0].at, first.at + 3, "")
                end = Edit(items[0].end, items[0].end + 1, "")
                self.read.note("AND_IN_INIT", said, items[0].at, "leave '(and' out", begin, end)
                items = items[0].items[1:]
        facts = tuple([self.fact(item) for item in items])
        if len(set(facts)) < len(facts):
            self.repeated(facts, items)
        return facts

    def repeated(self, facts: Sequence[Init], items: Sequence[Item]) -> None:
        first: set[Init] = set()
        for fact, item in zip(facts, items, strict=True):
            if fact in first and isinstance(item, Group):
                said = f"{describe(item)} is given twice"
                edit = Edit(item.at, item.end + 1, "")
                self.read.note("FACT_TWICE", said, item.at, "remove one", edit)
            first.add(fact)

    def fact(self, item: Item, *, at_start: bool = True) -> Init:
        if isinstance(item, Flat):
            names = item.names
            if names and names[0] not in RESERVED:
                return Atom(names[0], tuple(names[1:]), item.at)
        group = self.read.group(item, "a fact such as '(at truck depot)'", item.at)
        items = group.items
        head = items[0] if items else None
        if isinstance(head, Word):
            if head.text == "not" and len(items) == 2:
                part = self.read.group(items[1], "an atom", group.at)
                if at_start:
                    said = "what ':init' does not list is false in any case"
                    edit = Edit(group.at, group.end + 1, "")
                    self.read.note("NOT_IN_INIT", said, group.at, "remove it", edit)
                return Not(self.read.atom(part), group.at)
            if head.text == "=" and len(items) == 3:
                return self.value(group)
            if head.text == "at" and len(items) == 3 and isinstance(items[2], Group):
                time = self.read.number(items[1], group.at)
                what = self.fact(items[2], at_start=False)
                if isinstance(what, TimedInit):
                    raise self.read.expected("a fact", items[2], group.at)
                return TimedInit(time, what, group.at)
            if head.text in ("and", "or", "forall", "exists", "imply", "when") or beyond(group):
                raise self.read.expected(
                    "a fact such as '(at truck depot)'", group, group.at, "write each fact out"
                )
        return self.read.atom(group)

    def value(self, group: Group) -> Value:
        left, right = group.items[1:]
        fluent = self.read.expression(left)
        if not isinstance(fluent, Fluent):
            raise self.read.expected("a function to give a value to", left, group.at)
        if isinstance(right, Word) and not self.read.is_number(right):
            return Value(fluent, Symbol(right.text, right.at), group.at)
        return Value(fluent, self.read.number(right, group.at), group.at)

    def metric(self, key: Word, items: Sequence[Item]) -> Metric:
        if len(items) != 2:
            raise self.read.expected("'(:metric minimize EXPRESSION)'", None, key.at)
        direction = self.read.word(items[0], "'minimize' or 'maximize'", key.at)
        if direction.text not in ("minimize", "maximize"):
            raise self.read.expected("'minimize' or 'maximize'", direction, direction.at)
        return Metric(direction.text, self.read.expression(items[1]), key.at)


def _is_key(item: Item, known: Sequence[str]) -> bool:
    return isinstance(item, Word) and (item.text[0] == ":" or f":{item.text}" in known)
