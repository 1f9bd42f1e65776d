"""The tools: a note kept, notes that come to mind, listed, handed out, and forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any, ParamSpec

from mrkl_core import Evidence, Failure, MrklError, Problem, Result, Verdict
from mrkl_memory.recalling import Memory, Recalled, content, read_time
from mrkl_memory.store import Note, Store

P = ParamSpec("P")

#: Notes that are named where there are too many to forget at once.
_NAMED = 10


def _told(function: Callable[P, Result | Failure]) -> Callable[P, Result | Failure]:
    """Gives the Failure of an endpoint that does not answer."""

    @wraps(function)
    def tool(*args: P.args, **kwargs: P.kwargs) -> Result | Failure:
        try:
            return function(*args, **kwargs)
        except MrklError as error:
            return Failure(error.code, error.message, error.hint)

    return tool


@dataclass(frozen=True)
class Tools:
    """The tools over one file of notes."""

    memory: Memory

    @_told
    def remember(
        self, text: str, importance: float = 0.5, caller: str = "", now: str = ""
    ) -> Result | Failure:
        """Keeps a note; see the tool's schema."""
        said = text.strip()
        if not said:
            raise Problem("EMPTY", "there is nothing to remember", "say what it is")
        at = _time(now)
        vector = self.memory.vectors([said])[0]
        most = self.memory.config.max_notes
        with self._store(caller) as store:
            with store.change():
                known = store.same(said)
                if known is None:
                    if store.count() >= most:
                        message = f"{most:,} notes are kept already, which is the limit"
                        raise Problem("FULL", message, "forget some, or raise max_notes")
                    encoder = self.memory.encoder.name
                    number = store.add(said, at.isoformat(), importance, encoder, vector)
            number = number if known is None else known.id
            kept = store.notes([number]).get(number)
        if kept is None or kept.text != said:
            return Failure("CHECK_FAILED", "the note does not read back as it was said")
        told = "noted" if known is None else f"that was noted already, {_day(kept)}"
        evidence = Evidence("the note reads back as it was said", "read from the file again",
                            detail=f"note {kept.id}, stored {kept.at}")  # fmt: skip
        return Result(
            {**asdict(kept), "new": known is None}, f"{told} (note {kept.id}): {said}", (evidence,)
        )

    @_told
    def recall(self, about: str, limit: int = 5, caller: str = "", now: str = "") -> Result:
        """The notes that come to mind; see the tool's schema."""
        with self._store(caller) as store:
            found = self.memory.recall(store, caller, about, _time(now))[:limit]
        if not found:
            raise _unknown(about)
        shown = [_shown(one) for one in found]
        text = "\n".join(
            f"{one.note.text}  (note {one.note.id}, {_day(one.note)})" for one in found
        )
        return Result({"notes": shown}, text, _which(one.note for one in found))

    @_told
    def forget(self, id: int = 0, about: str = "", every: bool = False, caller: str = "") -> Result:
        """Removes notes for good; see the tool's schema."""
        with self._store(caller) as store:
            with store.change():
                chosen = _chosen(store, id, about, every)
                store.drop(note.id for note in chosen)
            left = store.notes(note.id for note in chosen)
        verdict = Verdict.FAILED if left else Verdict.PASSED
        evidence = [
            Evidence("neither text nor vector of them is left in the file",
                     "looked up again; deleted content is overwritten with zeros", verdict),
            Evidence("no record of earlier runs holds them",
                     "runs are kept apart: mrkl runs delete --with TEXT", Verdict.UNCHECKED),
        ]  # fmt: skip
        told = "\n".join(
            f"forgotten: {note.text}  (note {note.id}, {_day(note)})" for note in chosen
        )
        value = {"forgotten": [asdict(note) for note in chosen]}
        return Result(value, told, tuple(evidence))

    @_told
    def list(self, limit: int = 20, before: int = 0, caller: str = "") -> Result:
        """The newest notes; see the tool's schema."""
        with self._store(caller) as store:
            found, count = store.newest(limit, before), store.count()
        lines = [f"{note.id:>6}  {_day(note)}  {note.text}" for note in found]
        told = f"{count:,} note{'' if count == 1 else 's'}"
        value = {"notes": [asdict(note) for note in found], "count": count}
        return Result(value, "\n".join([told, *lines]))

    @_told
    def export(self, caller: str = "") -> Result:
        """All notes as JSON lines; see the tool's schema."""
        with self._store(caller) as store:
            found = store.every()
        lines = "".join(json.dumps(asdict(note), ensure_ascii=False) + "\n" for note in found)
        return Result({"count": len(found), "jsonl": lines}, lines.rstrip("\n"))

    def _store(self, caller: str) -> Store:
        return Store.open(self.memory.config.file, caller)


def _chosen(store: Store, number: int, about: str, every: bool) -> Sequence[Note]:
    """The notes that are meant; what is meant must be plain, since it cannot be undone."""
    if number:
        note = store.notes([number]).get(number)
        if note is None:
            raise Problem("UNKNOWN", f"there is no note {number}", "mrkl call memory.list")
        return [note]
    if not about.strip():
        if not every:
            raise Problem("EMPTY", "it is not said what to forget", "give id, or about")
        if not (notes := store.every()):
            raise Problem("NOTHING_KNOWN", "there are no notes to forget")
        return notes
    exact = store.same(about.strip())
    asked = content(about)
    # Every word that was said must be in the note, just as it was said.
    found = [exact] if exact else [n for n in store.every() if asked <= content(n.text)]
    if not found:
        raise _unknown(about)
    if len(found) > 1 and not every:
        named = "; ".join(f"{note.id}: {note.text[:80]}" for note in found[:_NAMED])
        raise Problem(
            "AMBIGUOUS",
            f"{len(found)} notes are about {about.strip()!r}, and none was forgotten: {named}",
            "name one by its id, or say: forget all notes about …",
        )
    return found


def _unknown(about: str) -> Problem:
    return Problem(
        "NOTHING_KNOWN",
        f"nothing was noted about {about.strip()!r}",
        "say: remember that …; mrkl call memory.list shows all notes",
    )


def _which(notes: Iterable[Note]) -> tuple[Evidence, ...]:
    check, method = "it was said so", "the note, as it was stored"
    return tuple(
        Evidence(check, method, detail=f"note {note.id}, stored {note.at}") for note in notes
    )


def _shown(one: Recalled) -> dict[str, Any]:
    parts = {"score": one.score, "relevance": one.relevance, "recency": one.recency}
    return {**asdict(one.note), **parts}


def _day(note: Note) -> str:
    return note.at[:10]


def _time(now: str) -> Any:
    try:
        return read_time(now)
    except ValueError:
        message = f"the time of a request is as 2024-05-31T12:00:00+00:00, not {now[:40]!r}"
        raise Problem("SYNTAX", message) from None
