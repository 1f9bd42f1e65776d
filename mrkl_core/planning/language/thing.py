"""One thing that a text speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field

from mrkl_core.planning.language.mentions import Noun


class Unclear(Exception):
    """Something only the person can decide; `question` asks for it."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


class Unknown(Exception):
    """A phrase that names nothing the text has introduced."""


@dataclass(eq=False)
class Thing:
    """One thing: how it is called, and what is known of its type."""

    shown: str
    noun: Noun | None = None
    mods: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    head: str = ""  # the noun that is part of its name: "block" of "block 3"
    owner: Thing | None = None
    by_owner: bool = False  # it is told from others by its owner: "Berlin's depot"
    said: list[str] = field(default_factory=list)
    bounds: list[tuple[str, ...]] = field(default_factory=list)
    declared: bool = False
    listed: bool = False  # introduced together with others of its kind
    article: bool = False
    anonymous: bool = False
    now: bool = False
    goal: str = ""
    symbol: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers in its name, to sort by: ball 2 before ball 10, the nameless as they are."""
        return tuple(int(part) for part in self.name if part.isdecimal())

    @property
    def phrase(self) -> str:
        """How to speak of it: "the red block", "Berlin", "Berlin's depot"."""
        if self.owner is not None and self.by_owner:
            return f"{self.owner.phrase}'s {self.shown}"
        return f"the {self.shown}" if self.article else self.shown
