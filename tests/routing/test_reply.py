from __future__ import annotations

import pytest

from mrkl_core.routing.reply import Called, has_whole_value, read_reply

CALL = '{"tool": "a.b", "arguments": {"x": 1}}'


@pytest.mark.parametrize(
    "text",
    [
        CALL,
        f"```json\n{CALL}\n```",
        f"Sure! Here it is:\n{CALL}\nHope it helps {{smile}}.",
        f'<think>maybe {{"tool": "c.d"}}?</think>{CALL}',
        f"{CALL} {CALL}",
        f"{{}} {CALL}",
        f"{{broken {CALL}",
        '{"name": "a.b", "parameters": {"x": 1}}',
        '{"function": "a.b", "args": "{\\"x\\": 1}"}',
        '{"tool_call": {"name": "a.b", "arguments": {"x": 1}}}',
        '{"type": "function", "function": {"name": "a.b", "arguments": "{\\"x\\": 1}"}}',
    ],
)
def test_a_call_is_found_however_it_is_wrapped(text: str) -> None:
    assert read_reply(text) == (Called("a.b", {"x": 1}),)


@pytest.mark.parametrize("text", ['{"tool": "a.b"}', '{"tool": "a.b", "arguments": null}'])
def test_no_arguments_are_no_arguments(text: str) -> None:
    assert read_reply(text) == (Called("a.b", {}),)


@pytest.mark.parametrize("name", ["null", '"none"', '"None"', '""', '" null "'])
def test_none_fits(name: str) -> None:
    assert read_reply(f'{{"tool": {name}, "reason": "no"}}') == (Called(None, reason="no"),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no JSON object"),
        ("I cannot do that.", "no JSON object"),
        ("[1, 2]", "no JSON object"),
        ("{'tool': 'a.b'}", "broken: Expecting property name"),
        ('{"tool": "a.b", "arguments": {"x": ', "broken: Expecting value"),
        ('{"tool": "a.b", "arguments": {"x": NaN}}', "NaN is no JSON number"),
        ('{"tool": 7}', 'no "tool"'),
        ('{"answer": 42}', 'no "tool"'),
        ('{"tool": "a.b", "arguments": [1]}', "must be a JSON object"),
        ('{"tool": "a.b", "arguments": "x=1"}', "must be a JSON object"),
        ("{" * 5000, "broken"),
        ('{"a":' * 5000, "broken"),
    ],
)
def test_what_is_wrong_is_told_in_words(text: str, problem: str) -> None:
    said = read_reply(text)
    assert isinstance(said, str)
    assert problem in said


@pytest.mark.parametrize(
    "text",
    [
        f'{{"calls": [{CALL}, {CALL}]}}',
        f"[{CALL}, {CALL}]",
        f'{{"tool_calls": [{{"function": {CALL}}}, {CALL}]}}',
        f"```json\n[{CALL},\n{CALL}]\n```",
    ],
)
def test_several_calls_are_found(text: str) -> None:
    assert read_reply(text) == (Called("a.b", {"x": 1}),) * 2


@pytest.mark.parametrize("text", ['{"calls": []}', '{"calls": 3}', f'{{"calls": [{CALL}, 7]}}'])
def test_a_list_that_is_none_of_calls_is_told(text: str) -> None:
    assert isinstance(read_reply(text), str)


def test_a_reply_is_whole_once_its_first_value_ends() -> None:
    whole = f'Well: {{"calls": [{CALL}, {CALL}]}} and'
    ends = [n for n in range(len(whole) + 1) if has_whole_value(whole[:n])]
    assert ends[0] == whole.rindex("}") + 1
    assert not has_whole_value("<think>{}</think>")
