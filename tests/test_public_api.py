from __future__ import annotations

import pytest

import mrkl_core
import mrkl_core.testing


@pytest.mark.parametrize("module", [mrkl_core, mrkl_core.testing])
def test_what_is_exported_is_what_is_there(module) -> None:
    assert module.__all__ == sorted(module.__all__, key=lambda name: (name[0].islower(), name))
    for name in module.__all__:
        assert getattr(module, name).__doc__, name
