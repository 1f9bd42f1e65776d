"""What a text denies, and what of a state is left then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mrkl_core.planning.language.facts import Fact
from mrkl_core.planning.language.model import State, Template
from mrkl_core.planning.language.thing import Thing
from mrkl_core.planning.language.things import Things


class Denials:
    """The facts that a text denies, each with its words."""

    def __init__(self, things: Things, denied: Mapping[Fact, str]) -> None:
        self.things = things
        self.denied = denied
        self._told: dict[tuple[str, object], set[object]] = {}  # of what each clause denies a fact
        for fact, words in denied.items():
            self._told.setdefault((words, fact[0]), set()).update(fact[1:])

    def left(
        self, state: State, binding: Mapping[str, Thing], denied: Sequence[Fact]
    ) -> list[Template]:
        """Those of a state that may hold though some facts are denied."""
        count = Counter(fact[0] for fact in denied)
        return [t for t in state.one_of if count[t[0]] < self._many(t, binding)]

    def of_all(self, state: State, denied: Sequence[Fact]) -> bool:
        """Whether what is denied is denied of all things that the state is one of, at once."""
        every = {t for _, kind in state.each for t in self.things.of_type(kind)}
        told = (self._told[self.denied[fact], fact[0]] for fact in denied)
        return len(every) > 1 and all(every <= things for things in told)

    def _many(self, template: Template, binding: Mapping[str, Thing]) -> int:
        """How many facts a template of a state stands for."""
        count = 1
        kinds_of = self.things.language.kinds(template[0])
        for term, kinds in zip(template[1:], kinds_of, strict=True):
            if term.strip("{}") not in binding:
                others = set(self.things.of_type(*kinds)) - set(binding.values())
                count *= len(others)
        return max(1, count)
