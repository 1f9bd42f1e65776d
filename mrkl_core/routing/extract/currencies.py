"""Currencies by the names people use (ISO 4217)."""

from __future__ import annotations

_CODES = """
USD us dollar, us dollars, american dollars, dollars, dollar, usd, $
EUR euro, euros, eur, €
GBP british pound, british pounds, pounds sterling, pound, pounds, gbp, £
JPY japanese yen, yen, jpy, ¥
CAD canadian dollar, canadian dollars, cad
AUD australian dollar, australian dollars, aud
CHF swiss franc, swiss francs, chf
CNY chinese yuan, yuan, renminbi, rmb, cny
INR indian rupee, indian rupees, rupee, rupees, inr, ₹
MXN mexican peso, mexican pesos, mxn
BRL brazilian real, brazilian reais, brl
KRW korean won, south korean won, krw
SEK swedish krona, swedish kronor, sek
NOK norwegian krone, norwegian kroner, nok
NZD new zealand dollar, new zealand dollars, nzd
SGD singapore dollar, singapore dollars, sgd
HKD hong kong dollar, hong kong dollars, hkd
ZAR south african rand, rand, zar
RUB russian ruble, rubles, rub
TRY turkish lira, try
"""
CODE_OF = {
    name.strip(): line[:3] for line in _CODES.split("\n") if line for name in line[4:].split(",")
}


def code_of(text: str) -> str:
    """The three letters of the currency a text names; empty if it names none."""
    return CODE_OF.get(text.casefold().strip(), "")
