"""How people and models say that they leave something out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOTS = r"\.{2,}|…"
_REST = (
    r"others?|rest|remaining|remainder|more|further|additional|similar|same|all"
    r"|as above|above pattern|here|accordingly|each|every"
)
_ASK = (
    r"define|add|list|include|insert|specify|repeat|continue|complete|fill|write|declare|state"
    r"|enumerate|extend|provide|put"
)
_ELISION = re.compile(
    rf"{_DOTS}"
    r"|\b(and so (on|forth)|etc\b|et cetera|similarly|likewise|analogous(ly)?|vice versa"
    r"|same (goes |is true )?for|for brevity|for simplicity|omitted|left out|abbreviated|todo"
    r"|not (shown|listed|all shown)|continue[sd]?|repeat(ed)?)\b"
    rf"|\b({_ASK})\b.*\b({_REST})\b"
    r"|\b(the )?(other|rest|remaining|remainder)\b.*\b(here|follow|likewise|too|of the)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r";([^\n]*)")


def is_elision(words: str) -> bool:
    """Whether these words say that something more belongs here."""
    return _ELISION.search(words) is not None


def elisions(text: str) -> Iterator[str]:
    """The comments of a PDDL text that leave something out, and bare dots among its facts."""
    for match in _COMMENT.finditer(text):
        words = match.group(1).strip("; \t")
        if is_elision(words):
            yield words
    bare = _COMMENT.sub("", text)
    if re.search(_DOTS, bare):
        yield "..."
