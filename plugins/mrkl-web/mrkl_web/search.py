"""The tool: pages that a configured service finds for a question."""

from __future__ import annotations

from datetime import UTC, datetime

from mrkl_core import Evidence, Failure, Result, Verdict
from mrkl_core.web.strangers import NOTE, marked
from mrkl_web.providers import Found, Provider


def search(query: str, count: int = 8, *, provider: Provider) -> Result | Failure:
    """See the tool's schema."""
    asked = " ".join(query.split())
    if not asked:
        return Failure("SYNTAX", "there is nothing to search for")
    found, host = provider.search(asked, count)
    if not found:
        return Failure("NOT_FOUND", f"{host} finds nothing for {asked!r}", "try other words")
    listed = "\n".join(f"{n}. {_line(item)}" for n, item in enumerate(found, 1))
    value = {
        "results": [
            {
                "title": item.title,
                "url": item.url,
                "snippet": item.snippet,
                "published": item.published,
            }
            for item in found
        ],
        "provider": host,
        "untrusted": True,
        "note": NOTE,
    }
    when = datetime.now(UTC).isoformat(timespec="seconds")
    evidence = Evidence(
        "these pages answer the question",
        "found by the service of search, not read",
        Verdict.UNCHECKED,
        f"{host} at {when}",
    )
    return Result(value, marked(listed, host), (evidence,))


def _line(item: Found) -> str:
    day = f" ({item.published})" if item.published else ""
    return f"{item.title}{day}\n   {item.url}\n   {item.snippet}".rstrip()
