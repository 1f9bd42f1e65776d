"""Proper names, found at every place of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import Lexicon, Mention, between, parts, scheme
from mrkl_core.planning.language.tokens import Token

RANGE = frozenset({"to", "through", "-", "\u2013", "till", "..", "...", "\u2026"})
_DOTS = frozenset({"...", "\u2026", ".."})
#: How a place is told by its row and column.
_PLACES = (
    ("(", "#", ",", "#", ")"),
    ("row", "#", ",", "column", "#"),
    ("row", "#", "and", "column", "#"),
    ("row", "#", "column", "#"),
)


class Names:
    """The names of one sentence; `names[i]` are those that start at token i."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.names: list[list[tuple[int, Mention]]] = [[] for _ in range(len(tokens) + 1)]

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""

    def _texts(self, at: int, size: int) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens[at : at + size])

    def _free(self, at: int) -> bool:
        """Whether the token can be a word of a name or a modifier."""
        token = self.tokens[at]
        return (
            token.word
            and token.text not in english.STOP
            and token.text not in english.ADVERBS
            and token.stem not in self.lexicon.literals
        )

    def _symbolic(self, at: int) -> bool:
        """Whether the token looks like a name whatever stands around it: b1, truck_2, A."""
        token = self.tokens[at]
        if not token.word:
            return False
        if len(token.text) == 1 and token.text.isalpha():
            return token.text != "i" or self._i_names(at) or self._i_numbers(at)
        has_digit = any(c.isdecimal() for c in token.text)
        return "_" in token.text or (has_digit and any(c.isalpha() for c in token.text))

    def _i_names(self, at: int) -> bool:
        """Whether "I" is what something is called: "I on A", "B on I", "H I J"."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if self.tokens[at].raw != "I" or after is None:
            return self.tokens[at].raw == "I"
        alone = after.line or not after.word or after.text in ("is", "on", "and")
        return alone or (len(after.raw) == 1 and after.capital)

    def _i_numbers(self, at: int) -> bool:
        """Whether "i" stands for a number: "row i", "where i is the row"."""
        counts = self._text(at - 1) in ("row", "column") if at else False
        return self.tokens[at].raw == "i" and (counts or self._text(at + 1) in ("is", "="))

    def _place(self, at: int) -> list[tuple[int, Mention]]:
        """ "(2, 3)", "2-3", "row 2, column 3": what is told by its row and column."""
        if self.lexicon.place is None:
            return []
        named, noun = self.lexicon.place
        for pattern in _PLACES:
            tokens = self.tokens[at : at + len(pattern)]
            if len(tokens) == len(pattern) and all(
                t.text.isdecimal() if p == "#" else t.text == p
                for t, p in zip(tokens, pattern, strict=True)
            ):
                row, column = (t.text for t in tokens if t.text.isdecimal())
                break
        else:
            row, dash, column = self._text(at).partition("-")
            if not (dash and row.isdecimal() and column.isdecimal()):
                return []
            tokens = self.tokens[at : at + 1]
        shown = named.format(row=row, column=column)
        end = at + len(tokens)
        told = Mention(at, end, noun=noun, name=parts(shown), shown=shown, listed=True)
        in_words = self._text(at) == "row"
        return [(end, replace(told, said="row") if in_words else told)]

    def _names(self, at: int) -> list[tuple[int, Mention]]:
        token = self.tokens[at]
        if (noun := self.lexicon.numbered) is not None and token.text.isdecimal():
            shown = f"{noun.name} {token.text}"
            return [(at + 1, Mention(at, at + 1, noun=noun, name=(token.text,), shown=shown))]
        if token.text in self.lexicon.names:
            return [(at + 1, self._named(at, at + 1))]
        if self._symbolic(at) and token.text not in english.NUMBERS:
            return [(at + 1, self._named(at, at + 1))]
        if token.text in self.lexicon.apart:  # "left is empty": the left one
            return [(at + 1, self._named(at, at + 1, plain=True))]
        if not self._free(at) or token.text[0].isdecimal():
            return []
        if self.lexicon.noun_at(self.tokens, at) is not None:
            return []
        if not token.capital:
            return [(at + 1, self._named(at, at + 1, plain=True))]
        found = []
        end = at
        while end < min(at + 3, len(self.tokens)) and self.tokens[end].capital and self._free(end):
            if end > at and self.tokens[end].line:
                break
            if self.lexicon.noun_at(self.tokens, end) is not None:
                break
            end += 1
            found.append((end, self._named(at, end)))
        if end < len(self.tokens) and self._initial(end):
            found.append((end + 1, self._named(at, end + 1)))  # "Team A", though "a" is a word
        return found[::-1]

    def _initial(self, at: int) -> bool:
        """Whether a single capital letter stands in the middle of a sentence."""
        raw = self.tokens[at].raw
        return (
            len(raw) == 1 and raw.isalpha() and raw.isupper() and (raw != "I" or self._i_names(at))
        )

    def _named(self, start: int, end: int, *, plain: bool = False) -> Mention:
        raw = " ".join(t.raw for t in self.tokens[start:end])
        name = parts(raw)
        noun = self.lexicon.names.get(raw.lower()) or self.lexicon.noun_in_name(raw, name)
        return Mention(start, end, noun=noun, name=name, shown=raw, plain=plain)

    def name_list(self, at: int, *, loose: bool = False) -> list[tuple[int, tuple[Mention, ...]]]:
        """Lists of bare names starting here, shortest first; `loose` ones need no commas."""
        found: list[tuple[int, tuple[Mention, ...]]] = []
        so_far: tuple[Mention, ...] = ()
        last = spaced = False
        while at < len(self.tokens):
            number = self.tokens[at].text.isdecimal()
            if number and self.lexicon.noun_at(self.tokens, at + 1) is not None:
                break  # "1 shaker, 3 taps": no shaker 3
            options = (
                [(at + 1, self._named(at, at + 1))]
                if number
                else self.names[at] or self._letter(at)
            )
            if not options:
                break
            at, mention = options[0]
            many = self._to_last(at, mention)
            at += 2 * bool(many)
            so_far = (*so_far, *(replace(m, listed=True) for m in many or (mention,)))
            found.append((at, so_far))
            after = self._joint(at)
            if after is None and loose and at < len(self.tokens) and self._symbolic(at):
                alike = scheme(so_far[-1]) == scheme(self._named(at, at + 1))
                if (len(found) == 1 or spaced) and alike and not self.tokens[at].line:
                    after, spaced = at, True
            elif spaced and self._text(at) == ",":
                return []  # "a b, c" lacks a comma, or has a word too many
            if after is None or (last and self._text(after - 1) == ","):
                break  # "i1 and i2, Ann": the list ended with its "and"
            last = self._text(after - 1) in ("and", "&")
            at = after
            if (rest := self._gap(at, mention)) is not None:
                at, names = rest
                so_far = (*so_far, *(replace(m, listed=True) for m in names))
                found.append((at, so_far))
                break
        return found

    def _gap(self, at: int, before: Mention) -> tuple[int, tuple[Mention, ...]] | None:
        """ "b1, b2, ..., b7": those after b2, told by the last alone."""
        after = self._joint(at + 1) if self._text(at) in _DOTS else None
        if after is None or after >= len(self.tokens):
            return None
        names = between(before, self._named(after, after + 1))[1:]
        return (after + 1, names) if names else None

    def _to_last(self, at: int, first: Mention) -> tuple[Mention, ...]:
        """The names up to the one after "to": "room1 to room3", "b1..b5"."""
        if not self._spans(at):
            return ()
        return between(first, self._named(at + 1, at + 2))

    def _spans(self, at: int) -> bool:
        """Whether what stands between two names makes them ends: "b1 to b5", not "s0-s1"."""
        if self._text(at) not in RANGE or at + 1 >= len(self.tokens):
            return False
        return self._text(at) != "-" or self.tokens[at].start > self.tokens[at - 1].end

    def _letter(self, at: int) -> list[tuple[int, Mention]]:
        token = self.tokens[at]
        if token.word and len(token.text) == 1 and token.text.isalpha():
            return [(at + 1, self._named(at, at + 1))]
        return []

    def _of_agent(self, end: int) -> int:
        """Where "the hands of the barman" end: they are the hands."""
        whose = self._text(end) == "of" and self._text(end + 2) in self.lexicon.agents
        return end + 3 if whose else end

    def _told_by(self, at: int, mods: Sequence[str]) -> bool:
        """Whether adjectives before a verb stand for what has them: "the spare is"."""
        verb = self._text(at) in english.SAYS
        return verb and all(english.stem(mod) in self.lexicon.adjectives for mod in mods)

    def _joint(self, at: int) -> int | None:
        """Where the next item of a list starts, if a list goes on here."""
        if self._text(at) == ",":
            at += 1
            return at + 1 if self._text(at) == "and" else at
        if self._texts(at, 3) == ("as", "well", "as"):
            return at + 3
        text = self._text(at)
        joins = text in ("and", "&") or (text == "or" and self._of_nothing(at))
        return at + 1 if joins or (text == "nor" and self._neither(at)) else None

    def _neither(self, at: int) -> bool:
        """ "Neither A nor B": whether the first of them is said to be one of two."""
        while at and self._text(at - 1) not in english.JOINTS - {","}:
            at -= 1
            if self._text(at) == "neither":
                return True
        return False

    def _of_nothing(self, at: int) -> bool:
        """ "Nothing is in A or B": in neither, so that "or" is "and"."""
        verb = False
        while at and self._text(at - 1) not in english.JOINTS - {","}:
            at -= 1
            verb = verb or self._text(at) in english.BE
            if self._text(at) == "nothing":
                return True
            if verb and self._text(at - 1) == ",":
                return False
        return False
