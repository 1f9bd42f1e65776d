"""Reads requests that name the documents here; what does not name them is not for this expert."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_core import Bid

_ASK = r"(?:please |can you |could you |would you )?"
#: Only what is called one's own, or indexed: "the files" may be any.
_KINDS = r"(?:documents?|docs|files?|notes?|papers|pdfs?|manuals?|folders?)"
_THEM = (
    rf"(?:(?:all(?: of)? )?(?:my|our|these) (?:own |personal |local |indexed )?{_KINDS}"
    rf"|the (?:indexed|local) {_KINDS}|the document index)"
)
#: The requests for passages, and those for what the documents say of something.
_FIND = (
    rf"{_ASK}(?:search|look through|look in|go through|scan|grep) (?:in |through )?{_THEM} "
    r"(?:for|about) (?P<query>.+)",
    rf"{_ASK}(?:find|look for|look up|search for|locate|show me) (?P<query>.+?) "
    rf"(?:in|within|among|from) {_THEM}",
    rf"{_ASK}(?:find|show me|list) (?:the )?(?:passages|places|pages) (?:in {_THEM} )?"
    rf"(?:about|on|that mention) (?P<query>.+?)(?: in {_THEM})?",
    rf"where (?:in {_THEM} )(?:is|are|do|does|did) (?P<query>.+?)(?: mentioned| stand)?",
    rf"where (?:do|does) {_THEM} (?:mention|speak of|talk about|say) (?P<query>.+)",
)
_ANSWER = (
    rf"what (?:do|does|did) {_THEM} (?:say|tell(?: me)?|state) (?:about|on|of|regarding) "
    r"(?P<question>.+)",
    r"(?P<asks>what|who|when|where|why|how(?: \w+){0,2}|which(?: \w+){0,3}) "
    rf"(?:do|does|did) {_THEM} (?:say|tell(?: me)?|state)(?: that)? (?P<question>.+)",
    rf"(?:according to|based on|as per|from) {_THEM}[,:]? (?P<question>.+)",
    rf"(?P<question>.+?),? (?:according to|based on|as per) {_THEM}",
    rf"{_ASK}(?:answer|tell me) (?:from|out of|using|with) {_THEM}[,:]? (?P<question>.+)",
)
_STATUS = (
    r"(?:what|which) (?:documents|files|folders|notes) (?:are|have been|did you) index(?:ed)?",
    r"(?:what is|what's) (?:in )?the document index",
    r"how many (?:documents|files|passages) are indexed",
)
_GATE = re.compile(r"document|\bdocs\b|file|note|paper|pdf|manual|folder|indexed", re.IGNORECASE)


def bid(words: str) -> Iterator[Bid]:
    """One bid if the words ask for what stands in the documents here."""
    text = " ".join(words.split()).rstrip("?.! ")
    if len(text) > 1000 or not _GATE.search(text):
        return
    for tool, forms in (("status", _STATUS), ("answer", _ANSWER), ("find", _FIND)):
        for form in forms:
            found = re.fullmatch(form, text, re.IGNORECASE)
            if found is None:
                continue
            arguments = {k: v.strip(" ,:") for k, v in found.groupdict().items() if v}
            if asks := arguments.pop("asks", ""):
                arguments["question"] = f"{asks} {arguments['question']}"
            if all(arguments.values()):
                yield Bid(tool, arguments, 0.95, "it names the documents here, and what to find")
                return
