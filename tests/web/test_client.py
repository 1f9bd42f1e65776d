"""The guarded client, against a real server that misbehaves in every way we could think of."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from mrkl_core.contracts.context import Deadline, call_context
from mrkl_core.web import Bounds, Client, Reply, Service, WebProblem
from mrkl_core.web.recorded import Recorded, Saved, Writes, recorded

PEM = Path(__file__).with_name("pinned.test.pem")
PAGE = Saved(b"<p>hello", "text/html; charset=UTF-8")
QUICK = Bounds(seconds=0.5)
LONG = Bounds(seconds=60)


def read(site: Recorded, path: str = "/", bounds: Bounds = LONG, **options: object) -> Reply:
    return Client([site.place]).get(site.url + path, bounds=bounds, **options)  # type: ignore[arg-type]


def refused(site: Recorded, path: str = "/", bounds: Bounds = LONG) -> WebProblem:
    with pytest.raises(WebProblem) as caught:
        read(site, path, bounds)
    return caught.value


def zipped(body: bytes, **headers: str) -> Saved:
    return Saved(body, "text/html", headers={"Content-Encoding": "gzip", **headers})


def to(place: str, status: int = 302) -> Saved:
    return Saved(status=status, headers={"Location": place})


def test_a_page_is_read_with_what_is_known_of_it() -> None:
    with recorded({"/a": PAGE}) as site:
        reply = read(site, "/a?q=1", headers={"X-Key": "k"})
        (asked,) = site.asked
    assert reply.body == b"<p>hello"
    assert (reply.content_type, reply.charset) == ("text/html", "utf-8")
    assert reply.url == site.url + "/a?q=1"
    assert asked.query == {"q": "1"}
    assert asked.headers["user-agent"] == "mrkl"
    assert asked.headers["x-key"] == "k"
    assert asked.headers["accept-encoding"] == "gzip"


def test_nothing_private_is_reached_unless_an_operator_allows_that_very_host() -> None:
    with recorded({"/": PAGE}) as site, recorded({"/": PAGE}) as other:
        for client in (Client(), Client([other.place]), Client(["127.0.0.1"])):
            with pytest.raises(WebProblem) as caught:
                client.get(site.url)
            assert caught.value.code == "ADDRESS_REFUSED"
        assert site.asked == []
        assert Client([site.url]).get(site.url).status == 200


def test_a_host_that_is_allowed_must_be_one() -> None:
    with pytest.raises(WebProblem, match="a host that is allowed") as caught:
        Client(["not a host"]).get("https://example.org/")
    assert caught.value.code == "NOT_CONFIGURED"


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["fd00::1"], ["?"]])
def test_a_name_with_any_address_that_is_not_public_is_refused(addresses: list[str]) -> None:
    client = Client(resolve=lambda host, port: addresses)
    with pytest.raises(WebProblem) as caught:
        client.get("http://rebound.test/")
    assert caught.value.code == "ADDRESS_REFUSED"


def test_a_public_host_on_a_port_of_another_protocol_is_refused() -> None:
    client = Client(resolve=lambda host, port: ["8.8.8.8"])
    with pytest.raises(WebProblem) as caught:
        client.get("http://example.org:6379/")
    assert caught.value.code == "ADDRESS_REFUSED"


def test_a_name_is_resolved_once_and_the_connection_goes_where_was_checked() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with recorded({"/": PAGE}) as site:
        port = site.place.rpartition(":")[2]
        client = Client([f"rebound.test:{port}"], resolve=rebinding)
        assert client.get(f"http://rebound.test:{port}/").body == b"<p>hello"
        assert site.asked[0].headers["host"] == f"rebound.test:{port}"
    assert asked == ["rebound.test"]


def test_an_address_that_does_not_answer_gives_way_to_the_next() -> None:
    with recorded({"/": PAGE}) as site:
        port = site.place.rpartition(":")[2]
        two = Client([f"two.test:{port}"], resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"])
        assert two.get(f"http://two.test:{port}/").status == 200


def test_redirects_are_followed_as_far_as_they_may() -> None:
    chain = {"/": to("/b", 301), "/b": to("c?d=e", 307), "/c": PAGE}
    with recorded(chain) as site:
        reply = read(site, bounds=Bounds(seconds=2, redirects=2))
        assert reply.url == f"{site.url}/c?d=e"
        assert refused(site, bounds=Bounds(seconds=2, redirects=1)).code == "REDIRECTS"
        assert "HTTP 301" in str(refused(site))


def test_a_redirect_is_read_as_browsers_do() -> None:
    with recorded({"/": to(" /a b/\u00c3\u00bc "), "/a%20b/%C3%BC": PAGE}) as site:
        assert read(site, bounds=Bounds(redirects=1)).url == f"{site.url}/a%20b/%C3%BC"


def test_a_redirect_loop_ends() -> None:
    with recorded({"/": to("/"), "/self": to("/self")}) as site:
        assert refused(site, bounds=Bounds(seconds=5, redirects=5)).code == "REDIRECTS"
        assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "ADDRESS_REFUSED"),
        ("http://127.0.0.1:1/", "ADDRESS_REFUSED"),
        ("http://[::ffff:127.0.0.1]/", "ADDRESS_REFUSED"),
        ("http://0x7f000001/", "BAD_URL"),
        ("file:///etc/passwd", "BAD_URL"),
        ("http://user@127.0.0.1/", "BAD_URL"),
        ("//localhost:22/", "ADDRESS_REFUSED"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(place: str, code: str) -> None:
    with recorded({"/": to(place)}) as site:
        assert refused(site, bounds=Bounds(redirects=3)).code == code


def test_a_key_is_not_sent_where_a_redirect_leads() -> None:
    with recorded({"/": PAGE}) as other, recorded({"/": to(other.url)}) as site:
        client = Client([site.place, other.place])
        client.get(site.url, headers={"Authorization": "k"}, bounds=Bounds(redirects=1))
        assert "authorization" in site.asked[0].headers
        assert "authorization" not in other.asked[0].headers


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with recorded({"/": PAGE}) as site:
        assert read(site).status == 200


BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    "reply",
    [
        Saved(bytes(50_000_000), "text/html"),
        zipped(BOMB),
        zipped(gzip.compress(b"a" * 2000)),
    ],
    ids=["50 MB", "bomb", "just over"],
)
def test_a_body_past_its_bound_is_refused(reply: Saved) -> None:
    with recorded({"/": reply}) as site:
        assert refused(site, bounds=Bounds(seconds=20, body_bytes=1999)).code == "TOO_LARGE"


def endless(part: bytes) -> Writes:
    def write(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        request.close_connection = True
        while True:
            request.wfile.write(part)

    return write


def empty_blocks(request: BaseHTTPRequestHandler) -> None:
    """Gzip that never ends and gives nothing."""
    packer = zlib.compressobj(wbits=31)
    request.send_response(200)
    request.send_header("Content-Encoding", "gzip")
    request.end_headers()
    request.close_connection = True
    while True:
        request.wfile.write(packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH))


@pytest.mark.parametrize("reply", [endless(b"a" * 5000), empty_blocks])
def test_a_body_without_end_is_refused(reply: Writes) -> None:
    with recorded({"/": reply}) as site:
        assert refused(site, bounds=Bounds(seconds=60, body_bytes=20_000)).code == "TOO_LARGE"


def trickle(site: list[Recorded], before: bytes, part: bytes) -> Writes:
    def write(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        request.wfile.write(before)
        while not site[0].over.wait(0.01):
            request.wfile.write(part)

    return write


@pytest.mark.parametrize(
    ("before", "part"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"a: b\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"."),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n.\r\n"),
    ],
    ids=["silence", "headers", "continue", "body", "chunks"],
)
def test_a_trickle_ends_at_the_limit_of_time(before: bytes, part: bytes) -> None:
    sites: list[Recorded] = []
    with recorded({"/": trickle(sites, before, part)}) as site:
        sites.append(site)
        assert "did not answer within 0.5 s" in str(refused(site, bounds=QUICK))


def test_a_call_that_has_little_time_left_asks_for_less() -> None:
    sites: list[Recorded] = []
    with recorded({"/": trickle(sites, b"", b"")}) as site, call_context(None, Deadline.after(0.5)):
        sites.append(site)
        assert "within 60 s" not in str(refused(site))


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"220 smtp.example.org ready\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + BOMB[:20],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"a" * 200_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_whole_answer_is_no_answer(sent: bytes) -> None:
    def write(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True
        request.wfile.write(sent)

    with recorded({"/": write}) as site:
        problem = refused(site, bounds=Bounds(seconds=5, attempts=1))
    assert problem.code == "UNAVAILABLE"


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "compress"])
def test_a_compression_that_was_not_asked_for_is_refused(encoding: str) -> None:
    with recorded({"/": Saved(BOMB, headers={"Content-Encoding": encoding})}) as site:
        assert refused(site, bounds=Bounds(body_bytes=1 << 26)).code == "CONTENT_REFUSED"


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        (gzip.compress(b"a" * 2000), b"a" * 2000),
        (gzip.compress(b"one, ") + gzip.compress(b"two"), b"one, two"),
        (b"", b""),
    ],
)
def test_gzip_is_read(sent: bytes, body: bytes) -> None:
    with recorded({"/": zipped(sent)}) as site:
        assert read(site).body == body


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "text/htmlx", ""])
def test_another_kind_of_content_is_refused_unread(kind: str) -> None:
    with (
        recorded({"/": Saved(b"%PDF", kind)}) as site,
        pytest.raises(WebProblem) as caught,
    ):
        read(site, accept=("text/html",))
    assert caught.value.code == "CONTENT_REFUSED"


@pytest.mark.parametrize(
    ("status", "code", "asked"),
    [
        (400, "HTTP_ERROR", 1),
        (404, "HTTP_ERROR", 1),
        (500, "UNAVAILABLE", 1),
        (304, "UNAVAILABLE", 1),
        (429, "UNAVAILABLE", 2),
        (503, "UNAVAILABLE", 2),
    ],
)
def test_a_status_is_told_and_asked_again_where_that_may_help(
    status: int, code: str, asked: int
) -> None:
    with recorded({"/": Saved(status=status)}) as site:
        problem = refused(site)
        assert (problem.code, problem.status, len(site.asked)) == (code, status, asked)


def test_a_server_that_was_busy_is_asked_again() -> None:
    with recorded({"/": [Saved(status=503), PAGE]}) as site:
        assert read(site).status == 200


def test_a_post_is_sent_once() -> None:
    with recorded({"/": [Saved(status=503), PAGE]}) as site:
        with pytest.raises(WebProblem):
            Client([site.place]).post(site.url, {"q": "ü"})
        (asked,) = site.asked
    assert asked.method == "POST"
    assert asked.headers["content-type"] == "application/json"
    assert asked.body == b'{"q": "\\u00fc"}'


@pytest.mark.parametrize("after", ["3600", "Fri, 31 Dec 2060 23:59:59 GMT"])
def test_a_server_that_wants_rest_past_our_time_is_left_alone(after: str) -> None:
    with recorded({"/": Saved(status=429, headers={"Retry-After": after})}) as site:
        problem = refused(site)
        assert "s of rest" in str(problem)
        assert len(site.asked) == 1


def test_a_host_that_nobody_knows_is_unavailable() -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "Name or service not known")

    for resolve in (unknown, lambda host, port: []):
        with pytest.raises(WebProblem) as caught:
            Client(resolve=resolve).get("http://nowhere.test/")
        assert caught.value.code == "UNAVAILABLE"


def test_a_resolver_that_hangs_ends_at_the_limit_of_time() -> None:
    over = threading.Event()

    def hanging(host: str, port: int) -> Sequence[str]:
        over.wait(60)
        return []

    with pytest.raises(WebProblem, match=r"did not answer within 0\.5 s"):
        Client(resolve=hanging).get("http://slow.test/", bounds=QUICK)
    over.set()


@contextmanager
def secure(names: list[str | None]) -> Iterator[int]:
    """A TLS server named pinned.test; notes the names that it is asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    context.sni_callback = lambda _, name, __: names.append(name)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as stream:
                    stream.recv(65536)
                    stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
            except OSError:
                plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def test_tls_verifies_the_name_and_not_the_pinned_address() -> None:
    names: list[str | None] = []
    with secure(names) as port:

        def client(name: str) -> Client:
            tls = ssl.create_default_context(cafile=str(PEM))
            return Client([f"{name}:{port}"], resolve=lambda *_: ["127.0.0.1"], tls=tls)

        assert client("pinned.test").get(f"https://pinned.test:{port}/").body == b"hi"
        assert names == ["pinned.test"]
        with pytest.raises(WebProblem) as caught:
            client("other.test").get(f"https://other.test:{port}/")
        assert caught.value.code == "UNAVAILABLE"
        with pytest.raises(WebProblem):
            Client([f"pinned.test:{port}"], resolve=lambda *_: ["127.0.0.1"]).get(
                f"https://pinned.test:{port}/"
            )


