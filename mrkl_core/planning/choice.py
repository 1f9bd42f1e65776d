"""Which domain a request belongs to: the one whose grammar reads the words."""

from __future__ import annotations

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.formalize import LONGEST_WORDS, formalize
from mrkl_core.planning.language.tokens import sentences
from mrkl_core.records import dataclass


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

    Cheap where the words share nothing with a domain: those are not even tried.
    """
    if not words.strip() or len(words) > LONGEST_WORDS:
        return ()
    tokens = [token for sentence in sentences(words) for token in sentence.tokens]
    fits = []
    for domain in domains.all():
        if not domain.has_language:
            continue
        lexicon = domain.language.lexicon
        if any(t.stem in lexicon.literals for t in tokens) or any(
            lexicon.noun_at(tokens, at) for at in range(len(tokens))
        ):
            found = fit(words, domain)
            if found.formalization.facts:
                fits.append(found)
    return tuple(sorted(fits, key=lambda f: f.rank, reverse=True))
