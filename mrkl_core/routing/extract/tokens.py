"""The words of a request with their places, and which of them only hold a sentence together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from mrkl_core.routing.words import stem

#: Words whose full stop ends no sentence.
SHORTENED = r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|Inc|Ltd|Co|Corp|vs|No|D\.C)\."
_TOKEN = re.compile(
    r"https?://\S+[^\s.,;!?)\"'\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # a link, an address
    rf"|{SHORTENED}(?=\s|\Z|['\"])"
    r"|(?:[A-Za-z]:)?(?:[/\\][\w.-]+){2,}"  # a path
    r"|\d{4}[-–]\d{2,4}(?![-\d])|\d+/[A-Za-z]\w+"  # a season, a reference
    r"|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.]*\d)"  # a number
    r"|[^\W_](?:[\w+#♠-♧]|[-&'’./](?=\w))*\+?|\S"
)
_LETTERS_AFTER_DIGITS = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([^\W\d_]+(?:[/^²³]\w*)*)\Z")

#: Words that hold a sentence together; no value begins or ends with one.
_FUNCTION = """
a about above across after all also am an and any are around as at be been before being below
between both but by called can could did do does during each either find following for from get
give given had has have having he her here his how i if in including id into is it its just let
like made may me might must my named near need next number numbered of off on one's or our out
over per please regarding respectively she should show so some tell than that the their them then
there these they this those through till titled to too under until up upon us use using via want
was we were what when where whether which while who whom whose why will with within without would
you your
"""
#: Words by which a request begins, or that ask for something; they are no values either.
_ASKING = """
add book buy calculate change check compare compute convert create determine draw estimate
evaluate explain fetch generate identify know locate look make order perform predict provide
remind retrieve run search see send set solve update
"""


@dataclass(frozen=True)
class Token:
    """One word, number or sign; `start` and `end` are its place in the request."""

    text: str
    start: int
    end: int

    @cached_property
    def low(self) -> str:
        """The token without case."""
        return self.text.casefold()

    @cached_property
    def stem(self) -> str:
        """The token as the router compares words; a genitive's ending is gone."""
        return stem(bare(self.low))

    @cached_property
    def is_word(self) -> bool:
        """Whether it has a letter or a digit."""
        return any(c.isalnum() for c in self.text)

    @cached_property
    def is_function(self) -> bool:
        """Whether it only holds the sentence together."""
        return self.low in FUNCTION

    @cached_property
    def is_asking(self) -> bool:
        """Whether it says what is to be done."""
        return self.low in ASKING

    @cached_property
    def is_capital(self) -> bool:
        """Whether it begins as a name does."""
        return self.text[:1].isupper()


FUNCTION = frozenset(_FUNCTION.split())
ASKING = frozenset(_ASKING.split())


def tokens(words: str) -> tuple[Token, ...]:
    """The tokens of a request; `6cm` is two of them."""
    found: list[Token] = []
    for match in _TOKEN.finditer(words):
        text, start = match[0], match.start()
        if glued := _LETTERS_AFTER_DIGITS.match(text):
            cut = start + len(glued[1])
            found += (Token(glued[1], start, cut), Token(glued[2], cut, match.end()))
            continue
        found.append(Token(text, start, match.end()))
    return tuple(found)


def bare(word: str) -> str:
    """The word without the ending of a genitive."""
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            return word[:-2]
    return word
