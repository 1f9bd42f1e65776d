"""What the manifest says of the expert: `experts.web.config`."""

from __future__ import annotations

from dataclasses import dataclass, field

from mrkl_web.providers import Provider


@dataclass(frozen=True)
class Config:
    """The service of search, and the hosts ("host:port") that are read though not public."""

    search: Provider = field(default_factory=Provider)
    allow_hosts: tuple[str, ...] = ()
