from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mrkl_core.errors import BadRequest, PageTokenInvalid
from mrkl_core.surfaces.grpc.pages import DEFAULT_SIZE, MAX_SIZE, window


@given(st.lists(st.integers(), max_size=40), st.integers(1, 45))
def test_the_pages_together_are_the_list(items: list[int], size: int) -> None:
    seen: list[int] = []
    token = ""
    for _ in range(len(items) + 1):
        page = window("things", size, token).page(items)
        assert len(page.items) <= size
        seen += page.items
        token = page.next_page_token
        if not token:
            break
    assert seen == items
    assert not token


@given(st.text() | st.text(alphabet="ABCDEFabcdef0123456789-_="))
@example("MA")
@example("MC4")
def test_a_token_that_nobody_gave_out_is_refused(token: str) -> None:
    if not token:
        return
    with pytest.raises(PageTokenInvalid) as caught:
        window("things", 1, token)
    assert caught.value.violations[0].field == "page_token"


def test_a_token_of_another_list_is_refused() -> None:
    token = window("tools calculator", 1, "").page([1, 2]).next_page_token
    assert window("tools calculator", 1, token).start == 1
    with pytest.raises(PageTokenInvalid):
        window("tools units", 1, token)


def test_a_list_that_shrank_below_the_token_refuses_it() -> None:
    token = window("things", 3, "").page([1, 2, 3, 4]).next_page_token
    with pytest.raises(PageTokenInvalid):
        window("things", 3, token).page([1])


def test_sizes_have_a_default_and_a_limit() -> None:
    assert window("things", 0, "").size == DEFAULT_SIZE
    assert window("things", 10**9, "").size == MAX_SIZE
    with pytest.raises(BadRequest, match="page_size is -1"):
        window("things", -1, "")
