"""A model's replies, whatever form they took, as one draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mrkl_core.planning.pddl.tree import Domain
from mrkl_core.planning.repair.compact import corrected, read_compact
from mrkl_core.planning.repair.draft import Draft
from mrkl_core.planning.repair.extract import read_pddl


def read_replies(replies: Sequence[str], domain: Domain, *, cut_off: bool = False) -> Draft | None:
    """The problem that these replies state: each later one corrects or replaces those before.

    `cut_off` tells that the last one was ended by a limit. None if none states a problem.
    """
    draft: Draft | None = None
    for reply in replies:
        fixed = None if draft is None else corrected(draft, reply, domain)
        draft = fixed or read_pddl(reply) or read_compact(reply, domain) or draft
    return replace(draft, cut=draft.cut or cut_off) if draft is not None else None
