"""What a request mentions: a value, what kind of value it is, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mrkl_core.contracts.jsonvalue import JsonValue


class Kind(StrEnum):
    """What a mention was read as."""

    NUMBER = "number"
    QUOTED = "quoted"
    DATE = "date"
    TIME = "time"
    EMAIL = "email"
    LINK = "link"
    FORMULA = "formula"
    NAME = "name"  # begins each word with a capital
    PHRASE = "phrase"
    LIST = "list"
    CHOICE = "choice"  # a value that the schema lists


@dataclass(frozen=True)
class Mention:
    """One value in the words; `first` and `last` are the tokens it goes from and to.

    `unit` is the unit as written, `%` or a currency; `how` says how the value differs from
    what stands there ("as a fraction of one", "in kilometres").
    """

    kind: Kind
    value: JsonValue
    first: int
    last: int
    unit: str = ""
    how: str = ""
    items: tuple[Mention, ...] = ()

    def overlaps(self, other: Mention) -> bool:
        """Whether both claim a token."""
        return self.first <= other.last and other.first <= self.last
