"""Which domain a request belongs to: the one whose grammar reads the words."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.formalize import LONGEST_WORDS, formalize
from mrkl_core.planning.language.mentions import Lexicon
from mrkl_core.planning.language.tokens import Token, sentences
from mrkl_core.records import dataclass

_TRIED_TOGETHER = 4


@dataclass(frozen=True)
class DomainFit:
    """How well a domain reads some words: `share` of them understood, in [0, 1].

    `names` gives the person's own name for each symbol of the problem.
    """

    domain: NamedDomain
    formalization: Formalization
    names: dict[str, str]
    share: float

    @property
    def goal(self) -> bool:
        """Whether a goal was read."""
        return any(fact.goal for fact in self.formalization.facts)

    @property
    def rank(self) -> tuple[bool, float, int]:
        """What fits better sorts higher."""
        done = self.formalization.status is FormalizeStatus.FORMALIZED
        return done, self.share, len(self.formalization.facts)


def fit(words: str, domain: NamedDomain) -> DomainFit:
    """How well one domain reads the words."""
    formalization, names = formalize(words, domain.language)
    total = len(words.split())
    lost = sum(len(part.split()) for part in formalization.unmatched)
    return DomainFit(domain, formalization, names, max(0.0, 1 - lost / total) if total else 0.0)


def best(words: str, domains: Domains) -> tuple[DomainFit, ...]:
    """The domains that read any of the words, best first.

    Those that know most of the words are tried first, and the others only if none of these reads
    them all; those that know none are not tried.
    """
    if not words.strip() or len(words) > LONGEST_WORDS:
        return ()
    tokens = [token for sentence in sentences(words) for token in sentence.tokens]
    known = {d: _known(tokens, d.language.lexicon) for d in domains.all() if d.has_language}
    order = sorted((d for d in known if known[d]), key=lambda d: -known[d])
    fits: list[DomainFit] = []
    for start in range(0, len(order), _TRIED_TOGETHER):
        tried = (fit(words, domain) for domain in order[start : start + _TRIED_TOGETHER])
        fits += (found for found in tried if found.formalization.facts)
        if any(f.formalization.status is FormalizeStatus.FORMALIZED for f in fits):
            break
    return tuple(sorted(fits, key=lambda f: f.rank, reverse=True))


def _known(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """How many different words, not marks or numbers, a domain has in its patterns and nouns."""
    return len(
        {
            token.stem
            for at, token in enumerate(tokens)
            if token.stem[:1].isalpha()
            and (token.stem in lexicon.literals or lexicon.noun_at(tokens, at))
        }
    )
