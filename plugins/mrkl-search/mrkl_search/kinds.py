"""What kind of answer a question asks for, and whether a sentence is of that kind.

A definition, a number, a time, a person, a reason, a way: words alone do not tell "what is X?"
from "who uses X?". What is not recognised is of no kind, which says nothing for or against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mrkl_search.pairs import any_form, together
from mrkl_search.terms import terms

FITS, UNKNOWN, FAILS = 1.0, 0.5, 0.0

_DEFINITION = re.compile(
    r"(?:what|who) (?:is|are|was|were) (?:an? |the )?(?P<a>[^,]{1,60})"
    r"|what does it mean to (?P<b>[^,]{1,60})|what do(?:es)? (?P<c>[^,]{1,60}) mean"
    r"|what is meant by (?P<d>[^,]{1,60})|define (?P<e>[^,]{1,60})",
    re.IGNORECASE,
)
#: With these, "what is …" asks for a value and not for what the thing is; the last with "the".
_VALUE = re.compile(
    r"\b(?:of|for|in|by|called|used)\b|^what (?:is|are|was|were) the\b.*"
    r"\b(?:default|size|name|number|price|cost|value)\b",
    re.IGNORECASE,
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
#: What may stand before what a sentence is about: marks, "in X,", an article, a word or two.
_OPENING = r"[^\w\s]*(?:[Ii]n [^,.]{1,40}, )?(?:(?:an?|the|each|every|all|to)\W+)?"
#: What a thing is said to be begins so; where it is many, with any word.
_BEING = (
    rf"\W*(?:\([^)]*\)\W*)?(?:(?:is|was)\b(?=\W+(?:an?|the|one|any|what|how|where|simply|just)\b)"
    r"|(?:are|were)\b(?=\W+(?:an?|the|any|what|how|where)\b"
    r"|\W+(?:[\w-]+ ){1,4}(?:that|which|who|whose|where|of|for|used|with|to)\b)"
    rf"(?!\W+(?:{_SAID_OF}|\w+ed)\b)"
    r"|(?:means?|refers? to|denotes?|stands? for|describes?|consists? of)\b)"
)

_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty"
    r"|hundred|thousand|million|no|only|single|several)"
)
_DIGITS = rf"(?i:\b{_NUMBER}\b|\d|\bonce\b|\btwice\b|\bnone\b|\bany number\b)"
_TIMES = (
    rf"(?i:\b{_NUMBER}[\s-]*(?:\w+[\s-]+){{0,2}}?(?:seconds?|minutes?|hours?|days?|weeks?|months?"
    r"|years?|ms|times)\b|\b(?:once|twice|daily|hourly|weekly|monthly|yearly|every|each|always|never"
    r"|forever|indefinitely|until)\b)"
)
#: A way to do something: to be told as such, and not by the way ("If you do X, …").
_WAY = (
    r"(?i)^(?!\W*(?:if|when|once|while)\b(?! you (?:want|wish|need|like|prefer)))"
    r"(?!.*\b(?:without|instead of|not|never)\b)(?:"
    r"\W*(?:(?:to|for)\b.*[,:]|(?:use|call|run|set|press|open|create|add|pass|write|type|install"
    r"|select|choose)\b)"
    r"|.*\byou (?:can|could|may|should|must|need|have)\b"
    r"|.*\bby \w+ing\b|.*\b(?:using|via) (?:\w+ing\b|the\b|an?\b|`))"
)
#: How a question begins, and what an answer to it holds.
_KINDS = tuple(
    (re.compile(question, re.IGNORECASE), re.compile(answer, re.DOTALL))
    for question, answer in (
        (r"(?:\w+ )?how (?:long|old|often)\b", _TIMES),
        (r"(?:\w+ )?how (?:much|tall|big|large|far|fast)\b", _DIGITS),
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
            r"(?i:\b(?:because|since|so that|in order to|due to|therefore|reasons?|thus|to (?:allow"
            r"|avoid|prevent|ensure|make|keep|let|help))\b)",
        ),
        (r"how (?:do|can|could|should|would|to|does one|is|are)\b", _WAY),
    )
)
#: What something does is told where it is the subject, or at once under its own name.
_DOES = re.compile(
    r"what do(?:es)? (?:an? |the )?(?P<x>[^,]{1,60}) (?!mean$)(?P<verb>\w+)", re.IGNORECASE
)
_HOW_MANY = re.compile(r"(?:\w+ )?how many (?P<what>\w+)", re.IGNORECASE)
_WHICH = re.compile(r"(?:which|what) (?!is\b|are\b|was\b|were\b)", re.IGNORECASE)
#: Words that stand for what they do not tell.
_VAGUE = re.compile(
    r"\b(?:certain|various|following|below|these|those|such)\b(?! as\b)", re.IGNORECASE
)
#: "what is the exit code of X": the name, and at once what it is.
_VALUE_OF = re.compile(
    r"what(?:'s| is| was| are) the (?P<name>(?:\w+ ){0,2}\w+) (?:of|for|in|by) .+", re.IGNORECASE
)
_WHERE = re.compile(r"(?:from |to )?where\b", re.IGNORECASE)
#: What is asked of what is not so is not told by what is.
_NOT = re.compile(
    r"\b(?:not|no|none|never|nobody|cannot|neither|nor|without|forbid(?:s|den)?|prohibit(?:s|ed)?"
    r"|avoid)\b|n[’']t\b",
    re.IGNORECASE,
)
#: A sentence that begins so speaks of what its heading names.
POINTS = re.compile(r"\W*(?:it|its|this|these|they|their)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\bwhether\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been) (?:\w+ )?\w+ by\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:can|may|must|should|allowed|permitted|able|only)\b", re.IGNORECASE)
_WHO = re.compile(r"(?:by |for |to )?who(?:m|se)?\b(?! (?:is|are|was|were)\b)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:)\"'] )[\"'“(\[`*]*([A-Z][a-z][\w.]+)")
_PEOPLE = re.compile(
    r"\b(?:person|people|entity|individual|owner|author|developer|maintainer|user|caller|team|"
    r"company|organi[sz]ation|party|contributor|librar|application|tenant|landlord)", re.IGNORECASE
)  # fmt: skip


def fit(question: str, sentence: str, heading: str) -> float:
    """Whether a sentence under a heading is of the kind that the question asks for."""
    asked = " ".join(question.split()).rstrip("?.! ")
    if (_NOT.search(asked) and not _NOT.search(sentence)) or _UNSURE.search(sentence):
        return FAILS
    if defined := _defined(asked):
        return FITS if _defines(sentence, heading, defined) else FAILS
    if does := _DOES.fullmatch(asked):
        return FITS if _is_about(does["x"], sentence, heading) else FAILS
    if not together(asked, f"{heading} {sentence}" if POINTS.match(sentence) else sentence):
        return FAILS
    if who := _WHO.match(asked):
        return FITS if _tells_who(asked[who.end() :], sentence) else FAILS
    said = _without(sentence, asked)
    if many := _HOW_MANY.match(asked):
        return FITS if _counted(many["what"], said) else FAILS
    for begins, holds in _KINDS:
        if begins.match(asked):
            return FITS if holds.search(said) else FAILS
    if value := _VALUE_OF.fullmatch(asked):
        return FITS if _is_told(value["name"], sentence) else FAILS
    if _WHERE.match(asked):
        return FITS if _is_placed(asked, sentence) else FAILS
    if _WHICH.match(asked) and _VAGUE.search(sentence):
        return FAILS
    return UNKNOWN


def _defined(asked: str) -> Sequence[str]:
    """The words of what is to be defined; none if nothing is."""
    found = _DEFINITION.fullmatch(asked)
    if found is None:
        return ()
    thing = next(part for part in found.groups() if part)
    thing = _BY_WHOM.sub("", thing)
    valued = _VALUE.search(_BY_WHOM.sub("", asked))
    return () if valued or len(thing.split()) > 4 else terms(thing)


def _defines(sentence: str, heading: str, words: Sequence[str]) -> bool:
    """Whether the thing is its subject, and said what it is; or alone in the heading above."""
    if _CASE.match(sentence):
        return False
    if re.match(rf"{_OPENING}\b{_named(words)}{_BEING}", sentence, re.IGNORECASE):
        return True
    above = re.fullmatch(rf"\W*(?:an? |the )?{_named(words)}\W*", _last(heading), re.IGNORECASE)
    return bool(above and re.match(rf"\W*(?:this|it)\b(?! means?\b){_BEING}", sentence, re.I))


def _is_about(thing: str, sentence: str, heading: str) -> bool:
    """Whether the thing is a sentence's subject, with a verb, or alone in the heading above it."""
    words = terms(thing)
    if re.fullmatch(rf"\W*(?:an? |the )?{_named(words)}\W*", _last(heading), re.IGNORECASE):
        return not _CASE.match(sentence)
    # "Pumps empty the pond", "`pump` (v2) will empty it"; not "the pump room".
    subject = rf"[^\w\s]*(?:(?:an?|the|this)\W+)?{_named(words)}[^\w\s]*(?:\s\([^)]*\))?"
    return bool(re.match(rf"{subject} (?:\w+ly )?(?:\w+s|will|can|may|must|do)\b", sentence, re.I))


