"""The sections of a domain.yaml that need no patterns: states, grids, implications, actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mrkl_core.errors import BadRequest, nearest
from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import Noun
from mrkl_core.planning.language.model import (
    NOT,
    Grid,
    Implication,
    State,
    Template,
    TypeWords,
    parameters_of,
)
from mrkl_core.planning.pddl.features import unchanging
from mrkl_core.planning.pddl.tree import Domain

_NEGATED = re.compile(r"\(\s*not\s+(\(.*\))\s*\)")


def wrong(file: str, path: str, message: str, hint: str = "") -> BadRequest:
    """What is raised for a mistake at a path of the file."""
    return BadRequest(
        f"{file}: at {path or 'the top'}: {message}",
        hint=hint,
        metadata={"file": file, "path": path},
    )


class Sections:
    """The plain data of a file, read section by section against its domain."""

    def __init__(self, data: Mapping[str, Any], domain: Domain, file: str) -> None:
        self.data, self.domain, self.file = data, domain, file
        self.known_types = {t.name for t in domain.types} | {"object"}
        self.parameters = parameters_of(domain)

    def _section(self, key: str) -> Iterator[tuple[str, Any]]:
        yield from (self.data.get(key) or {}).items()

    def _known(self, name: str, known: Any, path: str, what: str) -> str:
        if name not in known:
            raise wrong(
                self.file, path, f"{name!r} is no {what} of the domain", nearest(name, known)
            )
        return name

    def _template(self, fact: str, path: str, *, negative: bool = False) -> Template:
        inner = _NEGATED.fullmatch(fact.strip().lower()) if negative else None
        if inner is not None:
            name, *terms = self._template(inner[1], path)
            return (NOT + name, *terms)
        words = tuple(fact.strip().lower().removeprefix("(").removesuffix(")").split())
        if not words or not fact.strip().startswith("("):
            raise wrong(self.file, path, f"{fact!r} is not a fact", "write (predicate {slot} *)")
        self._known(words[0], self.parameters, path, "predicate")
        arity = len(self.parameters[words[0]])
        if len(words) - 1 != arity:
            raise wrong(self.file, path, f"{words[0]!r} takes {arity} terms, not {len(words) - 1}")
        return words

    def _states(self) -> Iterator[State]:
        kinds = {k for _, words in self._section("types") for k in words.get("kinds", ())}
        for at, entry in enumerate(self.data.get("states", ())):
            path = f"states[{at}]"
            each = tuple((entry.get("each") or {}).items())
            for _, kind in each:
                self._known(kind, self.known_types | kinds, f"{path}.each", "type")
            otherwise = entry.get("otherwise")
            yield State(
                each,
                tuple(self._template(f, f"{path}.one_of") for f in entry["one_of"]),
                self._template(otherwise, f"{path}.otherwise") if otherwise else (),
                entry.get("because", ""),
                entry.get("ask", ""),
                tuple(self._template(f, f"{path}.given") for f in entry.get("given", ())),
                entry.get("at") == "end",
                bool(entry.get("many")),
                (self._template(entry["when"], f"{path}.when"),) if "when" in entry else (),
            )

    def _predicates_of(self, key: str) -> Iterator[str]:
        for at, name in enumerate(self.data.get(key, ())):
            self._known(name, self.parameters, f"{key}[{at}]", "predicate")
            yield name

    def _owned(self, types: Mapping[str, TypeWords]) -> Iterator[str]:
        """The types that belong to another, and what they are kinds of."""
        for name in (t.name for t in types.values() if t.of):
            yield name
            yield from self._above(name)

    def _above(self, kind: str) -> Iterator[str]:
        parents = {t.name: t.types[0] for t in self.domain.types}
        seen = {kind, "object"}
        while (kind := parents.get(kind, "object")) not in seen:
            seen.add(kind)
            yield kind

    def _lasting(self) -> Iterator[tuple[frozenset[str], ...]]:
        """What each predicate that no action changes may tell of, place by place."""
        kin = {t.name: {t.name, *self._above(t.name)} for t in self.domain.types}
        kin |= {"object": {"object", *kin}}
        for name in sorted(unchanging(self.domain)):
            yield tuple(
                frozenset(k for t in types for k in kin if t in kin[k] or k in kin[t])
                for _, types in self.parameters[name]
            )

    def _apart(self, types: Mapping[str, TypeWords]) -> Iterator[str]:
        """The words that tell the usual things of a type apart: left and right."""
        for kind in types.values():
            for part in kind.unless_said:
                yield from (english.stem(word) for word in part.split()[:-1])

    def _adjectives(self) -> Iterator[tuple[str, tuple[Template, ...]]]:
        for word, facts in self._section("adjectives"):
            path = f"adjectives.{word}"
            yield english.stem(word), tuple(self._template(f, path) for f in facts)

    def _implications(self) -> Iterator[Implication]:
        for at, entry in enumerate(self.data.get("implies", ())):
            given = tuple(self._template(f, f"implies[{at}].if") for f in entry["if"])
            then = self._template(entry["then"], f"implies[{at}].then")
            free = {t for t in then[1:] if t.startswith("{")} - {t for f in given for t in f}
            if free:
                raise wrong(
                    self.file, f"implies[{at}].then", f"{min(free)} stands for nothing in `if`"
                )
            yield Implication(given, then)

    def _grids(self) -> Iterator[Grid]:
        for at, entry in enumerate(self.data.get("grids", ())):
            path = f"grids[{at}]"
            self._known(entry["of"], self.known_types, f"{path}.of", "type")
            row, column = entry.get("from", (1, 1))
            try:
                entry["named"].format(row=1, column=1)
            except (KeyError, IndexError, ValueError) as error:
                raise wrong(self.file, f"{path}.named", f"{entry['named']!r}: {error}") from error
            above, beside = entry.get("above"), entry.get("beside")
            yield Grid(
                entry["of"],
                entry["named"],
                (row, column),
                entry.get("rows") == "up",
                self._template(above, f"{path}.above") if above else (),
                self._template(beside, f"{path}.beside") if beside else (),
                {
                    mark: None
                    if facts == "none"
                    else tuple(self._template(f, f"{path}.drawn") for f in facts)
                    for mark, facts in (entry.get("drawn") or {}).items()
                },
                tuple(self._template(f, f"{path}.cells") for f in entry.get("cells", ())),
            )

    def _place(self, types: Mapping[str, TypeWords]) -> tuple[str, Noun] | None:
        for grid in self.data.get("grids", ()):
            nouns = types[grid["of"]].nouns if grid["of"] in types else ()
            return grid["named"], Noun(nouns[0] if nouns else grid["of"], grid["of"])
        return None

    def _names(self, types: Mapping[str, TypeWords]) -> dict[str, Noun]:
        return {
            name.lower(): Noun(types[kind].nouns[0] if types[kind].nouns else kind, kind)
            for kind, words in self._section("types")
            for name in words.get("names", ())
        }

    def _like(self) -> Iterator[tuple[re.Pattern[str], Noun]]:
        for kind, words in self._section("types"):
            if "like" in words:
                try:
                    pattern = re.compile(words["like"])
                except re.error as error:
                    raise wrong(self.file, f"types.{kind}.like", str(error)) from error
                yield pattern, Noun((words.get("nouns") or [kind])[0], kind)

    def _actions(self) -> Iterator[tuple[str, str]]:
        known = {
            a.name: [v.name.removeprefix("?") for v in a.parameters] for a in self.domain.actions
        }
        said = dict(self._section("actions"))
        for name, sentence in said.items():
            path = f"actions.{name}"
            self._known(name, known, path, "action")
            try:
                sentence.format(**dict.fromkeys(known[name], ""))
            except (KeyError, IndexError, ValueError) as error:
                raise wrong(
                    self.file,
                    path,
                    f"{sentence!r} names {error} which is no parameter",
                    f"parameters: {', '.join(known[name])}",
                ) from error
            yield name, sentence
        for name in known:
            if name not in said:
                raise wrong(self.file, "actions", f"nothing says how {name!r} is told")
