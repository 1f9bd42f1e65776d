"""APIs that answer a question with a list of things, each described by where it has what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from mrkl_core.web import Reply, Service, WebProblem
from mrkl_core.web.problems import unavailable
from mrkl_core.web.strangers import one_line

_LONGEST = 300  # characters kept of a value


@dataclass(frozen=True)
class Listing:
    """The shape of such an API.

    `path` has what is asked in braces, `items` is the way to the list, and `fields` the way to
    each value within an item: names and numbers between dots ("author.0.family").
    """

    path: str
    items: str
    fields: Mapping[str, str]

    def read(self, service: Service, most: int, **asked: str) -> tuple[list[dict[str, str]], Reply]:
        """The things that a service lists, and its reply. Raises WebProblem."""
        try:
            path = self.path.format_map({k: quote(v, safe="") for k, v in asked.items()})
        except (KeyError, ValueError, IndexError, AttributeError):
            said = f"{service.setting}: {self.path!r} may ask with " + ", ".join(asked)
            raise WebProblem("NOT_CONFIGURED", said) from None
        reply = service.get(path)
        items = at(reply.json(), self.items)
        if not isinstance(items, list):
            raise unavailable(f"{reply.host} did not answer with a list at {self.items!r}")
        told = [{name: _text(at(item, way)) for name, way in self.fields.items()} for item in items]
        return [item for item in told if any(item.values())][:most], reply


def at(value: Any, way: str) -> Any:
    """What stands at the end of a way through JSON; None if it does not lead anywhere."""
    for step in filter(None, way.split(".")):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _text(value: Any) -> str:
    """A value as one line of a stranger's words."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return one_line(str(value) if number else value, _LONGEST)
