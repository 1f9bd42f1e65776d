"""What the worker pool calls by name where a model or a plugin reads words: JSON in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.planning import Formalization
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import PluginFailed
from mrkl_core.planning.domains import shared
from mrkl_core.planning.new_domain import ask_domain as ask_domain
from mrkl_core.planning.new_domain import judge_domain as judge_domain
from mrkl_core.planning.plugged import Plugged
from mrkl_core.planning.repair import after as progressing
from mrkl_core.planning.repair import mend as mending
from mrkl_core.planning.repair.after import After
from mrkl_core.planning.repair.knowledge import knowledge
from mrkl_core.planning.repair.mend import Repaired
from mrkl_core.planning.repair.observe import observed
from mrkl_core.planning.repair.prompt import Prompt, correction, prompt
from mrkl_core.planning.wording import ask_wording as ask_wording
from mrkl_core.planning.wording import judge_wording as judge_wording
from mrkl_core.planning.words import strictly


def ask_model(words: str, domain: str, folders: Sequence[str] = (), language: str = "") -> Prompt:
    """What to ask of a model for the problem that the words state."""
    return prompt(words, knowledge(domain, shared(tuple(folders)), language))


def ask_again(
    asked: JsonObject,
    reply: str,
    faults: Sequence[str],
    domain: str,
    folders: Sequence[str] = (),
    language: str = "",
) -> Prompt:
    """What to ask of a model to put a reply right."""
    known = knowledge(domain, shared(tuple(folders)), language)
    return correction(from_json(Prompt, asked), reply, faults, known)


def write_problem(
    by: str,
    words: str,
    domain: str,
    folders: Sequence[str] = (),
    language: str = "",
    plugged: JsonObject | None = None,
) -> str:
    """What a plugin's formalizer writes for these words and this domain.

    Raises PluginFailed if it is no text, and what the formalizer raises.
    """
    formalizers = from_json(Plugged, plugged or {}).objects("mrkl_formalizers")
    formalizer = next(one for one in formalizers if one.name == by)
    written = formalizer.formalize(words, shared(tuple(folders)).find(domain, language).pddl)
    if not isinstance(written, str):
        raise PluginFailed(
            f"the formalizer {by!r} gave {type(written).__name__}, not a text",
            metadata={"formalizer": by},
        )
    return written


def mend(
    replies: Sequence[str],
    words: str,
    domain: str,
    folders: Sequence[str] = (),
    cut_off: bool = False,
    strict: bool = False,
    language: str = "",
) -> Repaired:
    """The problem that a model's replies mean, repaired and held against the words."""
    known = knowledge(domain, shared(tuple(folders)), language)
    mended = mending.mend(replies, words, known, cut_off=cut_off)
    found = mended.formalization
    return replace(mended, formalization=strictly(found)) if strict else mended


def observe(
    problem: str,
    done: Sequence[Sequence[str]],
    words: str,
    domain: str,
    names: Mapping[str, str],
    folders: Sequence[str] = (),
    language: str = "",
) -> Formalization:
    """The problem from here on, after some steps and what was then observed."""
    known = knowledge(domain, shared(tuple(folders)), language)
    found = observed(problem, [tuple(step) for step in done], words, known)
    return replace(found, names={**names, **found.names})


def after(
    problem: str,
    steps: Sequence[Sequence[str]],
    domain: str,
    observed: Sequence[str] | None = None,
    complete: Sequence[str] = (),
    folders: Sequence[str] = (),
) -> After:
    """Where some steps and what was then observed lead."""
    known = knowledge(domain, shared(tuple(folders)))
    taken = [tuple(step) for step in steps]
    return progressing.after(problem, taken, observed, frozenset(complete), known)
