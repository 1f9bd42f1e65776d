"""Plans as text: one `(action argument …)` a line, as the planning competitions write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mrkl_core.contracts.planning import Plan, Step
from mrkl_core.planning.pddl.source import Source
from mrkl_core.records import dataclass

#: Longer texts are refused.
MAX_CHARACTERS = 32 * 1024 * 1024

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_STEP = re.compile(
    rf"\s*(?:(?P<time>{_NUMBER})\s*:\s*)?\((?P<words>[^()]*)\)\s*"
    rf"(?:\[\s*(?:D\s*:\s*)?(?P<duration>{_NUMBER})[^\]\n]*\])?"
)
#: ENHSP's and VAL's mark of the time at which a plan ends that waits after its last step.
_END = re.compile(rf"\s*(?P<time>{_NUMBER})\s*:\s*@PlanEND\b", re.IGNORECASE)
# Some planners write `[D:2.5; C:1]`, where the semicolon begins no comment.
_COMMENT = re.compile(r"(?P<kept>\[[^\]\n;]{0,80};[^\]\n]{0,80}\])|;[^\n]*")
_WORD = re.compile(r"[^\s()]+")


@dataclass(frozen=True)
class WrittenPlan:
    """A plan read from a text; `lines` has the line of each step, from 1."""

    plan: Plan
    lines: tuple[int, ...]
    temporal: bool

    @property
    def steps(self) -> tuple[Step, ...]:
        """The plan's steps, in the order of their start."""
        return self.plan.steps


def read_plan(text: str, file: str = "plan") -> WrittenPlan:
    """The plan in a text: any case, with or without times, `;` begins a comment.

    Raises PddlInvalid with the place of what is not a step.
    """
    source = Source(text, file)
    if len(text) > MAX_CHARACTERS:
        message = f"the plan has {len(text)} characters; at most {MAX_CHARACTERS} are read"
        raise source.invalid("TOO_LONG", message, 0)
    # Comments become spaces, so that every offset stays what it is.
    bare = _COMMENT.sub(lambda m: m["kept"] or " " * len(m.group()), text)
    found: list[tuple[float, Step, float | None, int]] = []
    at, end = 0, len(bare.rstrip())
    timed = False
    ends: float | None = None
    while at < end:
        mark = _END.match(bare, at)
        if mark is not None:
            ends = float(mark["time"])
            at = mark.end()
            continue
        match = _STEP.match(bare, at)
        if match is None:
            raise _not_a_step(source, bare, at)
        words = tuple(word.lower() for word in match["words"].split())
        start = match.end() - len(match.group().lstrip())
        if not words:
            hint = "an empty plan is an empty text"
            raise source.invalid("PLAN_STEP", "expected an action in '()'", start, hint)
        place = source.location(match.start("words"))
        time = float(match["time"]) if match["time"] else float(len(found))
        timed = timed or match["time"] is not None
        duration = float(match["duration"]) if match["duration"] else None
        found.append((time, words, duration, place.line if place else 0))
        at = match.end()
    if timed:
        found.sort(key=lambda step: step[0])
    temporal = timed and any(duration is not None for _, _, duration, _ in found)
    times = tuple((time, duration or 0.0) for time, _, duration, _ in found) if timed else ()
    plan = Plan(tuple(step for _, step, _, _ in found), times=times, end=ends)
    return WrittenPlan(plan, tuple(line for *_, line in found), temporal)


def print_plan(
    steps: Sequence[Step],
    cost: float | None = None,
    times: Sequence[tuple[float, float]] = (),
    end: float | None = None,
) -> str:
    """The plan in IPC form; with times, `0.000: (action …) [duration]`, and its end if it waits."""
    lines = [f"({' '.join(step)})" for step in steps]
    if times:
        lines = [
            f"{_time(start)}: {line} [{_time(duration)}]"
            for line, (start, duration) in zip(lines, times, strict=True)
        ]
    if end is not None:
        lines.append(f"{_time(end)}: @PlanEND")
    if cost is not None:
        lines.append(f"; cost = {cost:g}")
    return "".join(line + "\n" for line in lines)


def _time(seconds: float) -> str:
    """Three decimals, as is usual; as many as it takes where these would break the plan."""
    usual = f"{seconds:.3f}"
    return usual if abs(float(usual) - seconds) < 1e-9 else f"{seconds:.12f}".rstrip("0")


def _not_a_step(source: Source, bare: str, at: int) -> Exception:
    while bare[at].isspace():
        at += 1
    line_end = bare.find("\n", at)
    found = bare[at : line_end if line_end >= 0 else len(bare)].strip()
    shown = found if len(found) <= 40 else found[:40] + "…"
    words = _WORD.findall(found)
    before, bracket, _ = found.partition("(")
    if bracket and before:
        hint = f"take {before.strip()!r} away: a step begins with its '('"
    elif bracket:
        hint = "a ')' is missing"
    else:
        hint = f"write '({' '.join(words)})'"
    if ":" in found:
        hint = "a step is '(action argument …)' or '0.000: (action argument …) [1.000]'"
    return source.invalid(
        "PLAN_STEP", f"expected '(action argument …)', found {shown!r}", at, hint if words else ""
    )
