"""How many things of a kind there are: "three balls", and which they are."""

from __future__ import annotations

from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import Mention, parts
from mrkl_core.planning.language.thing import Thing
from mrkl_core.planning.language.things import Things

#: No text speaks of more things without naming them.
MOST = 500


class Counts:
    """The claims of a text about how many there are."""

    def __init__(self, things: Things, assumptions: list[str], questions: list[str]) -> None:
        self.things = things
        self.assumptions = assumptions
        self.questions = questions

    def open(self, kind: str) -> bool:
        """Whether more things of a type are claimed than are known yet."""
        return any(
            mention.noun is not None
            and mention.noun.type == kind
            and mention.count
            > sum(set(mention.mods) <= set(t.mods) for t in self.things.of_type(kind))
            for mention, _ in self.things.claims
        )

    def claims(self) -> list[tuple[Mention, str]]:
        """The claims with their words; those that tell more of what they count come first."""
        return sorted(self.things.claims, key=lambda claim: not claim[0].mods)

    def settle(self, mention: Mention, words: str) -> None:
        """Compares a claim with what the text names, and names what it does not.

        Raises Unclear or Unknown where it is not told whose the things are.
        """
        noun = mention.noun
        assert noun is not None
        of_kind = [t for t in self.things.all if t.noun == noun]
        there = [
            t
            for t in (of_kind if noun.kind else self.things.of_type(noun.type))
            if set(mention.mods) <= set(t.mods)
        ]
        if mention.owner is not None:  # "3 areas in depot 1: A, B and C"
            owner = self.things.find(mention.owner, (), create=True)[0]
            there = [t for t in there if self.things.owner_of(t) is owner]
        exactly = [t for t in there if self.things.possible(t) == (noun.type,)]
        if mention.count in (len(there), len(exactly)):
            return
        names = english.listing([t.phrase for t in there])
        if len(there) > mention.count:
            self.questions.append(
                f"You say “{words}”, but speak of {len(there)}: {names}. Which are there?"
            )
            return
        if mention.count > MOST:
            self.questions.append(f"{mention.count} are too many to name; {MOST} can be.")
            return
        told = [set(m.mods) for m, _ in self.things.claims if m.mods and m.mods != mention.mods]
        others = [
            t
            for t in self.things.of_type(noun.type)
            if not (t.declared or any(mods <= set(t.mods) for mods in told))
        ]
        bare = [t for t in others if not t.mods]
        if mention.mods and not there and len(bare) == mention.count:
            # "4 flat tyres": those that are not said to be spare
            for thing in bare:
                thing.mods = mention.mods
            names = english.listing([t.phrase for t in bare])
            self.assumptions.append(f"“{words}” means {names}.")
            return
        if mention.mods and not there and others:
            names = english.listing([t.phrase for t in others])
            self.questions.append(f"You say “{words}”: are {names} among them?")
            return
        if mention.count == 1:
            thing = self.things.add(noun, " ".join((*mention.mods, mention.said or noun.name)))
            thing.mods, thing.article = mention.mods, True
            return
        scheme = self._scheme(there, mention)
        if scheme is None:
            self.questions.append(
                f"You say “{words}”, but name only {names}. What are the others called?"
            )
            return
        before, glue = scheme
        known = {t.name for t in there}
        made: list[str] = []
        numeric = self.things.language.types[noun.type].numbers
        first = 0 if numeric or any(t.name[-1:] == ("0",) for t in there) else 1
        for number in range(first, mention.count + first):
            shown = f"{before}{glue}{number}"
            name = (str(number),) if not there or there[0].noun == noun else parts(shown)
            if name not in known:
                thing = self.things.add(noun, shown, name)
                thing.mods = mention.mods
                made.append(thing.phrase)
        if len(there) + len(made) != mention.count:
            self.questions.append(
                f"You say “{words}”, but also name {names}. What are all of them called?"
            )
        elif made:
            self.assumptions.append(
                f"There {'is' if len(made) == 1 else 'are'} {english.listing(made)}: "
                f"“{words}” does not name {'it' if len(made) == 1 else 'them'}."
            )

    def _scheme(self, there: list[Thing], mention: Mention) -> tuple[str, str] | None:
        """How the unnamed ones are called: as the named ones are, with the next numbers."""
        assert mention.noun is not None
        if not there:
            return " ".join((*mention.mods, mention.said or mention.noun.name)), " "
        heads = set()
        for thing in there:
            digits = len(thing.shown) - len(thing.shown.rstrip("0123456789"))
            if not digits or int(thing.shown[-digits:]) > mention.count:
                return None
            heads.add(thing.shown[:-digits])
        alike = len({head.lower() for head in heads}) == 1
        return (min(heads, key=str.isupper), "") if alike else None
