"""Where a language model is, and with which key: from the manifest and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from typing import Any
from urllib.parse import urlsplit

from mrkl_core.errors import ModelNotConfigured
from mrkl_core.records import dataclass

#: What the variables mean, for every message about a missing one.
REMEDY = (
    "set MRKL_MODEL to the model's name and OPENAI_BASE_URL to its endpoint, such as "
    "http://127.0.0.1:8080/v1; OPENAI_API_KEY too if it asks for a key"
)
#: Where a key alone leads: the openai package's own default.
OPENAI_URL = "https://api.openai.com/v1"
#: The openai package insists on a key; a local server ignores it.
NO_KEY = "no-key-needed"


@dataclass(frozen=True)
class Endpoint:
    """One model behind one URL. The key never shows in `repr` or in a message."""

    base_url: str
    name: str
    api_key: str = field(default="", repr=False)
    temperature: float = 0.0
    timeout_s: float = 60.0

    @classmethod
    def configured(
        cls, section: Mapping[str, Any], environ: Mapping[str, str] | None = None
    ) -> Endpoint:
        """The endpoint of one section of the manifest's `models`; the key is never in it.

        What the section leaves empty is taken from the environment.
        """
        variables = os.environ if environ is None else environ
        return cls(
            base_url=(section.get("base_url") or variables.get("OPENAI_BASE_URL", "")).strip(),
            name=(section.get("name") or variables.get("MRKL_MODEL", "")).strip(),
            api_key=variables.get("OPENAI_API_KEY", "").strip(),
            temperature=float(section.get("temperature") or 0.0),
            timeout_s=float(section.get("timeout_s") or cls.timeout_s),
        )

    @property
    def url(self) -> str:
        """The URL requests go to."""
        return self.base_url or OPENAI_URL

    @property
    def key(self) -> str:
        """The key to send."""
        return self.api_key or NO_KEY

    @property
    def shown(self) -> str:
        """The URL as people may see it: without user, password and query."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def problem(self) -> str:
        """What is missing or wrong, in words; empty if a request can be sent."""
        if not self.name:
            return "no language model is configured: it has no name"
        if not self.base_url and not self.api_key:
            return f"no language model is configured: {self.name!r} has neither URL nor key"
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
            usable = usable and (parts.port is None or parts.port > 0)
        except ValueError:  # urlsplit on a broken port or address
            usable = False
        if not usable:
            return "the language model's URL is not one: http://HOST:PORT/v1 was expected"
        if not (self.key.isascii() and self.key.isprintable()):
            return "the language model's key has characters that no key has"
        return ""

    def check(self) -> None:
        """Raises ModelNotConfigured, with the remedy, if no request can be sent."""
        if self.problem:
            raise ModelNotConfigured(self.problem, hint=REMEDY)

    def without_key(self, text: str) -> str:
        """The text with the key blotted out, should a stranger have echoed it."""
        secrets = (self.api_key, urlsplit(self.url).password or "")
        for secret in filter(None, secrets):
            text = text.replace(secret, "***")
        return text
