"""Lists in a request: in brackets, or mentions strung together by commas and `and`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_core.contracts.jsonvalue import parse_json
from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.tokens import Token

#: What may stand between two items.
_BETWEEN = frozenset((",", "and", "or", "&", "plus", "then", ";"))
_BRACKETS = re.compile(r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]|\([^()]*,[^()]*\)")
#: How many items one list may have.
MAX_ITEMS = 50


def bracketed(words: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Lists in brackets, as JSON would read them; bare words become texts."""
    for match in _BRACKETS.finditer(words):
        value = _read(match[0])
        inside = [
            n for n, t in enumerate(tokens) if t.start < match.end() and match.start() < t.end
        ]
        if value and inside:
            yield Mention(Kind.LIST, value, inside[0], inside[-1], how="in brackets")


def strung(tokens: Sequence[Token], items: Sequence[Mention]) -> Iterator[Mention]:
    """Runs of two and more neighbouring items with only a comma or `and` between them.

    `items` are of one kind and sorted; where several begin at one place, each is tried.
    """
    starting: dict[int, list[Mention]] = {}
    for item in items:
        starting.setdefault(item.first, []).append(item)
    ended: set[int] = set()
    for item in items:
        if item.first in ended:
            continue
        run = [item]
        while len(run) < MAX_ITEMS and (after := _next(tokens, run[-1], starting)) is not None:
            run.append(after)
        if len(run) > 1:
            ended |= {member.first for member in run[1:]}
            yield Mention(
                Kind.LIST, [i.value for i in run], run[0].first, run[-1].last, items=tuple(run)
            )


def _next(
    tokens: Sequence[Token], item: Mention, starting: dict[int, list[Mention]]
) -> Mention | None:
    """The next item, alike in length and kind."""
    place, seen = item.last + 1, False
    while place < len(tokens) and (
        tokens[place].low in _BETWEEN or tokens[place].text in "'\"“”‘’" or
        (seen and tokens[place].low in ("a", "an", "the"))
    ):  # fmt: skip
        seen = seen or tokens[place].low in _BETWEEN
        place += 1
    following = starting.get(place, []) if seen else []
    if not following:
        return None
    # The longest that something other than a word ends.
    whole = [m for m in following if _ends(tokens, m)]
    return (whole or following)[-1]


def _ends(tokens: Sequence[Token], item: Mention) -> bool:
    after = tokens[item.last + 1] if item.last + 1 < len(tokens) else None
    return after is None or not after.is_word or after.is_function


def _read(text: str) -> list[object] | None:
    plain = text.replace("(", "[").replace(")", "]")
    try:
        value = parse_json(plain.replace("'", '"'))
    except ValueError:
        if "[" in plain[1:-1]:
            return None
        parts = [part.strip().strip("'\"") for part in plain[1:-1].split(",")]
        return [_plain(part) for part in parts] if all(parts) else None
    return value if isinstance(value, list) else None


def _plain(text: str) -> object:
    try:
        return parse_json(text)
    except ValueError:
        return text
