"""What a clause is: the ways it fits patterns, or what else it does."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.patterns import Node
from mrkl_core.records import dataclass


class Kind(StrEnum):
    """What a clause does."""

    STATES = "states"  # a pattern of the domain
    DECLARES = "declares"  # names things: "there are two cities"
    CLASSIFIES = "classifies"  # says what things are: "B is an airport"
    OPENS = "opens"  # a cue: "my goal is that"
    SPEAKS_OF = "speaks of"  # names what the next clause is about: "the robot, which …"
    DRAWS = "draws"  # introduces a map
    LEAVES_OPEN = "leaves open"  # says of what no goal speaks
    TELLS_HOW_MANY = "tells how many"  # facts that others tell: "there are four roads"
    TURNS_ROUND = "turns round"  # what the sentence says holds both ways
    REMARKS = "remarks"  # what can be done: a rule of the world, no fact
    TITLE = "is a title"  # the first line, set off from the rest
    ADDS_NOTHING = "adds nothing"  # a courtesy, or the domain's rules retold
    UNREAD = "unread"


#: How many facts a clause says it tells, with those that go on with it, and the token that says so.
Tally = tuple[int, int]


class Step(NamedTuple):
    """A state of the automaton on the way of a match, what was met until there, the step before."""

    node: Node
    bound: tuple[tuple[Mention, ...], ...]
    before: Step | None
    tally: Tally | None = None


@dataclass(frozen=True)
class Match:
    """One way a clause fits patterns: `rules` are (rule, slot names); `bound` their fillers.

    `wish` is True or False where the verb or an adverb says end or start, else None. `path` is
    the way through the automaton, which the next clause may take up: "…, and B on C"; `answered`
    tells that it is negated by an answer: "A is on B: no".
    """

    end: int
    rules: tuple[tuple[int, tuple[str, ...]], ...]
    bound: tuple[tuple[Mention, ...], ...]
    wish: bool | None
    negated: bool
    cost: float
    declares: bool = False
    bare: bool = False
    path: Step | None = None
    tally: Tally | None = None
    answered: bool = False


@dataclass(frozen=True)
class Clause:
    """One part of a sentence and what it does; `matches` are the ways it fits, best first."""

    kind: Kind
    words: str
    matches: tuple[Match, ...] = ()
    mentions: tuple[Mention, ...] = ()
    noun: Mention | None = None
    goal: bool | None = None  # for OPENS: True goal, False now, None neither
    heads: bool = False  # for OPENS: what follows in later sentences belongs to it too
    of_goal: bool = False  # for OPENS: it names the goal ("my goal is …")
    start: int = 0
    end: int = 0
    drawing: int = 0  # for DRAWS: which map of the text
    number: int = 0  # for TELLS_HOW_MANY: of the facts of one of `rules`
    rules: frozenset[int] = frozenset()
    topic: tuple[Mention, ...] = ()  # what its line is about: "hub 1: the nut is tight"
