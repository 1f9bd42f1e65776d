"""The tools: the weather now, by the day, and by the hour."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from mrkl_core import Evidence, Problem, Result, Verdict
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.web import Reply
from mrkl_core.web.problems import unavailable
from mrkl_weather.codes import conditions, wind_from
from mrkl_weather.days import WEEKDAYS, read_days
from mrkl_weather.places import Place, find_place
from mrkl_weather.provider import Provider, rows

_NOW = (
    *("temperature_2m", "apparent_temperature", "relative_humidity_2m", "precipitation"),
    *("weather_code", "wind_speed_10m", "wind_direction_10m"),
)
_BY_DAY = (
    *("weather_code", "temperature_2m_max", "temperature_2m_min", "precipitation_sum"),
    *("precipitation_probability_max", "wind_speed_10m_max", "sunrise", "sunset"),
)
_BY_HOUR = (
    *("temperature_2m", "weather_code", "precipitation", "precipitation_probability"),
    "wind_speed_10m",
)


def current(place: str, units: str = "metric", *, provider: Provider) -> Result:
    """The weather now; see the tool's schema."""
    there, chosen = find_place(place, provider.geocoder)
    now, reply = provider.ask("current", _NOW, there, units)
    _needed(now, ("temperature_2m", "weather_code"), reply.host)
    unit = now["units"]
    sky, wind = conditions(now["weather_code"]), wind_from(now["wind_direction_10m"])
    text = f"{there.label}: {sky}, {_with(now, 'temperature_2m')}"
    if now["apparent_temperature"] is not None:
        text += f" (feels like {_with(now, 'apparent_temperature')})"
    if now["wind_speed_10m"] is not None:
        text += f", wind {_with(now, 'wind_speed_10m')}" + (f" from the {wind}" if wind else "")
    observed = str(now["time"])[:25]
    value = {
        "place": _placed(there, now),
        "observed": observed,
        "conditions": sky,
        "temperature": now["temperature_2m"],
        "feels_like": now["apparent_temperature"],
        "humidity_percent": now["relative_humidity_2m"],
        "precipitation": now["precipitation"],
        "wind_speed": now["wind_speed_10m"],
        "wind_from": wind,
        "units": _units(unit, "temperature_2m", "wind_speed_10m", "precipitation"),
    }
    told = f"observed or modelled for {observed} {now['timezone']}"
    return Result(value, f"{text}, at {observed} local time", (chosen, _told(reply, told)))


def daily(
    place: str, day: str = "today", units: str = "metric", today: str = "", *, provider: Provider
) -> Result:
    """The weather of days; see the tool's schema."""
    span = read_days(day, today)
    there, chosen = find_place(place, provider.geocoder)
    part, reply = provider.ask("daily", _BY_DAY, there, units, span)
    days = [*rows(part, _BY_DAY, reply.host)]
    if [row["time"] for row in days] != [f"{d}" for d in span.days]:
        raise unavailable(f"{reply.host} answered for other days than {span.first} on")
    for row in days:
        _needed(row, ("temperature_2m_max", "temperature_2m_min", "weather_code"), reply.host)
        if row["temperature_2m_min"] > row["temperature_2m_max"]:
            raise unavailable(f"{reply.host} has a low above the high on {row['time']}")
    unit = part["units"]
    lines = "\n".join(_day_line(row, unit) for row in days)
    value = {
        "place": _placed(there, part),
        "days": [_day_value(row) for row in days],
        "units": _units(unit, "temperature_2m_max", "wind_speed_10m_max", "precipitation_sum"),
    }
    told = f"a forecast for {span.first} to {span.last}, {part['timezone']}"
    text = f"{there.label}{': ' if len(days) == 1 else chr(10)}{lines}"
    return Result(value, text, (chosen, _told(reply, told)))


