"""Planning as a service: every job runs in a child process that can be killed."""

from __future__ import annotations

from mrkl_core.service.planning.checks import Checks
from mrkl_core.service.planning.drafting import Drafting
from mrkl_core.service.planning.search import Search
from mrkl_core.service.planning.texts import Texts


class Plans(Texts, Search, Checks, Drafting):
    """Domains, problems and plans. Everywhere `domain` is PDDL text or a domain's name."""
