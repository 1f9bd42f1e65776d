"""The tools: passages found, questions answered with quotations, what is indexed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mrkl_core import Evidence, Failure, Result, Verdict
from mrkl_search.answering import Candidate, candidates
from mrkl_search.finding import Finder, Found, Hit
from mrkl_search.quoting import Quote, Quoter

#: How many sentences an answer quotes at most; how many passages are told where nothing answers.
_QUOTES, _NEAREST = 3, 3
_SHOWN = 200


@dataclass(frozen=True)
class Tools:
    """The tools over one index."""

    finder: Finder

    def find(self, query: str, limit: int = 5, folder: str = "") -> Result | Failure:
        """The passages nearest to the words; see the tool's schema."""
        with self.finder.open() as store:
            found = self.finder.find(store, query, limit, _path(folder))
        if not found.hits:
            return self._nothing(query, found)
        shown = self._passages(found.hits)
        text = "\n".join(f"{p['where']}  {_short(p['text'])}" for p in shown)
        return Result({"passages": shown}, text, (*_digests(shown), *_meaning(found)))

    def answer(self, question: str, folder: str = "") -> Result | Failure:
        """The sentences that answer a question, quoted; see the tool's schema."""
        with self.finder.open() as store:
            found = self.finder.find(store, question, 50, _path(folder))
            ranked = candidates(self.finder, store, question, found.hits)
        least = self.finder.config.least
        likely = [candidate for candidate in ranked if candidate.sure >= least]
        if not likely:
            return self._nothing(question, found)
        quotes, lost = self._quoted(likely)
        if not quotes:
            paths = ", ".join(dict.fromkeys(lost))
            return Failure(
                "CHANGED",
                f"what was indexed no longer stands in {paths}",
                "run mrkl search index, and ask again",
            )
        shown = [_quotation(candidate, quote) for candidate, quote in quotes]
        text = "\n".join(f"“{_flat(q['quote'])}” — {q['where']}" for q in shown)
        evidence = [_stands(quote) for _, quote in quotes]
        sure = Evidence(
            "the quotation answers the question",
            "words and meaning compared, which proves nothing",
            Verdict.UNCHECKED,
            f"{quotes[0][0].sure:.0%} sure",
        )
        return Result({"quotes": shown}, text, (*evidence, sure, *_meaning(found)))

    def status(self) -> Result:
        """What is indexed; see the tool's schema."""
        with self.finder.open() as store:
            counts, roots = store.counts(), store.roots()
            skipped = store.skipped(50)
            encoder = store.meta("encoder")
        folders = [{"path": path, "indexed_at": at} for path, _, at in roots]
        value = {
            "index": str(self.finder.config.index),
            "folders": folders,
            **counts,
            "encoder": encoder,
            "not_read": [{"path": path, "why": why} for path, why in skipped],
        }
        told = (
            f"{counts['files']:,} files, {counts['passages']:,} passages, {counts['vectors']:,} "
            f"with vectors, {counts['skipped']:,} files not read"
        )
        return Result(value, "\n".join([told, *(f"{p}  indexed {at}" for p, _, at in roots)]))

    def _nothing(self, asked: str, found: Found) -> Failure:
        """Nothing answers; the nearest passages are told as no more than that."""
        nearest = self._passages(found.hits[:_NEAREST])
        hint = "ask in words that the documents would use; mrkl search status says what is indexed"
        if nearest:
            told = "; ".join(f"{one['where']} “{_short(one['text'], 80)}”" for one in nearest)
            hint = f"the nearest passages, which need not answer it: {told}"
        message = f"nothing in the documents surely answers {_short(asked)!r}"
        value = {"nearest": nearest}
        return Failure("NOTHING_FOUND", message, hint, value, evidence=tuple(_meaning(found)))

    def _passages(self, hits: Sequence[Hit]) -> list[dict[str, Any]]:
        quoter = Quoter(self.finder.config.max_bytes)
        return [_passage(hit, changed=not quoter.stands(hit.place)) for hit in hits]

    def _quoted(self, likely: list[Candidate]) -> tuple[list[tuple[Candidate, Quote]], list[str]]:
        """The first candidates that still stand where they were; the paths of those that do not."""
        quoter = Quoter(self.finder.config.max_bytes)
        quotes: list[tuple[Candidate, Quote]] = []
        lost: list[str] = []
        for candidate in likely[:_QUOTES]:
            quote = quoter.quote(candidate.place, candidate.start, candidate.end)
            if quote is None:
                lost.append(candidate.place.path)
            else:
                quotes.append((candidate, quote))
        return quotes, lost


def _passage(hit: Hit, *, changed: bool) -> dict[str, Any]:
    place = hit.place
    where = f"{place.path}, page {place.page}" if place.page else f"{place.path}:{place.first}"
    return {
        "path": place.path,
        "where": where,
        "page": place.page,
        "first_line": place.first,
        "last_line": place.last,
        "heading": place.heading,
        "text": place.text,
        "score": hit.score,
        "changed": changed,
    }


def _quotation(candidate: Candidate, quote: Quote) -> dict[str, Any]:
    return {
        "quote": quote.text,
        "path": quote.path,
        "where": quote.where,
        "page": quote.page,
        "first_line": quote.first,
        "last_line": quote.last,
        "heading": quote.heading,
        "passage": "" if quote.changed else candidate.place.text,
        "sure": candidate.sure,
        "changed": quote.changed,
    }


def _stands(quote: Quote) -> Evidence:
    check = "the quotation stands in the file, letter for letter"
    if quote.changed:
        detail = f"{quote.where}; the file has changed since it was indexed"
        return Evidence(check, "the file was read again", detail=detail)
    return Evidence(
        check, "the file was read again; it is as indexed (SHA-256)", detail=quote.where
    )


def _digests(shown: list[dict[str, Any]]) -> list[Evidence]:
    check = "the passages stand in their files as they were indexed"
    method = "the files were read again, and their SHA-256 compared"
    changed = list(dict.fromkeys(passage["path"] for passage in shown if passage["changed"]))
    if not changed:
        return [Evidence(check, method)]
    detail = f"changed or gone since: {', '.join(changed)}"
    return [Evidence(check, method, Verdict.FAILED, detail)]


def _meaning(found: Found) -> list[Evidence]:
    if not found.without_meaning:
        return []
    why = found.without_meaning
    return [Evidence("meaning was compared", "words alone were", Verdict.UNCHECKED, why)]


def _path(folder: str) -> str:
    return os.path.abspath(Path(folder).expanduser()) if folder else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, most: int = _SHOWN) -> str:
    flat = _flat(text)
    return flat if len(flat) <= most else flat[: most - 1] + "…"
