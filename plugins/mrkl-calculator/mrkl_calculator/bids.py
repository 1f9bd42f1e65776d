"""Reads requests for arithmetic; what is not arithmetic in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare, Node, Number, Prefix, show
from mrkl_core import Bid

#: Words around the arithmetic, stripped from the front until none is left.
_FRAMES = re.compile(
    r"(?:please|can you|could you|would you|tell me|give me|calculate|compute|evaluate|work out"
    r"|figure out|find|solve|simplify|what is|what's|whats|what are|what does|how much is|how much"
    r"|the value of|the result of|the answer to|is|does|the)\b[\s:,]*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[\s?.!=]*(?:\b(?:please|equal|make|come to)\b[\s?.!=]*)*$", re.IGNORECASE)
_NUMBER = r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)"
#: Questions that are arithmetic in disguise.
_QUESTIONS = (
    (rf"what (?:percentage|percent) of {_NUMBER} is {_NUMBER}", r"\2 / \1 * 100"),
    (rf"{_NUMBER} is what (?:percentage|percent) of {_NUMBER}", r"\1 / \2 * 100"),
    (rf"increase {_NUMBER} by {_NUMBER} ?(?:%|percent)", r"\1 * (1 + \2 / 100)"),
    (rf"(?:decrease|reduce) {_NUMBER} by {_NUMBER} ?(?:%|percent)", r"\1 * (1 - \2 / 100)"),
    (rf"(?:the )?remainder (?:when|of) {_NUMBER} (?:is )?divided by {_NUMBER}", r"\1 mod \2"),
    (rf"subtract {_NUMBER} from {_NUMBER}", r"\2 - \1"),
    (rf"add {_NUMBER} (?:and|to) {_NUMBER}", r"\1 + \2"),
    (rf"multiply {_NUMBER} (?:by|and) {_NUMBER}", r"\1 * \2"),
    (rf"divide {_NUMBER} by {_NUMBER}", r"\1 / \2"),
    (rf"log base {_NUMBER} of {_NUMBER}", r"log(\2, \1)"),
)
_REWRITES = tuple((re.compile(pattern, re.IGNORECASE), to) for pattern, to in _QUESTIONS)


def bid(words: str) -> Iterable[Bid]:
    """One bid if the words are arithmetic from end to end."""
    text = " ".join(words.split())
    if not text or len(text) > 1000:
        return
    for candidate in _candidates(text):
        try:
            node = parse(candidate, Bounds())
        except Refusal as refusal:
            if refusal.code in ("AMBIGUOUS", "TOO_LARGE"):
                # It is arithmetic; the tool will say what is wrong with it.
                reason = f"arithmetic, but {refusal.message}"
                yield Bid("evaluate", {"expression": candidate}, 0.9, reason)
                return
            continue
        if not _bare(node):
            shown = show(node)
            yield Bid("evaluate", {"expression": shown}, 0.97, f"read to the end as {shown}")
            return


def _candidates(text: str) -> Iterable[str]:
    """The words with less and less around them, as expressions to try."""
    text = _ENDS.sub("", text, count=1)
    while True:
        for pattern, to in _REWRITES:
            if pattern.fullmatch(text):
                yield pattern.sub(to, text)
        yield text
        match = _FRAMES.match(text)
        if match is None or match.end() == len(text):
            return
        text = text[match.end() :]


def _bare(node: Node) -> bool:
    """Whether there is nothing to compute: a number alone, or one compared with itself."""
    while isinstance(node, Prefix):
        node = node.operand
    return isinstance(node, Number) or (isinstance(node, Compare) and node.left == node.right)
