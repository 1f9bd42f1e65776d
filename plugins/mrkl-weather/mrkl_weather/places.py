"""Which place is meant: the geocoder's only one, or by far the largest; else people are asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mrkl_core import Evidence, Problem, Verdict
from mrkl_core.web import Service
from mrkl_core.web.problems import unavailable
from mrkl_weather.days import is_day
from mrkl_weather.states import STATES

#: How many times larger a place must be than the next to be meant without saying so.
_BY_FAR = 10
_OFFERED = 5
_COORDINATES = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,;]\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)")
_COUNTRIES = {
    "uk": "GB",
    "great britain": "GB",
    "britain": "GB",
    "usa": "US",
    "america": "US",
    "united states of america": "US",
    "uae": "AE",
    "holland": "NL",
    "czech republic": "CZ",
}


@dataclass(frozen=True)
class Place:
    """A place as the geocoder has it; `population` is 0 where it does not know."""

    name: str
    region: str
    country: str
    code: str
    latitude: float
    longitude: float
    population: int = 0
    kind: str = ""

    @property
    def label(self) -> str:
        """Its name with what tells it from others."""
        parts = (self.name, self.region, self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))

    @property
    def where(self) -> str:
        """Its coordinates."""
        return f"{self.latitude:.4f}, {self.longitude:.4f}"


def find_place(text: str, geocoder: Service) -> tuple[Place, Evidence]:
    """The place that words or coordinates mean. Raises Problem and WebProblem."""
    words = " ".join(text.split()).strip(" ,.?")
    if found := _COORDINATES.fullmatch(words):
        return _at(float(found[1]), float(found[2]))
    if is_day(words):
        raise Problem("NEEDS_INPUT", f"for which place? {words!r} is a day", "name a place")
    near: list[Place] = []
    others: list[Place] = []
    for name, qualifiers in _readings(words):
        known = [*_asked(name, geocoder)]
        fitting = [place for place in known if _fits(place, qualifiers)]
        if exact := [place for place in fitting if _folded(place.name) == _folded(name)]:
            return _chosen(words, _settled(exact), "of that name")
        near, others = near or fitting, others or known
    if near:  # under another name: München
        place, evidence = _chosen(words, _settled(near), "that the geocoder thinks of")
        return place, replace(evidence, verdict=Verdict.UNCHECKED)
    if others:
        raise _question(words, _settled(others))
    raise Problem("UNKNOWN_PLACE", f"no place named {words[:60]!r} is known", "add its country")


def _readings(words: str) -> Iterator[tuple[str, list[str]]]:
    """Name and qualifiers: by the commas, else the last one or two words may be a qualifier."""
    name, *qualifiers = (part.strip() for part in words.split(","))
    yield name, [part for part in qualifiers if part]
    parts = name.split()
    for count in (1, 2):
        if not qualifiers and len(parts) > count:
            yield " ".join(parts[:-count]), [" ".join(parts[-count:])]


def _asked(name: str, geocoder: Service) -> Iterator[Place]:
    query = {"name": name[:80], "count": "50", "language": "en", "format": "json"}
    reply = geocoder.get("/search", query)
    try:
        for item in reply.json().get("results") or []:
            latitude, longitude = float(item["latitude"]), float(item["longitude"])
            if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # nor is NaN
                raise ValueError
            yield Place(
                name=str(item["name"]),
                region=str(item.get("admin1") or ""),
                country=str(item.get("country") or ""),
                code=str(item.get("country_code") or ""),
                latitude=latitude,
                longitude=longitude,
                population=int(item.get("population") or 0),
                kind=str(item.get("feature_code") or ""),
            )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        raise unavailable(f"{reply.host} did not answer with places") from None


def _at(latitude: float, longitude: float) -> tuple[Place, Evidence]:
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Problem("UNDEFINED", "latitudes end at 90 degrees, longitudes at 180")
    place = Place(f"{latitude:g}, {longitude:g}", "", "", "", latitude, longitude)
    return place, Evidence("the place is the one asked about", "given by its coordinates")


def _fits(place: Place, qualifiers: list[str]) -> bool:
    """Whether each qualifier names the place's region or country."""
    state = STATES.get(place.region, "") if place.code == "US" else ""
    own = {_folded(part) for part in (place.region, place.country, place.code, state)}
    return all(
        _folded(part) in own or _COUNTRIES.get(_folded(part)) == place.code for part in qualifiers
    )


def _settled(places: list[Place]) -> list[Place]:
    """Settlements if there are any, the largest first; one listed twice is one."""
    settlements = [place for place in places if place.kind.startswith("PPL")]
    found: list[Place] = []
    for place in sorted(settlements or places, key=lambda place: -place.population):
        if not any(_same(place, other) for other in found):
            found.append(place)
    return found


def _same(one: Place, other: Place) -> bool:
    near = abs(one.latitude - other.latitude) < 0.5 and abs(one.longitude - other.longitude) < 0.5
    return near and one.label == other.label


def _chosen(words: str, places: list[Place], kind: str) -> tuple[Place, Evidence]:
    """The first if it is alone or by far the largest. Raises Problem, a question."""
    first, rest = places[0], places[1:]
    if rest and first.population < _BY_FAR * max(1, rest[0].population):
        raise _question(words, places)
    how = f"the only place {kind}"
    detail = f"{first.label} at {first.where}"
    if rest:
        how = f"by far the largest of {len(places)} places {kind}"
        detail += (
            f", population {first.population:,}; the next is {rest[0].label}, "
            f"{rest[0].population:,}"
        )
    return first, Evidence("the place is the one asked about", how, detail=detail)


def _question(words: str, places: list[Place]) -> Problem:
    offered = list(dict.fromkeys(place.label for place in places))[:_OFFERED]
    return Problem("NEEDS_INPUT", f"which {words[:60]!r} is meant?", "; ".join(offered))


def _folded(text: str) -> str:
    """The text without case, accents and points, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[.'’-]", " ", letters).replace("saint ", "st ").split())
