"""How many requests for several calls of our own kinds become the right calls.

    python bench/several_calls.py

Ten tools of no benchmark, and ways to ask for several things at once: values side by side, lists,
clauses, sentences, things told of in turn, "another one", "each". No model. Prints what is not
right, and the share that is.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.cards import card
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.by_schema import SchemaRouter
from mrkl_core.routing.choose import Chooser
from mrkl_core.routing.retrieve import ToolIndexes


def tool(name: str, description: str, **properties: str | dict[str, Any]) -> ToolCard:
    """A card; a parameter told in words is a text, one whose words begin with # a number."""
    made = {
        key: told
        if isinstance(told, dict)
        else {"type": "number" if told[0] == "#" else "string", "description": told.lstrip("# ")}
        for key, told in properties.items()
    }
    needed = [key for key in made if "enum" not in made[key] and key not in ("days", "label")]
    return card(name, description, {"type": "object", "properties": made, "required": needed})


UNIT = {"type": "string", "description": "Unit.", "enum": ["km", "miles"]}
TOOLS = (
    tool("travel.book_table", "Books a table in a restaurant.", restaurant="The restaurant.",
         people="# Number of people.", time="Time of the booking, such as 19:30."),
    tool("money.convert", "Converts an amount of money from one currency to another.",
         amount="# The amount.", source="Currency to convert from, as a code such as USD.",
         target="Currency to convert to."),
    tool("health.bmi", "Calculates the body mass index of a person.", weight="# Weight in kg.",
         height="# Height in metres."),
    tool("phone.send", "Sends a text message to a person.", to="Who gets it.",
         text="The message."),
    tool("stocks.price", "Gets the price of a company's stock.", company="Name of the company."),
    tool("language.translate", "Translates a text to a language.", text="The text.",
         language="The language to translate to."),
    tool("geometry.triangle_area", "Calculates the area of a triangle.", base="# Base in cm.",
         height="# Height in cm."),
    tool("maps.distance", "Finds the distance between two cities.", start="City to start from.",
         end="City to go to.", unit=UNIT),
    tool("sky.forecast", "Tells the weather forecast of a city.", city="The city.",
         days="# For how many days."),
    tool("clock.alarm", "Sets an alarm.", time="Time of day, such as 07:30.",
         label="What it is for."),
)  # fmt: skip

