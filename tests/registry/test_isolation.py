"""The isolation matrix: whatever a plugin does, the others load and the reason is shown."""

from __future__ import annotations

import sys

import pytest

from mrkl_core.contracts.catalogue import PluginReport, PluginState
from mrkl_core.contracts.settings import Settings
from mrkl_core.errors import PluginBlocked, PluginFailed, ToolNotFound
from mrkl_core.manifest.model import Manifest, PluginPolicy
from mrkl_core.registry.declaration import load
from mrkl_core.registry.discovery import PluginTarget
from mrkl_core.registry.manager import Registry

GOOD = """
def echo(word): return word

SCHEMA = {"type": "object", "properties": {"word": {"type": "string"}}}

@hookimpl
def mrkl_experts():
    yield Expert("NAME", "Says it again.", [Tool("echo", "Echoes.", SCHEMA, {}, echo)])
"""


def good(name: str) -> str:
    return GOOD.replace("NAME", name)


def opened(*, required: tuple[str, ...] = (), block: tuple[str, ...] = ()) -> Registry:
    return Registry.open(Manifest("test", PluginPolicy(required=required, block=block)))


def report(registry: Registry, name: str) -> PluginReport:
    (found,) = [r for r in registry.plugins if r.name == name]
    return found


BROKEN = {
    "import raises": ("raise RuntimeError('no luck')", "RuntimeError: no luck"),
    "exits at import": ("import sys; sys.exit(3)", "SystemExit: 3"),
    "syntax error": ("def (", "SyntaxError"),
    "missing dependency": ("import no_such_library", "No module named 'no_such_library'"),
    "wrong signature": (
        "@hookimpl\ndef mrkl_experts(weather):\n    return []",
        "PluginValidationError",
    ),
    "misspelt hook": ("@hookimpl\ndef mrkl_expert():\n    return []", "'mrkl_experts'"),
    "hook raises": ("@hookimpl\ndef mrkl_experts():\n    1/0", "ZeroDivisionError"),
    "hook exits": ("@hookimpl\ndef mrkl_experts():\n    raise SystemExit", "SystemExit"),
    "raises midway": (
        good("half").rstrip() + "\n    raise KeyError('midway')\n",
        "KeyError: 'midway'",
    ),
    "not an iterable": ("@hookimpl\ndef mrkl_experts():\n    return 7", "int, not an iterable"),
    "wrong kind": ("@hookimpl\ndef mrkl_experts():\n    return ['x']", "str, not Expert"),
    "async hook": ("@hookimpl\nasync def mrkl_experts():\n    return []", "is async"),
    "wrapper": (
        "@hookimpl(wrapper=True)\ndef mrkl_experts():\n    return (yield)",
        "is a wrapper",
    ),
    "bad expert name": (good("Bad Name"), "'Bad Name'"),
    "bad schema": (
        good("badschema").replace('"string"', '"strnig"'),
        "not valid JSON Schema",
    ),
    "schema of no object": (
        good("notobject").replace('"type": "object"', '"type": "array"'),
        "not of an object",
    ),
    "two tools of one name": (
        """
@hookimpl
def mrkl_experts():
    tool = Tool("a", "A.", {"type": "object"}, {}, print)
    yield Expert("twice", "Two.", [tool, tool])
""",
        "two tools named 'a'",
    ),
    "error without words": (
        "class E(Exception):\n    def __str__(self): 1/0\nraise E",
        "E: (its message cannot be read)",
    ),
    "no hook": ("x = 1", "implements no hook"),
    "hook without its mark": ("def mrkl_experts():\n    return []", "write @hookimpl above"),
    "async generator": (
        "@hookimpl\nasync def mrkl_experts():\n    yield 1",
        "async_generator, not an iterable",
    ),
    "async tool": (good("later").replace("def echo", "async def echo"), "is async"),
    "effect as a text": (
        good("sly").replace("echo)]", "echo, 'CHANGES')]"),
        "its effect is 'CHANGES', not one of Effect",
    ),
    "schema beyond JSON": (
        good("exotic").replace('"string"}', '"string", "default": {1, 2}}'),
        "its arguments schema is not plain JSON",
    ),
    "schema with NaN": (
        good("nan").replace("{}, echo", "{'default': float('nan')}, echo"),
        "its result schema is not plain JSON",
    ),
    "result schema of no kind": (good("vague").replace("{}, echo", "True, echo"), "is no dict"),
    "words as one text": (
        good("spelled").replace("echo)])", "echo)], keywords='again')"),
        "its keywords are not a tuple of texts",
    ),
    "synonyms as one text": (
        good("alike").replace("{}, echo)", "{}, echo, synonyms='again')"),
        "its synonyms are not a tuple of texts",
    ),
    "guard without a method": (
        "class G:\n    name = 'g'\n    async def before(self, tool, arguments, ask): ...\n"
        "@hookimpl\ndef mrkl_guards():\n    yield G()",
        "G 'g' has no method 'after'",
    ),
    "router of a built-in name": (
        "class R:\n    name = 'lexical'\n    async def candidates(self, words, tools): ...\n"
        "@hookimpl\ndef mrkl_routers():\n    yield R()",
        "'lexical' is of one that is built in",
    ),
    "formalizer of a built-in name": (
        "class F:\n    name = 'grammar'\n    def formalize(self, words, domain): ...\n"
        "@hookimpl\ndef mrkl_formalizers():\n    yield F()",
        "'grammar' is of one that is built in",
    ),
    "planner without a method": (
        "class P:\n    name = 'p'\n    def card(self): ...\n"
        "@hookimpl\ndef mrkl_planners():\n    yield P()",
        "P 'p' has no method 'missing'",
    ),
    "strategy that is not async": (
        "class S:\n    name = 's'\n    def answer(self, words, desk): ...\n"
        "@hookimpl\ndef mrkl_strategies():\n    yield S()",
        "'answer' of S 's' is not async",
    ),
    "strategy whose name is no name": (
        "class S:\n    name = 'My Way'\n    async def answer(self, words, desk): ...\n"
        "@hookimpl\ndef mrkl_strategies():\n    yield S()",
        "S has no name like 'by-hand'",
    ),
    "domains nowhere": (
        "from mrkl_core.contracts.planning import DomainFolder\n"
        "@hookimpl\ndef mrkl_domains():\n    yield DomainFolder('/nowhere')",
        "there is no folder '/nowhere'",
    ),
    "a later hook raises": (
        good("guarded") + "\n@hookimpl\ndef mrkl_guards():\n    raise OSError('guards')\n",
        "OSError: guards",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_plugin_is_reported_and_harms_no_other(case: str, install) -> None:
    source, reason = BROKEN[case]
    install("broken", source)
    install("fine", good("fine"))
    registry = opened()
    broken = report(registry, "broken")
    assert broken.state is PluginState.FAILED
    assert reason in broken.reason
    assert broken.distribution == "stranger-broken"
    assert report(registry, "fine").state is PluginState.ACTIVE
    names = [tool.name for tool in registry.catalogue.tools]
    assert "fine.echo" in names
    assert {name.partition(".")[0] for name in names} == {
        "fine",
        *(card.name for card in registry.catalogue.experts if card.plugin != "fine"),
    }
    assert "broken" not in {card.plugin for card in registry.catalogue.experts}
    assert [guard.name for guard in registry.guards()] == ["chemistry"]
    with pytest.raises(ToolNotFound, match="plugin 'broken' is failed"):
        registry.catalogue.tool("broken.echo")


def test_a_blocked_plugin_is_not_even_imported(install) -> None:
    install("blocked", "raise AssertionError('imported')")
    registry = opened(block=("blocked",))
    assert report(registry, "blocked").state is PluginState.BLOCKED
    assert "stranger_blocked" not in sys.modules
    with pytest.raises(PluginBlocked, match="the manifest blocks it"):
        registry.catalogue.tool("blocked.echo")


def test_only_plugins_on_the_allow_list_load(install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("listed", good("listed"))
    install("unlisted", good("unlisted"))
    monkeypatch.setenv("MRKL_LOAD_PLUGINS", "listed, units")
    registry = opened()
    assert {t.name for t in registry.targets} == {"listed", "units"}
    assert "MRKL_LOAD_PLUGINS" in report(registry, "unlisted").reason
    monkeypatch.setenv("MRKL_LOAD_PLUGINS", "")
    assert opened().targets == ()


def test_only_plugins_that_the_manifest_allows_load(install) -> None:
    install("listed", good("listed"))
    install("unlisted", "raise AssertionError('imported')")
    registry = Registry.open(Manifest("test", PluginPolicy(allow=("listed",))))
    assert [t.name for t in registry.targets] == ["listed"]
    assert "plugins.allow" in report(registry, "unlisted").reason


def test_without_autoload_only_what_is_named_loads(install) -> None:
    install("named", good("named"))
    install("other", good("other"))
    policy = PluginPolicy(autoload=False, required=("named",))
    registry = Registry.open(Manifest("test", policy))
    assert [t.name for t in registry.targets] == ["named"]


def test_two_providers_of_one_expert_are_both_named(install) -> None:
    install("first", good("same"))
    install("second", good("same"))
    registry = opened()
    assert report(registry, "first").state is PluginState.ACTIVE
    second = report(registry, "second")
    assert second.state is PluginState.SHADOWED
    assert "'same'" in second.reason
    assert "stranger-first" in second.reason
    providers = [card.plugin for card in registry.catalogue.experts if card.name == "same"]
    assert providers == ["first"]


def test_a_shadowed_plugin_shadows_nobody(install) -> None:
    install("a", good("one"))
    install("b", good("two") + good("one").partition("@hookimpl\ndef mrkl_experts():")[2])
    install("c", good("two"))
    states = [report(opened(), name).state for name in "abc"]
    assert states == [PluginState.ACTIVE, PluginState.SHADOWED, PluginState.ACTIVE]


def test_unreadable_metadata_costs_nobody_else(install) -> None:
    site = install("whole", good("whole"))
    for name, entries in {"nameless": "[mrkl]\nnameless = x\n", "junk": "[mrkl]\njunk\n"}.items():
        (site / f"{name}-1.dist-info").mkdir()
        (site / f"{name}-1.dist-info" / "entry_points.txt").write_text(entries, "utf-8")
    registry = opened()
    assert report(registry, "whole").state is PluginState.ACTIVE
    assert report(registry, "whole").distribution == "stranger-whole"
    assert "calculator" in {t.name for t in registry.targets}


def test_two_distributions_with_one_entry_point_are_told_apart(install) -> None:
    site = install("twin", good("twin"))
    (site / "aaa.py").write_text(
        "from mrkl_core import hookimpl\n@hookimpl\ndef mrkl_started(runtime): ...\n", "utf-8"
    )
    info = site / "aaa-9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: aaa\nVersion: 9\n", "utf-8")
    (info / "entry_points.txt").write_text("[mrkl]\ntwin = aaa\n", encoding="utf-8")
    states = [r.state for r in opened().plugins if r.name == "twin"]
    assert states == [PluginState.ACTIVE, PluginState.SHADOWED]


@pytest.mark.parametrize(("source", "why"), [("1/0", "ZeroDivisionError"), (None, "not installed")])
def test_a_required_plugin_that_is_not_active_stops_the_start(
    source: str | None, why: str, install
) -> None:
    if source:
        install("needed", source)
    with pytest.raises(PluginFailed, match=why):
        opened(required=("needed",))


def test_settings_reach_only_hooks_that_want_them(install) -> None:
    install("configured", good("configured").replace("mrkl_experts()", "mrkl_experts(settings)"))
    assert report(opened(), "configured").state is PluginState.ACTIVE


def test_every_plugin_is_told_that_the_runtime_is_up(install, capsys) -> None:
    install("told", "@hookimpl\ndef mrkl_started(runtime):\n    print('up', runtime)")
    install("raises", good("raises") + "\n@hookimpl\ndef mrkl_started(runtime):\n    1/0")
    registry = opened()
    registry.started("now")
    assert "up now" in capsys.readouterr().err
    # It stays what it is, since its tools are on offer.
    assert report(registry, "raises").state is PluginState.ACTIVE
    assert "mrkl_started failed: ZeroDivisionError" in report(registry, "raises").reason


def test_what_a_plugin_prints_goes_to_stderr(install, capsys) -> None:
    install("chatty", "print('imported')\n" + good("chatty"))
    assert report(opened(), "chatty").state is PluginState.ACTIVE
    assert capsys.readouterr() == ("", "imported\n")


def test_commands_that_fail_cost_no_other_command(install) -> None:
    head = "import click\n@click.command()\ndef hi(): ...\n@hookimpl\ndef mrkl_commands():\n"
    install("polite", head + "    yield hi")
    install("rude", head + "    raise OSError('no')\n    yield hi")
    registry = opened()
    theirs = [command.name for command in opened(block=("polite", "rude")).commands()]
    assert [command.name for command in registry.commands()] == ["hi", *theirs]
    assert "mrkl_commands failed: OSError: no" in report(registry, "rude").reason


def test_a_hook_of_a_later_mrkl_may_be_optional(install) -> None:
    install("early", good("early") + "\n@hookimpl(optionalhook=True)\ndef mrkl_new(): ...\n")
    assert report(opened(), "early").state is PluginState.ACTIVE


def test_domain_folders_name_their_plugin(install, tmp_path) -> None:
    source = (
        "from mrkl_core.contracts.planning import DomainFolder\n"
        f"@hookimpl\ndef mrkl_domains():\n    yield DomainFolder({str(tmp_path)!r})"
    )
    install("places", source)
    assert ("places", str(tmp_path)) in [(f.plugin, f.path) for f in opened().domain_folders()]


def test_a_worker_loads_one_plugin_without_looking_for_others(install) -> None:
    install("lone", good("lone"))
    install("other", "raise AssertionError('imported')")
    (expert,) = load("mrkl_experts", PluginTarget("lone", "stranger_lone"), Settings())
    assert expert.name == "lone"
    assert "stranger_other" not in sys.modules
