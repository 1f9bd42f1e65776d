"""What a whole text tells of its words: names made of a noun and a letter, and who "you" is."""

from __future__ import annotations

import re
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import Lexicon, Noun

_YOU = re.compile(r"\byou are (?:a|an|the|our) ((?:[\w-]+ ){0,2}[\w-]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


def with_lettered(lexicon: Lexicon, words: str) -> Lexicon:
    """The lexicon with the names that a text makes so of a noun and letters from "a" on.

    One alone may be any word: a cart is no car named t.
    """
    found: dict[Noun, set[str]] = {}
    for word in {match.group().lower() for match in _WORD.finditer(words)}:
        noun = lexicon.nouns.get((word[:-1],))
        if noun is not None and not noun.kind and (english.stem(word),) not in lexicon.nouns:
            found.setdefault(noun, set()).add(word)
    named = {
        word: noun
        for noun, called in found.items()
        if len(called) > 1 and "a" in {word[-1] for word in called}
        for word in called
    }
    return replace(lexicon, names={**lexicon.names, **named}) if named else lexicon


def addressed(lexicon: Lexicon, words: str) -> Lexicon:
    """The lexicon of a text that says what its reader is: "You are a robot"."""
    for match in _YOU.finditer(words):
        for word in match[1].lower().split():
            noun = lexicon.nouns.get((word,))
            if noun is not None:
                return replace(lexicon, you=noun)
    return lexicon
