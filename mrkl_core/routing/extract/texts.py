"""Texts a request mentions: quoted, linked, written as a formula, named, or simply said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.numbers import ORDINALS, WORDS
from mrkl_core.routing.extract.tokens import Token, bare

#: The longest phrase that is a candidate, in words.
MAX_WORDS = 7
_QUOTES = [
    re.compile(pattern)
    for pattern in (r"\"([^\"]+)\"", r"“([^”]+)”", r"(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)",
                    r"‘([^’]+)’", r"`([^`]+)`", r"«([^»]+)»")
]  # fmt: skip
_FORMULA = re.compile(
    r"(?:(?:(?<![\w.])-)?(?:\d+(?:\.\d+)?|(?:sin|cos|tan|log|ln|exp|sqrt)\b(?=\s*\()|[a-zA-Z])"
    r"(?![a-zA-Z]{2})|[()^*/+=]|\s[-+=]\s|(?<=\d)-(?=\d)|\*\*|(?<=[\w)])\s?-\s?(?=[\d(a-z]\b)|[²³])+"
)
_LINK = re.compile(r"https?://")
#: Words that a name or a phrase may have inside.
_INNER = frozenset("of the and & de la du von van der".split())
_STOPS = frozenset(',.;:!?()[]{}"“”‘’`«»=')


def quoted(words: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """What stands in quotes; the quotes are part of the mention, not of its value."""
    for pattern in _QUOTES:
        for match in pattern.finditer(words):
            inside = _inside(tokens, match.start(1), match.end(1))
            if inside:
                yield Mention(Kind.QUOTED, match[1].strip(), inside[0], inside[-1])


def addresses(tokens: Sequence[Token]) -> Iterator[Mention]:
    """Links and mail addresses."""
    for number, token in enumerate(tokens):
        if _LINK.match(token.text):
            yield Mention(Kind.LINK, token.text, number, number)
        elif "@" in token.text[1:] and "." in token.text:
            yield Mention(Kind.EMAIL, token.text, number, number)


def formulas(words: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Expressions of mathematics: something with an operator and a letter or a power."""
    for match in _FORMULA.finditer(words):
        text = match[0].strip()
        while text.count(")") > text.count("(") and text.endswith(")"):
            text = text[:-1].rstrip()
        if "=" in text and re.match(r"[a-z]\s*=\s*-?[\d.]+\Z", text, re.IGNORECASE):
            continue  # a name and its value
        operators = re.search(r"[\^*+]|\*\*|[²³]|\s-\s|\w-\d|[a-z]\(|/[a-z]", text)
        letters = re.search(r"[a-z]", text, re.IGNORECASE)
        inside = _inside(tokens, match.start(), match.start() + len(match[0].rstrip()))
        if operators and letters and len(text) > 2 and inside:
            yield Mention(Kind.FORMULA, text.replace("^", "**"), inside[0], inside[-1])


def phrases(words: str, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Every run of words that could be a value: it begins and ends with a telling word."""
    for first, token in enumerate(tokens):
        begins = first < 2 or tokens[first - 1].text in ".?!"
        if not _edge(token) or (begins and token.is_asking):
            continue
        for last in range(first, min(first + MAX_WORDS, len(tokens))):
            end = tokens[last]
            if last > first and end.text in _STOPS and end.text != ",":
                break
            if last > first and end.is_function and end.low not in _INNER:
                break
            if not _edge(end):
                continue
            text = bare(words[token.start : end.end]).replace(" - ", "-")
            if first == last and end.is_asking:
                continue
            run = [t for t in tokens[first : last + 1] if t.is_word and t.low not in _INNER]
            named = (
                bool(run)
                and run[0].is_capital
                and all(t.is_capital or t.text[0].isdigit() for t in run)
            )
            if "," in text and not (named and text.count(",") == 1):
                continue
            yield Mention(Kind.NAME if named else Kind.PHRASE, text, first, last)
            if named and not begins and tokens[first - 1].text == "The":
                yield Mention(Kind.NAME, f"The {text}", first - 1, last)


def _edge(token: Token) -> bool:
    if not token.is_word or token.low in WORDS or token.low in ORDINALS:
        return False
    return not token.is_function or (len(token.text) == 1 and token.text == "A")


def _inside(tokens: Sequence[Token], start: int, end: int) -> list[int]:
    return [n for n, t in enumerate(tokens) if t.start < end and start < t.end]
