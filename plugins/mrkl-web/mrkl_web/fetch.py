"""The tool: a page as text that people would read, marked as a stranger's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from mrkl_core import Evidence, Failure, Result, Verdict
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.web import Client, Reply
from mrkl_core.web.strangers import NOTE, marked, seen
from mrkl_web.pages import Pages

#: Characters of a page that are given at once.
PART = 20_000


def fetcher(client: Client) -> Callable[..., Result | Failure]:
    """The tool's function; it keeps what it read for a while."""
    pages = Pages(client)

    def fetch(url: str, start: int = 0) -> Result | Failure:
        try:
            return _told(pages.read(url.strip()), start)
        except ModuleNotFoundError as error:
            return Failure(
                "NOT_INSTALLED", f"{error.name} is not installed", "pip install 'mrkl-core[web]'"
            )

    return fetch


def _told(reply: Reply, start: int) -> Result | Failure:
    value, text, how = _read(reply)
    part = text[start : start + PART]
    if not part:
        said = "holds no text that can be read" if not text else f"ends at {len(text)} characters"
        return Failure("NO_TEXT", f"{reply.url} {said}", "pages made by scripts alone have none")
    end = start + len(part)
    value |= {
        "url": reply.url,
        "text": marked(part, reply.url),
        "characters": len(text),
        "next": end if end < len(text) else None,
        "untrusted": True,
        "note": NOTE,
    }
    titled = f"{value['title']}\n\n{part}" if value["title"] and start == 0 else part
    whole = (start, end) == (0, len(text))
    told = marked(titled, reply.url)
    told += "" if whole else f"\n(characters {start} to {end} of {len(text)})"
    return Result(value, told, _evidence(reply, how))


def _read(reply: Reply) -> tuple[JsonObject, str, str]:
    """What is known of a page, its text, and how that was found."""
    from mrkl_web.readable import decode, read_html  # lxml and readability, of the extra

    if reply.content_type.startswith("text/") and reply.content_type != "text/html":
        text = seen(decode(reply.body, reply.charset)).strip()
        return dict.fromkeys(("title", "byline", "published", "language"), ""), text, "plain text"
    page = read_html(reply)
    about = page.metadata
    value: JsonObject = {
        "title": about.title,
        "byline": about.byline,
        "published": about.published,
        "language": about.language,
    }
    return value, page.text, page.how


def _evidence(reply: Reply, how: str) -> tuple[Evidence, ...]:
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return (
        Evidence(
            "the page came from the server named, whose robots.txt allows reading it",
            "HTTP over a connection to an address that was checked",
            detail=f"{reply.url}, status {reply.status}, {len(reply.body):,} bytes at {when}",
        ),
        Evidence("the text is what the page is about", how, Verdict.UNCHECKED),
        Evidence("what the page says is true", "anybody may write a page", Verdict.UNCHECKED),
    )