def _named(words: Sequence[str]) -> str:
    """A pattern of the words, one after the other, in one or many, with marks between them."""
    return r"\W+(?:\w+\W+)?".join(rf"{re.escape(word)}(?:e?s)?" for word in words)


def _last(heading: str) -> str:
    return heading.rpartition(" › ")[2]


def _is_placed(asked: str, sentence: str) -> bool:
    """Whether what the question ends with is said to be somewhere."""
    last = any_form(asked.split()[-1])
    there = rf"\b{last}\W+(?:\w+\W+){{0,4}}?(?:in|into|at|under|inside|within|on|below|next to)\b"
    return not _CASE.match(sentence) and re.search(there, sentence, re.IGNORECASE) is not None


def _tells_who(rest: str, sentence: str) -> bool:
    """Whether someone is named who does what follows "who"; may do it, if that is asked."""
    verb = rest.split()[0] if rest.split() else ""
    said = _MAY if _MAY.match(verb) else re.compile(rf"\b{re.escape(verb)}\b", re.IGNORECASE)
    does = said.search(sentence) or _PASSIVE.search(sentence)
    known = {word.lower() for word in rest.split()}
    named = any(name.lower() not in known for name in _NAME.findall(sentence))
    return bool(does and (named or _PEOPLE.search(sentence)))


