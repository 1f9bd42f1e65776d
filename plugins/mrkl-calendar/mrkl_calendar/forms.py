"""The forms in which people ask about dates and times, each for the whole request."""

from __future__ import annotations

from mrkl_calendar.moments import NTH, WEEKDAYS

_ASK = r"(?:please |can you |could you )?(?:tell me |list |give me )?"
_WEEKDAY = "|".join(WEEKDAYS)
_UNIT = (
    r"(?P<unit>(?:(?:business|working|week)[ -]?)?days?|weeks?|months?|years?|hours?|minutes?"
    rf"|seconds?|quarters?|fortnights?|(?:{_WEEKDAY})s?)"
)
_HOW_MANY = rf"(?:how many |(?:the )?number of )?{_UNIT} "
_COUNTRY = r"(?: in (?P<country>[A-Za-z ]+))?"
BETWEEN = (
    rf"{_ASK}{_HOW_MANY}(?:are |is |were )?(?:there )?(?:between|from) "
    r"(?P<start>.+?) (?:and|to|until|till) (?P<end>.+)",
    rf"{_ASK}{_HOW_MANY}(?:are |is |were )?(?:there )?(?:between|from) "
    rf"(?P<start>.+?) (?:and|to|until|till) (?P<end>.+?){_COUNTRY}",
    rf"{_ASK}how (?:long|much time) (?:is it |is there )?(?:between|from) "
    r"(?P<start>.+?) (?:and|to|until|till) (?P<end>.+)",
    rf"{_ASK}how many {_UNIT} (?:are (?:there )?|is it )?(?:until|till|to) "
    r"(?:(?:my|his|her|their|our) (?:birthday|anniversary),? (?:on )?)?(?P<end>.+)",
    rf"{_ASK}{_HOW_MANY}(?:is it |has it been |have (?:passed|gone by) )?since (?P<start>.+)",
    rf"{_ASK}how long (?:ago (?:is|was)|is it since|has it been since) (?P<start>.+)",
    rf"{_ASK}(?:what(?:'s| is) )?(?:the )?(?:time|duration) between (?P<start>.+?) and (?P<end>.+)",
    rf"{_ASK}(?P<start>[0-9]{{1,2}}:[0-9]{{2}}|[0-9]{{1,2}} ?[ap]m) (?:to|until|till) "
    rf"(?P<end>[0-9]{{1,2}}:[0-9]{{2}}|[0-9]{{1,2}} ?[ap]m) in {_UNIT}",
)
IN_SPAN = (
    rf"{_ASK}{_HOW_MANY}(?:are |were |will )?(?:there )?(?:be )?(?:are |were )?in "
    rf"(?:the (?:month|year)(?: of)? )?(?P<span>.+?){_COUNTRY}",
    r"how many (?P<unit>days) (?:does|did|will) (?P<span>.+?) have",
)
_WHAT = (
    r"(?:what(?:'s| is| was| will be)?|which|when(?:'s| is| was| will be)) (?:the )?"
    r"(?:date|day|time)?\s*(?:is|was|will|falls|comes)?(?: it)?(?: be)?\s*"
)
SHIFT = (
    rf"{_ASK}(?:{_WHAT}|(?:the )?date )?(?P<by>.+?) (?P<direction>after|before|from) "
    r"(?P<moment>.+)",
    rf"{_ASK}(?:{_WHAT})?(?P<by>.+?) (?P<ago>ago)",
    rf"{_ASK}(?:{_WHAT})?in (?P<by>.+?)(?: from (?P<moment>today|now))?",
    rf"{_ASK}(?:{_WHAT})?(?P<moment>.+?) (?P<sign>plus|minus|\+|-) (?P<by>.+)",
    rf"{_ASK}(?:add|subtract) (?P<by>.+?) (?P<joined>to|from) (?P<moment>.+)",
)
_IS = r"(?:is|was|will|does|did)(?: it)?(?: be)?(?: on)?"
_FALLS = r"(?: fall on| fall| be)?"
DAY_OF_WEEK = (
    rf"{_ASK}(?:on )?(?:what|which) (?:day of the week|weekday|day) {_IS} (?P<day>.+?){_FALLS}",
    rf"{_ASK}(?:what is |what's )?(?:the )?(?:day of the week|weekday) (?:of|for|on) (?P<day>.+)",
    rf"(?:is|was|will) (?P<day>.+?) (?:be |fall )?(?:on )?an? (?:{_WEEKDAY})",
    r"(?:on )?(?:what|which) (?:day of the week|weekday|day) was i born,? if i was born (?:on )?"
    r"(?P<day>.+)",
)
DAY_OF_YEAR = (
    rf"{_ASK}(?:what|which) (?:number )?(?:day|day number) (?:of|in) the year {_IS} (?P<day>.+)",
    rf"{_ASK}(?:what is |what's )?(?:the )?(?:(?:number of the )?day of the year|day number) "
    r"(?:of|for) (?P<day>.+)",
)
WEEK = (
    rf"{_ASK}(?:in )?(?:what|which) (?:iso |calendar )?week(?: number)?(?: of the year)? {_IS} "
    r"(?P<day>.+?)(?: in)?",
    rf"{_ASK}(?:what is |what's )?(?:the )?(?:iso |calendar )week(?: number)? (?:of|for) "
    r"(?P<day>.+)",
    rf"{_ASK}(?:what is |what's )?the (?:iso |calendar )?week(?: number)? (?:of|for) (?P<day>.+)",
)
#: Days told without a number, so that asking for them asks for their date.
_NEAR = (
    r"(?:today|tomorrow|yesterday|(?:the )?day (?:after tomorrow|before yesterday)"
    rf"|(?:next|last|this coming|this|coming) (?:{_WEEKDAY})"
    r"|(?:the )?(?:[0-9]{1,3}(?:st|nd|rd|th)|first|last) day of .+"
    rf"|(?:the )?(?:{'|'.join(NTH)}) (?:{_WEEKDAY}) (?:of|in) .+)"
)
DATE = (
    rf"{_ASK}(?:what(?:'s| is| was| will be) )?(?P<day>{_NEAR})(?:'s date)?",
    rf"{_ASK}(?:on )?(?:what|which) date {_IS} (?P<day>.+?){_FALLS}",
    rf"{_ASK}(?:what(?:'s| is| was) )?the date (?:of |on )?(?P<day>.+)",
    rf"{_ASK}when(?:'s| is| was| will| does| did) (?P<day>.+?){_FALLS}",
)
LEAP = (
    r"(?:is|was|will) (?:the year )?(?P<year>[0-9]{1,4}) (?:be )?a leap[ -]year",
    r"(?:does|did|will) (?P<year>[0-9]{1,4}) have (?:a 29 february|366 days)",
)
WORKDAY = (
    rf"{_ASK}(?:is|was|will) (?P<day>.+?) (?:be )?a (?:business|working|work|bank)[ -]?day"
    r"(?: in (?P<country>.+))?",
    rf"{_ASK}(?:is|was|will) (?P<day>.+?) (?:be )?a (?:public |bank |national |legal )?holiday"
    r" in (?P<country>.+)",
)
_WHO = r"(?:I|someone|somebody|a person|he|she|they|you)"
AGE = (
    rf"{_ASK}how old (?:is|am|are) {_WHO}"
    r"(?: (?:who (?:was|were) |if (?:I|he|she|they) (?:was|were) ))? ?born (?:on )?(?P<start>.+)",
    rf"{_ASK}how old will {_WHO} be (?:on |at )?(?P<end>.+?),? if {_WHO} (?:was|were) born (?:on )?"
    r"(?P<start>.+)",
)
_CLOCK = (
    r"(?P<moment>(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:,? (?:at )?|T))?"
    r"(?:[0-9]{1,2}(?::[0-9]{2}){0,2}(?: ?[ap]\.?m\.?)?|noon|midnight))"
)
_SOURCE = r"(?P<source>[A-Za-z/_ ]+?)(?: time)?"
_TARGET = r"(?P<target>[A-Za-z/_ ]+?)(?: time)?"
_ON = r"(?:,? on (?P<day>.+?))?"
ZONE = (
    rf"{_ASK}(?:what(?:'s| is) )?(?:the )?time in {_TARGET} (?:when|if) it(?:'s| is) {_CLOCK} in "
    rf"{_SOURCE}{_ON}",
    rf"{_ASK}what time is it in {_TARGET} (?:when|if) it(?:'s| is) {_CLOCK} in {_SOURCE}{_ON}",
    rf"(?:when|if) it(?:'s| is) {_CLOCK} in {_SOURCE}{_ON},? (?:then )?"
    rf"what time is it in {_TARGET}",
    rf"{_ASK}{_CLOCK} (?:in )?{_SOURCE}{_ON} is what time in {_TARGET}",
    rf"{_ASK}(?:(?:what is|what time is|convert) )?{_CLOCK} (?:in |from )?{_SOURCE} (?:in|to|into) "
    rf"{_TARGET}{_ON}",
)
_TIMES = r"(?P<count>[0-9]{1,3}|[a-z]+)"
_SO_OFTEN = rf",? (?:(?:the )?next {_TIMES}|(?P<many>[0-9]{{1,3}}|[a-z]+) times)"
_NTH_IN_MONTH = rf"(?P<nth>{'|'.join(NTH)}|second-last) (?P<weekday>{_WEEKDAY})s?"
RECUR = (
    rf"{_ASK}(?:what are )?(?:the )?next {_TIMES} (?P<weekday>{_WEEKDAY})s"
    r"(?: (?:after|from) (?P<start>.+))?",
    rf"{_ASK}(?:the )?{_NTH_IN_MONTH} of (?:each of )?the next {_TIMES} months",
    rf"{_ASK}(?:every |the )?{_NTH_IN_MONTH} of (?:the|each|every) month"
    rf"(?: from (?P<start>.+?))?{_SO_OFTEN}",
    r"every (?:(?P<interval>[0-9]{1,3}|[a-z]+) )?(?P<every>day|week|month|year)s?"
    rf" (?:from|starting(?: on)?|beginning(?: on)?) (?P<start>.+?){_SO_OFTEN}",
)
