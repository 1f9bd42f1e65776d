"""Takes a problem in words apart: its quantities, what is asked, the names left, in order.

A problem is told in too many orders for whole forms. What is neither a quantity, nor asked, nor
among the words that change nothing, is the name of a substance; a reader that has no use for one
of these reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from mrkl_chemistry.bids.forms import substance

_BREAK = "break"
_NAME = "name"
#: A word, or a punctuation mark that ends a name.
_WORD = r"(?P<stop>[,;:?!]|\.(?=\s|$)|\()|(?P<word>[^\s,;:?!]+)"

#: Words of problems of every kind that change nothing in what is asked.
COMMON = (
    r"what(?:'?s)?|which|how|much|many|is|are|was|were|be|will|would|do|does|did|has|have|having|had|the|an?"
    r"|its?|that|this|of|for|in|at|to|by|with|if|when|and|from|find|calculate|compute|determine"
    r"|give|me|tell|please|can|you|we|i|value|solution|aqueous|sample|prepared|made|make"
    r"|makes|contains?|containing|there|whose|where|given|assuming|then"
)


@dataclass(frozen=True)
class Token:
    """A piece of a problem: its kind, and its words."""

    kind: str
    text: str


def lexer(kinds: Mapping[str, str], filler: str) -> re.Pattern[str]:
    """What takes a text apart; earlier kinds first, `filler` are more words that change nothing."""
    parts = [f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()]
    words = rf"(?P<{_BREAK}>(?<!\S)[(\[]?(?:{filler}|{COMMON})(?![\w-]))"
    return re.compile("|".join((*parts, words, _WORD)), re.IGNORECASE)


def lexed(pattern: re.Pattern[str], text: str) -> list[Token]:
    """The tokens of a text, words that stand together as one name."""
    tokens: list[Token] = []
    words: list[str] = []
    for match in (*pattern.finditer(text), None):
        kind = match.lastgroup if match else _BREAK
        if match and kind == "word":
            words.append(match[0])
            continue
        if name := " ".join(words).strip(".)"):
            tokens.append(Token(_NAME, substance(name) or name))
        words = []
        if match and kind not in (_BREAK, "stop", None):
            tokens.append(Token(str(kind), match[0]))
    return tokens


def texts(tokens: list[Token], kind: str) -> list[str]:
    """What is of one kind, in order."""
    return [token.text for token in tokens if token.kind == kind]


def paired(tokens: list[Token], kind: str) -> list[tuple[str, str]]:
    """Each quantity of a kind with the name next behind it, else with the one before it."""
    pairs: list[tuple[str, str]] = []
    taken: set[int] = set()
    places = [at for at, token in enumerate(tokens) if token.kind == kind]
    for at, until in pairwise((*places, len(tokens))):
        names = [n for n in range(at + 1, until) if tokens[n].kind == _NAME]
        if not names and at and tokens[at - 1].kind == _NAME and at - 1 not in taken:
            names = [at - 1]
        taken |= set(names[:1])
        pairs.append((tokens[at].text, tokens[names[0]].text if names else ""))
    return pairs
