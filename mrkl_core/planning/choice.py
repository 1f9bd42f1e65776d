"""Which domain a request belongs to: the one whose grammar reads the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.formalize import LONGEST_WORDS, formalize
from mrkl_core.planning.language import english
from mrkl_core.planning.language.mentions import Lexicon, parts
from mrkl_core.planning.language.tokens import Token, sentences
from mrkl_core.records import dataclass

_TRIED_TOGETHER = 4
_ALIKE = 1.0  # enough that what is meant is told, though nothing of it was read
_NOUN = 2.0  # what a noun weighs beside another word


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
    def done(self) -> bool:
        """Whether all of the words were read."""
        return self.formalization.status is FormalizeStatus.FORMALIZED


def fit(words: str, domain: NamedDomain) -> DomainFit:
    """How well one domain reads the words."""
    formalization, names = formalize(words, domain.language)
    total = len(words.split())
    lost = sum(len(part.split()) for part in formalization.unmatched)
    return DomainFit(domain, formalization, names, max(0.0, 1 - lost / total) if total else 0.0)


def best(words: str, domains: Domains) -> tuple[DomainFit, ...]:
    """The domains that read any of the words or sound very like them, best first.

    Those that speak of the same things are tried first, and the others only if none of these reads
    all of the words.
    """
    fits: list[DomainFit] = []
    alike = likeness(words, domains)
    order = list(alike)
    for start in range(0, len(order), _TRIED_TOGETHER):
        tried = (fit(words, domain) for domain in order[start : start + _TRIED_TOGETHER])
        fits += (f for f in tried if f.formalization.facts or alike[f.domain] >= _ALIKE)
        if any(found.done for found in fits):
            break
    return tuple(
        sorted(fits, key=lambda f: (f.done, alike[f.domain] * (1 + f.share)), reverse=True)
    )


def likeness(words: str, domains: Domains) -> dict[NamedDomain, float]:
    """How much some words sound like each domain that knows any of them, most alike first.

    A word that few domains know tells more (inverse document frequency), as does a noun; a domain
    of many words knows some of any text.
    """
    if not words.strip() or len(words) > LONGEST_WORDS:
        return {}
    tokens = [token for sentence in sentences(words) for token in sentence.tokens]
    known = {d: _known(tokens, d.language.lexicon) for d in domains.all() if d.has_language}
    spread = Counter(word for told in known.values() for word in told)
    found = {
        domain: sum(weight * log(len(known) / spread[word]) for word, weight in told.items())
        / sqrt(len(domain.language.lexicon.literals))
        for domain, told in known.items()
        if told
    }
    return dict(sorted(found.items(), key=lambda item: item[1], reverse=True))


def _known(tokens: Sequence[Token], lexicon: Lexicon) -> dict[str, float]:
    """The words that a domain has in its nouns, also where names tell them, and its patterns."""
    found: dict[str, float] = {}
    for at, token in enumerate(tokens):
        if not token.stem[:1].isalpha():
            continue
        if noun := lexicon.noun_at(tokens, at):
            found[" ".join(t.stem for t in tokens[at : noun[1]])] = _NOUN
        elif told := lexicon.noun_in_name(token.raw, parts(token.raw)):
            found[told.name.lower()] = _NOUN
        elif token.stem in lexicon.literals and token.text not in english.STOP:
            found.setdefault(token.stem, 1.0)
    return found
