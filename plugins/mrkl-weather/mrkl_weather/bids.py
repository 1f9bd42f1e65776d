"""Reads requests about the weather of a place; what is not understood in every word gets no bid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_weather.days import MONTHS, WEEKDAYS

_GATE = re.compile(
    r"weather|forecast|rain|snow|sunny|cloud|wind|hot|cold|warm|cool|temperature|storm|umbrella"
    r"|humid|freez|fog|degrees",
    re.IGNORECASE,
)
_SKY = (
    r"(?:rain(?:y|ing)?|snow(?:y|ing)?|hot|cold|warm|cool|sunny|cloudy|windy|freez(?:e|ing)"
    r"|storm(?:y|ing)?|dry|wet|foggy|humid)"
)
#: What is asked, and whether it is about the time that is now if no day is named.
_TOPICS: tuple[tuple[str, bool], ...] = (
    (r"(?:what(?:'s| is| will) |how(?:'s| is| will) )?(?:the )?(?:current )?weather"
     r"(?: report)?(?: (?:be )?like| (?:going to )?be(?: like)?)?", True),
    (r"(?:what(?:'s| is) |give me |show me )?(?:the )?(?:weather )?forecast", False),
    (rf"is it (?:currently )?{_SKY}(?: out(?:side)?)?", True),
    (rf"(?:will it|is it going to) (?:be |get )?{_SKY}", False),
    (r"how (?:hot|cold|warm|cool|windy|humid) is it(?: out(?:side)?)?", True),
    (r"how (?:hot|cold|warm|cool|windy|humid) (?:will it|is it going to) (?:be|get)", False),
    (r"(?:what(?:'s| is) |how many degrees is )?(?:the )?(?:current |outside |air )?temperature"
     r"(?: outside)?", True),
    (r"what will (?:the )?temperature be", False),
    (r"(?:do|will|should) i (?:need|take|bring) an umbrella", False),
    (r"(?:is|will) there (?:be )?(?:any )?(?:rain|snow|storms?|thunderstorms?|fog|wind)", False),
    (r"(?:what(?:'s| is|'re| are) )?(?:the )?chances? of (?:rain|snow|storms?)", False),
)  # fmt: skip
_DAY = "|".join(WEEKDAYS)
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_PART = r"(?: (?P<{0}part>morning|afternoon|evening|night))?"
_WHEN = (
    r"(?:(?:right )?now|currently|at the moment|today|tonight|(?:the )?day after tomorrow|tomorrow"
    rf"|yesterday|(?:on )?(?:this |next |coming )?(?:{_DAY})|(?:this|on the|the) weekend"
    r"|(?:this|the next|the coming) week|(?:for |over |in )?the (?:next|coming) [0-9]{1,2} days"
    r"|in [0-9]{1,3} days?|(?:on )?[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|(?:on )?(?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})(?:,? [0-9]{{4}})?"
    rf"|(?:on )?(?:{_MONTH}) (?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? [0-9]{{4}})?)"
)
_COORDINATES = r"-?[0-9.]{1,9}, ?-?[0-9.]{1,9}"
_PLACE = rf"(?P<place>{_COORDINATES}|[^\W\d_][^\d?!;:]{{0,80}}?)"
_TAIL = (
    rf"(?:,? (?P<early>{_WHEN}){_PART.format('early')})?,? (?:in|for|at|near|around) {_PLACE}"
    rf"(?:,? (?P<late>{_WHEN}){_PART.format('late')})?"
)
_FORMS = [(re.compile(topic + _TAIL, re.IGNORECASE), now) for topic, now in _TOPICS]
_OTHER = (
    rf"(?P<early>today|tomorrow|{_DAY})'s (?:weather|forecast) (?:in|for|at) {_PLACE}",
    rf"(?:what(?:'s| is) )?(?:the )?{_PLACE} weather(?: forecast)?(?: (?P<late>{_WHEN}))?",
)
_FORMS += [(re.compile(form, re.IGNORECASE), True) for form in _OTHER]
_ASK = re.compile(r"^(?:please |can you |could you |tell me |do you know )+", re.IGNORECASE)
#: No places: days, units, what stands for a place, and what has a temperature of its own.
_NO_PLACE = re.compile(
    rf"{_WHEN}$|{_SKY}$|(?:\S+ ){{5}}"
    r"|(?:my|your|our|his|her|an?|this|that|these|here|there|it|what|which|how|general|space"
    r"|degrees?|kelvin|celsius|centigrade|fahrenheit)\b"
    r"|.*\b(?:and|or|is|are|was|degrees?)\b",
    re.IGNORECASE,
)
#: "the oven" is no place; "the Hague" is, and so are these however they are written.
_THE = re.compile(
    r"(?i:the) (?![A-Z]|(?i:hague|bronx|bahamas|maldives|seychelles|philippines|netherlands|gambia"
    r"|azores|canaries|alps|algarve)\b)|(?i:the) (?i:moon|sun)\b"
)
_HOURS = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24), "night": (18, 24)}


def bid(words: str) -> Iterator[Bid]:
    """One bid if the words ask about the weather of a place, and are all understood."""
    text = _ASK.sub("", " ".join(words.split())).rstrip("?.! ")
    if len(text) > 200 or not _GATE.search(text):
        return
    for form, now in _FORMS:
        found = form.fullmatch(text)
        if found and not _NO_PLACE.match(found["place"]) and not _THE.match(found["place"]):
            tool, arguments = _call(found.groupdict(), now)
            yield Bid(tool, arguments, 0.95, "the weather of a place, read to the end")
            return


def _call(parts: dict[str, str | None], now: bool) -> tuple[str, JsonObject]:
    place = {"place": parts["place"]}
    day = (parts.get("late") or parts.get("early") or "").lower()
    part = parts.get("latepart") or parts.get("earlypart") or ("night" if day == "tonight" else "")
    if day in ("now", "right now", "currently", "at the moment") or (not day and now):
        return "current", place
    if part:
        first, last = _HOURS[part.lower()]
        return "hourly", {**place, "day": day, "from_hour": first, "to_hour": last}
    return "daily", {**place, "day": day or "today"}
