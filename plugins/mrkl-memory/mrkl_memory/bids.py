"""Reads requests to keep something in mind, to be told of it, and to forget it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_ASK = r"(?:please |can you |could you |would you )?"
_KEEP = r"(?:remember|memorize|keep in mind|don't forget|do not forget|note(?: down)?|store)"
_MAKE = r"(?:add|make|save|take) (?:a |this )?(?:note|memo)(?: to (?:my |your )?(?:notes|memory))?"
_REMEMBER = (
    rf"{_ASK}{_KEEP}(?: for me)?(?:,| that|:) ?(?:that )?(?P<text>.+)",
    rf"{_ASK}{_MAKE}(?::| that| saying) ?(?P<text>.+)",
)
_W = r"(?:what|when|where|who|which \w+|how)"
_OF = r"(?: about| of| on| regarding)?"
_I_SAID = r"what i (?:said|told you)(?: about)?"
_RECALL = (
    rf"{_W} (?:did|have) i (?:tell|told|ask|asked)(?: you)?"
    rf"(?: to (?:remember|keep in mind|note))?{_OF} (?P<about>.+)",
    rf"{_W}(?: \w+)? (?:do|did|can) you (?:remember|recall|know from me){_OF} (?P<about>.+)",
    rf"{_ASK}(?:recall|remind me(?: of)?) (?:{_I_SAID}|my notes? (?:about|on)) (?P<about>.+)",
    rf"do you (?:remember|recall) {_I_SAID} (?P<about>.+)",
    r"what (?:is|are|was) noted (?:about|on) (?P<about>.+)",
    r"what (?:have|did) i (?:noted|note)(?: down)? (?:about|on) (?P<about>.+)",
)
_FORGET = (
    rf"{_ASK}(?:forget|delete|remove|erase) (?:(?:my |the )?note )(?:number )?#?(?P<id>\d{{1,15}})",
    rf"{_ASK}(?:forget|delete|remove|erase) (?P<every>all|every)(?: of)? ?(?:my |the )?"
    r"(?:notes?|memor(?:y|ies))(?: about| on| of) (?P<about>.+)",
    rf"{_ASK}forget (?P<every>everything) (?:about|i (?:said|told you) about|you know about)"
    r" (?P<about>.+)",
    rf"{_ASK}(?:forget|delete|remove|erase) (?:my |the |your )?(?:notes?|memor(?:y|ies)) "
    r"(?:about|on|of|that) (?P<about>.+)",
    rf"{_ASK}forget (?:that|what i (?:said|told you) about|about) (?P<about>.+)",
)
_LIST = (
    r"(?:list|show|show me|what are)(?: all)?(?: of)? (?:my|your) (?:notes|memories)",
    r"what (?:do you remember|did i tell you to remember|have i told you)(?: so far)?",
)
_EXPORT = (r"(?:export|download|back ?up)(?: all)?(?: of)? (?:my|your) (?:notes|memories|memory)",)
#: Words that point at something said before, which nobody here has heard.
_POINTS = re.compile(r"(?:it|this|that|them|these|those|me|him|her)", re.IGNORECASE)
#: What is asked to be remembered as a time to be woken at is no note.
_ALARM = re.compile(r"remind me (?:to|at|in|on|when|tomorrow|tonight|every)\b", re.IGNORECASE)
_GATE = re.compile(
    r"remember|recall|forget|remind|\bnote|memor|told|tell|keep in mind|erase|delete|store",
    re.IGNORECASE,
)


def bid(words: str) -> Iterator[Bid]:
    """One bid if the words ask to keep, tell or forget what was said."""
    text = " ".join(words.split()).rstrip("?! ")
    if len(text) > 2000 or not _GATE.search(text) or _ALARM.search(text):
        return
    for tool, forms, read in _READERS:
        for form in forms:
            found = re.fullmatch(form, text.rstrip("."), re.IGNORECASE)
            if found is None:
                continue
            arguments = read({k: v.strip(" ,:") for k, v in found.groupdict().items() if v})
            if not any(_POINTS.fullmatch(v) for v in arguments.values() if isinstance(v, str)):
                yield Bid(tool, arguments, 0.95, "it is about what was said before")
            return


def _forget(parts: Mapping[str, str]) -> JsonObject:
    arguments: JsonObject = dict(parts)
    if "id" in parts:
        arguments["id"] = int(parts["id"])
    if "every" in parts:
        arguments["every"] = True
    return arguments


_READERS: tuple[tuple[str, tuple[str, ...], Callable[[Mapping[str, str]], JsonObject]], ...] = (
    ("forget", _FORGET, _forget),
    ("list", _LIST, dict),
    ("export", _EXPORT, dict),
    ("recall", _RECALL, dict),
    ("remember", _REMEMBER, dict),
)
