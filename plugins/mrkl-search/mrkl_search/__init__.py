"""The search expert: a local index of documents, and answers that only quote them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mrkl_core import Effect, Example, Expert, Settings, Tool, hookimpl
from mrkl_core.schemas import Schema, arguments, array, number, result, text, truth, whole
from mrkl_search.bids import bid
from mrkl_search.config import Config
from mrkl_search.finding import Finder
from mrkl_search.tools import Tools

if TYPE_CHECKING:
    import click


def _list(description: str, **properties: Schema) -> Schema:
    return array(description, result(**properties))


_WORDS: dict[str, Any] = {"minLength": 1, "maxLength": 1000}
_FOLDER = text("Only documents under this folder, or this file.", maxLength=4096)
_PLACE = {
    "path": text("The file."),
    "where": text("Its place for people: path, and line or page."),
    "page": whole("The page of a PDF; 0 for other files."),
    "first_line": whole("Its first line in the file, or on the page; from 1."),
    "last_line": whole("Its last line."),
    "heading": text("The headings above it."),
}
_CHANGED = truth("Whether the file has changed since it was indexed.")


def _tools(tools: Tools) -> tuple[Tool, ...]:
    return (
        Tool(
            "find",
            "Finds passages in the indexed documents (files, notes, manuals on this machine).",
            arguments(
                {"query": text("What to look for.", **_WORDS)},
                limit=whole("How many passages at most.", minimum=1, maximum=50),
                folder=_FOLDER,
            ),
            result(
                passages=_list(
                    "The passages, nearest first.",
                    **_PLACE,
                    text=text("The passage, verbatim."),
                    score=number("Nearness, in [0, 1]."),
                    changed=_CHANGED,
                )
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
            arguments(
                {"question": text("The question.", "who signed it?", **_WORDS)},
                folder=_FOLDER,
            ),
            result(
                quotes=_list(
                    "Sentences that answer it, the surest first.",
                    quote=text("The sentence, verbatim."),
                    **_PLACE,
                    passage=text("The passage it stands in; empty if the file has changed."),
                    sure=number("How sure, in [0, 1]."),
                    changed=_CHANGED,
                )
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
            arguments(),
            result(
                index=text("The file of the index."),
                folders=_list(
                    "What was indexed.",
                    path=text("The folder."),
                    indexed_at=text("When, in ISO 8601."),
                ),
                files=whole("Files that were read."),
                skipped=whole("Files that could not be."),
                passages=whole("Passages of these files."),
                vectors=whole("Passages that can be compared by meaning."),
                encoder=text("What made the vectors."),
                not_read=_list(
                    "The first 50 files that were not read, or not to the end.",
                    path=text("The file."),
                    why=text("Why."),
                ),
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
