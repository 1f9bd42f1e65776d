"""Money: rates of the law are exact, rates of a service are dated, and none is made up."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core import Effect, Failure, Result, Settings, Verdict
from mrkl_core.testing import as_called, call_tool
from mrkl_units import mrkl_experts
from mrkl_units.bids import bid
from mrkl_units.money.exchange import exchange
from mrkl_units.money.fixed import PER_EURO, SINCE
from mrkl_units.money.provider import Provider, Rates
from mrkl_units.money.reading import amount
from mrkl_units.money.reference import ReferenceTable

exchange = as_called(exchange)

TABLE = ReferenceTable()


class Service:
    """A service of rates on this machine, that answers as it is told."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.mode = "right"
        self.asked: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(self.path)
                service.reply(self)

            def log_message(self, *args: object) -> None:
                """Keeps quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"

    def reply(self, request: BaseHTTPRequestHandler) -> None:
        path = urlsplit(request.path)
        asked = parse_qs(path.query)
        base, wanted = asked["base"][0], asked["symbols"][0]
        day = path.path.rpartition("/")[2]
        body = {"base": base, "date": "2024-05-17" if day == "latest" else day}
        body["rates"] = {wanted: 0.9205}
        if self.mode == "silent":
            self.over.wait(60)
            return
        if self.mode.isdigit():
            request.send_response(int(self.mode))
            request.send_header("Location", self.url)
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        request.send_response(200)
        request.end_headers()
        if self.mode == "trickling":
            while not self.over.wait(0.01):
                try:
                    request.wfile.write(b" ")
                except OSError:
                    return
        elif self.mode == "endless":
            request.wfile.write(b" " * 200_000)
        elif self.mode == "page":
            request.wfile.write(b"<html>")
        else:
            change = {
                "other": {"base": "XXX"},
                "none": {"rates": {}},
                "zero": {"rates": {wanted: 0}},
                "nan": {"rates": {wanted: float("nan")}},
                "late": {"date": "2025-01-01"},
            }
            request.wfile.write(json.dumps(body | change.get(self.mode, {})).encode())


@pytest.fixture
def service() -> Iterator[Service]:
    serving = Service()
    yield serving
    serving.over.set()
    serving.http.shutdown()
    serving.http.server_close()


def converted(money: str, to: str, date: str = "", by: Rates = TABLE) -> dict:
    result = exchange(money, to, date, provider=by)
    assert isinstance(result, Result), result
    assert all(item.verdict is not Verdict.FAILED for item in result.evidence)
    return result.value


def refused(money: str, to: str, date: str = "", by: Rates = TABLE) -> Failure:
    failure = exchange(money, to, date, provider=by)
    assert isinstance(failure, Failure), failure
    return failure


@pytest.mark.parametrize(
    ("money", "to", "expected"),
    [
        ("195.583 DEM", "EUR", "100.00"),
        ("100 Deutsche Mark", "euros", "51.13"),
        ("one thousand French francs", "euro", "152.45"),
        ("€1", "ITL", "1936.27"),
        ("1 IEP", "EUR", "1.27"),
        ("100 FRF", "DEM", "29.82"),
        ("2 million pesetas", "EUR", "12020.24"),
        ("-10 EUR", "BGN", "-19.56"),
    ],
)
def test_what_the_law_fixed_is_converted_without_a_service(
    money: str, to: str, expected: str
) -> None:
    assert converted(money, to)["rounded"] == expected


@given(st.fractions(0, 10**9, max_denominator=100), st.sampled_from(sorted(PER_EURO)))
def test_a_sum_comes_back_to_the_cent(cents: Fraction, code: str) -> None:
    there = converted(f"{float(cents):.2f} EUR", code)
    assert Fraction(there["rate"]) == PER_EURO[code]


@pytest.mark.parametrize(
    ("money", "to", "day", "expected", "of"),
    [
        # The first day, the lowest and the highest, a currency that ended.
        ("100 EUR", "USD", "1999-01-04", "117.89", "1999-01-04"),
        ("100 EUR", "JPY", "2008-07-21", "16965.00", "2008-07-21"),
        ("100 EUR", "USD", "2000-10-26", "82.52", "2000-10-26"),
        ("117.89 USD", "EUR", "1999-01-04", "100.00", "1999-01-04"),
        ("100 EUR", "HRK", "2020-01-02", "744.45", "2020-01-02"),
        # A Saturday: the rate of Friday.
        ("100 EUR", "USD", "2024-03-16", "108.92", "2024-03-15"),
    ],
)
def test_a_day_has_its_reference_rate(
    money: str, to: str, day: str, expected: str, of: str
) -> None:
    found = converted(money, to, day)
    assert (found["rounded"], found["date"]) == (expected, of)
    assert "European Central Bank" in found["source"]


def test_without_a_day_the_latest_rate_is_told_with_its_day() -> None:
    found = converted("100 USD", "CHF")
    assert found["date"] == TABLE.last
    assert TABLE.last >= "2026-01-01"


@pytest.mark.parametrize("code", sorted(code for code in PER_EURO if SINCE[code] > "2002"))
def test_the_law_and_the_bank_agree_on_the_day_before(code: str) -> None:
    before = (date.fromisoformat(SINCE[code]) - timedelta(days=1)).isoformat()
    told = TABLE.rate("EUR", code, before).value
    assert abs(told / PER_EURO[code] - 1) < Fraction(1, 1000)


def test_a_rate_is_never_made_up() -> None:
    assert refused("100 USD", "EUR", "1998-12-31").code == "UNKNOWN_RATE"
    after = refused("100 USD", "EUR", "2999-01-01")
    assert after.code == "UNKNOWN_RATE"
    assert "experts.units.config.rates_url" in after.hint
    assert refused("100 RUB", "EUR", "2025-01-03").code == "UNKNOWN_RATE"  # none since 2022
    assert refused("100 XAU", "EUR").code == "UNKNOWN_RATE"
    assert refused("100 DEM", "EUR", "1998-01-01").code == "UNKNOWN_RATE"


@pytest.mark.parametrize(
    ("money", "to", "code"),
    [
        ("100 francs", "EUR", "AMBIGUOUS"),
        ("100 zorkmids", "EUR", "UNKNOWN_CURRENCY"),
        ("€100 DEM", "EUR", "SYNTAX"),
        ("dollars", "EUR", "SYNTAX"),
        ("", "EUR", "SYNTAX"),
        ("1e30 DEM", "EUR", "TOO_LARGE"),
    ],
)
def test_what_is_no_sum_of_money_is_refused(money: str, to: str, code: str) -> None:
    assert refused(money, to).code == code


@pytest.mark.parametrize("day", ["2024-5-7", "20240517", "2024-W20-5", "../admin", "2023-02-29"])
def test_a_day_is_one_in_iso_form(day: str) -> None:
    assert refused("1 USD", "EUR", day, Provider("http://127.0.0.1:1")).code == "SYNTAX"


def test_a_service_gives_the_rate_with_its_day(service: Service) -> None:
    found = converted("$100", "EUR", by=Provider(service.url))
    assert (found["value"], found["date"]) == ("92.05", "2024-05-17")
    assert found["note"] == "dollar read as US dollar"
    assert service.asked == ["/v1/latest?base=USD&symbols=EUR"]
    assert converted("1 USD", "EUR", "2023-01-03", Provider(service.url))["date"] == "2023-01-03"


def test_a_currency_of_the_law_goes_through_the_euro(service: Service) -> None:
    found = converted("195.583 DEM", "USD", by=Provider(service.url))
    assert found["rounded"] == "92.05"
    assert service.asked == ["/v1/latest?base=EUR&symbols=USD"]


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("500", "HTTP 500"),
        ("302", "HTTP 302"),
        ("page", "answered with no JSON"),
        ("endless", "more than 65,536 bytes"),
        ("silent", "did not answer within"),
        ("trickling", "did not answer within"),
        ("nan", "answered with no JSON"),
        *((mode, "did not answer with the rate") for mode in ("other", "none", "zero")),
        ("late", "not of 2024-01-02"),
    ],
)
def test_a_service_that_fails_is_no_answer(service: Service, mode: str, said: str) -> None:
    service.mode = mode
    patience = 0.3 if said == "did not answer within" else 60
    failure = refused("1 USD", "EUR", "2024-01-02", Provider(service.url, patience))
    assert failure.code == "UNAVAILABLE"
    assert said in failure.message
    assert len(service.asked) == 1


def test_a_service_that_lacks_a_rate_or_is_not_there(service: Service) -> None:
    service.mode = "404"
    assert refused("1 USD", "EUR", by=Provider(service.url)).code == "UNKNOWN_RATE"
    assert refused("1 USD", "EUR", by=Provider("http://127.0.0.1:1")).code == "UNAVAILABLE"
    assert refused("1 USD", "EUR", by=Provider("file:///etc/passwd")).code == "NOT_CONFIGURED"


def test_the_service_is_the_one_configured(service: Service) -> None:
    (units,) = mrkl_experts(Settings(experts={"units": {"rates_url": service.url}}))
    result = call_tool(units, "exchange", money="100 USD", to="EUR")
    assert isinstance(result, Result)
    assert result.value["rounded"] == "92.05"
    (tool,) = (tool for tool in units.tools if tool.name == "exchange")
    assert tool.effect is Effect.READS


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("convert 100 dollars to euros", {"money": "100 dollars", "to": "euros"}),
        ("how much is £20 in yen?", {"money": "£20", "to": "yen"}),
        ("how many euros are in 500 French francs?", {"money": "500 French francs", "to": "euros"}),
        ("100 pounds in dollars", {"money": "100 pounds", "to": "dollars"}),
        ("100 francs in euros", {"money": "100 francs", "to": "euros"}),
        ("100 USD to EUR on 2024-05-17", {"money": "100 USD", "to": "EUR", "date": "2024-05-17"}),
        ("what is the exchange rate from usd to eur?", {"money": "1 usd", "to": "eur"}),
    ],
)
def test_words_about_money_are_read(words: str, arguments: dict[str, str]) -> None:
    (only,) = bid(words)
    assert (only.tool, only.arguments) == ("exchange", arguments)


@pytest.mark.parametrize(
    "words", ["100 pounds in kg", "2 pounds in ounces", "the exchange rate of miles to km"]
)
def test_a_pound_is_money_only_beside_money(words: str) -> None:
    assert all(found.tool != "exchange" for found in bid(words))


def test_signs_and_codes_stand_on_either_side() -> None:
    same = ("USD 1.5", "1.5 usd", "US$1.5", "1.5 US dollars")
    assert {amount(text)[:2] for text in same} == {(Fraction(3, 2), "USD")}
    assert amount("$100 CAD")[:2] == (100, "CAD")
