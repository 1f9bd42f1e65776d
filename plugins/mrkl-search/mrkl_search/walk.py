"""The files of a folder that are documents, without what people hide or have git ignore."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mrkl_search.reading.read import HTML, PDF, TEXT

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

DOCUMENTS = HTML | PDF | TEXT
#: Files of this name say what git does not track, for their folder and all under it.
_IGNORE = ".gitignore"
#: Documents whose names have no suffix.
_NAMES = {"readme", "changelog", "changes", "news", "todo", "notes", "copying", "authors"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was met: enough to know whether it has changed.

    `changed_ns` is the time that the system notes (ctime), of leave to read it too; nobody can
    set it back.
    """

    path: str
    size: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class _Ignored:
    """What a .gitignore says, for the folder it stands in."""

    folder: str
    spec: GitIgnoreSpec

    def says(self, path: str, *, folder: bool) -> bool | None:
        """Whether it ignores a path under its folder; None if it does not speak of it."""
        name = os.path.relpath(path, self.folder) + ("/" if folder else "")
        return self.spec.check_file(name).include


def documents(
    root: Path, *, everything: bool = False, unread: list[tuple[str, str]] | None = None
) -> Iterator[Seen]:
    """Every document under a folder, or the file itself, in the order of names.

    Links are not followed: they lead out of the folder, or in circles. `everything` takes in
    hidden and ignored files as well. Folders that cannot be read are added to `unread`, with why.
    """
    if root.is_file():
        yield from _seen(str(root))
        return
    above = [] if everything else _above(root)
    # A list instead of recursion: folders may be nested deeper than calls may be.
    waiting = _inside(str(root), above, everything, unread)
    while waiting:
        entry, ignored = waiting.pop()
        hidden = entry.name.startswith(".")
        if entry.is_symlink() or (hidden and not everything):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not _is_document(entry.name):
            continue
        if _is_ignored(entry.path, ignored, folder=is_folder):
            continue
        if is_folder:
            waiting += _inside(entry.path, ignored, everything, unread)
        elif entry.is_file(follow_symlinks=False):
            yield from _seen(entry.path)


def _inside(
    folder: str,
    ignored: Sequence[_Ignored],
    everything: bool,
    unread: list[tuple[str, str]] | None,
) -> list[tuple[os.DirEntry[str], Sequence[_Ignored]]]:
    """What a folder holds, the last first, each with what says whether it is ignored."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name, reverse=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        if unread is not None:
            unread.append((folder, error.strerror or type(error).__name__))
        return []
    if not everything:
        ignored = [*ignored, *_of(folder)]
    return [(entry, ignored) for entry in entries]


def _is_document(name: str) -> bool:
    stem, suffix = os.path.splitext(name.lower())
    return suffix in DOCUMENTS if suffix else stem in _NAMES


def _is_ignored(path: str, ignored: Sequence[_Ignored], *, folder: bool) -> bool:
    for said in reversed(ignored):  # the nearest has the last word
        verdict = said.says(path, folder=folder)
        if verdict is not None:
            return verdict
    return False


def _of(folder: str) -> list[_Ignored]:
    try:
        with open(os.path.join(folder, _IGNORE), encoding="utf-8", errors="replace") as file:
            lines = file.read(1 << 20).splitlines()
    except OSError:
        return []
    from pathspec import GitIgnoreSpec

    return [_Ignored(folder, GitIgnoreSpec.from_lines(lines))]


def _above(root: Path) -> list[_Ignored]:
    """What the folders above say, up to that of the repository; nothing outside of one."""
    found: list[_Ignored] = []
    for folder in (root, *root.parents):
        if folder != root:
            found[:0] = _of(str(folder))
        if (folder / ".git").exists():
            return found
    return []


def _seen(path: str) -> Iterator[Seen]:
    try:
        status = os.stat(path, follow_symlinks=False)
    except OSError:
        return
    yield Seen(path, status.st_size, status.st_ctime_ns)