def hourly(
    place: str,
    day: str = "today",
    from_hour: int = 0,
    to_hour: int = 24,
    units: str = "metric",
    today: str = "",
    *,
    provider: Provider,
) -> Result:
    """The weather of a day's hours; see the tool's schema."""
    span = read_days(day, today)
    if span.count > 1 or from_hour >= to_hour:
        raise Problem("SYNTAX", "hours are given of one day, from an hour to a later one")
    there, chosen = find_place(place, provider.geocoder)
    part, reply = provider.ask("hourly", _BY_HOUR, there, units, span)
    wanted = {f"{span.first}T{hour:02}:00" for hour in range(from_hour, to_hour)}
    hours = [row for row in rows(part, _BY_HOUR, reply.host) if row["time"] in wanted]
    if not hours:
        raise unavailable(f"{reply.host} did not answer for {span.first}")
    for row in hours:
        _needed(row, ("temperature_2m", "weather_code"), reply.host)
    unit = part["units"]
    lines = "\n".join(_hour_line(row, unit) for row in hours)
    value = {
        "place": _placed(there, part),
        "hours": [_hour_value(row) for row in hours],
        "units": _units(unit, "temperature_2m", "wind_speed_10m", "precipitation"),
    }
    told = f"a forecast for {span.first}, {part['timezone']}"
    text = f"{there.label}, {_named(span.first)}\n{lines}"
    return Result(value, text, (chosen, _told(reply, told)))


def _day_line(row: JsonObject, unit: JsonObject) -> str:
    line = (
        f"{_named(date.fromisoformat(row['time']))}: {conditions(row['weather_code'])}, "
        f"{row['temperature_2m_min']} to {row['temperature_2m_max']} {unit['temperature_2m_max']}"
    )
    chance = row["precipitation_probability_max"]
    if chance is not None:
        line += f", {chance}% chance of precipitation"
    if row["precipitation_sum"]:
        line += f", {row['precipitation_sum']} {unit['precipitation_sum']} of it"
    return line


def _day_value(row: JsonObject) -> JsonObject:
    return {
        "date": row["time"],
        "conditions": conditions(row["weather_code"]),
        "low": row["temperature_2m_min"],
        "high": row["temperature_2m_max"],
        "precipitation": row["precipitation_sum"],
        "precipitation_chance_percent": row["precipitation_probability_max"],
        "wind_speed": row["wind_speed_10m_max"],
        "sunrise": row["sunrise"],
        "sunset": row["sunset"],
    }


def _hour_line(row: JsonObject, unit: JsonObject) -> str:
    line = (
        f"{row['time'][11:]} {row['temperature_2m']} {unit['temperature_2m']}, "
        f"{conditions(row['weather_code'])}"
    )
    chance = row["precipitation_probability"]
    return line if chance is None else f"{line}, {chance}% chance of precipitation"


def _hour_value(row: JsonObject) -> JsonObject:
    return {
        "time": row["time"],
        "conditions": conditions(row["weather_code"]),
        "temperature": row["temperature_2m"],
        "precipitation": row["precipitation"],
        "precipitation_chance_percent": row["precipitation_probability"],
        "wind_speed": row["wind_speed_10m"],
    }


def _needed(row: JsonObject, names: tuple[str, ...], host: str) -> None:
    """Raises WebProblem if a value that the answer is about is missing."""
    for name in names:
        if not isinstance(row[name], int | float):
            raise unavailable(f"{host} has no {name} for {str(row['time'])[:20]}")


def _with(row: JsonObject, name: str) -> str:
    return f"{row[name]} {row['units'][name]}"


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day}"


def _placed(place: Place, part: JsonObject) -> JsonObject:
    return {
        "name": place.label,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "timezone": part["timezone"],
    }


def _units(unit: JsonObject, temperature: str, wind: str, precipitation: str) -> dict[str, Any]:
    return {
        "temperature": str(unit[temperature]),
        "wind_speed": str(unit[wind]),
        "precipitation": str(unit[precipitation]),
    }


def _told(reply: Reply, what: str) -> Evidence:
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return Evidence(
        "the weather is, or will be, as told",
        f"{what} by {reply.host}; its days, units and ranges were checked, itself against no other",
        Verdict.UNCHECKED,
        f"asked at {when}",
    )
