"""What the clauses before leave to the next one: its subject, its verb, what it goes on doing."""

from __future__ import annotations

from mrkl_core.planning.language.clause import Match
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Situation:
    """Where a clause starts, and what it may leave unsaid.

    `last` is what "which" after a comma means, `said` the match of the clause before, `full`
    whether that names its subject itself and so is all that "as is B" can take up; `lists` tells
    that the sentence goes on listing what there is, `naming` that it may do so without a verb
    ("there are two rooms, three balls"); `denied` that "or" goes on with what is not so; `topic` is
    what a line is about: "hub 1: the nut is tight, on the ground".
    """

    subject: tuple[Mention, ...] = ()
    wanting: bool = False
    last: tuple[Mention, ...] = ()
    said: Match | None = None
    full: bool = False
    lists: bool = False
    naming: bool = False
    denied: bool = False
    topic: tuple[Mention, ...] = ()