def test_a_service_is_the_one_configured() -> None:
    with recorded({"/v1/a": Saved.of({"x": 1.5}), "/v1/b": to("/v1/a")}) as site:
        service = Service(f"{site.url}/v1/", "experts.x.config.url", headers={"X-Key": "k"})
        assert service.get("/a", {"q": "ü&"}).json() == {"x": 1.5}
        assert site.asked[0].query == {"q": "ü&"}
        assert site.asked[0].headers["x-key"] == "k"
        assert "'k'" not in repr(service)
        with pytest.raises(WebProblem) as caught:
            service.get("/b")
        assert caught.value.status == 302


@pytest.mark.parametrize("url", ["", "nonsense", "file:///etc/passwd", "http://a@b.example"])
def test_a_service_that_is_not_configured_says_where_to(url: str) -> None:
    with pytest.raises(WebProblem) as caught:
        Service(url, "experts.x.config.url", "https://api.example.org/v1").get("/a")
    assert caught.value.code == "NOT_CONFIGURED"
    assert "experts.x.config.url" in f"{caught.value} {caught.value.failure.hint}"


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"a": NaN}', b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_no_answer(body: bytes) -> None:
    with recorded({"/": Saved(body)}) as site, pytest.raises(WebProblem) as caught:
        read(site).json()
    assert caught.value.code == "UNAVAILABLE"
