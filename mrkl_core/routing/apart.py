"""Takes a request for several things apart, so that as little as can be is left of the words.

Parts that stand together may be one call, and a part may be no call: it leads in, or says more of
its neighbour. What a call needs and its own words do not say is read off the words around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from math import log

from mrkl_core.contracts.routing import Candidate
from mrkl_core.records import dataclass
from mrkl_core.routing.extract.extract import CARRIED
from mrkl_core.routing.listed import listings
from mrkl_core.routing.numbered import numbered
from mrkl_core.routing.parts import sentences, splits
from mrkl_core.routing.several import (
    are_parallel,
    contradicts,
    is_joint,
    is_patched,
    left_over,
    reads_whole,
)

#: So many parts that follow each other may be one call.
MAX_RUN = 3
#: A request of more sentences is a tale, and is not taken apart.
MAX_SENTENCES = 20
#: So many parts of one request are put to the routers; what is not looked at then is no call.
MAX_ASKED = 60
#: A call for a part is at least so sure, its least sure value counted.
LEAST = 0.25
#: How much a doubtful value counts against a call, and what one more call has to be worth.
DOUBT, PRICE = 2.0, 0.3
#: A request is taken apart into sentences, these into clauses, and these into lists.
DEPTH = 3

#: Where the words between parts were blanked out, and those that only join.
_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_JOINT = re.compile(r"\s*(?:,|,?\s+and)\s+", re.IGNORECASE)

#: The sure call that these words make, if they make one; what it needs and they do not say is read
#: off the first of the others that says it.
Sure = Callable[[str, Sequence[str]], Awaitable[Candidate | None]]


@dataclass(frozen=True)
class Cover:
    """Calls, the words each was read off, and how many values of all words none of them takes."""

    calls: tuple[Candidate, ...] = ()
    runs: tuple[str, ...] = ()
    left: int = 0

    def then(self, calls: Sequence[Candidate], run: str) -> Cover:
        """The cover of these words and the next."""
        left = self.left + len(left_over(run, calls))
        return Cover((*self.calls, *calls), (*self.runs, *(run for _ in calls)), left)

    @property
    def cost(self) -> tuple[float, ...]:
        """The least is best: few values left, few made of another's, and sure calls, many of them.

        What two calls of one tool share is mostly said once for both: then there is a way to take
        the words apart in which each has it.
        """
        tools = Counter(call.tool for call in self.calls)
        made = sum(tools[call.tool] > 1 and _own(call) < _read(call) for call in self.calls)
        return self.left, made, -sum(map(_worth, self.calls))


@dataclass(frozen=True)
class _Way:
    """A way to take words apart: its parts `follow` each other, or are each for all of the words.

    Where the words told of things in turn it is right if nothing is left over; the `last` ones are
    tried only where the others leave something.
    """

    parts: tuple[str, ...]
    follow: bool = False
    told: bool = False
    last: bool = False


class Apart:
    """One request, and what was found out about its parts."""

    def __init__(self, words: str, sure: Sure) -> None:
        self._words = words
        self._sure = sure
        self._known: dict[tuple[str, tuple[str, ...]], Candidate | None] = {}

    async def cover(self, single: Candidate | None) -> Cover:
        """The calls that the request asks for, in order; none if it is one, `single`, or nothing.

        Of several ways to take it apart the one is right that leaves least over.
        """
        return await self._best(self._words, single, DEPTH)

    async def _best(self, words: str, single: Candidate | None, depth: int) -> Cover:
        best = Cover().then((single,) if single is not None else (), words)
        for way in _ways(words, depth):
            parts, follow = way.parts, way.follow
            if way.last and best.calls and not best.left:
                break
            if follow and single is not None:
                parts = _joined(parts, single)
            elif follow:
                parts = await self._read_whole(parts)
            if len(parts) < 2 or (single is not None and is_joint(single, parts)):
                continue
            cover = await self._cover(parts, depth) if follow else await self._each(words, parts)
            if len(cover.calls) < 2 or (best.calls and cover.cost >= best.cost):
                continue
            if (
                single is not None
                and cover.left >= len(left_over(words, (single,)))
                and contradicts(single, cover.calls, cover.runs)
            ):
                continue
            best = cover
            if way.told and not cover.left:
                break
        return best if len(best.calls) > 1 else Cover()

    async def _each(self, words: str, parts: Sequence[str]) -> Cover:
        """A call for every part; none if one of them has none."""
        calls: list[Candidate] = []
        for part in parts:
            call = await self._ask(part)
            if call is None:
                return Cover()
            calls.append(call)
        if not are_parallel(calls, parts):
            return Cover()
        return Cover(tuple(calls), tuple(parts), len(left_over(words, calls)))

    async def _cover(self, parts: Sequence[str], depth: int) -> Cover:
        """The best cover of parts that follow each other, by runs of them (Bellman 1957)."""
        best = [Cover()]
        for end in range(1, len(parts) + 1):
            options = [best[-1].then((), parts[end - 1])]
            for start in range(max(0, end - MAX_RUN), end):
                run = _together(parts[start:end])
                around = [*reversed(parts[:start]), *parts[end:]] if end - start == 1 else []
                calls = await self._run(run, around, depth - 1 if end - start == 1 else 0)
                if calls and _adds(best[start].calls, calls):
                    options.append(best[start].then(calls, run))
            best.append(min(options, key=lambda cover: cover.cost))
        return best[-1]

    async def _read_whole(self, parts: Sequence[str]) -> tuple[str, ...]:
        """The parts, those put together that an expert reads as one: "add up 3, 5 and 9"."""
        found: list[str] = []
        at = 0
        while at < len(parts):
            for end in range(min(at + MAX_RUN, len(parts)), at + 1, -1):
                run = _with_joints(_together(parts[at:end]), self._words)
                call = await self._ask(run)
                if call is not None and reads_whole(call):
                    break
            else:
                run, end = parts[at], at + 1
            found.append(run)
            at = end
        return tuple(found)

    async def _run(self, run: str, around: Sequence[str], depth: int) -> tuple[Candidate, ...]:
        call = await self._ask(run) or (await self._ask(run, around) if around else None)
        several = await self._best(run, call, depth) if depth else Cover()
        return several.calls or ((call,) if call is not None else ())

    async def _ask(self, words: str, around: Sequence[str] = ()) -> Candidate | None:
        key = (words, tuple(around))
        if key not in self._known:
            if len(self._known) >= MAX_ASKED:
                return None
            call = await self._sure(words, around)
            sound = call is not None and _is_sound(call, words)
            self._known[key] = call if sound else None
        return self._known[key]


def _ways(words: str, depth: int) -> Iterator[_Way]:
    """Ways to take words apart."""
    sentence = sentences(words)
    if len(sentence) > MAX_SENTENCES:
        return
    clauses = len(sentence) == 1 or depth == 1
    following = [*splits(words)] if clauses else [sentence]
    yield from (_Way(parts, told=True) for parts in numbered(words))
    yield from (_Way(parts, follow=True) for parts in following)
    yield from (_Way(parts) for parts in listings(words))
    for parts in splits(words, tailed=False) if clauses else ():
        if parts not in following:
            yield _Way(parts, follow=True, last=True)


def _is_sound(call: Candidate, words: str) -> bool:
    """Whether the values of a call are likely, and stand in one piece in its words."""
    return not is_patched(call, words) and _sureness(call) >= LEAST


def _sureness(call: Candidate) -> float:
    """How sure a call is: it is the right one, and so is its least sure value."""
    return call.score * _doubtful(call)


def _doubtful(call: Candidate) -> float:
    """How sure its least sure value is."""
    return min((source.sure for source in call.sources), default=1.0)


def _worth(call: Candidate) -> float:
    """What speaks for a call, if only a little: the log odds of its score, less what its least sure
    value lacks.
    """
    score = min(max(call.score, 0.01), 0.999)
    doubt = log(max(_doubtful(call), 0.01))
    return max(log(score / (1 - score)) + DOUBT * doubt - PRICE, 0.05)


def _adds(before: Sequence[Candidate], calls: Sequence[Candidate]) -> bool:
    """Whether each of these calls asks for something that none before it does.

    Of two calls of one tool both say something of their own for one argument: who says more about
    a call asks for no other.
    """
    for number, call in enumerate(calls):
        for other in (*before, *calls[:number]):
            if other.tool == call.tool and (
                other.arguments == call.arguments
                or (call.sources and other.sources and not _own(call) & _own(other))
            ):
                return False
    return True


def _read(call: Candidate) -> set[str]:
    """The arguments of a call that words say."""
    return {s.argument for s in call.sources if s.start >= 0}


def _own(call: Candidate) -> set[str]:
    """The arguments that a call takes from its own words."""
    return {s.argument for s in call.sources if s.start >= 0 and s.how != CARRIED}


def _joined(parts: Sequence[str], single: Candidate) -> tuple[str, ...]:
    """The parts, those put together over which one argument of a call is spread."""
    found: list[str] = []
    for part in parts:
        if found and is_joint(single, (found[-1], part)):
            found[-1] = _together((found[-1], part))
        else:
            found.append(part)
    return tuple(found)


def _with_joints(run: str, words: str) -> str:
    """What stands together, with the commas and the "and" of the request within it."""
    return _GAP.sub(
        lambda gap: joint if _JOINT.fullmatch(joint := words[gap.start() : gap.end()]) else gap[0],
        run,
    )


def _together(parts: Sequence[str]) -> str:
    """The parts as one, each character in its place."""
    width = max(map(len, parts))
    columns = zip(*(part.ljust(width) for part in parts), strict=True)
    return "".join(next((c for c in column if not c.isspace()), " ") for column in columns).rstrip()
