"""The brackets and words of a PDDL text, each with its offset."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.source import Source

#: Longer texts are refused before they are read.
MAX_CHARACTERS = 32 * 1024 * 1024

#: Deeper nesting is refused: what walks the tree may then recurse without a care.
MAX_DEPTH = 200

# A name cannot hold a "?": `(aircraft?a)`, seen in the wild, is two words.
TOKEN = re.compile(r";[^\n]*|[()]|\??[^\s();?]+|\?")

_WORD = re.compile(r"\??[^\s();?]+|\?")

# Most of a long text is brackets with nothing but words in them: each is taken in one go.
_PIECE = re.compile(rf"\([^();]*\)|{TOKEN.pattern}")

# A bracket with one of these can only stand directly under `(define`.
_SECTIONS = frozenset(
    [
        "(:requirements",
        "(:types",
        "(:constants",
        "(:predicates",
        "(:functions",
        "(:action",
        "(:durative-action",
        "(:derived",
        "(:process",
        "(:event",
        "(:domain",
        "(:objects",
        "(:init",
        "(:goal",
        "(:metric",
        "(:constraints",
        "(:length",
    ]
)
# These words can only stand directly in an action.
_ACTION_KEYS = frozenset(
    (":parameters", ":precondition", ":effect", ":duration", ":condition", ":effects")
)


class Word(NamedTuple):
    """One word, in lower case: PDDL does not tell cases apart."""

    text: str
    at: int


class Group(NamedTuple):
    """A bracketed list; `at` is its opening bracket, `end` its closing one."""

    items: tuple[Item, ...]
    at: int
    end: int


class Flat(Group):
    """A group of nothing but words, kept as its text: they are made when they are asked for."""

    __slots__ = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The words with their offsets."""
        text, at, _ = self
        return tuple([Word(m.group(), at + m.start()) for m in _WORD.finditer(str(text))])

    @property
    def names(self) -> list[str]:
        """The words alone."""
        text = str(self[0])
        return _WORD.findall(text) if "?" in text else text[1:-1].split()


Item: TypeAlias = Word | Group


def read(source: Source) -> Group:
    """The one bracketed form of a text. Raises PddlInvalid where brackets do not match."""
    text = source.text
    if len(text) > MAX_CHARACTERS:
        raise source.invalid(
            "TOO_LONG", f"the text has {len(text)} characters; at most {MAX_CHARACTERS} are read", 0
        )
    open_at: list[int] = []
    open_items: list[list[Item]] = []
    items: list[Item] = []
    top: Group | None = None
    suspect = -1  # the bracket that was still open where something began that cannot be in it
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow in lower case and would shift offsets
        lowered = "".join(c.lower() if c.isascii() else c for c in text)
    new = tuple.__new__  # makes named tuples in half the time
    for match in _PIECE.finditer(lowered):
        token = match.group()
        at = match.start()
        if token[0] == "(":
            if top is not None:
                raise _after_end(source, top, at)
            if suspect < 0 and len(open_at) > 1 and _section_begins(lowered, at):
                suspect = open_at[-1]
            if len(open_at) >= MAX_DEPTH:
                raise source.invalid(
                    "TOO_DEEP",
                    f"brackets are nested more than {MAX_DEPTH} deep",
                    at,
                    "flatten nested (and …) and (or …) forms",
                )
            if len(token) == 1:
                open_at.append(at)
                open_items.append(items)
                items = []
                continue
            group: Group = new(Flat, (token, at, match.end() - 1))
        elif token == ")":
            if not open_at:
                if top is not None:
                    raise _after_end(source, top, at)
                raise source.invalid(
                    "BRACKET_EXTRA", "expected '(', found ')', which closes nothing", at
                )
            group = Group(tuple(items), open_at.pop(), at)
            items = open_items.pop()
        elif token[0] == ";":
            continue
        else:
            if top is not None:
                raise _after_end(source, top, at)
            if not open_at:
                raise source.invalid("NOT_PDDL", f"expected '(define', found {_shown(token)}", at)
            if suspect < 0 and len(open_at) > 2 and token in _ACTION_KEYS:
                suspect = open_at[-1]
            items.append(new(Word, (token, at)))
            continue
        if open_at:
            items.append(group)
        else:
            top = group
    if open_at:
        raise _never_closed(source, suspect, open_at)
    if top is None:
        raise source.invalid("EMPTY", "expected '(define', found the end of the text", 0)
    return top


def _section_begins(text: str, at: int) -> bool:
    if text[at + 1 : at + 2] != ":":
        return False
    end = at + 2
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    return text[at:end] in _SECTIONS


def _never_closed(source: Source, suspect: int, open_at: list[int]) -> PddlInvalid:
    at, missing = suspect if suspect >= 0 else open_at[-1], len(open_at)
    word = TOKEN.search(source.text, at + 1)
    opener = "(" + (word.group() if word and word.group() not in "()" else "")
    many = f"; {missing} are missing in all" if missing > 1 else ""
    return source.invalid(
        "BRACKET_UNCLOSED",
        f"expected ')', found the end of the text: {_shown(opener)} is never closed{many}",
        at,
        "add the missing ')'",
        # Where nothing stands that cannot be inside, they are missing at the end.
        {"missing": str(missing), "where": "inside" if suspect >= 0 else "end"},
    )


def _after_end(source: Source, top: Group, at: int) -> PddlInvalid:
    token = TOKEN.match(source.text, at)
    found = token.group() if token else ""
    end = source.location(top.end)
    if found == ")":
        message = f"expected the end of the text, found ')', which closes nothing: {_name(top)} "
        message += f"ended at {end}"
        hint = "remove one ')' at or before this one"
        return source.invalid("BRACKET_EXTRA", message, at, hint, {"at": str(at)})
    return source.invalid(
        "TEXT_AFTER_END",
        f"expected the end of the text, found {_shown(found)}: {_name(top)} ended at {end}",
        at,
        "there is a ')' too many before this, or text that does not belong here",
    )


def _name(top: Group) -> str:
    first = top.items[0] if top.items else None
    return "'(" + (first.text if isinstance(first, Word) else "") + "'"


def _shown(token: str) -> str:
    return repr(token if len(token) <= 40 else token[:40] + "…")


def describe(item: Item | None) -> str:
    """An item as an error message shows it."""
    if item is None:
        return "nothing"
    if isinstance(item, Word):
        return _shown(item.text)
    first = item.items[0] if item.items else None
    if first is None:
        return "'()'"
    return _shown("(" + first.text + " …)") if isinstance(first, Word) else "'((…'"