def _counted(what: str, sentence: str) -> bool:
    """Whether a number of these is told: "three of its eggs", "it has 12 eggs", "no eggs"."""
    stem = re.escape(re.sub(r"(?:ie|e)?s$", "", what))
    counted = rf"\b{_NUMBER}\W+(?:\w+\W+){{0,2}}?{stem}"
    told = rf"\b{stem}\w*\W+(?:is|are|was|were|=|:)\W*{_NUMBER}\b"
    of_them = rf"\b{_NUMBER} of (?:them|these|those)\b"
    return re.search(rf"{counted}|{told}|{of_them}", sentence, re.IGNORECASE) is not None


def _is_told(name: str, sentence: str) -> bool:
    """Whether what has this name is said to be something, at once."""
    words = r"\W+".join(rf"{re.escape(word)}(?:e?s)?" for word in name.split())
    is_so = r"(?:\w+\W+){0,5}?(?:is|are|was|were|equals?|defaults to)\b"
    return re.search(rf"\b{words}\W*(?:{is_so}|[:=(])", sentence, re.IGNORECASE) is not None


def _without(sentence: str, asked: str) -> str:
    """The sentence without what the question itself says: a number in both is no answer."""
    for word in re.findall(r"\S*\d\S*", asked):
        sentence = sentence.replace(word, "")
    return sentence
