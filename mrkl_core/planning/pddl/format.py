"""PDDL text laid out anew: one style, every comment kept, no word changed.

Works on brackets and words, not on the tree: what the reader would only tolerate is laid out,
too, and names keep their case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mrkl_core.planning.pddl.read import TOKEN, read
from mrkl_core.planning.pddl.source import Source

#: Lines are broken where they would be longer.
WIDTH = 100

_INDENT = "  "

#: How many items stand on the first line with the bracket; others have one.
_HEAD = {
    "define": 2, ":action": 2, ":durative-action": 2, ":process": 2, ":event": 2, ":derived": 2,
    "forall": 2, "exists": 2, "preference": 2,
}  # fmt: skip

#: Sections with one item a line, however short.
_LISTS = frozenset((":predicates", ":functions", ":init"))

#: Sections with words and their types, one type a line.
_TYPED = frozenset((":types", ":constants", ":objects"))

_ACTIONS = frozenset((":action", ":durative-action", ":process", ":event"))


@dataclass
class _Node:
    """A word, or a form with its items; and the comments that belong to it."""

    word: str = ""
    items: list[_Node] = field(default_factory=list)
    before: list[str] = field(default_factory=list)  # comments on lines of their own
    after: str = ""  # a comment on the line that it ends on
    inside: list[str] = field(default_factory=list)  # comments before the closing bracket
    blank: bool = False  # an empty line stands before it
    flat: str | None = None  # on one line; None if it cannot be

    @property
    def head(self) -> str:
        return self.items[0].word.lower() if self.items else ""


def format_pddl(text: str, file: str = "") -> str:
    """The text in mrkl's style; formatting it again changes nothing. Raises PddlInvalid."""
    read(Source(text, file))  # brackets match, and nest no deeper than recursion can
    top = _tree(text)
    form = top.items[0]
    lines = [*form.before, *_with(form.after, _lines(form, WIDTH)), *top.inside]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _tree(text: str) -> _Node:
    top = _Node()
    open_ = [top]
    comments: list[str] = []
    last: _Node | None = None  # the item that ended last, which a comment may belong to
    end = 0
    blank = False
    for match in TOKEN.finditer(text):
        token = match.group()
        gap = text[end : match.start()]
        end = match.end()
        if token[0] == ";":
            if last is not None and "\n" not in gap and not last.after and not comments:
                last.after = token.rstrip()
                continue
            blank = blank or (gap.count("\n") > 1 and not comments)
            comments.append(token.rstrip())
            last = None
            continue
        blank = blank or (gap.count("\n") > 1 and not comments)
        if token == ")":
            last = open_.pop()
            last.inside, comments, blank = comments, [], False
            last.flat = _flat(last)
            continue
        node = _Node("" if token == "(" else token, before=comments, blank=blank)
        comments, blank = [], False
        open_[-1].items.append(node)
        if token == "(":
            open_.append(node)
            last = None
        else:
            node.flat = token
            last = node
    top.inside = comments
    return top


def _flat(form: _Node) -> str | None:
    """The form on one line, if it fits and no comment is in it."""
    if form.inside or any(i.flat is None or i.before or i.after for i in form.items):
        return None
    text = "(" + " ".join(i.flat or "" for i in form.items) + ")"
    return text if len(text) <= WIDTH else None


def _lines(node: _Node, room: int) -> list[str]:
    """The lines of a node, as if it began in column 0."""
    if node.word:
        return [node.word]
    broken = node.head in _ACTIONS | {"define"} or (node.head in _LISTS and len(node.items) > 2)
    if node.flat is not None and len(node.flat) <= room and not broken:
        return [node.flat]
    if not node.items:
        return _closed(["("], node.inside)
    width = _HEAD.get(node.head, 1)
    width += node.head in ("at", "over") and len(node.items) == 3
    head, rest = node.items[:width], node.items[width:]
    if any(i.flat is None or i.before for i in head[1:]) or any(i.after for i in head[:-1]):
        head, rest = node.items[:1], node.items[1:]
    if head[0].flat is None or head[0].before:
        head, rest = [], node.items
    first = "(" + " ".join(i.flat or "" for i in head)
    comment = head[-1].after if head else ""
    if len(rest) == 1 and not (comment or rest[0].before or rest[0].after or rest[0].blank):
        # `(:goal (and` and the like: the parts of the one inside are indented once.
        child = _lines(rest[0], room - len(first) - 1)
        if head and len(first) + len(child[0]) < room and not rest[0].word:
            return _closed([f"{first} {child[0]}", *child[1:]], node.inside)
    lines = _with(comment, [first])
    for number, chunk in enumerate(_chunks(node.head, rest)):
        lines += _indented(_chunk(chunk, room - len(_INDENT), number or node.head != "define"))
    return _closed(lines, node.inside)


def _chunks(head: str, items: list[_Node]) -> Iterator[list[_Node]]:
    """The items that belong on one line: a key and its form, names and their type."""
    if head not in _ACTIONS and head not in _TYPED and head != ":functions":
        yield from ([item] for item in items)
        return
    chunk: list[_Node] = []
    for item in items:
        dash = len(chunk) > 1 and chunk[-1].word == "-"
        if head in _ACTIONS:
            if chunk and (item.word.startswith(":") or len(chunk) == 2):
                yield chunk
                chunk = []
        elif head == ":functions" and chunk and item.word != "-" and not dash:
            yield chunk
            chunk = []
        chunk.append(item)
        if dash:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _chunk(chunk: list[_Node], room: int, may_begin_with_blank: object) -> list[str]:
    first = chunk[0]
    lines = [""] if first.blank and may_begin_with_blank else []
    lines += first.before
    if len(chunk) == 2 and first.word.startswith(":") and not first.after and not chunk[1].before:
        form = _lines(chunk[1], room - len(first.word) - 1)
        return [*lines, *_with(chunk[1].after, [f"{first.word} {form[0]}", *form[1:]])]
    # Words that are wrapped.
    line = ""
    for item in chunk:
        if item is not first and item.before:
            lines += [line] if line else []
            lines += item.before
            line = ""
        parts = _lines(item, room)
        if line and (len(line) + 1 + len(parts[0]) > room or len(parts) > 1):
            lines.append(line)
            line = ""
        line = f"{line} {parts[0]}" if line else parts[0]
        if len(parts) > 1:
            lines += [line, *parts[1:-1]]
            line = parts[-1]
        if item.after:
            lines.append(f"{line}  {item.after}")
            line = ""
    return [*lines, line] if line else lines


def _indented(lines: list[str]) -> list[str]:
    return [_INDENT + line if line else "" for line in lines]


def _with(comment: str, lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{lines[-1]}  {comment}"] if comment else lines


def _closed(lines: list[str], comments: list[str]) -> list[str]:
    """The lines with the closing bracket, which must not end up inside a comment."""
    lines = [*lines, *_indented(comments)]
    if ";" in lines[-1]:
        return [*lines, ")"]
    return [*lines[:-1], lines[-1] + ")"]