#: The words, and of each call its tool and the arguments it must have.
CASES: tuple[tuple[str, list[tuple[str, dict[str, Any]]]], ...] = (
    ("What is the BMI of a person of 80 kg and 1.8 m, and of one of 65 kg and 1.7 m?",
     [("health.bmi", {"weight": w, "height": h}) for w, h in ((80, 1.8), (65, 1.7))]),
    ("Find the distance from Paris to Rome and from Rome to Oslo.",
     [("maps.distance", {"start": "Paris", "end": "Rome"}),
      ("maps.distance", {"start": "Rome", "end": "Oslo"})]),
    ("Get me the stock prices of Apple, Microsoft and Nokia.",
     [("stocks.price", {"company": c}) for c in ("Apple", "Microsoft", "Nokia")]),
    ("Compare the stock prices of Siemens and Bosch",
     [("stocks.price", {"company": c}) for c in ("Siemens", "Bosch")]),
    ("Translate 'good morning' to French, German and Italian.",
     [("language.translate", {"text": "good morning", "language": c})
      for c in ("French", "German", "Italian")]),
    ("Translate 'good morning' to French and 'good night' to German.",
     [("language.translate", {"text": "good morning", "language": "French"}),
      ("language.translate", {"text": "good night", "language": "German"})]),
    ("Convert 100 USD to EUR and 250 GBP to JPY",
     [("money.convert", {"amount": 100, "source": "USD", "target": "EUR"}),
      ("money.convert", {"amount": 250, "source": "GBP", "target": "JPY"})]),
    ("Convert 100 dollars to euros and also to yen.",
     [("money.convert", {"amount": 100, "target": c}) for c in ("EUR", "JPY")]),
    ("What will the weather be in Berlin for the next 3 days and in Madrid for the next 5 days?",
     [("sky.forecast", {"city": "Berlin", "days": 3}),
      ("sky.forecast", {"city": "Madrid", "days": 5})]),
    ("Check the weather forecast for Lima, Quito and Bogota for 4 days each.",
     [("sky.forecast", {"city": c, "days": 4}) for c in ("Lima", "Quito", "Bogota")]),
    ("Set an alarm for 6:30 and another one for 7:15.",
     [("clock.alarm", {"time": t}) for t in ("6:30", "7:15")]),
    ("Calculate the area of a triangle with base 10 cm and height 5 cm. Also do it for a base of 8 "
     "cm and a height of 12 cm.",
     [("geometry.triangle_area", {"base": b, "height": h}) for b, h in ((10, 5), (8, 12))]),
    ("For triangles with a base of 3 cm and heights of 4 cm, 5 cm and 6 cm, find the areas.",
     [("geometry.triangle_area", {"base": 3, "height": h}) for h in (4, 5, 6)]),
    ("What are the areas of two triangles, one with base 6 cm and height 4 cm, the other with base "
     "9 cm and height 2 cm?",
     [("geometry.triangle_area", {"base": b, "height": h}) for b, h in ((6, 4), (9, 2))]),
    ("Book a table for 4 people at Luigi at 19:30, and one for 2 people at Chez Paul at 20:00.",
     [("travel.book_table", {"restaurant": "Luigi", "people": 4, "time": "19:30"}),
      ("travel.book_table", {"restaurant": "Chez Paul", "people": 2, "time": "20:00"})]),
    ("What's the weather in Oslo, and how far is it from Oslo to Bergen?",
     [("sky.forecast", {"city": "Oslo"}), ("maps.distance", {"start": "Oslo", "end": "Bergen"})]),
    ("How far is it from London to Paris, from London to Rome, and from London to Madrid?",
     [("maps.distance", {"start": "London", "end": c}) for c in ("Paris", "Rome", "Madrid")]),
    ("I need the stock price of Tesla and the weather forecast for Austin for 2 days.",
     [("stocks.price", {"company": "Tesla"}), ("sky.forecast", {"city": "Austin", "days": 2})]),
    ("Calculate the BMI of someone weighing 70 kg at 1.75 m. Then find the distance between Lyon "
     "and Nice in miles.",
     [("health.bmi", {"weight": 70, "height": 1.75}),
      ("maps.distance", {"start": "Lyon", "end": "Nice", "unit": "miles"})]),
    ("Send Ann the message 'I am late' and Bob the message 'start without me'.",
     [("phone.send", {"to": "Ann", "text": "I am late"}),
      ("phone.send", {"to": "Bob", "text": "start without me"})]),
    ("Get the weather for Rome for 2 days, convert 50 EUR to USD, and set an alarm for 08:00.",
     [("sky.forecast", {"city": "Rome", "days": 2}),
      ("money.convert", {"amount": 50, "source": "EUR", "target": "USD"}),
      ("clock.alarm", {"time": "08:00"})]),
    ("My friend weighs 90 kg and is 1.9 m tall, while I weigh 60 kg and am 1.65 m tall. What are "
     "our BMIs?",
     [("health.bmi", {"weight": w, "height": h}) for w, h in ((90, 1.9), (60, 1.65))]),
)  # fmt: skip


async def main() -> None:
    """Routes every request, and tells which calls are not those it asks for."""
    chooser = Chooser([SchemaRouter(ToolIndexes((), SentenceEncoder()))], TOOLS, ())
    right = 0
    for words, expected in CASES:
        route = await chooser.choose(words)
        made = [*([route.chosen] if route.chosen else []), *route.also]
        found = [(call.tool, dict(call.arguments or {})) for call in made]
        good = len(found) == len(expected) and all(
            any(name == tool and wanted.items() <= given.items() for tool, given in found)
            for name, wanted in expected
        )
        right += good
        if not good:
            told = "; ".join(f"{name} {json.dumps(given)}" for name, given in found)
            print(f"- {words}\n  {told or 'refused'}")
    print(f"{right} of {len(CASES)} right")


if __name__ == "__main__":
    asyncio.run(main())
