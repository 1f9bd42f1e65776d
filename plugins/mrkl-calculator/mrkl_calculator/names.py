"""What names stand for in an expression: values, functions of one argument, unknowns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace

from mrkl_calculator.tree import Node, Symbol, replaced


@dataclass(frozen=True)
class Names:
    """The names an expression may use beside functions and constants.

    `unknowns` are names that stay unknown; with `letters`, so does every other single letter
    but e and i. What is defined here goes before a constant of the same name.
    """

    values: Mapping[str, Node] = field(default_factory=dict)
    functions: Mapping[str, tuple[str, Node]] = field(default_factory=dict)
    _: KW_ONLY
    unknowns: frozenset[str] = frozenset()
    letters: bool = False

    def has(self, word: str) -> bool:
        """Whether this word is one of the names."""
        return word in self.functions or self.has_value(word)

    def has_value(self, word: str) -> bool:
        """Whether this word is a value or an unknown."""
        if word in self.values or word in self.unknowns:
            return True
        return self.letters and _letter(word) and word not in self.functions

    def value(self, word: str, at: int) -> Node | None:
        """The tree this name stands for; None for a function."""
        if word in self.values:
            return self.values[word]
        return Symbol(word, at) if self.has_value(word) else None

    def applied(self, name: str, argument: Node) -> Node:
        """A given function, of this argument."""
        parameter, body = self.functions[name]
        return replaced(body, {parameter: argument})

    def given(self, name: str, value: Node) -> Names:
        """These names and one value more."""
        return replace(self, values={**self.values, name: value})

    def defined(self, name: str, parameter: str, body: Node) -> Names:
        """These names and one function more."""
        return replace(self, functions={**self.functions, name: (parameter, body)})

    def local(self, *unknowns: str) -> Names:
        """These names with some of them unknown, as a function's parameter is."""
        values = {k: v for k, v in self.values.items() if k not in unknowns}
        return replace(self, values=values, unknowns=self.unknowns | {*unknowns})

    def open(self, *unknowns: str) -> Names:
        """These names, and every other letter as an unknown; these too, if they have no value."""
        free = {name for name in unknowns if name not in self.values}
        return replace(self, letters=True, unknowns=self.unknowns | free)


NO_NAMES = Names()
#: Every letter is an unknown.
LETTERS = Names(letters=True)


def _letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word not in ("e", "i", "π")
