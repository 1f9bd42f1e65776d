"""All that a request mentions, read once for every tool that might be called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mrkl_core.routing.extract.dates import dates, times
from mrkl_core.routing.extract.lists import bracketed, strung
from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.numbers import numbers
from mrkl_core.routing.extract.texts import addresses, formulas, phrases, quoted
from mrkl_core.routing.extract.tokens import Token, tokens

#: A longer request is read only so far; nobody states arguments later.
MAX_CHARS = 4000


@dataclass(frozen=True)
class Reading:
    """A request, its tokens, and its mentions by kind; each is found when it is first needed."""

    words: str

    @property
    def _shown(self) -> str:
        return self.words[:MAX_CHARS]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the request."""
        return tokens(self._shown)

    @cached_property
    def numbers(self) -> tuple[Mention, ...]:
        """The numbers; parts of a date are none."""
        dated = [*self.dates, *self.times]
        return tuple(
            n for n in numbers(self.tokens) if n.how or not any(n.overlaps(d) for d in dated)
        )

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The dates."""
        return tuple(dates(self._shown, self.tokens))

    @cached_property
    def times(self) -> tuple[Mention, ...]:
        """The times of day."""
        return tuple(times(self._shown, self.tokens))

    @cached_property
    def texts(self) -> tuple[Mention, ...]:
        """What could be a text: quotations, addresses, formulas, names and phrases."""
        fixed = [
            *quoted(self._shown, self.tokens),
            *addresses(self.tokens),
            *formulas(self._shown, self.tokens),
        ]
        spans = {(mention.first, mention.last) for mention in fixed}
        loose = [m for m in phrases(self._shown, self.tokens) if (m.first, m.last) not in spans]
        return (*fixed, *loose)

    @cached_property
    def brackets(self) -> tuple[Mention, ...]:
        """Lists in brackets."""
        return tuple(bracketed(self._shown, self.tokens))

    @cached_property
    def number_lists(self) -> tuple[Mention, ...]:
        """Numbers strung together."""
        return tuple(strung(self.tokens, self.numbers))

    @cached_property
    def text_lists(self) -> tuple[Mention, ...]:
        """Texts strung together."""
        by_kind: dict[str, list[Mention]] = {}
        for mention in self.texts:
            loose = mention.kind in (Kind.NAME, Kind.PHRASE)
            by_kind.setdefault("loose" if loose else mention.kind, []).append(mention)
        found: list[Mention] = []
        for kind, mentions in by_kind.items():
            items = sorted(mentions, key=lambda m: (m.first, m.last))
            if kind == "loose":
                items = [m for m in items if m.last - m.first < 4 and self._plain(m)]
            found += strung(self.tokens, items)
        return tuple(found)

    def _plain(self, mention: Mention) -> bool:
        """Whether a phrase has no conjunction inside: it may be an item of a list."""
        inside = self.tokens[mention.first : mention.last]
        return not any(token.low in ("and", "&", ",") for token in inside)

    def text(self, mention: Mention) -> str:
        """What stands where the mention is."""
        return self.words[self.tokens[mention.first].start : self.tokens[mention.last].end]
