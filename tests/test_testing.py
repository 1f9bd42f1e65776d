"""The kit for plugin authors finds what its users would trip over."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from mrkl_core import Effect, Example, Expert, Failure, Result, Tool
from mrkl_core.contracts.pddl import Severity
from mrkl_core.errors import ArgumentsInvalid, ResultInvalid, ToolNotFound
from mrkl_core.testing import assert_plugin_ok, call_tool, check_plugin, experts_of

Write = Callable[..., Path]

PROJECT = """
[project]
name = "mrkl-parrot"
version = "1"
dependencies = ["mrkl_core>=0.1"]
[project.entry-points.mrkl]
parrot = "kit_parrot"
"""

PLUGIN = """
from mrkl_core import Bid, Effect, Example, Expert, Failure, Tool, hookimpl

WORD = {"type": "string", "description": "What to say."}
ARGUMENTS = {"type": "object", "properties": {"word": WORD}, "required": ["word"]}
EFFECT = Effect.NONE

def say(word):
    return word * 2

def bid(words):
    if words.startswith("say "):
        yield Bid("say", {"word": words[4:]}, 0.95, "asked for")

@hookimpl
def mrkl_experts():
    example = Example("say hi", {"word": "hi"})
    tool = Tool("say", "Says.", ARGUMENTS, {"type": "string"}, say, EFFECT, examples=[example])
    yield Expert("parrot", "Says it again.", [tool], bid=bid)
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a plugin's folder, some of its text replaced."""

    def write(*changes: tuple[str, str], more: str = "", project: str = PROJECT) -> Path:
        source = PLUGIN
        for old, new in changes:
            assert old in source
            source = source.replace(old, new)
        (tmp_path / "kit_parrot.py").write_text(source + dedent(more), encoding="utf-8")
        (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
        (tmp_path / "README.md").write_text("# mrkl-parrot\n", encoding="utf-8")
        return tmp_path

    return write


def test_a_sound_plugin_has_no_findings(write: Write) -> None:
    assert check_plugin(write()) == ()
    assert "kit_parrot" not in sys.modules


def test_a_plugin_may_keep_its_module_under_src(write: Write) -> None:
    folder = write()
    (folder / "src").mkdir()
    (folder / "kit_parrot.py").rename(folder / "src" / "kit_parrot.py")
    assert check_plugin(folder) == ()


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ([("def mrkl_experts()", "def mrkl_expert()")], "plugin.load", "'mrkl_experts'"),
        ([("import Bid", "import Nothing, Bid")], "plugin.load", "ImportError"),
        ([("WORD = ", "raise SystemExit(2)\nWORD = ")], "plugin.load", "SystemExit: 2"),
        ([('"type": "object"', '"type": "objekt"')], "plugin.load", "not valid JSON Schema"),
        ([('"say", "Says."', '"Say", "Says."')], "plugin.load", "'Say'"),
        ([('"description": "What to say."', '"title": "A"')], "tool.argument", "'word'"),
        (
            [('"type": "string", "desc', '"items": {"properties": {"x": {}}}, "desc')],
            "tool.argument",
            "'word[].x'",
        ),
        ([('"Says."', '""')], "tool.description", "parrot.say"),
        ([('"Says it again."', '" "')], "expert.description", "parrot"),
        ([("def say(word)", "def say(wort)")], "tool.signature", "with word"),
        ([("return word * 2", "return 7")], "tool.example", "'say hi'"),
        ([("return word * 2", "return Failure('SHY', 'Not now.')")], "tool.example", "SHY"),
        ([("return word * 2", "raise SystemExit")], "tool.example", "SystemExit"),
        ([('{"word": "hi"}', '{"world": "hi"}')], "tool.example", "'say hi'"),
        ([('Bid("say"', 'Bid("shout"')], "expert.bid", "'shout'"),
        ([("words[4:]", "len(words)")], "expert.bid", "wrong arguments"),
        ([("0.95", "95")], "expert.bid", "not in [0, 1]"),
        (
            [("    if words.st", "    1 / len(words)\n    if words.st")],
            "expert.bid",
            "ZeroDivision",
        ),
        ([("WORD = ", "sum(range(20_000_000))\nWORD = ")], "plugin.slow-import", "CPU"),
        (
            [("    if words.st", "    sum(range(len(words) * 20_000))\n    if words.st")],
            "expert.slow-bid",
            "???",
        ),
    ],
)
def test_what_is_wrong_is_found(
    write: Write, changes: list[tuple[str, str]], code: str, words: str
) -> None:
    found = check_plugin(write(*changes))
    assert code in {d.code for d in found}
    assert any(words in d.message for d in found if d.code == code)


