"""The kinds of answers that questions ask for: a time, a person, a reason, a way.

A kind says how an answer looks. That proves nothing, but what holds no number is no answer to
"how many?", whatever words the two share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|quarter|dozen)"
)
_MONEY = r"euros?|dollars?|pounds?|francs?|cents?|eur|usd|chf|gbp|[%€$£¥]|per ?cent"
_TIME = (
    r"(?:milli)?seconds?|minutes?|min|hours?|h|days?|nights?|weeks?|months?|years?|ms|s|decades?"
    r"|centur(?:y|ies)"
)
_LENGTH = (
    r"[mck]?m|(?:kilo|centi|milli)?met(?:re|er)s?|feet|foot|inch(?:es)?|miles?|lines?|pages?"
    r"|characters?|letters?|bytes?|columns?|words?"
)
_WEIGHT = r"k?g|grams?|kilos?|kilograms?|tonn?e?s?|pounds?|lbs?|ounces?"
_SPEED = r"km/h|mph|m/s|knots?|\w+ (?:per|an?) (?:second|minute|hour)"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|august|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_YEAR = r"\b(?:1[5-9]|20)\d\d\b"
_DATE = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTHS}\b(?: \d{{4}})?|\b{_MONTHS} \d{{1,4}}\b"
    rf"|{_YEAR}(?!\s?(?:[mck]?m|k?g|euros?|%)\b)|\b\d{{1,2}}:\d\d\b"
)


def _of(units: str) -> str:
    """A pattern of a quantity in these units: "14 days", "a few weeks", "every second month"."""
    counted = rf"\b(?:{NUMBER}|few|several|each|every)[\s-]*(?:[\w/]+[\s-]+){{0,2}}?"
    return rf"{counted}(?:{units})(?!\w)"


_ANY = rf"\b(?:{NUMBER}|no|only|single|several|both|once|twice|none|any number|free)\b|\d|[¼½¾]"
_OFTEN = (
    r"\b(?:once|twice|times|daily|hourly|weekly|monthly|yearly|annual(?:ly)?|always|never|each"
    r"|every|whenever|regularly)\b"
)
_WHEN = (
    rf"{_DATE}|\b\d{{1,2}}\.\d\d\b|{_of(_TIME)}|\b(?:{_DAYS}"
    rf"|(?:in|since|until|by|from|to|of) {_MONTHS}|noon|midnight|morning|evening|night|dawn|spring"
    r"|summer|autumn|winter|christmas|easter"
    r"|when(?:ever)?|if|after|before|until|till|once|soon|upon|while|during|every|daily"
    r"|immediately|as of|never|always|at once|automatically"
    r"|at the (?:same|end|very|beginning|start)|(?:first|second|third|fourth|last) \w*days?)\b"
)
_WHY = (
    r"\b(?:because|since|so (?:that|they|it|we|you|as)|in order to|due to|owing to|thanks to"
    r"|therefore|reasons?|thus|hence|caus(?:e|es|ed)|otherwise|comes? from|lest|prevents?"
    r"|as (?:the|it|they|we|he|she|this|otherwise)|(?:which|this|that) (?:means?|makes?|allows?)"
    r"|too (?:much|many|little|few)|to (?:allow|avoid|prevent|ensure|make|keep|let|help|reduce"
    r"|give|get|save|protect))\b"
)
#: A way to do something, told as such and not by the way ("If you do X, …").
_WAY = (
    r"(?s)^(?!\W*(?:if|when|while)\b(?! you (?:want|wish|need|like|prefer)))(?:"
    r"\W*(?:to|for)\b.*[,:]"
    r"|.*\b(?:you|we|one|they|users?) (?:can|could|may|should|must|need|have|will)\b"
    r"|.*\b(?:by|via|through|using) \w|.*\bwith (?:an?|the)\b"
    r"|.*\b(?:can|must|should|has to|have to|need to) be\b"
    r"|(?:.*[,;:.] )?[\W\d]*(?:then |please |first |simply |just |never )?"
    r"(?:use|call|run|set|press|open|create|add|pass|write|type|install|select|choose|take|put|turn"
    r"|pull|push|hold|click|enter|remove|close|check|clean|switch|pour|mix|stir|ask|send|make|get"
    r"|go|see|try|give|cut|fill|let|keep|store|wait|connect|insert|start|stop|wash|apply|define"
    r"|register|visit|download|copy|replace|edit|specify|wrap|import|ensure|feed)\b)"
)
_WHERE = (
    r"\b(?:in|into|at|on|onto|under|inside|within|below|above|behind|beside|next to|near|from|to"
    r"|outside|beneath|around|between|opposite|through)\b"
    r"(?! (?:order|general|particular|addition|case|fact|time|once|least|most|first|last))"
)
MAY = re.compile(
    r"\b(?:can|cannot|may|must|might|should|shall|could|will|would|allow(?:s|ed)?|never|only"
    r"|permit(?:s|ted)?|forbidden|prohibited|needs?|not|no|possible|able|unable|accept(?:s|ed)?"
    r"|required|optional|free|supports?|unless|reimbursed|excluded|tolerated|insured|covered"
    r"|entitled)\b|n[’']t\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?<=[\w,;:)(\"'|] )[\"'“(\[`*]*[A-Z][\w’'.-]*[a-z]\w*"
    r"|^\W*[A-Z]\w+ (?:[A-Z]\w+|\([a-z]+\)|(?:has|had|was|is|will|did|does|also)\b|\w+(?:ed|s)\b)"
)
PEOPLE = re.compile(
    r"\b(?:person|people|everyone|everybody|anyone|nobody|whoever|those who|individual|owner|author"
    r"|developer|maintainer|user|caller|team|staff|company|organi[sz]ation|party|parties"
    r"|contributor|librar(?:y|ies)|application|administrator|admin|root|tenant|landlord|landlady"
    r"|manager|lead|head|board|director|chair|treasurer|secretary|customer|client|member|visitor"
    r"|employee|employer|worker|driver|dealer|service|supplier|doctor|teacher|parent|mother|father"
    r"|child|adult|student|police|court|council|committee|office|department|neighbour|guest|host"
    r"|government|state|town|we|you|they|i)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Kind:
    """A kind of answer: how questions for it begin, and how it looks, if that can be told.

    `strays` looks like it and is something else: a date is no amount. `implies` are words of the
    question that say no more than the kind does. What is `measured` must look so.
    """

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str] | None
    strays: re.Pattern[str] | None = None
    implies: frozenset[str] = frozenset()
    measured: bool = False

    def fits(self, text: str) -> bool:
        """Whether a text holds what looks like such an answer."""
        if self.strays is not None:
            text = self.strays.sub("", text)
        return self.holds is None or self.holds.search(text) is not None


def _kind(name: str, asks: str, holds: str = "", implies: str = "") -> Kind:
    pattern = re.compile(holds, re.IGNORECASE) if holds else None
    words = frozenset(implies.split())
    return Kind(name, re.compile(asks, re.IGNORECASE), pattern, None, words)


def _measured(name: str, asks: str, holds: str, implies: str = "", strays: str = "") -> Kind:
    out = re.compile(strays, re.IGNORECASE) if strays else None
    return Kind(
        name,
        re.compile(rf"(?:\w+ )?(?:the |up to |about |in |for |of )?{asks}", re.IGNORECASE),
        re.compile(holds, re.IGNORECASE),
        out,
        frozenset(implies.split()),
        measured=True,
    )


_COSTS = (
    "cost costs price expensive pay paid pays charge charged fee fees spend spent amount money much"
)
_NO_AMOUNT = rf"{_DATE}|{_of(_TIME)}"
_VALUES = (
    "limit maximum minimum size number rate ports? versions? percentage sum amount price costs? fee"
    " speed weight height length width depth age temperature pressure discount votes distance"
    " duration period capacity budget score"
).replace(" ", "|")
#: In order: the first whose questions begin so.
KINDS = (
    _kind("way", r"how (?:do|can|could|should|would|to|does|did|is|are|must|may|am|was|were) ",
          _WAY, "way"),
    _kind("way", r"what (?:should|can|must|could|do|shall|would) (?:i|we|you|one)\b.*\bdo\b", _WAY),
    _measured("many", r"how many (?P<what>\w+)", _ANY, "number", _DATE),
    _measured("lasts", r"how (?:long|soon|quickly|early|late|far (?:ahead|in advance))\b",
              rf"{_of(f'{_TIME}|{_LENGTH}')}|\b(?:forever|indefinite(?:ly)?|permanent(?:ly)?)\b",
              "take takes last lasts duration time far ahead advance early"),
    _measured("often", r"how (?:often|frequently|regularly)\b", rf"{_of(_TIME)}|{_OFTEN}", "often"),
    _measured("old", r"how old\b", rf"{_of(_TIME)}|{_YEAR}|\bage\b", "old age"),
    _measured("money", r"how (?:expensive|much (?:is|are|was|were)|"
                       r"much\b.*\b(?:money|costs?|pay|paid|spend|price|fee))\b",
              rf"{_of(_MONEY)}|[€$£¥]\s?\d|\bfree\b", _COSTS),
    _measured("far", r"how (?:far|tall|deep|wide|thick)\b", _of(f"{_LENGTH}|{_TIME}"),
              "far tall deep wide thick away height depth width"),
    _measured("heavy", r"how heavy\b", _of(_WEIGHT), "heavy weigh weighs weight"),
    _measured("fast", r"how fast\b", _of(f"{_SPEED}|{_TIME}"), "fast speed"),
    _measured("hot", r"(?:how (?:hot|warm|cold)|(?:what|which) temperature)\b", _of("°|degrees?"),
              "hot warm cold temperature"),
    _measured("much", r"how (?:much|high|large|big|loud|strong|small|low)\b", _ANY,
              f"{_COSTS} high large big size", _NO_AMOUNT),
    _kind("when", r"(?:(?:at|on|in|by|until|till|since|from|during) )?"
                  r"(?:when\b|(?:what|which) (?:\w+ )?(?:time|day|date|month|year|hour)s?\b)",
          _WHEN, "time day date month year days"),
    _kind("who", r"(?:by |for |to |with |from )?who(?:m|se)?\b", PEOPLE.pattern,
          "person people name"),
    _kind("where", r"(?:from |to )?where\b|(?:in |at |to |from )(?:what|which) "
                   r"(?:place|town|city|country|folder|directory|room|street)\b",
          _WHERE, "place find found"),
    _kind("why", r"why\b|how come\b|(?:for )?what (?:is the |are the |was the )?"
                 r"(?:reasons?|causes?|caused|purpose)\b",
          _WHY, "reason cause causes caused purpose"),
    _measured("value", r"(?:what|which) (?:is |are |was |were )?(?:the )?(?:\w+ ){0,3}?"
                       rf"(?:{_VALUES})\b",
              _ANY, "number value amount price cost", _DATE),
    _kind("may", r"(?:can|could|may|must|should|shall|need)\b"
                 r"|(?:is|are|am|do|does|did|has|have|will) .*"
                 r"\b(?:allowed|permitted|possible|forbidden|required|have to|needed|optional)\b",
          MAY.pattern, "allowed permitted possible forbidden required need needed"),
    _kind("is", r"(?:is|are|was|were|do|does|did|has|have|had|will|would|am)\b"),
)  # fmt: skip
