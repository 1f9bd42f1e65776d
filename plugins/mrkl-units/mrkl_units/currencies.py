"""The currencies of the world that people write, by their signs, names and ISO 4217 codes."""

from __future__ import annotations

import re
from functools import lru_cache

#: ISO code → its names in text; the first is how it is called here.
NAMES: dict[str, tuple[str, ...]] = {
    "USD": ("US dollar", "U.S. dollar", "American dollar", "united states dollar"),
    "EUR": ("euro",),
    "GBP": ("pound sterling", "British pound", "quid"),
    "JPY": ("Japanese yen", "yen"),
    "CNY": ("Chinese yuan", "yuan", "renminbi"),
    "CHF": ("Swiss franc",),
    "CAD": ("Canadian dollar",),
    "AUD": ("Australian dollar",),
    "NZD": ("New Zealand dollar",),
    "HKD": ("Hong Kong dollar",),
    "SGD": ("Singapore dollar",),
    "INR": ("Indian rupee", "rupee"),
    "KRW": ("South Korean won", "Korean won"),
    "RUB": ("Russian ruble", "ruble", "rouble"),
    "SEK": ("Swedish krona",),
    "NOK": ("Norwegian krone",),
    "DKK": ("Danish krone",),
    "PLN": ("Polish zloty", "zloty"),
    "CZK": ("Czech koruna",),
    "HUF": ("Hungarian forint", "forint"),
    "MXN": ("Mexican peso",),
    "BRL": ("Brazilian real",),
    "ZAR": ("South African rand", "rand"),
    "TRY": ("Turkish lira",),
    "ILS": ("Israeli shekel", "shekel"),
    "THB": ("Thai baht", "baht"),
    "IDR": ("Indonesian rupiah", "rupiah"),
    "ISK": ("Icelandic krona",),
    "MYR": ("Malaysian ringgit", "ringgit"),
    "PHP": ("Philippine peso",),
    "RON": ("Romanian leu",),
    "DEM": ("Deutsche Mark", "Deutschmark", "German mark"),
    "FRF": ("French franc",),
    "ITL": ("Italian lira",),
    "ATS": ("Austrian schilling",),
    "BEF": ("Belgian franc",),
    "ESP": ("Spanish peseta", "peseta"),
    "FIM": ("Finnish markka", "markka"),
    "GRD": ("Greek drachma",),
    "IEP": ("Irish pound", "punt"),
    "LUF": ("Luxembourg franc",),
    "NLG": ("Dutch guilder", "guilder"),
    "PTE": ("Portuguese escudo", "escudo"),
    "SIT": ("Slovenian tolar", "tolar"),
    "CYP": ("Cypriot pound", "Cyprus pound"),
    "MTL": ("Maltese lira",),
    "SKK": ("Slovak koruna",),
    "EEK": ("Estonian kroon", "kroon"),
    "LVL": ("Latvian lats", "lats"),
    "LTL": ("Lithuanian litas", "litas"),
    "HRK": ("Croatian kuna", "kuna"),
    "BGN": ("Bulgarian lev", "lev"),
}
#: Names that many currencies share, and parts of them: units of account without a code.
SHARED = (
    *("dollar", "franc", "peso", "krona", "krone", "lira", "mark", "dinar", "won", "real"),
    *("bitcoin", "satoshi", "cent", "pence", "penny", "kopek", "centime"),
)
#: Codes that people write before or after an amount, in capitals or not.
COMMON = {"USD": "USD", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY", "CNY": "CNY", "RMB": "CNY"}
COMMON |= {"CHF": "CHF", "CAD": "CAD", "AUD": "AUD", "INR": "INR"}
#: What stands before an amount, longest first.
SIGNS = {
    "US$": "US dollar",
    "C$": "Canadian dollar",
    "c$": "Canadian dollar",
    "CAD$": "Canadian dollar",
    "AUD$": "Australian dollar",
    "MXN$": "Mexican peso",
    "Mex$": "Mexican peso",
    "A$": "Australian dollar",
    "NZ$": "New Zealand dollar",
    "HK$": "Hong Kong dollar",
    "S$": "Singapore dollar",
    "$": "dollar",
    "€": "euro",
    "£": "pound sterling",
    "¥": "Japanese yen",
    "₹": "Indian rupee",
    "₽": "Russian ruble",
    "₩": "South Korean won",
    "₡": "Costa Rican colón",
    "₭": "Lao kip",
    "₫": "Vietnamese dong",
    "₦": "Nigerian naira",
    "₱": "Philippine peso",
    "₪": "Israeli shekel",
    "₺": "Turkish lira",
    "₴": "Ukrainian hryvnia",
    "₸": "Kazakhstani tenge",
    "฿": "Thai baht",
    "Rs.": "Indian rupee",
    "Rs": "Indian rupee",
}


@lru_cache(maxsize=4096)
def currency(text: str) -> str:
    """How a currency is called here that is named in a text, singular or plural; '' if none."""
    words = " ".join(text.split())
    if words in NAMES:
        return NAMES[words][0]
    if words.upper() in COMMON:
        return NAMES[COMMON[words.upper()]][0]
    lowered = words.lower()
    lowered = lowered.replace("pounds sterling", "pound sterling")
    for spelling in (lowered, re.sub(r"(?<=[^s])s$", "", lowered), re.sub(r"ies$", "y", lowered)):
        for names in NAMES.values():
            if spelling in (name.lower() for name in names):
                return names[0]
        if spelling in SHARED:
            return "penny" if spelling == "pence" else spelling
    return ""


def code_named(text: str) -> str:
    """The ISO code of a currency named by code, sign or name; '' if none is."""
    words = " ".join(text.split())
    if words.upper() in NAMES:
        return words.upper()
    name = SIGNS.get(words, "") or currency(words)
    return next((code for code, names in NAMES.items() if names[0] == name), "")
