"""Builds a Language from the plain data of a domain.yaml, checking it against its domain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mrkl_core.errors import BadRequest, nearest
from mrkl_core.planning.language import english
from mrkl_core.planning.language import patterns as pat
from mrkl_core.planning.language.mentions import Lexicon, Noun
from mrkl_core.planning.language.model import (
    NOT,
    Grid,
    Implication,
    Language,
    Numbers,
    Rule,
    RuleKind,
    State,
    Template,
    TypeWords,
)
from mrkl_core.planning.language.patterns import Flat, PatternError, Slot
from mrkl_core.planning.pddl.tree import Domain

#: How the size of a grid is said.
_SIZE = (
    "{rows:number} rows [and|,|by|x] {columns:number} columns|{rows:number} (by|x) {columns:number}"
)
_NEGATED = re.compile(r"\(\s*not\s+(\(.*\))\s*\)")


def wrong(file: str, path: str, message: str, hint: str = "") -> BadRequest:
    """What is raised for a mistake at a path of the file."""
    return BadRequest(
        f"{file}: at {path or 'the top'}: {message}",
        hint=hint,
        metadata={"file": file, "path": path},
    )


class Builder:
    """Builds a Language from plain data, step by step."""

    def __init__(self, data: Mapping[str, Any], domain: Domain, file: str) -> None:
        self.data, self.domain, self.file = data, domain, file
        self.known_types = {t.name for t in domain.types} | {"object"}
        self.parameters = {
            p.name: tuple((v.name.removeprefix("?"), v.types) for v in p.parameters)
            for p in domain.predicates
        }
        self.rules: list[Rule] = []
        self.automaton = pat.Automaton()
        self.literals: set[str] = set()
        self.says: dict[str, Flat] = {}

    def build(self) -> Language:
        """The language. Raises BadRequest naming the file and the path in it."""
        types = {name: self._type(name, words) for name, words in self._section("types")}
        nouns = self._nouns(types)
        self.phrases = {
            **{
                name: "|".join(n.lower() for n in (*words.nouns, *words.kinds))
                for name, words in types.items()
                if words.nouns or words.kinds
            },
            "size": _SIZE,
            **self.data.get("phrases", {}),
        }
        self._predicates()
        self._sentences()
        for at, pattern in enumerate(self.data.get("background", ())):
            rule = Rule(RuleKind.BACKGROUND, pattern)
            self._add(rule, [pattern], f"background[{at}]", untyped="object")
        noun_words = {stems[0] for stems in nouns if len(stems) == 1}
        return Language(
            name=self.domain.name,
            title=self.data["title"],
            description=self.data["description"],
            examples=tuple(self.data.get("examples", ())),
            domain=self.domain,
            types=types,
            lexicon=Lexicon(
                nouns,
                frozenset(self.literals - noun_words),
                frozenset(self._owned(types)),
                frozenset(self._telling(types)),
                self._names(types),
                tuple(self._like()),
                numerals=bool(self.data.get("grids")) or any(t.numbers for t in types.values()),
                place=self._place(types),
                agents=frozenset(self.data.get("agents", ())),
                above={t.name: frozenset(self._above(t.name)) for t in self.domain.types},
            ),
            rules=tuple(self.rules),
            automaton=self.automaton.build(),
            says=self.says,
            states=tuple(self._states()),
            acyclic=frozenset(self._predicates_of("acyclic")),
            adjectives=dict(self._adjectives()),
            pairs=frozenset(self._predicates_of("pairs")),
            implications=tuple(self._implications()),
            grids=tuple(self._grids()),
            actions=dict(self._actions()),
        )

    def _section(self, key: str) -> Iterator[tuple[str, Any]]:
        yield from (self.data.get(key) or {}).items()

    def _known(self, name: str, known: Any, path: str, what: str) -> str:
        if name not in known:
            raise wrong(
                self.file, path, f"{name!r} is no {what} of the domain", nearest(name, known)
            )
        return name

    def _type(self, name: str, words: Mapping[str, Any]) -> TypeWords:
        path = f"types.{name}"
        self._known(name, self.known_types, path, "type")
        if words.get("of"):
            self._known(words["of"], self.known_types, f"{path}.of", "type")
        by = words.get("by")
        return TypeWords(
            name,
            tuple(words.get("nouns", ())),
            tuple(words.get("kinds", ())),
            bool(words.get("abstract")),
            words.get("of", ""),
            self._template(by, f"{path}.by") if by else (),
            tuple(words.get("unless_said", ())),
            self._numbers(words.get("numbers"), f"{path}.numbers"),
        )

    def _numbers(self, words: Mapping[str, Any] | None, path: str) -> Numbers | None:
        if words is None:
            return None
        following = self._template(words["next"], f"{path}.next")
        return Numbers(words["symbol"], following, words.get("usual", 0))

    def _nouns(self, types: Mapping[str, TypeWords]) -> dict[tuple[str, ...], Noun]:
        nouns: dict[tuple[str, ...], Noun] = {}
        for name, words in types.items():
            for group, kind in ((words.nouns, False), (words.kinds, True)):
                for noun in group:
                    stems = tuple(english.stem(w) for w in noun.lower().split())
                    other = nouns.get(stems)
                    if other is not None:
                        raise wrong(
                            self.file,
                            f"types.{name}",
                            f"{noun!r} already means a {other.type}",
                            "a noun belongs to one type",
                        )
                    nouns[stems] = Noun(noun if kind else words.nouns[0], name, kind)
        return nouns

    def _predicates(self) -> None:
        said = dict(self._section("predicates"))
        for name, patterns in said.items():
            path = f"predicates.{name}"
            self._known(name, self.parameters, path, "predicate")
            slots = dict(self.parameters[name])
            fact = (name, *(f"{{{slot}}}" for slot in slots))
            rule = Rule(RuleKind.PREDICATE, name, slots, (fact,), (fact,))
            self.says[name] = self._add(rule, patterns, path)
            self._formal(name, len(self.rules) - 1)
        missing = sorted(set(self.parameters) - set(said))
        if missing:
            raise wrong(
                self.file,
                "predicates",
                f"nothing says how {missing[0]!r} is said",
                f'add `{missing[0]}: ["…"]`',
            )

    def _formal(self, name: str, rule: int) -> None:
        """ "on(b1, b2)", as a predicate is written."""
        slots = (Slot(slot) for slot, _ in self.parameters[name])
        terms = [part for slot in slots for part in (",", slot)][1:]
        part = pat.Sequence((name, "(", *terms, ")"))
        if terms:
            self.automaton.add(name, part, rule)

    def _sentences(self) -> None:
        for at, entry in enumerate(self.data.get("sentences", ())):
            path = f"sentences[{at}]"
            patterns = [entry["say"]] if isinstance(entry["say"], str) else entry["say"]
            now = tuple(
                self._template(f, f"{path}.now", negative=True) for f in entry.get("now", ())
            )
            goal = tuple(
                self._template(f, f"{path}.goal", negative=True) for f in entry.get("goal", ())
            )
            given = tuple(self._template(f, f"{path}.given") for f in entry.get("given", ()))
            slots: dict[str, tuple[str, ...]] = {}
            for fact in (*now, *goal, *given):
                name = fact[0].removeprefix(NOT)
                for term, (_, kinds) in zip(fact[1:], self.parameters[name], strict=True):
                    if term.startswith("{"):
                        slots.setdefault(term[1:-1], kinds)
            rule = Rule(
                RuleKind.SENTENCE,
                patterns[0],
                slots,
                now,
                goal,
                given,
                along := entry.get("along") or entry.get("among", ""),
                "among" in entry,
                tuple((entry.get("each") or {}).items()),
            )
            self._add(rule, patterns, path)
            if along and along not in self.rules[-1].slots:
                raise wrong(self.file, path, f"{{{along}}} is in none of its sentences")
        for number, entry in enumerate(self.data.get("grids", ())):
            rule = Rule(RuleKind.GRID, str(number), {"rows": (), "columns": ()})
            self._add(rule, entry["say"], f"grids[{number}]")
            if "missing" in entry:
                gap = Rule(RuleKind.GRID, str(number), {"here": (entry["of"],)})
                self._add(gap, entry["missing"], f"grids[{number}].missing")

    def _add(self, rule: Rule, patterns: list[str], path: str, *, untyped: str = "") -> Flat:
        number = len(self.rules)
        slots = dict(rule.slots)
        said: Flat = ()
        for pattern in patterns:
            try:
                part = pat.read(pattern, self.phrases)
                self.automaton.add(pattern, part, number)
            except PatternError as error:
                raise wrong(self.file, path, str(error)) from error
            said = said or pat.first(part)
            for element in pat.elements(part):
                if isinstance(element, Slot):
                    self._slot(element, slots, rule, path, untyped)
                elif isinstance(element, str):
                    self.literals.add(english.stem(element))
        self.rules.append(replace(rule, slots=slots))
        if rule.kind is RuleKind.SENTENCE and rule.goal:
            self._passives(self.rules[-1], patterns)
        return said

    def _passives(self, rule: Rule, patterns: list[str]) -> None:
        """ "{x} should be taken to {y}", of "take {x} to {y}"."""
        parts = [(p, pat.passive(pat.read(p, self.phrases))) for p in patterns]
        number = len(self.rules)
        for pattern, part in parts:
            if part is not None:
                self.automaton.add(pattern, part, number)
                words = (e for e in pat.elements(part) if isinstance(e, str))
                self.literals.update(english.stem(word) for word in words)
        if any(part is not None for _, part in parts):
            self.rules.append(replace(rule, wished=True))

    def _slot(
        self,
        slot: Slot,
        slots: dict[str, tuple[str, ...]],
        rule: Rule,
        path: str,
        untyped: str,
    ) -> None:
        if rule.kind is RuleKind.GRID and slot.type == "number":
            return
        if slot.type:
            self._known(slot.type, self.known_types, path, "type")
            slots[slot.name] = (slot.type,)
        elif slot.name not in slots:
            if not untyped:
                what = "parameters are" if rule.kind is RuleKind.PREDICATE else "slots with facts:"
                raise wrong(
                    self.file,
                    path,
                    f"{{{slot.name}}} stands for nothing",
                    f"{what} {', '.join(slots) or 'none'}; or say its type: {{{slot.name}:type}}",
                )
            slots[slot.name] = (untyped,)

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
        for at, entry in enumerate(self.data.get("states", ())):
            path = f"states[{at}]"
            each = tuple((entry.get("each") or {}).items())
            for _, kind in each:
                self._known(kind, self.known_types, f"{path}.each", "type")
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

    def _telling(self, types: Mapping[str, TypeWords]) -> Iterator[str]:
        """Words that may stand before a noun though patterns use them too."""
        for word in self.data.get("adjectives") or {}:
            yield english.stem(word)
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
