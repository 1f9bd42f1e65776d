"""Facts that follow: how numbers go on, and what the domain says is implied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from mrkl_core.planning.language.facts import Fact, FactIndex, filled
from mrkl_core.planning.language.model import Language, Numbers, Template
from mrkl_core.planning.language.thing import Thing
from mrkl_core.planning.language.things import Things


def chains(things: Things) -> Iterator[tuple[Fact, str]]:
    """Adds the numbers up to the highest that is spoken of, and gives how they follow."""
    for words in things.language.types.values():
        if words.numbers is None:
            continue
        of_type = things.of_type(words.name)
        values = [_value(thing, words.numbers) for thing in of_type]
        if None in values:
            continue  # named, not counted: the words must say how they follow
        spoken = [v for v in values if v is not None]
        lowest = min(spoken, default=0) if words.numbers.from_lowest else 0
        highest = max([words.numbers.usual, *spoken])
        known = dict(zip(values, of_type, strict=True))
        for value, thing in known.items():
            thing.symbol = f"{words.numbers.symbol}{value}"
        line = [known.get(n) or things.number(n) for n in range(lowest, highest + 1)]
        for low, high in pairwise(line):
            fact = filled(words.numbers.next, {"self": low, "next": high})
            yield fact, "numbers follow each other"


def highest(things: Things, told: Collection[str]) -> Iterator[str]:
    """What is assumed where no words say how high the numbers of a type go."""
    for words in things.language.types.values():
        if words.numbers is None or words.name in told:
            continue
        spoken = things.of_type(words.name)
        values = [_value(thing, words.numbers) for thing in spoken]
        if None not in values and not any(thing.listed for thing in spoken):
            most = max([words.numbers.usual, *(v for v in values if v is not None)])
            noun = things.language.noun(words.name)
            yield f"There is no {noun} above {most}: none is spoken of."


def _value(thing: Thing, numbers: Numbers) -> int | None:
    """The number that a thing is called: 2, level 2, l2."""
    if thing.name and thing.name[-1].isdecimal() and thing.name[:-1] in ((), (numbers.symbol,)):
        return int(thing.name[-1])
    return None


def implied(language: Language, facts: Mapping[Fact, str]) -> dict[Fact, str]:
    """What follows from these facts by the domain's implications, and from that, and so on."""
    index = FactIndex(facts)
    found: dict[Fact, str] = {}
    changed = bool(language.implications)
    while changed:
        changed = False
        for rule in language.implications:
            for binding, words in list(_solutions(rule.given, index, {**facts, **found})):
                fact = filled(rule.then, binding)
                if fact not in facts and fact not in found:
                    found[fact] = words
                    index.add(fact)
                    changed = True
    return found


def told_implied(
    found: Mapping[Fact, str], drawn: Collection[str], say: Callable[[Fact], str]
) -> Iterator[str]:
    """What the domain adds to what words say, one sentence for all that is alike.

    Of what follows from a map, whose words are `drawn`, the map shows as much itself.
    """
    alike: dict[str, list[Fact]] = {}
    for fact, words in found.items():
        if words not in drawn:
            alike.setdefault(str(fact[0]), []).append(fact)
    for first, *others in alike.values():
        more = f", and {len(others)} more like it" if others else ""
        yield f"{say(first)}{more}: it follows from “{found[first]}”."


def _solutions(
    given: tuple[Template, ...], index: FactIndex, words: Mapping[Fact, str]
) -> Iterator[tuple[dict[str, Thing], str]]:
    for binding in solutions(given, index, {}):
        yield binding, words.get(filled(given[0], binding), "")


def solutions(
    given: Iterable[Template], index: FactIndex, known: Mapping[str, Thing]
) -> Iterator[dict[str, Thing]]:
    """Every way to fill the slots of some templates so that all are facts."""
    todo = list(given)
    if not todo:
        yield dict(known)
        return
    for fact in index.fitting(todo[0], known):
        bound = dict(known)
        for term, thing in zip(todo[0][1:], fact[1:], strict=True):
            if term != "*" and isinstance(thing, Thing):
                bound[term.strip("{}")] = thing
        yield from solutions(todo[1:], index, bound)
