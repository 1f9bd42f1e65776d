"""Values said with the parameter's own name: "my device ID is 4711", `"token": "a1b2"`.

Such a value needs no weighing. Of several the last holds: who says it again corrects it, and
what earlier calls found stands after what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.slots import Slot
from mrkl_core.routing.extract.tokens import FUNCTION, SHORTENED
from mrkl_core.routing.words import spaced

#: How such a value was found.
BY_NAME = "said by its name"
_LINK = r"[\"']?\s*(?:\b(?:is|are|equals)\b|[:=])\s*"
_QUOTED = r"\"(?P<double>[^\"\n]+)\"|“(?P<curly>[^”\n]+)”|'(?P<single>[^'\n]+)'(?!\w)"
#: Up to where a clause ends; an `and` ends it if it says another name and its value.
_PLAIN = (
    rf"(?P<plain>(?:{SHORTENED}\s+)?[^\s\"“'][^\n]*?)"
    r"(?=\s*(?:,?\s+and\s+(?:[\w'’]+\s+){1,4}?(?:is|are)\b|[,;.!?}\]]+(?:\s|\Z)|\n|\Z))"
)
#: Words by which a clause begins that gives no value.
_NO_VALUE = FUNCTION | frozenset("not no never still already something none null unknown".split())
#: A plain value of more words than this is a tale, not a value.
MAX_WORDS = 8


def said(slots: Sequence[Slot], reading: Reading) -> Mapping[tuple[str, ...], Mention]:
    """The value of each text parameter that is said by its name, by path.

    Longer names first: what is said of the new password is not said of the password.
    """
    found: dict[tuple[str, ...], Mention] = {}
    taken: set[int] = set()
    free = (slot for slot in slots if slot.kind == "string" and not slot.options)
    for slot in sorted(free, key=lambda slot: -len(slot.path[-1])):
        for start, mention in reversed(list(_values(slot, reading))):
            if start not in taken:
                found[slot.path] = mention
                taken.add(start)
                break
    return found


def _values(slot: Slot, reading: Reading) -> Iterator[tuple[int, Mention]]:
    """Where the name is said with a value, and the value."""
    parts = [re.escape(part) for part in spaced(slot.path[-1]).split()]
    name = r"\b" + r"(?:['’]s)?[\s_-]*".join(parts) + r"\b"
    pattern = rf"{name}(?:{_LINK}(?:{_QUOTED}|{_PLAIN})|\s+(?P<code>(?=[\w-]*\d)[\w-]+))"
    for match in re.finditer(pattern, reading.words, re.IGNORECASE):
        group = match.lastgroup or "plain"
        text, start = match[group].strip(), match.start(group)
        code = "name:code" in slot.senses
        if group == "code" and not code:
            continue
        if group == "plain" and not _is_value(text, code):
            continue
        inside = [
            n
            for n, token in enumerate(reading.tokens)
            if token.start < start + len(text) and start < token.end
        ]
        if inside:
            kind = Kind.PHRASE if group in ("plain", "code") else Kind.QUOTED
            yield start, Mention(kind, text, inside[0], inside[-1], how=BY_NAME)


def _is_value(text: str, code: bool) -> bool:
    words = text.split()
    if len(words) > (1 if code else MAX_WORDS):
        return False
    return words[0].casefold() not in _NO_VALUE
