"""An encoder behind an OpenAI-compatible endpoint of embeddings."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mrkl_core.contracts.encoder import Encoder
from mrkl_core.errors import MrklError
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.models.endpoint import Endpoint
from mrkl_core.models.failures import complaint, malformed, refused, unreachable

#: How many texts go into one request; the smallest bound of hosted services.
BATCH = 64
#: Characters of one text: no model of embeddings reads more than some 8,000 tokens.
MAX_CHARS = 8000


def encoder_of(section: Mapping[str, Any], *, threads: int = 1) -> Encoder:
    """The endpoint that a section names (`base_url`, `name`); the embedded encoder if it is empty.

    The key is OPENAI_API_KEY.
    """
    if section:
        return EndpointEncoder(Endpoint.configured(section))
    return SentenceEncoder(threads=threads)


class EndpointEncoder:
    """Encodes texts by HTTP; construction is cheap, and says nothing of whether it works."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.name = f"{endpoint.name} at {endpoint.shown}"

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Any:
        """A float32 array of unit vectors, one row a text.

        Raises ModelNotConfigured or ModelUnavailable.
        """
        import numpy as np

        self.endpoint.check()
        openai = importlib.import_module("openai")
        rows: list[Any] = []
        with openai.OpenAI(
            api_key=self.endpoint.key,
            base_url=self.endpoint.url,
            timeout=self.endpoint.timeout_s,
            max_retries=1,
        ) as client:
            for start in range(0, len(texts), BATCH):
                part = [text[:MAX_CHARS] or " " for text in texts[start : start + BATCH]]
                rows.append(self._unit(self._asked(openai, client, part), len(part)))
                if progress is not None:
                    progress(start + len(part), len(texts))
        return np.concatenate(rows) if rows else np.zeros((0, 0), dtype=np.float32)

    def _asked(self, openai: Any, client: Any, texts: list[str]) -> Any:
        try:
            found = client.embeddings.create(
                model=self.endpoint.name, input=texts, encoding_format="float"
            )
            ordered = sorted(found.data, key=lambda item: item.index)
            return [item.embedding for item in ordered]
        except openai.APIStatusError as error:
            after = error.response.headers.get("retry-after")
            words = complaint(error.body)
            raise refused(self.endpoint, error.status_code, words, after) from None
        except MrklError:
            raise
        except Exception:
            # The border to the transport: its errors are httpx's, and may carry what was sent.
            raise unreachable(self.endpoint) from None

    def _unit(self, vectors: Any, count: int) -> Any:
        import numpy as np

        try:
            rows = np.asarray(vectors, dtype=np.float32)
        except (ValueError, TypeError):
            raise malformed(self.endpoint, "its embeddings are no numbers") from None
        if rows.ndim != 2 or len(rows) != count or not np.isfinite(rows).all():
            raise malformed(self.endpoint, f"it sent no {count} embeddings of one length")
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
