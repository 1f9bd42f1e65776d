"""Arithmetic in words, turned into the tokens of arithmetic in symbols.

"the square root of two hundred and five plus 3" becomes sqrt applied to 205, +, 3. A word
that stands for nothing here is left a word; the parser refuses it by name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from mrkl_calculator.names import NO_NAMES, Names
from mrkl_calculator.tokens import HALVES, Token

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_UNITS)}
_SMALL |= {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}
_PARTS |= {
    spelling: n
    for n, word in enumerate("fourth fifth sixth seventh eighth ninth tenth".split(), start=4)
    for spelling in (word, word + "s")
}
_ROOTS = {
    word: n
    for n, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth".split(), start=2
    )
}

#: Words before numbers that are listed, of which each stands for itself.
_LISTING = frozenset(
    "sum total product average mean median difference between ratio quotient largest smallest "
    "maximum minimum common , add multiply".split()
)

_SINES = {"sin": "sine", "cos": "cosine", "tan": "tangent"}

#: What is written to the digits of an ordinal, or of the lower number of a fraction.
_SUFFIXES = frozenset({"st", "nd", "rd", "th", "rds", "ths"})

#: Phrases and the tokens they stand for, written kind:text. Longer ones are tried first.
_PHRASES: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): meaning
    for meaning, phrases in {
        "op:+": "plus, added to, increased by",
        "op:-": "minus, negative, decreased by, less, take away",
        "op:*": "times, multiplied by, times as much as, times as many as",
        "op:/": "divided by, over",
        "op:^": "to the power of, raised to the power of, raised to, to the power",
        "op:mod": "mod, modulo",
        "op:choose": "choose",
        "op:%": "percent, per cent, percentage points",
        "op:°": "degrees",
        "op:²": "squared",
        "op:³": "cubed",
        "apply:sqrt": "square root of, the square root of",
        "apply:cbrt": "cube root of, the cube root of, cubic root of",
        **{f"apply:root{n}": f"{word} root of, the {word} root of" for word, n in _ROOTS.items()},
        "apply:square": "the square of, square of",
        "apply:cube": "the cube of, cube of",
        "apply:abs": "absolute value of, the absolute value of",
        "apply:factorial": "factorial of, the factorial of",
        **{f"apply:{f}": f"{f} of, {w} of, the {w} of" for f, w in _SINES.items()},
        "apply:ln": "natural log of, natural logarithm of, the natural logarithm of",
        "apply:double": "double, twice, two times, twice as much as, twice as many as",
        "apply:triple": "triple, thrice",
        "list:sum": "sum of, the sum of, total of, the total of",
        "list:product": "product of, the product of",
        "list:difference": "difference between, the difference between, difference of, "
        "the difference of",
        "list:quotient": "quotient of, the quotient of, ratio of, the ratio of",
        "list:mean": "average of, the average of, mean of, the mean of",
        "list:median": "median of, the median of",
        "list:gcd": "greatest common divisor of, the greatest common divisor of, "
        "greatest common factor of, the greatest common factor of, gcf of, hcf of, "
        "highest common divisor of, the highest common divisor of, "
        "highest common factor of, the highest common factor of, gcd of, the gcd of",
        "list:lcm": "least common multiple of, the least common multiple of, "
        "lowest common multiple of, the lowest common multiple of, "
        "smallest common multiple of, the smallest common multiple of, lcm of, the lcm of",
        "list:max": "maximum of, the maximum of, largest of, the largest of",
        "list:min": "minimum of, the minimum of, smallest of, the smallest of",
        "list:denominators": "common denominator of, the common denominator of, "
        "least common denominator of, the least common denominator of, "
        "lowest common denominator of, the lowest common denominator of",
        "op:of": "of, as much as, as many as",
        "op:,": "and",
        "op:less than": "less than, fewer than",
        "op:more than": "more than",
        "op:<": "is less than, smaller than, is smaller than",
        "op:>": "is greater than, greater than, is more than, bigger than, is bigger than, "
        "larger than, is larger than",
        "op:<=": "is less than or equal to, less than or equal to, at most, is at most, "
        "at most as big as, at most as large as, at most as great as",
        "op:>=": "is greater than or equal to, greater than or equal to, at least, is at least, "
        "at least as big as, at least as large as, at least as great as",
        "op:=": "equals, is equal to, equal to",
    }.items()
    for phrase in phrases.split(", ")
}
_LONGEST = max(map(len, _PHRASES))
#: Unknowns written together, which are a product and no word: xy, abc.
_PRODUCT = re.compile(r"[xyzuvw]{2,3}|ab|bc|ac|abc")


def spoken(tokens: list[Token], names: Names = NO_NAMES) -> list[Token]:
    """The tokens with words of arithmetic replaced by what they stand for."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        number, after = _mixed(tokens, place) or _number(tokens, place)
        if number is not None:
            result.append(number)
            place = after
        elif raised := _raised(tokens, place):
            result += [Token("op", "^", token.start, token.end), raised[0]]
            place = raised[1]
        elif token.kind == "word" and token.text in names.values:
            result.append(token)
            place += 1
        elif token.text == "factorial" and place and tokens[place - 1].kind == "number":
            result.append(replace(token, kind="op", text="!"))
            place += 1
        elif token.text in _SUFFIXES and _is_suffix(tokens, place):
            place += 1  # the "rd" of "1/3rd"
        elif token.text == "x" and _between_numbers(tokens, place):
            result.append(replace(token, kind="op", text="*"))
            place += 1
        elif token.kind == "word" and (length := _phrase(tokens, place)):
            kind, text = _PHRASES[_words(tokens, place, length)].split(":", 1)
            result.append(Token(kind, text, token.start, tokens[place + length - 1].end))
            place += length
            if fraction := _fraction(tokens, place):
                result.append(fraction)
                place += 3
        elif names.letters and _PRODUCT.fullmatch(token.text) and not names.has(token.text):
            result += [
                replace(token, text=letter, start=token.start + at, end=token.start + at + 1)
                for at, letter in enumerate(token.text)
            ]
            place += 1
        else:
            result.append(token)
            place += 1
    return result


