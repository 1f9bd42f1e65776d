"""Whom "all others" leave out, asked where a text says it of two wholes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mrkl_core.planning.language.clause import Kind
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.moods import Mood, Statement, mentions_in

_Said = tuple[Mood, frozenset[str]]  # of the start or the end, and the predicates


def others_twice(found: Sequence[Statement], language: Language) -> Iterator[str]:
    """A question for each "all others" that is said anew after more that it may leave out.

    "A is 1 and every other place 0. B is 2 and every other place 0": is B then 0 or 2?
    """
    last: dict[tuple[_Said, object, object], str] = {}
    more: dict[_Said, bool] = {}  # whether it is said of a certain thing since
    for statement in found:
        if statement.clause.kind is not Kind.STATES:
            continue
        rules = (language.rules[number] for number, _ in statement.clause.matches[0].rules)
        about = frozenset(t[0] for rule in rules for t in (*rule.now, *rule.goal))
        said = statement.mood, about
        others = next((m for m in mentions_in(statement) if m.rest), None)
        if others is None:
            more[said] = True
            continue
        key = said, others.noun, _owner(others)
        words = statement.clause.words
        if key in last and more.get(said):
            yield f"You say “{last[key]}” and then “{words}”: which others are meant?"
        last[key] = words
        more[said] = False


def _owner(mention: Mention) -> object:
    owner = mention.owner
    return None if owner is None else (owner.noun, owner.name)
