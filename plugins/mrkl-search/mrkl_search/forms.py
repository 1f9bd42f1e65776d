"""Whether a sentence has the form of an answer: for "what is X?" it says what X is, and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mrkl_search.asking import Asked
from mrkl_search.kinds import MAY, NAME, NUMBER, PEOPLE, Kind
from mrkl_search.pairs import any_form, together
from mrkl_search.terms import terms

_DEFINITION = re.compile(
    r"(?:what|who) (?:is|are|was|were) (?:an? |the )?(?P<a>[^,]{1,60})"
    r"|what does it mean to (?P<b>[^,]{1,60})|what do(?:es)? (?P<c>[^,]{1,60}) mean"
    r"|what is meant by (?P<d>[^,]{1,60})|define (?P<e>[^,]{1,60})",
    re.IGNORECASE,
)
#: With these, "what is …" asks for a value and not for what the thing is.
_VALUE = re.compile(r"\b(?:of|for|in|by|called|used)\b|\ballowed\b", re.IGNORECASE)
#: "a Contributor under this licence": where it is called so.
_BY_WHOM = re.compile(r" (?:under|within|according to|as defined) .*", re.IGNORECASE)
#: What holds in a case defines nothing.
_CASE = re.compile(
    r"\W*(?:if|when|whenever|unless|where|while|because|since|although|once)\b", re.IGNORECASE
)
#: Said of a thing, these do not say what it is.
_SAID_OF = (
    r"not|no longer|also|only|now|still|often|usually|always|never|already|currently|different"
    r"|suitable|intended|meant|similar|like|as|available|useful|important|deprecated|considered"
    r"|required|ignored|included|supported|subject to|in|on|at|present|being|implicitly|explicitly"
    r"|automatically|because|more|very|too|so|that|if|when|whether|able|possible|and|or|to be"
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
#: What something does is told where it is the subject, or at once under its own name.
_DOES = re.compile(
    r"what do(?:es)? (?:an? |the )?(?P<x>[^,]{1,60}) (?!mean$)(?P<verb>\w+)", re.IGNORECASE
)
#: What is asked of what is not so is not told by what is.
_NOT = re.compile(
    r"\b(?:not|no|none|never|nobody|cannot|neither|nor|without|forbid(?:s|den)?|prohibit(?:s|ed)?"
    r"|avoid)\b|n[’']t\b",
    re.IGNORECASE,
)
_WHO_MAY = re.compile(r"\w+ (?:may|must|can|should|cannot|is allowed)\b", re.IGNORECASE)
_DEFAULT = re.compile(r"\bdefaults?\b", re.IGNORECASE)
_BY_DEFAULT = re.compile(r"\b(?:defaults?|unless|omitted|otherwise|if no)\b", re.IGNORECASE)
_UNSURE = re.compile(r"\bwhether\b", re.IGNORECASE)
_ASKS_UNSURE = re.compile(r"\b(?:whether|if)\b", re.IGNORECASE)
#: Kinds whose answers may well look otherwise.
_LOOSE = ("where", "may")


@dataclass(frozen=True)
class Form:
    """How far a sentence has the form that is asked for.

    `fits` is 1 where it has, -1 where it has not, and 0 where that cannot be told. `told` is 1
    where it is said of what is asked about, -1 where not, 0 where it is not looked for.
    `together` is whether words that the question says together stand together.
    """

    fits: float
    told: float
    together: float


def form(asked: Asked, own: str, quoted: str, heading: str) -> Form | None:
    """The form of a sentence, quoted with what it leans on; None if it cannot answer."""
    if _UNSURE.search(own) and not _ASKS_UNSURE.search(asked.text):
        return None
    if _NOT.search(asked.text) and not _NOT.search(quoted):
        return None
    if _DEFAULT.search(asked.text) and not _BY_DEFAULT.search(f"{heading} {quoted}"):
        return None
    close = float(together(asked.clause, quoted))
    if words := _defined(asked):
        return Form(0.0, 1.0, close) if _defines(own, heading, words) else None
    if does := _DOES.fullmatch(asked.clause):
        return Form(0.0, 1.0 if _is_about(does["x"], own, heading) else -1.0, close)
    if asked.kind is None or asked.kind.holds is None:
        return Form(0.0, 0.0, close)
    way = asked.kind.name == "way"  # told by the sentence itself
    fits = _fits(asked, asked.kind, _without(own if way else quoted, asked.text))
    if not fits and asked.kind.name not in _LOOSE:
        return None
    told = float(_counted(asked.counted, quoted)) if asked.counted else 0.0
    if asked.kind.name == "who":
        told = _does(asked, quoted)
    return Form(1.0 if fits else -1.0, told, close)


def _fits(asked: Asked, kind: Kind, said: str) -> bool:
    if kind.name != "who":
        return kind.fits(said)
    if _WHO_MAY.match(asked.clause) and not MAY.search(said):
        return False
    known = {word.lower() for word in re.findall(r"\w+", asked.text)}
    names = (re.findall(r"\w+", name.group().lower()) for name in NAME.finditer(said))
    return any(not known.issuperset(name) for name in names) or kind.fits(said)


def _does(asked: Asked, said: str) -> float:
    """Whether someone is told to do what follows "who": 0 where that is not spoken of.

    "Ada feeds them" and "they are fed by Ada", not "Ada thanked those who feed them".
    """
    verb = next((word for word in terms(asked.clause)), "")
    doing = re.search(rf"\b{any_form(verb)}", said, re.IGNORECASE) if verb else None
    if doing is None:
        return 0.0
    known = {word.lower() for word in re.findall(r"\w+", asked.text)}
    before, after = said[: doing.start()], said[doing.end() :]
    before = re.split(r"[.;:]\s|\b(?:who|that|which)\b", before)[-1]
    by = re.match(r"(?:\W+\w+){0,4}?\W+by\b(.{1,60})", after, re.DOTALL)
    for place in (f"x {before}", by[1] if by else ""):
        names = (set(re.findall(r"\w+", name.group().lower())) for name in NAME.finditer(place))
        if any(not name <= known for name in names) or PEOPLE.search(place):
            return 1.0
    return -1.0


def _defined(asked: Asked) -> Sequence[str]:
    """The words of what is to be defined; none if nothing is."""
    found = _DEFINITION.fullmatch(asked.clause)
    measured = asked.kind is not None and asked.kind.name != "who"
    if found is None or measured:
        return ()
    thing = _BY_WHOM.sub("", next(part for part in found.groups() if part))
    return () if _VALUE.search(thing) or len(thing.split()) > 4 else terms(thing)


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


def _counted(what: str, sentence: str) -> bool:
    """Whether a number of these is told: "three of its eggs", "it has 12 eggs", "no eggs"."""
    stem = re.escape(re.sub(r"(?:ie|e)?s$", "", what))
    counted = rf"\b(?:{NUMBER}|no|only|several)\W+(?:\w+\W+){{0,2}}?{stem}"
    told = rf"\b{stem}\w*\W+(?:is|are|was|were|=|:)\W*{NUMBER}\b"
    of_them = rf"\b{NUMBER} of (?:them|these|those)\b"
    return re.search(rf"{counted}|{told}|{of_them}", sentence, re.IGNORECASE) is not None


def _named(words: Sequence[str]) -> str:
    """A pattern of the words, one after the other, in one or many, with marks between them."""
    return r"\W+(?:\w+\W+)?".join(rf"{re.escape(word)}(?:e?s)?" for word in words)


def _last(heading: str) -> str:
    return heading.rpartition(" › ")[2]


def _without(sentence: str, asked: str) -> str:
    """The sentence without the numbers of the question: one in both is no answer."""
    for word in re.findall(r"\S*\d\S*", asked):
        sentence = sentence.replace(word, "")
    return sentence
