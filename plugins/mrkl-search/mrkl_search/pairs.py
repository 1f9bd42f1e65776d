"""Words that a question says together, which a sentence that answers it says together too.

"how do I set a breakpoint?" is not answered by "set a new condition for the breakpoint", nor
"where are global packages installed?" by what is said of packages after a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_search.terms import terms

_WORDS = re.compile(r"\w+|[^\w\s]")
_ARTICLES = frozenset("a an the my your our his her its their this that".split())
#: These stand between what is said together.
_APART = frozenset(
    "under over within between during without against through per via which what".split()
)
_ENDING = re.compile(r"(?:ing|ed|es|s|d|e|y|ies|ied)$")
#: So many words may stand between the two, and no comma or stop.
_BETWEEN = r"[^\w,.;:!?()]+(?:\w+[^\w,.;:!?()]+){0,3}?"


def together(question: str, sentence: str) -> bool:
    """Whether each pair of the question stands together in a sentence, in either order."""
    return all(
        re.search(rf"\b{one}{_BETWEEN}{other}|\b{other}{_BETWEEN}{one}", sentence, re.IGNORECASE)
        for one, other in _pairs(question)
    )


def _pairs(question: str) -> Iterator[tuple[str, str]]:
    content = set(terms(question)) - _APART
    before, asked_for = "", False
    for word in _WORDS.findall(question.replace("_", " ").lower()):
        if word in content:
            if before:
                yield any_form(before), any_form(word)
            before = "" if asked_for else word  # "which version": what it is stands for it
            asked_for = False
        elif word not in _ARTICLES and (word.isalnum() or word in ",;:"):
            before, asked_for = "", word in ("which", "what")


def any_form(word: str) -> str:
    """A pattern of the word with any ending."""
    stem = _ENDING.sub("", word)
    return re.escape(stem if len(stem) > 2 else word) + r"\w*"
