"""Literature and prices: lists that a configured service gives."""

from __future__ import annotations

from dataclasses import dataclass

from mrkl_chemistry.config import OFFER, WHERE, Config, Literature, Prices
from mrkl_chemistry.identify import compound_of, real_cas
from mrkl_chemistry.molecules import smiles_of
from mrkl_chemistry.remote.listing import Listing
from mrkl_chemistry.resolve import resolve
from mrkl_core import Evidence, Failure, Result, Verdict
from mrkl_core.web import Service, WebProblem

LITERATURE = f"{WHERE}.literature"
PRICES = f"{WHERE}.prices"
_MOST = 20

#: Services of literature by name.
SHAPES = {
    "openalex": Listing(
        "/works?search={query}&per-page={count}",
        "results",
        {
            "title": "display_name",
            "first_author": "authorships.0.author.display_name",
            "year": "publication_year",
            "venue": "primary_location.source.display_name",
            "doi": "doi",
        },
    ),
    "crossref": Listing(
        "/works?query={query}&rows={count}",
        "message.items",
        {
            "title": "title.0",
            "first_author": "author.0.family",
            "year": "issued.date-parts.0.0",
            "venue": "container-title.0",
            "doi": "DOI",
        },
    ),
}
_URLS = {"openalex": "https://api.openalex.org", "crossref": "https://api.crossref.org"}


@dataclass(frozen=True)
class Lists:
    """The configured services."""

    config: Config

    def literature(self, query: str, count: int = 8) -> Result | Failure:
        """Publications that are about some words; see the tool's schema."""
        section = self.config.literature
        if section == Literature():
            raise _missing(LITERATURE, "{provider: openalex}")
        name = section.provider
        if name not in SHAPES:
            known = ", ".join(SHAPES)
            said = f"{LITERATURE}.provider: {name!r} is not one of {known}"
            return Failure("NOT_CONFIGURED", said)
        service = Service(section.url or _URLS[name], f"{LITERATURE}.url")
        found, reply = SHAPES[name].read(service, count, query=query, count=str(count))
        if not found:
            return Failure("UNKNOWN", f"{reply.host} lists nothing for {query[:80]!r}")
        lines = "\n".join(", ".join(filter(None, item.values())) for item in found)
        evidence = Evidence(
            "these publications are about it", f"found by {reply.host}, not read", Verdict.UNCHECKED
        )
        return Result({"publications": found, "source": reply.host}, lines, (evidence,))

    def prices(self, substance: str) -> Result | Failure:
        """What a configured vendor asks for a substance; see the tool's schema."""
        structure = resolve(substance)
        section = self.config.prices
        if section == Prices():
            raise _missing(PRICES, "{url: …, path: …, items: …, fields: {…}}")
        ways = {name: str(section.fields.get(name) or "-") for name in OFFER}
        shape = Listing(section.path, section.items, ways)
        headers = {name: str(value) for name, value in section.headers.items()}
        service = Service(section.url, f"{PRICES}.url", headers=headers)
        compound = compound_of(structure)
        found, reply = shape.read(
            service,
            _MOST,
            cas=(real_cas(compound) if compound else None) or "",
            inchikey=structure.key,
            smiles=smiles_of(structure.mol),
        )
        if not found:
            return Failure("UNKNOWN", f"{reply.host} offers no {substance[:80]!r}")
        lines = "\n".join(" ".join(filter(None, item.values())) for item in found)
        evidence = Evidence(
            "it is offered at these prices", f"told by {reply.host}, not asked", Verdict.UNCHECKED
        )
        value = {"offers": found, "inchikey": structure.key, "source": reply.host}
        return Result(value, lines, (evidence,))


def _missing(setting: str, example: str) -> WebProblem:
    return WebProblem(
        "NOT_CONFIGURED",
        "no service is configured for this",
        f"set {setting} in tools_manifest.yaml, as in {example}",
    )
