"""What people see, and what a program gets."""

from __future__ import annotations

import io
import json
from fractions import Fraction

import pytest

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.surfaces.cli.output import Output, number, seconds


def _stream(encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)


def _written(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)


def test_a_document_is_one_json_value_with_dataclasses_as_objects() -> None:
    stream = _stream()
    Output.to(stream).document({"value": Fraction(1, 3), "evidence": Evidence("é", "m")})
    document = json.loads(_written(stream))
    assert document["value"] == "1/3"
    assert document["evidence"]["verdict"] == "PASSED"
    assert "é" in _written(stream)


def test_a_stream_that_knows_only_ascii_gets_ascii() -> None:
    stream = _stream("ascii")
    out = Output.to(stream)
    out.document({"text": "1 km → 0.62 mi ✓"})
    out.evidence([Evidence("the check", "a method", Verdict.FAILED, "what came out")])
    out.line("a · b…")
    assert json.loads(_written(stream).splitlines()[0])["text"] == "1 km → 0.62 mi ✓"
    assert "  x the check: what came out - a method" in _written(stream)
    assert "a - b..." in _written(stream)


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [(Verdict.PASSED, "✓"), (Verdict.FAILED, "✗"), (Verdict.UNCHECKED, "?")],
)
def test_each_verdict_has_its_mark(verdict: Verdict, mark: str) -> None:
    stream = _stream()
    Output.to(stream).evidence([Evidence("c", "m", verdict)])
    assert _written(stream).split() == [mark, "c", "—", "m"]


def test_control_characters_of_a_tool_never_reach_the_terminal() -> None:
    stream = _stream()
    out = Output.to(stream, color=True)
    out.line("a\x1b]0;owned\x07b \u202egnp.exe é\tc", bold=True)
    assert _written(stream) == "\x1b[1ma\\x1b]0;owned\\x07b \\u202egnp.exe é\tc\x1b[0m\n"


def test_colours_are_for_terminals_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert not Output.to(io.StringIO()).color
    assert Output.to(io.StringIO(), color=True).color
    assert Output.to(Terminal()).color
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Output.to(Terminal()).color
    assert Output.to(Terminal(), color=True).color
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not Output.to(Terminal()).color


def test_a_table_aligns_its_columns_and_a_pipe_gets_all_of_it() -> None:
    stream = _stream()
    long = "word " * 60
    Output.to(stream).table([["a", "b", long], ["longer", "", "z\ny"]], styles=[{}, {}, {}])
    first, second = _written(stream).splitlines()
    assert first == "a       b  " + long.strip()
    assert second == "longer     z y"


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.0001, "under 1 ms"), (0.0123, "12 ms"), (3.44, "3.4 s"), (125, "2 min 5 s")],
)
def test_durations_are_told_in_the_unit_people_use(value: float, told: str) -> None:
    assert seconds(value) == told


def test_numbers_lose_a_needless_fraction() -> None:
    assert [number(12.0), number(1.5), number(3)] == ["12", "1.5", "3"]
