"""An API of JSON that the operator configured: its host is trusted to be where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from urllib.parse import urlencode

from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.records import dataclass
from mrkl_core.web.client import Client
from mrkl_core.web.problems import WebProblem
from mrkl_core.web.reply import Bounds, Reply
from mrkl_core.web.urls import read_url


@dataclass(frozen=True)
class Service:
    """A configured API; without a `url` there is none, and every question is refused.

    `setting` is where the manifest has its URL, `example` what may stand there. Its own host may
    be a private one; redirects are not followed, since another host is not the one configured.
    `headers` may carry a key, and never show.
    """

    url: str
    setting: str
    example: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    bounds: Bounds = field(default_factory=Bounds)

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Reply:
        """The reply to a question. Raises WebProblem."""
        base = self._base()
        asked = f"{base}{path}" + (f"?{urlencode(query)}" if query else "")
        return Client([base]).get(asked, headers=self._sent, bounds=self.bounds)

    def post(self, path: str, body: JsonValue) -> Reply:
        """The reply to a question that is sent as JSON. Raises WebProblem."""
        base = self._base()
        return Client([base]).post(f"{base}{path}", body, headers=self._sent, bounds=self.bounds)

    @property
    def _sent(self) -> dict[str, str]:
        return {"Accept": "application/json", **self.headers}

    def _base(self) -> str:
        if self.url:
            try:
                read_url(self.url)
            except WebProblem as problem:
                raise WebProblem("NOT_CONFIGURED", f"{self.setting}: {problem}") from None
            return self.url.rstrip("/")
        hint = f"set {self.setting} in tools_manifest.yaml"
        if self.example:
            hint += f", as in {self.example}"
        raise WebProblem("NOT_CONFIGURED", "no service is configured for this", hint)
