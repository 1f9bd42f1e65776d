"""The memory expert: notes kept across requests, for each caller alone."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_core import Effect, Example, Expert, Settings, Tool, hookimpl
from mrkl_core.models.embeddings import encoder_of
from mrkl_core.schemas import Schema, arguments, array, number, result, text, truth, whole
from mrkl_memory.bids import bid
from mrkl_memory.config import Config
from mrkl_memory.recalling import Memory
from mrkl_memory.tools import Tools

#: Characters of one note.
_MAX_TEXT = 2000


def _part(description: str) -> Schema:
    return number(description, minimum=0, maximum=1)


_CALLER = text("Whose notes; from the request's context.", **{"x-mrkl-context": "caller"})
_NOW = text("The time of the request; from its context.", **{"x-mrkl-context": "now"})
_ABOUT = text("What it is about.", "the deposit", minLength=1, maxLength=_MAX_TEXT)
_NOTE = {
    "id": whole("Its number."),
    "text": text("What was said."),
    "at": text("When it was stored, in ISO 8601."),
    "importance": _part("How important it is."),
}


def _arguments(required: dict[str, Schema] | None = None, **optional: Schema) -> Schema:
    return arguments(required, **optional, caller=_CALLER)


def _notes(description: str, **more: Schema) -> Schema:
    return array(description, result(**_NOTE, **more))


def _tools(tools: Tools) -> tuple[Tool, ...]:
    return (
        Tool(
            "remember",
            "Keeps a note or fact for later requests of the same caller.",
            _arguments(
                {"text": text("What to remember.", minLength=1, maxLength=_MAX_TEXT)},
                importance=_part("How important it is; 0.5 if left out."),
                now=_NOW,
            ),
            result(**_NOTE, new=truth("Whether it was not known.")),
            tools.remember,
            Effect.CHANGES,
            examples=(
                Example("remember that Frau Meier has the key", {"text": "Frau Meier has the key"}),
            ),
            synonyms=("jot down", "note down", "save"),
        ),
        Tool(
            "recall",
            "Tells what the caller asked to remember about something, and when that was.",
            _arguments(
                {"about": _ABOUT},
                limit=whole("How many notes at most.", minimum=1, maximum=100),
                now=_NOW,
            ),
            result(
                notes=_notes(
                    "The notes, what comes to mind first in front.",
                    score=_part("What they are ranked by."),
                    relevance=_part("How near it is to what was asked."),
                    recency=_part("1 for one of now, halved with every half-life."),
                )
            ),
            tools.recall,
            Effect.READS,
            examples=(Example("what did I tell you about the key?", {"about": "the key"}),),
        ),
        Tool(
            "forget",
            "Removes notes for good: one by its id, the one about something, or all of them.",
            _arguments(
                id=whole("The note's number.", minimum=1),
                about=_ABOUT,
                every=truth("All notes about it, or all there are if nothing is said."),
            ),
            result(forgotten=_notes("The notes that are gone.")),
            tools.forget,
            Effect.CHANGES,
            examples=(Example("forget that Frau Meier has the key", {"about": "key Meier"}),),
        ),
        Tool(
            "list",
            "Lists the caller's notes, newest first.",
            _arguments(
                limit=whole("How many at most.", minimum=1, maximum=1000),
                before=whole("Only notes older than this one.", minimum=1),
            ),
            result(notes=_notes("The notes."), count=whole("How many there are in all.")),
            tools.list,
            Effect.READS,
            examples=(Example("list my notes"),),
        ),
        Tool(
            "export",
            "Gives all of the caller's notes as JSON lines.",
            _arguments(),
            result(count=whole("How many."), jsonl=text("One JSON object a line.")),
            tools.export,
            Effect.READS,
            examples=(Example("export my notes"),),
        ),
    )


@hookimpl
def mrkl_experts(settings: Settings) -> Iterable[Expert]:
    """Declares the expert."""
    config = Config.of(settings.config("memory"))
    yield Expert(
        "memory",
        "Keeps notes across requests, for each caller alone, and tells or forgets them.",
        _tools(Tools(Memory(config, encoder_of(config.embeddings)))),
        examples=(
            "remember that Frau Meier has the key",
            "what did I tell you about the key?",
            "list my notes",
        ),
        keywords=("remember", "recall", "forget", "notes", "memory", "told"),
        bid=bid,
        preload=("numpy",),
    )
