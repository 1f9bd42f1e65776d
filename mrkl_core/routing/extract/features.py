"""What speaks for and against a mention as the value of a parameter, as named features.

None of them knows a tool: they look at the mention's kind, the words around it, and how those
agree with the parameter's name, description, type, unit and place. What each is worth is learned
(weights.json); see bench/train_extract.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from mrkl_core.routing.extract.candidates import unit_is_percent
from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.numbers import ORDINALS
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.slots import SENSE_OF, Slot
from mrkl_core.routing.extract.tokens import Token
from mrkl_core.routing.extract.units import unit_of

#: Words between a parameter's name and its value that say nothing themselves.
_LINKS = frozenset("is are was of as = : to at equals equal the a an with value be , ' \" named "
                   "called - being ( id number".split())  # fmt: skip
_ARTICLES = frozenset("the a an my your its their his her this that our".split())
#: How far around a number its name is looked for.
NEAR = 5


def nothing(slot: Slot, reading: Reading) -> Iterator[str]:
    """The features of leaving a parameter out."""
    need = "needed" if slot.required else "optional"
    yield f"none {need}"
    yield f"none {need} {slot.kind}"
    for sense in slot.senses:
        yield f"none {need} {sense}"
    if slot.kind in ("integer", "number"):
        yield f"none {need} numbers={min(len(reading.numbers), 4)}"
    if set(slot.names) & {token.stem for token in reading.tokens}:
        yield f"none {need} named"
    if slot.options:
        yield f"none {need} options"


def features(
    slot: Slot, mention: Mention, reading: Reading, topic: frozenset[str]
) -> Iterator[str]:
    """The features of this mention as this parameter's value; `topic` is what the tool is about."""
    need = "needed" if slot.required else "optional"
    kind = f"{slot.kind}/{mention.kind}"
    yield f"some {need}"
    yield kind
    if mention.how.startswith("its "):
        yield "part"
    yield f"{kind} {need}"
    yield from _around(slot, mention, reading)
    if slot.kind in ("integer", "number"):
        yield from _numeric(slot, mention, reading)
    elif slot.kind == "array":
        yield from _list(slot, mention)
        if slot.item_kind == "string":
            yield from _text(slot, mention, reading, topic)
    else:
        yield from _text(slot, mention, reading, topic)


def _around(slot: Slot, mention: Mention, reading: Reading) -> Iterator[str]:
    """The words before and after, and whether they are the parameter's own."""
    tokens, group = reading.tokens, "n" if slot.kind in ("integer", "number") else "t"
    names = set(slot.names)
    place, skipped = mention.first - 1, 0
    while place >= 0 and tokens[place].low in _ARTICLES | {"'", '"'}:
        place -= 1
    before = tokens[place] if place >= 0 else None
    word = _shown(before)
    yield f"{group} before={word}"
    for sense in slot.senses:
        yield f"{group} before={word} {sense}"
        yield f"{group} {mention.kind} {sense}"
    if slot.role:
        yield f"{group} before={word} {slot.role}"
    while place >= 0 and tokens[place].low in _LINKS and skipped < 4:
        place, skipped = place - 1, skipped + 1
    if place >= 0 and tokens[place].is_word:
        stem = tokens[place].stem
        if stem in names:
            yield f"{group} named before"
            yield f"{group} named before {min(skipped, 2)}"
        elif stem in slot.about:
            yield f"{group} told before"
        elif not tokens[place].is_function:
            yield f"{group} other before"
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    yield f"{group} after={_shown(after)}"
    if slot.role:
        yield f"{group} after={_shown(after)} {slot.role}"
    place = mention.last + 1
    if place < len(tokens) and (
        tokens[place].low in ("-", "'", '"', "of")
        or (mention.unit and tokens[place].text == mention.unit)
    ):
        place += 1
    if place < len(tokens):
        if tokens[place].stem in names:
            yield f"{group} named after"
        elif tokens[place].stem in slot.about:
            yield f"{group} told after"


