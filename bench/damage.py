"""Ways to damage a text: each takes words and a chance, and gives other words or None.

Grouped by what must come of it: `PUT_IN` must be told of or make another problem by an
assumption, `CHANGED` must not leave the problem as it was, `CUT` may do anything that is honest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Damage = Callable[[str, Random], str | None]

_STRANGE = "zork Zork zork7 z zorks never only except or unless almost".split()
#: Words that turn what is said into something else.
_TURNED = {
    "above": "below", "under": "on", "left": "right", "right": "left", "first": "second",
    "second": "first", "open": "closed", "closed": "open", "tight": "loose", "to": "from",
    "white": "black", "black": "white", "up": "down", "on": "under", "with": "without",
    "should": "should not", "must": "must not", "inflated": "uninflated", "all": "two",
    "each": "one", "both": "three", "in": "near", "at": "near", "one": "three", "two": "five",
    "from": "to", "below": "above", "empty": "full", "clean": "dirty", "north": "south",
    "top": "bottom", "every": "one", "highest": "lowest", "before": "after", "has": "lacks",
}  # fmt: skip
_VERB = re.compile(r"\b(is|are|should|must|has to be|should be|must be)\b")
_BE = re.compile(r"\b(?:is|are)\b(?! not)")
_NUMBERED = re.compile(r"\b[A-Za-z]+[-_]?\d+(?:[-_]\d+)*\b")
_NAME = re.compile(rf"{_NUMBERED.pattern}|\b(?!A |I )[A-Z]\b")
_COUNT = re.compile(r"(?<![\w-])(\d+|two|three|four|five)\b(?= [a-z])")
_NOT = re.compile(r"\b(?:not|n't)\b ?")
_ALL = re.compile(r"\b(?:all(?: of)?(?: the)?|each(?: of)?(?: the)?|every|both|the)\b(?= [a-z])")
_AND = re.compile(r"\band\b")
_STATED = re.compile(r"[^.!?\n]*[^.!?\n:][.](?=\s|$)")
_HEDGES = (
    "may be", "might be", "could be", "is probably", "is perhaps", "is hardly", "is almost",
    "used to be", "is rarely", "would be", "is no longer", "is neither", "is either", "is nowhere",
)  # fmt: skip
_SOME = ("some", "most", "a few", "at most two", "no", "not all", "half of the", "several")
_IFS = ("If", "Unless", "Whenever", "Maybe", "Suppose not that", "It is false that", "Until")


def strange(words: str, chance: Random) -> str | None:
    """A word that means nothing here, put in anywhere."""
    parts = words.split(" ")
    at, word = chance.randrange(len(parts) + 1), chance.choice(_STRANGE)
    before, after = " ".join(parts[:at]).lower(), parts[at : at + 1]
    if word == "only" and (before.endswith(("the", "your", "its")) or after == ["one"]):
        return None  # "the only right hand", "can carry only one ball"
    return " ".join((*parts[:at], word, *parts[at:]))


def doubled(words: str, chance: Random) -> str | None:
    """One word said twice."""
    parts = words.split(" ")
    at = chance.randrange(len(parts))
    if parts[at] == "not" or not _is_word(parts[at]):
        return None  # what is not not so is so
    return " ".join((*parts[:at], parts[at], *parts[at:]))


def crossed(words: str, chance: Random) -> str | None:
    """Two words in each other's place."""
    parts = words.split(" ")
    at = chance.randrange(1, len(parts))
    if not _is_word(parts[at]) or not _is_word(parts[at - 1]):
        return None
    if all(_NAME.match(part) for part in parts[at - 1 : at + 1]):
        return None  # of a map or a list
    parts[at - 1], parts[at] = parts[at], parts[at - 1]
    return " ".join(parts)


def denied(words: str, chance: Random) -> str | None:
    """ "not" after a verb."""
    match = _one(_VERB, words, chance)
    return match and f"{words[: match.end()]} not{words[match.end() :]}"


def affirmed(words: str, chance: Random) -> str | None:
    """A "not" taken out."""
    return _replaced(_NOT, words, chance, ("",))


