"""One spelling of a text, whatever characters it is written with."""

from __future__ import annotations

import unicodedata

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
        **dict(zip("\u03bf\u03b9\u03bd\u03c1", "oivp", strict=True)),
    }
)
_UNSEEN = ("Cf", "Mn")  # joiners, soft hyphens, accents


def plain(text: str) -> str:
    """The text in plain characters; a line of ASCII is left as it is."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text).translate(_ALIKE)
    return "".join(char for char in apart if unicodedata.category(char) not in _UNSEEN)