def test_every_hook_is_asked(write: Write) -> None:
    more = """
        @hookimpl
        def mrkl_guards():
            return ["no guard"]
    """
    (finding,) = check_plugin(write(more=more))
    assert finding.severity is Severity.ERROR
    assert "str has no name" in finding.message


def test_an_example_that_would_change_the_world_is_not_run(write: Write) -> None:
    changes = [("return word * 2", "raise AssertionError('run')")]
    assert [d.code for d in check_plugin(write(*changes))] == ["tool.example"]
    changes.append(("Effect.NONE", "Effect.CHANGES"))
    assert check_plugin(write(*changes)) == ()
    changes.append(('{"word": "hi"}', '{"world": "hi"}'))
    assert [d.code for d in check_plugin(write(*changes))] == ["tool.example"]


def test_the_folder_is_checked_and_not_what_is_installed(write: Write, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    installed.mkdir()
    (installed / "kit_parrot.py").write_text("LOADED = 'installed'\n", encoding="utf-8")
    sys.path.insert(0, str(installed))
    try:
        loaded = __import__("kit_parrot")
        assert check_plugin(write()) == ()
        assert sys.modules["kit_parrot"] is loaded
    finally:
        sys.path.remove(str(installed))
        sys.modules.pop("kit_parrot", None)


@pytest.mark.parametrize(
    ("project", "code"),
    [
        ("[project", "plugin.pyproject"),
        ("[project]\nname = 'x'\n", "plugin.entry-point"),
        ("project = 1\n", "plugin.entry-point"),
        (PROJECT.replace("mrkl_core", "other"), "plugin.dependency"),
    ],
)
def test_a_project_that_is_wrong_is_found(write: Write, project: str, code: str) -> None:
    assert [d.code for d in check_plugin(write(project=project))] == [code]


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    assert [d.code for d in check_plugin(tmp_path / "none")] == ["plugin.path"]
    assert [d.code for d in check_plugin(tmp_path)] == ["plugin.pyproject"]


def test_asserting_tells_every_finding() -> None:
    with pytest.raises(AssertionError, match="no_such_plugin"):
        assert_plugin_ok("no_such_plugin")
    assert_plugin_ok("mrkl_calculator")
    assert [expert.name for expert in experts_of("mrkl_calculator")] == ["calculator"]


def test_a_tool_is_called_as_the_server_would() -> None:
    def halve(number: int) -> object:
        if number == 13:
            return Failure("UNLUCKY", "No.")
        return number // 2 if number % 2 == 0 else "odd"

    number = {"type": "object", "properties": {"number": {"type": "integer"}}}
    tool = Tool("halve", "Halves.", number, {"type": "integer"}, halve, Effect.CHANGES)
    expert = Expert("half", "Halves.", (tool,), examples=(Example("half of 4").words,))
    assert call_tool(expert, "halve", number=4) == Result(2)
    assert call_tool(expert, "halve", number=13) == Failure("UNLUCKY", "No.")
    with pytest.raises(ArgumentsInvalid, match="number"):
        call_tool(expert, "halve", number="4")
    with pytest.raises(ResultInvalid):
        call_tool(expert, "halve", number=5)
    with pytest.raises(ToolNotFound, match=r"half\.halve"):
        call_tool(expert, "havle")
