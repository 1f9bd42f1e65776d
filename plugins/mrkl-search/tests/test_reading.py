from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_search.reading.document import MAX_LINE, Document, Line, pieces
from mrkl_search.reading.html import read_html
from mrkl_search.reading.passages import MOST, passages
from mrkl_search.reading.read import read_file
from mrkl_search.reading.text import read_text
from mrkl_search.sentences import sentences

MAX = 16_000_000


def test_passages_know_their_lines_and_headings(library: Path) -> None:
    read = read_file(str(library / "house" / "lease.md"), MAX)
    found = {p["heading"]: p for p in read["passages"]}
    assert read["title"] == "The flat"
    rent = found["The flat › Rent"]
    assert (rent["first"], rent["last"]) == (5, 6)
    assert rent["text"] == "The rent is 950 euros a month.\nIt is due on the third working day."


def test_html_is_read_as_it_is_shown_with_the_lines_it_stands_on(library: Path) -> None:
    read = read_file(str(library / "house" / "washing.html"), MAX)
    (passage,) = read["passages"]
    assert read["title"] == "Washing machine"
    assert "Descale the drum every three months with citric acid." in passage["text"]
    assert "The error code E18 means" in passage["text"]
    assert "deposit" not in passage["text"]  # a script is not shown
    assert (passage["first"], passage["last"]) == (3, 6)


def test_a_pdf_is_read_page_by_page(library: Path) -> None:
    pytest.importorskip("pypdf")
    read = read_file(str(library / "ticket.pdf"), MAX)
    assert [(p["page"], p["text"]) for p in read["passages"]] == [
        (1, "Ticket to Basel\nThe last train leaves at 23:47."),
        (2, "Seat 61 in coach 5."),
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"\x7fELF\0\0\0", "binary"),
        ("a.pdf", b"%PDF-1.7 and nothing else", "no sound PDF"),
        ("a.pdf", b"", "no sound PDF"),
        ("a.txt", b"x" * 2000, "larger than"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / name).write_bytes(data)
    assert why in read_file(str(tmp_path / name), 1000)["skipped"]


def test_a_link_or_a_pipe_in_a_file_s_place_is_not_followed(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    assert "no regular file" in read_file(str(tmp_path / "pipe.txt"), MAX)["skipped"]
    assert "skipped" in read_file(str(tmp_path / "link.txt"), MAX)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Größe".encode(), "Größe"),
        ("Größe".encode("utf-8-sig"), "Größe"),
        ("Größe".encode("utf-16"), "Größe"),
        ("Die Straße führt über die Brücke, und die Häuser sind schön.".encode("latin-1"),
         "Die Straße führt über die Brücke, und die Häuser sind schön."),
    ],
)  # fmt: skip
def test_text_is_decoded_as_what_it_is(data: bytes, text: str) -> None:
    assert read_text("a.txt", data).lines[0].text == text


def test_html_says_its_own_encoding() -> None:
    page = '<meta charset="iso-8859-1"><p>Stra\xdfe'.encode("latin-1")
    assert read_html("a.html", page).lines[0].text == "Straße"


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 200_000 + b"deep",
        b"&" * 300_000,
        b"<table><tr><td>1<td>2" + b"</i>" * 100_000,
        b"<p>" + b"<" * 100_000,
    ],
)
def test_broken_html_is_read_without_recursion(page: bytes) -> None:
    assert read_html("a.html", page).kind == "html"


def test_comments_of_markdown_and_code_are_no_headings() -> None:
    page = "# Title\n<!-- a\n# b -->\ntext\n```\n# not a heading\n```\n"
    document = read_text("a.md", page.encode())
    assert [x.text for x in document.lines if x.level] == ["Title"]
    assert "b -->" not in document.at(0, 1, 10)


def test_underlined_titles_of_restructured_text_nest_as_they_first_appear() -> None:
    page = "Top\n===\n\nSub\n---\n\ntext\n\nOther\n=====\nmore\n"
    found = list(passages(read_text("a.rst", page.encode())))
    assert [(p.heading, p.text) for p in found] == [("Top › Sub", "text"), ("Other", "more")]


def test_numbered_and_capital_lines_of_plain_text_are_headings_and_items_are_not() -> None:
    page = "RULES\n\n1 Fees\n1.1 They are due.\n\n2. Water\nIt is off.\n\n1. Cut it\n\n2. Fry it\n"
    found = list(passages(read_text("a.txt", page.encode())))
    assert [(p.heading, p.text) for p in found] == [
        ("RULES › 1 Fees", "1.1 They are due."),
        ("RULES › 2. Water", "It is off.\n\n1. Cut it\n\n2. Fry it"),
    ]


def test_a_row_of_a_table_is_one_line() -> None:
    page = b"<table><tr><th>Wash<th>Time</tr>\n<tr><td>Eco</td>\n<td><b>3 h</b></td></tr></table>"
    lines = read_html("a.html", page).lines
    assert [(x.text, x.first, x.last) for x in lines if x.text] == [
        ("Wash | Time", 1, 1),
        ("Eco | 3 h", 2, 3),
    ]


@given(st.text(alphabet="ab ", max_size=5 * MAX_LINE))
def test_a_long_line_is_cut_into_pieces_and_nothing_is_lost(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(len(piece) <= MAX_LINE for piece in pieces(text))


def test_a_line_of_ten_million_characters_is_read_in_no_time_to_speak_of(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * 10_000_000)  # once in the square of its length
    assert len(read_file(str(tmp_path / "long.txt"), MAX)["passages"]) == 10_000


_lines = st.lists(st.text(alphabet="ab .\n#", max_size=300), max_size=40)


@given(_lines)
def test_every_line_is_in_one_passage_which_stands_where_it_says(raw: list[str]) -> None:
    lines = [Line(text, n, n) for n, text in enumerate("\n".join(raw).split("\n"), 1)]
    document = Document("text", "", tuple(lines))
    found = list(passages(document))
    for passage in found:
        assert passage.text == document.at(0, passage.first, passage.last)
        assert len(passage.text) <= 2 * MOST
    told = "".join("".join(p.text.split()) for p in found)
    assert told == "".join("".join(x.text.split()) for x in lines)


@given(st.text(alphabet="ab.!? A\n*-1)", max_size=200))
def test_sentences_are_in_order_and_leave_out_nothing_but_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
