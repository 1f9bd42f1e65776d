"""What may be reached: a URL is read in one way, and an address must be public."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.web import WebProblem
from mrkl_core.web.addresses import is_public
from mrkl_core.web.urls import read_places, read_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://Example.org", "https://example.org/"),
        ("http://example.org.:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("http://[2001:DB8:0::1]/", "http://[2001:db8::1]/"),
        ("https://example.org/100%25?q=a%20b&x=ü", "https://example.org/100%25?q=a%20b&x=%C3%BC"),
        # Two programs would read these in two ways; here they are the addresses they look like.
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://127。0。0。1/", "http://127.0.0.1/"),
    ],
)
def test_a_url_has_one_form(text: str, url: str) -> None:
    assert read_url(text).url == url
    assert read_url(url).url == url


@pytest.mark.parametrize(
    "text",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "example.org",
        "//example.org",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: other",
        "http://example.org:/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:80a/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.01/",
        "http://1.2.3.4.5/",
        "http://example.256/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[::1/",
        "http://[127.0.0.1]/",
        "http://%31%32%37.0.0.1/",
        "http://exam%70le.org/",
        "http://-a.example/",
        "http://a..example/",
        "http://" + "a" * 64 + ".example/",
        "http://example.org/" + "a" * 5000,
        "http://xn--a.ex\u00admple\u202e.org/",
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(WebProblem) as caught:
        read_url(text)
    assert caught.value.code == "BAD_URL"
    assert "secret" not in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_a_url_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            found = read_url(url)
        except WebProblem:
            continue
        assert read_url(found.url) == found
        assert found.url.isascii()


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "93.184.216.34", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1"),
        *("2606:2800:220:1::1", "2a00:1450:4001:800::200e"),
        *("::ffff:8.8.8.8", "64:ff9b::808:808"),
    ],
)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254"),
        *("ff02::1", "2001:db8::1", "100::1", "3fff::1", "5f00::1"),
        *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:7f00:1", "::127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808"),
        *("2002:7f00:1::", "2002:808:808::", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
        *("", "localhost", "1", "0x7f000001", "127.0.0.1.nip.io"),
    ],
)
def test_addresses_that_are_not_for_everybody_may_not(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses())
def test_what_is_public_is_global_to_the_standard_library(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(address)):
        plain = getattr(address, "ipv4_mapped", None) or address
        nat64 = plain in ipaddress.ip_network("64:ff9b::/96")
        assert nat64 or (plain.is_global and not plain.is_multicast)


def test_an_operator_allows_a_host_and_port() -> None:
    assert read_places(["localhost:8080"]) == {"localhost:8080"}
    assert read_places(["wiki.local"]) == {"wiki.local:80", "wiki.local:443"}
    assert read_places(["http://[::1]:9/v1"]) == {"[::1]:9"}
