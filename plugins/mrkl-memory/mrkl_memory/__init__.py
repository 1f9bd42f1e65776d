"""The memory expert: notes kept across requests, for each caller alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mrkl_core import Effect, Example, Expert, Settings, Tool, hookimpl
from mrkl_core.models.embeddings import encoder_of
from mrkl_memory.bids import bid
from mrkl_memory.config import Config
from mrkl_memory.recalling import Memory
from mrkl_memory.tools import Tools

#: Characters of one note.
_MAX_TEXT = 2000


def _text(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **more}


def _whole(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "integer", "description": description, **more}


def _part(description: str) -> dict[str, Any]:
    return {"type": "number", "minimum": 0, "maximum": 1, "description": description}


_CALLER = _text("Whose notes; from the request's context.", **{"x-mrkl-context": "caller"})
_NOW = _text("The time of the request; from its context.", **{"x-mrkl-context": "now"})
_ABOUT = _text("What it is about.", minLength=1, maxLength=_MAX_TEXT, examples=["the deposit"])
_NOTE = {
    "id": _whole("Its number."),
    "text": _text("What was said."),
    "at": _text("When it was stored, in ISO 8601."),
    "importance": _part("How important it is."),
}


def _arguments(*required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*required],
        "properties": {**properties, "caller": _CALLER},
    }


def _result(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*properties], "properties": properties}


def _notes(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": _result(**_NOTE, **more)}


def _tools(tools: Tools) -> tuple[Tool, ...]:
    return (
        Tool(
            "remember",
            "Keeps a note or fact for later requests of the same caller.",
            _arguments(
                "text",
                text=_text("What to remember.", minLength=1, maxLength=_MAX_TEXT),
                importance=_part("How important it is; 0.5 if left out."),
                now=_NOW,
            ),
            _result(**_NOTE, new={"type": "boolean", "description": "Whether it was not known."}),
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
                "about",
                about=_ABOUT,
                limit=_whole("How many notes at most.", minimum=1, maximum=100),
                now=_NOW,
            ),
            _result(
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
                id=_whole("The note's number.", minimum=1),
                about=_ABOUT,
                every={
                    "type": "boolean",
                    "description": "All notes about it, or all there are if nothing is said.",
                },
            ),
            _result(forgotten=_notes("The notes that are gone.")),
            tools.forget,
            Effect.CHANGES,
            examples=(Example("forget that Frau Meier has the key", {"about": "key Meier"}),),
        ),
        Tool(
            "list",
            "Lists the caller's notes, newest first.",
            _arguments(
                limit=_whole("How many at most.", minimum=1, maximum=1000),
                before=_whole("Only notes older than this one.", minimum=1),
            ),
            _result(notes=_notes("The notes."), count=_whole("How many there are in all.")),
            tools.list,
            Effect.READS,
            examples=(Example("list my notes"),),
        ),
        Tool(
            "export",
            "Gives all of the caller's notes as JSON lines.",
            _arguments(),
            _result(count=_whole("How many."), jsonl=_text("One JSON object a line.")),
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
