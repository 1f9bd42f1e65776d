"""Takes a request for several things apart: each part is a request of its own.

"Weather in Paris and Berlin tomorrow" asks for two: what comes before and after the values that
stand side by side belongs to both. A part is the request with all that is not its own blanked
out, so that a place in a part is the same place in the request.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mrkl_core.routing.extract.tokens import ASKING

#: More parts than this are not looked for.
MAX_PARTS = 8
#: How far into a part the first word that it shares with the one before may stand.
REACH = 3

#: Words whose full stop ends no sentence; after a firm's one may.
_SHORTENED = r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|vs|No)\.(?=\s)|\b(?:Inc|Ltd|Co|Corp|Jr|Sr)\.(?=\s+[a-z(])"
_TOKEN = re.compile(
    _SHORTENED
    + r"""|\[[^\]]*\]|(?<!\S)\([^)]*\)|(?<!\S)"[^"]{1,120}"|“[^”]*”|(?<!\S)'[^'\n]+'(?!\w)"""
    r"""|[^\s,.?!;]\S*?(?=[,.?!;]*(?:\s|$))|\S"""
)
_QUOTED = re.compile(r"""(\s*)(?:"([^"]*)"|“([^“”]*)”)(\s*)""")
#: What opens the next part, and says nothing in it.
_OPENERS = frozenset("and then also finally lastly next plus after that another".split())
#: What begins a clause that asks by itself: it shares no words before it.
_CLAUSES = ASKING | frozenset("how tell show what when where which who whose why".split())
_ENDS = frozenset(".?!;")
#: Parts a request wherever it stands, as the end of a sentence does.
_ALWAYS = frozenset(("then", "also"))
#: An `and` after a comma: it parts more than one without.
_COMMA_AND = ", and"
#: What else may part a request, the finest first.
_LEVELS = (
    frozenset((",", "and", _COMMA_AND)),
    frozenset(("and", _COMMA_AND)),
    frozenset((_COMMA_AND,)),
    frozenset[str](),
)


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    shape: str


@dataclass(frozen=True)
class _Piece:
    """Tokens between two joints; `fresh` if a sentence ends before it."""

    tokens: tuple[_Token, ...]
    fresh: bool


def splits(words: str, *, tailed: bool = True) -> Iterator[tuple[str, ...]]:
    """Ways to take a request apart, the finest first; none if it asks for one thing.

    Whether its parts share what only the last of them goes on to say, the words do not tell: they
    do if `tailed`.
    """
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(words):
        token = _token(match)
        if token.shape == "and" and tokens and tokens[-1].shape == ",":
            token = replace(token, shape=_COMMA_AND)
        tokens.append(token)
    seen: set[tuple[str, ...]] = set()
    for joints in _LEVELS:
        pieces = _pieces(tokens, joints)
        if not 1 < len(pieces) <= MAX_PARTS or ("," in joints and not _flat(tokens)):
            continue
        parts = tuple(_kept(words, part) for part in _parts(pieces, tailed=tailed))
        if parts not in seen:
            seen.add(parts)
            yield parts


def unquoted(words: str) -> str:
    """The words with blanks for quotes that stand around all of them: they quote no value."""
    whole = _QUOTED.fullmatch(words)
    return words if whole is None else f"{whole[1]} {whole[2] or whole[3]} {whole[4]}"


def sentences(words: str) -> tuple[str, ...]:
    """The sentences of a request, each in its place."""
    pieces = _pieces([_token(match) for match in _TOKEN.finditer(words)], frozenset())
    found: list[list[_Token]] = []
    for piece in pieces:
        if piece.fresh or not found:
            found.append([])
        found[-1] += piece.tokens
    return tuple(_kept(words, tokens) for tokens in found)


def _token(match: re.Match[str]) -> _Token:
    text = match[0]
    shape = text.lower()
    if text[0].isdigit() or text[0] in "$€£":
        shape = "#"
    elif len(text) > 2 and text[0] in "[(\"“'":
        shape = text[0]
    elif text[0].isupper() and match.start() and shape not in _OPENERS:
        shape = "A"
    return _Token(match.start(), match.end(), shape)


