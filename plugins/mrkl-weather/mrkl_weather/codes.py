"""What WMO's codes of present weather mean (table 4677, as Open-Meteo gives it)."""

from __future__ import annotations

_WORDS = {
    0: "clear sky",
    1: "mainly clear",
    2: "partly cloudy",
    3: "overcast",
    45: "fog",
    48: "freezing fog",
    51: "light drizzle",
    53: "drizzle",
    55: "dense drizzle",
    56: "light freezing drizzle",
    57: "freezing drizzle",
    61: "light rain",
    63: "rain",
    65: "heavy rain",
    66: "light freezing rain",
    67: "freezing rain",
    71: "light snow",
    73: "snow",
    75: "heavy snow",
    77: "snow grains",
    80: "light rain showers",
    81: "rain showers",
    82: "violent rain showers",
    85: "light snow showers",
    86: "snow showers",
    95: "thunderstorm",
    96: "thunderstorm with hail",
    99: "thunderstorm with heavy hail",
}
_WINDS = "north north-east east south-east south south-west west north-west".split()


def conditions(code: object) -> str:
    """The words for a code; one that is not in the table is told as a number."""
    if isinstance(code, int | float) and int(code) == code:
        return _WORDS.get(int(code), f"weather code {int(code)}")
    return "unknown conditions"


def wind_from(degrees: object) -> str:
    """The quarter that a wind comes from; empty if it is not known."""
    if not isinstance(degrees, int | float):
        return ""
    return _WINDS[round(degrees / 45) % 8]
