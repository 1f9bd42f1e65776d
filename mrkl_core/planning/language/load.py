"""Reads domain.yaml into a Language; a wrong file is told by its path and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from mrkl_core.errors import BadRequest, Location, nearest
from mrkl_core.planning.language import english
from mrkl_core.planning.language import patterns as pat
from mrkl_core.planning.language.mentions import Lexicon, Noun
from mrkl_core.planning.language.model import (
    Language,
    Rule,
    RuleKind,
    State,
    Template,
    TypeWords,
)
from mrkl_core.planning.language.patterns import Flat, PatternError, Slot
from mrkl_core.planning.pddl.tree import Domain

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader to whom `on:` is a word, as in YAML 1.2, not the value true."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the base class's own way
        letter: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool" or letter in "tf"]
        for letter, pairs in _Base.yaml_implicit_resolvers.items()
    }


def read_yaml(text: str, file: str) -> dict[str, Any]:
    """A domain.yaml as plain data, checked against schema.json."""
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Location(file, mark.line + 1, mark.column + 1) if mark else None
        raise BadRequest(
            f"the domain's language is not YAML: {error.problem}", location=place
        ) from error
    for wrong in _validator().iter_errors(data):
        path = "".join(f"[{p!r}]" if isinstance(p, int) else f".{p}" for p in wrong.absolute_path)
        raise _wrong(file, path.lstrip("."), wrong.message)
    assert isinstance(data, dict)
    return data


@lru_cache(maxsize=1)
def _validator() -> Any:
    # Imported here: it costs 0.15 s, and finding a domain by its name reads no language.
    from jsonschema import Draft202012Validator

    schema = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def load(text: str, domain: Domain, file: str = "domain.yaml") -> Language:
    """The language that `text` gives `domain`.

    Raises BadRequest naming the file and the path in it.
    """
    return _Builder(read_yaml(text, file), domain, file).build()


def _wrong(file: str, path: str, message: str, hint: str = "") -> BadRequest:
    return BadRequest(
        f"{file}: at {path or 'the top'}: {message}",
        hint=hint,
        metadata={"file": file, "path": path},
    )


class _Builder:
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
        types = {name: self._type(name, words) for name, words in self._section("types")}
        nouns = self._nouns(types)
        self.phrases = {
            **{
                name: "|".join(n.lower() for n in (*words.nouns, *words.kinds))
                for name, words in types.items()
                if words.nouns or words.kinds
            },
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
                frozenset(t.name for t in types.values() if t.of),
            ),
            rules=tuple(self.rules),
            automaton=self.automaton.build(),
            says=self.says,
            states=tuple(self._states()),
            acyclic=frozenset(self._acyclic()),
            actions=dict(self._actions()),
        )

    def _section(self, key: str) -> Iterator[tuple[str, Any]]:
        yield from (self.data.get(key) or {}).items()

    def _known(self, name: str, known: Any, path: str, what: str) -> str:
        if name not in known:
            raise _wrong(
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
        )

    def _nouns(self, types: Mapping[str, TypeWords]) -> dict[tuple[str, ...], Noun]:
        nouns: dict[tuple[str, ...], Noun] = {}
        for name, words in types.items():
            for group, kind in ((words.nouns, False), (words.kinds, True)):
                for noun in group:
                    stems = tuple(english.stem(w) for w in noun.lower().split())
                    other = nouns.get(stems)
                    if other is not None:
                        raise _wrong(
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
        missing = sorted(set(self.parameters) - set(said))
        if missing:
            raise _wrong(
                self.file,
                "predicates",
                f"nothing says how {missing[0]!r} is said",
                f'add `{missing[0]}: ["…"]`',
            )

    def _sentences(self) -> None:
        for at, entry in enumerate(self.data.get("sentences", ())):
            path = f"sentences[{at}]"
            patterns = [entry["say"]] if isinstance(entry["say"], str) else entry["say"]
            now = tuple(self._template(f, f"{path}.now") for f in entry.get("now", ()))
            goal = tuple(self._template(f, f"{path}.goal") for f in entry.get("goal", ()))
            slots: dict[str, tuple[str, ...]] = {}
            for fact in (*now, *goal):
                for term, (_, kinds) in zip(fact[1:], self.parameters[fact[0]], strict=True):
                    if term.startswith("{"):
                        slots.setdefault(term[1:-1], kinds)
            self._add(Rule(RuleKind.SENTENCE, patterns[0], slots, now, goal), patterns, path)

    def _add(self, rule: Rule, patterns: list[str], path: str, *, untyped: str = "") -> Flat:
        number = len(self.rules)
        slots = dict(rule.slots)
        said: Flat = ()
        for pattern in patterns:
            try:
                part = pat.read(pattern, self.phrases)
                self.automaton.add(pattern, part, number)
            except PatternError as error:
                raise _wrong(self.file, path, str(error)) from error
            said = said or pat.first(part)
            for element in pat.elements(part):
                if isinstance(element, Slot):
                    self._slot(element, slots, rule, path, untyped)
                elif isinstance(element, str):
                    self.literals.add(english.stem(element))
        self.rules.append(Rule(rule.kind, rule.source, slots, rule.now, rule.goal))
        return said

    def _slot(
        self,
        slot: Slot,
        slots: dict[str, tuple[str, ...]],
        rule: Rule,
        path: str,
        untyped: str,
    ) -> None:
        if slot.type:
            self._known(slot.type, self.known_types, path, "type")
            slots[slot.name] = (slot.type,)
        elif slot.name not in slots:
            if not untyped:
                what = "parameters are" if rule.kind is RuleKind.PREDICATE else "slots with facts:"
                raise _wrong(
                    self.file,
                    path,
                    f"{{{slot.name}}} stands for nothing",
                    f"{what} {', '.join(slots) or 'none'}; or say its type: {{{slot.name}:type}}",
                )
            slots[slot.name] = (untyped,)

    def _template(self, fact: str, path: str) -> Template:
        words = tuple(fact.strip().lower().removeprefix("(").removesuffix(")").split())
        if not words or not fact.strip().startswith("("):
            raise _wrong(self.file, path, f"{fact!r} is not a fact", "write (predicate {slot} *)")
        self._known(words[0], self.parameters, path, "predicate")
        arity = len(self.parameters[words[0]])
        if len(words) - 1 != arity:
            raise _wrong(self.file, path, f"{words[0]!r} takes {arity} terms, not {len(words) - 1}")
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
            )

    def _acyclic(self) -> Iterator[str]:
        for at, name in enumerate(self.data.get("acyclic", ())):
            self._known(name, self.parameters, f"acyclic[{at}]", "predicate")
            yield name

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
                raise _wrong(
                    self.file,
                    path,
                    f"{sentence!r} names {error} which is no parameter",
                    f"parameters: {', '.join(known[name])}",
                ) from error
            yield name, sentence
        for name in known:
            if name not in said:
                raise _wrong(self.file, "actions", f"nothing says how {name!r} is told")
