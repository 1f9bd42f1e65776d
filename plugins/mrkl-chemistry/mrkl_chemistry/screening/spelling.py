"""The plain spellings of a text, whatever characters it is written with."""

from __future__ import annotations

import re
import unicodedata

from mrkl_chemistry.screening.layers import layers

#: What compatibility decomposition leaves apart: dashes, primes, letters that look Latin.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\ufe58", "-"),
        **dict.fromkeys("\u2018\u2019\u2032\u02b9\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u2033", '"'),
        **dict(zip("\u0430\u0435\u043e\u0440\u0441\u0445\u0443", "aeopcxy", strict=True)),
        **dict(zip("\u0456\u0458\u0455\u04bb\u0501", "ijshd", strict=True)),
        **dict(zip("\u0410\u0412\u0415\u041a\u041c\u041d", "ABEKMH", strict=True)),
        **dict(zip("\u041e\u0420\u0421\u0422\u0425", "OPCTX", strict=True)),
        **dict(zip("\u0405\u0406\u0408\u03f9\u0131\u0142", "SIJCil", strict=True)),
        **dict(zip("\u0391\u0392\u0395\u0396\u0397\u0399\u039a", "ABEZHIK", strict=True)),
        **dict(zip("\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "MNOPTYX", strict=True)),
        **dict(zip("\u03bf\u03b9\u03bd\u03c1", "oivp", strict=True)),
    }
)
#: Letters that are Greek where they stand alone ("\u03b1-PVP"), and Latin in a Latin word.
_IN_WORDS = str.maketrans("\u03b1\u03b5\u03b7\u03ba\u03c4\u03c5\u03c7", "aenktux")
_GREEK = re.compile("(?<=[A-Za-z])[\u03b1-\u03c9]+|[\u03b1-\u03c9]+(?=[A-Za-z])")
_NAMES = str.maketrans(
    {"\u03b1": "alpha", "\u03b2": "beta", "\u03b3": "gamma", "\u03b4": "delta", "\u03c9": "omega"}
)
_UNSEEN = ("Cf", "Mn")  # joiners, soft hyphens, accents
#: Digits of other scripts are those that they count for.
_DIGIT = re.compile(r"\d")

#: Cyrillic letters as Latin names are written in Russian.
_CYRILLIC = str.maketrans(
    dict(
        zip(
            map(chr, range(0x430, 0x450)),
            "a b v g d e zh z i j k l m n o p r s t u f h c ch sh sh - i - e iu ia".split(),
            strict=True,
        )
    )
)
_IS_CYRILLIC = re.compile("[\u0430-\u044f]")


def spellings(text: str) -> tuple[str, ...]:
    """The text in plain characters, and as it reads decoded, transliterated, Greek written out."""
    spelled = [plain(one) for form in layers(text) for one in (form, form.translate(_NAMES))]
    if _IS_CYRILLIC.search(text.lower()):
        spelled.append(plain(text.lower().translate(_CYRILLIC)))
    return tuple(dict.fromkeys(spelled))


def plain(text: str) -> str:
    """The text in plain characters; a line of ASCII is left as it is."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    seen = "".join(char for char in apart if unicodedata.category(char) not in _UNSEEN)
    latin = _DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), seen.translate(_ALIKE))
    return _GREEK.sub(lambda match: match[0].translate(_IN_WORDS), latin)
