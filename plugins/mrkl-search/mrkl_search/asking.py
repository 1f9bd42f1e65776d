"""What a question asks for, and in which words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mrkl_search.kinds import KINDS, Kind
from mrkl_search.terms import terms

#: What any question may be put into.
_POLITE = re.compile(
    r"^\W*(?:(?:please|hi|hello|hey|so|and|well|ok|okay)\W+)*"
    r"(?:(?:can|could|would) you (?:please )?(?:tell|show) me\W+|tell me\W+|do you know\W+"
    r"|i (?:would like|want|need) to know\W+|i[’']d like to know\W+)?",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:\w+ )?(?:what|which|how|define)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:.!?]\s+")
#: Words of many questions that say little of what they are about, and how much they count.
_LIGHT = frozenset(
    "happen happens happened possible there available exactly usually need needs want take takes "
    "took go goes going come comes came make makes made put keep give given gives wants able new "
    "old other another thing things someone somebody people person please still already else got "
    "really currently set type kind called name way start allowed work works contain contains mean "
    "means different between per each every first second last next one two".split()
)
_LITTLE = 0.3
#: Names and identifiers: nothing else means the same.
_EXACT = re.compile(r"\d|[A-Z].*[A-Z]")


@dataclass(frozen=True)
class Asked:
    """A question: the clause that asks, the kind of answer it asks for, and its words.

    `words` are told with how much each says, in [0, 1]; `counted` is what "how many" asks for.
    """

    text: str
    clause: str
    kind: Kind | None
    counted: str
    words: Mapping[str, float]
    exact: frozenset[str]

    @property
    def is_topic(self) -> bool:
        """Whether nothing is asked but what is said of something."""
        return self.kind is None and not _ASKS.match(self.clause)


def read_question(question: str) -> Asked:
    """What a question asks."""
    text = _POLITE.sub("", " ".join(question.split())).strip("?.! ")
    clause, kind, counted = text, None, ""
    for part in _CLAUSE.split(text):
        for one in KINDS:
            if found := one.asks.match(part):
                clause, kind, counted = part, one, found.groupdict().get("what") or ""
                break
        if kind is not None:
            break
    light = _LIGHT | (kind.implies if kind is not None else frozenset())
    content = [word for word in terms(text) if len(word) > 1 or word.isdigit()]
    words = {word: _LITTLE if word in light else 1.0 for word in content}
    tokens = re.findall(r"\w+", text)
    exact = {
        token.lower()
        for place, token in enumerate(tokens)
        if _EXACT.search(token) or (place and token[0].isupper())
    }
    return Asked(text, clause, kind, counted, words, frozenset(exact & words.keys()))
