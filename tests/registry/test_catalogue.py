from __future__ import annotations

import pytest

from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.tool import Effect, Tool
from mrkl_core.errors import ToolDisabled, ToolNotFound
from mrkl_core.manifest.model import ExpertPolicy, LimitsPolicy, Manifest, ToolPolicy
from mrkl_core.registry.catalogue import Catalogue, Provided
from mrkl_core.registry.discovery import PluginTarget

OBJECT = {"type": "object"}
READ = Tool("read", "Reads.", OBJECT, {}, print, Effect.READS)
SEND = Tool("send", "Sends.", OBJECT, {}, print, Effect.CHANGES)
PURE = Tool("pure", "Computes.", OBJECT, {}, print)
MAIL = Expert("mail", "Mail.", (READ, SEND, PURE))


def catalogue(policy: ExpertPolicy | None = None, **more: ExpertPolicy) -> Catalogue:
    experts = {**({"mail": policy} if policy else {}), **more}
    offers = [
        Provided(MAIL, PluginTarget("mail", "m")),
        Provided(Expert("alpha", "A.", (PURE,)), PluginTarget("alpha", "a")),
    ]
    return Catalogue(offers, Manifest("test", experts=experts))


def test_tools_that_change_the_world_are_off_unless_enabled() -> None:
    with pytest.raises(ToolDisabled, match="changes the outside world"):
        catalogue().tool("mail.send")
    on = catalogue(ExpertPolicy(tools={"send": ToolPolicy(enabled=True)}))
    assert on.tool("mail.send").enabled


def test_a_pin_that_does_not_match_turns_the_tool_off() -> None:
    good = catalogue(ExpertPolicy(tools={"read": ToolPolicy(pin=READ.digest)}))
    assert good.tool("mail.read").enabled
    bad = catalogue(ExpertPolicy(tools={"read": ToolPolicy(pin="sha256:" + "0" * 64)}))
    with pytest.raises(ToolDisabled, match="pins"):
        bad.tool("mail.read")


def test_a_digest_changes_with_what_callers_rely_on() -> None:
    assert READ.digest != Tool("read", "Reads.", OBJECT, {}, print, Effect.NONE).digest
    assert READ.digest == Tool("read", "Reads.", OBJECT, {}, len, Effect.READS).digest


def test_limits_come_from_the_nearest_level() -> None:
    policy = ExpertPolicy(
        limits=LimitsPolicy(timeout_s=9, memory_mb=99),
        tools={"read": ToolPolicy(limits=LimitsPolicy(timeout_s=1))},
    )
    limits = catalogue(policy).tool("mail.read").limits
    assert (limits.timeout_s, limits.memory_mb, limits.max_output_bytes) == (1, 99, 65536)


def test_only_pure_tools_are_cached() -> None:
    found = catalogue(ExpertPolicy(tools={"pure": ToolPolicy(cache=False)}))
    assert not found.tool("mail.read").cached
    assert not found.tool("mail.pure").cached
    assert found.tool("alpha.pure").cached


def test_experts_come_by_priority_then_name() -> None:
    assert [e.name for e in catalogue().experts] == ["alpha", "mail"]
    assert [e.name for e in catalogue(ExpertPolicy(priority=99)).experts] == ["mail", "alpha"]


def test_an_unknown_tool_is_answered_with_the_nearest() -> None:
    with pytest.raises(ToolNotFound, match=r"did you mean 'mail\.read'"):
        catalogue().tool("mail.raed")


def test_an_expert_that_is_taken_for_a_tool_is_answered_with_its_tools() -> None:
    with pytest.raises(ToolNotFound, match=r"an expert, not a tool.*mail\.read"):
        catalogue().tool("mail")


def test_a_disabled_expert_is_not_offered() -> None:
    assert [e.name for e in catalogue(ExpertPolicy(enabled=False)).experts] == ["alpha"]
    with pytest.raises(ToolDisabled, match="the manifest turns expert 'mail' off"):
        catalogue(ExpertPolicy(enabled=False)).tool("mail.read")
