"""The PDDL names of things, as near to their own names as can be."""

from __future__ import annotations

import unicodedata

from mrkl_core.planning.language.thing import Thing
from mrkl_core.planning.language.things import Things


def number_anonymous(things: Things) -> None:
    """Tells apart the things that are only called "a truck"."""
    groups: dict[tuple[str, Thing | None], list[Thing]] = {}
    for thing in things.all:
        if thing.anonymous and thing.noun is not None:
            groups.setdefault((thing.shown, thing.owner), []).append(thing)
    for group in groups.values():
        if len(group) > 1:
            for number, thing in enumerate(group, 1):
                thing.shown, thing.article = f"{thing.shown} {number}", False


def give_symbols(things: Things) -> None:
    """Gives every thing a PDDL name that is its own name as nearly as can be."""
    taken = {t.name for t in things.language.domain.types} | {"object", "either", "and", "not"}
    fixed = {c.name for c in things.language.domain.constants}
    taken |= fixed
    for thing in things.all:
        base = thing.symbol or _symbol(thing)
        if base in fixed and (thing.symbol or (thing.noun is not None and thing.noun.kind)):
            fixed.remove(base)  # "the wrench" is the domain's own
            thing.symbol = base
            continue
        symbol, number = base, 0 if base in taken and not thing.name else 1
        while symbol in taken:
            number += 1
            symbol = f"{base}_{number}"
        taken.add(symbol)
        thing.symbol = symbol


def _symbol(thing: Thing) -> str:
    mine = thing.owner if thing.by_owner else None
    owner = f"{mine.symbol or _symbol(mine)}_" if mine else ""
    plain = unicodedata.normalize("NFKD", thing.shown.lower())
    kept = "".join(
        c if c.isascii() and (c.isalnum() or c in "_-") else "_" if c.isspace() else ""
        for c in plain
    ).strip("_-")
    if not kept or not kept[0].isalpha():
        kept = f"o_{kept}".rstrip("_")
    return owner + kept
