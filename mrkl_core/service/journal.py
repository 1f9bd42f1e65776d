"""Finished runs in a file beside the database, until something opens the database.

The command line answers one request and ends: importing SQLAlchemy would cost it more than all
the rest. It appends its run here, one JSON line, and whoever next reads or serves takes it in.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from mrkl_core.contracts.jsonvalue import parse_json
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import NotReady
from mrkl_core.service.run import RunRecord


def store_url() -> str:
    """MRKL_STORE, else a SQLite file under XDG_STATE_HOME (~/.local/state)."""
    url = os.environ.get("MRKL_STORE")
    if url:
        return url if "://" in url else f"sqlite:///{Path(url).expanduser()}"
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return f"sqlite:///{state / 'mrkl' / 'runs.db'}"


def journal_of(url: str) -> Journal | None:
    """The journal beside a SQLite file; None for other databases."""
    scheme, _, path = url.partition(":///")
    if scheme != "sqlite" or not path or path.startswith(":"):
        return None
    return Journal(Path(f"{path.partition('?')[0]}.journal"), url)


def unusable(url: str) -> NotReady:
    """The error of a store that cannot be opened."""
    return NotReady(
        f"the run store {url!r} cannot be opened",
        hint="set MRKL_STORE to a writable path or a SQLAlchemy URL",
        metadata={"url": url},
    )


class Journal:
    """The file; locked while it is written or emptied, so that processes can share it."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self._url = url

    def append(self, records: Iterable[RunRecord]) -> None:
        """Adds runs. Raises NotReady if the file cannot be written."""
        lines = "".join(_line(record) for record in records)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # A broken letter of an argument that was refused becomes its escape in JSON.
            with self.path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(lines)
        except OSError as error:
            raise unusable(self._url) from error

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
        document = parse_json(line)
        started = datetime.fromisoformat(document["started_at"])
        return replace(from_json(RunRecord, document), started_at=started)
    except (ValueError, KeyError, TypeError):
        return None