def _mixed(tokens: list[Token], place: int) -> tuple[Token, int] | None:
    """A whole number and a fraction, "5 1/2" or "5½", as one number, and where it ends."""
    first, *rest = tokens[place : place + 4]
    if first.kind != "number" or not first.text.isdigit() or not rest:
        return None
    if place and tokens[place - 1].text in ("/", "^") and tokens[place - 1].end == first.start:
        return None  # 1/2 1/2
    if rest[0].text in HALVES and rest[0].start == first.end:
        part, after = rest[0].value, 1
    elif [t.kind for t in rest] == ["number", "op", "number"] and rest[1].text == "/":
        top, _, below = rest
        together = top.end == rest[1].start and rest[1].end == below.start
        if not together or not (top.text + below.text).isdigit() or top.value >= below.value:
            return None
        part, after = top.value / below.value, 3
    else:
        return None
    end = rest[after - 1].end
    return replace(first, text=f"{first.text}…", end=end, value=first.value + part), (
        place + after + 1
    )


def _raised(tokens: list[Token], place: int) -> tuple[Token, int] | None:
    """The exponent of "to the 10th power" or "raised to the tenth", and where it ends."""
    after = place + (tokens[place].text == "raised")
    if [token.text for token in tokens[after : after + 2]] != ["to", "the"]:
        return None
    number, *more = tokens[after + 2 : after + 5]
    if number.text in _ROOTS:
        number, end = replace(number, kind="number", value=Fraction(_ROOTS[number.text])), after + 3
    elif number.kind == "number" and more[:1] and more[0].text in _SUFFIXES:
        end = after + 4
    else:
        return None
    if tokens[end].text == "power":
        return number, end + 1
    return (number, end) if after > place else None


def _is_suffix(tokens: list[Token], place: int) -> bool:
    """Whether this is written to the lower number of a fraction: 1/3rd, 3/4ths."""
    over, below = tokens[place - 2 : place] if place > 1 else (tokens[0], tokens[0])
    return over.text == "/" and below.kind == "number" and below.end == tokens[place].start


def _between_numbers(tokens: list[Token], place: int) -> bool:
    """Whether an "x" here is the sign of "3 x 4" and cannot be an unknown."""
    before, after = tokens[place - 1] if place else tokens[place], tokens[place + 1]
    return (before.kind == "number" or before.text in (")", "%")) and after.kind == "number"


def _fraction(tokens: list[Token], place: int) -> Token | None:
    """The 1/3 of "to the power of 1/3": after a word, what is written together is one number."""
    if len(tokens) < place + 4 or tokens[place + 3].text in ("/", "^"):
        return None
    top, over, below = tokens[place : place + 3]
    whole = top.kind == below.kind == "number" and over.text == "/" and below.value != 0
    if not whole or top.end != over.start or over.end != below.start:
        return None
    return replace(
        top, text=f"{top.text}/{below.text}", end=below.end, value=top.value / below.value
    )


def _words(tokens: list[Token], place: int, length: int) -> tuple[str, ...]:
    return tuple(t.text if t.kind == "word" else "" for t in tokens[place : place + length])


