"""The weather from recorded services: the place is told, the days are those asked for."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from mrkl_core import Effect, Expert, Failure, Result, Runtime, Settings, Verdict
from mrkl_core.contracts.context import Deadline, call_context
from mrkl_core.testing import as_called, assert_plugin_ok, call_tool
from mrkl_core.web.recorded import Recorded, Saved, Writes, recorded
from mrkl_weather import mrkl_experts
from mrkl_weather.days import read_days
from mrkl_weather.provider import Provider
from mrkl_weather.tools import current

current = as_called(current)

HERE = Path(__file__).parent / "recorded"
PLACES: dict[str, list[Any]] = json.loads((HERE / "places.json").read_text("utf-8"))
WEATHER: dict[str, Any] = json.loads((HERE / "weather.json").read_text("utf-8"))
WEDNESDAY = "2024-05-29"


def asked_of(request: BaseHTTPRequestHandler) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}


def geocoding(request: BaseHTTPRequestHandler) -> None:
    found = PLACES.get(asked_of(request)["name"].title(), [])
    Saved.of({"results": found, "generationtime_ms": 0.5} if found else {})(request)


def forecasting(request: BaseHTTPRequestHandler) -> None:
    asked = asked_of(request)
    Saved.of(next(WEATHER[kind] for kind in WEATHER if kind in asked))(request)


def changed(kind: str, change: Callable[[dict[str, Any]], object]) -> Saved:
    body = copy.deepcopy(WEATHER[kind])
    change(body)
    return Saved.of(body)


@contextmanager
def weather(
    forecast: Writes | list[Writes] = forecasting, places: Writes = geocoding
) -> Iterator[tuple[Expert, Recorded]]:
    with recorded({"/v1/forecast": forecast, "/g/search": places}) as site:
        config = {"forecast_url": f"{site.url}/v1", "geocoding_url": f"{site.url}/g"}
        (expert,) = mrkl_experts(Settings(experts={"weather": config}))
        yield expert, site


def asks(tool: str, forecast: Writes | list[Writes] = forecasting, **arguments: Any) -> Any:
    with weather(forecast) as (expert, _):
        if tool != "current":
            arguments = {"today": WEDNESDAY, **arguments}
        return call_tool(expert, tool, **arguments)


def result_of(outcome: Result | Failure) -> Result:
    assert isinstance(outcome, Result), outcome
    return outcome


def failure_of(outcome: Result | Failure) -> Failure:
    assert isinstance(outcome, Failure), outcome
    return outcome


def test_the_plugin_is_ok() -> None:
    assert_plugin_ok("mrkl_weather")


def test_the_weather_now_is_told_with_the_place_that_was_taken() -> None:
    with weather() as (expert, site):
        result = result_of(call_tool(expert, "current", place="Paris"))
    assert result.text == (
        "Paris, Île-de-France, France: overcast, 14.2 °C (feels like 13.1 °C), wind 12.3 km/h from "
        "the west, at 2024-05-29T12:15 local time"
    )
    assert result.value["place"]["latitude"] == 48.85341
    assert result.value["observed"] == "2024-05-29T12:15"
    place, told = result.evidence
    assert place.verdict is Verdict.PASSED
    assert "by far the largest of 3" in place.method
    assert "Paris, Texas, United States, 24,782" in place.detail
    assert told.verdict is Verdict.UNCHECKED
    assert "127.0.0.1" in told.method
    asked = site.asked[-1].query
    assert (asked["latitude"], asked["longitude"]) == ("48.85341", "2.3488")
    assert asked["timezone"] == "auto"


def test_a_day_is_counted_from_the_day_of_the_request() -> None:
    with weather() as (expert, site):
        outcome = call_tool(expert, "daily", place="Oslo", day="on Friday", today=WEDNESDAY)
    result = result_of(outcome)
    assert result.text == (
        "Oslo, Oslo County, Norway: Friday 2024-05-31: rain, 9.2 to 14.1 °C, "
        "80% chance of precipitation, 4.2 mm of it"
    )
    asked = site.asked[-1].query
    assert (asked["start_date"], asked["end_date"]) == ("2024-05-31", "2024-05-31")
    (day,) = result.value["days"]
    assert (day["low"], day["high"], day["precipitation_chance_percent"]) == (9.2, 14.1, 80)


def test_hours_of_a_day_are_those_asked_for() -> None:
    result = result_of(asks("hourly", place="Oslo", day="tomorrow", from_hour=6, to_hour=9))
    assert [hour["time"][11:] for hour in result.value["hours"]] == ["06:00", "07:00", "08:00"]
    assert "06:00 13.0 °C, mainly clear, 5% chance of precipitation" in result.text


def test_imperial_units_are_asked_of_the_service() -> None:
    with weather() as (expert, site):
        call_tool(expert, "current", place="Paris", units="imperial")
        asked = site.asked[-1].query
    assert asked["temperature_unit"] == "fahrenheit"
    assert asked["wind_speed_unit"] == "mph"


def test_a_name_of_many_places_is_a_question() -> None:
    failure = failure_of(asks("current", place="Springfield"))
    assert failure.code == "NEEDS_INPUT"
    assert failure.message == "which 'Springfield' is meant?"
    assert failure.hint.startswith("Springfield, Missouri, United States; Springfield, Mass")


@pytest.mark.parametrize(
    ("place", "latitude"),
    [
        ("Springfield, Illinois", 39.80172),
        ("springfield, IL", 39.80172),
        ("Springfield Illinois", 39.80172),
        ("Springfield, MA, USA", 42.10148),
        ("Paris, Texas", 33.66094),
        ("PARIS, france", 48.85341),
        ("59.91, 10.75", 59.91),
        ("München", 48.13743),
    ],
)
def test_a_region_or_coordinates_settle_it(place: str, latitude: float) -> None:
    result = result_of(asks("current", place=place))
    assert result.value["place"]["latitude"] == latitude
    verdict = Verdict.UNCHECKED if place == "München" else Verdict.PASSED
    assert result.evidence[0].verdict is verdict


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Narnia", "UNKNOWN_PLACE"),
        ("Springfield, Narnia", "NEEDS_INPUT"),
        ("Paris, Narnia", "NEEDS_INPUT"),
        ("Paris Narnia", "NEEDS_INPUT"),
        ("tomorrow", "NEEDS_INPUT"),
        ("95, 10", "UNDEFINED"),
        ("10, 181", "UNDEFINED"),
    ],
)
def test_a_place_that_is_none_is_refused(place: str, code: str) -> None:
    assert failure_of(asks("current", place=place)).code == code


@pytest.mark.parametrize(
    ("day", "first", "count"),
    [
        ("today", "2024-05-29", 1),
        ("tomorrow", "2024-05-30", 1),
        ("the day after tomorrow", "2024-05-31", 1),
        ("Wednesday", "2024-05-29", 1),
        ("coming Wednesday", "2024-06-05", 1),
        ("Tuesday", "2024-06-04", 1),
        ("in 3 days", "2024-06-01", 1),
        ("June 3rd", "2024-06-03", 1),
        ("the 3 June 2024", "2024-06-03", 1),
        ("2024-06-13", "2024-06-13", 1),
        ("this weekend", "2024-06-01", 2),
        ("the next 5 days", "2024-05-29", 5),
        ("this week", "2024-05-29", 7),
    ],
)
def test_days_are_read(day: str, first: str, count: int) -> None:
    span = read_days(day, WEDNESDAY)
    assert (f"{span.first}", span.count) == (first, count)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("yesterday", "OUT_OF_RANGE"),
        ("2024-05-28", "OUT_OF_RANGE"),
        ("2024-06-14", "OUT_OF_RANGE"),
        ("in 16 days", "OUT_OF_RANGE"),
        ("the next 20 days", "OUT_OF_RANGE"),
        ("1 January", "OUT_OF_RANGE"),
        ("next Friday", "AMBIGUOUS"),
        ("30 February", "UNDEFINED"),
        ("soon", "SYNTAX"),
        ("3/4/2024", "SYNTAX"),
        ("", "SYNTAX"),
    ],
)
def test_a_day_without_a_forecast_is_refused_and_nobody_asked(day: str, code: str) -> None:
    with weather() as (expert, site):
        outcome = call_tool(expert, "daily", place="Oslo", day=day, today=WEDNESDAY)
        assert site.asked == []
    assert failure_of(outcome).code == code


def test_today_must_be_a_date() -> None:
    assert failure_of(asks("daily", place="Oslo", today="soon")).code == "SYNTAX"


def first_of(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda body: body["daily"].update({name: [value]})


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Saved(status=500), "HTTP 500"),
        (Saved(b"<html>"), "no JSON"),
        (Saved.of([]), "did not answer with daily"),
        (Saved.of({"daily": {}, "daily_units": {}}), "left out 'time'"),
        (changed("daily", lambda body: body.pop("daily_units")), "did not answer with daily"),
        (changed("daily", lambda body: body["daily"].pop("sunrise")), "left out 'sunrise'"),
        (changed("daily", first_of("time", "2024-06-01")), "other days"),
        (changed("daily", first_of("temperature_2m_max", None)), "no temperature_2m_max"),
        (changed("daily", first_of("temperature_2m_max", 990)), "a temperature_2m_max of 990"),
        (changed("daily", first_of("temperature_2m_max", "14")), "a temperature_2m_max of 14"),
        (changed("daily", first_of("temperature_2m_min", 30)), "a low above the high"),
        (changed("daily", lambda b: b["daily_units"].update(temperature_2m_max="K")), "of 14.1 K"),
        (changed("daily", lambda b: b["daily"].update(time=["2024-05-31"] * 2)), "lengths"),
        (changed("daily", lambda b: b["daily"].update(time="2024-05-31")), "columns"),
        (changed("daily", first_of("temperature_2m_max", True)), "a temperature_2m_max of True"),
        (Saved(json.dumps(WEATHER["daily"]).replace("14.1", "NaN").encode()), "no JSON"),
        (Saved(json.dumps(WEATHER["daily"]).replace("14.1", "1e999").encode()), "of inf"),
        (changed("daily", first_of("weather_code", 10**400)), "a weather_code of 1000"),
        (changed("daily", first_of("precipitation_probability_max", 400)), "of 400 %"),
        (changed("daily", first_of("precipitation_sum", "much")), "of much mm"),
        (changed("daily", first_of("wind_speed_10m_max", -3)), "of -3 km/h"),
        (changed("daily", first_of("sunrise", 1717120000)), "a sunrise of 1717120000"),
        (changed("daily", first_of("time", None)), "a time of None"),
        (changed("daily", first_of("time", {})), "a time of {}"),
        (changed("daily", first_of("time", "2024-05-30")), "other days"),  # another time zone's
        (Saved(b"<h1>Bad gateway</h1>", "text/html", 502), "HTTP 502"),
        (Saved(status=429, headers={"Retry-After": "3600"}), "asks for 3600 s of rest"),
        (Saved(status=302, headers={"Location": "/elsewhere"}), "HTTP 302"),
    ],
)
def test_a_service_that_fails_or_talks_nonsense_is_no_answer(reply: Saved, said: str) -> None:
    failure = failure_of(asks("daily", reply, place="Oslo", day="Friday"))
    assert failure.code == "UNAVAILABLE"
    assert said in failure.message


def test_a_service_that_says_nothing_ends_with_the_calls_time() -> None:
    def silent(_: object) -> None:
        site.over.wait(60)

    with recorded({"/forecast": silent}) as site, call_context(None, Deadline.after(0.5)):
        outcome = current("59.91, 10.75", provider=Provider(site.url))
        site.over.set()
    assert "did not answer within" in failure_of(outcome).message


async def test_words_are_answered_from_the_service_that_the_manifest_names(tmp_path: Path) -> None:
    manifest = tmp_path / "tools_manifest.yaml"
    with recorded({"/v1/forecast": forecasting, "/g/search": geocoding}) as site:
        config = {"forecast_url": f"{site.url}/v1", "geocoding_url": f"{site.url}/g"}
        experts = {"weather": {"config": config, "limits": {"timeout_s": 60}}}
        manifest.write_text(json.dumps({"version": 1, "experts": experts}))
        async with Runtime.open(manifest, store_url="sqlite://", serving=False) as runtime:
            answer = await runtime.answers.answer(
                "will it rain in Oslo on Friday?", today=WEDNESDAY
            )
    assert answer.tool == "weather.daily"
    assert answer.answer.startswith("Oslo, Oslo County, Norway: Friday 2024-05-31: rain")


def test_days_that_the_service_lacks_are_out_of_range() -> None:
    refusal = Saved(b'{"error": true, "reason": "out of allowed range"}', status=400)
    failure = failure_of(asks("daily", refusal, place="Oslo", day="Friday"))
    assert failure.code == "OUT_OF_RANGE"


OSLO = {"name": "Oslo", "latitude": 59.9, "longitude": 10.7}


@pytest.mark.parametrize(
    "body",
    [
        *({"results": [{"name": "Oslo"}]}, {"results": "no"}, [], "no"),
        *(
            {"results": [OSLO | {name: value}]}
            for name, value in (
                ("latitude", "nan"),
                ("latitude", 95),
                ("longitude", 1e308),
                ("population", "many"),
            )
        ),
    ],
)
def test_places_in_another_shape_are_no_answer(body: object) -> None:
    with weather(places=Saved.of(body)) as (expert, _):
        assert failure_of(call_tool(expert, "current", place="Oslo")).code == "UNAVAILABLE"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("relative_humidity_2m", value) for value in ("70", 1e5, [70], True)),
        *(("wind_direction_10m", value) for value in (-1, 10**400, {})),
        *(("time", value) for value in (None, 1717120000, ["2024-05-29T12:15"], "x" * 99)),
    ],
)
def test_the_weather_now_is_of_numbers_that_can_be(name: str, value: object) -> None:
    wrong = changed("current", lambda body: body["current"].update({name: value}))
    assert failure_of(asks("current", wrong, place="Oslo")).code == "UNAVAILABLE"


def test_what_is_not_known_is_null_and_not_made_up() -> None:
    lacking = changed("daily", first_of("precipitation_probability_max", None))
    result = result_of(asks("daily", lacking, place="Oslo", day="Friday"))
    assert result.value["days"][0]["precipitation_chance_percent"] is None
    assert "chance" not in result.text


def test_without_services_the_settings_are_named() -> None:
    (expert,) = mrkl_experts(Settings())
    failure = failure_of(call_tool(expert, "current", place="Oslo"))
    assert failure.code == "NOT_CONFIGURED"
    assert "experts.weather.config.geocoding_url" in failure.hint
    failure = failure_of(call_tool(expert, "current", place="59.91, 10.75"))
    assert "experts.weather.config.forecast_url" in failure.hint
    assert {tool.effect for tool in expert.tools} == {Effect.READS}


def test_a_key_is_sent_and_never_told() -> None:
    with recorded({"/forecast": Saved(status=401)}) as site:
        config = {"forecast_url": site.url, "key": "secret"}
        (expert,) = mrkl_experts(Settings(experts={"weather": config}))
        failure = failure_of(call_tool(expert, "current", place="59.91, 10.75"))
        assert site.asked[0].query["apikey"] == "secret"
    assert "secret" not in f"{failure}"
