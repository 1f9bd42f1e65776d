"""What "it" and "they" mean: what the clauses before named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.thing import Thing, Unclear


class Pronouns:
    """The things that a text named lately.

    `may_be` tells whether a thing fits some types, `alike` what all is known of its kind.
    """

    def __init__(
        self,
        may_be: Callable[[Thing, Sequence[str]], bool],
        alike: Callable[[Thing], Sequence[Thing]],
    ) -> None:
        self._may_be = may_be
        self._alike = alike
        self._last: tuple[Thing, ...] = ()  # by the clause before
        self._sentence = ""
        self._lately: dict[Thing, None] = {}  # by the sentence of that clause
        self._before: list[tuple[Thing, ...]] = []  # by each sentence until then

    def named(self, things: Sequence[Thing], sentence: str) -> None:
        """Takes note of what a clause of a sentence names."""
        if sentence != self._sentence:
            self._before.append(tuple(self._lately))
            self._sentence, self._lately = sentence, {}
        self._last = tuple(things)
        self._lately.update(dict.fromkeys(things))

    def fitting(self, types: Sequence[str]) -> list[Thing]:
        """Those of the clause before that may be of one of these types."""
        return [t for t in self._last if not types or self._may_be(t, types)]

    def several(self, types: Sequence[str]) -> bool:
        """Whether the sentence of the clause before named several that fit."""
        return sum(not types or self._may_be(t, types) for t in self._lately) > 1

    def goes_on(self, sentence: str) -> bool:
        """Whether the clause before is of this sentence."""
        return bool(sentence) and sentence == self._sentence

    @property
    def subject(self) -> Thing | None:
        """What the clause before is about."""
        return self._last[0] if self._last else None

    def it(self, pronoun: str, types: Sequence[str]) -> Thing:
        """The one fitting thing that the clause before named. Raises Unclear.

        It may be what such a thing belongs to; "there" also what its whole sentence named.
        """
        found = self.fitting(types)
        if not found and pronoun != "there":  # "his left gripper is full, his right one is free"
            owners = dict.fromkeys(t.owner for t in self._last if t.owner is not None)
            found = [t for t in owners if not types or self._may_be(t, types)]
        if not found and pronoun == "there":
            found = [t for t in self._lately if self._may_be(t, types)]
        if len(found) != 1:
            raise Unclear(
                f"What does “{pronoun}” mean"
                + (f": {' or '.join(t.phrase for t in found)}?" if found else "?")
            )
        return found[0]

    def they(self, mention: Mention, types: Sequence[str]) -> list[Thing]:
        """Those of the clause before; "them all" and "both" may be of its whole sentence.

        Where that is one thing, all of its kind named sentence by sentence are meant: "Robot 1
        is at A. Robot 2 is at B. They …". Raises Unclear where these are not several, or not as
        many as is said.
        """
        found = self.fitting(types)
        short = mention.count and len(found) < mention.count
        if short or "all" in mention.shown.lower().split():
            found = [t for t in self._lately if not types or self._may_be(t, types)]
        if len(found) == 1:
            found = self._one_each(types)
        shares = Counter(thing.owner for thing in found)
        if None not in shares and set(shares.values()) == {mention.count}:
            return found  # "two robots, each with a left and a right arm, both free"
        if len(found) < 2 or mention.count not in (0, len(found)):
            raise Unclear(f"What does “{mention.shown}” mean?")
        return found

    def _one_each(self, types: Sequence[str]) -> list[Thing]:
        """Those of which the sentences until now name one each, if they are all of their kind."""
        found: list[Thing] = []
        for named in (self._lately, *reversed(self._before)):
            fitting = [t for t in named if not types or self._may_be(t, types)]
            if len(fitting) != 1:
                break
            found += [t for t in fitting if t not in found]
        return found[::-1] if found and set(found) == set(self._alike(found[0])) else []
