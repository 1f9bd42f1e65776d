from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from mrkl_core.contracts.model import Message
from mrkl_core.errors import ModelNotConfigured
from mrkl_core.models.endpoint import OPENAI_URL, Endpoint
from mrkl_core.models.openai_chat import OpenAIChat

LOCAL = "http://127.0.0.1:1/v1"


def test_the_manifest_goes_before_the_environment() -> None:
    environ = {"OPENAI_BASE_URL": LOCAL, "MRKL_MODEL": "e", "OPENAI_API_KEY": " k\n"}
    assert Endpoint.configured({}, environ) == Endpoint(LOCAL, "e", "k")
    section = {"base_url": "http://h/v1", "name": "m", "temperature": 0.7}
    assert Endpoint.configured(section, environ) == Endpoint("http://h/v1", "m", "k", 0.7)
    # What ${…} left empty.
    assert Endpoint.configured({"base_url": "", "name": ""}, environ).name == "e"


def test_a_key_alone_leads_to_openai() -> None:
    endpoint = Endpoint.configured({}, {"MRKL_MODEL": "m", "OPENAI_API_KEY": "k"})
    assert endpoint.problem == ""
    assert endpoint.url == OPENAI_URL


@pytest.mark.parametrize(
    ("endpoint", "problem"),
    [
        (Endpoint(LOCAL, ""), "no name"),
        (Endpoint("", "m"), "neither URL nor key"),
        (Endpoint("localhost:80", "m"), "URL is not one"),
        (Endpoint("http://", "m"), "URL is not one"),
        (Endpoint("http://h:port/v1", "m"), "URL is not one"),
        (Endpoint("http://[::1/v1", "m"), "URL is not one"),
        (Endpoint("ftp://h/v1", "m"), "URL is not one"),
        (Endpoint(LOCAL, "m", "schlüssel"), "characters that no key has"),
        (Endpoint(LOCAL, "m", "a\nb"), "characters that no key has"),
    ],
)
def test_what_is_not_configured_says_so(endpoint: Endpoint, problem: str) -> None:
    with pytest.raises(ModelNotConfigured, match=problem) as caught:
        asyncio.run(OpenAIChat(endpoint).complete([Message("user", "hello")]))
    for variable in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "MRKL_MODEL"):
        assert variable in caught.value.hint


def test_secrets_in_the_url_do_not_show() -> None:
    endpoint = Endpoint("https://me:pass@host:8/v1?token=t", "m", "k3y")
    assert endpoint.shown == "https://host:8/v1"
    assert endpoint.without_key("me pass k3y") == "me *** ***"
    assert "k3y" not in repr(endpoint)


def test_importing_the_model_loads_no_openai() -> None:
    code = "import mrkl_core.models.openai_chat, sys; assert 'openai' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
