"""What went wrong at an endpoint, in our own errors; a stranger's text is cut and cleaned."""

from __future__ import annotations

import json
from typing import Any

from mrkl_core.errors import ModelNotConfigured, ModelUnavailable, MrklError
from mrkl_core.models.endpoint import Endpoint

#: How much of an endpoint's own words goes into a message.
EXCERPT_CHARS = 300
RETRY_AFTER_S = 5.0


def unreachable(endpoint: Endpoint) -> ModelUnavailable:
    """Nobody answers, or the connection broke."""
    return ModelUnavailable(
        f"the model endpoint {endpoint.shown} does not answer",
        hint="is its server running? OPENAI_BASE_URL names it",
        metadata={"endpoint": endpoint.shown, "model": endpoint.name},
        retry_after_s=RETRY_AFTER_S,
    )


def malformed(endpoint: Endpoint, what: str) -> ModelUnavailable:
    """Something answers, but not as a chat endpoint does."""
    return ModelUnavailable(
        f"the model endpoint {endpoint.shown} did not answer as a chat endpoint does: {what}",
        hint="does OPENAI_BASE_URL lead to an OpenAI-compatible API? it mostly ends in /v1",
        metadata={"endpoint": endpoint.shown, "model": endpoint.name},
        retry_after_s=RETRY_AFTER_S,
    )


def refused(endpoint: Endpoint, status: int, words: str, retry_after: str | None) -> MrklError:
    """The endpoint answered with an HTTP status that is no success."""
    metadata = {"endpoint": endpoint.shown, "model": endpoint.name, "status": str(status)}
    if status in (401, 403):
        sent = "the key in OPENAI_API_KEY" if endpoint.api_key else "a request without a key"
        return ModelNotConfigured(
            f"the model endpoint {endpoint.shown} refuses {sent} (HTTP {status})",
            hint="set OPENAI_API_KEY to a key that may use this model",
            metadata=metadata,
        )
    if status == 404:
        return ModelNotConfigured(
            f"the model endpoint {endpoint.shown} knows no model {endpoint.name!r}, or is no "
            "chat endpoint (HTTP 404)",
            hint="check MRKL_MODEL, and that OPENAI_BASE_URL leads to the API, mostly to …/v1",
            metadata=metadata,
        )
    said = f": {endpoint.without_key(words)[:EXCERPT_CHARS]}" if words else ""
    if status == 429 or status >= 500:
        return ModelUnavailable(
            f"the model endpoint {endpoint.shown} cannot serve now (HTTP {status}){said}",
            hint="try again later",
            metadata=metadata,
            retry_after_s=_seconds(retry_after),
        )
    return ModelUnavailable(
        f"the model endpoint {endpoint.shown} refuses the request (HTTP {status}){said}",
        metadata=metadata,
    )


def complaint(body: object) -> str:
    """What an error's body says, on one line, whatever its form."""
    found: Any = body
    for key in ("error", "message", "detail"):
        if isinstance(found, dict) and key in found:
            found = found[key]
    if not isinstance(found, str):
        found = json.dumps(found, ensure_ascii=False, default=str) if found else ""
    return " ".join(found.split())


def _seconds(retry_after: str | None) -> float:
    try:
        return min(max(float(retry_after or RETRY_AFTER_S), 0.0), 3600.0)
    except ValueError:  # a date: rare enough
        return RETRY_AFTER_S
