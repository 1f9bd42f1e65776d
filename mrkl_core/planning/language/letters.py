"""Letters that stand for every number: "dispenser N dispenses ingredient N"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.planning.language.clause import Kind, Match
from mrkl_core.planning.language.mentions import Mention, Noun
from mrkl_core.planning.language.moods import Statement, mentions_in
from mrkl_core.planning.language.thing import Unclear, Unknown
from mrkl_core.planning.language.things import Things

_LETTERS = frozenset("ijkmn")


def letters(found: Sequence[Statement]) -> frozenset[str]:
    """The letters that stand for numbers in a text.

    Those of "for every k", and those that alone name things of two kinds in one clause, where
    other things of these kinds are counted or have numbers.
    """
    called: dict[Noun, set[str]] = defaultdict(set)
    counted: set[Noun] = set()
    together: dict[str, set[Noun]] = defaultdict(set)
    told: set[str] = set()
    for statement in found:
        if statement.clause.kind is Kind.ADDS_NOTHING:
            told.update(filter(None, map(letter_of, statement.clause.mentions)))
            continue
        here: dict[str, set[Noun]] = defaultdict(set)
        for mention in mentions_in(statement):
            if mention.noun is None:
                continue
            if letter := letter_of(mention):
                here[letter].add(mention.noun)
                called[mention.noun].add(letter)
            elif mention.count > 1 or (mention.name and mention.name[-1].isdecimal()):
                counted.add(mention.noun)
        for letter, nouns in here.items():
            if len(nouns) > 1:
                together[letter] |= nouns
    return frozenset(told) | {
        letter
        for letter, nouns in together.items()
        if nouns <= counted and all(called[noun] == {letter} for noun in nouns)
    }


def letter_of(mention: Mention) -> str:
    """The letter that a thing is called by: "k" of "hub k"; empty if by no such letter."""
    name = mention.name
    return name[0] if len(name) == 1 and name[0] in _LETTERS else ""


def letter_in(statement: Statement, general: frozenset[str]) -> str:
    """The first letter that stands for numbers in a clause; empty if none does."""
    if not general or statement.clause.kind is not Kind.STATES:
        return ""
    return next((x for m in mentions_in(statement) if (x := letter_of(m)) in general), "")


def for_each(statement: Statement, letter: str, things: Things) -> dict[int, Statement]:
    """The clause with each number in the place of the letter, by the number.

    Raises Unclear where the numbers of the things named by it differ, Unknown if there are none.
    """
    named = [m for m in mentions_in(statement) if m.noun is not None and letter_of(m) == letter]
    numbers = [_numbers(mention, things) for mention in named]
    if any(other != numbers[0] for other in numbers):
        words = statement.clause.words
        raise Unclear(f"Which numbers does {letter} stand for in “{words}”? They differ by kind.")
    if not numbers or not numbers[0]:
        raise Unknown(letter)
    clause = statement.clause
    return {
        number: replace(
            statement,
            clause=replace(clause, matches=tuple(_of(m, letter, number) for m in clause.matches)),
        )
        for number in sorted(numbers[0])
    }


def _numbers(mention: Mention, things: Things) -> set[int]:
    """The numbers of the things of a kind that a letter may stand for."""
    assert mention.noun is not None
    there = things.called(mention.noun)
    return {t.numbers[-1] for t in there if t.numbers and set(mention.mods) <= set(t.mods)}


def _of(match: Match, letter: str, number: int) -> Match:
    bound = tuple(tuple(_called(m, letter, number) for m in mentions) for mentions in match.bound)
    return replace(match, bound=bound)


def _called(mention: Mention, letter: str, number: int) -> Mention:
    if mention.owner is not None:
        mention = replace(mention, owner=_called(mention.owner, letter, number))
    if letter_of(mention) != letter:
        return mention
    return replace(mention, name=(str(number),), shown=f"{mention.shown[:-1]}{number}")
