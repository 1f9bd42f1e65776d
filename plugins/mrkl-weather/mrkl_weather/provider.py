"""A service of forecasts of Open-Meteo's shape, and what it may say.

`GET {forecast_url}/forecast?latitude=…&longitude=…&current=…&daily=…&hourly=…` answers columns of
values by their names, with their units beside them. `GET {geocoding_url}/search?name=…` answers
places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mrkl_core import Problem
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.web import Bounds, Reply, Service, WebProblem
from mrkl_core.web.problems import unavailable
from mrkl_weather.days import Span
from mrkl_weather.places import Place

_SETTING = "experts.weather.config."
_BOUNDS = Bounds(seconds=8, body_bytes=1_000_000)
_IMPERIAL = {
    "temperature_unit": "fahrenheit",
    "wind_speed_unit": "mph",
    "precipitation_unit": "inch",
}
#: By the beginning of a value's name, and its unit: what it may be at all, a little wider than what
#: was ever measured on Earth (−89.2 and 56.7 °C, 113 m/s, 1,825 mm in a day). Units that are not
#: here were not asked for.
_POSSIBLE: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "temperature": {"°C": (-95, 65), "°F": (-140, 150)},
    "apparent_temperature": {"°C": (-130, 90), "°F": (-200, 195)},
    "relative_humidity": {"%": (0, 110)},
    "precipitation_probability": {"%": (0, 100)},
    "precipitation": {"mm": (0, 2500), "inch": (0, 100), "in": (0, 100)},
    "wind_speed": {"km/h": (0, 500), "mp/h": (0, 310), "mph": (0, 310)},
    "wind_direction": {"°": (0, 360)},
    "weather_code": {"wmo code": (0, 99), "": (0, 99)},
}


@dataclass(frozen=True)
class Provider:
    """The services that the manifest names; without URLs there are none."""

    forecast_url: str = ""
    geocoding_url: str = ""
    key: str = ""

    @property
    def geocoder(self) -> Service:
        """The service that knows places."""
        example = "https://geocoding-api.open-meteo.com/v1"
        return Service(self.geocoding_url, f"{_SETTING}geocoding_url", example, bounds=_BOUNDS)

    def ask(
        self, kind: str, names: Iterable[str], place: Place, units: str, span: Span | None = None
    ) -> tuple[JsonObject, Reply]:
        """A part of a forecast ("current", "daily", "hourly"), and the reply it stands in.

        Raises Problem and WebProblem.
        """
        query = {
            "latitude": f"{place.latitude}",
            "longitude": f"{place.longitude}",
            "timezone": "auto",
            kind: ",".join(names),
        }
        if span is not None:
            query |= {"start_date": f"{span.first}", "end_date": f"{span.last}"}
        if units == "imperial":
            query |= _IMPERIAL
        if self.key:
            query["apikey"] = self.key
        example = "https://api.open-meteo.com/v1"
        service = Service(self.forecast_url, f"{_SETTING}forecast_url", example, bounds=_BOUNDS)
        try:
            reply = service.get("/forecast", query)
        except WebProblem as problem:
            if problem.status == 400 and span is not None:
                said = f"{problem}: it has no forecast for {span.first} to {span.last}"
                raise Problem("OUT_OF_RANGE", said, "ask for a day nearer to today") from None
            raise
        return _part(reply, kind, names), reply


def _part(reply: Reply, kind: str, names: Iterable[str]) -> JsonObject:
    """The part asked for, with "units" and "timezone". Raises WebProblem."""
    whole = reply.json()
    part = whole.get(kind) if isinstance(whole, dict) else None
    units = whole.get(f"{kind}_units") if isinstance(whole, dict) else None
    if not isinstance(part, dict) or not isinstance(units, dict):
        raise unavailable(f"{reply.host} did not answer with {kind} weather")
    if missing := [name for name in ("time", *names) if name not in part or name not in units]:
        raise unavailable(f"{reply.host} left out {missing[0]!r}")
    for name in ("time", *names):
        found = [part[name]] if kind == "current" else part[name]
        _check(name, found, units[name], reply.host)
    return {**part, "units": units, "timezone": str(whole.get("timezone") or "")[:60]}


def rows(part: Mapping[str, Any], names: Iterable[str], host: str) -> Iterator[JsonObject]:
    """The columns of a part as rows, each with its time. Raises WebProblem."""
    columns = {name: part[name] for name in ("time", *names)}
    if not all(isinstance(column, list) for column in columns.values()):
        raise unavailable(f"{host} did not answer with columns")
    if len({len(column) for column in columns.values()}) != 1:
        raise unavailable(f"{host} answered with columns of different lengths")
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _check(name: str, values: Any, unit: Any, host: str) -> None:
    """Raises WebProblem for what no instrument has shown: text, NaN, 990 °C, a chance of 400 %."""
    bounds = next((of for start, of in _POSSIBLE.items() if name.startswith(start)), None)
    low, high = (1.0, 0.0) if bounds is None else bounds.get(str(unit).strip(), (1.0, 0.0))
    for value in values if isinstance(values, list) else [values]:
        if bounds is None:  # a time
            possible = isinstance(value, str) and len(value) <= 40
        else:
            number = isinstance(value, int | float) and not isinstance(value, bool)
            possible = number and low <= value <= high
        if not possible and (value is not None or name == "time"):
            said = f"a {name} of {str(value)[:20]} {str(unit)[:9]}"
            raise unavailable(f"{host} answered with {said}")
