from __future__ import annotations

from typing import Any

import pytest

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.routing.extract.extract import Extractor
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.said import BY_NAME

TEXTS: dict[str, Any] = {
    name: {"type": "string", "description": told}
    for name, told in {
        "username": "The name of the user.",
        "password": "The password of the user.",
        "newPassword": "The password to be set.",
        "device_id": "The number of the device.",
        "topic": "What it is about.",
        "token": "What proves who calls.",
    }.items()
}


def arguments(tool: Any, words: str, *names: str) -> JsonObject:
    schema = {name: TEXTS[name] for name in names}
    card = tool("things.change", "Changes a thing.", schema)
    return Extractor().extract(Reading(words), card).arguments


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The username is foo and the password is bar.", {"username": "foo", "password": "bar"}),
        ('{"username": "foo", "password": "b4r"}', {"username": "foo", "password": "b4r"}),
        ("username: foo, password: bar", {"username": "foo", "password": "bar"}),
        ("My username is Dr. Ann Lee. My password is bar.",
         {"username": "Dr. Ann Lee", "password": "bar"}),
        ("My username is Ann and my password is password.",
         {"username": "Ann", "password": "password"}),
    ],
)  # fmt: skip
def test_a_value_said_by_its_name_goes_to_that_parameter(
    tool: Any, words: str, found: JsonObject
) -> None:
    assert arguments(tool, words, "username", "password") == found


@pytest.mark.parametrize(
    "words", ["Device ID 4711", "the device's id is 4711", "my device-id: 4711", "device_id=4711"]
)
def test_a_name_is_known_by_its_words(tool: Any, words: str) -> None:
    assert arguments(tool, f"Switch it on, {words}.", "device_id") == {"device_id": "4711"}


def test_what_is_said_of_the_new_password_is_not_said_of_the_password(tool: Any) -> None:
    words = "My password is old1 and my new password is new2."
    assert arguments(tool, words, "password", "newPassword") == {
        "password": "old1",
        "newPassword": "new2",
    }


def test_who_says_it_again_corrects_it(tool: Any) -> None:
    words = "My username is foo.\nSorry, my username is bar."
    assert arguments(tool, words, "username") == {"username": "bar"}


@pytest.mark.parametrize(
    "words",
    [
        "I lost my token, can you help?",
        "My token is not valid any more.",
        "The token is something that I never had.",
        "Change 'Ann' to b0b, my username is ann7.",
    ],
)
def test_a_secret_that_is_not_said_is_not_made_up(tool: Any, words: str) -> None:
    read = Extractor().extract(Reading(words), tool("a.b", "Does it.", {"token": TEXTS["token"]}))
    assert not read.arguments
    assert [slot.path for slot in read.missing] == [("token",)]


def test_an_argument_said_by_its_name_says_where(tool: Any) -> None:
    words = "The topic is new shoes, and that is all."
    card = tool("a.b", "Does it.", {"topic": TEXTS["topic"]})
    (filled,) = Extractor().extract(Reading(words), card).filled
    assert (words[filled.start : filled.end], filled.value, filled.how) == (
        "new shoes",
        "new shoes",
        BY_NAME,
    )
