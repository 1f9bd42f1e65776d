"""What there is though no word of a text names it: the usual things, the domain's own."""

from __future__ import annotations

from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import Noun
from mrkl_core.planning.language.thing import Unclear
from mrkl_core.planning.language.things import Things


def add_usual(things: Things) -> list[str]:
    """Adds what there is unless something else is said, and says so."""
    added = []
    for words in things.language.types.values():
        if not words.unless_said or words.of:
            continue
        mine = things.of_type(words.name)
        there = {t.shown for t in mine}
        if any(t.declared for t in mine):
            continue
        if not there <= set(words.unless_said):
            raise Unclear(f"Which {things.language.noun(words.name)}s are there?")
        if there != set(words.unless_said):
            for shown in words.unless_said:
                if shown not in there:
                    things.add_part(shown)
            listed = english.listing([f"a {shown}" for shown in words.unless_said])
            added.append(f"There is {listed}: nothing else is said.")
    return added


def add_constants(things: Things) -> None:
    """Adds the things that the domain itself names, unless the text speaks of them."""
    for constant in things.language.domain.constants:
        kind = constant.types[0]
        noun = things.language.lexicon.nouns.get((english.stem(constant.name),))
        if noun is None or not noun.kind:
            noun = Noun(things.language.noun(kind), kind)
        if not any(t.noun == noun and not (t.mods or t.name) for t in things.all):
            thing = things.add(noun, constant.name)
            thing.article, thing.symbol = noun.kind, constant.name
