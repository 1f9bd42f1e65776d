"""A tree of HTML as Markdown: headings, lists, tables, code and links; no styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset(
    "button canvas embed iframe input noscript object script select style svg template "
    "textarea".split()
)
#: Deeper than people nest; below it the words alone are kept.
_DEEPEST = 80


def markdown(root: Any) -> str:
    """The text of an lxml element."""
    return "\n\n".join(block for block in _inside(root, 0) if block)


def _inside(node: Any, depth: int) -> Iterator[str]:
    """The blocks of what an element holds; words between them are paragraphs."""
    if depth > _DEEPEST:
        yield _line("".join(node.itertext()))
        return
    words = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            if child.tag in _BLOCKS or any(True for _ in child.iter(*_BLOCKS)):
                yield _line("".join(words))
                words = []
                yield from _block(child, depth + 1)
            else:
                words.append(_inline(child, depth + 1))
        words.append(child.tail or "")
    yield _line("".join(words))


def _block(node: Any, depth: int) -> Iterator[str]:
    tag = node.tag
    if re.fullmatch("h[1-6]", tag):
        words = _line(" ".join(_inside(node, depth)))
        yield f"{'#' * int(tag[1])} {words}" if words else ""
    elif tag == "pre":
        yield f"```\n{''.join(node.itertext()).strip(chr(10))}\n```"
    elif tag in ("ul", "ol"):
        yield "\n".join(_items(node, depth))
    elif tag == "blockquote":
        yield _indented("\n\n".join(filter(None, _inside(node, depth))), "> ", "> ")
    elif tag == "table" and (rows := _rows(node, depth)):
        yield rows
    elif tag == "hr":
        yield "---"
    else:
        yield from _inside(node, depth)


def _items(node: Any, depth: int) -> Iterator[str]:
    number = 0
    for child in node:
        if isinstance(child.tag, str):
            number += 1
            text = "\n".join(filter(None, _inside(child, depth + 1)))
            if text:
                yield _indented(text, f"{number}. " if node.tag == "ol" else "- ", "  ")


def _rows(table: Any, depth: int) -> str:
    """A table of data as rows; empty for one that is there for the layout."""
    if next(table.iterdescendants("table"), None) is not None:
        return ""
    rows = [row.iterchildren("td", "th") for row in table.iter("tr")]
    cells = [row for row in ([_cell(cell, depth) for cell in row] for row in rows) if any(row)]
    if len(cells) < 2 or max(map(len, cells)) < 2:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in cells]
    lines.insert(1, "|" + " --- |" * len(cells[0]))
    return "\n".join(lines)


def _cell(node: Any, depth: int) -> str:
    return _line(" ".join(filter(None, _inside(node, depth + 1)))).replace("|", "\\|")


def _inline(node: Any, depth: int) -> str:
    """The words of an element within a line."""
    if depth > _DEEPEST:
        return "".join(node.itertext())
    if node.tag == "br":
        return "\n"
    if node.tag == "img":
        alt = _line(node.get("alt") or "")
        return f"[image: {alt}]" if alt else ""
    words = node.text or ""
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            words += _inline(child, depth + 1)
        words += child.tail or ""
    shown = _line(words)
    if node.tag == "a" and shown and re.match(r"https?://", node.get("href") or ""):
        return f"[{shown}]({node.get('href')})"
    return f"`{shown}`" if node.tag == "code" and shown else words


def _line(text: str) -> str:
    """Words with single spaces; line breaks of the page stay."""
    lines = (" ".join(line.split()) for line in text.replace("\r", "").split("\n"))
    return " ".join(line for line in lines if line)


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")
