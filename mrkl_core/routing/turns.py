"""Which sentences of a dialogue ask for something: the others only answer, and name no tool."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: So many sentences that ask are looked at, counted from the last.
MAX_ASKING = 8

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-z\d]|[\"'“])")

_ASKS = re.compile(
    r"\?|\b(?:can|could|would|will) you\b|\bplease\b|\bhow about\b|\blet(?:'|’)?s\b"
    r"|\bi(?:(?:'|’)d|(?:'|’)m| am| would| also| really| just)? "
    r"(?:want|need|wish|like|love|have to|must|forgot|lost|looking|trying|planning|going) ?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[-*•]|\(?(?:\d+|[a-z])[.)]\s", re.IGNORECASE)
_AGREES = re.compile(
    r"(?:(?:yes|yeah|ok|okay|sure|please|no|thanks|thank you|great|and|also|then|now|well|hi|hello"
    r"|hey)\b[,.!]*\s*)+",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:add|book|buy|calculate|cancel|change|check|compare|compute|convert|create|delete|draw|edit"
    r"|explain|fetch|find|generate|get|give|help|identify|list|look|make|modify|open|order|pay|plan"
    r"|play|query|record|register|remind|remove|reserve|run|schedule|search|send|set|show|solve"
    r"|start|stop|suggest|tell|transfer|translate|turn|update|use|wake)\b(?!')",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """A sentence that asks; so many turns that ask came `later`."""

    text: str
    later: int = 0


def turns(words: str) -> list[str]:
    """The turns of a dialogue: its lines."""
    return [turn for line in words.splitlines() if (turn := line.strip())]


def asking(words: str) -> list[Asked]:
    """The sentences that ask, those of the last turn first; one turn is taken as it is.

    If none asks, all of them together do.
    """
    said = turns(words)
    if len(said) < 2:
        return [Asked(words)]
    found: list[Asked] = []
    later = 0
    for turn in reversed(said):
        asks = [Asked(sentence, later) for sentence in _SENTENCE.split(turn) if _asks(sentence)]
        found += asks
        later += bool(asks)
    return found[:MAX_ASKING] or [Asked(words)]


def is_dialogue(words: str) -> bool:
    """Whether a line after the first only answers; a list of things to do is no dialogue."""
    return any(not _asks(turn) and not _ITEM.match(turn) for turn in turns(words)[1:])


def _asks(sentence: str) -> bool:
    opening = _AGREES.match(sentence)
    rest = sentence[opening.end() :] if opening else sentence
    return bool(_ORDER.match(rest) or _ASKS.search(rest))
