"""Parts of a request that ask for the same again: what they ask for was said before them.

"Set an alarm for 6:30 and another one for 7:15": the second part has a value, and no word of what
it is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mrkl_core.routing.several import VALUE

_TO = r"(?=\s+(?:at|between|by|for|from|in|of|on|to|with)\b)"
#: "The first one with" tells which of those there are, and asks for nothing again.
_ONE = "".join(f"(?<!{number} )" for number in "first second third fourth last only".split())
_AGAIN = re.compile(
    rf"\b(?:again|another(?: one)?{_TO}|do (?:it|so|that|this|the same)|how about|likewise"
    rf"|repeat (?:it|that|this)|(?:the )?same{_TO}|similarly|what about)\b|{_ONE}\bone{_TO}",
    re.IGNORECASE,
)


def meant(words: str, around: Sequence[str]) -> str:
    """The words with those they refer back to, whose values are left out; mostly as they are."""
    if not _AGAIN.search(words):
        return words
    before = next((other for other in around if not _AGAIN.search(other)), "")
    return f"{VALUE.sub(' ', before)} {words}"
