"""The ways in which people ask for a conversion: a quantity, and the unit wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_units.numbers import WORDS

#: Words before any request.
ASK = (
    r"(?:(?:hey|hi|hello|please|can you|could you|would you|tell me|give me|i (?:want|need)(?: to)?"
    r"|i'd like to|how (?:do|can|would) (?:i|you|we)|approximately|roughly|about)[, ]+)*"
)
HOW = "how (?:much|long|far|tall|high|deep|wide|heavy|fast|hot|cold)"
#: What measures, said before the number: "a temperature of 20 C".
_MEASURE = (
    r"(?:(?:an? |the )?(?:temp(?:erature)?|distance|length|height|width|depth|weight|mass|speed"
    r"|velocity|volume|area|pressure|energy|power|time|duration|(?:boiling|melting|freezing) point)"
    r"(?: of|:)? )?"
)
_SI = rf"{_MEASURE}(?P<quantity>[^?]{{1,80}})"
_TO = r"(?P<to>(?:[^?0-9]|(?<=[A-Za-z^*-])[1-9]){1,40}?(?:100 ?k[a-z]{1,10})?)"
_IN = " (?:to|into|in|as)"
#: What may stand between a quantity and that.
_BEFORE_IN = re.compile(r"(?: (?:expressed|measured|converted|written|given))?,?$", re.IGNORECASE)
_END = r"(?:[, ]+(?:and|please|for me|thanks|thank you))*\s*[?.!]*\s*"
#: Words that add nothing to a quantity, a unit and what asks for one in the other.
_PLAIN = (
    r"(?:(?:what(?:'s| is)|is|are|be|would|will|does|do|equals?|equal|equivalent|the same|as|of|the"
    r"|there|that|it|when|if|you|we|i|get|converted?|changed?|turned|expressed|measured|written"
    r"|makes?|make up|weighs?|contained|length|distance|height|weight|mass|volume|temperature|area"
    r"|speed|from|to|its|long|heavy|=)[,:]? )*"
)
#: What comes before the unit that is wanted.
_WANTED = r"(?:to|into|in|as|how (?:many|much)|what in|units of|terms of|=|\?|x|_+)"
_NUMBER = rf"(?P<quantity>(?:[-−]?[.0-9½¼¾]|(?:an?|half|{'|'.join(WORDS)})\b)[^?]{{0,80}}?)"


def _compiled(*forms: str) -> tuple[re.Pattern[str], ...]:
    """The forms of whole requests, with what may be said around each."""
    return tuple(re.compile(rf"\s*{ASK}{form}{_END}", re.IGNORECASE) for form in forms)


_FORMS = _compiled(
    rf"(?:convert|change|express|turn|write):? {_SI}{_IN} {_TO}",
    rf"how many {_TO} (?:are |is |would be )?(?:there )?in {_SI}",
    rf"how many {_TO} (?:is|are|equals?|makes?|make up) {_SI}",
    rf"how many {_TO} (?:do|does) {_SI} (?:equal|make|come to|convert to)",
    rf"(?:what is |what's )?(?:the )?(?:number of )?{_TO} in {_SI}",
    rf"{_SI} (?:is|are|equals?|makes?|=) (?:how many|how much(?: in)?|\?) ?{_TO}",
    rf"what temperature in {_TO} is {_SI}",
    rf"what (?:would|will|does|do) {_SI} (?:be|equal|come to|correspond to){_IN} {_TO}",
    rf"(?:what is|what's) {_SI} (?:equal|equivalent) to in {_TO}",
    rf"(?:what is|what's) (?:the )?equivalent of {_SI} in {_TO}",
    rf"(?:what(?:'s| is| are)|{HOW} (?:is|are))?\s*{_SI}(?:{_IN}| =) {_TO}",
)
#: The same in any words that say nothing else.
_LOOSE = _compiled(
    rf"{_PLAIN}{_NUMBER},? {_PLAIN}{_WANTED} {_PLAIN}{_TO}(?: is what)?",
    rf"{_PLAIN}(?:how many|number of|in|\?) {_TO} {_PLAIN}{_NUMBER}",
)
_DIGITS = r"[-−]?[0-9][0-9.,]*"
_PAIR = r"(?P<of>[^?0-9:]{1,40}) (?:to|into) (?P<to>[^?0-9:]{1,40}?)"
#: The number stands apart from its unit ("miles to feet: 3", "convert 3 from miles to feet"), or
#: is one ("how many feet per mile").
_APART = _compiled(
    rf"(?:convert )?(?:from )?{_PAIR}:? (?P<number>{_DIGITS})",
    rf"(?:convert )?(?P<number>{_DIGITS}) from {_PAIR}",
    # 1 °C is 33.8 °F, which nobody asks who wants to know how degrees are converted.
    r"(?:convert )?(?!.*\b(?:celsius|centigrade|fahrenheit|kelvin|deg\w*|[cfk])\b)"
    r"(?P<of>[^?0-9]{1,30}?) (?:to|into) (?P<to>[^?0-9]{1,30}?)",
    r"(?:how many|number of) (?P<to>[^?0-9]{1,40}) per (?P<of>[^?0-9]{1,40}?)",
)
#: A change of temperature, which knows no zero: "a rise of 10 °C in °F".
_SCALES = {"c": "Δ°C", "f": "Δ°F", "k": "kelvin"}
_SCALE = (
    r"(?:degrees? |deg |°\s?)?(?P<{}>celsius|centigrade|fahrenheit|kelvins?|[cfk])(?: degrees?)?"
)
_CHANGED = r"(?:change|difference|rise|drop|fall|increase|decrease|gain|swing)"
_CHANGE = _compiled(
    rf"{_PLAIN}(?:an? |the )?(?:temperature )?{_CHANGED}(?: (?:in|of) temperature)? of "
    rf"(?P<number>{_DIGITS}) ?{_SCALE.format('scale')}(?: in| to| into| as|,) {_PLAIN}"
    rf"{_SCALE.format('to')}",
    rf"{_PLAIN}(?:an? )?(?P<number>{_DIGITS})[ -]?{_SCALE.format('scale')} {_CHANGED}"
    rf"(?: in temperature)?(?: in| to| into| as) {_SCALE.format('to')}",
)
_ARROW = re.compile(r"\s*(?:->|→|=>|⇒|>>)\s*(?=[A-Za-z°])")
_ASKED = re.compile(r"\s*=\s*\?\s*(?=[A-Za-z°])")
#: What is said of one quantity, and then asked of it: "I ran 10 km. How many miles is that?"
_TOLD = re.compile(
    r"(?:so |if |when )?(?P<told>[^?0-9]{1,60}?) "
    rf"(?P<quantity>{_DIGITS} ?[^?,;.0-9]{{1,30}}?)(?: (?:long|tall|high|wide|deep|away))?[,;.?!:]+"
    r" (?:so )?(?:(?:what(?:'s| is) (?:that|it|this) )?(?:in|as)"
    rf"|how many(?= .* (?:that|it|this))) {_TO}(?: (?:is|are|was) (?:that|it|this))?\s*[?.!]*",
    re.IGNORECASE,
)
#: What is said may have so many words; these make it a sum.
_TALE = 6
_SUMS = re.compile(
    r"\b(?:each|every|per|times|twice|half|double|both|another|more|less|than|not|no|never|or"
    r"|without|change|difference|cut|split|shared|left)\b|n't\b",
    re.IGNORECASE,
)
_SIGNIFICANT = re.compile(
    r",?(?: rounded)? (?:to|with|in) (?P<digits>[1-9][0-9]?) sig(?:nificant|\.)? "
    r"?(?:digits?|figures?|figs?\.?)\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_COUNTS = {"zero": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DECIMALS = re.compile(
    r",?(?: (?:and )?round(?:ed)?)?(?: (?:to|with)| \()"
    rf"(?P<places> ?[0-9]| ?(?:{'|'.join(_COUNTS)}))"
    r" (?:decimal places?|decimals?|dps?|d\.p\.)\)?\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_NEAREST = re.compile(
    r",?(?: (?:and )?round(?:ed)?)? to the nearest "
    r"(?P<name>whole number|integer|unit|tenth|hundredth)\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_NEAREST_PLACES = {"tenth": 1, "hundredth": 2}
#: "10 gallons of water", "a 12 foot rope": of what is no matter between units of one kind.
_OF_WHAT = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<quantity>.+?) of (?:the )?[a-z]+(?: [a-z]+)?",
        r"(?:an?|the) (?P<quantity>[0-9][0-9.,/]*[ -]?[a-z]+) [a-z]+",
    )
)


@dataclass(frozen=True)
class Asked:
    """A quantity and the unit it is wanted in; `sure` if nothing was left out of the words."""

    quantity: str
    to: str
    sure: bool = True


def asked(text: str) -> Iterator[Asked]:
    """Each way to read the words as a conversion, the likeliest first."""
    text = _ASKED.sub(" = ? ", _ARROW.sub(" to ", text))
    for form in _CHANGE:
        if found := form.fullmatch(text):
            of, to = (_SCALES[found[name][0].lower()] for name in ("scale", "to"))
            yield Asked(f"{found['number']} {of}", to)
            return
    for form in _APART:
        if found := form.fullmatch(text):
            number = found.groupdict().get("number", "1")
            yield Asked(f"{number} {found['of']}", found["to"], sure=False)
    for form in (*_FORMS, *_LOOSE):
        if found := form.fullmatch(text):
            quantity, to = _BEFORE_IN.sub("", found["quantity"]).strip(), found["to"].strip()
            yield Asked(quantity, to, sure=form in _FORMS)
            for what in _OF_WHAT:
                if thing := what.fullmatch(quantity):
                    yield Asked(thing["quantity"], to, sure=False)
    if found := _TOLD.fullmatch(text):
        told = found["told"]
        if len(told.split()) <= _TALE and not _SUMS.search(told):
            yield Asked(found["quantity"], found["to"], sure=False)


def rounded(text: str) -> tuple[str, JsonObject]:
    """The text without "to 3 significant digits" or "to 2 decimals", and that as an argument."""
    if found := _SIGNIFICANT.search(text):
        return text[: found.start()], {"digits": int(found["digits"])}
    if found := _DECIMALS.search(text):
        places = found["places"].strip().lower()
        decimals = _COUNTS[places] if places in _COUNTS else int(places)
        return text[: found.start()], {"decimals": decimals}
    if found := _NEAREST.search(text):
        return text[: found.start()], {"decimals": _NEAREST_PLACES.get(found["name"].lower(), 0)}
    return text, {}
