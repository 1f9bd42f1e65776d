"""The conversion rates of the euro, which the law has fixed for good: one euro in each currency.

Source: Council Regulation (EC) No 2866/98 with its amendments (No 1478/2000, 1086/2006, 1134/2007,
1135/2007, 694/2008, 671/2010, 870/2013, 851/2014, 2022/1208 and that for the lev). They may not
be rounded or cut (Regulation (EC) No 1103/97, article 4).
"""

from __future__ import annotations

from fractions import Fraction

SOURCE = "Council Regulation (EC) No 2866/98 and its amendments"

_BY_DAY = {
    "1999-01-01": "BEF 40.3399 DEM 1.95583 ESP 166.386 FRF 6.55957 IEP 0.787564 ITL 1936.27 "
    "LUF 40.3399 NLG 2.20371 ATS 13.7603 PTE 200.482 FIM 5.94573",
    "2001-01-01": "GRD 340.750",
    "2007-01-01": "SIT 239.640",
    "2008-01-01": "CYP 0.585274 MTL 0.429300",
    "2009-01-01": "SKK 30.1260",
    "2011-01-01": "EEK 15.6466",
    "2014-01-01": "LVL 0.702804",
    "2015-01-01": "LTL 3.45280",
    "2023-01-01": "HRK 7.53450",
    "2026-01-01": "BGN 1.95583",
}
#: ISO code → how many of it are one euro.
PER_EURO: dict[str, Fraction] = {}
#: ISO code → the day from which that holds.
SINCE: dict[str, str] = {}
for _day, _rates in _BY_DAY.items():
    _words = _rates.split()
    PER_EURO |= dict(zip(_words[::2], map(Fraction, _words[1::2]), strict=True))
    SINCE |= dict.fromkeys(_words[::2], _day)
