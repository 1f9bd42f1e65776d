"""A bounded cache for the results of pure tools."""

from __future__ import annotations

import json
from collections import OrderedDict

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject, digest, to_json
from mrkl_core.contracts.read import from_json
from mrkl_core.contracts.tool import Result


class ResultCache:
    """The results used last, within a bound on their size; older ones are forgotten.

    They are kept as text: what a caller does with its copy changes nobody else's. Failures
    are not kept: with more time, the next call may do better.
    """

    def __init__(self, max_bytes: int = 16 * 1024 * 1024) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, str] = OrderedDict()

    @staticmethod
    def key(card: ToolCard, arguments: JsonObject) -> str:
        """The key of one call: it changes with the tool's own digest."""
        return digest([card.name, card.digest, arguments])

    def get(self, key: str) -> Result | None:
        """The result kept under this key."""
        text = self._kept.get(key)
        if text is None:
            return None
        self._kept.move_to_end(key)
        return from_json(Result, json.loads(text))

    def put(self, key: str, result: Result) -> None:
        """Keeps a result, unless it alone would push out many others."""
        text = json.dumps(to_json(result))
        size = len(text) + len(key)
        if size > self._max_bytes // 8:
            return
        if key in self._kept:
            self._bytes -= len(self._kept.pop(key)) + len(key)
        self._kept[key] = text
        self._bytes += size
        while self._bytes > self._max_bytes:
            old, gone = self._kept.popitem(last=False)
            self._bytes -= len(gone) + len(old)
