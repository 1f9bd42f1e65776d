"""How many facts a text says that it tells: "there are four roads", "two roads: A to B, …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mrkl_core.planning.language.clause import Kind
from mrkl_core.planning.language.facts import Fact
from mrkl_core.planning.language.model import Language, RuleKind
from mrkl_core.planning.language.moods import Mood, Statement


def miscounted(
    found: Iterable[Statement], now: Mapping[Fact, str], language: Language
) -> Iterator[str]:
    """A question for each number of facts that is not how many are told."""
    listed: dict[tuple[str, int], tuple[int, set[str]]] = {}
    rows: dict[tuple[str, int], list[int]] = {}
    for statement in found:
        clause = statement.clause
        if clause.kind is Kind.TELLS_HOW_MANY:
            about = {t[0] for n in clause.rules for t in language.rules[n].now}
            told = [fact for fact in now if fact[0] in about]
            if len(about) != 1 or clause.number not in _sizes(told):
                yield miscount(clause.words, len(told))
        elif clause.matches and clause.matches[0].tally:
            number, at = clause.matches[0].tally
            rules = [language.rules[n] for n, _ in clause.matches[0].rules]
            if all(rule.kind is RuleKind.GRID for rule in rules):
                continue  # "four tiles form …": compared with rows and columns
            if any(rule.along for rule in rules):
                rows.setdefault((statement.sentence, at), []).append(number)
            elif statement.mood is Mood.NOW and not any(rule.count for rule in rules):
                _, words = listed.setdefault((statement.sentence, at), (number, set()))
                words.add(clause.words)
    for (sentence, _), numbers in rows.items():  # "2 towers": a clause tells of each
        if len(numbers) != numbers[0]:
            yield miscount(sentence, len(numbers))
    for (sentence, _), (number, words) in listed.items():
        told = [fact for fact, said in now.items() if said in words]
        if number not in _sizes(told):
            yield miscount(sentence, len(told))


def _sizes(facts: list[Fact]) -> tuple[int, int]:
    """How many they are, and how many if what holds both ways is one."""
    return len(facts), len({(fact[0], frozenset(fact[1:])) for fact in facts})


def miscount(words: str, told: object) -> str:
    """What to ask where words speak of another number of facts than they tell."""
    return f"You say “{words}”, but tell of {told}. Which are there?"
