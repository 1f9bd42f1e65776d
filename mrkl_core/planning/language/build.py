"""Builds a Language from the plain data of a domain.yaml, checking it against its domain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mrkl_core.planning.language import english, numbering, sizes
from mrkl_core.planning.language import patterns as pat
from mrkl_core.planning.language.mentions import Lexicon, Noun
from mrkl_core.planning.language.model import (
    NOT,
    Language,
    Numbers,
    Rule,
    RuleKind,
    TypeWords,
)
from mrkl_core.planning.language.patterns import Flat, PatternError, Slot
from mrkl_core.planning.language.sections import Sections, wrong
from mrkl_core.planning.pddl.tree import Domain

#: How it is said that a list of numbers with names goes up; used as <up> and <each> below.
_UP = (
    "in (ascending|increasing|rising) order|lowest first|from low to high|from bottom to top|"
    "from [the] (lowest|bottom) [one] to [the] (highest|top) [one]|ascending"
)
_EACH_NEXT = "(each|each one|each of them|every one) [is] [directly] followed by the next [one]"
_ORDERS = (
    "{x} is [listed|given|named|numbered] in (ascending|increasing|rising|this|that) order",
    "{x} [,] [listed|given] (<up>|in (this|that) order)",
    "[the] [possible] <noun> [(of|in|for) {y:object}] [,] [listed|given|\\(] (<up>) [\\)] [,] "
    "(is|:) {x}",
    "[the] [possible] <noun> [(of|in|for) {y:object}] (is [called|named|ordered]|:) {x} "
    "[,] [listed|given|\\(] (<up>) [\\)]",
    "{x} is [the] <noun> [(of|in|for) {y:object}] [,] [listed|given|\\(] (<up>) [\\)]",
    "([the] <noun> order|the order of [the] <noun>) [(of|in|for) {y:object}] (is|:) {x} [,] (<up>)",
    "[[the] <noun> (is [called|named]|:)] {x} [,] <each>",
)


#: The same where only the names may tell which way.
_ORDERED = ("[the] <noun> [(of|in|for) {y:object}] is ordered [as|:] {x}",)


class Builder(Sections):
    """Builds a Language from plain data, step by step."""

    def __init__(self, data: Mapping[str, Any], domain: Domain, file: str) -> None:
        super().__init__(data, domain, file)
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
            **sizes.PHRASES,
            **self.data.get("phrases", {}),
        }
        self._predicates()
        self._sentences()
        self._orders(types)
        for at, entry in enumerate(self.data.get("background", ())):
            told = {"say": entry} if isinstance(entry, str) else entry
            path, count = f"background[{at}]", told.get("count", "")
            if count and count not in self.parameters:
                raise wrong(self.file, path, f"{count} is no predicate")
            rule = Rule(RuleKind.BACKGROUND, told["say"], count=count)
            self._add(rule, [told["say"]], path, untyped="object")
        apart = frozenset(self._apart(types))
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
                apart | {english.stem(word) for word in self.data.get("adjectives") or {}},
                apart,
                self._names(types),
                tuple(self._like()),
                numerals=bool(self.data.get("grids")) or any(t.numbers for t in types.values()),
                place=self._place(types),
                agents=frozenset(self.data.get("agents", ())),
                lasting=tuple(self._lasting()),
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
        return Numbers(
            words["symbol"], following, words.get("usual", 0), words.get("from") == "lowest"
        )

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
            own = any(name in pattern and "\\(" in pattern for pattern in patterns)
            self._formal(name, len(self.rules) - 1, own=own)
        missing = sorted(set(self.parameters) - set(said))
        if missing:
            raise wrong(
                self.file,
                "predicates",
                f"nothing says how {missing[0]!r} is said",
                f'add `{missing[0]}: ["…"]`',
            )

    def _formal(self, name: str, rule: int, *, own: bool) -> None:
        """ "on(b1, b2)", "height(p) = 2", "handempty", as predicates are written.

        `own` tells that the language says itself what "up(t1) = t2" means.
        """
        plain = re.sub("[-_]", "", name)
        head = pat.Choice(tuple(dict.fromkeys((name, plain, name.replace("-", "_")))))
        slots = [Slot(slot) for slot, _ in self.parameters[name]]
        if slots:
            terms = [part for slot in slots for part in (",", slot)][1:]
            self.automaton.add(name, pat.Sequence((head, "(", *terms, ")")), rule)
        if len(slots) > 1 and not own:  # the last is the value of a function of the others
            terms = terms[:-2]
            part = pat.Sequence((head, "(", *terms, ")", pat.Be(), slots[-1]))
            self.automaton.add(name, part, rule)
        if not slots and plain != name:
            self.automaton.add(name, head, rule)

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
            unless = tuple(self._template(f, f"{path}.unless") for f in entry.get("unless", ()))
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
                unless=unless,
                most=(most := entry.get("most", "")),
            )
            self._add(rule, patterns, path)
            for slot in filter(None, (along, most)):
                if slot not in self.rules[-1].slots:
                    raise wrong(self.file, path, f"{{{slot}}} is in none of its sentences")
        for number, entry in enumerate(self.data.get("grids", ())):
            rule = Rule(RuleKind.GRID, str(number), {"rows": (), "columns": ()})
            alone = number == 0 and "of" not in self.data["types"][entry["of"]]
            told = (*sizes.OF_ANY, *sizes.OF_THE_GRID) if alone else sizes.OF_ANY
            general = self._of_places(entry["of"], told) if number == 0 else []
            self._add(rule, [*entry["say"], *general], f"grids[{number}]")
            if "missing" in entry:
                gap = Rule(RuleKind.GRID, str(number), {"here": (entry["of"],)})
                self._add(gap, entry["missing"], f"grids[{number}].missing")
            if number == 0:
                self._numbering(entry["of"])

    def _numbering(self, kind: str) -> None:
        """How rows and columns are numbered is told alike in every domain."""
        own = self.phrases
        alone = "of" not in self.data["types"][kind]
        spots, kinds = self._spots(kind), (kind, *self._above(kind))
        movers = [own[name] for name in self.data["types"] if name in own and name not in kinds]
        movers += self.data.get("agents", ())
        for key, patterns, phrases in numbering.patterns(spots, movers, alone=alone):
            self.phrases = phrases
            rule = Rule(RuleKind.NUMBERING, key)
            self._add(rule, list(patterns), "", untyped="object")
        self.phrases = own

    def _spots(self, kind: str) -> str:
        """The nouns for a place of a grid, those of what it is a kind of, too."""
        kinds = (kind, *self._above(kind))
        return "|".join(self.phrases[name] for name in kinds if name in self.phrases) or kind

    def _of_places(self, kind: str, patterns: Sequence[str]) -> list[str]:
        return [pattern.replace("<spots>", f"({self._spots(kind)})") for pattern in patterns]

    def _orders(self, types: Mapping[str, TypeWords]) -> None:
        """ "The levels are low, mid and high, in this order": how numbers that have names go on."""
        for name, words in types.items():
            if words.numbers is not None:
                path = f"types.{name}.numbers"
                following = tuple(t.replace("{self}", "{this}") for t in words.numbers.next)
                slots = dict.fromkeys(("x", "this", "next"), (name,))
                noun = "|".join(words.nouns)
                own = self.phrases
                self.phrases = {**own, "noun": noun, "up": _UP, "each": _EACH_NEXT}
                for source, ways in (("order", _ORDERS), ("ordered", _ORDERED)):
                    rule = Rule(RuleKind.SENTENCE, source, slots, (following,), along="x")
                    self._add(rule, list(ways), path)
                self.phrases = own

    def _add(self, rule: Rule, patterns: list[str], path: str, *, untyped: str = "") -> Flat:
        number = len(self.rules)
        slots = dict(rule.slots)
        said: Flat = ()
        for pattern in patterns:
            try:
                part = pat.read(pattern, self.phrases)
                for way in (part, *pat.attributes(part)):
                    self.automaton.add(pattern, way, number)
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