def _phrase(tokens: list[Token], place: int) -> int:
    """How many tokens the longest phrase here has; 0 if none begins here."""
    for length in range(_LONGEST, 0, -1):
        if _words(tokens, place, length) in _PHRASES:
            return length
    return 0


def _number(tokens: list[Token], place: int) -> tuple[Token | None, int]:
    """The number that begins at `place` in words ("2 million", "two thirds"), and its end."""
    first = tokens[place]
    total, current, after = Fraction(0), None, place
    below = 10**15  # scales come largest first
    while after < len(tokens):
        token = tokens[after]
        following = tokens[after + 1].text if after + 1 < len(tokens) else ""
        if token.kind == "number" and after == place:
            parts = following in _PARTS and following.endswith("s")  # 2 thirds
            if following not in _SCALES and not parts and not _and_part(tokens, after + 1):
                return None, place
            current = token.value
        elif token.kind != "word" and not (token.text == "-" and _hyphen(tokens, after)):
            break
        elif token.text in _SMALL and _fits(current, _SMALL[token.text], tokens, after, place):
            current = (current or Fraction(0)) + _SMALL[token.text]
        elif token.text in ("a", "an") and current is None and following in (*_SCALES, *_PARTS):
            current = Fraction(1)
        elif token.text in _SCALES and current is not None:
            if _SCALES[token.text] >= below or current == 0:
                return None, place  # "a thousand million", "two million three million"
            current *= _SCALES[token.text]
            if token.text != "hundred":
                below = _SCALES[token.text]
                total, current = total + current, Fraction(0)
        elif token.text == "and" and _joins(tokens, after):
            pass
        elif token.text != "-":
            break
        after += 1
    if after < len(tokens) and tokens[after].text in _PARTS and (current or after == place):
        part = tokens[after].text
        if part != "half" if current is None else total + current != 1 and part[-1] != "s":
            return None, place  # "twenty third" is an ordinal, "third" alone too
        total, current = (total + (current or 1)) / _PARTS[part], Fraction(0)
        after += 1
        if tokens[after].text == "a" and tokens[after + 1].text in _SCALES:
            total *= _SCALES[tokens[after + 1].text]  # half a million
            after += 2
    if current is None:
        return None, place
    value = total + current
    if part_more := _and_part(tokens, after):
        value, after = value + part_more, after + 3
    if tokens[after].text == "point":
        value, after = _decimals(tokens, after, value)
    text = f"{first.text}…"
    return replace(first, kind="number", text=text, end=tokens[after - 1].end, value=value), after


def _fits(
    current: Fraction | None, value: int, tokens: list[Token], place: int, start: int
) -> bool:
    """Whether a small number may follow what stands: twenty-one and 205 do, "two three" not."""
    if current is None or place == start:
        return True
    before = tokens[place - 1].text
    if before in _SCALES or before == "and":
        return True
    return value < 10 and current % 100 >= 20 and current % 10 == 0


def _hyphen(tokens: list[Token], place: int) -> bool:
    """Whether this minus is the hyphen of "twenty-one" or of "two-thirds"."""
    before, after = tokens[place - 1], tokens[place + 1]
    unit = before.text in _TENS and _SMALL.get(after.text, 99) < 10
    part = before.text in _SMALL and after.text in _PARTS
    written_together = before.end == tokens[place].start and tokens[place].end == after.start
    return place > 0 and (unit or part) and written_together


def _and_part(tokens: list[Token], place: int) -> Fraction | None:
    """The part of "and a half", "and three quarters", if that is what stands here."""
    texts = [token.text for token in tokens[place : place + 4]]
    if len(texts) < 4 or texts[0] != "and" or texts[2] not in _PARTS or texts[3] == "of":
        return None
    if texts[1] in ("a", "one"):
        return Fraction(1, _PARTS[texts[2]])
    # Of "the mean of 2 and three quarters" nobody can say.
    if texts[1] not in _SMALL or any(token.text in _LISTING for token in tokens[:place]):
        return None
    return Fraction(_SMALL[texts[1]], _PARTS[texts[2]])


def _joins(tokens: list[Token], place: int) -> bool:
    """Whether this "and" is the one of "two hundred and five"."""
    return (
        tokens[place - 1].text in _SCALES
        and place + 1 < len(tokens)
        and tokens[place + 1].text in _SMALL
    )


def _decimals(tokens: list[Token], place: int, value: Fraction) -> tuple[Fraction, int]:
    """The digits after "point"."""
    digits = ""
    after = place + 1
    while after < len(tokens) and _SMALL.get(tokens[after].text, 99) < 10:
        digits += str(_SMALL[tokens[after].text])
        after += 1
    return (value + Fraction(f"0.{digits}"), after) if digits else (value, place)
