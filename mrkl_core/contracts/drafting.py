"""A planning domain that a model drafted, and what was found out about it."""

from __future__ import annotations

from mrkl_core.contracts.pddl import Diagnostic
from mrkl_core.contracts.planning import FormalizeStatus
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Probe:
    """A small problem made from a domain: whether it should have a plan, and whether it has.

    `solvable` None: nobody could say.
    """

    what: str
    problem: str
    expected: bool
    solvable: bool | None


@dataclass(frozen=True)
class DomainDraft:
    """A drafted domain. Its status is never FORMALIZED: `question` asks whether it is meant.

    `domain` is PDDL text, empty if NOT_UNDERSTOOD: the model wrote none that can be read.
    """

    status: FormalizeStatus
    domain: str
    question: str
    summary: str
    probes: tuple[Probe, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class LanguageDraft:
    """A first domain.yaml for a domain.

    `refused` are the names of which a model's sentences did not pass the check and are left out;
    `warning` says why no model could be asked, where there is one.
    """

    text: str
    by_model: bool = False
    refused: tuple[str, ...] = ()
    warning: str = ""