def _flat(tokens: Sequence[_Token]) -> bool:
    """Whether commas part the items of one list: it has an `and`, and none comes after it."""
    shapes = [token.shape for token in tokens]
    ands = [n for n, shape in enumerate(shapes) if shape in ("and", _COMMA_AND)]
    return bool(ands) and "," not in shapes[ands[-1] :]


def _pieces(tokens: Sequence[_Token], joints: frozenset[str]) -> list[_Piece]:
    """The request between its joints; the ends of sentences always are some."""
    found: list[_Piece] = []
    here: list[_Token] = []
    fresh = True
    for token in [*tokens, _Token(0, 0, ".")]:
        ends = token.shape in _ENDS
        if not ends and token.shape not in joints | _ALWAYS:
            if here or token.shape not in _OPENERS | {","}:
                here.append(token)
            continue
        while here and here[-1].shape in _OPENERS | {","}:
            here.pop()
        if here:
            found.append(_Piece(tuple(here), fresh))
            here, fresh = [], False
        fresh = fresh or ends
    return found


def _parts(pieces: Sequence[_Piece], *, tailed: bool) -> list[list[_Token]]:
    """The tokens of each part: its own, and those it shares with its neighbours."""
    found: list[list[_Token]] = []
    group: list[tuple[_Token, ...]] = []
    head: tuple[_Token, ...] = ()
    base: tuple[_Token, ...] = ()
    for piece in pieces:
        whole = piece.fresh or piece.tokens[0].shape in _CLAUSES
        start = None if whole or not base else _alike(base, piece.tokens)
        if start is None:
            found += _with_tail(head, group, tailed)
            head, base, group = (), piece.tokens, [piece.tokens]
        else:
            if len(group) == 1:
                head, group = base[:start], [base[start:]]
            group.append(piece.tokens)
    return [*found, *_with_tail(head, group, tailed)]


def _alike(base: Sequence[_Token], piece: Sequence[_Token]) -> int | None:
    """Where in `base` the words begin that `piece` stands beside; None if nowhere.

    Of several places the one from which both go on alike longest, the last of these.
    """
    for offset, token in enumerate(piece[:REACH]):
        places = [n for n, other in enumerate(base) if other.shape == token.shape]
        if not places:
            continue
        shapes = _shapes(piece[offset:])
        place = max(places, key=lambda n: (_in_common(_shapes(base[n:]), shapes), n))
        while token.shape == "A" and place and base[place - 1].shape == "A":
            place -= 1
        return max(0, place - offset)
    return None


def _shapes(tokens: Sequence[_Token]) -> list[str]:
    """The shapes of tokens, that of a name of several words once."""
    return [tokens[n].shape for n in _runs(tokens)]


def _in_common(some: Sequence[str], others: Sequence[str]) -> int:
    """How many shapes both begin with."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _with_tail(
    head: tuple[_Token, ...], group: Sequence[tuple[_Token, ...]], tailed: bool
) -> Iterator[list[_Token]]:
    """Each part with the head; all with what only the last one goes on to say, if `tailed`."""
    if not group:
        return
    last = group[-1]
    tail: tuple[_Token, ...] = ()
    lengths = {len(_runs(tokens)) for tokens in group[:-1]}
    if tailed and len(lengths) == 1 and (own := lengths.pop()) < len(starts := _runs(last)):
        tail = last[starts[own] :]
    for tokens in group[:-1]:
        yield [*head, *tokens, *tail]
    yield [*head, *last]


def _runs(tokens: Sequence[_Token]) -> list[int]:
    """Where tokens begin, a name of several words counted as one."""
    return [
        n
        for n, token in enumerate(tokens)
        if not (n and token.shape == "A" and tokens[n - 1].shape == "A")
    ]


def _kept(words: str, tokens: Sequence[_Token]) -> str:
    blank = list(" " * len(words))
    for before, token in zip([None, *tokens], tokens, strict=False):
        blank[token.start : token.end] = words[token.start : token.end]
        if before is not None and not words[before.end : token.start].strip():
            blank[before.end : token.start] = words[before.end : token.start]
    return "".join(blank).rstrip()
