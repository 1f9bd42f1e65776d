"""A page of HTML as what people read of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import lxml.html
import readability
from lxml import etree

from mrkl_core.web import Reply
from mrkl_core.web.strangers import seen
from mrkl_web.markdown import markdown
from mrkl_web.metadata import Metadata, read_metadata

#: An article with a smaller share of the page's words than this is not what the page is about.
_SHARE = 0.1
#: Elements beyond which no article is looked for: that takes seconds, and such pages are lists.
_MOST = 30_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
#: The encodings of pages; Python knows some, such as punycode, that are none.
_ENCODING = re.compile(
    r"utf-?(8|16(le|be)?)|us-ascii|ascii|(iso-?8859-?|windows-?|cp|koi8-)[\w-]+|latin-?1|shift_jis"
    r"|euc-(jp|kr)|iso-2022-jp|gb(k|2312|18030)|big5|macintosh",
    re.IGNORECASE,
)
_AROUND = ("nav", "header", "footer", "aside")
_NUMBER = "data-mrkl"  # an attribute that tells elements apart
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True)
class Readable:
    """The words of a page in Markdown, what it says of itself, and how they were found."""

    text: str
    metadata: Metadata
    how: str


def read_html(reply: Reply) -> Readable:
    """The readable part of a page: its article, else all but what stands around it."""
    root = _parsed(reply)
    if root is None:
        return Readable("", Metadata(), "the page is empty")
    metadata = read_metadata(root)
    _drop(filter(_is_hidden, root.iter(etree.Element)))
    article = _article(root)
    _drop(root.iter(*_AROUND))
    root.make_links_absolute(reply.url, handle_failures="ignore")
    body = root.find("body")
    whole = seen(markdown(root if body is None else body))
    part = seen("\n\n".join(filter(None, map(markdown, article))))
    if len(part.split()) >= _SHARE * len(whole.split()):
        return Readable(part, metadata, "the article, found by readability")
    return Readable(whole, metadata, "the whole page without its navigation")


def decode(body: bytes, named: str) -> str:
    """The text of a page: by the character set that the server names, or the page, or guessed.

    Guessed as browsers do: UTF-8 if it is, else Windows' Western.
    """
    inside = _CHARSET.search(body[:4096])
    for name in (named, inside[1].decode() if inside else ""):
        if _ENCODING.fullmatch(name):
            try:
                return body.decode(name, "replace").removeprefix("\ufeff")
            except LookupError:
                continue
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _parsed(reply: Reply) -> Any:
    text = decode(reply.body, reply.charset).replace("\x00", "")
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None


def _article(root: Any) -> list[Any]:
    """The elements that make up the page's article, whole; none if none are found.

    Readability leaves out tables and lists that look poor to it, so it is asked where the
    article is, and not for its text.
    """
    numbered = {str(n): element for n, element in enumerate(root.iter(etree.Element))}
    if len(numbered) > _MOST:
        return []
    for number, element in numbered.items():
        element.set(_NUMBER, number)
    try:
        text = lxml.html.tostring(root, encoding="unicode")
        found = lxml.html.fromstring(readability.Document(text).summary(html_partial=True))
    except (etree.LxmlError, ValueError):  # it raises one of its own, a ValueError
        return []
    parts = [found] if found.get(_NUMBER) else found
    return [numbered[part.get(_NUMBER)] for part in parts if part.get(_NUMBER) in numbered]


def _is_hidden(element: Any) -> bool:
    """Whether people do not see an element, as it says itself."""
    named = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return named or _HIDING.search(element.get("style") or "") is not None


def _drop(elements: Iterable[Any]) -> None:
    """Takes elements out of their tree."""
    for element in [*elements]:
        if element.getparent() is not None and element.tag != "body":
            element.drop_tree()
