"""One reading of a request: the tool that answers it, with its arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mrkl_core.contracts.jsonvalue import JsonObject

#: How sure a question is that was read to its last word.
SURE = 0.97

#: Words around a question, stripped from the front until none is left.
_FRAMES = re.compile(
    r"(?:please|hey|hi|hello|can you|could you|would you|i need|tell me|give me|calculate|compute"
    r"|evaluate|work out|figure out|find|solve|simplify|determine|give|what is|what's|whats"
    r"|what are|what does|what do (?:you|i|we) get (?:when|if) (?:you|i|we)"
    r"|how much is|how much|which is|which are|which of|the value of|the result of|the answer to"
    r"|is|are|does|do|the|what|system(?: of equations)?|equations?"
    r"|inequalit(?:y|ies))(?=[\s:,]|$)[\s:,]*",
    re.IGNORECASE,
)
#: What a request ends with; the "!" of "5!" and "n!" is no such thing.
_STOPS = re.compile(r"(?:[\s?.=…_]|(?<![0-9)!])(?<!\b[A-Za-z])!)*$")
_ENDS = re.compile(
    r"[\s?.!=,]*(?:\b(?:please|thanks|thank you|for me|equals? what|is what|equals?|makes?"
    r"|comes? to|is)\b[\s?.!=,]*)+$",
    re.IGNORECASE,
)
_MOST_FRAMES = 12
_SMALL_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_SMALL = re.compile(rf"\b(?:{'|'.join(_SMALL_NUMBERS)})\b")
_ARTICLES = re.compile(r"\b(?:an?|the|fair|different|distinct|standard|ordinary) ")
_VERDICT = re.compile(r"(?:is|are|does|do)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """A tool with its arguments, and how sure it is that they are what was meant."""

    tool: str
    arguments: JsonObject
    reason: str
    sure: float = SURE


@dataclass(frozen=True)
class Candidate:
    """A request with less or more of its frame: "what is the", "please"."""

    text: str
    framed: bool = False
    verdict: bool = False  # "is …", "does …": to be answered with yes or no
    solve: bool = False
    simplify: bool = False


def candidates(text: str) -> Iterator[Candidate]:
    """The request as it stands, then with less and less around it."""
    text = _STOPS.sub("", text, count=1)
    yield from _unframed(text)
    if shorter := _ENDS.search(text):
        yield from _unframed(text[: shorter.start()])


def _unframed(text: str) -> Iterator[Candidate]:
    current = Candidate(text)
    for _ in range(_MOST_FRAMES):
        yield current
        match = _FRAMES.match(current.text)
        if match is None or match.end() == len(current.text):
            return
        frame = match[0].lower()
        current = Candidate(
            current.text[match.end() :],
            True,
            current.verdict or _VERDICT.match(frame) is not None,
            current.solve or frame.startswith("solve"),
            current.simplify or frame.startswith("simplify"),
        )


def plain(text: str) -> str:
    """Words in lower case with small numbers as digits, and without articles and their like."""
    return _ARTICLES.sub("", _SMALL.sub(lambda found: _SMALL_NUMBERS[found[0]], text.lower()))


def listed(text: str) -> list[str]:
    """The items of "1, 2 and 3"."""
    parts = re.split(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", text.strip())
    return [part for part in parts if part]