def turned(words: str, chance: Random) -> str | None:
    """A word turned into another that says something else."""
    parts = re.split(r"(\W+)", words)
    places = [at for at, part in enumerate(parts) if part in _TURNED]
    if not places:
        return None
    at = chance.choice(places)
    parts[at] = _TURNED[parts[at]]
    return "".join(parts)


def renamed(words: str, chance: Random) -> str | None:
    """A name exchanged for another of the same text."""
    match = _one(_NAME, words, chance)
    other = match and _another(match.group(), words, chance)
    return match and other and words[: match.start()] + other + words[match.end() :]


def counted(words: str, chance: Random) -> str | None:
    """A count made another."""
    return _replaced(_COUNT, words, chance, [str(n) for n in range(6, 13)])


def hedged(words: str, chance: Random) -> str | None:
    """ "is" made "may be", "is hardly", "used to be"."""
    return _replaced(_BE, words, chance, _HEDGES)


def scoped(words: str, chance: Random) -> str | None:
    """ "all" and "the" made "some", "most", "no"."""
    return _replaced(_ALL, words, chance, _SOME)


def parted(words: str, chance: Random) -> str | None:
    """ "and" made "or", "but not"."""
    return _replaced(_AND, words, chance, ("or", "but not", "nor", "or else", "and not"))


def doubted(words: str, chance: Random) -> str | None:
    """A sentence that begins with "If", "Maybe"."""
    match = _one(_STATED, words, chance)
    if match is None or not match.group().strip():
        return None
    start = match.end() - len(match.group().lstrip())
    return f"{words[:start]}{chance.choice(_IFS)} {words[start:]}"


def contradicted(words: str, chance: Random) -> str | None:
    """A sentence said once more, of one other thing."""
    match = _one(_STATED, words, chance)
    again = match and _renamed_in(match.group().strip(), words, chance)
    return match and again and f"{words[: match.end()]} {again}{words[match.end() :]}"


def to_itself(words: str, chance: Random) -> str | None:
    """The second name of a sentence made the first."""
    match = _one(_STATED, words, chance)
    names = list(_NAME.finditer(match.group())) if match else []
    if match is None or len(names) < 2 or names[0].group() == names[1].group():
        return None
    start, end = match.start() + names[1].start(), match.start() + names[1].end()
    return words[:start] + names[0].group() + words[end:]


def nameless(words: str, chance: Random) -> str | None:
    """A name left out."""
    return _replaced(_NUMBERED, words, chance, ("",))


def pronoun(words: str, chance: Random) -> str | None:
    """A name made "it"."""
    return _replaced(_NAME, words, chance, ("it",))


def shortened(words: str, chance: Random) -> str | None:
    """One word left out."""
    parts = words.split(" ")
    del parts[chance.randrange(len(parts))]
    return " ".join(parts)


PUT_IN: tuple[Damage, ...] = (strange, doubled, crossed)
CHANGED: tuple[Damage, ...] = (
    denied, affirmed, turned, renamed, counted, hedged, scoped, parted, doubted, contradicted,
    to_itself,
)  # fmt: skip
CUT: tuple[Damage, ...] = (shortened, pronoun, nameless)


def _is_word(part: str) -> bool:
    """Whether it is no wall or floor of a map."""
    return any(c.isalnum() for c in part)


def _one(pattern: re.Pattern[str], words: str, chance: Random) -> re.Match[str] | None:
    found = list(pattern.finditer(words))
    return chance.choice(found) if found else None


def _replaced(
    pattern: re.Pattern[str], words: str, chance: Random, others: Sequence[str]
) -> str | None:
    match = _one(pattern, words, chance)
    return match and words[: match.start()] + chance.choice(others) + words[match.end() :]


def _another(name: str, words: str, chance: Random) -> str | None:
    """A name of the same kind that the text has, too."""
    stem = re.sub(r"\d", "", name)
    names = {m.group() for m in _NAME.finditer(words)}
    others = sorted(n for n in names if n != name and re.sub(r"\d", "", n) == stem)
    return chance.choice(others) if others else None


def _renamed_in(sentence: str, words: str, chance: Random) -> str | None:
    match = _one(_NAME, sentence, chance)
    other = match and _another(match.group(), words, chance)
    return match and other and sentence[: match.start()] + other + sentence[match.end() :]
