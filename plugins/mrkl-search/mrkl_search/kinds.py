"""What kind of answer a question asks for, and whether a sentence is of that kind.

A definition, a number, a time, a person, a reason, a way: words alone do not tell "what is X?"
from "who uses X?". What is not recognised is of no kind, which says nothing for or against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mrkl_search.terms import terms

FITS, UNKNOWN, FAILS = 1.0, 0.5, 0.0

_DEFINITION = re.compile(
    r"(?:what|who) (?:is|are|was|were) (?:an? |the )?(?P<a>[^,]{1,60})"
    r"|what does it mean to (?P<b>[^,]{1,60})|what do(?:es)? (?P<c>[^,]{1,60}) mean"
    r"|what is meant by (?P<d>[^,]{1,60})|define (?P<e>[^,]{1,60})",
    re.IGNORECASE,
)
#: With these, "what is the …" asks for a value and not for what the thing is.
_VALUE = re.compile(
    r"\b(?:of|for|in|by|called|used|default|size|name|number|price|cost|value)\b", re.IGNORECASE
)
#: "a Contributor under this licence": where it is called so.
_BY_WHOM = re.compile(r" (?:under|within|according to|as defined) .*", re.IGNORECASE)
#: What holds in a case defines nothing.
_CASE = re.compile(
    r"\W*(?:if|when|whenever|unless|where|while|because|since|although|once)\b", re.IGNORECASE
)
#: Said of a thing, these do not say what it is.
_SAID_OF = (
    r"not|no longer|also|only|now|still|often|usually|always|never|already|currently|different|"
    r"suitable|intended|meant|similar|like|as|available|useful|important|deprecated|considered|required|ignored|included|"
    r"supported|subject to|in|on|at|present|being|implicitly|explicitly|automatically|because|more|"
    r"very|too|so|that|if|when|whether|able|possible|and|or|to be"
)
_IS = (
    rf"(?:(?:is|are|was|were)\b(?! (?:{_SAID_OF})\b)"
    r"|(?:means?|refers? to|denotes?|stands? for|describes?|consists? of)\b)"
)
#: Where a sentence that defines something may name it last.
_BEFORE = 48
#: Of how many first words the subject of a sentence is one.
_SUBJECT = 4

_DIGITS = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|"
    r"hundred|thousand|million|no|none|single|only|once|twice|several|any number)\b"
)
#: How a question begins, and what an answer to it holds.
_KINDS = tuple(
    (re.compile(question, re.IGNORECASE), re.compile(answer))
    for question, answer in (
        (r"(?:\w+ )?how (?:many|much|long|old|tall|big|large|often|far|fast)\b", _DIGITS),
        (r"(?:since |from |in )?(?:which|what) (?:\w+ ){0,3}versions?\b", r"\d"),
        (r"what is the (?:\w+ )?(?:size|port|price|number|maximum|minimum|limit)\b", _DIGITS),
        (
            r"when\b|(?:at |until )?what time\b|(?:on |in )?(?:which|what) (?:day|month|year)\b",
            r"\d|(?i:\b(?:when|whenever|if|after|before|until|once|soon|upon|while|as of|"
            r"at the|on the|during|every|daily|immediately)\b)",
        ),
        (r".*\bdefault\b", r"(?i:default|unless|omitted|otherwise|if no)"),
        (
            r"why\b",
            r"(?i:\b(?:because|since|so that|in order|due to|therefore|reasons?|thus|as)\b)",
        ),
        (
            r"how (?:do|can|could|should|would|to|does one|is|are)\b",
            r"(?i:\b(?:use|using|call|calling|run|by|with|can|could|to|set|press|open|create|add|"
            r"through|via|pass|write)\b)",
        ),
    )
)
#: What something does is told where it is the subject, or in its own section.
_DOES = re.compile(r"what do(?:es)? (?P<x>\S+)(?: \S+)* (?!mean$)\w+", re.IGNORECASE)
#: What is asked of what is not so is not told by what is.
_NOT = re.compile(
    r"\b(?:not|no|none|never|nobody|cannot|neither|nor|without|forbid(?:s|den)?|prohibit(?:s|ed)?"
    r"|avoid)\b|n[’']t\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:by |for |to )?who(?:m|se)?\b(?! (?:is|are|was|were)\b)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:)\"'] )[\"'“(\[`*]*([A-Z][\w.]+)")
_PEOPLE = re.compile(
    r"\b(?:person|people|entity|individual|owner|author|developer|maintainer|user|caller|team|"
    r"company|organi[sz]ation|party|contributor|librar|application|tenant|landlord)", re.IGNORECASE
)  # fmt: skip


def fit(question: str, sentence: str, heading: str) -> float:
    """Whether a sentence under a heading is of the kind that the question asks for."""
    asked = " ".join(question.split()).rstrip("?.! ")
    if _NOT.search(asked) and not _NOT.search(sentence):
        return FAILS
    if defined := _defined(asked):
        return FITS if _defines(sentence, heading, defined) else FAILS
    if _WHO.match(asked):
        known = {word.lower() for word in asked.split()}
        named = any(name.lower() not in known for name in _NAME.findall(sentence))
        return FITS if named or _PEOPLE.search(sentence) else FAILS
    for begins, holds in _KINDS:
        if begins.match(asked):
            return FITS if holds.search(_without(sentence, asked)) else FAILS
    if does := _DOES.fullmatch(asked):
        return FITS if _is_about(does["x"], sentence, heading) else FAILS
    return UNKNOWN


def _defined(asked: str) -> Sequence[str]:
    """The words of what is to be defined; none if nothing is."""
    found = _DEFINITION.fullmatch(asked)
    if found is None:
        return ()
    thing = next(part for part in found.groups() if part)
    thing = _BY_WHOM.sub("", thing)
    return () if _VALUE.search(thing) or len(thing.split()) > 4 else terms(thing)


def _defines(sentence: str, heading: str, words: Sequence[str]) -> bool:
    """Whether the thing is named early, and said what it is; or its heading named it."""
    if _CASE.match(sentence):
        return False
    name = r"\W+(?:\w+\W+)?".join(rf"{re.escape(word)}(?:e?s)?" for word in words)
    # "Claims of a heron are …" says what they are.
    early = rf"(?s).{{0,{_BEFORE}}}?(?<!\bof )(?<!\bof a )(?<!\bof an )(?<!\bof the )\b{name}\b"
    if re.match(rf"{early}\W*(?:\([^)]*\)\W*)?{_IS}", sentence, re.IGNORECASE):
        return True
    last = heading.rpartition(" › ")[2]
    under = re.search(rf"\b{name}\b", last, re.IGNORECASE)
    return bool(under and re.match(rf"\W*(?:this|it) (?!means?\b){_IS}", sentence, re.IGNORECASE))


def _is_about(thing: str, sentence: str, heading: str) -> bool:
    """Whether the thing is named early in a sentence, or in the last heading above it."""
    first = re.compile(rf"\b{re.escape(terms(thing)[-1])}", re.IGNORECASE)
    opening = " ".join(sentence.split()[:_SUBJECT])
    return bool(first.search(opening) or first.search(heading.rpartition(" › ")[2]))


def _without(sentence: str, asked: str) -> str:
    """The sentence without what the question itself says: a number in both is no answer."""
    for word in re.findall(r"\S*\d\S*", asked):
        sentence = sentence.replace(word, "")
    return sentence
