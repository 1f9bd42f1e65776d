"""Which of a schema's listed values the words mean, and which switches they turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.slots import Slot
from mrkl_core.routing.extract.tokens import Token
from mrkl_core.routing.words import terms

_NOT = frozenset("no not without exclude excluding except don't dont never avoid avoiding "
                 "skip omit hide disable".split())  # fmt: skip
#: Words in a switch's name that do not say what it switches.
_SWITCHING = frozenset(
    """
is include included has have want get show return allow enable use only if with should flag need
apply set specific be in by the of
""".split()
)
#: How many letters two words must share at their beginnings to be taken for one.
SHARED = 5


def choices(slot: Slot, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Each option of the slot that the words name, and where."""
    for option in slot.options:
        asked = _parts(str(option))
        if not asked:
            continue
        for first in range(len(tokens)):
            if (last := _match(asked, tokens, first)) is not None:
                yield Mention(Kind.CHOICE, option, first, last)


def switched(slot: Slot, tokens: Sequence[Token]) -> tuple[JsonValue, int, int] | None:
    """True or False with the tokens that say so; None if the words are silent."""
    cues = [part for part in _parts(slot.path[-1]) if part not in _SWITCHING]
    if not cues:
        return None
    best: tuple[int, int] | None = None
    for number, token in enumerate(tokens):
        if token.is_word and not token.is_asking and any(_alike(token.stem, cue) for cue in cues):
            best = (number, number) if best is None else (min(best[0], number), number)
            if len(cues) == 1:
                break
    squeezed = "".join(cues)
    if best is None:
        for number, token in enumerate(tokens):
            if len(squeezed) > 5 and re.sub(r"\W", "", token.stem) == squeezed:
                best = (number, number)
    if best is None:
        return None
    found = sum(any(_alike(t.stem, cue) for t in tokens if t.is_word) for cue in cues)
    if found * 2 < len(cues):
        return None
    before = [t.low for t in tokens[max(0, best[0] - 4) : best[0]]]
    return not _NOT.intersection(before), *best


def _parts(text: str) -> list[str]:
    return terms(text.replace("_", " ").replace("-", " "))


def _match(asked: Sequence[str], tokens: Sequence[Token], first: int) -> int | None:
    """The last token of the option that begins here."""
    place, wanted = first, 0
    while wanted < len(asked) and place < len(tokens):
        parts = _parts(tokens[place].text)
        if not parts:
            if place == first or tokens[place].text not in "-/'":
                return None
            place += 1
            continue
        if len(parts) > len(asked) - wanted:
            if "-" not in tokens[place].text:  # gas-powered is gas
                return None
            parts = parts[: len(asked) - wanted]
        if any(not _alike(p, a) for p, a in zip(parts, asked[wanted:], strict=False)):
            return None
        wanted += len(parts)
        place += 1
    return place - 1 if wanted == len(asked) else None


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short = min(len(one), len(other))
    return short >= SHARED and one[:short] == other[:short]
