"""Finished runs in a file beside the database, until something opens the database.

The command line answers one request and ends: importing SQLAlchemy would cost it more than all
the rest. It appends its run here, one JSON line, and whoever next reads or serves takes it in.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from mrkl_core.contracts.read import from_json
from mrkl_core.service.run import RunRecord


class Journal:
    """The file; locked while it is written or emptied, so that processes can share it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, records: Iterable[RunRecord]) -> None:
        """Adds runs. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(_line(record) for record in records)
        with self.path.open("a", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(lines)

    def empty_into(self, keep: Callable[[Sequence[RunRecord]], None]) -> None:
        """Hands every run to `keep`, and empties the file once that has returned.

        A process killed in between leaves runs that are handed over again: `keep` must bear
        that. A line cut short by a kill is passed over.
        """
        if not self.path.exists():
            return
        with self.path.open("r+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            records = [record for line in file if (record := _record(line)) is not None]
            if records:
                keep(records)
            file.truncate(0)


def _line(record: RunRecord) -> str:
    document = {**asdict(record), "started_at": record.started_at.isoformat()}
    return json.dumps(document, ensure_ascii=False) + "\n"


def _record(line: str) -> RunRecord | None:
    try:
        document = json.loads(line)
        started = datetime.fromisoformat(document["started_at"])
        return replace(from_json(RunRecord, document), started_at=started)
    except (ValueError, KeyError, TypeError):
        return None
