"""Who changed what: the step after which a fact or a number is as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mrkl_core.contracts.planning import Cause, Step
from mrkl_core.planning.execute import Change, Execution, Fact, Refusal, Unmet, told_number
from mrkl_core.planning.pddl.features import operands, walk
from mrkl_core.planning.pddl.tree import Atom, Compare, Fluent, Formula

#: Stands for the initial state where a step is counted.
INITIAL = -1


class History:
    """An execution whose changes are remembered."""

    def __init__(self, execution: Execution, steps: Iterable[Step] = ()) -> None:
        self.execution = execution
        self.steps: list[Step] = list(steps)
        self._changed: dict[Fact, int] = {}
        self._rests_on: dict[str, set[str]] = {}
        for rule in execution.domain.derived:
            self._rests_on.setdefault(rule.name, set()).update(
                node.name for node in walk(rule.condition) if isinstance(node, Atom)
            )

    def take(self, step: Step) -> Change | Refusal:
        """Takes one step and remembers what it changed."""
        taken = self.execution.take(step)
        if isinstance(taken, Change):
            self.happened(len(self.steps), taken)
            self.steps.append(step)
        return taken

    def happened(self, index: int, change: Change) -> None:
        """Remembers what a step of `steps` changed that was taken elsewhere."""
        for fact in (*change.added, *change.removed, *change.numbers):
            self._changed[fact] = index

    def causes(self, unmet: Sequence[Unmet]) -> tuple[Cause, ...]:
        """For each unmet condition the step that last changed anything it speaks of."""
        return tuple(self._cause(part) for part in unmet)

    def state(self) -> tuple[str, ...]:
        """The facts that hold now, and the numbers, as PDDL; those left out that no action
        can change.
        """
        changing = self.execution.changing
        facts = [f for f in self.execution.facts() if f[0] in changing]
        numbers = self.execution.state.numbers.items()
        return (
            *sorted(f"({' '.join(fact)})" for fact in facts),
            *(
                f"(= ({' '.join(key)}) {told_number(value)})"
                for key, value in sorted(numbers)
                if key[0] in changing
            ),
        )

    def _cause(self, unmet: Unmet) -> Cause:
        last = max(map(self._since, self._subjects(unmet.condition)), default=INITIAL)
        return Cause(unmet.text, last, "" if last == INITIAL else f"({' '.join(self.steps[last])})")

    def _since(self, subject: Fact) -> int:
        """The last step that changed a fact or number; variables in it match anything."""
        if subject[1:] and not any(term.startswith("?") for term in subject):
            return self._changed.get(subject, INITIAL)
        matching = (
            step
            for (name, *terms), step in self._changed.items()
            if name == subject[0] and _match(subject[1:], terms)
        )
        return max(matching, default=INITIAL)

    def _subjects(self, condition: Formula) -> Iterator[Fact]:
        for node in walk(condition):
            match node:
                case Atom(name, terms) if name in self._rests_on:
                    yield from ((below,) for below in self._below(name))
                case Atom(name, terms):
                    yield (name, *terms)
                case Compare(_, left, right):
                    for part in (*operands(left), *operands(right)):
                        if isinstance(part, Fluent):
                            yield (part.name, *part.terms)
                case _:
                    pass

    def _below(self, name: str) -> set[str]:
        """The basic predicates that a derived one rests on."""
        found: set[str] = set()
        seen = {name}
        waiting = [name]
        while waiting:
            for used in self._rests_on[waiting.pop()] - seen:
                seen.add(used)
                if used in self._rests_on:
                    waiting.append(used)
                else:
                    found.add(used)
        return found


def _match(pattern: Sequence[str], terms: Sequence[str]) -> bool:
    return not pattern or all(
        wanted.startswith("?") or wanted == term
        for wanted, term in zip(pattern, terms, strict=True)
    )