def _numeric(slot: Slot, mention: Mention, reading: Reading) -> Iterator[str]:
    tokens, names = reading.tokens, set(slot.names)
    unit = unit_of(mention.unit) if mention.unit else None
    asked = {u.kind for u in slot.units}
    if unit is None:
        yield "n unitless" + (" asked" if asked else "")
    elif unit.kind in asked:
        yield "n unit fits"
        same = any(u.name == unit.name for u in slot.units)
        yield "n unit same" if same else f"n unit other {'told' if mention.how else 'as is'}"
    else:
        yield f"n unit {'clashes' if asked else 'not asked'}"
        for sense in slot.senses:
            yield f"n unit={unit.kind} {sense}"
    if mention.unit and mention.unit.casefold() in names | slot.about:
        yield "n unit named"
    if unit_is_percent(mention.unit) or mention.how.startswith("as "):
        how = "fraction" if mention.how else "whole"
        told = slot.description.lower()
        yield f"n percent {how} {slot.kind}"
        yield f"n percent {how} {'rate' if 'rate' in names else 'norate'}"
        if "percent" in told:
            yield f"n percent {how} told percent"
        if "decimal" in told or "between 0 and 1" in told:
            yield f"n percent {how} told decimal"
    if isinstance(mention.value, (int, float)):
        year = isinstance(mention.value, int) and 1000 <= mention.value <= 2100 and not mention.unit
        yield f"n year={year} {'asked' if 'year' in names else 'notasked'}"
        fraction = not float(mention.value).is_integer()
        yield f"n fraction={fraction} {slot.kind}"
    if not tokens[mention.first].text[:1].isdigit() and tokens[mention.first].is_word:
        low = tokens[mention.first].low
        yield f"n spelled {'one' if low == 'one' else 'ordinal' if low in ORDINALS else 'number'}"
    digits = [n for n in reading.numbers if tokens[n.last].text[:1].isdigit()]
    for name, ranked in (("rank", reading.numbers), ("digits", digits)):
        rank = next((r for r, n in enumerate(ranked) if n.first == mention.first), None)
        if rank is not None:
            yield f"n {name}={_near(rank - slot.order)}"
    start, stop = max(0, mention.first - NEAR), mention.last + 1 + NEAR
    left = {t.stem for t in _clause(tokens[start : mention.first], backwards=True)}
    right = {t.stem for t in _clause(tokens[mention.last + 1 : stop])}
    for side, stems in (("left", left), ("right", right)):
        yield f"n {side} names={min(len(stems & names), 2)}"
        yield f"n {side} about={min(len(stems & slot.about), 2)}"
    if names and names <= left | right:
        yield "n all names near"


def _text(slot: Slot, mention: Mention, reading: Reading, topic: frozenset[str]) -> Iterator[str]:
    tokens = reading.tokens
    span = tokens[mention.first : mention.last + 1]
    words = [t for t in span if t.is_word]
    stems = [t.stem for t in words]
    names = set(slot.names)
    size = min(len(words), 5)
    yield f"t words={size}"
    if mention.kind in (Kind.NAME, Kind.PHRASE):
        yield f"t {mention.kind} words={size}"
    if not stems:
        return
    if stems[-1] in names:
        yield "t last is name"
    elif stems[-1] in slot.about:
        yield "t last is told"
    if stems[0] in names:
        yield "t first is name"
    inside = [s in names or s in slot.about for s in stems]
    if all(inside):
        yield "t all told"
    elif any(inside):
        yield "t some told"
    common = sum(s in topic for s in stems)
    yield f"t topic={'all' if common == len(stems) else 'some' if common else 'none'}"
    text = str(mention.value).casefold()
    if mention.kind is not Kind.CHOICE and text in (e.casefold() for e in slot.examples):
        yield "t is example"
    if mention.kind is Kind.CHOICE:
        closed = "closed" if slot.closed else "open"
        yield f"t choice {closed}"
        exact = "".join(stems) == "".join(c for c in text if c.isalnum())
        yield f"t choice {closed} exact={exact}"
    elif slot.options:
        yield f"t no choice {mention.kind}"
    if any(t.is_asking for t in span):
        yield "t asks"
    for sense in slot.senses:
        yield f"t {sense} words={size}"
        if SENSE_OF.get(words[-1].low) == sense.partition(":")[2]:
            yield "t last has sense"
    if mention.kind is Kind.PHRASE:
        if text.replace("-", "").isalpha() and unit_of(words[0].text) and slot.kind == "string":
            yield "t is unit"
            yield from (f"t is unit {sense}" for sense in slot.senses)
        if any(t.is_function for t in words):
            yield "t function inside"
        if text.isdecimal():
            yield "t numeric"
            yield from (f"t numeric {sense}" for sense in slot.senses)
        elif any(c.isdigit() for c in text):
            yield "t digits"
            yield from (f"t digits {sense}" for sense in slot.senses)
    if words[0].text.isupper() and len(words[0].text) > 1:
        yield "t upper"
        yield from (f"t upper {sense}" for sense in slot.senses)
    yield from _edges(slot, mention, tokens, topic)


