"""Words of everyday speech that are trade or street names of substances in the tables.

The commonest English words (wordfreq, 4.3 and more on its scale) among the tables' synonyms: who
says one of them alone means no substance, or does not say which.
"""

from __future__ import annotations

EVERYDAY = frozenset(
    (
        "access achieve advance advantage age am and ann anna ap arena arsenal ask at attack "
        "balance band bbc be belt better bob box boy bro campaign cape capital cd challenge check "
        "chief choice classic combat command commit condition confirm control counter crap cry "
        "crystal cycle damn dead defend detail dick die dna doc drive dust edge elite ensure "
        "equal equity eu eve expand express factor fall fan fat for format gallery gen goal good "
        "green ha harry heat heritage him hip his horse ian if im impact in is juice km la leader "
        "letter liberty lift limit liquid logic lol lost love ma mad manage match medicine met mi "
        "mix moment monitor moon mr ms nah nfl nine noise non nov off oh on option pack parks "
        "peace perfect pilot pink pm pre prefer premier pride pro progress protect punch put "
        "radio rally ran rapid re reach region result rio rise rugby sad sam same san score "
        "screen see select senior set shield silence sin so solo speed spin staff star stop "
        "strike stuff summit supreme tag tape target task tea tech tell tim tips today tough "
        "trial two versus wood yellow zone "
    ).split()
)
