"""The form in which a model is asked to answer: short, and checked by a JSON Schema.

A model need not write hundreds of facts: "b1..b20" and "tile_0-0..tile_3-2" name ranges, `*` in a
fact stands for everything that fits, and `regular` names relations to be laid out by the rules
that the worked examples follow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.formula import FormulaReader
from mrkl_core.planning.pddl.read import read
from mrkl_core.planning.pddl.source import Source
from mrkl_core.planning.pddl.tree import And, Atom, Domain, Formula, Init, Problem, Typed
from mrkl_core.planning.pddl.types import TypeTree
from mrkl_core.planning.repair.draft import Draft

#: A range or a star that stands for more than this is a mistake.
MOST = 10_000
#: How many opening braces of a reply are tried.
MOST_BRACES = 100

_RANGE = re.compile(r"([^\s()]+?)\.\.([^\s()]+)")
_PART = re.compile(r"\d+|\D+")


def schema(domain: Domain) -> JsonObject:
    """The JSON Schema of a reply for a domain."""
    facts: JsonObject = {"type": "array", "items": {"type": "string", "pattern": r"^\(.*\)$"}}
    types = [t.name for t in domain.types if t.name != "object"]
    if any("object" in v.types for p in domain.predicates for v in p.parameters) or not types:
        types.append("object")
    names: JsonObject = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "properties": {
            "objects": {
                "type": "object",
                "properties": dict.fromkeys(types, names),
                "additionalProperties": False,
            },
            "init": facts,
            "regular": {
                "type": "array",
                "items": {"enum": [p.name for p in domain.predicates]},
            },
            "goal": facts,
        },
        "required": ["objects", "init", "goal"],
        "additionalProperties": False,
    }


def patch_schema(domain: Domain) -> JsonObject:
    """The JSON Schema of a correction: only what changes."""
    whole: Any = schema(domain)["properties"]
    parts = {"objects": whole["objects"], "add": whole["init"], "remove": whole["init"]}
    return {
        "type": "object",
        "properties": {**parts, "goal": whole["goal"]},
        "required": ["add", "remove"],
        "additionalProperties": False,
    }


def corrected(draft: Draft, reply: str, domain: Domain) -> Draft | None:
    """The draft with the corrections of a reply; None if it holds none."""
    data = object_in(reply, ("add", "remove"))
    if data is None:
        return None
    fresh = _Reader(domain, {**data, "init": data.get("add")}).draft().problem
    gone = set(_Reader(domain, {**data, "init": data.get("remove")}).draft().problem.init)
    old = draft.problem
    objects = {thing.name: thing for thing in (*old.objects, *fresh.objects)}
    kept = [fact for fact in old.init if fact not in gone]
    goal = fresh.goal if data.get("goal") else old.goal
    problem = replace(
        old,
        objects=tuple(objects.values()),
        init=tuple(dict.fromkeys((*kept, *fresh.init))),
        goal=goal,
    )
    return Draft(problem)


def read_compact(reply: str, domain: Domain) -> Draft | None:
    """The problem in a JSON reply; None if there is none."""
    data = object_in(reply, ("init", "goal"))
    return None if data is None else _Reader(domain, data).draft()


def object_in(reply: str, keys: tuple[str, ...]) -> dict[str, Any] | None:
    """The first JSON object in a reply that has one of these keys."""
    start = reply.find("{")
    for _ in range(MOST_BRACES):
        if start < 0:
            break
        try:
            data, _ = json.JSONDecoder().raw_decode(reply, start)
        except (ValueError, RecursionError):
            data = None
        if isinstance(data, dict) and any(key in data for key in keys):
            return data
        start = reply.find("{", start + 1)
    return None


class _Reader:
    def __init__(self, domain: Domain, data: Mapping[str, Any]) -> None:
        self._domain = domain
        self._types = TypeTree(domain.types)
        self._data = data
        self._lost: list[str] = []
        self._objects: dict[str, tuple[str, ...]] = {}

    def draft(self) -> Draft:
        listed = self._data.get("objects")
        for kind, names in (listed if isinstance(listed, dict) else {}).items():
            for name in self._strings(names):
                for each in self._range(name):
                    self._objects.setdefault(each, (str(kind).lower(),))
        init: list[Init] = [
            Atom(a.name, terms)
            for formula in self._formulas("init")
            for a in _atoms(formula)
            for terms in self._stars(a)
        ]
        goal = [part for formula in self._formulas("goal") for part in self._spread(formula)]
        typed = tuple(Typed(name, kinds) for name, kinds in self._objects.items())
        regular = tuple(name.lower() for name in self._strings(self._data.get("regular")))
        problem = Problem("task", self._domain.name, (), typed, tuple(init), And(tuple(goal)))
        return Draft(problem, tuple(self._lost), regular=regular)

    def _strings(self, value: object) -> list[str]:
        if isinstance(value, str):
            value = [value]
        return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []

    def _formulas(self, section: str) -> Iterator[Formula]:
        value = self._data.get(section)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, list) and all(isinstance(word, str) for word in item):
                item = f"({' '.join(item)})"
            if not isinstance(item, str):
                continue
            text = item if item.lstrip().startswith("(") else f"({item})"
            if text.strip("(). …") == "":
                self._lost.append(item)
                continue
            source = Source(text, "reply")
            try:
                yield FormulaReader(source).condition(read(source))
            except PddlInvalid as error:
                self._lost.append(f"{item}: {error.message}")

    def _range(self, name: str) -> list[str]:
        """tile_0-0..tile_3-2 as its names; any other name is itself."""
        name = name.strip().lower()
        match = _RANGE.fullmatch(name)
        if match is None:
            return [name] if name else []
        first, last = (_PART.findall(part) for part in match.groups())
        if len(last) == 1 and last[0].isdecimal() and first:
            last = [*first[:-1], last[0]]
        if len(first) != len(last):
            return [name]
        pools: list[Sequence[str]] = []
        size = 1
        for one, other in zip(first, last, strict=True):
            if one.isdecimal() and other.isdecimal() and len(other) < 9:
                pools.append([str(n) for n in range(int(one), int(other) + 1)][:MOST])
            elif one == other:
                pools.append([one])
            else:
                return [name]
            size *= len(pools[-1])
        if size > MOST:
            self._lost.append(f"{name}: more than {MOST} things")
            return []
        return ["".join(parts) for parts in product(*pools)]

    def _stars(self, atom: Atom) -> list[tuple[str, ...]]:
        if "*" not in atom.terms:
            return [atom.terms]
        predicate = next((p for p in self._domain.predicates if p.name == atom.name), None)
        if predicate is None or len(predicate.parameters) != len(atom.terms):
            return [atom.terms]
        pools = [
            self._fitting(parameter.types) if term == "*" else [term]
            for term, parameter in zip(atom.terms, predicate.parameters, strict=True)
        ]
        size = 1
        for pool in pools:
            size *= len(pool)
        return list(product(*pools)) if size <= MOST else []

    def _fitting(self, wanted: tuple[str, ...]) -> list[str]:
        return [
            name
            for name, kinds in self._objects.items()
            if all(k in self._types for k in kinds) and self._types.fits(kinds, wanted)
        ]

    def _spread(self, formula: Formula) -> list[Formula]:
        if isinstance(formula, Atom):
            return [Atom(formula.name, terms) for terms in self._stars(formula)]
        if isinstance(formula, And):
            return [part for inner in formula.parts for part in self._spread(inner)]
        return [formula]


def _atoms(formula: Formula) -> Iterator[Atom]:
    if isinstance(formula, Atom):
        yield formula
    elif isinstance(formula, And):
        for part in formula.parts:
            yield from _atoms(part)