def _edges(
    slot: Slot, mention: Mention, tokens: tuple[Token, ...], topic: frozenset[str]
) -> Iterator[str]:
    """Whether the mention is cut out of something longer."""
    before = tokens[mention.first - 1] if mention.first else None
    after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
    for side, token in (("left", before), ("right", after)):
        if token is None or not token.is_word or token.is_function:
            yield f"t {mention.kind} {side} whole"
        elif token.is_capital and not token.is_asking:
            yield f"t {mention.kind} {side} cuts name"
        else:
            yield f"t {mention.kind} {side} cuts"
            if token.stem in slot.names or token.stem in slot.about:
                yield f"t {side} cut told"
        if side == "left" and token is not None and token.low in ("of", "the", "&"):
            place = mention.first - (3 if tokens[mention.first - 2].low == "of" else 2)
            inner = tokens[place] if place >= 0 else None
            if inner is not None and inner.is_word and not inner.is_function:
                yield f"t {mention.kind} left cuts of {inner.is_capital}"
        if token is not None and token.stem in topic:
            yield f"t {side} topic"
            yield from (f"t {side} topic {sense}" for sense in slot.senses)
    if before is None or before.text in ".?!":
        yield f"t {mention.kind} begins"
    rest = tokens[mention.last + 1 : mention.last + 3]
    listed = len(rest) == 2 and rest[0].text == "," and rest[1].is_capital
    if listed and mention.kind is Kind.NAME:
        yield "t comma name follows"
        yield from (f"t comma name follows {s}" for s in slot.senses)
    if mention.kind is Kind.NAME and any(
        t.text == "," for t in tokens[mention.first : mention.last]
    ):
        yield "t comma inside"
        yield f"t comma inside told={'city and state' in slot.description.lower()}"
        yield from (f"t comma inside {s}" for s in slot.senses)


def _list(slot: Slot, mention: Mention) -> Iterator[str]:
    values = mention.value if isinstance(mention.value, list) else []
    yield f"l size={min(len(values), 3)} {slot.item_kind}"
    yield f"l {'brackets' if mention.how == 'in brackets' else 'strung'} {slot.item_kind}"
    if mention.items:
        lengths = {m.last - m.first for m in mention.items}
        yield f"l even={len(lengths) == 1}"
        kinds = {m.kind for m in mention.items}
        yield f"l kinds={'+'.join(sorted(kinds))}"


def _clause(tokens: tuple[Token, ...], *, backwards: bool = False) -> list[Token]:
    """The tokens up to where another clause or number begins."""
    found: list[Token] = []
    for token in reversed(tokens) if backwards else tokens:
        if token.text in ",;.?!" or token.low == "and" or token.text[0].isdigit():
            break
        found.append(token)
    return found


def _shown(token: Token | None) -> str:
    if token is None:
        return "^"
    if token.is_function or not token.is_word:
        return token.low
    if token.text[0].isdigit():
        return "digits"
    return "verb" if token.is_asking else "word"


def _near(difference: int) -> str:
    return str(max(-2, min(2, difference)))
