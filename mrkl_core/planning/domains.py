"""The planning domains that have a name here: shipped with mrkl, or declared by a plugin.

Finding one costs a look at a folder; its PDDL and its language are read when first used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.execution import Bindings
from mrkl_core.contracts.planning import DomainCard
from mrkl_core.errors import DomainNotFound, NotReady, nearest
from mrkl_core.planning.bindings import read_bindings
from mrkl_core.planning.pddl.parse import parse_domain
from mrkl_core.planning.pddl.tree import Domain
from mrkl_core.resources import data_path

if TYPE_CHECKING:
    from mrkl_core.planning.language.model import Language


class NamedDomain:
    """One domain folder: domain.pddl, and domain.yaml where words can be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name

    @cached_property
    def pddl(self) -> str:
        """The text of domain.pddl."""
        return (self.path / "domain.pddl").read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> Domain:
        """The domain as read. Raises PddlInvalid."""
        return parse_domain(self.pddl, str(self.path / "domain.pddl"))

    @property
    def has_language(self) -> bool:
        """Whether words can be read for this domain."""
        return (self.path / "domain.yaml").is_file()

    @cached_property
    def language(self) -> Language:
        """The domain's language. Raises NotReady where there is none, BadRequest if wrong."""
        file = self.path / "domain.yaml"
        if not self.has_language:
            raise NotReady(
                f"the domain {self.name!r} has no language to read words with",
                hint=f"write {file}",
                metadata={"domain": self.name},
            )
        from mrkl_core.planning.language.load import load  # whoever only plans pays for no YAML

        return load(file.read_text(encoding="utf-8"), self.tree, str(file))

    @property
    def wordings(self) -> tuple[tuple[Path, Path], ...]:
        """Each file of words and that of its problem: p01.txt and p01.2.txt say p01.pddl."""
        return tuple(
            (words, words.with_name(words.name.partition(".")[0] + ".pddl"))
            for words in sorted(self.path.glob("p*.txt"))
        )

    @cached_property
    def bindings(self) -> Bindings:
        """The tools that carry its plans out."""
        file = self.path / "domain.yaml"
        if not self.has_language:
            return Bindings()
        from mrkl_core.planning.language.load import read_yaml

        return read_bindings(
            read_yaml(file.read_text(encoding="utf-8"), str(file)).get("tools", {})
        )

    @cached_property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """The worked examples: words, and the problem they mean."""
        return tuple(
            (words.read_text(encoding="utf-8"), problem.read_text(encoding="utf-8"))
            for words, problem in self.wordings
            if problem.is_file()
        )

    def card(self) -> DomainCard:
        """What callers may know of it."""
        words: dict[str, Any] = {}
        if self.has_language:
            from mrkl_core.planning.language.load import read_yaml

            file = self.path / "domain.yaml"
            words = read_yaml(file.read_text(encoding="utf-8"), str(file))
        tree = self.tree
        return DomainCard(
            name=self.name,
            title=words.get("title", self.name),
            description=words.get("description", ""),
            requirements=tree.requirements,
            types=tuple(t.name for t in tree.types),
            predicates=tuple(
                f"({' '.join((p.name, *(v.name for v in p.parameters)))})" for p in tree.predicates
            ),
            actions=tuple(
                f"({' '.join((a.name, *(v.name for v in a.parameters)))})" for a in tree.actions
            ),
            language=self.has_language,
            examples=tuple(words.get("examples", ())),
            pddl=self.pddl,
        )


class GivenDomain(NamedDomain):
    """A domain that a caller gives as text: its PDDL, and the text of its domain.yaml if any."""

    def __init__(self, pddl: str, language: str) -> None:
        super().__init__(Path("domain given"))
        self.pddl = pddl
        self._language = language
        self.name = self.tree.name

    @property
    def has_language(self) -> bool:
        """Whether words can be read for this domain."""
        return bool(self._language)

    @cached_property
    def language(self) -> Language:
        """The domain's language. Raises NotReady where there is none, BadRequest if wrong."""
        if not self._language:
            raise NotReady(
                "words cannot be read for a domain given as PDDL alone: it has no language",
                hint="draft one with `mrkl pddl domains new` and give it with --language, "
                "or configure a model",
                metadata={"domain": self.name},
            )
        from mrkl_core.planning.language.load import load

        return load(self._language, self.tree, "the language given")


class Domains:
    """Domains by name. A plugin's folder cannot take the name of a shipped one."""

    def __init__(self, folders: Iterable[str | os.PathLike[str]] = ()) -> None:
        self._folders = [data_path("pddl_domains"), *(Path(f) for f in folders)]

    @cached_property
    def _found(self) -> dict[str, NamedDomain]:
        found: dict[str, NamedDomain] = {}
        for folder in self._folders:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if (path / "domain.pddl").is_file():
                    found.setdefault(path.name, NamedDomain(path))
        return found

    def names(self) -> tuple[str, ...]:
        """Every name, sorted."""
        return tuple(sorted(self._found))

    def all(self) -> tuple[NamedDomain, ...]:
        """Every domain, by name."""
        return tuple(self._found[name] for name in self.names())

    def cards(self) -> tuple[DomainCard, ...]:
        """Every domain as callers see it, by name."""
        return tuple(domain.card() for domain in self.all())

    def get(self, name: str) -> NamedDomain:
        """The domain of this name. Raises DomainNotFound, naming the nearest."""
        domain = self._found.get(name.strip().lower())
        if domain is None:
            raise DomainNotFound(
                f"no planning domain is called {name!r}",
                hint=nearest(name, self.names()),
                metadata={"domain": name},
            )
        return domain

    def find(self, domain: str, language: str = "") -> NamedDomain:
        """The domain given as PDDL or by name, with a language of the caller's own if any.

        Raises DomainNotFound or PddlInvalid.
        """
        if is_pddl(domain) or language:
            return _given(self.resolve(domain), language)
        return self.get(domain)

    def resolve(self, domain: str) -> str:
        """PDDL text for a domain given as text or by name. Raises DomainNotFound."""
        return domain if is_pddl(domain) else self.get(domain).pddl


@lru_cache(maxsize=8)
def _given(pddl: str, language: str) -> GivenDomain:
    """A domain of a caller's own, whose language need not be read for each of its requests."""
    return GivenDomain(pddl, language)


@cache
def shared(folders: tuple[str, ...] = ()) -> Domains:
    """The same domains for every job of this process: each language is read only once."""
    return Domains(folders)


def is_pddl(domain: str) -> bool:
    """Whether a caller's `domain` is the text of a file, right or wrong, not a name."""
    return not domain.strip() or any(mark in domain for mark in "(;\n")
