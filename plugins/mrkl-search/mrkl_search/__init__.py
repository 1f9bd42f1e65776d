"""The search expert: a local index of documents, and answers that only quote them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mrkl_core import Effect, Example, Expert, Settings, Tool, hookimpl
from mrkl_search.bids import bid
from mrkl_search.config import Config
from mrkl_search.finding import Finder
from mrkl_search.tools import Tools

if TYPE_CHECKING:
    import click


def _text(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **more}


def _whole(description: str, **more: Any) -> dict[str, Any]:
    return {"type": "integer", "description": description, **more}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    properties = {**required, **optional}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*required],
        "properties": properties,
    }


def _list(description: str, **properties: Any) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": _object(properties)}


_WORDS: dict[str, Any] = {"minLength": 1, "maxLength": 1000}
_FOLDER = _text("Only documents under this folder, or this file.", maxLength=4096)
_PLACE = {
    "path": _text("The file."),
    "where": _text("Its place for people: path, and line or page."),
    "page": _whole("The page of a PDF; 0 for other files."),
    "first_line": _whole("Its first line in the file, or on the page; from 1."),
    "last_line": _whole("Its last line."),
    "heading": _text("The headings above it."),
}
_CHANGED = {"type": "boolean", "description": "Whether the file has changed since it was indexed."}


def _tools(tools: Tools) -> tuple[Tool, ...]:
    return (
        Tool(
            "find",
            "Finds passages in the indexed documents (files, notes, manuals on this machine).",
            _object(
                {"query": _text("What to look for.", **_WORDS)},
                limit=_whole("How many passages at most.", minimum=1, maximum=50),
                folder=_FOLDER,
            ),
            _object(
                {
                    "passages": _list(
                        "The passages, nearest first.",
                        **_PLACE,
                        text=_text("The passage, verbatim."),
                        score={"type": "number", "description": "Nearness, in [0, 1]."},
                        changed=_CHANGED,
                    )
                }
            ),
            tools.find,
            Effect.READS,
            examples=(
                Example("search my documents for parental leave", {"query": "parental leave"}),
            ),
        ),
        Tool(
            "answer",
            "Answers a question from the indexed documents by quoting them, with file and line.",
            _object(
                {"question": _text("The question.", examples=["who signed it?"], **_WORDS)},
                folder=_FOLDER,
            ),
            _object(
                {
                    "quotes": _list(
                        "Sentences that answer it, the surest first.",
                        quote=_text("The sentence, verbatim."),
                        **_PLACE,
                        passage=_text("The passage it stands in; empty if the file has changed."),
                        sure={"type": "number", "description": "How sure, in [0, 1]."},
                        changed=_CHANGED,
                    )
                }
            ),
            tools.answer,
            Effect.READS,
            examples=(
                Example("what do my notes say about the deposit?", {"question": "the deposit"}),
            ),
        ),
        Tool(
            "status",
            "Says which folders of documents are indexed, how much of them, and what was not read.",
            _object({}),
            _object(
                {
                    "index": _text("The file of the index."),
                    "folders": _list(
                        "What was indexed.",
                        path=_text("The folder."),
                        indexed_at=_text("When, in ISO 8601."),
                    ),
                    "files": _whole("Files that were read."),
                    "skipped": _whole("Files that could not be."),
                    "passages": _whole("Passages of these files."),
                    "vectors": _whole("Passages that can be compared by meaning."),
                    "encoder": _text("What made the vectors."),
                    "not_read": _list(
                        "The first 50 files that were not read, or not to the end.",
                        path=_text("The file."),
                        why=_text("Why."),
                    ),
                }
            ),
            tools.status,
            Effect.READS,
        ),
    )


@hookimpl
def mrkl_experts(settings: Settings) -> Iterable[Expert]:
    """Declares the expert."""
    yield Expert(
        "search",
        "Searches the documents indexed on this machine, and answers from them by quoting.",
        _tools(Tools(Finder(Config.of(settings.config("search"))))),
        examples=(
            "search my documents for parental leave",
            "what do my notes say about the deposit?",
        ),
        keywords=("documents", "files", "notes", "search", "find", "manual", "folder", "pdf"),
        bid=bid,
        preload=("numpy",),
    )


@hookimpl
def mrkl_commands(settings: Settings) -> Iterable[click.Command]:
    """Declares `mrkl search`."""
    from mrkl_search.commands import search_command

    yield search_command(settings)
