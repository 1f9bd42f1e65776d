"""What recorded services tell of substances: checked where it can be, and screened both ways."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from mrkl_chemistry import mrkl_experts, mrkl_guards
from mrkl_chemistry.bids import bid
from mrkl_chemistry.guard import OPERATION
from mrkl_core import Effect, Failure, Result, Runtime, Settings, Verdict
from mrkl_core.errors import Refused
from mrkl_core.testing import call_tool
from mrkl_core.web.recorded import Recorded, Saved, Writes, recorded

ASPIRIN = {
    "CID": 2244,
    "MolecularFormula": "C9H8O4",
    "MolecularWeight": "180.16",
    "SMILES": "CC(=O)OC1=CC=CC=C1C(=O)O",
    "InChI": "InChI=1S/C9H8O4/c1-6(10)13-8-5-3-2-4-7(8)9(11)12/h2-5H,1H3,(H,11,12)",
    "InChIKey": "BSYNRYMUTXBXSQ-UHFFFAOYSA-N",
    "IUPACName": "2-acetyloxybenzoic acid",
    "Title": "Aspirin",
}
TABLE = "Title,IUPACName,MolecularFormula,MolecularWeight,SMILES,InChI,InChIKey"
OPENALEX = {
    "results": [
        {
            "display_name": "Solubility of\u200b caffeine in water",
            "doi": "https://doi.org/10.1000/182",
            "publication_year": 1999,
            "authorships": [{"author": {"display_name": "A. Bean"}}],
            "primary_location": {"source": {"display_name": "Journal of Cups"}},
        },
        {"display_name": None},
        {"display_name": "Untitled notes", "primary_location": None, "authorships": []},
    ]
}
CROSSREF = {
    "message": {
        "items": [
            {
                "title": ["Solubility of caffeine in water"],
                "DOI": "10.1000/182",
                "issued": {"date-parts": [[1999, 5]]},
                "author": [{"given": "A.", "family": "Bean"}],
                "container-title": ["Journal of Cups"],
            }
        ]
    }
}
VENDOR = {
    "url": "",
    "path": "/find?cas={cas}",
    "items": "hits",
    "fields": {"vendor": "by", "amount": "pack", "price": "cost.value", "currency": "cost.unit"},
    "headers": {"X-Key": "secret"},
}


def properties(*items: dict[str, Any]) -> Saved:
    return Saved.of({"PropertyTable": {"Properties": list(items)}})


def at(kind: str, rest: str = "") -> str:
    return f"/compound/{kind}{rest}/property/{TABLE}/JSON"


def asks(tool: str, replies: dict[str, Writes], **arguments: Any) -> tuple[Any, Recorded]:
    with recorded(replies) as site:
        config = {
            "pubchem_url": site.url,
            "literature": {"provider": arguments.pop("provider", "openalex"), "url": site.url},
            "prices": {**VENDOR, "url": site.url, **arguments.pop("vendor", {})},
        }
        (expert,) = mrkl_experts(Settings(experts={"chemistry": config}))
        return call_tool(expert, tool, **arguments), site


@pytest.mark.parametrize(
    ("substance", "path"),
    [
        ("aspirin", at("name", "/aspirin")),
        ("50-78-2", at("name", "/50-78-2")),
        ("BSYNRYMUTXBXSQ-UHFFFAOYSA-N", at("inchikey", "/BSYNRYMUTXBXSQ-UHFFFAOYSA-N")),
        ("O=C(C)Oc1ccccc1C(=O)O", at("smiles")),
        (ASPIRIN["InChI"], at("inchi")),
    ],
)
def test_a_compound_is_looked_up_in_any_notation(substance: str, path: str) -> None:
    result, site = asks("pubchem", {path: properties(ASPIRIN)}, substance=substance)
    assert isinstance(result, Result), result
    assert result.value["name"] == "Aspirin"
    assert result.value["average_g_per_mol"] == "180.16"
    structure, identity = result.evidence
    assert structure.verdict is Verdict.PASSED
    assert identity.verdict is Verdict.UNCHECKED
    kind = path.split("/")[2]
    assert site.asked[0].query.get(kind, substance) == substance


@pytest.mark.parametrize("words", ["look up aspirin in PubChem", "PubChem CID of aspirin?"])
def test_words_that_name_pubchem_are_read(words: str) -> None:
    (only,) = bid(words)
    assert (only.tool, only.arguments) == ("pubchem", {"substance": "aspirin"})


def test_a_name_cannot_leave_its_place_in_the_path() -> None:
    _, site = asks("pubchem", {}, substance="../../x?y#z")
    assert unquote(site.asked[0].path).startswith("/compound/name/../../x?y#z/property/")
    assert site.asked[0].query == {}


@pytest.mark.parametrize(
    ("reply", "code", "said"),
    [
        (Saved(status=404), "UNKNOWN", "knows no 'aspirin'"),
        (Saved(status=503), "UNAVAILABLE", "HTTP 503"),
        (Saved(b"<html>"), "UNAVAILABLE", "no JSON"),
        (Saved.of({}), "UNAVAILABLE", "PubChem's shape"),
        (properties(), "UNAVAILABLE", "PubChem's shape"),
        (properties(ASPIRIN | {"SMILES": "CCO"}), "UNAVAILABLE", "something else"),
        (properties(ASPIRIN | {"SMILES": None}), "UNAVAILABLE", "something else"),
        (properties(ASPIRIN, ASPIRIN | {"Title": "Other"}), "AMBIGUOUS", "Aspirin, Other"),
    ],
)
def test_what_is_no_one_compound_is_refused(reply: Saved, code: str, said: str) -> None:
    failure, _ = asks("pubchem", {at("name", "/aspirin"): reply}, substance="aspirin")
    assert isinstance(failure, Failure)
    assert failure.code == code
    assert said in failure.message


def test_the_compound_of_another_structure_is_no_answer() -> None:
    failure, _ = asks("pubchem", {at("smiles"): properties(ASPIRIN)}, substance="CC(=O)O")
    assert isinstance(failure, Failure)
    assert failure.code == "UNAVAILABLE"


def test_patents_are_listed_by_their_numbers() -> None:
    path = "/compound/inchikey/BSYNRYMUTXBXSQ-UHFFFAOYSA-N/xrefs/PatentID/JSON"
    body = {"InformationList": {"Information": [{"CID": 2244, "PatentID": ["US-2-A", "EP-1-B1"]}]}}
    result, _ = asks("patents", {path: Saved.of(body)}, substance="aspirin")
    assert isinstance(result, Result), result
    assert result.value["patents"] == ["EP-1-B1", "US-2-A"]
    failure, _ = asks("patents", {}, substance="aspirin")
    assert isinstance(failure, Failure)
    assert failure.code == "UNKNOWN"


@pytest.mark.parametrize(
    ("provider", "body", "asked"),
    [
        ("openalex", OPENALEX, {"search": "caffeine & water", "per-page": "3"}),
        ("crossref", CROSSREF, {"query": "caffeine & water", "rows": "3"}),
    ],
)
def test_publications_are_listed(provider: str, body: object, asked: dict[str, str]) -> None:
    arguments = {"provider": provider, "query": "caffeine & water", "count": 3}
    result, site = asks("literature", {"/works": Saved.of(body)}, **arguments)
    assert isinstance(result, Result), result
    assert site.asked[0].query == asked
    first = result.value["publications"][0]
    assert first["title"] == "Solubility of caffeine in water"
    assert first["first_author"].endswith("Bean")
    assert (first["year"], first["venue"]) == ("1999", "Journal of Cups")
    assert first["doi"].endswith("10.1000/182")


def test_offers_are_where_the_manifest_says() -> None:
    body = {"hits": [{"by": "A", "pack": "25 g", "cost": {"value": 12.5, "unit": "EUR"}}, {}]}
    result, site = asks("prices", {"/find": Saved.of(body)}, substance="caffeine")
    assert isinstance(result, Result), result
    assert site.asked[0].query == {"cas": "58-08-2"}
    assert site.asked[0].headers["x-key"] == "secret"
    (offer,) = result.value["offers"]
    assert (offer["vendor"], offer["price"], offer["currency"]) == ("A", "12.5", "EUR")
    assert offer["catalogue"] == ""


@pytest.mark.parametrize(
    "vendor", [{"path": "/find?x={unknown}"}, {"path": "/find?x={cas.y}"}, {"path": "/{"}]
)
def test_a_vendor_that_is_asked_with_what_is_not_there_is_named(vendor: dict[str, str]) -> None:
    failure, site = asks("prices", {}, substance="caffeine", vendor=vendor)
    assert isinstance(failure, Failure)
    assert failure.code == "NOT_CONFIGURED"
    assert site.asked == []


@pytest.mark.parametrize(
    ("tool", "arguments", "setting"),
    [
        ("pubchem", {"substance": "aspirin"}, "pubchem_url"),
        ("patents", {"substance": "aspirin"}, "pubchem_url"),
        ("literature", {"query": "aspirin"}, "literature"),
        ("prices", {"substance": "aspirin"}, "prices"),
    ],
)
def test_without_a_service_the_setting_is_named(
    tool: str, arguments: dict[str, str], setting: str
) -> None:
    (expert,) = mrkl_experts(Settings())
    failure = call_tool(expert, tool, **arguments)
    assert isinstance(failure, Failure)
    assert failure.code == "NOT_CONFIGURED"
    assert f"experts.chemistry.config.{setting}" in failure.hint


@pytest.mark.parametrize(
    ("config", "named"),
    [
        ({"pubchem": "x"}, "pubchem_url"),
        ({"pubchem_url": 5}, "experts.chemistry.config.pubchem_url is not a text"),
        ({"literature": "openalex"}, "experts.chemistry.config.literature is not a section"),
        ({"literature": {"providers": "x"}}, "experts.chemistry.config.literature has 'providers'"),
        ({"prices": {"fields": {"cost": "x"}}}, "experts.chemistry.config.prices.fields"),
        ({"approved": "chemistry.draw"}, "experts.chemistry.config.approved"),
    ],
)
def test_a_wrong_setting_is_named(config: dict[str, Any], named: str) -> None:
    for declares in (mrkl_experts, mrkl_guards):
        with pytest.raises(ValueError, match=re.escape(named)):
            list(declares(Settings(experts={"chemistry": config})))


def test_every_tool_declares_its_operation_and_that_it_reads() -> None:
    (expert,) = mrkl_experts(Settings())
    remote = {t.name: t for t in expert.tools if t.effect is Effect.READS}
    operations = {name: tool.arguments[OPERATION] for name, tool in remote.items()}
    assert operations == {
        "pubchem": "lookup",
        "patents": "synthesis",
        "literature": "lookup",
        "prices": "purchase",
    }


async def test_the_guard_screens_what_is_asked_and_what_comes_back(tmp_path: Path) -> None:
    listed = {"display_name": "On the handling of ClS(Cl)=O"}
    offer = {"hits": [{"by": "thionyl chloride", "pack": "1 l"}]}
    replies: dict[str, Writes] = {
        "/works": Saved.of({"results": [listed]}),
        "/find": Saved.of(offer),
    }
    with recorded(replies) as site:
        config = {
            "literature": {"provider": "openalex", "url": site.url},
            "prices": {**VENDOR, "url": site.url},
        }
        manifest = tmp_path / "tools_manifest.yaml"
        chemistry = {"config": config, "limits": {"timeout_s": 60, "memory_mb": 2048}}
        manifest.write_text(json.dumps({"version": 1, "experts": {"chemistry": chemistry}}))
        async with Runtime.open(manifest, store_url="sqlite://", serving=False) as runtime:
            for tool in ("prices", "patents"):
                with pytest.raises(Refused, match="thionyl chloride"):
                    await runtime.tools.call(f"chemistry.{tool}", {"substance": "ClS(Cl)=O"})
            assert site.asked == []
            with pytest.raises(Refused, match="thionyl chloride"):
                await runtime.tools.call("chemistry.prices", {"substance": "CCO"})
            outcome = await runtime.tools.call("chemistry.literature", {"query": "solvents"})
    assert outcome.value["publications"][0]["title"] == listed["display_name"]
    warnings = [item for item in outcome.evidence if "thionyl chloride" in item.check + item.detail]
    assert [item.verdict for item in warnings] == [Verdict.FAILED]
