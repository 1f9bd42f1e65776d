"""Every kind of reply that is made, and whether its problem is the true one as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.planning.repair import flaws, forms
from tests.planning.repair.flaws import Reply, Right

KINDS: Mapping[str, tuple[Callable[[Right], Iterator[str]], bool]] = {
    **flaws.KINDS,
    "doubled": (forms.doubled, True),
    "denied": (forms.denied, True),
    "with a metric": (forms.costed, True),
    "requirements": (forms.required, True),
    "two files": (forms.two_files, True),
    "explained": (forms.explained, True),
    "init with and": (forms.conjoined, True),
    "goal without and": (forms.untyped_goal, True),
    "goal repeats": (forms.goal_explicit, True),
    "told in comments": (forms.told_in_comments, False),
    "first and last": (forms.first_and_last, False),
    "turned round": (forms.turned, False),
    "goal added": (forms.goal_added, False),
    "types of its own": (forms.typed_anyhow, False),
    "half typed": (forms.half_typed, False),
    "mistyped": (forms.mistyped, False),
    "types as facts": (forms.types_stated, False),
    "another dash": (forms.another_dash, False),
    "init not closed": (forms.last_bracket_of_init, False),
    "a thing missing": (forms.row_missing, False),
}


def replies(truth: Right, kinds: Sequence[str] = ()) -> Iterator[Reply]:
    """Every flawed (and every right) reply that a problem can become."""
    for kind, (make, right) in KINDS.items():
        if not kinds or kind in kinds:
            for text in make(truth):
                yield Reply(kind, truth, text, right)
